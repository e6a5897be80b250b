/** What one visitor can learn of another, by anything he types, sends or replays: nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { io, type Socket } from 'socket.io-client';
import { messagesOf, rawMail, tickets } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type BareVisitor, openSession, openVisitor } from './bareVisitor.js';

const SECRET = 'a widget secret of more than thirty-two characters';
let desk: Desk;
let ann: BareVisitor;
let ticketId: string;

beforeAll(async () => {
  desk = await startDesk({ env: { WIDGET_SECRET: SECRET, WIDGET_ORIGINS: 'https://shop.example' } });
  ann = await openVisitor(desk.url);
  ann.write('Ann has a secret');
  await ann.ask('chat:contact', { email: 'ann@example.org', name: 'Ann' });
  const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === 'Ann has a secret') ?? false);
  ticketId = ticket.id;
  await rawMail(
    desk,
    'From: Bea <bea@example.org>\r\nTo: support@example.com\r\nSubject: Mine\r\nMessage-ID: <bea-1@example.org>\r\n\r\nBea has a secret too.\r\n',
    'bea@example.org',
  );
  await eventually(async () => (await tickets(desk)).some(({ customerName }) => customerName === 'Bea'));
}, 60_000);
afterAll(async () => {
  ann?.close();
  await desk?.stop();
});

const residentMb = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function jwt(claims: object, { secret = SECRET, alg = 'HS256' } = {}): string {
  const body = `${b64({ alg, typ: 'JWT' })}.${b64(claims)}`;
  return `${body}.${
    alg === 'none'
      ? ''
      : createHmac(alg === 'HS512' ? 'sha512' : 'sha256', secret)
          .update(body)
          .digest('base64url')
  }`;
}
const soon = (): number => Math.floor(Date.now() / 1000) + 600;

describe('a typed address', () => {
  // Nobody is known by the address that Ann typed: who types it too is written to there. By hers Bea is known.
  test.each([
    ['ann@example.org', ['ann@example.org']],
    ['ANN@EXAMPLE.ORG', ['ann@example.org']],
    ['bea@example.org', []],
  ])("%s opens nobody's history, nor another's way", async (email, mails) => {
    const eve = await openVisitor(desk.url);
    try {
      expect(await eve.ask('chat:contact', { email, name: 'Ann' })).toEqual({ ok: true });
      eve.write(`it is me, ${email}`);
      await eventually(() => eve.waiting() === 0 && eve.view().length === 1);
      const { messages } = await eve.ask('chat:sync', {});
      expect(messages?.map(({ text }) => text)).toEqual([`it is me, ${email}`]);
      const hers = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === `it is me, ${email}`) ?? false);
      expect(hers.id).not.toBe(ticketId);
      const waysOf = async (id: string) =>
        (await desk.api<{ replyChannels: { channel: string; address: string }[] }>('GET', `/api/v1/tickets/${id}`)).body.replyChannels;
      const [ways, anns] = [await waysOf(hers.id), await waysOf(ticketId)];
      expect(ways.filter(({ channel }) => channel === 'email').map(({ address }) => address)).toEqual(mails);
      expect(anns.filter(({ channel }) => channel === 'email').map(({ address }) => address)).toEqual(['ann@example.org']);
      // And in the chat each is written to alone.
      const answer = `To her who typed ${email}`;
      await desk.must('POST', `/api/v1/tickets/${hers.id}/messages`, { kind: 'reply', channel: 'chat', text: answer });
      await eventually(() => eve.view().some(({ text }) => text === answer));
      expect((await ann.ask('chat:sync', {})).messages?.map(({ text }) => text)).toEqual(['Ann has a secret']);
      expect(JSON.stringify(ann.heard)).not.toContain(answer);
    } finally {
      eve.close();
    }
  });
});

describe("a visitor's session", () => {
  test.each([
    ['an unknown token', { token: 'x'.repeat(43) }],
    ['a token with a letter changed', { token: 'CHANGED' }],
    ["the visitor's id as token", { token: 'ID' }],
    ['an operator as token', { token: { $ne: null } }],
  ])('%s shows nothing of Ann', async (_name, body) => {
    const flipped = ann.token.slice(0, -1) + (ann.token.endsWith('A') ? 'B' : 'A');
    const tried = JSON.parse(JSON.stringify(body).replace('CHANGED', flipped).replace('"ID"', `"${ticketId}"`)) as object;
    const session = await openSession(desk.url, tried).catch((refusal: Error) => refusal.message);
    if (typeof session === 'string') expect(session).toBe('invalid_input');
    else expect(session.messages).toEqual([]);
  });

  test("her token together with somebody's signature is not her", async () => {
    const session = await openSession(desk.url, { token: ann.token, userToken: jwt({ sub: 'mallory', exp: soon() }) });
    expect(session.messages).toEqual([]);
    expect(session.token).not.toBe(ann.token);
  });

  test.each([
    ['by another key', jwt({ sub: 'ann', exp: soon() }, { secret: 'another secret of thirty-two characters!' })],
    ['by none', jwt({ sub: 'ann', exp: soon() }, { alg: 'none' })],
    ['by another algorithm', jwt({ sub: 'ann', exp: soon() }, { alg: 'HS512' })],
    ['that has expired', jwt({ sub: 'ann', exp: soon() - 4000 })],
    ['without an end', jwt({ sub: 'ann' })],
    ['without a name', jwt({ exp: soon() })],
    ['whose name is a number', jwt({ sub: 4242, exp: soon() })],
    ['of nonsense', 'a.b.c'],
  ])('a signature %s is refused', async (_name, userToken) => {
    await expect(openSession(desk.url, { userToken })).rejects.toThrow('bad_signature');
  });

  test('only listed pages may open one', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://shop.example.evil.example', 'http://shop.example'])
      await expect(openSession(desk.url, {}, { origin })).rejects.toThrow('bad_origin');
    expect((await openSession(desk.url, {}, { origin: 'https://shop.example' })).messages).toEqual([]);
  });
});

describe('a socket', () => {
  const open = (
    namespace: string,
    auth: object,
    extraHeaders: Record<string, string> = {},
  ): Promise<{ socket: Socket; refused: string | null }> =>
    new Promise((resolve) => {
      const socket = io(desk.url + namespace, { transports: ['websocket'], auth, extraHeaders, forceNew: true, reconnection: false });
      socket.once('connect', () => resolve({ socket, refused: null }));
      socket.once('connect_error', (error) => resolve({ socket, refused: error.message }));
    });

  test.each([
    ['/agents', "a visitor's token"],
    ['/', "a visitor's token"],
    ['/__proto__', "a visitor's token"],
    ['/chat/../agents', "a visitor's token"],
  ])('of a visitor does not open at %s', async (namespace) => {
    const { socket, refused } = await open(namespace, { token: ann.token });
    socket.disconnect();
    expect(refused).not.toBeNull();
    expect(refused).not.toMatch(/at |Error|stack|node_modules/);
  });

  test.each(['https://evil.example', 'null', 'https://shop.example.evil.example'])(
    'from %s does not open, with whatever token',
    async (origin) => {
      for (const [namespace, token] of [
        ['/chat', ann.token],
        ['/agents', await desk.token()],
      ] as const) {
        const { socket, refused } = await open(namespace, { token }, { origin });
        socket.disconnect();
        expect(refused).not.toBeNull();
      }
    },
  );

  test('without an Origin, a cookie proves nothing', async () => {
    const { socket, refused } = await open('/agents', {}, { cookie: `sayonce_session=${await desk.token()}` });
    socket.disconnect();
    expect(refused).not.toBeNull();
  });

  test('asks for no room, no ticket and no event that is not his', async () => {
    const eve = await openVisitor(desk.url);
    try {
      await eventually(() => eve.socket.connected);
      for (const [event, body] of [
        ['join', `ticket:${ticketId}`],
        ['ticket:watch', { ticketId }],
        ['subscribe', { room: `visitor:${ticketId}` }],
        ['__proto__', {}],
        ['constructor', { ticketId }],
        ['disconnecting', {}],
        ['chat:sync', { visitorId: ticketId }],
        ['chat:send', { clientId: 'not a uuid', text: 'x' }],
      ] as const) {
        if (event !== 'disconnecting') eve.socket.emit(event, body, () => undefined);
      }
      ann.write('Ann says more');
      await desk.must('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'note', text: 'A note on Ann' });
      await desk.must('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'reply', channel: 'chat', text: 'To Ann alone' });
      await eventually(() => ann.view().some(({ text }) => text === 'To Ann alone'));
      expect(JSON.stringify(eve.heard)).not.toContain('Ann');
      expect(JSON.stringify(ann.heard)).not.toContain('A note on Ann');
      expect((await messagesOf(desk, ticketId)).length).toBe(4);
      // What he asked has cost him nothing that is his.
      expect((await eve.ask('chat:sync', {})).ok).toBe(true);
    } finally {
      eve.close();
    }
  });

  test('that announces a million attachments, or sends a megabyte, ends alone and costs no memory', async () => {
    const before = (await desk.api('GET', '/health/ready')).status;
    const poison = async (packet: string): Promise<void> => {
      const eve = await openVisitor(desk.url);
      await eventually(() => eve.socket.connected);
      const gone = new Promise((resolve) => eve.socket.once('disconnect', resolve));
      (eve.socket.io.engine as unknown as { transport: { ws: { send(text: string): void } } }).transport.ws.send(packet);
      await gone;
      eve.close();
    };
    const announced = '451000000-/chat,["chat:send",{"_placeholder":true,"num":0}]';
    await poison(`42/chat,["chat:send","${'x'.repeat(1_200_000)}"]`);
    // The first ones warm up what any use would.
    for (let i = 0; i < 4; i++) await poison(announced);
    const megabytes = residentMb(desk.pid());
    for (let i = 0; i < 12; i++) await poison(announced);
    // A place for each announced attachment would be 8 MB a packet, 96 of all: far more than a process breathes.
    await eventually(() => expect(residentMb(desk.pid()) - megabytes).toBeLessThan(24), { timeout: 20_000, every: 500 });
    expect((await desk.api('GET', '/health/ready')).status).toBe(before);
    ann.write('Ann is still there');
    await eventually(() => ann.view().some(({ text }) => text === 'Ann is still there'));
  });
});

describe('a file of the chat', () => {
  test('is for his next line alone, and for nobody else at any address', async () => {
    const upload = await fetch(`${desk.url}/widget/files?filename=../../x.svg`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'image/svg+xml' },
      body: '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    });
    const file = (await upload.json()) as { id: string; filename: string };
    expect(upload.status).toBe(201);
    expect(file.filename).not.toMatch(/[\\/]/);

    const eve = await openVisitor(desk.url);
    await eventually(() => eve.socket.connected);
    expect(await eve.ask('chat:send', { clientId: crypto.randomUUID(), text: 'stolen', files: [file.id] })).toMatchObject({
      ok: false,
      code: 'invalid_input',
    });
    eve.close();
    expect(await ann.ask('chat:send', { clientId: crypto.randomUUID(), text: 'mine', files: [file.id] })).toEqual({ ok: true });
    expect(await ann.ask('chat:send', { clientId: crypto.randomUUID(), text: 'again', files: [file.id] })).toMatchObject({
      ok: false,
      code: 'invalid_input',
    });
    const line = await eventually(() => ann.view().find(({ text, files }) => text === 'mine' && files[0]?.url) ?? false);
    const url = new URL(line.files[0]?.url ?? '', desk.url);

    const served = await fetch(url);
    expect(served.status).toBe(200);
    expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(served.headers.get('content-type')).toBe('application/octet-stream');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('content-security-policy')).toMatch(/sandbox|default-src 'none'/);

    const key = url.searchParams.get('key') ?? '';
    expect(Buffer.from(key, 'base64url').length).toBe(32);
    const others = ['', '?key=', `?key=${key.slice(1)}`, `?key=${'A'.repeat(43)}`].map((query) => url.origin + url.pathname + query);
    const elsewhere = [url.href.replace('/0?', '/1?'), url.href.replace(line.id, ticketId)];
    for (const address of [...others, ...elsewhere]) expect((await fetch(address)).status).toBe(404);
    expect(
      (await fetch(`${desk.url}/api/v1/messages/${line.id}/attachments/0`, { headers: { authorization: `Bearer ${ann.token}` } })).status,
    ).toBe(401);
    expect((await fetch(`${desk.url}/widget/files?filename=x`, { method: 'POST', body: 'x' })).status).toBe(401);
  });
});

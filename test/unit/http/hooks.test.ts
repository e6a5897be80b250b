import { MAX_MAIL_BYTES } from '../../../src/lib/mailSizes.js';
import { id } from './support/fakeDesk.js';
import { HOOK_TOKEN, startHttp, type TestHttp } from './support/startHttp.js';

let http: TestHttp;
beforeAll(async () => void (http = await startHttp()));
afterAll(() => http.stop());
beforeEach(() => void [http.mails, http.hooked].forEach((list) => (list.length = 0)));

const mail = (init: { body?: Buffer | string; path?: string; headers?: Record<string, string> } = {}) =>
  http.call(init.path ?? '/hooks/email/raw', {
    method: 'POST',
    body: (init.body ?? 'From: a@b.c\r\n\r\nHi') as string,
    headers: { authorization: `Bearer ${HOOK_TOKEN}`, 'content-type': 'message/rfc822', ...init.headers },
  });

describe('raw mail', () => {
  test('is handed on byte for byte and answered when stored', async () => {
    const bytes = Buffer.from([0x46, 0x00, 0xff, 0x0d, 0x0a, 0xe9]);
    const response = await mail({ body: bytes });
    expect([response.status, await response.json()]).toEqual([202, { intakeId: id(50), duplicate: false }]);
    expect(http.mails[0]).toEqual({ bytes, envelope: { to: [] } });
  });

  test.each([
    ['/hooks/email/raw?to=a@x.example&to=b@x.example&from=c@y.example', {}, { from: 'c@y.example', to: ['a@x.example', 'b@x.example'] }],
    ['/hooks/email/raw?to=a@x.example', {}, { to: ['a@x.example'] }],
    [
      '/hooks/email/raw',
      { 'x-envelope-to': 'a@x.example, b@x.example', 'x-envelope-from': 'c@y.example' },
      { from: 'c@y.example', to: ['a@x.example', 'b@x.example'] },
    ],
  ])('takes the envelope of %s %j', async (path, headers, envelope) => {
    expect((await mail({ path, headers: headers as Record<string, string> })).status).toBe(202);
    expect(http.mails[0]?.envelope).toEqual(envelope);
  });

  test.each([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['a beginning of the token', { authorization: `Bearer ${HOOK_TOKEN.slice(0, -1)}` }],
    ['the token as Basic', { authorization: `Basic ${HOOK_TOKEN}` }],
    ["a visitor's token", { authorization: 'Bearer visitor-a' }],
    ["an agent's cookie", { authorization: '', cookie: 'sayonce_session=ada-token', 'sec-fetch-site': 'same-origin' }],
  ])('with %s is 403', async (_name, headers) => {
    const response = await mail({ headers });
    expect([response.status, await response.json()]).toMatchObject([403, { error: { code: 'bad_signature' } }]);
    expect(http.mails).toEqual([]);
  });

  test('is taken from a signed-in agent, as long as he is signed in', async () => {
    expect((await mail({ headers: { authorization: 'Bearer ben-token' } })).status).toBe(202);
    http.desk.tokens.delete('ben-token');
    expect((await mail({ headers: { authorization: 'Bearer ben-token' } })).status).toBe(403);
  });

  test('is refused with any other token when none is configured', async () => {
    for (const hookToken of [null, '']) {
      const closed = await startHttp({ hookToken });
      for (const authorization of ['Bearer ', 'Bearer null', `Bearer ${HOOK_TOKEN}`]) {
        const response = await closed.call('/hooks/email/raw', {
          method: 'POST',
          body: 'x',
          headers: { authorization, 'content-type': 'message/rfc822' },
        });
        expect(response.status).toBe(403);
      }
      await closed.stop();
    }
  });

  test('is taken up to the size that the SMTP door takes, counted, and not beyond', async () => {
    expect((await mail({ body: Buffer.alloc(MAX_MAIL_BYTES, 'a') })).status).toBe(202);
    expect(http.mails[0]?.bytes.length).toBe(MAX_MAIL_BYTES);
    expect((await mail({ body: Buffer.alloc(MAX_MAIL_BYTES + 1, 'a') })).status).toBe(413);
    expect(http.mails).toHaveLength(1);
  });

  test('of unknown length is counted as well', async () => {
    async function* chunks() {
      for (let i = 0; i < 27; i++) yield Buffer.alloc(1_000_000, 'a');
    }
    const response = await fetch(`${http.url}/hooks/email/raw`, {
      method: 'POST',
      body: chunks() as unknown as ReadableStream,
      duplex: 'half',
      headers: { authorization: `Bearer ${HOOK_TOKEN}`, 'content-type': 'message/rfc822' },
    } as RequestInit).catch(() => null);
    // The listener may close the connection before a client that is still sending has read the answer.
    if (response) expect(response.status).toBe(413);
    expect(http.mails).toEqual([]);
  });

  test('that is empty, of another type, packed, or to a crowd is refused', async () => {
    expect((await mail({ body: '' })).status).toBe(400);
    expect((await mail({ headers: { 'content-type': 'application/json' } })).status).toBe(415);
    expect((await mail({ headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
    expect((await mail({ headers: { 'x-envelope-to': Array.from({ length: 51 }, (_, i) => `a${i}@x.example`).join() } })).status).toBe(400);
    expect(http.mails).toEqual([]);
  });
});

describe('twilio', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  test('gets path, query, bytes and headers untouched, and its answer goes back', async () => {
    const response = await http.call('/hooks/twilio/sms?bodySHA256=a%2Fb&x=%20', {
      method: 'POST',
      headers: { ...form, 'x-twilio-signature': 'sig' },
      body: 'Body=a+b%20c&From=%2B1',
    });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/xml; charset=utf-8',
      '<Response/>',
    ]);
    const [request] = http.hooked;
    expect(request).toMatchObject({
      path: '/hooks/twilio/sms',
      query: '?bodySHA256=a%2Fb&x=%20',
      headers: { 'x-twilio-signature': 'sig' },
    });
    expect(request?.rawBody.toString()).toBe('Body=a+b%20c&From=%2B1');
  });

  test('has three doors', async () => {
    for (const door of ['sms', 'voice', 'status'])
      expect((await http.call(`/hooks/twilio/${door}`, { method: 'POST', headers: form, body: 'a=1' })).status).toBe(200);
    expect((await http.call('/hooks/twilio/other', { method: 'POST', headers: form, body: 'a=1' })).status).toBe(404);
  });

  test('a GET, JSON, or nothing at all is an unsigned call', async () => {
    expect((await http.call('/hooks/twilio/sms')).status).toBe(403);
    expect(
      (await http.call('/hooks/twilio/sms', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status,
    ).toBe(403);
    expect((await http.call('/hooks/twilio/sms', { method: 'POST' })).status).toBe(403);
    expect((await http.call('/hooks/email/raw')).status).toBe(403);
    expect(http.hooked).toEqual([]);
  });

  test('a form over 100 kB is 413', async () => {
    expect((await http.call('/hooks/twilio/sms', { method: 'POST', headers: form, body: 'a'.repeat(100_001) })).status).toBe(413);
    expect(http.hooked).toEqual([]);
  });

  test('a store outage is 503, so that the provider comes again', async () => {
    const down = await startHttp(
      {},
      {
        hooks: {
          twilio: () => () => Promise.reject(Object.assign(new Error('down'), { code: 'STORE_UNAVAILABLE' })),
          rawMail: () => Promise.reject(Object.assign(new Error('down'), { code: 'STORE_UNAVAILABLE' })),
        },
      },
    );
    expect((await down.call('/hooks/twilio/sms', { method: 'POST', headers: form, body: 'a=1' })).status).toBe(503);
    const mailed = await down.call('/hooks/email/raw', {
      method: 'POST',
      body: 'x',
      headers: { authorization: `Bearer ${HOOK_TOKEN}`, 'content-type': 'message/rfc822' },
    });
    expect(mailed.status).toBe(503);
    await down.stop();
  });
});

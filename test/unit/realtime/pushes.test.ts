import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { event, id, message, ticket } from '../http/support/fakeDesk.js';
import { PUBLIC, collect, sleep, startGateway, until, type TestGateway } from './support/startGateway.js';

let it: TestGateway;
beforeEach(async () => void (it = await startGateway()));
afterEach(() => {
  jest.restoreAllMocks();
  return it.stop();
});

const ask = (socket: Socket, name: string, body: unknown): Promise<unknown> => socket.timeout(10_000).emitWithAck(name, body);
/** A socket keeps the order: with the answer to this, all has arrived that was sent to it before. */
const caughtUp = (agents: Socket[], visitors: Socket[] = []): Promise<unknown> =>
  Promise.all([
    ...agents.map((socket) => ask(socket, 'ticket:unwatch', { ticketId: id(404) })),
    ...visitors.map((socket) => ask(socket, 'chat:sync', {})),
  ]);
/**
 * Stops the clock of the limits, so that no machine is too slow to reach one; moved on by what is returned. What is to be
 * counted is asked for one by one: of many at once some are refused because too many are under way.
 */
function stopClock(): (ms: number) => void {
  // Whole, so that what is added is exactly what has passed.
  let at = Math.ceil(performance.now());
  jest.spyOn(performance, 'now').mockImplementation(() => at);
  return (ms) => void (at += ms);
}
const pushAll = (): void => {
  it.gateway.bus.toAgents('tickets:changed', { tickets: [ticket] });
  it.gateway.bus.toTicket(ticket.id, 'message:changed', { ticketId: ticket.id, seq: 1, message });
  it.gateway.bus.toTicket(ticket.id, 'ticket:event', { ticketId: ticket.id, seq: 1, event });
};

test('every console hears of tickets; only those that watch one hear what is in it', async () => {
  const [watcher, other] = await Promise.all([it.ada(), it.connect('/agents', { auth: { token: 'ben-token' } })]);
  const visitor = await it.visitor();
  const names = ['tickets:changed', 'message:changed', 'ticket:event'];
  const heard = [watcher, other, visitor].map((socket) => names.map((name) => collect(socket, name)));
  expect(await ask(watcher, 'ticket:watch', { ticketId: ticket.id })).toEqual({ ok: true });
  expect(await ask(other, 'ticket:watch', { ticketId: id(11) })).toEqual({ ok: true });
  pushAll();
  await caughtUp([watcher, other], [visitor]);
  expect(heard.map((lists) => lists.map((list) => list.length))).toEqual([
    [1, 1, 1],
    [1, 0, 0],
    [0, 0, 0],
  ]);
  expect(heard[0]?.[1]?.[0]).toEqual({ ticketId: ticket.id, seq: 1, message });

  expect(await ask(watcher, 'ticket:unwatch', { ticketId: ticket.id })).toEqual({ ok: true });
  pushAll();
  await caughtUp([watcher]);
  expect(heard[0]?.map((list) => list.length)).toEqual([2, 1, 1]);
});

test.each([
  [{ ticketId: { $ne: null } }, 'invalid_input'],
  [{ ticketId: 'session:abc' }, 'invalid_input'],
  [{ ticketId: '__proto__' }, 'invalid_input'],
  [{ ticketId: id(10), room: 'x' }, 'invalid_input'],
  [JSON.parse(`{"ticketId":"${id(10)}","__proto__":{"x":1}}`), 'invalid_input'],
  [null, 'invalid_input'],
  [[], 'invalid_input'],
  ['x', 'invalid_input'],
  [{ ticketId: id(404) }, 'not_found'],
])('watching %j is refused', async (body, code) => {
  const ada = await it.ada();
  expect(await ask(ada, 'ticket:watch', body)).toEqual({ ok: false, code });
  expect(it.desk.calls.filter(({ name }) => name !== 'tickets.get')).toEqual([]);
});

test('an error of ours is a code and nothing else', async () => {
  const ada = await it.ada();
  it.desk.failWith = new Error('secret');
  expect(await ask(ada, 'ticket:watch', { ticketId: ticket.id })).toEqual({ ok: false, code: 'internal_error' });
  it.desk.failWith = Object.assign(new Error('x'), { code: 'STORE_UNAVAILABLE' });
  expect(await ask(ada, 'ticket:watch', { ticketId: ticket.id })).toEqual({ ok: false, code: 'unavailable' });
  it.desk.failWith = null;
});

test('unknown and reserved events, with odd bodies, change nothing', async () => {
  const ada = await it.ada();
  for (const name of ['join', 'subscribe', 'constructor', '__proto__', 'toString', 'presence:state', 'sessions', 'error'])
    ada.emit(name, { room: `ticket:${ticket.id}` }, ticket.id);
  ada.emit('ticket:watch');
  ada.emit('ticket:watch', { ticketId: id(404) }, 'no function');
  const heard = collect(ada, 'message:changed');
  pushAll();
  await caughtUp([ada]);
  expect([ada.connected, heard.length]).toEqual([true, 0]);
});

describe('a visitor', () => {
  const line = { clientId: '3f1c2b7e-8f52-4f0e-9a53-0d9b3f0c9a11', text: 'Hello' };

  test('gets what is his and nothing of another', async () => {
    const [a, a2, b] = await Promise.all([it.visitor('visitor-a'), it.visitor('visitor-a'), it.visitor('visitor-b')]);
    const heard = [a, a2, b].map((socket) => collect(socket, 'chat:message'));
    it.gateway.bus.toVisitor(id(80), 'chat:message', {
      id: id(90),
      clientId: null,
      from: 'agent',
      name: 'Ada',
      text: 'For A',
      files: [],
      at: '2026-11-22T10:00:00.000Z',
    });
    await caughtUp([], [a, a2, b]);
    expect(heard.map((list) => list.length)).toEqual([1, 1, 0]);
  });

  test('is told that a line is stored only when it is', async () => {
    const a = await it.visitor();
    let stored: (() => void) | null = null;
    it.desk.chat.say = () => new Promise((resolve) => (stored = resolve));
    let acked: unknown;
    void ask(a, 'chat:send', line).then((result) => (acked = result));
    await until('it is being stored', () => stored !== null);
    await caughtUp([], [a]);
    expect(acked).toBeUndefined();
    (stored as (() => void) | null)?.();
    await until('the ack', () => acked !== undefined);
    expect(acked).toEqual({ ok: true });
    it.desk.chat.say = () => Promise.reject(Object.assign(new Error('x'), { code: 'STORE_UNAVAILABLE' }));
    expect(await ask(a, 'chat:send', line)).toEqual({ ok: false, code: 'unavailable' });
  });

  test('has his lines stored in the order in which he wrote them', async () => {
    const a = await it.visitor();
    const order: string[] = [];
    it.desk.chat.say = async (_visitor, { text }) => {
      await sleep(Math.random() * 20);
      order.push(text);
    };
    const texts = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    await Promise.all(texts.map((text, i) => ask(a, 'chat:send', { clientId: line.clientId.replace(/..$/, String(10 + i)), text })));
    expect(order).toEqual(texts);
  });

  test('speaks for himself, whatever he sends', async () => {
    const a = await it.visitor();
    expect(await ask(a, 'chat:send', { ...line, visitorId: id(81) })).toEqual({ ok: false, code: 'invalid_input' });
    expect(await ask(a, 'chat:send', line)).toEqual({ ok: true });
    expect(await ask(a, 'chat:contact', { email: 'b@example.com' })).toEqual({ ok: true });
    expect(await ask(a, 'chat:sync', {})).toMatchObject({ ok: true, messages: [{ text: 'Hello' }] });
    expect(await ask(a, 'chat:sync', { after: id(90) })).toMatchObject({ ok: true });
    const asked = it.desk.calls.filter(({ name }) => ['chat.say', 'chat.contact', 'chat.lines'].includes(name));
    expect(asked).toHaveLength(4);
    for (const { args } of asked) expect(args[0]).toMatchObject({ id: id(80) });
  });

  test('may ask for all lines with an empty body, or with none', async () => {
    const a = await it.visitor();
    expect(await a.timeout(3000).emitWithAck('chat:sync')).toMatchObject({ ok: true, messages: [{ text: 'Hello' }] });
    for (const body of [null, undefined, {}]) expect(await ask(a, 'chat:sync', body)).toMatchObject({ ok: true });
    for (const body of ['x', 7, [], { before: id(90) }]) expect(await ask(a, 'chat:sync', body)).toMatchObject({ code: 'invalid_input' });
    expect(await a.timeout(3000).emitWithAck('chat:send')).toEqual({ ok: false, code: 'invalid_input' });
  });

  test('may leave spaces around his address, and nothing else', async () => {
    const a = await it.visitor();
    expect(await ask(a, 'chat:contact', { email: ' a@example.com\t' })).toEqual({ ok: true });
    expect(it.desk.calls.filter(({ name }) => name === 'chat.contact').map(({ args }) => args[1])).toEqual([{ email: 'a@example.com' }]);
    for (const email of [' ', 'a b@example.com', `${'x'.repeat(320)}@example.com`])
      expect(await ask(a, 'chat:contact', { email })).toMatchObject({ code: 'invalid_input' });
  });

  test.each([
    ['spaces', ' \n\t\u00a0\u3000'],
    ['spaces without width', '\u200b\u200b\u2060\ufeff'],
    ['marks that turn the text around', '\u202e \u202c\u200f'],
    ['fillers', '\u3164\uffa0\u2800'],
    ['a selector and a joiner', '\ufe0f\u200d'],
    ['control characters', '\u0007\u0085'],
  ])('says something: %s are no line, and beside a file no words', async (_what, text) => {
    const a = await it.visitor();
    expect(await ask(a, 'chat:send', { ...line, text })).toEqual({ ok: false, code: 'invalid_input' });
    expect(await ask(a, 'chat:send', { ...line, text, files: ['u1'] })).toEqual({ ok: true });
    expect(it.desk.calls.filter(({ name }) => name === 'chat.say').map(({ args }) => args[1])).toEqual([
      { ...line, text: '', files: ['u1'] },
    ]);
  });

  test.each(['.', '👍🏽', '❤\ufe0f', 'می\u200cخواهم', '\u202eabc', '㊙'])('says something: %j arrives as it was written', async (text) => {
    const a = await it.visitor();
    expect(await ask(a, 'chat:send', { ...line, text })).toEqual({ ok: true });
    expect(it.desk.calls.find(({ name }) => name === 'chat.say')?.args[1]).toMatchObject({ text });
  });

  test('floods nobody with lines', async () => {
    const pass = stopClock();
    const a = await it.visitor();
    const results = [];
    for (let i = 0; i < 45; i++) results.push(await ask(a, 'chat:send', line));
    expect(results.filter((result) => (result as { ok: boolean }).ok)).toHaveLength(40);
    expect(results.at(-1)).toEqual({ ok: false, code: 'too_many_requests' });
    pass(10_000);
    expect(await ask(a, 'chat:send', line)).toEqual({ ok: true });
  });

  test('asks for the past at most twenty times in ten seconds', async () => {
    stopClock();
    const [a, b] = [await it.visitor(), await it.visitor()];
    const results = [];
    for (let i = 0; i < 25; i++) results.push(await ask(a, 'chat:sync', {}));
    expect(results.filter((result) => (result as { ok: boolean }).ok)).toHaveLength(20);
    expect(results.at(-1)).toEqual({ ok: false, code: 'too_many_requests' });
    expect(it.desk.calls.filter(({ name }) => name === 'chat.lines')).toHaveLength(20);
    // Nothing else of his waits for that, nor his other window.
    expect(await ask(a, 'chat:send', line)).toEqual({ ok: true });
    expect(await ask(b, 'chat:sync', {})).toMatchObject({ ok: true });
  });

  test('is not told that he was seen by a console that watches his ticket: it may be hidden, or only be back', async () => {
    const ada = await it.ada();
    expect(await ask(ada, 'ticket:watch', { ticketId: ticket.id })).toEqual({ ok: true });
    expect(it.desk.calls.filter(({ name }) => name === 'chat.seenByAgent')).toEqual([]);
  });

  test('is seen typing by those who watch his ticket, and sees the agent type', async () => {
    const [a, b, ada, ben] = await Promise.all([
      it.visitor(),
      it.visitor('visitor-b'),
      it.ada(),
      it.connect('/agents', { auth: { token: 'ben-token' } }),
    ]);
    await ask(ada, 'ticket:watch', { ticketId: ticket.id });
    const [adaSees, benSees] = [collect(ada, 'visitor:typing'), collect(ben, 'visitor:typing')];
    for (let i = 0; i < 5; i++) a.emit('chat:typing');
    await until('typing', () => adaSees.length > 0);
    await caughtUp([ada, ben]);
    expect([adaSees, benSees]).toEqual([[{ ticketId: ticket.id }], []]);

    const [aSees, bSees] = [collect(a, 'chat:typing'), collect(b, 'chat:typing')];
    expect(await ask(ada, 'ticket:typing', { ticketId: ticket.id })).toEqual({ ok: true });
    expect(await ask(ben, 'ticket:typing', { ticketId: ticket.id })).toEqual({ ok: false, code: 'not_allowed' });
    await until('the agent types', () => aSees.length > 0);
    await caughtUp([], [a, b]);
    expect([aSees, bSees]).toEqual([[{ name: 'Ada' }], []]);
  });
});

describe('presence', () => {
  test('shows who is there and who looks at what', async () => {
    const ada = await it.ada();
    const states = collect<{ online: string[]; watching: Record<string, string[]> }>(ada, 'agents:changed');
    const ben = await it.connect('/agents', { auth: { token: 'ben-token' } });
    await until('ben', () => states.at(-1)?.online.length === 2);
    await ask(ben, 'ticket:watch', { ticketId: ticket.id });
    await until('watching', () => JSON.stringify(states.at(-1)?.watching) === JSON.stringify({ [ticket.id]: [id(2)] }));
    expect(await it.gateway.presence.agentsOnline()).toEqual(new Set([id(1), id(2)]));
    ben.disconnect();
    await until('ben left', () => states.at(-1)?.online.length === 1 && Object.keys(states.at(-1)?.watching ?? {}).length === 0);
  });

  test('a program that listens gets the pushes, and is nobody who is there', async () => {
    it.desk.tokens.set('so_shop', { id: id(9), name: 'Shop', email: '', role: 'agent', isProgram: true });
    const shop = await it.connect('/agents', { auth: { token: 'so_shop' } });
    const got = collect(shop, 'message:changed');
    await ask(shop, 'ticket:watch', { ticketId: ticket.id });
    const ben = await it.connect('/agents', { auth: { token: 'ben-token' } });
    await until('ben', async () => (await it.gateway.presence.agentsOnline()).has(id(2)));
    expect(await it.gateway.presence.agentsOnline()).toEqual(new Set([id(2)]));
    it.gateway.bus.toTicket(ticket.id, 'message:changed', { ticketId: ticket.id, seq: 1, message });
    await until('pushed', () => got.length === 1);
    shop.disconnect();
    ben.disconnect();
    it.desk.tokens.delete('so_shop');
  });

  test('tells visitors when somebody comes, and when nobody has been there for a while', async () => {
    const a = await it.visitor();
    const told = collect(a, 'chat:agents');
    // Hears of those who are there, and is none of them.
    it.desk.tokens.set('so_shop', { id: id(9), name: 'Shop', email: '', role: 'agent', isProgram: true });
    const shop = await it.connect('/agents', { auth: { token: 'so_shop' } });
    const states = collect<{ online: string[] }>(shop, 'agents:changed');
    const ada = await it.ada();
    await until('staffed', () => told.length === 1);
    ada.disconnect();
    await until('nobody is there', () => states.at(-1)?.online.length === 0);
    const again = await it.ada();
    await sleep(3200);
    expect(told).toEqual([{ online: true }]);
    again.disconnect();
    await until('unstaffed', () => told.length === 2);
    expect(told[1]).toEqual({ online: false });
  });
});

describe('limits', () => {
  test('fifty events a second, known or not', async () => {
    const pass = stopClock();
    const ada = await it.ada();
    const results = [];
    for (let i = 0; i < 80; i++) results.push(await ask(ada, 'ticket:watch', { ticketId: id(404) }));
    const refused = results.filter((result) => (result as { code?: string }).code === 'too_many_requests');
    expect(refused).toHaveLength(30);
    expect(it.desk.calls.filter(({ name }) => name === 'tickets.get')).toHaveLength(50);
    pass(1000);
    expect(await ask(ada, 'ticket:watch', { ticketId: ticket.id })).toEqual({ ok: true });
  });

  test('a flood ends the connection', async () => {
    stopClock();
    const a = await it.visitor();
    for (let i = 0; i < 2000; i++) a.emit('nonsense', i);
    await until('cut', () => !a.connected);
  });

  test('an event of more than 64 kB ends the connection', async () => {
    const a = await it.visitor();
    a.emit('chat:send', { clientId: '3f1c2b7e-8f52-4f0e-9a53-0d9b3f0c9a11', text: 'x'.repeat(70_000) });
    await until('cut', () => !a.connected);
    expect(it.desk.calls.filter(({ name }) => name === 'chat.say')).toEqual([]);
  });

  test('a client that does not read is cut, and its packets with it', async () => {
    const { connect } = await import('node:net');
    const { port } = new URL(it.url);
    const raw = connect(Number(port), '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nOrigin: ${PUBLIC}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    let heard = '';
    raw.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
    await until('opened', () => heard.includes('"sid"'));
    raw.write(masked(`40/agents,${JSON.stringify({ token: 'ada-token' })}`));
    await until('online', async () => (await it.gateway.presence.agentsOnline()).size === 1);
    raw.pause();
    const big = { tickets: [{ ...ticket, preview: 'x'.repeat(100_000) }] };
    for (let i = 0; i < 300; i++) {
      it.gateway.bus.toAgents('tickets:changed', big);
      if (i % 20 === 0) await sleep(5);
    }
    await until('cut', () => it.log.lines.some(({ message: text }) => text === 'socket cut: it does not read'));
    await until('gone', async () => (await it.gateway.presence.agentsOnline()).size === 0);
    raw.destroy();
  });

  test('one that reads gets all of it', async () => {
    const ada = await it.ada();
    const heard = collect(ada, 'tickets:changed');
    for (let i = 0; i < 2000; i++) {
      it.gateway.bus.toAgents('tickets:changed', { tickets: [ticket] });
      if (i % 100 === 0) await sleep(1);
    }
    await until('all', () => heard.length === 2000);
  });
});

/** One masked text frame of a WebSocket client. */
function masked(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body]);
}

test("what is for one agent reaches all his consoles and nobody else's, and cutting him cuts them all", async () => {
  const [first, second, ben] = await Promise.all([it.ada(), it.ada(), it.connect('/agents', { auth: { token: 'ben-token' } })]);
  const heard = [first, second, ben].map((socket) => collect(socket, 'ticket:read'));
  const marked = [first, second, ben].map((socket) => collect(socket, 'workspace:changed'));
  it.gateway.bus.toAgent(id(1), 'ticket:read', { ticketId: ticket.id, readAt: null });
  // Sent later on the same sockets: whoever has heard this has heard all that came before.
  it.gateway.bus.toAgents('workspace:changed', { what: 'views' });
  await until('all have heard the later one', () => marked.every((list) => list.length === 1));
  expect(heard.map((list) => list.length)).toEqual([1, 1, 0]);
  it.gateway.bus.cutAgent(id(1));
  await until('the consoles are cut', () => !first.connected && !second.connected);
  expect(ben.connected).toBe(true);
});

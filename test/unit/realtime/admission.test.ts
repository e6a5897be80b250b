import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { FAKE_INTERVALS, PUBLIC, SHOP, sleep, startGateway, until, type TestGateway } from './support/startGateway.js';

let it: TestGateway;
/** Of one test. */
let own: TestGateway | null = null;
beforeAll(async () => void (it = await startGateway()));
afterAll(() => it.stop());
afterEach(async () => {
  jest.useRealTimers();
  await own?.stop();
  own = null;
});

const EVIL = 'https://evil.example';
const COOKIE = 'sayonce_session=ada-token';
const TOKEN = { token: 'ada-token' };
type Case = [string, { origin?: string; cookie?: string; auth?: object }, string | null];

async function outcome(namespace: string, { origin, cookie, auth }: Case[1], polling = false): Promise<string | null> {
  const extraHeaders = { ...(origin ? { origin } : {}), ...(cookie ? { cookie } : {}) };
  try {
    const socket = await it.connect(namespace, {
      extraHeaders,
      ...(auth ? { auth: auth as Record<string, unknown> } : {}),
      transports: [polling ? 'polling' : 'websocket'],
    });
    socket.disconnect();
    return null;
  } catch (failure) {
    return (failure as Error).message;
  }
}

describe.each([
  ['websocket', false],
  ['polling', true],
] as const)('by %s', (_name, polling) => {
  const REFUSED = polling ? 'xhr poll error' : 'websocket error';

  test.each([
    ['our page with the cookie', { origin: PUBLIC, cookie: COOKIE }, null],
    ['our page with the token', { origin: PUBLIC, auth: TOKEN }, null],
    ['a program with the token', { auth: TOKEN }, null],
    ['a program with the cookie', { cookie: COOKIE }, 'not_signed_in'],
    ['nobody', {}, 'not_signed_in'],
    ['our page without a session', { origin: PUBLIC }, 'not_signed_in'],
    ['our page with a dead session', { origin: PUBLIC, cookie: 'sayonce_session=old' }, 'not_signed_in'],
    ["our page with a visitor's token", { origin: PUBLIC, auth: { token: 'visitor-a' } }, 'not_signed_in'],
    ['a token that is an object', { origin: PUBLIC, auth: { token: { $ne: null } } }, 'not_signed_in'],
    ['an opaque origin with the cookie', { origin: 'null', cookie: COOKIE }, REFUSED],
    ['another site with the cookie', { origin: EVIL, cookie: COOKIE }, REFUSED],
    ['another site with the token', { origin: EVIL, auth: TOKEN }, REFUSED],
    ['a site that shows the chat, with the cookie', { origin: SHOP, cookie: COOKIE }, 'bad_origin'],
    ['a site that shows the chat, with the token', { origin: SHOP, auth: TOKEN }, 'bad_origin'],
    ['a look-alike', { origin: `${PUBLIC}.evil.example`, auth: TOKEN }, REFUSED],
    ['the asked host, in production', { origin: 'http://127.0.0.1', cookie: COOKIE }, REFUSED],
  ] as Case[])('/agents for %s', async (_case, how, expected) => {
    expect(await outcome('/agents', how, polling)).toBe(expected);
  });

  test.each([
    ['our frame', { origin: PUBLIC, auth: { token: 'visitor-a' } }, null],
    ['a listed site', { origin: SHOP, auth: { token: 'visitor-a' } }, null],
    ['a program', { auth: { token: 'visitor-a' } }, null],
    ['a listed site without a token', { origin: SHOP }, 'not_signed_in'],
    ["an agent's cookie", { origin: PUBLIC, cookie: COOKIE }, 'not_signed_in'],
    ["an agent's token", { origin: PUBLIC, auth: TOKEN }, 'not_signed_in'],
    ['another site', { origin: EVIL, auth: { token: 'visitor-a' } }, REFUSED],
  ] as Case[])('/chat for %s', async (_case, how, expected) => {
    expect(await outcome('/chat', how, polling)).toBe(expected);
  });
});

test.each(['/', '/admin', '/agents/x', '/__proto__', '/constructor'])('there is no namespace %s', async (namespace) => {
  expect(await outcome(namespace, { origin: PUBLIC, auth: TOKEN })).toMatch(/not_found|Invalid namespace/);
});

test('outside production the host that was asked is ours', async () => {
  const local = await startGateway(null, false);
  await expect(local.connect('/agents', { extraHeaders: { origin: local.url, cookie: COOKIE } })).resolves.toBeDefined();
  await local.stop();
});

test('signing out cuts the sockets of the session', async () => {
  it.desk.tokens.set('short', { id: 'f'.repeat(24), name: 'S', email: 's@x.example', role: 'agent' });
  const [told, second, other] = await Promise.all([
    it.connect('/agents', { auth: { token: 'short' } }),
    it.connect('/agents', { auth: { token: 'short' } }),
    it.ada(),
  ]);
  // The store knows the session still, so that nothing but the telling cuts them.
  it.gateway.sessionEnded('short');
  await until('told', () => !told.connected && !second.connected);
  expect(other.connected).toBe(true);
});

test('a session that ended without a word is found out within a second', async () => {
  jest.useFakeTimers(FAKE_INTERVALS);
  own = await startGateway();
  const [short, other] = [await own.connect('/agents', { auth: { token: 'ben-token' } }), await own.ada()];
  own.desk.tokens.delete('ben-token');
  await jest.advanceTimersByTimeAsync(1000);
  await until('found out', () => !short.connected);
  expect(other.connected).toBe(true);
});

test('a store that is away cuts nobody', async () => {
  const ada = await it.ada();
  const { find } = it.desk.sessions;
  let asked = 0;
  it.desk.sessions.find = () => (asked++, Promise.reject(new Error('down')));
  await until('asked for twice', () => asked > 1);
  await sleep(100);
  it.desk.sessions.find = find;
  expect(ada.connected).toBe(true);
});

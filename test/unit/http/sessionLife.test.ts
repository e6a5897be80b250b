/** How long a session, and what hangs on it, lives (S16, S26): the HTTP side, the sockets and the desk are real. */
import { createServer, type Server } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { createGateway, type Gateway } from '../../../src/realtime/gateway.js';
import { collect, until } from '../realtime/support/startGateway.js';
import { fakeLog } from './support/fakeLog.js';
import { AGENT_PASSWORD, startRealDesk, type Caller, type RealDesk } from './support/realDesk.js';
import { listen, PUBLIC } from './support/startHttp.js';

const NEXT = 'another password entirely';

let real: RealDesk;
let gateway: Gateway;
let server: Server;
let socketUrl: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  gateway = createGateway({
    get desk() {
      return real.desk.actions.desk;
    },
    log: fakeLog(),
    config: { publicUrl: PUBLIC, production: true, widgetOrigins: [] },
    redis: null,
  });
  real = await startRealDesk(gateway.bus);
  server = createServer();
  gateway.attach(server);
  socketUrl = await listen(server);
}, 60_000);
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await gateway.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await real.stop();
});

const json = { 'content-type': 'application/json' };
const signIn = async (email: string, password: string, cookie?: string): Promise<{ status: number; token: string; cookie: string }> => {
  const response = await fetch(`${real.url}/api/v1/session`, {
    method: 'POST',
    headers: { ...json, ...(cookie ? { cookie, origin: PUBLIC } : {}) },
    body: JSON.stringify({ email, password }),
  });
  const { token = '' } = (await response.json()) as { token?: string };
  return { status: response.status, token, cookie: /^([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '' };
};
const meBy = (headers: Record<string, string>): Promise<number> => fetch(`${real.url}/api/v1/me`, { headers }).then(({ status }) => status);
const alive = (token: string): Promise<number> => meBy({ authorization: `Bearer ${token}` });
const console_ = (token: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(`${socketUrl}/agents`, { transports: ['websocket'], reconnection: false, forceNew: true, auth: { token } });
    sockets.push(socket);
    socket.once('connect', () => resolve(socket)).once('connect_error', reject);
  });

test('signing in makes an id that nobody has had, whatever the browser brought along', async () => {
  const { email } = real.callers.agent;
  const planted = 'sayonce_session=planted-by-somebody-else';
  const first = await signIn(email, AGENT_PASSWORD, planted);
  const again = await signIn(email, AGENT_PASSWORD, first.cookie);
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(new Set(['planted-by-somebody-else', first.token, again.token]).size).toBe(3);
  expect(first.cookie).toBe(`sayonce_session=${first.token}`);
  expect(first.token).toMatch(/^[\w-]{43}$/);
  expect(await meBy({ cookie: planted })).toBe(401);
  expect((await signIn(email, 'wrong', planted)).cookie).toBe('');
  // The store knows only what cannot be turned back into it.
  expect(await real.desk.store.people.session(first.token)).toBeNull();
});

/** What takes a right, and whether the one who does it goes on with a session of his own. */
const ENDINGS: [string, (who: Caller, token: string) => Promise<string | null>][] = [
  [
    'he changes his password',
    async (_who, token) => {
      const response = await real.call('post', '/api/v1/me/password', token, { body: { current: AGENT_PASSWORD, next: NEXT } });
      expect(response.status).toBe(200);
      return ((await response.json()) as { token: string }).token;
    },
  ],
  ['he is given another password', async (who) => (await admin('post', `/api/v1/agents/${who.id}/password`), null)],
  ['his role is taken', async (who) => (await admin('patch', `/api/v1/agents/${who.id}`, { role: 'agent' }), null)],
  ['he is given a higher role', async (who) => (await admin('patch', `/api/v1/agents/${who.id}`, { role: 'admin' }), null)],
  ['he is deactivated', async (who) => (await admin('patch', `/api/v1/agents/${who.id}`, { active: false }), null)],
];
const admin = async (method: string, path: string, body?: unknown): Promise<void> => {
  const response = await real.call(method, path, await real.callers.admin.token(), body === undefined ? {} : { body });
  expect(response.status).toBe(200);
};

test.each(ENDINGS)('when %s, every session of before is dead at once, and hears nothing more', async (_what, end) => {
  const who = await real.agent('supervisor');
  const [one, two] = [await signIn(who.email, AGENT_PASSWORD), await signIn(who.email, AGENT_PASSWORD)];
  const [first, second, other] = await Promise.all([console_(one.token), console_(two.token), console_(await real.callers.admin.token())]);
  const heard = [first, second, other].map((socket) => collect(socket, 'ticket:read'));

  const fresh = await end(who, one.token);
  expect([await alive(one.token), await alive(two.token)]).toEqual([401, 401]);
  await until('the sockets are cut', () => !first.connected && !second.connected);
  gateway.bus.toAgent(who.id, 'ticket:read', { ticketId: who.id, readAt: null });
  gateway.bus.toAgent(real.callers.admin.id, 'ticket:read', { ticketId: who.id, readAt: null });
  await until('who has kept his rights hears on', () => heard[2]?.length === 1);
  expect([heard[0], heard[1]]).toEqual([[], []]);
  await expect(console_(one.token)).rejects.toThrow('not_signed_in');
  if (fresh === null) return;
  expect(fresh).not.toBe(one.token);
  expect(await alive(fresh)).toBe(200);
  expect((await signIn(who.email, AGENT_PASSWORD)).status).toBe(401);
});

test('when another process ended it and nobody could tell, the socket is cut all the same', async () => {
  const who = await real.agent('supervisor');
  const { token } = await signIn(who.email, AGENT_PASSWORD);
  const socket = await console_(token);
  await real.desk.store.people.changeAgent(who.id, { active: false });
  await until('the socket is cut', () => !socket.connected);
  expect(await alive(token)).toBe(401);
});

test('signing out kills this session and leaves the others', async () => {
  const { email } = real.callers.success;
  const [one, two] = [await signIn(email, AGENT_PASSWORD), await signIn(email, AGENT_PASSWORD)];
  expect((await real.call('delete', '/api/v1/session', one.token)).status).toBe(204);
  expect([await alive(one.token), await alive(two.token)]).toEqual([401, 200]);
});

test('a session ends by itself', async () => {
  const { token } = await signIn(real.callers.operations.email, AGENT_PASSWORD);
  expect(await alive(token)).toBe(200);
  real.desk.clock.pass(1);
  expect(await alive(token)).toBe(401);
});

import { readFileSync } from 'node:fs';
import { createHttp } from '../../../src/http/createHttp.js';
import { PAGES } from '../../../src/http/pages.js';
import { ROUTES } from '../../../src/http/routes/table.js';
import { BODIES, concrete } from './support/bodies.js';
import { id } from './support/fakeDesk.js';
import { startHttp, type TestHttp } from './support/startHttp.js';

let http: TestHttp;
beforeAll(async () => void (http = await startHttp()));
afterAll(() => http.stop());

const AGENT_ROUTES = ROUTES.filter(({ auth }) => auth === 'agent');
const bodyOf = (route: { method: string; path: string }): RequestInit =>
  BODIES[`${route.method} ${route.path}`] === undefined
    ? {}
    : { body: JSON.stringify(BODIES[`${route.method} ${route.path}`]), headers: { 'content-type': 'application/json' } };

test('the routes are those of the golden table', () => {
  const golden: unknown = JSON.parse(readFileSync(new URL('../../golden/routes.json', import.meta.url), 'utf8'));
  const table = [...ROUTES, ...PAGES].map(({ method, path, auth }) => ({ method, path, auth }));
  expect(table).toEqual(golden);
});

test('nothing is mounted beside the table', () => {
  const known = new Set([...ROUTES, ...PAGES].map(({ path }) => path as string));
  const app = createHttp({ ...http.deps });
  const mounted = app.router.stack.flatMap((layer) => (layer.route ? [layer.route.path] : []));
  expect(mounted.length).toBeGreaterThan(30);
  expect(mounted.filter((path) => !known.has(path))).toEqual([]);
});

test('no method and path is in the table twice', () => {
  const names = ROUTES.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
});

test.each(AGENT_ROUTES)('$method $path without a session is 401', async (route) => {
  const before = http.desk.calls.length;
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 'Basic YTpi' }, { authorization: 'Bearer' }, { cookie: 'sayonce_session=wrong', 'sec-fetch-site': 'same-origin' }] as Record<string, string>[]) {
    const { headers: type, ...rest } = bodyOf(route);
    const response = await http.call(concrete(route.path), { method: route.method.toUpperCase(), ...rest, headers: { ...type as Record<string, string>, ...headers } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'not_signed_in' } });
  }
  expect(http.desk.calls.length).toBe(before);
});

test.each(AGENT_ROUTES.filter(({ path }) => path !== '/api/v1/session'))('$method $path with a session answers as the contract says', async (route) => {
  const { headers, ...rest } = bodyOf(route);
  const response = await http.asAda(concrete(route.path), { method: route.method.toUpperCase(), ...rest, headers: headers ?? {} });
  expect(response.status).toBe(route.status ?? 200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  if (route.response) expect(route.response.safeParse(await response.json()).success).toBe(true);
  expect(http.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test.each(AGENT_ROUTES.filter((route) => BODIES[`${route.method} ${route.path}`] !== undefined))('$method $path takes no operator of a query where a text belongs', async (route) => {
  const body = BODIES[`${route.method} ${route.path}`] as Record<string, unknown>;
  for (const [key, value] of Object.entries(body)) {
    if (typeof value !== 'string') continue;
    const before = http.desk.calls.length;
    const response = await http.asAda(concrete(route.path), { method: route.method.toUpperCase(), json: { ...body, [key]: { $ne: null } } });
    expect([key, response.status]).toEqual([key, 400]);
    expect(http.desk.calls.length).toBe(before);
  }
});

test('the viewer is the session\'s, whatever a body says', async () => {
  await http.asAda(`/api/v1/tickets/${id(10)}/messages`, { json: { kind: 'note', text: 'Hi' } });
  expect(http.desk.calls.at(-1)).toMatchObject({ name: 'tickets.write', args: [{ id: id(1), name: 'Ada' }, id(10), { kind: 'note', text: 'Hi' }] });
});

test('unknown addresses and methods are refused as JSON', async () => {
  const unknown = await http.asAda('/api/v1/nothing');
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ error: { code: 'not_found' } });
  const method = await http.asAda('/api/v1/tickets', { method: 'PUT' });
  expect(method.status).toBe(405);
  expect(method.headers.get('allow')).toBe('GET, POST, OPTIONS');
  expect(await method.json()).toMatchObject({ error: { code: 'method_not_allowed' } });
  expect((await http.asAda('/api/v1/tickets/%zz')).status).toBe(400);
});

test('health says what is degraded, and 503 when the store cannot take a message', async () => {
  expect((await http.call('/health/live')).status).toBe(200);
  http.desk.ready = { ready: true, degraded: ['redis'] };
  const degraded = await http.call('/health/ready');
  expect([degraded.status, await degraded.json()]).toEqual([200, { ready: true, degraded: ['redis'] }]);
  http.desk.ready = { ready: false, degraded: ['store'] };
  expect((await http.call('/health/ready')).status).toBe(503);
  http.desk.failWith = new Error('boom');
  const broken = await http.call('/health/ready');
  expect([broken.status, await broken.json()]).toEqual([503, { ready: false, degraded: ['store'] }]);
  http.desk.failWith = null;
  http.desk.ready = { ready: true, degraded: [] };
});

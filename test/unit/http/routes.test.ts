import { readFileSync } from 'node:fs';
import { createHttp } from '../../../src/http/createHttp.js';
import { PAGES } from '../../../src/http/pages.js';
import { ROUTES } from '../../../src/http/routes/table.js';
import { id } from './support/fakeDesk.js';
import { startHttp, type TestHttp } from './support/startHttp.js';

let http: TestHttp;
beforeAll(async () => void (http = await startHttp()));
afterAll(() => http.stop());

const AGENT_ROUTES = ROUTES.filter(({ auth }) => auth === 'agent');
const concrete = (path: string): string => path.replace(':index', '0').replace(':recordId', id(25)).replace(':id', id(10)) + (path === '/api/v1/search' ? '?q=lamp' : path === '/api/v1/uploads' ? '?filename=a.txt' : '');

/** A valid body for every route that takes one. */
const BODIES: Record<string, unknown> = {
  'post /api/v1/agents': { email: 'new@example.com', name: 'New', password: 'long enough 1', role: 'agent' },
  'patch /api/v1/tickets/:id': { status: 'solved' },
  'post /api/v1/tickets/:id/messages': { kind: 'reply', text: 'Hello' },
  'post /api/v1/tickets/:id/merge': { intoId: id(11) },
  'post /api/v1/tickets/:id/link': { ticketId: id(11) },
  'post /api/v1/tickets/:id/unlink': { ticketId: id(11) },
  'post /api/v1/tickets/:id/split': { messageIds: [id(30)] },
  'post /api/v1/customers/:id/merge': { intoId: id(11), reason: 'the same person' },
  'post /api/v1/customers/:id/link': { kind: 'email', value: 'cy@example.org' },
  'post /api/v1/customers/:id/unlink': { kind: 'email', value: 'cy@example.org' },
  'post /api/v1/customer-changes/:id/undo': {},
  'patch /api/v1/customers/:id': { likes: 'short answers', fields: { shoe_size: 42 }, expected: { likes: '' } },
  'put /api/v1/customers/:id/records': { kind: 'order', externalId: 'A-1', title: 'A lamp', at: '2026-11-22T10:00:00.000Z', url: 'https://shop.example/A-1' },
  'post /api/v1/customers': { name: 'Cy', identities: [{ kind: 'email', value: 'cy@example.com' }] },
  'patch /api/v1/me': { name: 'Ada L.' },
  'post /api/v1/me/password': { current: 'old password 1', next: 'new password 2' },
  'post /api/v1/me/email': { email: 'ada@example.org', password: 'old password 1' },
  'patch /api/v1/setup': { finished: true },
  'post /api/v1/setup/mail': { mailboxId: null, to: 'ada@example.com' },
  'patch /api/v1/settings/phone': { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a-token-of-theirs', number: '+12025550123' },
  'post /api/v1/settings/phone/test': { accountSid: `AC${'0'.repeat(32)}`, number: '+12025550123' },
  'post /api/v1/topics': { name: { en: 'Where is it?' }, keywords: ['parcel*'] },
  'patch /api/v1/topics/:id': { archived: true },
  'post /api/v1/sandbox/customer': { name: 'Ann', email: 'ann@example.org', phone: '+12025550123' },
  'patch /api/v1/agents/:id': { role: 'supervisor' },
  'post /api/v1/tickets/bulk': { ticketIds: [id(10)], change: { priority: 'high' } },
  'post /api/v1/tickets/:id/forward': { to: [{ address: 'shop@example.org' }], text: 'Please look at this.' },
  'post /api/v1/tickets/:id/snooze': { until: null },
  'post /api/v1/tickets/:id/read': { read: true },
  'post /api/v1/mentions/read': {},
  'post /api/v1/views': { name: 'Urgent', filter: { any: [{ field: 'priority', in: ['urgent'] }, { field: 'breaching', withinMinutes: 15 }] } },
  'patch /api/v1/views/:id': { name: 'Very urgent' },
  'post /api/v1/macros': { name: 'Hello', text: 'Hello {{customer.firstName|there}}' },
  'patch /api/v1/macros/:id': { text: 'Hello' },
  'post /api/v1/macros/:id/render': { ticketId: id(10) },
  'post /api/v1/fields': { on: 'ticket', key: 'order', name: 'Order', type: 'text' },
  'patch /api/v1/fields/:id': { archived: true },
  'post /api/v1/tags': { name: 'vip' },
  'patch /api/v1/tags/:id': { color: '#ff8800' },
  'post /api/v1/teams': { name: 'Returns' },
  'patch /api/v1/teams/:id': { memberIds: [] },
  'post /api/v1/mailboxes': { address: 'shop@example.com', name: 'Shop', relayUrl: 'smtps://user:secret@relay.example.com' },
  'patch /api/v1/mailboxes/:id': { signature: 'Your shop' },
  'patch /api/v1/settings/hours': { timeZone: 'Europe/Berlin', week: [{ day: 1, from: '09:00', to: '17:30' }], holidays: [{ date: '2026-12-25', name: 'Christmas', yearly: true }] },
  'post /api/v1/tickets': { customerId: id(20), subject: 'Your order', text: 'It is ready.' },
  'post /api/v1/intake/retry': { code: 'parse_failed' },
  'post /api/v1/inbound': { externalId: 'x1', from: { kind: 'external', value: 'u1' }, text: 'Hi' },
  'post /api/v1/followup-rules': {
    name: 'Setup', when: { topic: null, on: 'resolve' }, expect: { topic: 'setup', withinDays: 7, probability: 0.3 }, prompt: 'Ask', checkIn: null,
  },
  'patch /api/v1/followup-rules/:id': { enabled: false },
  'post /api/v1/mail-accounts': { name: 'Support', host: 'mail.example.com', user: 'support', credentials: { kind: 'password', password: 'pw' } },
  'post /api/v1/mail-accounts/test': { id: id(63) },
  'patch /api/v1/mail-accounts/:id': { enabled: false },
  'post /api/v1/articles': { title: 'Change the seal', body: 'Pull it out.', language: 'en', public: true },
  'patch /api/v1/articles/:id': { public: false },
  'post /api/v1/sandbox/mail': { name: 'Ann', email: 'ann@example.org', subject: 'Leaks', text: 'It leaks.' },
  'post /api/v1/sandbox/text': { from: '+12025550123', text: 'It leaks' },
  'post /api/v1/sandbox/call': { from: '+12025550123', words: 'It leaks' },
  'patch /api/v1/widget': { color: '#0f6b5c', origins: ['https://shop.example'] },
};
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

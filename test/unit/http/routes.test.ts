import { readFileSync } from 'node:fs';
import { createHttp } from '../../../src/http/createHttp.js';
import { PAGES } from '../../../src/http/pages.js';
import { ROUTES } from '../../../src/http/routes/table.js';
import { BODIES, concrete } from './support/bodies.js';
import { ADA, id } from './support/fakeDesk.js';
import { PUBLIC, startHttp, type TestHttp } from './support/startHttp.js';

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
  for (const headers of [
    {},
    { authorization: 'Bearer wrong' },
    { authorization: 'Basic YTpi' },
    { authorization: 'Bearer' },
    { cookie: 'sayonce_session=wrong', 'sec-fetch-site': 'same-origin' },
  ] as Record<string, string>[]) {
    const { headers: type, ...rest } = bodyOf(route);
    const response = await http.call(concrete(route.path), {
      method: route.method.toUpperCase(),
      ...rest,
      headers: { ...(type as Record<string, string>), ...headers },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'not_signed_in' } });
  }
  expect(http.desk.calls.length).toBe(before);
});

test.each(AGENT_ROUTES.filter(({ path }) => path !== '/api/v1/session'))(
  '$method $path with a session answers as the contract says',
  async (route) => {
    const { headers, ...rest } = bodyOf(route);
    const response = await http.asAda(concrete(route.path), { method: route.method.toUpperCase(), ...rest, headers: headers ?? {} });
    expect(response.status).toBe(route.status ?? 200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    if (route.response) expect(route.response.safeParse(await response.json()).success).toBe(true);
    expect(http.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  },
);

test.each(AGENT_ROUTES.filter((route) => BODIES[`${route.method} ${route.path}`] !== undefined))(
  '$method $path takes no operator of a query where a text belongs',
  async (route) => {
    const body = BODIES[`${route.method} ${route.path}`] as Record<string, unknown>;
    for (const [key, value] of Object.entries(body)) {
      if (typeof value !== 'string') continue;
      const before = http.desk.calls.length;
      const response = await http.asAda(concrete(route.path), {
        method: route.method.toUpperCase(),
        json: { ...body, [key]: { $ne: null } },
      });
      expect([key, response.status]).toEqual([key, 400]);
      expect(http.desk.calls.length).toBe(before);
    }
  },
);

const BODY_ROUTES = ROUTES.filter(({ body }) => body);
/** Open routes with a body. */
const OPEN_BODIES: Record<string, unknown> = {
  'post /api/v1/session': { email: 'ada@example.com', password: 'x' },
  'post /api/v1/chat/session': { language: 'en' },
};
/** What an attacker adds so that it may be stored, or obeyed. */
const ADDED: Record<string, unknown> = {
  unheardOf: 1,
  _id: id(1),
  id: id(1),
  tenantId: 'x',
  role: 'admin',
  author: id(2),
  authorId: id(2),
  ownerId: id(2),
  agentId: id(2),
  by: 'Ben',
  actor: { kind: 'agent', id: id(2) },
  viewer: { role: 'admin' },
  createdAt: '2020-01-01T00:00:00.000Z',
  passwordHash: 'x',
  verified: true,
  active: false,
  rights: ['agents.write'],
  mustChangePassword: false,
  direction: 'in',
  delivery: 'sent',
  $set: { role: 'admin' },
  __v: 1,
};
/** Where one of them is asked for, and by whom it may be said is decided later. */
const ASKED: Record<string, string[]> = {
  'post /api/v1/agents': ['role'],
  'patch /api/v1/agents/:id': ['role', 'active'],
  'post /api/v1/tokens': ['role'],
  'post /api/v1/mail-accounts/test': ['id'],
  'post /api/v1/customers/:id/link': ['verified'],
};
/** Objects whose keys are names that the desk has given itself; which ones there are is checked by the action. */
const FREE = /^(?:fields|expected\.fields)$/;

/** The body once for each object in it, with the addition there. */
function* addedTo(value: unknown, addition: object, path = ''): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && !FREE.test(path)) yield [path, { ...value, ...addition }];
  for (const [key, inner] of Object.entries(value)) {
    for (const [at, changed] of addedTo(inner, addition, path ? `${path}.${key}` : key))
      yield [
        at,
        Array.isArray(value) ? value.map((one: unknown, index) => (String(index) === key ? changed : one)) : { ...value, [key]: changed },
      ];
  }
}

test('there is a body to try for every route that takes one', () => {
  const given = new Set([...Object.keys(BODIES), ...Object.keys(OPEN_BODIES)]);
  expect(BODY_ROUTES.map(({ method, path }) => `${method} ${path}`).filter((name) => !given.has(name))).toEqual([]);
});

test.each(BODY_ROUTES)('$method $path takes no field that it does not know, at any depth (S24)', async (route) => {
  const name = `${route.method} ${route.path}`;
  const body = BODIES[name] ?? OPEN_BODIES[name];
  const before = http.desk.calls.length;
  const taken: string[] = [];
  for (const [key, value] of Object.entries(ADDED)) {
    for (const [at, changed] of addedTo(body, { [key]: value })) {
      if (at === '' && ASKED[name]?.includes(key)) continue;
      // Below the top one unheard-of key says it all.
      if (at !== '' && key !== 'unheardOf') continue;
      const { status } = await http.asAda(concrete(route.path), { method: route.method.toUpperCase(), json: changed });
      if (status !== 400) taken.push(`${at}.${key} ${status}`);
    }
  }
  expect(taken).toEqual([]);
  expect(http.desk.calls.length).toBe(before);
});

/** Lists in lists, so many that whoever goes down into them by calling himself ends there. */
const DEEP = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

/** The body once for each value in it, as JSON with lists in lists there: one more list around it, and as deep as can be. */
function* nestedIn(value: unknown, path = '', around: (inner: string) => string = (inner) => inner): Generator<[string, string]> {
  yield [`${path} in a list`, around(`[[${JSON.stringify(value)}]]`)];
  yield [`${path} as deep lists`, around(DEEP)];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const others = Object.entries(value).filter(([other]) => other !== key);
    const within = (text: string): string =>
      around(
        Array.isArray(value)
          ? `[${text}]`
          : `{${[...others.map(([other, kept]) => `${JSON.stringify(other)}:${JSON.stringify(kept)}`), `${JSON.stringify(key)}:${text}`].join(',')}}`,
      );
    yield* nestedIn(inner, path ? `${path}.${key}` : key, within);
  }
}

test.each(BODY_ROUTES)('$method $path takes no list in a list, and none that is nested without end (S36)', async (route) => {
  const name = `${route.method} ${route.path}`;
  const before = http.desk.calls.length;
  const taken: string[] = [];
  for (const [what, body] of nestedIn(BODIES[name] ?? OPEN_BODIES[name])) {
    const response = await http.asAda(concrete(route.path), {
      method: route.method.toUpperCase(),
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await response.text();
    // It is told in few words, whatever was sent.
    if (response.status !== 400 || text.length > 5_000) taken.push(`${what} ${response.status} ${text.length}`);
  }
  expect(taken).toEqual([]);
  expect(http.desk.calls.length).toBe(before);
  expect(http.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

const QUERY_ROUTES = [...ROUTES].filter(({ query, auth }) => query && auth !== 'hook');

test.each(QUERY_ROUTES)('$method $path makes nothing of lists in its query (S36)', async (route) => {
  const to = concrete(route.path);
  const plain = async (query: string): Promise<number> =>
    (await http.asAda(`${to.split('?')[0]}?${query}`, { method: route.method.toUpperCase() })).status;
  const given = to.split('?')[1] ?? '';
  const usual = await plain(given);
  for (const odd of ['q[]=a&q[]=b', 'q[][][]=a', `q${'[]'.repeat(1_000)}=a`, `q${'[a]'.repeat(1_000)}=a`, 'q[0][0]=a&q[__proto__][x]=1']) {
    // A name like any other that nobody asks for: nothing is nested by it.
    expect([odd.slice(0, 40), await plain([given, odd].filter(Boolean).join('&'))]).toEqual([odd.slice(0, 40), usual]);
  }
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  expect(http.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

describe('a page of somebody else (S25)', () => {
  const CHANGES = AGENT_ROUTES.filter(({ method }) => method !== 'get');
  const cookie = { cookie: 'sayonce_session=ada-token' };

  test.each(CHANGES)('cannot $method $path with the cookie of who is signed in', async (route) => {
    const before = http.desk.calls.length;
    const { body = '', headers: type } = bodyOf(route);
    const tries: [string, Record<string, string>, BodyInit | null | undefined][] = [
      ['another site', { ...(type as Record<string, string>), origin: 'https://evil.example' }, body],
      [
        'a site that shows the chat',
        { ...(type as Record<string, string>), origin: 'https://shop.example', 'sec-fetch-site': 'same-origin' },
        body,
      ],
      ['an opaque origin', { ...(type as Record<string, string>), origin: 'null' }, body],
      ['no origin', type as Record<string, string>, body],
      ['a form', { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' }, 'kind=note&text=x'],
      ['a form as text', { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' }, body],
      ['a form with a file', { 'content-type': 'multipart/form-data; boundary=b', 'sec-fetch-site': 'same-site' }, '--b--'],
    ];
    for (const [who, headers, sent] of tries) {
      const response = await http.call(concrete(route.path), {
        method: route.method.toUpperCase(),
        headers: { ...headers, ...cookie },
        ...(sent === undefined ? {} : { body: sent }),
      });
      expect([who, response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([who, 403, 'bad_origin']);
    }
    // By another name of the method neither.
    const renamed = await http.call(`${concrete(route.path)}${concrete(route.path).includes('?') ? '&' : '?'}_method=${route.method}`, {
      method: 'POST',
      headers: { ...cookie, origin: 'https://evil.example', 'x-http-method-override': route.method.toUpperCase() },
    });
    expect(renamed.status).toBeGreaterThanOrEqual(400);
    expect(http.desk.calls.length).toBe(before);
  });

  test.each(CHANGES.filter(({ body }) => body))('and our own cannot $method $path by a form', async (route) => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=b']) {
      const response = await http.call(concrete(route.path), {
        method: route.method.toUpperCase(),
        headers: { ...cookie, origin: PUBLIC, 'content-type': type },
        body: JSON.stringify(BODIES[`${route.method} ${route.path}`]),
      });
      expect([type, response.status]).toEqual([type, 415]);
    }
  });
});

describe('every answer says what may run in it (S03)', () => {
  const strict = (response: Response): void => {
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors/);
    expect(policy).not.toMatch(/script-src[^;]*(?:unsafe|\*|data:|blob:|https?:)/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  };

  test.each([...ROUTES, ...PAGES].map(({ method, path }) => ({ method: method.toUpperCase(), path: path as string })))(
    '$method $path',
    async ({ method, path }) => {
      const to = concrete(path)
        .replace('{*file}', 'main-1.js')
        .replace('{*page}', 'tickets')
        .replace(':token', 'good')
        .replace(':hook', 'sms');
      const own = { method, headers: { authorization: 'Bearer ada-token' } };
      // As whom it is open to, as nobody, with a body that is none, by a method that is none, and at a place where nothing is.
      strict(await http.call(to, own));
      // Signing out is one of the routes.
      http.desk.tokens.set('ada-token', ADA);
      strict(await http.call(to, { method }));
      if (method !== 'GET')
        strict(await http.call(to, { ...own, headers: { ...own.headers, 'content-type': 'application/json' }, body: '{' }));
      strict(await http.call(to, { ...own, method: 'PROPFIND' }));
      strict(await http.call(`${to.split('?')[0]}/nothing`, own));
      strict(await http.call(`${to}${to.includes('?') ? '&' : '?'}x=%zz`, own));
    },
  );
});

test("the viewer is the session's, whatever a body says", async () => {
  await http.asAda(`/api/v1/tickets/${id(10)}/messages`, { json: { kind: 'note', text: 'Hi' } });
  expect(http.desk.calls.at(-1)).toMatchObject({
    name: 'tickets.write',
    args: [{ id: id(1), name: 'Ada' }, id(10), { kind: 'note', text: 'Hi' }],
  });
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
  http.desk.ready = { ready: true, degraded: ['redis'], off: ['no door'] };
  const degraded = await http.call('/health/ready');
  expect([degraded.status, await degraded.json()]).toEqual([200, { ready: true, degraded: ['redis'], off: ['no door'] }]);
  http.desk.ready = { ready: false, degraded: ['store'], off: [] };
  expect((await http.call('/health/ready')).status).toBe(503);
  http.desk.failWith = new Error('boom');
  const broken = await http.call('/health/ready');
  expect([broken.status, await broken.json()]).toEqual([503, { ready: false, degraded: ['store'], off: [] }]);
  http.desk.failWith = null;
  http.desk.ready = { ready: true, degraded: [], off: [] };
});

import { createRedisRateLimits, createMemoryRateLimits } from '../../../src/http/rateLimits.js';
import { PASSWORD, id } from './support/fakeDesk.js';
import { PUBLIC, startHttp, type TestHttp } from './support/startHttp.js';
import { AppError } from '../../../src/lib/errors.js';

let http: TestHttp;
beforeEach(async () => void (http = await startHttp()));
afterEach(() => http.stop());

const json = { 'content-type': 'application/json' };
const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  http.call('/api/v1/session', { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify({ email, password }) });

test('signing in answers with the token and sets a cookie that scripts cannot read', async () => {
  const response = await signIn('Ada@Example.com', PASSWORD);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ token: 'new-token', agent: { name: 'Ada' } });
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^sayonce_session=new-token; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600; Secure$/);
});

test('over plain http the cookie is not Secure, or a browser would not keep it', async () => {
  await http.stop();
  http = await startHttp({ publicUrl: 'http://localhost:3000' });
  expect((await signIn('ada@example.com', PASSWORD)).headers.get('set-cookie')).not.toContain('Secure');
});

test('a session that was planted before the sign-in is not the one after it', async () => {
  const response = await signIn('ada@example.com', PASSWORD, { cookie: 'sayonce_session=planted', origin: PUBLIC });
  expect(response.headers.get('set-cookie')).toMatch(/^sayonce_session=new-token;/);
  expect((await http.call('/api/v1/me', { headers: { cookie: 'sayonce_session=planted' } })).status).toBe(401);
});

test('a wrong password is 401 and sets nothing', async () => {
  const response = await signIn('ada@example.com', 'wrong');
  expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null]);
  expect(await response.json()).toMatchObject({ error: { code: 'wrong_credentials' } });
});

test('signing out kills the token, clears the cookie and tells the sockets', async () => {
  const response = await http.call('/api/v1/session', {
    method: 'DELETE',
    headers: { cookie: 'a=b; sayonce_session=ada-token', origin: PUBLIC },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toMatch(/^sayonce_session=; .*Max-Age=0/);
  expect(http.ended).toEqual(['ada-token']);
  expect((await http.asAda('/api/v1/me')).status).toBe(401);
});

describe('a cookie needs a proof of our own page for every change', () => {
  const change = (headers: Record<string, string>) =>
    http.call(`/api/v1/tickets/${id(10)}`, {
      method: 'PATCH',
      headers: { ...json, cookie: 'sayonce_session=ada-token', ...headers },
      body: '{"status":"solved"}',
    });

  test.each([
    ['the public origin', { origin: PUBLIC }, 200],
    ['no origin but the browser says same-origin', { 'sec-fetch-site': 'same-origin' }, 200],
    ['neither', {}, 403],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a page that may show the chat', { origin: 'https://shop.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['a foreign origin that claims same-origin', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 403],
    ['same site but another host', { 'sec-fetch-site': 'same-site' }, 403],
    ['a look-alike', { origin: `${PUBLIC}.evil.example` }, 403],
  ] as [string, Record<string, string>, number][])('%s', async (_name, headers, status) => {
    const response = await change(headers);
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ error: { code: 'bad_origin' } });
  });

  test('the host that was asked counts as ours, but not in production', async () => {
    expect((await change({ origin: http.url })).status).toBe(200);
    await http.stop();
    http = await startHttp({ production: true });
    expect((await change({ origin: http.url })).status).toBe(403);
  });

  test('a simple form of another site is refused before it is read', async () => {
    const response = await http.call(`/api/v1/tickets/${id(10)}/messages`, {
      method: 'POST',
      headers: { cookie: 'sayonce_session=ada-token', origin: 'https://evil.example', 'content-type': 'text/plain' },
      body: '{"kind":"note","text":"x"}',
    });
    expect(response.status).toBe(403);
    expect(http.desk.calls).toEqual([]);
  });

  test('reading needs no proof, and a bearer token never does', async () => {
    expect((await http.call('/api/v1/me', { headers: { cookie: 'sayonce_session=ada-token' } })).status).toBe(200);
    expect(
      (
        await http.asAda('/api/v1/followup-rules/' + id(60), {
          method: 'PATCH',
          json: { enabled: false },
          headers: { origin: 'https://evil.example' },
        })
      ).status,
    ).toBe(200);
  });

  test('a bad bearer token is not saved by a good cookie', async () => {
    const response = await http.call('/api/v1/me', { headers: { cookie: 'sayonce_session=ada-token', authorization: 'Bearer wrong' } });
    expect(response.status).toBe(401);
  });

  test('another site cannot sign a browser in', async () => {
    expect((await signIn('ada@example.com', PASSWORD, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn('ada@example.com', PASSWORD, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn('ada@example.com', PASSWORD, { origin: PUBLIC })).status).toBe(200);
  });
});

describe('wrong tries are limited per account and address', () => {
  test('five a minute, then 429 with Retry-After, even for the right password; other accounts go on', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('ada@example.com', `wrong${i}`)).status).toBe(401);
    const refused = await signIn('ADA@example.com ', PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } });
    expect((await signIn('ben@example.com', 'wrong')).status).toBe(401);
  });

  test('forty wrong ones at once are no more than five tries', async () => {
    const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await signIn('ada@example.com', 'wrong')).status));
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(35);
  });

  test('one password on many accounts is thirty tries from one address, then 429 with Retry-After for all of them', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => (await signIn(`agent${n}@example.com`, 'Summer2026')).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    const refused = await signIn('ada@example.com', PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } });
  });

  test('an address of its own is not held back by what another one tries', async () => {
    await http.stop();
    http = await startHttp({ trustProxy: true }, { rateLimits: createMemoryRateLimits({ sign_in_address: { points: 2, seconds: 60 } }) });
    const from = (ip: string, email: string, password: string) => signIn(email, password, { 'x-forwarded-for': ip });
    for (const n of [1, 2]) expect((await from('203.0.113.1', `a${n}@example.com`, 'wrong')).status).toBe(401);
    expect((await from('203.0.113.1', 'ada@example.com', PASSWORD)).status).toBe(429);
    for (let i = 0; i < 5; i++) expect((await from('203.0.113.2', 'ada@example.com', PASSWORD)).status).toBe(200);
  });

  test('right ones and outages do not count', async () => {
    const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await signIn('ada@example.com', PASSWORD)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    http.desk.failWith = Object.assign(new Error('down'), { code: 'STORE_UNAVAILABLE' });
    for (let i = 0; i < 8; i++) expect((await signIn('ada@example.com', PASSWORD)).status).toBe(503);
    http.desk.failWith = null;
    expect((await signIn('ada@example.com', PASSWORD)).status).toBe(200);
  });

  test('a forwarded address counts only when a proxy is trusted', async () => {
    for (let i = 0; i < 5; i++) await signIn('ada@example.com', 'wrong', { 'x-forwarded-for': `203.0.113.${i}` });
    expect((await signIn('ada@example.com', 'wrong', { 'x-forwarded-for': '203.0.113.99' })).status).toBe(429);
    await http.stop();
    http = await startHttp({ trustProxy: true });
    for (let i = 0; i < 6; i++)
      expect((await signIn('ada@example.com', 'wrong', { 'x-forwarded-for': `6.6.6.6, 203.0.113.${i}` })).status).toBe(401);
  });

  test('while Redis is away a stricter count in the process decides', async () => {
    const { Redis } = await import('ioredis');
    const redis = new Redis({ port: 1, lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    await http.stop();
    const { fakeLog } = await import('./support/fakeLog.js');
    http = await startHttp({}, { rateLimits: createRedisRateLimits(redis, fakeLog()) });
    for (let i = 0; i < 3; i++) expect((await signIn('ada@example.com', 'wrong')).status).toBe(401);
    expect((await signIn('ada@example.com', PASSWORD)).status).toBe(429);
    redis.disconnect();
  });
});

test('new chats are limited per address, and intake is not held back by it', async () => {
  await http.stop();
  http = await startHttp({}, { rateLimits: createMemoryRateLimits({ chat_session: { points: 2, seconds: 60 } }) });
  const open = () => http.call('/api/v1/chat/session', { method: 'POST', headers: json, body: '{}' });
  expect([(await open()).status, (await open()).status, (await open()).status]).toEqual([200, 200, 429]);
});

test('a refusal of the desk reaches the client as it is', async () => {
  http.desk.failWith = new AppError('identity_taken', 'Somebody has it.', { customerId: id(20) });
  const response = await http.asAda('/api/v1/customers', { json: { name: 'X', identities: [{ kind: 'email', value: 'a@b.c' }] } });
  expect([response.status, await response.json()]).toEqual([
    409,
    { error: { code: 'identity_taken', message: 'Somebody has it.', details: { customerId: id(20) } } },
  ]);
});

import { request } from 'node:http';
import { startHttp, type TestHttp } from './support/startHttp.js';

let http: TestHttp;
beforeAll(async () => void (http = await startHttp()));
afterAll(() => http.stop());

const csp = (response: Response): string => response.headers.get('content-security-policy') ?? '';

/** fetch tidies paths up and forbids caches; this sends what it is told. */
function rawGet(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; location: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request(http.url, { path, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location, body }));
    })
      .on('error', reject)
      .end();
  });
}

test('the console answers / and every path of its own router', async () => {
  for (const path of ['/', '/tickets', '/tickets/7', '/settings/rules?x=1']) {
    const response = await http.call(path);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('console')]);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('etag')).toBeTruthy();
    expect(csp(response)).toMatch(/script-src 'self';/);
    expect(csp(response)).toContain("frame-ancestors 'none'");
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('strict-transport-security')).toBeTruthy();
    expect(response.headers.get('x-powered-by')).toBeNull();
  }
});

test('a page that is here already is 304', async () => {
  const etag = (await http.call('/')).headers.get('etag') ?? '';
  expect((await rawGet('/', { 'if-none-match': etag })).status).toBe(304);
});

test('built files are kept for ever, missing ones are 404 and not the console', async () => {
  const file = await http.call('/assets/main-1.js');
  expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(csp(file)).not.toBe('');
  for (const path of ['/assets/gone.js', '/gone.js', '/widget/assets/gone.js', '/widget/x', '/robots.txt', '/assets/']) {
    expect((await http.call(path)).status).toBe(404);
  }
  expect((await http.call('/favicon.svg')).status).toBe(200);
});

test('the loader may be included by every site', async () => {
  const response = await http.call('/widget.js');
  expect(response.headers.get('content-type')).toMatch(/javascript/);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
});

test('the frame may be framed by listed sites only', async () => {
  const response = await http.call('/widget/frame');
  expect(response.status).toBe(200);
  expect(csp(response)).toContain("frame-ancestors 'self' https://shop.example http://localhost:*");
  expect(csp(response)).toMatch(/script-src 'self';/);
  expect(csp(response)).toContain('wss://desk.example');
  expect(response.headers.get('x-frame-options')).toBeNull();
  expect((await http.call('/widget/assets/frame-1.js')).headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

test('the demo signs its visitor in, and runs no script that it did not have', async () => {
  const signed = await http.call('/demo?user=cust-1');
  expect(await signed.text()).toContain(`userToken: "signed.${Buffer.from('cust-1').toString('base64url')}.x"`);
  expect(csp(signed)).toMatch(/script-src 'self' 'sha256-[^']+';/);
  expect(signed.headers.get('cache-control')).toBe('no-store');
  expect(await (await http.call('/demo')).text()).toContain('userToken: ""');
});

test('there is no demo in production', async () => {
  const live = await startHttp({ production: true });
  expect((await live.call('/demo')).status).toBe(404);
  expect((await live.call('/demo?user=x')).status).toBe(404);
  await live.stop();
});

test('every answer has a policy, the API the strictest', async () => {
  for (const path of ['/api/v1/me', '/api/v1/nothing', '/hooks/x', '/health/live', '/api/v1/openapi.json']) {
    expect(csp(await http.call(path))).toContain("default-src 'none'");
  }
  for (const path of ['/', '/demo', '/widget/frame', '/widget.js', '/assets/main-1.js', '/gone.js', '/tickets/7']) {
    const response = await http.call(path);
    expect(csp(response)).not.toBe('');
    expect(csp(response)).not.toMatch(/script-src[^;]*unsafe/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test.each([
  '//evil.example',
  '//evil.example/%2e%2e',
  '/\\evil.example',
  '/https:evil.example',
  '/%09//evil.example',
  '/assets//evil.example/',
  '/assets',
  '/widget/assets',
  '/login?next=//evil.example',
  '/../../private.txt',
  '/assets/../../private.txt',
  '/assets/%2e%2e/%2e%2e/private.txt',
  '/%2e%2e/private.txt',
  '/..%5c..%5cprivate.txt',
  '/.secret',
  '/assets/%00',
])('%s leads nowhere else', async (path) => {
  const { status, location, body } = await rawGet(path);
  expect(location).toBeUndefined();
  expect([200, 400, 403, 404]).toContain(status);
  expect(body).not.toContain('not served');
  expect(body).not.toBe('no');
});

test('pages refuse to be posted to', async () => {
  for (const path of ['/', '/demo', '/assets/main-1.js']) expect([404, 405]).toContain((await http.call(path, { method: 'POST' })).status);
});

describe("the chat's own door", () => {
  const open = (headers: Record<string, string>, method = 'POST') =>
    http.call('/api/v1/chat/session', {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });

  test('opens for our frame and for listed sites, with their name and without cookies', async () => {
    expect((await open({})).status).toBe(200);
    expect((await open({ origin: 'https://desk.example' })).status).toBe(200);
    const listed = await open({ origin: 'https://shop.example' });
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([200, 'https://shop.example']);
    expect(listed.headers.get('access-control-allow-credentials')).toBeNull();
    expect(listed.headers.get('vary')).toContain('Origin');
    expect((await open({ origin: 'http://localhost:5173' })).status).toBe(200);
  });

  test.each([
    'https://evil.example',
    'null',
    'https://shop.example.evil.example',
    'http://shop.example',
    'http://localhost.evil.example:80',
  ])('stays shut for %s', async (origin) => {
    expect((await open({ origin })).status).toBe(403);
    const asked = await open({ origin }, 'OPTIONS');
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  test("answers the browser's question first, and no other route does", async () => {
    const asked = await open({ origin: 'https://shop.example', 'access-control-request-method': 'POST' }, 'OPTIONS');
    expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization, content-type']);
    const other = await http.call('/api/v1/tickets', { method: 'OPTIONS', headers: { origin: 'https://shop.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

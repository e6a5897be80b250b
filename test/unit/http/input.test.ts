import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { z } from 'zod';
import { AppError } from '../../../src/lib/errors.js';
import { eventually } from '../../support/startDesk.js';
import { id } from './support/fakeDesk.js';
import { HOOK_TOKEN, PUBLIC, startHttp, type TestHttp } from './support/startHttp.js';

let http: TestHttp;
beforeAll(async () => void (http = await startHttp()));
afterAll(() => http.stop());
beforeEach(() => void (http.desk.calls.length = 0));

const customer = { name: 'Cy', identities: [{ kind: 'email', value: 'cy@example.com' }] };
const post = (path: string, json: unknown) => http.asAda(path, { json });

test.each([
  ['an operator for a text', '/api/v1/customers', { ...customer, name: { $ne: null } }],
  ['an operator in a list', '/api/v1/customers', { ...customer, identities: [{ kind: 'email', value: { $gt: '' } }] }],
  ['an array for a text', '/api/v1/customers', { ...customer, name: ['a'] }],
  ['an extra field', '/api/v1/customers', { ...customer, id: id(1) }],
  ['a role that nobody asked for', '/api/v1/customers', { ...customer, role: 'admin', tenantId: 'x' }],
  ['an operator for an id', `/api/v1/tickets/${id(10)}/merge`, { intoId: { $ne: null } }],
  ['a text that is no id', `/api/v1/tickets/${id(10)}/merge`, { intoId: '../../x' }],
  ['an author of its own', `/api/v1/tickets/${id(10)}/messages`, { kind: 'note', text: 'x', author: id(2) }],
  ['operators at the top', `/api/v1/tickets/${id(10)}/messages`, { $where: '1', $expr: {} }],
  ['__proto__', `/api/v1/tickets/${id(10)}/messages`, '{"kind":"note","text":"x","__proto__":{"polluted":1}}'],
  ['__proto__ inside', '/api/v1/customers', '{"name":"x","identities":[{"kind":"email","value":"a@b.c","__proto__":{"verified":true}}]}'],
  ['constructor.prototype', `/api/v1/tickets/${id(10)}/messages`, '{"kind":"note","text":"x","constructor":{"prototype":{"polluted":1}}}'],
  ['no JSON', '/api/v1/customers', '{"name":'],
  ['a bare text', '/api/v1/customers', '"x"'],
  ['null', '/api/v1/customers', 'null'],
  ['an empty body', '/api/v1/customers', ''],
])('a body with %s is 400 and never reaches the desk', async (_name, path, body) => {
  const response = await post(path, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 'invalid_input' } });
  expect(http.desk.calls).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('the same for signing in, which needs no session', async () => {
  for (const body of [
    { email: { $ne: null }, password: { $ne: null } },
    { email: 'a', password: ['x'] },
    { email: 'a', password: 'b', admin: true },
  ]) {
    const response = await http.call('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
  }
  expect(http.desk.calls).toEqual([]);
});

test('details name the paths and not the values', async () => {
  const response = await post('/api/v1/customers', { name: 'x', identities: [{ kind: 'email', value: 'my-secret-value', wrong: 1 }] });
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ error: { details: [{ path: 'body.identities.0' }] } });
  expect(text).not.toContain('my-secret-value');
});

test.each([
  '?status[$ne]=open',
  '?limit=0',
  '?limit=100000',
  '?limit=x',
  '?customerId=1',
  '?assigneeId[$ne]=',
  '?q=a&q=b',
  '?cursor=' + 'x'.repeat(300),
])('the query %s makes no object and no wrong value', async (query) => {
  const response = await http.asAda(`/api/v1/tickets${query}`);
  if (response.status === 400) expect(http.desk.calls).toEqual([]);
  else expect(http.desk.calls[0]?.args[1]).toEqual({ limit: 50, sort: 'newest' });
});

test('an id that is none is 400, one that does not exist is 404', async () => {
  expect((await http.asAda('/api/v1/tickets/abc')).status).toBe(400);
  expect((await http.asAda(`/api/v1/tickets/${id(404)}`)).status).toBe(404);
});

test('a body that is not JSON by its type is 415', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    const response = await http.asAda('/api/v1/customers', { method: 'POST', headers: { 'content-type': type }, body: 'name=x' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: { code: 'unsupported_media_type' } });
  }
});

test('a body over one megabyte is 413, packed ones are not unpacked', async () => {
  const big = await post('/api/v1/customers', { name: 'x'.repeat(1_000_001) });
  expect(big.status).toBe(413);
  expect(await big.json()).toMatchObject({ error: { code: 'too_large' } });
  const packed = await http.asAda('/api/v1/customers', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: Buffer.from('x'),
  });
  expect(packed.status).toBe(415);
});

test('an unknown error is 500 without a word of it, and is logged with the request id', async () => {
  http.desk.failWith = new Error('secret: password=hunter2');
  const response = await http.asAda('/api/v1/me');
  http.desk.failWith = null;
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(JSON.parse(text)).toEqual({ error: { code: 'internal_error', message: expect.any(String) } });
  expect(text).not.toContain('hunter2');
  const line = http.log.lines.find(({ level }) => level === 'error');
  expect(line?.fields).toMatchObject({ requestId: response.headers.get('x-request-id') });
});

test.each([Object.assign(new Error('x'), { code: 'STORE_UNAVAILABLE' }), Object.assign(new Error('x'), { name: 'StoreFileError' })])(
  'a store outage is 503',
  async (outage) => {
    http.desk.failWith = outage;
    const response = await http.asAda('/api/v1/inbound', { json: { externalId: '1', from: { kind: 'external', value: 'u' }, text: 'x' } });
    http.desk.failWith = null;
    expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'unavailable' } }]);
  },
);

test('the log has patterns, never what was asked for', async () => {
  http.log.lines.length = 0;
  await http.asAda('/api/v1/customers?q=very-private-words', { headers: { cookie: 'sayonce_session=cookie-secret' } });
  // The line is written when the answer has gone out, which may be after it came in.
  const text = await eventually(() => {
    const lines = JSON.stringify(http.log.lines);
    expect(lines).toContain('/api/v1/customers');
    return lines;
  });
  for (const secret of ['very-private-words', 'cookie-secret', 'ada-token']) expect(text).not.toContain(secret);
});

test('a Host header changes nothing in an answer', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(http.url).port), '127.0.0.1', () =>
      socket.write('GET /api/v1/openapi.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    );
    let text = '';
    socket
      .on('data', (chunk) => (text += String(chunk)))
      .on('end', () => resolve(text))
      .on('error', reject);
  });
  expect(answer).toContain('200 OK');
  expect(answer).toContain(PUBLIC);
  expect(answer).not.toContain('evil.example');
});

test('a refusal without details has none', async () => {
  http.desk.failWith = new AppError('not_allowed', 'No.');
  const response = await http.asAda('/api/v1/agents');
  http.desk.failWith = null;
  expect(await response.json()).toEqual({ error: { code: 'not_allowed', message: 'No.' } });
});

test.each([
  ['JSON', '/api/v1/customers', 'application/json', 1_000_000],
  ['the bytes of a hook', '/hooks/email/raw', 'message/rfc822', 25 * 2 ** 20],
  ['a table', '/api/v1/customers/import', 'text/csv', 10_000_000],
])('%s in chunks without an end is answered with 413 as soon as it is too large, and then cut', async (_name, path, type, limit) => {
  const socket = connect(Number(new URL(http.url).port), '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let text = '';
  let sent = 0;
  socket.on('data', (chunk) => (text += String(chunk))).on('error', () => undefined);
  const token = path.startsWith('/hooks') ? HOOK_TOKEN : 'ada-token';
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  const chunk = `10000\r\n${'['.repeat(0x10000)}\r\n`;
  // What is not cut does not go on for ever here.
  while (!socket.destroyed && !socket.closed && sent < limit + 1_000 * 0x10000) {
    sent += 0x10000;
    await new Promise((resolve) =>
      socket.write(chunk, resolve) || sent < limit ? setTimeout(resolve, sent < limit ? 0 : 20) : socket.once('drain', resolve),
    );
  }
  await closed;
  expect(text).toMatch(/^HTTP\/1\.1 413 /);
  expect(text).toContain('"too_large"');
});

test('a change holds what was given and nothing else', async () => {
  await http.asAda(`/api/v1/followup-rules/${id(60)}`, { method: 'PATCH', json: { enabled: false } });
  expect(http.desk.calls[0]?.args.at(-1)).toEqual({ enabled: false });
});

test('no shape of a change fills in what was left out', async () => {
  const folder = new URL('../../../src/contract/', import.meta.url);
  const filled: Record<string, unknown> = {};
  for (const file of readdirSync(folder)) {
    const found = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    for (const [name, shape] of Object.entries(found))
      if (name.endsWith('Patch') && shape instanceof z.ZodType) filled[name] = shape.safeParse({}).data ?? {};
  }
  expect(Object.keys(filled)).toContain('FollowupRulePatch');
  expect(filled).toEqual(Object.fromEntries(Object.keys(filled).map((name) => [name, {}])));
});

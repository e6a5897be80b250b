import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_FILE_BYTES } from '../../../src/contract/uploads.js';
import { BEN } from './support/fakeDesk.js';
import { startHttp, type TestHttp } from './support/startHttp.js';

let http: TestHttp;
beforeEach(async () => void (http = await startHttp()));
afterEach(() => http.stop());

const bytes = Buffer.from([0, 255, 13, 10, 7]);
const upload = (path: string, init: RequestInit = {}) =>
  http.call(path, {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'image/png', ...init.headers },
    ...(init.body ? { body: init.body } : {}),
  });
const AGENT = { authorization: 'Bearer ada-token' };
const VISITOR = { authorization: 'Bearer visitor-a' };

test("the bytes of an upload arrive as they are, and the owner is the session's", async () => {
  const answer = await upload('/api/v1/uploads?filename=p.png', { headers: { 'content-type': 'image/png', ...AGENT } });
  expect([answer.status, await answer.json()]).toMatchObject([201, { filename: 'p.png', contentType: 'image/png', size: 5 }]);
  expect(http.desk.uploaded.equals(bytes)).toBe(true);
  expect(http.desk.calls.at(-1)).toMatchObject({ name: 'uploads.add', args: [{ name: 'Ada' }, {}] });
});

test('a visitor uploads with his session, and nobody without one', async () => {
  expect((await upload('/widget/files?filename=p.png', { headers: { 'content-type': 'image/png', ...VISITOR } })).status).toBe(201);
  expect(http.desk.calls.at(-1)).toMatchObject({ name: 'chat.addFile' });
  const calls = http.desk.calls.length;
  for (const headers of [{}, { authorization: 'Bearer nobody' }, AGENT]) {
    expect((await upload('/widget/files?filename=p.png', { headers: { 'content-type': 'image/png', ...headers } })).status).toBe(401);
  }
  expect((await upload('/api/v1/uploads?filename=p.png', { headers: { 'content-type': 'image/png', ...VISITOR } })).status).toBe(401);
  expect(http.desk.calls).toHaveLength(calls);
});

test('what says that it is too large, or is packed, is refused at once, and the client hears why', async () => {
  const large = await http.call('/api/v1/uploads?filename=x', {
    method: 'POST',
    headers: { ...AGENT, 'content-type': 'text/plain' },
    body: Buffer.alloc(MAX_FILE_BYTES + 1),
  });
  expect([large.status, await large.json()]).toMatchObject([413, { error: { code: 'too_large' } }]);
  const packed = await upload('/api/v1/uploads?filename=x', { headers: { ...AGENT, 'content-encoding': 'gzip' } });
  expect(packed.status).toBe(415);
  expect((await upload('/api/v1/uploads', { headers: AGENT })).status).toBe(400);
  expect(http.desk.calls).toEqual([]);
});

test('a client that goes away in the middle is no error of ours', async () => {
  const { hostname, port } = new URL(http.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    'POST /api/v1/uploads?filename=x HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ada-token\r\ncontent-type: text/plain\r\ncontent-length: 1000\r\n\r\nonly this',
  );
  while (!http.desk.calls.length) await sleep(5);
  socket.destroy();
  while (!http.desk.brokenOff) await sleep(5);
  expect((await upload('/api/v1/uploads?filename=y', { headers: AGENT })).status).toBe(201);
  expect(http.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

test('a link leads to a download, never to a page', async () => {
  const good = await http.call('/media/good');
  expect([good.status, await good.text()]).toEqual([200, '<svg/>']);
  expect(good.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(good.headers.get('content-security-policy')).toContain('sandbox');
  expect(good.headers.get('x-content-type-options')).toBe('nosniff');
  for (const path of ['/media/bad', '/media/%2e%2e%2fetc', `/media/${'x'.repeat(300)}`])
    expect([400, 404]).toContain((await http.call(path)).status);
});

test('with a one-time password nothing is open but the way to another one', async () => {
  http.desk.tokens.set('fresh', { ...BEN, mustChangePassword: true });
  const ask = (path: string, init: RequestInit = {}) =>
    http.call(path, { ...init, headers: { authorization: 'Bearer fresh', ...init.headers } });
  const refused = await ask('/api/v1/tickets');
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: 'password_change_needed' } }]);
  expect((await ask('/api/v1/agents')).status).toBe(403);
  expect((await ask('/api/v1/me')).status).toBe(200);
  const changed = await ask('/api/v1/me/password', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ current: 'a', next: 'long enough 1' }),
  });
  expect([changed.status, await changed.json()]).toMatchObject([200, { token: 'changed-token' }]);
  expect(changed.headers.get('set-cookie')).toMatch(/^sayonce_session=changed-token; Path=\/; HttpOnly/);
});

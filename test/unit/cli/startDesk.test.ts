import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ADMIN, eventually, startDesk } from '../../support/startDesk.js';

/** Proves the harness of the flow tests with a server of ten lines, so that a red flow test is the desk's fault. */
const SERVER = `
const { createServer } = await import('node:http');
let visits = 0;
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => (text += part));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/api/v1/session') return response.end(JSON.stringify({ token: JSON.parse(text).password }));
    response.statusCode = 418;
    response.end(JSON.stringify({ as: request.headers.authorization, sent: text && JSON.parse(text), visits: ++visits }));
  });
});
process.on('SIGTERM', () => process.exit(0));
if (process.env.BROKEN) { console.error('it is broken'); process.exit(3); }
server.listen(process.env.PORT, () => process.send({ ready: { url: 'x' } }));
`;

const describeWithRedis = process.env.SKIP_REDIS ? describe.skip : describe;

describeWithRedis('startDesk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fake-desk-'));
  const file = join(folder, 'server.mjs');
  writeFileSync(file, SERVER);
  const entry = relative(fileURLToPath(new URL('../../..', import.meta.url)), file);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('starts, answers as the administrator, survives kill -9 with its Redis data, and cleans up', async () => {
    const desk = await startDesk({ entry });
    expect(await desk.api('POST', '/x', { a: 1 })).toEqual({
      status: 418,
      body: { as: `Bearer ${ADMIN.password}`, sent: { a: 1 }, visits: 1 },
    });
    expect(await desk.redis.cli('SET', 'a', '1')).toBe('OK');

    const before = desk.pid();
    await desk.kill9({ redis: true });
    await expect(desk.api('GET', '/x')).rejects.toThrow();
    await desk.restart();
    expect(desk.pid()).not.toBe(before);
    expect(await desk.api('GET', '/x')).toMatchObject({ body: { visits: 1 } });
    await eventually(async () => expect(await desk.redis.cli('GET', 'a')).toBe('1'));

    expect(await desk.stop()).toBe(0);
    expect(existsSync(desk.dataDir)).toBe(false);
  });

  it('shows what a server printed that did not start', async () => {
    await expect(startDesk({ entry, env: { BROKEN: '1' } })).rejects.toThrow(/ended \(3\) before it was ready\. It printed:\nit is broken/);
  });
});

describe('eventually', () => {
  it('tries until it holds, and gives the value', async () => {
    let tries = 0;
    expect(await eventually(() => (++tries < 3 ? false : tries), { every: 1 })).toBe(3);
  });

  it('throws the last reason when the time is over', async () => {
    await expect(eventually(() => Promise.reject(new Error('still red')), { timeout: 20, every: 5 })).rejects.toThrow('still red');
  });
});

/** The care of a running desk, by its own commands: back it up under load, move it to another machine, purge it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { mail, messagesOf, settled, tickets } from '../../support/customers.js';
import { startDesk, type Desk } from '../../support/startDesk.js';
import { command } from '../../unit/care/support.js';

// Its commands are given a data folder here; a store on MongoDB is cared for in test/store/care.test.ts.
const redis = process.env['SKIP_REDIS'] || process.env['STORE_URI'] ? describe.skip : describe;

redis('a desk that is cared for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'care-flow-'));
  const file = join(folder, 'backup.tar');
  let desk: Desk;
  let restored: Desk | null = null;
  const ledger: { id: string; at: number }[] = [];

  beforeAll(async () => {
    desk = await startDesk({ env: { LOG_LEVEL: 'warn' } });
  }, 60_000);
  afterAll(async () => {
    await restored?.stop();
    await desk?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const care = (name: string, args: string[], dataDir = desk.dataDir) => command(name, args, { DATA_DIR: dataDir }).done;

  /** The ids of all messages that are in tickets. */
  async function placed(one: Desk): Promise<Set<string>> {
    await settled(one, 60_000);
    const ids = new Set<string>();
    for (const ticket of await tickets(one))
      for (const message of await messagesOf(one, ticket.id)) if (message.externalId) ids.add(message.externalId);
    return ids;
  }

  test('it is backed up while mails come in', async () => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: desk.smtpPort,
      pool: true,
      maxConnections: 4,
      maxMessages: 1000,
      ignoreTLS: true,
    });
    let ending = false;
    const attachment = { filename: 'big.bin', content: Buffer.alloc(150_000, 'bytes of a picture ') };
    const load = Promise.all(
      Array.from({ length: 4 }, async (_, lane) => {
        for (let n = 0; !ending && n < 150; n++) {
          const id = `${lane}-${n}@care.example.org`;
          await transport.sendMail({
            from: `c${lane}@care.example.org`,
            to: 'support@example.com',
            subject: 'Care',
            text: `Entry ${id}`,
            messageId: `<${id}>`,
            ...(n % 10 === 0 ? { attachments: [attachment] } : {}),
          });
          ledger.push({ id, at: Date.now() });
        }
      }),
    );
    while (ledger.length < 40) await new Promise((resolve) => setTimeout(resolve, 20));
    const { code, out, err } = await care('backup', ['--to', file]);
    ending = true;
    await load;
    transport.close();
    expect([code, err]).toEqual([0, expect.stringContaining('Everything acknowledged before')]);
    expect(out.trim()).toBe(file);
    expect(ledger.length).toBeGreaterThan(40);
  }, 90_000);

  test('a restore is refused while there is a desk, and begins on an empty machine', async () => {
    expect(await care('restore', ['--from', file])).toMatchObject({ code: 1, err: expect.stringContaining('not empty') });
    const dataDir = mkdtempSync(join(folder, 'other-'));
    const { code, err } = await care('restore', ['--from', file], dataDir);
    expect([code, err]).toEqual([0, expect.stringContaining('Done: the desk is as it was')]);
    expect(readFileSync(join(dataDir, 'secret.key'))).toEqual(readFileSync(join(desk.dataDir, 'secret.key')));

    restored = await startDesk({ env: { LOG_LEVEL: 'warn', DATA_DIR: dataDir } });
    const there = await placed(restored);
    const mark = /before (\S+) is in it|as it was at (\S+Z)/.exec(err)?.slice(1).find(Boolean);
    const before = ledger.filter(({ at }) => at < Date.parse(mark ?? ''));
    expect(before.length).toBeGreaterThan(20);
    expect(before.filter(({ id }) => !there.has(id))).toEqual([]);
    expect(await care('storeCheck', [], dataDir)).toMatchObject({ code: 0, out: expect.stringContaining('All is well.') });
  }, 120_000);

  test('the desk that went on has everything', async () => {
    const there = await placed(desk);
    expect(ledger.filter(({ id }) => !there.has(id))).toEqual([]);
    expect(await care('storeCheck', ['--json'])).toMatchObject({ code: 0 });
    expect(await care('migrate', [])).toMatchObject({ code: 0, err: expect.stringContaining('Nothing to migrate') });
  }, 120_000);

  test('one customer is erased beside the running desk', async () => {
    const { body } = await desk.api<{ items: { id: string }[] }>('GET', '/api/v1/customers?q=c1');
    const id = body.items[0]?.id ?? '';
    const dry = await care('purge', ['--customer', id, '--dry-run']);
    expect(dry).toMatchObject({ code: 0, err: expect.stringContaining('Nothing was changed') });
    expect((await desk.api('GET', `/api/v1/customers/${id}`)).status).toBe(200);
    const done = await care('purge', ['--customer', id]);
    expect(done.code).toBe(0);
    const figures = (text: string): string[] => text.split('\n').filter((line) => /^(tickets|messages|customers|intakeRows)/.test(line));
    expect(figures(done.out)).toEqual(figures(dry.out));
    expect((await desk.api('GET', `/api/v1/customers/${id}`)).status).toBe(404);
    const there = await placed(desk);
    expect([...there].filter((one) => one.startsWith('1-'))).toEqual([]);
    // He may come back, as somebody new.
    await mail(desk, { from: 'c1@care.example.org', subject: 'Hello again', text: 'It is me.' });
    await settled(desk);
    const again = await desk.api<{ items: { id: string }[] }>('GET', '/api/v1/customers?q=c1');
    expect(again.body.items.map((one) => one.id)).not.toContain(id);
    expect(again.body.items).toHaveLength(1);
    expect(await care('storeCheck', ['--json'])).toMatchObject({ code: 0 });
  }, 90_000);

  test('nothing of the commands is left lying about', () => {
    expect(existsSync(`${file}.partial`)).toBe(false);
    expect(existsSync(`${file}.packing`)).toBe(false);
  });
});

/** Every fault that is planted is found, a sound store is called sound, and only the safe ones are repaired. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkStore } from '../../../src/store/care/check.js';
import type { RawStore } from '../../../src/store/care/rawStore.js';
import { ageBlobs, command, embedded, fill, quiet, removeFolders, withRaw, type Story } from './support.js';

afterAll(removeFolders);

const NOW = new Date(Date.now() + 60 * 60_000);
const check = (raw: RawStore, repair = false) => checkStore(raw, { now: NOW, repair, settleMs: 0, say: quiet });
const found = (results: Awaited<ReturnType<typeof check>>): Record<string, number> => Object.fromEntries(results.filter((one) => one.found > 0).map((one) => [one.check, one.found]));
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** [check, how many, what is done to the store] */
const FAULTS: [string, number, (raw: RawStore, story: Story, dataDir: string) => Promise<unknown>][] = [
  ['messages without ticket', 1, (raw) => raw.collection('messages').updateOne({ direction: 'out' } as never, { $set: { ticketId: 'nowhere' } } as never)],
  ['messages without customer', 1, (raw) => raw.collection('messages').updateOne({ direction: 'out' } as never, { $set: { customerId: 'nobody' } } as never)],
  ['tickets without customer', 1, (raw) => raw.collection('tickets').updateOne({}, { $set: { customerId: 'nobody' } })],
  ['tickets merged into nothing', 1, (raw) => raw.collection('tickets').updateOne({}, { $set: { mergedIntoId: 'nowhere' } })],
  ['identities without customer', 1, (raw) => raw.collection('identities').updateOne({}, { $set: { customerId: 'nobody' } })],
  ['events without ticket', 1, (raw) => raw.collection('events').updateOne({}, { $set: { ticketId: 'nowhere' } })],
  ['done intake without message', 1, (raw) => raw.collection('intake').updateOne({}, { $set: { messageId: 'nothing' } })],
  ['blobs named but absent', 1, async (_raw, { blob }, dataDir) => rmSync(join(dataDir, 'blobs', blob.slice(0, 2), blob))],
  ['blobs named but absent', 1, async (_raw, { rawBlob }, dataDir) => rmSync(join(dataDir, 'blobs', rawBlob.slice(0, 2), rawBlob))],
  ['blobs nobody names', 1, async (raw, _story, dataDir) => {
    await raw.shelf.write(hash('loose'), Buffer.from('loose'));
    ageBlobs(dataDir);
  }],
  ['left over from interrupted writes', 1, async (_raw, _story, dataDir) => {
    mkdirSync(join(dataDir, 'blobs/ab'), { recursive: true });
    const part = join(dataDir, 'blobs/ab', `${'ab'.repeat(32)}.123456.part`);
    writeFileSync(part, 'half');
    utimesSync(part, new Date('2020-01-01'), new Date('2020-01-01'));
  }],
  ['intake pending for too long', 1, (raw) => raw.collection('intake').updateOne({}, { $set: { state: 'pending', messageId: null } })],
  ['moves of messages unfinished', 1, (raw) => raw.collection('tickets').updateOne({}, { $set: { moving: { at: new Date() } } })],
  ['outgoing messages overdue', 1, (raw) => raw.collection('messages').updateOne({ direction: 'out' } as never, { $set: { 'delivery.state': 'queued', 'delivery.nextAt': new Date() } } as never)],
  ['outgoing messages half sent', 1, (raw) => raw.collection('messages').updateOne({ direction: 'out' } as never, { $set: { 'delivery.state': 'sending' } } as never)],
  ['follow-ups overdue', 1, (raw) => raw.collection('followups').updateOne({}, { $set: { dueAt: new Date(0) } })],
  ['events not moved out of their ticket', 2, (raw, { ticketId }) => raw.collection('events').deleteMany({ ticketId } as never)],
  ['ticket counter behind the tickets', 1, (raw) => raw.collection('counters').updateOne({ _id: 'ticket' } as never, { $set: { value: 1 } })],
  ['declared indexes', 1, async (raw) => raw.connection.db?.collection('tickets').dropIndex('number_1')],
];
const REPAIRED = ['left over from interrupted writes', 'events not moved out of their ticket', 'ticket counter behind the tickets'];

describe('store:check', () => {
  test('a sound store is sound', async () => {
    const config = embedded();
    await fill(config, 2);
    await withRaw(config, async (raw) => expect(found(await check(raw))).toEqual({}));
  });

  test.each(FAULTS)('finds %s', async (name, count, plant) => {
    const config = embedded();
    const [story] = await fill(config, 2);
    if (!story) throw new Error('no story');
    await withRaw(config, async (raw) => {
      await plant(raw, story, config.dataDir);
      expect(found(await check(raw))).toEqual({ [name]: count });
      const repaired = (await check(raw, true)).find((one) => one.check === name)?.repaired;
      expect(repaired).toBe(REPAIRED.includes(name) ? count : 0);
      expect(found(await check(raw))).toEqual(REPAIRED.includes(name) ? {} : { [name]: count });
    });
  }, 30_000);

  test('index entries are compared with their documents', async () => {
    const config = embedded();
    await fill(config, 2);
    const { default: Database } = await import('libsql');
    const db = new Database(join(config.dataDir, 'sayonce.db'));
    const [{ id } = { id: 0 }] = db.prepare("SELECT so_indexes.id FROM so_indexes JOIN so_collections c ON c.id = collection WHERE c.name = 'tickets' LIMIT 1").all([]) as { id: number }[];
    db.exec(`DELETE FROM ix_${id}`);
    db.close();
    await withRaw(config, async (raw) => expect(found(await check(raw))['store file and indexes']).toBeGreaterThan(0));
  });

  test('the command prints a table or JSON, and its exit code tells', async () => {
    const config = embedded();
    await fill(config, 1);
    const env = { DATA_DIR: config.dataDir };
    const fine = await command('storeCheck', [], env).done;
    expect(fine).toMatchObject({ code: 0, out: expect.stringContaining('All is well.') });
    await withRaw(config, (raw) => raw.collection('customers').deleteMany({}));
    const wrong = await command('storeCheck', ['--json'], env).done;
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out)).toMatchObject({ ok: false });
    expect((await command('storeCheck', ['--nonsense'], env).done).code).toBe(2);
    expect(await command('storeCheck', ['--help'], env).done).toMatchObject({ code: 0, out: expect.stringContaining('--repair') });
    expect(await command('storeCheck', [], { DATA_DIR: join(config.dataDir, 'elsewhere') }).done).toMatchObject({ code: 1, err: expect.stringContaining('There is no store in') });
  }, 30_000);
});

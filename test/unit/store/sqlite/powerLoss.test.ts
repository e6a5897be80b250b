/**
 * What is acknowledged survives a power cut. The disk of these tests has what it had at the end of the last sync, plus any
 * part of what was written since: a cut may leave the tail of the log torn at any byte.
 */
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import fc from '../../../support/random.js';
import { Engine } from '../../../../src/store/sqlite/engine.js';
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import { Wal } from '../../../../src/store/sqlite/wal.js';
import { CASES, scratch } from './support.js';

interface Disk {
  /** The file without its log, and how much of the log is surely there. */
  synced: number;
}

describe('a power cut', () => {
  const place = scratch();
  const log = `${place.file}-wal`;
  let engine: Engine;
  let rows: SqliteCollection;
  let messages: SqliteCollection;
  const disk: Disk = { synced: 0 };
  /** What was acknowledged, with the length of the log that the disk surely had by then. */
  const acknowledged: { id: number; at: number }[] = [];
  const sync = Wal.prototype.sync;

  beforeAll(async () => {
    engine = await Engine.open(place.file);
    rows = new SqliteCollection(engine, 'test', 'rows');
    messages = new SqliteCollection(engine, 'test', 'messages');
    await rows.createIndex({ state: 1 });
    await messages.createIndex({ rowId: 1 }, { unique: true });
    jest.spyOn(Wal.prototype, 'sync').mockImplementation(async function (this: Wal, alone) {
      const length = statSync(log).size;
      await sync.call(this, alone);
      disk.synced = Math.max(disk.synced, length);
    });
    await Promise.all(Array.from({ length: 60 }, (_, id) => arrive(id)));
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await engine.close();
    place.clean();
  });

  async function arrive(id: number): Promise<void> {
    const note = (): unknown => acknowledged.push({ id, at: disk.synced });
    await rows.insertOne({ _id: id, state: 'pending', raw: 'x'.repeat(200 * (id % 7)) });
    note();
    // The same again: the refusal says "it is here", and that must be as true as the first answer.
    await rows.insertOne({ _id: id }).catch(note);
    await messages.insertOne({ _id: id, rowId: id });
    await rows.updateOne({ _id: id }, { $set: { state: 'done' } });
  }

  /** The store as it comes up when the log was cut at a byte, with something else behind it. */
  async function afterCut(
    length: number,
    garbage: number,
  ): Promise<{ found: Set<number>; done: number[]; written: Set<number>; problems: string[] }> {
    const other = scratch();
    copyFileSync(place.file, other.file);
    writeFileSync(`${other.file}-wal`, Buffer.concat([readFileSync(log).subarray(0, length), Buffer.alloc(garbage, 0xa5)]));
    const restored = await Engine.open(other.file);
    try {
      const all = (await new SqliteCollection(restored, 'test', 'rows').find({}).toArray()) as { _id: number; state: string }[];
      const texts = (await new SqliteCollection(restored, 'test', 'messages').find({}).toArray()) as { _id: number }[];
      const { problems } = await checkIntegrity(restored);
      return {
        found: new Set(all.map(({ _id }) => _id)),
        done: all.filter(({ state }) => state === 'done').map(({ _id }) => _id),
        written: new Set(texts.map(({ _id }) => _id)),
        problems,
      };
    } finally {
      await restored.close();
      other.clean();
    }
  }

  test('the disk was waited for, and for many writes at once', () => {
    expect(acknowledged).toHaveLength(120);
    expect(acknowledged.every(({ at }) => at > 0)).toBe(true);
    expect(engine.writer.stats.syncs).toBeGreaterThan(0);
    expect(engine.writer.stats.syncs).toBeLessThan(60);
  });

  test('everything acknowledged is there, nothing is half there, and what is done has its message', async () => {
    const whole = statSync(log).size;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole), fc.nat(5000), async (length, garbage) => {
        const { found, done, written, problems } = await afterCut(length, garbage);
        expect(problems).toEqual([]);
        for (const { id, at } of acknowledged) if (at <= length) expect(found).toContain(id);
        for (const id of done) expect(written).toContain(id);
      }),
      { numRuns: Math.min(CASES, 30) },
    );
  }, 120_000);

  test('when the disk refuses, nothing is acknowledged; what was written is copied home before the next answer', async () => {
    const spy = jest.spyOn(Wal.prototype, 'sync').mockRejectedValueOnce(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }));
    await expect(rows.insertOne({ _id: 1000 })).rejects.toThrow('EIO');
    spy.mockRestore();
    await rows.insertOne({ _id: 1001 });
    // The log was emptied into the file: the file alone has the row whose sync failed, if it has it at all.
    const { found, problems } = await afterCut(0, 0);
    expect(problems).toEqual([]);
    expect(found).toContain(1000);
    for (const { id } of acknowledged) expect(found).toContain(id);
  });
});

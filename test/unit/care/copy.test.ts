/** Moving house: the copy is the same, survives kill -9, and never goes over anything. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { copyStore } from '../../../src/store/care/copy.js';
import { openRawStore } from '../../../src/store/care/rawStore.js';
import { buildCustomer } from '../../store/support/build.js';
import { command, contents, embedded, fill, quiet, removeFolders, withRaw, withStore } from './support.js';
import type { StoreConfig } from '../../../src/store/openStore.js';

afterAll(removeFolders);

const copy = (from: StoreConfig, to: StoreConfig) =>
  withRaw(from, (source) => withRaw(to, (target) => copyStore(source, target, { say: quiet }), true));

describe('copying an embedded store', () => {
  test('a target that holds anything is refused, and so is the source itself', async () => {
    const [from, to] = [embedded(), embedded()];
    await fill(from, 1);
    await fill(to, 1);
    await expect(copy(from, to)).rejects.toThrow('not empty');
    await expect(copy(from, from)).rejects.toThrow('same store');
    // What belongs to somebody else gets no collections and no indexes of ours either: a unique one would refuse his own documents.
    const strange = embedded();
    const bare = await openRawStore(strange, { create: true, indexes: false });
    await bare.collection('agents').insertMany([
      { _id: 'a', email: 'x' },
      { _id: 'b', email: 'y' },
    ] as never);
    await bare.close();
    const { code, err } = await command('storeCopy', ['--from', `sqlite:${from.dataDir}`, '--to', `sqlite:${strange.dataDir}`]).done;
    expect([code, err]).toEqual([1, expect.stringContaining('not empty')]);
    await withRaw(strange, async (raw) => {
      expect(await raw.collections()).toEqual(['agents']);
      expect((await raw.collection('agents').indexes()).map(({ name }) => name)).toEqual(['_id_']);
    });
  });

  test('a source that changes meanwhile is noticed, and the next run copies that part anew', async () => {
    const [from, to] = [embedded(), embedded()];
    await fill(from, 2);
    await expect(
      withRaw(from, (source) =>
        withRaw(
          to,
          (target) =>
            copyStore(source, target, {
              say: (line) => {
                if (line.startsWith('  customers:')) void source.collection('customers').insertOne({ _id: 'late' } as never);
              },
            }),
          true,
        ),
      ),
    ).rejects.toThrow('customers: 3 documents there, 2 here');
    await expect(withStore(to, async () => undefined)).rejects.toThrow('unfinished');
    const other = embedded();
    await fill(other, 1);
    await expect(copy(other, to)).rejects.toThrow('unfinished copy of another store');
    await copy(from, to);
    expect(await withRaw(to, contents)).toEqual(await withRaw(from, contents));
  });

  test('what comes in while the blobs are compared, which takes longest, is noticed too', async () => {
    const [from, to] = [embedded(), embedded()];
    await fill(from, 2);
    await expect(
      withRaw(from, (source) =>
        withRaw(
          to,
          (target) => {
            let late: Promise<unknown> | null = null;
            const read = async (sha256: string) => (
              await (late ??= source.collection('customers').insertOne({ _id: 'late' } as never)),
              target.shelf.read(sha256)
            );
            return copyStore(source, { ...target, shelf: { ...target.shelf, read } }, { say: quiet });
          },
          true,
        ),
      ),
    ).rejects.toThrow('customers: 3 documents there, 2 here');
  });

  test('a blob that is not the same is noticed, and the next run copies it anew', async () => {
    const [from, to] = [embedded(), embedded()];
    const [story] = await fill(from, 2);
    const blob = story?.blob ?? '';
    const file = join(to.dataDir, 'blobs', blob.slice(0, 2), blob);
    await expect(
      withRaw(from, (source) =>
        withRaw(
          to,
          (target) =>
            copyStore(source, target, {
              say: (line) => {
                if (line === 'Comparing') writeFileSync(file, 'attachment x');
              },
            }),
          true,
        ),
      ),
    ).rejects.toThrow(`${blob} is damaged`);
    await copy(from, to);
    expect(readFileSync(file, 'utf8')).toBe('attachment 1');
  });

  test('after kill -9 the same command goes on where it was', async () => {
    const [from, to] = [embedded(), embedded()];
    await fill(from, 20);
    await withRaw(from, async (raw) => {
      for (let n = 0; n < 10; n++)
        await raw.collection('customers').insertMany(
          Array.from({ length: 500 }, () => {
            const { id, ...rest } = buildCustomer();
            return { _id: id, ...rest, words: ['x'] };
          }) as never,
        );
    });
    const args = ['--from', `sqlite:${from.dataDir}`, '--to', `sqlite:${join(to.dataDir, 'sayonce.db')}`];
    let kills = 0;
    for (const point of [30, 90, 250]) {
      const { child, done } = command('storeCopy', args);
      // Killed as soon as so many documents are there, so in the middle of something.
      const watch = setInterval(() => {
        try {
          if (countCustomers(to.dataDir) >= point * 10) child.kill('SIGKILL');
        } catch {
          // The file is not there yet.
        }
      }, 5);
      await done;
      clearInterval(watch);
      if (child.signalCode === 'SIGKILL') kills++;
    }
    expect(kills).toBeGreaterThan(0);
    const last = await command('storeCopy', args).done;
    expect(last.err).toContain('goes on behind');
    expect(last.code).toBe(0);
    expect(await withRaw(to, contents)).toEqual(await withRaw(from, contents));
  }, 120_000);
});

const { default: Database } = await import('libsql');
function countCustomers(dataDir: string): number {
  const db = new Database(join(dataDir, 'sayonce.db'));
  try {
    const [collection] = db.prepare("SELECT id FROM so_collections WHERE name = 'customers'").all([]) as { id: number }[];
    const [row] = collection ? (db.prepare(`SELECT count(*) AS n FROM docs_${collection.id}`).all([]) as { n: number }[]) : [];
    return row?.n ?? 0;
  } finally {
    db.close();
  }
}

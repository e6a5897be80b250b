/** The care of a store on a MongoDB server: backed up, restored, purged, and moved there and back. What all stores have in common is in test/unit/care. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { backupStore } from '../../src/store/care/backup.js';
import { checkStore } from '../../src/store/care/check.js';
import { copyStore } from '../../src/store/care/copy.js';
import { eraseCustomer } from '../../src/store/care/erase.js';
import { purge, type PurgeOptions } from '../../src/store/care/purge.js';
import type { RawStore } from '../../src/store/care/rawStore.js';
import { restoreStore } from '../../src/store/care/restore.js';
import { spanBefore } from '../../src/store/care/sweepBlobs.js';
import type { StoreConfig } from '../../src/store/openStore.js';
import { verifyIndexes } from '../../src/store/verifyIndexes.js';
import { dropDatabase, freshDatabase } from '../support/mongo/database.js';
import { buildCustomer } from './support/build.js';
import { FAULTS, REPAIRED } from '../unit/care/faults.js';
import { command, contents, embedded, fill, newFolder, quiet, removeFolders, tell, withRaw, withStore } from '../unit/care/support.js';

const { STORE_URI, STORE_SERVER } = process.env;
// mongo-java-server has no sessions, which GridFS asks for.
const onServer = STORE_URI && STORE_SERVER !== 'mongo-java-server' ? describe : describe.skip;

onServer(`the care of a store on ${STORE_SERVER}`, () => {
  const databases: string[] = [];
  /** An empty database of its own. */
  function mongo(): StoreConfig & { kind: 'mongodb' } {
    const uri = freshDatabase(STORE_URI ?? '');
    databases.push(uri);
    return { kind: 'mongodb', uri };
  }
  afterAll(async () => {
    for (const uri of databases) await dropDatabase(uri);
    removeFolders();
  });

  test('it is backed up and restored', async () => {
    const config = mongo();
    await fill(config, 3);
    const to = join(newFolder(), 'm.tar');
    const manifest = await withRaw(config, (raw) => backupStore(raw, { to, say: quiet }));
    expect(manifest).toMatchObject({ engine: 'mongodb', counts: { tickets: 3, messages: 9, intake: 6 }, blobs: { count: 6, missing: 0 } });
    const target = mongo();
    const staging = join(newFolder(), 'unpacked');
    // While it loads, and while it settles what it has loaded, another one is refused.
    const refused: Promise<unknown>[] = [];
    const second = async (line: string) => {
      if (!/^ {2}(?:intake|blobs):|^Counted/.test(line)) return;
      refused.push(restoreStore(target, { from: to, staging: join(newFolder(), 'unpacked'), say: quiet }).then(() => 'restored', String));
      await sleep(0);
    };
    await restoreStore(target, { from: to, staging, say: (line) => void second(line) });
    for (const told of await Promise.all(refused)) expect(told).toMatch(/already a restore|not empty/);
    expect(refused).toHaveLength(3);
    expect(await withRaw(target, contents)).toEqual(await withRaw(config, contents));
    await expect(restoreStore(target, { from: to, staging, say: quiet })).rejects.toThrow('not empty');
    // As if it had been killed before its last step: the desk does not start, and the same command finishes it.
    const { seal } = JSON.parse(execFileSync('tar', ['xOf', to, 'manifest.json'], { encoding: 'utf8' })) as { seal: string };
    await withRaw(target, (raw) => raw.collection('care').insertOne({ _id: 'restore', seal } as never));
    await expect(withStore(target, async () => undefined)).rejects.toThrow('unfinished');
    await restoreStore(target, { from: to, staging, say: quiet });
    await expect(restoreStore(embedded(), { from: to, staging, say: quiet })).rejects.toThrow('store:copy');
    await withStore(target, async ({ store, blobs }) => {
      const [row] = (await store.intake.list({ limit: 10 })).items.filter(({ size }) => size > 100_000);
      expect((await blobs.get(row?.sha256 ?? '')).length).toBe(150_000);
    });
  }, 120_000);

  test('embedded, there, and back gives the same', async () => {
    const [from, back] = [embedded(), embedded()];
    await fill(from, 4);
    const house = mongo();
    const there = await copy(from, house);
    const home = await copy(house, back);
    const { care_log: _one, ...first } = there.collections;
    const { care_log: _other, ...second } = home.collections;
    expect(second).toEqual(first);
    expect(home.blobs).toEqual(there.blobs);
    expect(await withRaw(back, contents)).toEqual(await withRaw(from, contents));
    await withStore(house, async ({ store }) => expect((await store.tickets.list({ sort: 'newest', limit: 10 })).items).toHaveLength(4));
    await withRaw(house, async (raw) =>
      expect((await checkStore(raw, { now: new Date(), repair: false, say: quiet })).filter(({ found }) => found > 0)).toEqual([]),
    );
  }, 120_000);

  test('every fault that is planted is found', async () => {
    const config = mongo();
    const [story] = await fill(config, 2);
    if (!story) throw new Error('no story');
    await withRaw(config, async (raw) => {
      const names = [...(await raw.collections()), 'blobs.files', 'blobs.chunks'];
      const sound = await Promise.all(names.map(async (name) => [name, await raw.collection(name).find({}).toArray()] as const));
      const later = new Date(Date.now() + 3_600_000);
      const found = async (repair = false) =>
        Object.fromEntries(
          (await checkStore(raw, { now: later, repair, settleMs: 0, say: quiet }))
            .filter((one) => one.found > 0)
            .map((one) => [one.check, repair ? one.repaired : one.found]),
        );
      expect(await found()).toEqual({});
      for (const { check, count, plant, files } of FAULTS) {
        if (files) continue;
        await plant(raw, story);
        expect(await found()).toEqual({ [check]: count });
        expect(await found(true)).toEqual({ [check]: REPAIRED.includes(check) ? count : 0 });
        for (const [name, docs] of sound) {
          await raw.collection(name).deleteMany({});
          if (docs.length) await raw.collection(name).insertMany(docs);
        }
        await verifyIndexes(Object.values(raw.models));
      }
      // A server that does not say whether it is well is not called well.
      const silent = {
        ...raw,
        connection: Object.create(raw.connection, {
          db: { value: { command: () => Promise.reject(new Error('not authorized to execute validate')) } },
        }) as typeof raw.connection,
      };
      const results = await checkStore(silent, { now: NOW, repair: false, settleMs: 0, say: quiet });
      expect(results.filter((one) => one.found > 0)).toMatchObject([
        { check: 'collections and indexes', examples: [expect.stringMatching(/^not checked.*not authorized/)] },
      ]);
    });
  }, 180_000);

  test('a copy from the embedded store that is killed goes on where it was', async () => {
    const [from, to] = [embedded(), mongo()];
    await fill(from, 3);
    await withRaw(from, async (raw) => {
      for (let n = 0; n < 8; n++)
        await raw.collection('customers').insertMany(
          Array.from({ length: 500 }, () => {
            const { id, ...rest } = buildCustomer();
            return { _id: id, ...rest, words: ['x'] };
          }) as never,
        );
    });
    const args = ['--from', `sqlite:${from.dataDir}`, '--to', to.uri];
    const { child, done } = command('storeCopy', args);
    await withRaw(
      to,
      async (target) => {
        // Killed as soon as some are there, so in the middle of it.
        while (child.exitCode === null && (await target.collection('customers').estimatedDocumentCount()) < 500) await sleep(20);
        child.kill('SIGKILL');
        await done;
      },
      true,
    );
    expect(child.signalCode).toBe('SIGKILL');
    await expect(withStore(to, async () => undefined)).rejects.toThrow('unfinished');
    const last = await command('storeCopy', args).done;
    expect(last.err).toContain('goes on behind');
    expect(last.code).toBe(0);
    expect(await withRaw(to, contents)).toEqual(await withRaw(from, contents));
  }, 180_000);

  test('it is purged, and a customer is erased', async () => {
    const config = mongo();
    const [, he] = await withStore(config, async (opened) => [
      await tell(opened, 1, { at: YEARS_AGO, status: 'closed' }),
      await tell(opened, 2),
      await tell(opened, 3),
    ]);
    await withRaw(config, async (raw) => {
      await raw.collection('blobs.files').updateMany({}, { $set: { uploadDate: YEARS_AGO } });
      const foretold = await purge(raw, options(true));
      expect(await purge(raw, options(false))).toEqual(foretold);
      expect(foretold).toMatchObject({ tickets: 1, messages: 3, events: 2, intakeRows: 2, blobs: 2 });
      const erase = (dryRun: boolean) => eraseCustomer(raw, { customerId: he?.customerId ?? '', now: NOW, dryRun, say: quiet });
      const before = await erase(true);
      expect(await erase(false)).toEqual(before);
      expect(before).toMatchObject({ customers: 1, tickets: 1, messages: 3, intakeRows: 2, blobs: 2 });
      expect(await faults(raw)).toEqual([]);
      expect(await raw.collection('blobs.files').countDocuments({})).toBe(2);
      expect(await raw.collection('blobs.chunks').countDocuments({})).toBe(2);
    });
  }, 60_000);
});

const copy = (from: StoreConfig, to: StoreConfig) =>
  withRaw(from, (source) => withRaw(to, (target) => copyStore(source, target, { say: quiet }), true));
const NOW = new Date();
const YEARS_AGO = spanBefore(NOW, '4y');
const options = (dryRun: boolean): PurgeOptions => ({
  now: NOW,
  ticketsBefore: spanBefore(NOW, '3y'),
  rawBefore: spanBefore(NOW, '90d'),
  dryRun,
  say: quiet,
});
const faults = async (raw: RawStore) =>
  (await checkStore(raw, { now: NOW, repair: false, settleMs: 0, say: quiet })).filter(({ found }) => found > 0);

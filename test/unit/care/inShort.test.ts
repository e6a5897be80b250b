/** Purge and copy once each, as the run of every change does them; all else about them is in `purge` and `copy` beside this. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkStore } from '../../../src/store/care/check.js';
import { copyStore } from '../../../src/store/care/copy.js';
import { purge } from '../../../src/store/care/purge.js';
import type { StoreConfig } from '../../../src/store/openStore.js';
import { faults, mixed, NOW, options } from './purgeSupport.js';
import { contents, embedded, fill, quiet, removeFolders, withRaw, withStore } from './support.js';

afterAll(removeFolders);

const copy = (from: StoreConfig, to: StoreConfig) =>
  withRaw(from, (source) => withRaw(to, (target) => copyStore(source, target, { say: quiet }), true));

describe('copying an embedded store', () => {
  test('the copy is the same, blobs and key included, and a desk runs on it', async () => {
    const [from, to] = [embedded(), embedded()];
    const [story] = await fill(from, 3);
    writeFileSync(join(from.dataDir, 'secret.key'), 'k'.repeat(64));
    const copied = await copy(from, to);
    expect(copied).toMatchObject({ blobs: { count: 6 }, key: 'copied' });
    expect(await withRaw(to, contents)).toEqual(await withRaw(from, contents));
    expect(readFileSync(join(to.dataDir, 'secret.key'), 'utf8')).toBe('k'.repeat(64));
    await withStore(to, async ({ store, blobs }) => {
      expect((await blobs.get(story?.blob ?? '')).toString()).toBe('attachment 1');
      expect((await store.messages.ofTicket(story?.ticketId ?? '', { limit: 10 })).items).toHaveLength(3);
    });
    await withRaw(to, async (raw) =>
      expect((await checkStore(raw, { now: new Date(), repair: false, say: quiet })).filter(({ found }) => found > 0)).toEqual([]),
    );
    await expect(copy(from, to)).rejects.toThrow('finished copy');
  });
});

describe('purge', () => {
  test('a dry run changes nothing and tells what the run does', async () => {
    const { config, stories } = await mixed();
    await withRaw(config, async (raw) => {
      const before = await contents(raw);
      const foretold = await purge(raw, options({ dryRun: true }));
      expect(await contents(raw)).toEqual(before);
      const done = await purge(raw, options());
      expect(foretold).toEqual(done);
      // Of the tickets that stay, two have raw bytes old enough; their large ones were blobs.
      expect(done).toMatchObject({
        sessions: 1,
        tickets: 2,
        messages: 6,
        events: 4,
        followups: 2,
        intakeRows: 4,
        raws: 4,
        blobs: 2 + 2 + 2,
      });
      expect(await faults(raw)).toEqual([]);
      for (const { ticketId, blob, rawBlob } of stories.closed) {
        expect(await raw.collection('tickets').findOne({ _id: ticketId } as never)).toBeNull();
        expect([await raw.shelf.has(blob), await raw.shelf.has(rawBlob)]).toEqual([false, false]);
      }
      for (const { ticketId, blob, rawBlob } of stories.fresh) {
        expect(await raw.collection('tickets').findOne({ _id: ticketId } as never)).not.toBeNull();
        expect([await raw.shelf.has(blob), await raw.shelf.has(rawBlob)]).toEqual([true, true]);
      }
      expect(await purge(raw, options())).toMatchObject({ tickets: 0, raws: 0, blobs: 0, intakeRows: 0 });
      expect((await raw.collection('care_log').find({}).toArray()).map(({ action }) => action)).toEqual(['purge', 'purge']);
    });
    await withStore(config, async ({ store }) => {
      const rows = (await store.intake.list({ limit: 20 })).items.filter((row) => row.ticketId === stories.open.ticketId);
      expect(rows).toHaveLength(2);
      // The row is there, its bytes are not.
      for (const row of rows) expect(await store.intake.load(row.id)).toBeNull();
      expect((await store.people.session('new'))?.agentId).toBe('a');
    });
  });

  test('a plain purge finishes what a killed one with --older-than had begun, and says what is left', async () => {
    const { config, stories } = await mixed();
    await withRaw(config, async (raw) => {
      const killedAt = (step: string) =>
        purge(
          raw,
          options({
            say: (line) => {
              if (line.includes(step)) throw new Error('killed');
            },
          }),
        );
      // All tickets are gone, their rows are not.
      await expect(killedAt('old tickets')).rejects.toThrow('killed');
      const said: string[] = [];
      const plain = options({ ticketsBefore: null, say: (line) => void said.push(line) });
      const foretold = await purge(raw, { ...plain, dryRun: true });
      expect(await purge(raw, plain)).toEqual(foretold);
      expect(foretold).toMatchObject({ tickets: 0, messages: 0, intakeRows: 4 });
      expect(said.join('\n')).toMatch(/cut off: what it had begun is finished/);
      expect(said.join('\n')).not.toContain('NOTE');
      expect(await faults(raw)).toEqual([]);
      expect(await raw.collection('care').countDocuments({})).toBe(0);
      // As after a kill between a ticket and its messages; the second one was still to come.
      await raw
        .collection('care')
        .insertOne({ _id: 'purge', leaving: [stories.solved.ticketId], ticketsBefore: NOW, through: false } as never);
      await raw.collection('tickets').deleteOne({ _id: stories.solved.ticketId } as never);
      expect(await purge(raw, plain)).toMatchObject({ tickets: 0, messages: 3, intakeRows: 2 });
      expect(said.at(-1)).not.toContain('NOTE');
      expect(said.filter((line) => line.includes('NOTE'))).toEqual([expect.stringContaining('--older-than again')]);
      expect(await raw.collection('tickets').countDocuments({})).toBe(3);
      expect(await faults(raw)).toEqual([]);
    });
  });
});

/** Migrations run once, in order, one process at a time, and go on after a kill. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { migrate, migrationStates } from '../../../src/store/care/migrate.js';
import type { Migration } from '../../../src/store/care/migration.js';
import { prepareStore } from '../../../src/store/care/prepareStore.js';
import type { RawStore } from '../../../src/store/care/rawStore.js';
import { ticketPlaces } from '../../../src/store/migrations/0001-ticket-places.js';
import { MIGRATIONS } from '../../../src/store/migrations/index.js';
import { eventually } from '../../support/startDesk.js';
import { embedded, quiet, removeFolders, ROOT, SILENT, withRaw } from './support.js';

afterAll(removeFolders);

/** Gives every thing its `shade`, a few at a time. */
function shading(id = '0001-shade', { safe = true, batch = 3, onStep = () => undefined as void } = {}): Migration & { steps: number } {
  const migration = {
    id,
    about: 'Gives every thing a shade.',
    safe,
    steps: 0,
    async step(db: Parameters<Migration['step']>[0], after: unknown) {
      migration.steps++;
      onStep();
      const things = db.collection('things');
      const found = await things
        .find((after === null ? {} : { _id: { $gt: after } }) as never)
        .sort({ _id: 1 })
        .limit(batch)
        .toArray();
      let changed = 0;
      for (const { _id } of found)
        changed += (
          await things.updateOne({ _id, shade: { $exists: false } } as never, { $set: { shade: 'grey' }, $inc: { runs: 1 } } as never)
        ).modifiedCount;
      return found.length === 0 ? null : { after: found.at(-1)?._id, changed };
    },
  };
  return migration;
}

async function things(raw: RawStore, count: number): Promise<void> {
  await raw.collection('things').insertMany(Array.from({ length: count }, (_, i) => ({ _id: String(i).padStart(6, '0') })) as never);
}
const shaded = (raw: RawStore): Promise<number> => raw.collection('things').countDocuments({ shade: 'grey', runs: 1 } as never);

describe('migrations', () => {
  test('the list of this release is in order', async () => {
    await withRaw(
      embedded(),
      async (raw) => expect(await migrationStates(raw.connection, MIGRATIONS)).toHaveLength(MIGRATIONS.length),
      true,
    );
  });

  test('live tickets of before get their places, and keep what others wrote meanwhile', async () => {
    await withRaw(
      embedded(),
      async (raw) => {
        const at = new Date('2026-01-05T10:00:00Z');
        const ticket = (id: string, more: object) => ({
          _id: id,
          number: Number(id),
          live: true,
          opened: { customerId: id, ordinal: 1 },
          priority: 'high',
          waitingSince: at,
          lastMessageAt: at,
          firstReplyDueAt: null,
          firstRepliedAt: null,
          lastInboundAt: at,
          ...more,
        });
        await raw.collection('tickets').insertMany([ticket('1', {}), ticket('2', { live: false }), ticket('3', { urgency: 7 })] as never[]);
        const step = await ticketPlaces.step(raw, null);
        expect(step).toEqual({ after: null, changed: 1 });
        expect(await ticketPlaces.step(raw, null)).toBeNull();
        const places = await raw.collection('tickets').find({}).sort({ _id: 1 }).toArray();
        expect(places.map((doc) => doc['urgency'] ?? null)).toEqual([1e15 + at.getTime(), null, 7]);
        expect(places[0]).toMatchObject({ rank: at.getTime(), heardRank: 1e14 - at.getTime() });
      },
      true,
    );
  });

  test('one runs to its end, once', async () => {
    await withRaw(
      embedded(),
      async (raw) => {
        await things(raw, 10);
        const one = shading();
        expect(await migrate(raw.connection, [one], { which: 'safe', say: quiet })).toEqual(['0001-shade']);
        expect(await shaded(raw)).toBe(10);
        expect(await migrationStates(raw.connection, [one])).toMatchObject([{ state: 'done', changed: 10 }]);
        const { steps } = one;
        expect(await migrate(raw.connection, [one], { which: 'all', say: quiet })).toEqual([]);
        expect(one.steps).toBe(steps);
      },
      true,
    );
  });

  test('after a failure it goes on behind the last batch', async () => {
    await withRaw(
      embedded(),
      async (raw) => {
        await things(raw, 12);
        let left = 3;
        const failing = shading('0001-shade', {
          onStep: () => {
            if (left-- === 0) throw new Error('the disk is full');
          },
        });
        await expect(migrate(raw.connection, [failing], { which: 'safe', say: quiet })).rejects.toThrow('the disk is full');
        expect(await migrationStates(raw.connection, [failing])).toMatchObject([{ state: 'begun', changed: 9 }]);
        await migrate(raw.connection, [failing], { which: 'safe', say: quiet });
        expect(await shaded(raw)).toBe(12);
        expect(failing.steps).toBe(3 + 1 + 2);
      },
      true,
    );
  });

  test('one that is not safe waits, and so does what comes after it', async () => {
    await withRaw(
      embedded(),
      async (raw) => {
        const list = [shading('0001-first'), shading('0002-second', { safe: false }), shading('0003-third')];
        expect(await migrate(raw.connection, list, { which: 'safe', say: quiet })).toEqual(['0001-first']);
        expect(await migrate(raw.connection, list, { which: 'all', say: quiet })).toEqual(['0002-second', '0003-third']);
        // The release before knows neither form nor name of the second: it must not start.
        await expect(migrationStates(raw.connection, [])).rejects.toThrow('newer release');
        expect(await migrationStates(raw.connection, list.slice(0, 2))).toHaveLength(2);
      },
      true,
    );
  });

  test('names are numbered and in order', async () => {
    await withRaw(
      embedded(),
      async (raw) => {
        await expect(migrationStates(raw.connection, [shading('first')])).rejects.toThrow('NNNN-title');
        await expect(migrationStates(raw.connection, [shading('0002-b'), shading('0002-a')])).rejects.toThrow('has its number');
      },
      true,
    );
  });

  test('several processes that start at once do it once', async () => {
    const config = embedded();
    await withRaw(config, (raw) => things(raw, 30), true);
    const all = Array.from({ length: 3 }, () => shading());
    await Promise.all(all.map((one) => withRaw(config, (raw) => migrate(raw.connection, [one], { which: 'safe', say: quiet }))));
    expect(all.map(({ steps }) => steps).sort()).toEqual([0, 0, 11]);
    await withRaw(config, async (raw) => expect(await shaded(raw)).toBe(30));
  });

  test('at start it runs in the background, and a stop ends it between two batches', async () => {
    const config = embedded();
    await withRaw(
      config,
      async (raw) => {
        await things(raw, 60);
        const end = await prepareStore(raw.connection, config, SILENT, [shading()]);
        await end();
        const some = await shaded(raw);
        expect(some).toBeLessThan(60);
        const again = await prepareStore(raw.connection, config, SILENT, [shading()]);
        await eventually(async () => (await shaded(raw)) === 60);
        await again();
        expect(await shaded(raw)).toBe(60);
      },
      true,
    );
  });

  test('after kill -9 half-way the next run finishes it, while others write the new form', async () => {
    const config = embedded();
    await withRaw(
      config,
      async (raw) => {
        await things(raw, 400);
        const script = `
        const { openRawStore } = await import(${JSON.stringify(join(ROOT, 'dist/src/store/care/rawStore.js'))});
        const { migrate } = await import(${JSON.stringify(join(ROOT, 'dist/src/store/care/migrate.js'))});
        const raw = await openRawStore(${JSON.stringify(config)});
        await migrate(raw.connection, [{ id: '0001-shade', about: 'x', safe: true, async step(db, after) {
          const things = db.collection('things');
          const found = await things.find(after === null ? {} : { _id: { $gt: after } }).sort({ _id: 1 }).limit(3).toArray();
          for (const { _id } of found) await things.updateOne({ _id, shade: { $exists: false } }, { $set: { shade: 'grey' }, $inc: { runs: 1 } });
          process.stdout.write('.');
          // Killed before its end, however late.
          if (after > '000300') await new Promise(() => setInterval(() => {}, 1000));
          return found.length === 0 ? null : { after: found.at(-1)._id, changed: found.length };
        } }], { which: 'safe', say() {} });`;
        const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
        let dots = 0;
        child.stdout.on('data', (text: Buffer) => {
          dots += text.length;
          if (dots > 20) child.kill('SIGKILL');
        });
        await once(child, 'close');
        expect(child.signalCode).toBe('SIGKILL');
        const before = await shaded(raw);
        expect(before).toBeGreaterThan(50);
        expect(before).toBeLessThan(400);
        // A process of the new release writes the new form, one of the old release the old one.
        await raw.collection('things').insertMany([{ _id: '9 new', shade: 'grey', runs: 1 }, { _id: '9 old' }] as never);
        const rest = shading();
        await migrate(raw.connection, [rest], { which: 'safe', say: quiet });
        expect(await shaded(raw)).toBe(402);
        expect(rest.steps).toBeLessThan(402 / 3);
      },
      true,
    );
  }, 60_000);
});

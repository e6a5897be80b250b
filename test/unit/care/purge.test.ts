/** What has had its time leaves, nothing else does, and a dry run tells the same as the run. */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { eraseCustomer } from '../../../src/store/care/erase.js';
import { withLease } from '../../../src/store/care/lease.js';
import { purge } from '../../../src/store/care/purge.js';
import { spanBefore } from '../../../src/store/care/sweepBlobs.js';
import { buildInbound, buildMessage } from '../../store/support/build.js';
import { faults, mixed, NOW, options, YEARS_AGO } from './purgeSupport.js';
import { ageBlobs, contents, embedded, fill, quiet, removeFolders, withRaw, withStore } from './support.js';

afterAll(removeFolders);

describe('purge', () => {
  test('without --older-than no ticket leaves; solved ones only when asked for', async () => {
    const { config } = await mixed();
    await withRaw(config, async (raw) => {
      expect(await purge(raw, options({ ticketsBefore: null }))).toMatchObject({ tickets: 0, messages: 0, intakeRows: 0, raws: 8 });
      expect(await purge(raw, options({ solvedToo: true }))).toMatchObject({ tickets: 3 });
    });
  });

  test('a purge that was killed is taken up', async () => {
    const { config, stories } = await mixed();
    const id = stories.closed[0]?.ticketId;
    await withRaw(config, async (raw) => {
      // As after a kill between the ticket and its messages.
      await raw.collection('care').insertOne({ _id: 'purge', leaving: [id, stories.closed[1]?.ticketId] } as never);
      await raw.collection('tickets').deleteOne({ _id: id } as never);
      expect(await purge(raw, options())).toMatchObject({ tickets: 1, messages: 6, events: 4 });
      expect(await faults(raw)).toEqual([]);
    });
  });

  test('a merged ticket stays as long as the one it went into', async () => {
    const { config, stories } = await mixed();
    await withRaw(config, async (raw) => {
      const set = (id: string | undefined, into: string | undefined) =>
        raw.collection('tickets').updateOne({ _id: id } as never, { $set: { mergedIntoId: into } } as never);
      await set(stories.closed[0]?.ticketId, stories.open.ticketId);
      expect(await purge(raw, options())).toMatchObject({ tickets: 1 });
      expect(await raw.collection('tickets').findOne({ _id: stories.closed[0]?.ticketId } as never)).not.toBeNull();
    });
  });

  test('a blob that is put again while nobody names it is not taken away', async () => {
    const config = embedded();
    const bytes = Buffer.from('a logo that everybody attaches');
    const sha256 = await withStore(config, ({ blobs }) => blobs.put(bytes));
    ageBlobs(config.dataDir);
    await withStore(config, async ({ blobs }) => {
      await blobs.put(bytes);
      await withRaw(config, async (raw) => expect(await purge(raw, options())).toMatchObject({ blobs: 0 }));
      expect((await blobs.get(sha256)).equals(bytes)).toBe(true);
    });
    ageBlobs(config.dataDir);
    await withRaw(config, async (raw) => expect(await purge(raw, options())).toMatchObject({ blobs: 1 }));
    expect(existsSync(join(config.dataDir, 'blobs', sha256.slice(0, 2), sha256))).toBe(false);
  });

  test('the desk takes in and answers while a purge runs', async () => {
    const config = embedded();
    await fill(config, 60, { at: YEARS_AGO, status: 'closed' });
    await withStore(config, async ({ store }) => {
      let ending = false;
      let accepted = 0;
      const desk = (async () => {
        while (!ending) {
          await store.intake.accept(
            buildInbound(),
            `${Date.now().toString(16).padStart(12, '0')}${(accepted++).toString(16).padStart(12, '0')}`,
            new Date(),
          );
        }
      })();
      const done = await withRaw(config, (raw) => purge(raw, options()));
      ending = true;
      await desk;
      expect(done).toMatchObject({ tickets: 60, messages: 180 });
      // Each waits for the one before: where the purge held the file to its end, there would be one or two.
      expect(accepted).toBeGreaterThan(10);
    });
  }, 60_000);
});

describe('erasing a customer', () => {
  test('everything of him is gone, nothing of others, and the dry run knew', async () => {
    const { config, stories } = await mixed();
    const [he, other] = stories.fresh;
    if (!he || !other) throw new Error('no story');
    await withStore(config, async ({ store }) => {
      // A row that never became a message: his, and one of somebody whose address ends like his.
      const ignored = await store.intake.accept(buildInbound({ externalKey: 'his', meta: { from: he.email } }), 'f'.repeat(24), NOW);
      await store.intake.finish(ignored.intakeId, { state: 'ignored', code: 'auto' }, NOW);
      const others = await store.intake.accept(
        buildInbound({ externalKey: 'others', meta: { from: `x${he.email}` } }),
        'e'.repeat(24),
        NOW,
      );
      await store.intake.finish(others.intakeId, { state: 'ignored', code: 'auto' }, NOW);
    });
    ageBlobs(config.dataDir);
    await withRaw(config, async (raw) => {
      const erase = (dryRun: boolean) => eraseCustomer(raw, { customerId: he.customerId, now: NOW, dryRun, say: quiet });
      const before = await contents(raw);
      const foretold = await erase(true);
      expect(await contents(raw)).toEqual(before);
      const done = await erase(false);
      expect(foretold).toEqual(done);
      expect(done).toEqual({
        customers: 1,
        identities: 1,
        visitors: 1,
        tickets: 1,
        messages: 3,
        events: 2,
        followups: 1,
        intakeRows: 3,
        blobs: 2,
        blobBytes: 150_000 + 12,
        blobsLeft: 0,
      });
      expect(await faults(raw)).toEqual([]);
      // Not a word of him anywhere, but for the line that says it was done.
      for (const name of [...(await raw.collections()), 'care'].filter((one) => one !== 'care_log')) {
        const docs = JSON.stringify(await raw.collection(name).find({}).toArray());
        expect([name, docs.includes(he.customerId), docs.includes(`"${he.email}"`)]).toEqual([name, false, false]);
      }
      expect(await raw.collection('intake').findOne({ externalKey: 'others' } as never)).not.toBeNull();
      expect(await raw.collection('tickets').findOne({ _id: other.ticketId } as never)).not.toBeNull();
      await expect(erase(false)).rejects.toThrow('There is no customer');
    });
  });

  test('a mail of his that was fetched is known when its server numbers anew, and nothing of it is left', async () => {
    const config = embedded();
    const [he] = await fill(config, 1);
    const fetched = buildInbound({
      channelAccount: 'mail:support@desk.test',
      externalKey: 'mid:one@mail.example:abc',
      meta: { via: 'imap', mailFrom: he?.email },
      raw: Buffer.from('secret words'),
    });
    await withStore(config, async ({ store }) => {
      const { intakeId } = await store.intake.accept(fetched, 'a'.repeat(24), NOW);
      await store.intake.finish(intakeId, { state: 'done', messageId: 'm'.repeat(24), ticketId: he?.ticketId ?? '' }, NOW);
      await store.customerChanges.add({
        id: 'c'.repeat(24),
        kind: 'link',
        fromId: he?.customerId ?? '',
        toId: he?.customerId ?? '',
        identityIds: [],
        ticketIds: [],
        messageIds: [],
        visitorIds: [],
        followupIds: [],
        tags: [],
        claims: [],
        adds: null,
        removes: null,
        move: null,
        ends: false,
        revives: false,
        undoes: null,
        undoneBy: null,
        actor: { kind: 'agent', id: null, name: null },
        reason: he?.email ?? '',
        state: 'done',
        at: NOW,
      });
      await store.corrections.add([
        {
          id: 'd'.repeat(24),
          messageId: 'm'.repeat(24),
          customerId: he?.customerId ?? '',
          rule: 'live_ticket',
          evidence: [{ kind: 'claimed_email', value: he?.email ?? '' }],
          confidence: 1,
          chosen: 'x',
          correctedTo: 'y',
          how: 'split',
          eventId: 'e',
          withdrawn: false,
          actor: { kind: 'agent', id: null, name: null },
          at: NOW,
        },
      ]);
    });
    await withRaw(config, async (raw) => {
      const options = { customerId: he?.customerId ?? '', now: NOW, say: quiet };
      const foretold = await eraseCustomer(raw, { ...options, dryRun: true });
      expect(await eraseCustomer(raw, { ...options, dryRun: false })).toEqual(foretold);
      const row = await raw.collection('intake').findOne({ externalKey: fetched.externalKey } as never);
      expect(row).toMatchObject({ state: 'ignored', code: 'erased', raw: null, meta: {}, messageId: null, ticketId: null });
      for (const name of (await raw.collections()).filter((one) => one !== 'care_log')) {
        const docs = JSON.stringify(await raw.collection(name).find({}).toArray());
        expect([name, docs.includes(he?.email ?? ''), docs.includes('secret'), docs.includes(he?.customerId ?? '')]).toEqual([
          name,
          false,
          false,
          false,
        ]);
      }
    });
    await withStore(config, async ({ store }) => {
      expect(await store.intake.accept(fetched, 'b'.repeat(24), NOW)).toEqual({ intakeId: 'a'.repeat(24), duplicate: true });
      expect(await store.intake.load('a'.repeat(24))).toBeNull();
    });
  });

  test('whoever was merged into him goes with him', async () => {
    const config = embedded();
    const [he, before, earlier, other] = await fill(config, 4);
    await withRaw(config, async (raw) => {
      // As a merge leaves it: tickets and addresses are with him, the name, what was noted and the mark stay.
      const merge = (story: typeof he, into: typeof he) =>
        raw.collection('customers').updateOne({ _id: story?.customerId } as never, { $set: { mergedIntoId: into?.customerId } } as never);
      await merge(before, he);
      await merge(earlier, before);
      for (const story of [before, earlier])
        for (const name of ['identities', 'tickets', 'messages'])
          await raw
            .collection(name)
            .updateMany({ customerId: story?.customerId } as never, { $set: { customerId: he?.customerId } } as never);
      await raw
        .collection('customer_records')
        .insertOne({ _id: 'order', customerId: earlier?.customerId, kind: 'order', externalId: '1', at: NOW } as never);
      const options = { customerId: he?.customerId ?? '', now: NOW, say: quiet };
      const foretold = await eraseCustomer(raw, { ...options, dryRun: true });
      expect(foretold).toMatchObject({ customers: 3, tickets: 3, identities: 3, visitors: 3 });
      expect(await eraseCustomer(raw, { ...options, dryRun: false })).toEqual(foretold);
      for (const name of [...(await raw.collections()), 'care'].filter((one) => one !== 'care_log')) {
        const docs = JSON.stringify(await raw.collection(name).find({}).toArray());
        for (const story of [he, before, earlier])
          expect([name, docs.includes(story?.customerId ?? ''), docs.includes(`"${story?.email}"`)]).toEqual([name, false, false]);
      }
      expect(await raw.collection('customers').countDocuments({ _id: other?.customerId } as never)).toBe(1);
    });
  });

  test('a ticket with messages of others is not taken along', async () => {
    const config = embedded();
    const [he, other] = await fill(config, 2);
    await withStore(config, ({ store }) =>
      store.messages.insert(buildMessage({ ticketId: he?.ticketId ?? '', customerId: other?.customerId ?? '' })),
    );
    await withRaw(config, async (raw) => {
      await expect(eraseCustomer(raw, { customerId: he?.customerId ?? '', now: NOW, dryRun: false, say: quiet })).rejects.toThrow('#1');
      expect(await raw.collection('customers').countDocuments({})).toBe(2);
    });
  });
});

test("two commands at one store take turns, and one that was killed is in nobody's way", async () => {
  const config = embedded();
  await fill(config, 1);
  await withRaw(config, async (raw) => {
    const care = raw.collection('care');
    await withLease(care, 'lock', { what: 'a backup', say: quiet }, async () => {
      await expect(purge(raw, options())).rejects.toThrow('There is already a backup');
    });
    // On this machine, by a process that is no more.
    await care.insertOne({
      _id: 'lock',
      holder: 'x',
      what: 'a backup',
      host: hostname(),
      pid: 2 ** 22 + 1,
      since: NOW,
      until: new Date(Date.now() + 1e7),
    } as never);
    expect(await purge(raw, options())).toMatchObject({ tickets: 0 });
    expect(await care.countDocuments({})).toBe(0);
  });
});

test('spans of time', () => {
  const at = new Date('2026-03-31T12:00:00Z');
  expect(['90d', '8w', '6m', '3y'].map((span) => spanBefore(at, span).toISOString().slice(0, 10))).toEqual([
    '2025-12-31',
    '2026-02-03',
    '2025-10-01',
    '2023-03-31',
  ]);
  for (const bad of ['', '3', 'y', '0d', '3 y', '-1d', '3years']) expect(() => spanBefore(at, bad)).toThrow('no span of time');
});

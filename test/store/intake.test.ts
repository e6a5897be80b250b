/** The intake rows: accepted means durable, once. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import type { IntakeStore } from '../../src/ports/store.js';
import { buildInbound, minute, T0 } from './support/build.js';
import { allPages, newPlace, SERVER } from './support/testStore.js';

describe(`intake rows on ${SERVER}`, () => {
  const place = newPlace();
  let intake: IntakeStore;
  beforeAll(async () => {
    intake = (await place.open()).store.intake;
  });
  afterAll(() => place.remove());
  beforeEach(() => place.raw((db) => db.collection('intake').deleteMany({})));

  const accept = async (set = {}, at = T0): Promise<string> => (await intake.accept(buildInbound(set), newId(at.getTime()), at)).intakeId;

  test('a row comes back with its bytes and what the door knew', async () => {
    const raw = randomBytes(5_000);
    const meta = {
      peer: '192.0.2.1',
      envelope: { from: 'ann@example.org', to: ['support@example.com'] },
      nothing: null,
      empty: {},
      list: [],
    };
    const id = newId();
    const inbound = buildInbound({ raw, meta, externalKey: 'm1@example.org' });
    expect(await intake.accept(inbound, id, T0)).toEqual({ intakeId: id, duplicate: false });
    const row = await intake.load(id);
    expect(row?.raw.equals(raw)).toBe(true);
    const { raw: _raw, ...rest } = row ?? { raw: null };
    expect(rest).toEqual(await intake.find(id));
    expect(rest).toEqual({
      id,
      channel: 'email',
      channelAccount: 'mail',
      externalKey: 'm1@example.org',
      meta,
      state: 'pending',
      size: 5_000,
      sha256: createHash('sha256').update(raw).digest('hex'),
      receivedAt: T0,
      attempts: 0,
      code: null,
      message: null,
      ticketId: null,
      messageId: null,
      doneAt: null,
    });
  });

  test('bytes too large for a row are kept beside it', async () => {
    const raw = randomBytes(1_200_000);
    const id = await accept({ raw });
    const stored = await place.raw((db) => db.collection('intake').findOne({ _id: id }));
    expect(stored?.['raw']).toBeNull();
    expect((await intake.load(id))?.raw.equals(raw)).toBe(true);
  });

  test('empty bytes are bytes', async () => {
    const id = await accept({ raw: Buffer.alloc(0) });
    expect((await intake.load(id))?.raw).toHaveLength(0);
  });

  test('the same key on the same account is the first row; on another account it is another', async () => {
    const first = await intake.accept(buildInbound({ externalKey: 'same' }), newId(), T0);
    const again = await intake.accept(buildInbound({ externalKey: 'same', raw: Buffer.from('other bytes') }), newId(), minute(1));
    const elsewhere = await intake.accept(buildInbound({ externalKey: 'same', channelAccount: 'mail2' }), newId(), T0);
    expect(again).toEqual({ intakeId: first.intakeId, duplicate: true });
    expect(elsewhere.duplicate).toBe(false);
    expect(await intake.count('pending')).toBe(2);
  });

  test('keys may hold dots, dollars, quotes and any script', async () => {
    for (const externalKey of ['a.b$c', '$where', '"x"', 'ключ-日本-🙂', ' ']) {
      const { intakeId } = await intake.accept(buildInbound({ externalKey }), newId(), T0);
      expect(await intake.accept(buildInbound({ externalKey }), newId(), T0)).toEqual({ intakeId, duplicate: true });
    }
  });

  test('an end is written once and read back', async () => {
    const [done, ignored, held] = [await accept(), await accept(), await accept()];
    await intake.finish(done, { state: 'done', ticketId: 't1', messageId: 'm1' }, minute(1));
    await intake.finish(ignored, { state: 'ignored', code: 'loop' }, minute(1));
    await intake.finish(held, { state: 'quarantined', code: 'parse_failed', message: 'It cannot be read.' }, minute(1));
    expect(await intake.find(done)).toMatchObject({ state: 'done', ticketId: 't1', messageId: 'm1', code: null, doneAt: minute(1) });
    expect(await intake.find(ignored)).toMatchObject({ state: 'ignored', code: 'loop', ticketId: null, doneAt: minute(1) });
    expect(await intake.find(held)).toMatchObject({ state: 'quarantined', code: 'parse_failed', message: 'It cannot be read.' });
    expect([
      await intake.count('pending'),
      await intake.count('done'),
      await intake.count('ignored'),
      await intake.count('quarantined'),
    ]).toEqual([0, 1, 1, 1]);
  });

  test('of some rows those that wait are told, however many are asked for', async () => {
    const [waits, done, other] = [await accept(), await accept(), await accept()];
    await intake.finish(done, { state: 'done', ticketId: 't1', messageId: 'm1' }, minute(1));
    expect(await intake.pendingAmong([waits, done, ...Array.from({ length: 600 }, () => newId()), waits])).toEqual([waits, waits]);
    expect(await intake.pendingAmong([])).toEqual([]);
    expect((await intake.pendingAmong([other, waits])).toSorted()).toEqual([other, waits].toSorted());
  });

  test('quarantine comes only to a row that waits; what was placed after all is done', async () => {
    const placed = await accept();
    await intake.finish(placed, { state: 'done', ticketId: 't1', messageId: 'm1' }, minute(1));
    await intake.finish(placed, { state: 'quarantined', code: 'processing_failed', message: 'the slower of two' }, minute(2));
    expect(await intake.find(placed)).toMatchObject({
      state: 'done',
      ticketId: 't1',
      messageId: 'm1',
      code: null,
      message: null,
      doneAt: minute(1),
    });

    const late = await accept();
    await intake.finish(late, { state: 'quarantined', code: 'worker_died', message: 'It seemed so.' }, minute(1));
    await intake.finish(late, { state: 'done', ticketId: 't2', messageId: 'm2' }, minute(2));
    expect(await intake.find(late)).toMatchObject({ state: 'done', ticketId: 't2', messageId: 'm2', code: null, message: null });
  });

  test('a postponed row is overdue only later', async () => {
    const id = await accept();
    await intake.postpone(id, { message: 'the store was away', nextAt: minute(10) });
    await intake.postpone(id, { message: 'again', nextAt: minute(20) });
    expect(await intake.find(id)).toMatchObject({ state: 'pending', attempts: 2, message: 'again' });
    expect(await intake.overdue(minute(19), 10)).toEqual([]);
    expect(await intake.overdue(minute(20), 10)).toEqual([id]);
    await intake.finish(id, { state: 'done' }, minute(21));
    await intake.postpone(id, { message: 'too late', nextAt: minute(30) });
    expect(await intake.find(id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('overdue rows come oldest first and no more than asked for', async () => {
    const ids = [];
    for (const at of [3, 1, 2]) ids[at] = await accept({}, minute(at));
    expect(await intake.overdue(minute(9), 10)).toEqual([ids[1], ids[2], ids[3]]);
    expect(await intake.overdue(minute(9), 2)).toEqual([ids[1], ids[2]]);
    expect(await intake.overdue(minute(1), 10)).toEqual([ids[1]]);
    expect(await intake.oldestPending()).toEqual(minute(1));
  });

  test('only a quarantined row is released, and only once', async () => {
    const id = await accept();
    expect(await intake.release(id, minute(5))).toBeNull();
    await intake.finish(id, { state: 'quarantined', code: 'parse_failed', message: 'x' }, minute(1));
    const released = await Promise.all([1, 2, 3, 4].map(() => intake.release(id, minute(5))));
    expect(released.filter((row) => row !== null)).toHaveLength(1);
    expect(released.find((row) => row !== null)).toMatchObject({
      id,
      state: 'pending',
      code: null,
      message: null,
      attempts: 0,
      doneAt: null,
    });
    expect(await intake.overdue(minute(5), 10)).toEqual([id]);
  });

  test('what is not there is null', async () => {
    expect([await intake.load('none'), await intake.find('none'), await intake.release('none', T0), await intake.oldestPending()]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('lists go through all rows once, newest first', async () => {
    const ids: string[] = [];
    // Ids of one millisecond: nothing but themselves to sort by.
    for (let i = 0; i < 25; i++) ids.push(await accept());
    for (const id of ids.slice(0, 12)) await intake.finish(id, { state: 'done' }, T0);
    const newestFirst = ids.toSorted().toReversed();
    for (const limit of [1, 7, 25, 100]) {
      expect((await allPages(limit, (query) => intake.list(query))).map((row) => row.id)).toEqual(newestFirst);
    }
    const pending = await allPages(5, (query) => intake.list({ ...query, state: 'pending' }));
    expect(pending.map((row) => row.id)).toEqual(newestFirst.filter((id) => ids.indexOf(id) >= 12));
    await expect(intake.list({ limit: 5, cursor: 'not one of ours' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

/** Follow-up rules and what they planned. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import type { FollowupStore } from '../../src/ports/followups.js';
import { buildFollowup, buildRule, minute } from './support/build.js';
import { allPages, LOSES_INCLUSIVE_BOUNDS, newPlace, SERVER, testUnless } from './support/testStore.js';

describe(`follow-ups on ${SERVER}`, () => {
  const place = newPlace();
  let followups: FollowupStore;
  beforeAll(async () => {
    followups = (await place.open()).store.followups;
  });
  afterAll(() => place.remove());
  beforeEach(() =>
    place.raw(async (db) => {
      for (const name of ['followups', 'followup_rules']) await db.collection(name).deleteMany({});
    }),
  );

  test('rules come back as they were, by age, and change in part', async () => {
    const plain = buildRule({ id: newId(1), checkIn: null, when: { topic: null, on: 'resolve' } });
    const full = buildRule({ id: newId(2), when: { topic: 'delivery', channels: ['sms', 'email'], tags: ['vip'], on: 'resolve' } });
    await followups.addRule(full);
    await followups.addRule(plain);
    expect(await followups.rules()).toEqual([plain, full]);
    expect(await followups.rule(full.id)).toEqual(full);
    const changed = { ...full, enabled: false, checkIn: null, version: 1 };
    expect(await followups.changeRule(full.id, { enabled: false, checkIn: null })).toEqual(changed);
    expect(await followups.changeRule(full.id, {})).toEqual(changed);
    expect(await followups.rule(full.id)).toEqual(changed);
    expect([await followups.rule('none'), await followups.changeRule('none', { enabled: false })]).toEqual([null, null]);
  });

  test('one resolve plans each rule once, however many try', async () => {
    const planned = await Promise.all(Array.from({ length: 10 }, () => followups.plan(buildFollowup({ planKey: 'rule ticket time' }))));
    expect(planned.filter(Boolean)).toHaveLength(1);
    const other = buildFollowup();
    expect(await followups.plan(other)).toBe(true);
    expect(await followups.get(other.id)).toEqual(other);
    expect(await followups.get('none')).toBeNull();
  });

  test('due are the planned whose time has come, earliest first', async () => {
    const [third, first, second, later] = [
      buildFollowup({ dueAt: minute(3) }),
      buildFollowup({ dueAt: minute(1) }),
      buildFollowup({ dueAt: minute(2) }),
      buildFollowup({ dueAt: minute(9) }),
    ];
    for (const one of [third, first, second, later]) await followups.plan(one);
    await followups.end(second.id, { state: 'cancelled', reason: 'customer_wrote' }, minute(0));
    expect(await followups.due(minute(4), 10)).toEqual([first.id, third.id]);
    expect(await followups.due(minute(4), 1)).toEqual([first.id]);
    await Promise.all([followups.postpone(first.id, minute(7)), followups.postpone(second.id, minute(7))]);
    expect(await followups.due(minute(4), 10)).toEqual([third.id]);
    // What has ended stays as it was.
    expect((await followups.get(second.id))?.dueAt).toEqual(minute(2));
  });

  testUnless(LOSES_INCLUSIVE_BOUNDS, 'a follow-up is due in the very millisecond', async () => {
    const one = buildFollowup({ dueAt: minute(3) });
    await followups.plan(one);
    expect(await followups.due(minute(3), 10)).toEqual([one.id]);
    expect(await followups.due(new Date(minute(3).getTime() - 1), 10)).toEqual([]);
  });

  test('an end is reached once', async () => {
    const one = buildFollowup();
    await followups.plan(one);
    const ends = await Promise.all([
      followups.end(one.id, { state: 'sent', reason: 'sent', messageId: 'm1' }, minute(1)),
      followups.end(one.id, { state: 'cancelled', reason: 'customer_wrote' }, minute(1)),
      followups.end(one.id, { state: 'cancelled', reason: 'agent' }, minute(1)),
    ]);
    expect(ends.filter(Boolean)).toHaveLength(1);
    const ended = await followups.get(one.id);
    expect(ended?.reason).toBe(['sent', 'customer_wrote', 'agent'][ends.indexOf(true)]);
    expect(ended?.endedAt).toEqual(minute(1));
  });

  test('what is planned is found by ticket and by customer', async () => {
    const [ticketId, customerId] = [newId(), newId()];
    const mine = buildFollowup({ ticketId, customerId });
    const ended = buildFollowup({ ticketId, customerId });
    for (const one of [mine, ended, buildFollowup()]) await followups.plan(one);
    await followups.end(ended.id, { state: 'failed', reason: 'no_channel' }, minute(1));
    expect(await followups.plannedOf(ticketId)).toEqual([mine]);
    expect(await followups.plannedOfCustomer(customerId)).toEqual([mine]);
  });

  test('lists go through all once, newest first, by state and by ticket', async () => {
    const ticketId = newId();
    const made: string[] = [];
    for (let i = 0; i < 20; i++) {
      const one = buildFollowup(i % 2 ? { ticketId } : {});
      await followups.plan(one);
      made.push(one.id);
    }
    for (const id of made.slice(0, 9)) await followups.end(id, { state: 'sent', reason: 'sent' }, minute(1));
    const newestFirst = made.toSorted().toReversed();
    const ids = async (more: object): Promise<string[]> =>
      (await allPages(3, (query) => followups.list({ ...query, ...more }))).map(({ id }) => id);
    expect(await ids({})).toEqual(newestFirst);
    expect(await ids({ state: 'planned' })).toEqual(newestFirst.filter((id) => made.indexOf(id) >= 9));
    expect(await ids({ ticketId })).toEqual(newestFirst.filter((id) => made.indexOf(id) % 2 === 1));
    expect(await ids({ ticketId, state: 'sent' })).toHaveLength(4);
  });
});

/** Agents, sessions and visitors. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import type { PeopleStore } from '../../src/ports/people.js';
import { buildAgent, buildVisitor, minute, T0 } from './support/build.js';
import { newPlace, SERVER } from './support/testStore.js';

describe(`people on ${SERVER}`, () => {
  const place = newPlace();
  let people: PeopleStore;
  beforeAll(async () => {
    people = (await place.open()).store.people;
  });
  afterAll(() => place.remove());
  beforeEach(() =>
    place.raw(async (db) => {
      for (const name of ['agents', 'sessions', 'api_tokens', 'visitors']) await db.collection(name).deleteMany({});
    }),
  );

  test('an agent is found by id and address, and the address is taken', async () => {
    const bo = buildAgent({ email: 'bo@desk.test' });
    expect(await people.addAgent(bo)).toBe(true);
    expect(await people.addAgent(buildAgent({ email: 'bo@desk.test' }))).toBe(false);
    expect(await people.addAgent(bo)).toBe(false);
    expect(await people.agent(bo.id)).toEqual(bo);
    expect(await people.agentByEmail('bo@desk.test')).toEqual(bo);
    expect([await people.agent('none'), await people.agentByEmail('BO@desk.test')]).toEqual([null, null]);
  });

  test('of ten agents made at once with one address there is one', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => people.addAgent(buildAgent({ email: 'same@desk.test' }))));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await people.agents()).toHaveLength(1);
  });

  test('a token is found by its hash, has one owner of that hash, and is revoked once', async () => {
    const token = {
      id: newId(),
      name: 'Shop',
      role: 'agent' as const,
      tokenHash: 'a hash',
      createdBy: 'Ada',
      createdAt: T0,
      lastUsedAt: null,
      revokedAt: null,
    };
    await people.addApiToken(token);
    await expect(people.addApiToken({ ...token, id: newId() })).rejects.toThrow();
    expect([await people.apiTokenByHash('a hash'), await people.apiTokenByHash('another')]).toEqual([token, null]);
    await people.noteApiToken(token.id, minute(1));
    expect([
      await people.revokeApiToken(token.id, minute(2)),
      await people.revokeApiToken(token.id, minute(3)),
      await people.revokeApiToken('none', T0),
    ]).toEqual([true, false, false]);
    expect(await people.apiTokens()).toEqual([{ ...token, lastUsedAt: minute(1), revokedAt: minute(2) }]);
  });

  test('agents are listed by age', async () => {
    const made = [buildAgent({ id: newId(3) }), buildAgent({ id: newId(1) }), buildAgent({ id: newId(2) })];
    for (const agent of made) await people.addAgent(agent);
    expect(await people.agents()).toEqual([made[1], made[2], made[0]]);
  });

  test('sessions end', async () => {
    const session = { id: 'a'.repeat(64), agentId: newId(), createdAt: T0, expiresAt: minute(10) };
    await people.addSession(session);
    await people.addSession({ ...session, id: 'b'.repeat(64), expiresAt: minute(20) });
    expect(await people.session(session.id)).toEqual(session);
    await expect(people.addSession(session)).rejects.toMatchObject({ code: 11000 });
    expect(await people.purgeSessions(minute(10))).toBe(0);
    expect(await people.purgeSessions(minute(11))).toBe(1);
    expect(await people.session(session.id)).toBeNull();
    await people.removeSession('b'.repeat(64));
    await people.removeSession('none');
    expect(await people.session('b'.repeat(64))).toBeNull();
  });

  test('a visitor is found by his token and changes', async () => {
    const visitor = buildVisitor({ tokenHash: 'hash 1' });
    await people.addVisitor(visitor);
    await expect(people.addVisitor(buildVisitor({ tokenHash: 'hash 1' }))).rejects.toMatchObject({ code: 11000 });
    expect(await people.visitorByToken('hash 1')).toEqual(visitor);
    expect(await people.visitor(visitor.id)).toEqual(visitor);
    await people.changeVisitor(visitor.id, { id: 'ignored', customerId: 'c1', name: 'Ann', seenAt: minute(5) });
    expect(await people.visitor(visitor.id)).toEqual({ ...visitor, customerId: 'c1', name: 'Ann', seenAt: minute(5) });
    expect([await people.visitorByToken('none'), await people.visitor('none')]).toEqual([null, null]);
  });

  test('who is seen is there, also when he was taken for gone', async () => {
    const [seen, other] = [buildVisitor({ leftAt: minute(1) }), buildVisitor({ leftAt: minute(1) })];
    for (const visitor of [seen, other]) await people.addVisitor(visitor);
    await people.seeVisitors([seen.id], minute(2));
    expect(await people.visitor(seen.id)).toEqual({ ...seen, seenAt: minute(2), leftAt: null });
    expect(await people.visitor(other.id)).toEqual(other);
  });

  test("a customer's visitors come last seen first, twenty of them", async () => {
    for (let i = 0; i < 25; i++) await people.addVisitor(buildVisitor({ customerId: 'c1', seenAt: minute((i * 7) % 25) }));
    await people.addVisitor(buildVisitor({ customerId: 'c2' }));
    const seen = (await people.visitorsOfCustomer('c1')).map((visitor) => visitor.seenAt);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => minute(24 - i)));
  });
});

/** The mailboxes that are fetched from: who may fetch, and how far it came. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MailAccountStore } from '../../src/ports/mailAccounts.js';
import { buildMailAccount, minute, T0 } from './support/build.js';
import { newPlace, SERVER } from './support/testStore.js';

describe(`mail accounts on ${SERVER}`, () => {
  const place = newPlace();
  let accounts: MailAccountStore;
  beforeAll(async () => {
    accounts = (await place.open()).store.mailAccounts;
  });
  afterAll(() => place.remove());
  beforeEach(() => place.raw(async (db) => void (await db.collection('mailAccounts').deleteMany({}))));

  test('one folder of one login is there once', async () => {
    const account = buildMailAccount({ problem: { code: 'refused', message: 'No.', since: T0 } });
    expect(await accounts.add(account)).toBe(true);
    expect(await accounts.add(buildMailAccount({ user: account.user }))).toBe(false);
    const other = buildMailAccount({ user: account.user, folder: 'Other' });
    expect(await accounts.add(other)).toBe(true);
    expect(await accounts.list()).toEqual([account, other]);
    expect(await accounts.change(other.id, { folder: 'INBOX' }, minute(1))).toBe('taken');
    expect(await accounts.change(other.id, { name: 'Renamed' }, minute(1))).toEqual({
      ...other,
      name: 'Renamed',
      revision: 2,
      updatedAt: minute(1),
    });
    expect(await accounts.change('none', { name: 'x' }, T0)).toBeNull();
    expect([await accounts.remove(other.id), await accounts.remove(other.id)]).toEqual([true, false]);
    expect(await accounts.get(other.id)).toBeNull();
  });

  test('only one of twenty processes may fetch, until it lets go or its time is over', async () => {
    const account = buildMailAccount();
    await accounts.add(account);
    const held = await Promise.all(Array.from({ length: 20 }, (_, i) => accounts.hold(account.id, `process ${i}`, minute(1), minute(2))));
    expect(held.filter(Boolean)).toHaveLength(1);
    const mine = `process ${held.indexOf(true)}`;
    expect(await accounts.hold(account.id, mine, minute(1), minute(3))).toBe(true);
    expect(await accounts.hold(account.id, 'other', minute(2), minute(4))).toBe(false);
    expect(await accounts.hold(account.id, 'other', minute(3.5), minute(4))).toBe(true);
    expect(await accounts.note(account.id, mine, { lastUid: 9 })).toBe(false);
    expect(await accounts.note(account.id, 'other', { uidValidity: '7', lastUid: 5, waiting: 3 }, 5)).toBe(true);
    await accounts.release(account.id, mine);
    expect(await accounts.get(account.id)).toMatchObject({
      holder: 'other',
      uidValidity: '7',
      lastUid: 5,
      waiting: 3,
      fetched: 5,
      revision: 1,
    });
    await accounts.release(account.id, 'other');
    expect(await accounts.hold(account.id, mine, minute(3.5), minute(4))).toBe(true);
  });

  test('a new refresh token is kept without beginning anew', async () => {
    const account = buildMailAccount();
    await accounts.add(account);
    await accounts.keepSecret(account.id, 'rotated');
    expect(await accounts.get(account.id)).toEqual({ ...account, secret: 'rotated' });
  });
});

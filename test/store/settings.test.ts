/** What is kept as one record, changed by two processes at once: here two stores that know nothing of each other, at one place. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../src/cli/inProcess/desk.js';
import { createSeen } from '../../src/actions/seen.js';
import type { Store } from '../../src/ports/store.js';
import { eventually } from '../support/startDesk.js';
import { buildRule, minute, T0 } from './support/build.js';
import { newPlace, SERVER } from './support/testStore.js';

/** SecantusDB backs off for some 50 ms on each conflict of two writers. */
const CHANGES = SERVER === 'SecantusDB' ? 8 : 40;

describe(`what is set as a whole, on ${SERVER}`, () => {
  const place = newPlace();
  let stores: [Store, Store];
  let desks: [InProcessDesk, InProcessDesk];
  beforeAll(async () => {
    const opened = [await place.open(), await place.open()] as const;
    stores = [opened[0].store, opened[1].store];
    desks = [await openInProcessDesk({ opened: opened[0] }), await openInProcessDesk({ opened: opened[1] })];
  }, 30_000);
  afterAll(() => place.remove());
  const [one, other] = [0, 1] as const;

  test('a change is made to what stands there, and says what stands there now', async () => {
    const { settings } = stores[one];
    expect(await settings.get('a')).toEqual({ value: null, version: 0 });
    expect(await settings.change('a', T0, ({ value, version }) => ({ value, version }))).toEqual({
      value: { value: null, version: 0 },
      version: 1,
    });
    expect(await stores[other].settings.change('a', minute(1), ({ version }) => [version])).toEqual({ value: [1], version: 2 });
    expect(await settings.change('a', minute(2), () => null)).toEqual({ value: null, version: 3 });
    expect(await settings.get('a')).toEqual({ value: null, version: 3 });
    await expect(
      settings.change('a', minute(3), () => {
        throw new Error('better not');
      }),
    ).rejects.toThrow('better not');
    expect(await settings.get('a')).toEqual({ value: null, version: 3 });
  });

  test('what an older version of ours has set is taken up', async () => {
    await place.raw((db) => db.collection('settings').insertOne({ _id: 'old', value: { a: 1 }, at: T0 }));
    expect(await stores[one].settings.get('old')).toEqual({ value: { a: 1 }, version: 0 });
    const both = await Promise.all(
      stores.map(({ settings }, i) => settings.change('old', T0, ({ value }) => ({ ...(value as object), [`b${i}`]: true }))),
    );
    expect(both.map(({ version }) => version).toSorted()).toEqual([1, 2]);
    expect(await stores[one].settings.get('old')).toEqual({ value: { a: 1, b0: true, b1: true }, version: 2 });
  });

  test(`of ${2 * CHANGES} changes at once, from two processes, none is lost, the very first included`, async () => {
    let asked = 0;
    const add = (store: Store, word: string): Promise<unknown> =>
      store.settings.change('words', T0, ({ value }) => {
        asked += 1;
        return [...((value ?? []) as string[]), word];
      });
    const words = Array.from({ length: CHANGES }, (_, i) => [`a${i}`, `b${i}`] as const);
    await Promise.all(words.flatMap(([a, b]) => [add(stores[one], a), add(stores[other], b)]));
    const { value, version } = await stores[one].settings.get('words');
    expect((value as string[]).toSorted()).toEqual(words.flat().toSorted());
    expect(version).toBe(2 * CHANGES);
    // They really met, or this would prove nothing.
    expect(asked).toBeGreaterThan(2 * CHANGES);
  }, 60_000);

  test('topics that two admins add and change at once are all there, in both processes', async () => {
    const { admin } = desks[one];
    const names = ['Warranty card', 'Spare lid', 'Gift box', 'Recycling', 'Workshop', 'Catalogue'];
    const topicsOf = (desk: InProcessDesk) => desk.actions.desk.topics;
    await Promise.all(
      names.map((en, i) => topicsOf(desks[i % 2 === 0 ? one : other]).create(admin, { name: { en }, keywords: [`word${i}`] })),
    );
    await Promise.all([
      topicsOf(desks[one]).change(admin, 'warranty_card', { keywords: ['zanzibar'] }),
      topicsOf(desks[other]).change(admin, 'spare_lid', { archived: true }),
      topicsOf(desks[one]).change(admin, 'gift_box', { position: 0 }),
      topicsOf(desks[other]).change(admin, 'warranty_card', { name: { en: 'Warranty' } }),
    ]);
    for (const desk of desks) {
      const { items } = await topicsOf(desk).list(admin);
      expect(items.map(({ name }) => name.en)).toEqual(
        expect.arrayContaining(['Warranty', 'Spare lid', 'Gift box', 'Recycling', 'Workshop', 'Catalogue']),
      );
      expect(items.find(({ key }) => key === 'warranty_card')).toMatchObject({ name: { en: 'Warranty' }, keywords: ['zanzibar'] });
      expect(items.find(({ key }) => key === 'spare_lid')).toMatchObject({ archived: true });
      expect(items[0]?.key).toBe('gift_box');
    }
    // The same name twice, from two sides: one of them is told.
    const twice = await Promise.allSettled(desks.map((desk) => topicsOf(desk).create(admin, { name: { en: 'Trade-in' }, keywords: [] })));
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('of two who change one article, rule, topic or sender at once, from two processes, one is refused', async () => {
    const { admin } = desks[one];
    const api = (desk: InProcessDesk) => desk.actions.desk;
    const article = await api(desks[one]).articles.create(admin, { title: 'Seal', body: 'Pull', language: 'en', public: true });
    const { id: _id, createdAt: _createdAt, ...shape } = buildRule();
    const rule = await api(desks[one]).followups.createRule(admin, shape);
    const topic = await api(desks[one]).topics.create(admin, { name: { en: 'Seals' }, keywords: [] });
    const sender = await api(desks[one]).mailboxes.create(admin, {
      address: 'seal@desk.example',
      name: 'Seal',
      signature: '',
      language: null,
      signedEnvelope: true,
      relayUrl: null,
    });
    const changes: ((desk: InProcessDesk, word: string, version: number) => Promise<{ version: number }>)[] = [
      (desk, title, version) => api(desk).articles.change(admin, article.id, { title, version }),
      (desk, name, version) => api(desk).followups.changeRule(admin, rule.id, { name, version }),
      (desk, en, version) => api(desk).topics.change(admin, topic.key, { name: { en }, version }),
      (desk, signature, version) => api(desk).mailboxes.change(admin, sender.id, { signature, version }),
    ];
    for (const change of changes)
      for (const version of [0, 1]) {
        const tries = await Promise.allSettled(desks.map((desk, i) => change(desk, `By ${i}`, version)));
        expect(tries.find(({ status }) => status === 'fulfilled')).toMatchObject({ value: { version: version + 1 } });
        expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
          reason: { code: 'conflict', details: { overtaken: true, version: version + 1 } },
        });
      }
  });

  test('hours that somebody else has set meanwhile are not overwritten by whoever read the ones before', async () => {
    const { admin } = desks[one];
    const hoursOf = (desk: InProcessDesk) => desk.actions.desk.workspace.hours;
    const read = await hoursOf(desks[one]).get(admin);
    const hours = (from: string) => ({ timeZone: 'Europe/Berlin', week: [{ day: 1, from, to: '17:00' }], holidays: [] });
    const tries = await Promise.allSettled([
      hoursOf(desks[one]).change(admin, { ...hours('08:00'), version: read.version }),
      hoursOf(desks[other]).change(admin, { ...hours('09:00'), version: read.version }),
    ]);
    const [done] = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const [refused] = tries.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toMatchObject({ code: 'conflict', details: { overtaken: true, version: read.version + 1 } });
    expect(await hoursOf(desks[other]).get(admin)).toMatchObject({ week: done?.week, version: read.version + 1 });
    // Who has seen them may, and who does not say what he has seen means it.
    expect(await hoursOf(desks[other]).change(admin, { ...hours('10:00'), version: read.version + 1 })).toMatchObject({
      version: read.version + 2,
    });
    expect(await hoursOf(desks[one]).change(admin, hours('11:00'))).toMatchObject({ version: read.version + 3, week: [{ from: '11:00' }] });
  });

  test("the chat's settings likewise; two who each say one thing lose neither", async () => {
    const { admin } = desks[one];
    const widgetOf = (desk: InProcessDesk) => desk.actions.desk.widget;
    const first = await Promise.allSettled([
      widgetOf(desks[one]).change(admin, { color: '#111111', version: 0 }),
      widgetOf(desks[other]).change(admin, { color: '#222222', version: 0 }),
    ]);
    expect(first.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await widgetOf(desks[one]).setup(admin)).toMatchObject({ version: 1 });
    await Promise.all([widgetOf(desks[one]).change(admin, { files: false }), widgetOf(desks[other]).change(admin, { askAddress: false })]);
    expect(await widgetOf(desks[one]).setup(admin)).toMatchObject({ version: 3, files: false, askAddress: false });
    await expect(widgetOf(desks[other]).change(admin, { color: '#333333', version: 2 })).rejects.toMatchObject({
      code: 'conflict',
      details: { version: 3 },
    });
    expect(await widgetOf(desks[other]).change(admin, { color: '#333333', version: 3 })).toMatchObject({ version: 4, color: '#333333' });
    expect((await desks[one].actions.desk.chat.open({})).look).not.toHaveProperty('version');
  });

  test('whom one admin puts into a team another one does not take out by what he had read', async () => {
    const { admin } = desks[one];
    const agents = await Promise.all(
      ['c', 'd'].map(async (letter) => {
        const id = letter.repeat(24);
        await stores[one].people.addAgent({
          id,
          name: letter,
          email: `${letter}@desk.example`,
          role: 'agent',
          passwordHash: '-',
          active: true,
          createdAt: T0,
        });
        return id;
      }),
    );
    const teamsOf = (desk: InProcessDesk) => desk.actions.desk.workspace.teams;
    const team = await teamsOf(desks[one]).create(admin, { name: 'Repairs', memberIds: [] });
    const expected = { memberIds: team.memberIds };
    const tries = await Promise.allSettled(
      desks.map((desk, i) => teamsOf(desk).change(admin, team.id, { memberIds: [agents[i] ?? ''], expected })),
    );
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict', details: { overtaken: true } } });
    const [{ memberIds } = team] = (await teamsOf(desks[other]).list(admin)).items;
    expect(await teamsOf(desks[other]).change(admin, team.id, { memberIds: agents, expected: { memberIds } })).toMatchObject({
      memberIds: agents,
    });
    // A new name says nothing of who is in it.
    expect(await teamsOf(desks[one]).change(admin, team.id, { name: 'Returns' })).toMatchObject({ name: 'Returns', memberIds: agents });
    await expect(teamsOf(desks[one]).change(admin, 'e'.repeat(24), { name: 'None', expected })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('what two processes saw at the same time is noted by both', async () => {
    const seen = desks.map((desk) => createSeen(desk.deps, 'pages'));
    seen.forEach((one_, i) => ['a', 'b', 'c'].forEach((page) => one_.note(`https://${page}${i}.example`)));
    await eventually(async () =>
      expect(Object.keys(await createSeen(desks[one].deps, 'pages').read()).toSorted()).toEqual(
        [0, 1].flatMap((i) => ['a', 'b', 'c'].map((page) => `https://${page}${i}.example`)).toSorted(),
      ),
    );
  });
});

/** What sets a desk up, on the real store: topics, the phone account, invented customers, and the first run. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../src/cli/inProcess/desk.js';
import { letter } from '../../src/cli/inProcess/letter.js';
import type { Viewer } from '../../src/actions/desk.js';
import { createPhone } from '../../src/actions/phone.js';
import { createSandbox } from '../../src/actions/sandbox.js';
import { hashPassword } from '../../src/actions/sessions.js';
import { newId } from '../../src/lib/ids.js';
import type { PhoneLine } from '../../src/ports/phone.js';
import { eventually } from '../support/startDesk.js';
import { newPlace, SERVER } from './support/testStore.js';

describe(`setting a desk up on ${SERVER}`, () => {
  const place = newPlace();
  let desk: InProcessDesk;
  let ann: Viewer;
  let bo: Viewer;
  let cy: Viewer;
  let mails = 0;

  beforeAll(async () => {
    desk = await openInProcessDesk({ opened: await place.open() });
    const passwordHash = await hashPassword('correct horse battery');
    const add = async (name: string, role: Viewer['role']): Promise<Viewer> => {
      const agent = {
        id: newId(),
        name,
        email: `${name.toLowerCase()}@desk.example`,
        role,
        passwordHash,
        active: true,
        createdAt: desk.clock.now,
      };
      await desk.store.people.addAgent(agent);
      return { id: agent.id, name, email: agent.email, role };
    };
    [ann, bo, cy] = [await add('Ann', 'admin'), await add('Bo', 'agent'), await add('Cy', 'supervisor')];
  }, 30_000);
  afterAll(() => place.remove());

  const api = (): InProcessDesk['actions']['desk'] => desk.actions.desk;
  const topicOf = async (text: string): Promise<string | null> => {
    const message = await desk.mail(
      letter({ from: `Kim Doe <kim${++mails}@example.org>`, subject: `Hello ${mails}`, id: `s${mails}@example.org`, text }),
    );
    return (await desk.ticket(message?.ticketId ?? '')).topic;
  };

  test("topics are the desk's own: new words tell the next ticket apart, an archived one is given no more", async () => {
    await expect(api().topics.create(bo, { name: { en: 'Warranty' }, keywords: [] })).rejects.toMatchObject({ code: 'not_allowed' });
    const made = await api().topics.create(cy, {
      name: { 'zh-TW': '保固', en: 'Warranty card' },
      keywords: ['zanzibar*', 'zanzibar*', '藍鯨卡'],
    });
    expect(made).toEqual({
      key: 'warranty_card',
      name: { en: 'Warranty card', 'zh-CN': '保固', 'zh-TW': '保固' },
      keywords: ['zanzibar*', '藍鯨卡'],
      archived: false,
      version: 0,
    });
    await expect(api().topics.create(cy, { name: { en: 'Warranty  card!' }, keywords: [] })).rejects.toMatchObject({ code: 'conflict' });
    expect(await topicOf('My zanzibarian thing')).toBe('warranty_card');
    expect(await topicOf('想問一下藍鯨卡的事')).toBe('warranty_card');
    await api().topics.change(cy, made.key, { archived: true });
    expect(await topicOf('Another zanzibarian thing')).toBeNull();
    expect((await api().agents.me({ ...bo, language: 'zh-TW' })).topics.at(-1)).toEqual({
      key: 'warranty_card',
      name: '保固',
      archived: true,
    });
    await api().topics.change(cy, made.key, { position: 0 });
    expect((await api().topics.list(bo)).items[0]?.key).toBe('warranty_card');
    await expect(api().topics.change(cy, 'nothing', {})).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an invented customer is one by mail, phone and chat, however often he is made', async () => {
    const his = { name: 'Ann Lee', email: 'ann.lee@example.org', phone: '+12025550111' };
    const doors = { mail: () => Promise.reject(new Error('unused')) } as never;
    const sandbox = createSandbox({ ...desk.deps, sandbox: doors }, () => Promise.reject(new Error('unused')));
    const [{ customerId }, again] = [await sandbox.become(bo, his), await sandbox.become(bo, his)];
    expect(again.customerId).toBe(customerId);
    const identities = (await desk.store.customers.identities([customerId])).get(customerId) ?? [];
    // Added in the same millisecond, they have no order of their own.
    expect(identities.map(({ kind, value, verified }) => [kind, value, verified]).toSorted()).toEqual([
      ['email', his.email, true],
      ['external', his.email, true],
      ['phone', his.phone, true],
    ]);
    await expect(
      createSandbox({ ...desk.deps, sandbox: null }, () => Promise.reject(new Error('unused'))).become(bo, his),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the phone account is kept encrypted, and nobody but an admin sets it', async () => {
    const used: unknown[] = [];
    const line: PhoneLine = {
      fixed: false,
      hooks: { sms: 's', voice: 'v', status: 't' },
      current: () => null,
      use: (account) => void used.push(account),
      tryAccount: async () => ({ ok: true, problem: null, accountName: 'Shop', points: null }),
      pointHooks: async () => undefined,
    };
    const phone = createPhone({ ...desk.deps, phone: line });
    const login = { accountSid: `AC${'1'.repeat(32)}`, number: '+12025550123' };
    await expect(phone.save(cy, { ...login, authToken: 'very-secret-token' })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(phone.save(ann, login)).rejects.toMatchObject({ code: 'invalid_input' });
    const state = await phone.save(ann, { ...login, authToken: 'very-secret-token' });
    expect(state).toMatchObject({ origin: 'settings', ...login, seen: null, refused: null });
    expect(JSON.stringify([state, await desk.store.settings.get('phone')])).not.toContain('very-secret-token');
    expect(used).toEqual([{ ...login, authToken: 'very-secret-token' }]);

    // Another number of the same account needs no token again; another account never gets this one.
    await phone.save(ann, { ...login, number: '+12025550124' });
    expect(used.at(-1)).toMatchObject({ authToken: 'very-secret-token', number: '+12025550124' });
    // Who has not seen that number does not put the old one back.
    await expect(phone.save(ann, { ...login, version: state.version })).rejects.toMatchObject({
      code: 'conflict',
      details: { version: state.version + 1 },
    });
    expect(await phone.state(ann)).toMatchObject({ number: '+12025550124', version: state.version + 1 });
    await expect(phone.test(ann, { ...login, accountSid: `AC${'2'.repeat(32)}` })).rejects.toMatchObject({ code: 'invalid_input' });

    phone.noteRequest('sms', false);
    await eventually(async () => expect((await phone.state(ann)).refused).toMatchObject({ hook: 'sms' }));
    desk.clock.pass(1);
    phone.noteRequest('voice', true);
    await eventually(async () => expect(await phone.state(cy)).toMatchObject({ seen: { hook: 'voice' }, refused: null }));

    await phone.remove(ann);
    expect([used.at(-1), (await phone.state(ann)).origin]).toEqual([null, null]);
    const fixed = createPhone({ ...desk.deps, phone: { ...line, fixed: true } });
    await expect(fixed.save(ann, { ...login, authToken: 'very-secret-token' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('the first admin hears where his password came from, until he has one of his own', async () => {
    for (const [password, from] of [
      [null, 'printed'],
      ['set by the environment', 'environment'],
    ] as const) {
      const empty = newPlace();
      const fresh = await openInProcessDesk({ opened: await empty.open() });
      const made = await fresh.actions.firstAdmin('root@desk.example', password);
      const [{ id = '', name = '', email = '' } = {}] = await fresh.store.people.agents();
      const root: Viewer = { id, name, email, role: 'admin' };
      expect((await fresh.actions.desk.setup.state(root)).password).toBe(from);
      await fresh.actions.desk.agents.changePassword(root, { current: password ?? made.password ?? '', next: 'a password of his own' });
      expect((await fresh.actions.desk.setup.state(root)).password).toBe('own');
      await empty.remove();
    }
    expect((await api().setup.state(ann)).password).toBe('own');
  });

  test('whoever starts a desk without a password is shown how to set it up, until he has done with it', async () => {
    expect((await api().agents.me(ann)).setupWaits).toBe(false);
    await desk.store.settings.change('setup', desk.clock.now, () => ({ finished: false }));
    expect([(await api().agents.me(ann)).setupWaits, (await api().agents.me(bo)).setupWaits]).toEqual([true, false]);
    await expect(api().setup.change(cy, { finished: true })).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await api().setup.change(ann, { finished: true })).toMatchObject({ finished: true, relay: null });
    expect((await api().agents.me(ann)).setupWaits).toBe(false);
  });
});

/** Articles, follow-up rules, topics and addresses that mail goes out from, changed by two who have both read the same: the second erases nothing without being told. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { newId } from '../../../src/lib/ids.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(() => desk.close());

interface Thing {
  id: string;
  words: string;
  version: number;
}
/** One kind of thing: made new, made by an older version of ours, read, and given other words. */
interface Kind {
  make(words: string): Promise<Thing>;
  old(words: string): Promise<Thing>;
  read(id: string): Promise<Thing | undefined>;
  change(id: string, words: string, version?: number): Promise<Thing>;
  nowhere: string;
}

const ask = () => desk.actions.desk;
const found = <T extends Thing>(things: T[], id: string): T | undefined => things.find((thing) => thing.id === id);

const ARTICLE = { body: 'Pull it out.', language: 'en', public: true } as const;
const articles: Kind = {
  nowhere: newId(),
  make: async (title) => thing(await ask().articles.create(desk.admin, { ...ARTICLE, title })),
  async old(title) {
    const { now } = desk.clock;
    const id = newId();
    await desk.store.articles.add({ ...ARTICLE, id, title, createdAt: now, updatedAt: now });
    return (await this.read(id)) as Thing;
  },
  read: async (id) => found((await ask().articles.list(desk.admin)).items.map(thing), id),
  change: async (id, title, version) => thing(await ask().articles.change(desk.admin, id, { title, version })),
};

const RULE = {
  enabled: true,
  when: { topic: null, on: 'resolve' as const },
  expect: { topic: 'parts', withinDays: 7, probability: null },
  prompt: 'Ask about the rest, too.',
  reply: null,
  checkIn: null,
};
const rules: Kind = {
  nowhere: newId(),
  make: async (name) => thing(await ask().followups.createRule(desk.admin, { ...RULE, name })),
  async old(name) {
    const id = newId();
    await desk.store.followups.addRule({ ...RULE, id, name, createdAt: desk.clock.now.toISOString() });
    return (await this.read(id)) as Thing;
  },
  read: async (id) => found((await ask().followups.rules(desk.admin)).items.map(thing), id),
  change: async (id, name, version) => thing(await ask().followups.changeRule(desk.admin, id, { name, version })),
};

const SENDER = { signature: '', language: null, signedEnvelope: true } as const;
const address = () => `${newId()}@desk.example`;
const senders: Kind = {
  nowhere: newId(),
  make: async (name) => thing(await ask().mailboxes.create(desk.admin, { ...SENDER, name, address: address(), relayUrl: null })),
  async old(name) {
    const id = newId();
    await desk.store.mailboxes.add({ ...SENDER, id, name, address: address(), relay: null, createdAt: desk.clock.now });
    return (await this.read(id)) as Thing;
  },
  read: async (id) => found((await ask().mailboxes.list(desk.admin)).items.map(thing), id),
  change: async (id, name, version) => thing(await ask().mailboxes.change(desk.admin, id, { name, version })),
};

const inAll = (words: string) => ({ en: words, 'zh-CN': words, 'zh-TW': words });
const topics: Kind = {
  nowhere: 'nowhere',
  make: async (words) => thing(await ask().topics.create(desk.admin, { name: { en: words }, keywords: [] })),
  async old(words) {
    const stored = [{ key: 'old', name: inAll(words), keywords: [], archived: false }];
    await desk.store.settings.change('topics', desk.clock.now, () => stored);
    return (await this.read('old')) as Thing;
  },
  read: async (id) => found((await ask().topics.list(desk.admin)).items.map(thing), id),
  change: async (id, words, version) => thing(await ask().topics.change(desk.admin, id, { name: inAll(words), version })),
};

function thing(one: { version: number; title: string } | { version: number; name: string } | { key: string; name: { en: string } }): Thing {
  const { id, key, version, title, name } = one as Thing & { key?: string; title?: string; name?: string | { en: string } };
  return { id: key ?? id, words: title ?? (typeof name === 'object' ? name.en : (name ?? '')), version };
}

describe.each([
  ['an article', articles],
  ['a follow-up rule', rules],
  ['a topic', topics],
  ['an address that mail goes out from', senders],
])('%s', (_what, kind) => {
  test('is not written over by who has not seen it as it is', async () => {
    const { id, version } = await kind.make('Seal');
    expect(version).toBe(0);
    expect(await kind.change(id, 'First', version)).toEqual({ id, words: 'First', version: 1 });
    await expect(kind.change(id, 'Second', version)).rejects.toMatchObject({
      code: 'conflict',
      details: { overtaken: true, version: 1 },
    });
    expect(await kind.read(id)).toEqual({ id, words: 'First', version: 1 });
    // Who has seen it may, and who says no version means it.
    expect(await kind.change(id, 'Second', 1)).toEqual({ id, words: 'Second', version: 2 });
    expect(await kind.change(id, 'Third')).toEqual({ id, words: 'Third', version: 3 });
  });

  test('of two at once one is refused', async () => {
    const { id, version } = await kind.make('Seal');
    const both = await Promise.allSettled(['One', 'Two'].map((words) => kind.change(id, words, version)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('that was stored before there were versions has been changed never', async () => {
    const { id, version } = await kind.old('Old');
    expect(version).toBe(0);
    expect(await kind.change(id, 'First', version)).toEqual({ id, words: 'First', version: 1 });
    await expect(kind.change(id, 'Second', version)).rejects.toMatchObject({ code: 'conflict', details: { overtaken: true } });
  });

  test('that is not there is not there, whatever version is said', async () => {
    for (const version of [0, 3]) await expect(kind.change(kind.nowhere, 'New', version)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('to switch a rule, or to put a topic away, is a change as well; to move a topic is none', async () => {
  const rule = await rules.make('Seal');
  expect(await ask().followups.changeRule(desk.admin, rule.id, { enabled: false })).toMatchObject({ enabled: false, version: 1 });
  await expect(rules.change(rule.id, 'Second', rule.version)).rejects.toMatchObject({ code: 'conflict', details: { overtaken: true } });

  const topic = await topics.make('Seal');
  expect(await ask().topics.change(desk.admin, topic.id, { position: 0 })).toMatchObject({ version: 0 });
  expect(await ask().topics.change(desk.admin, topic.id, { archived: true })).toMatchObject({ archived: true, version: 1 });
  await expect(topics.change(topic.id, 'Second', topic.version)).rejects.toMatchObject({ code: 'conflict', details: { overtaken: true } });
});

import { z } from 'zod';
import type { List } from '../contract/common.js';
import { LANGUAGES, spokenOf } from '../contract/languages.js';
import { Topic, type NewTopic, type TopicPatch } from '../contract/topics.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { KeyedMutex } from '../lib/keyedMutex.js';
import { DEFAULT_TOPICS, type Topic as TopicRule } from '../tickets/topics.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

const TOPICS_KEY = 'topics';
const MOST = 100;
const Stored = z.array(Topic);
const BUILT_IN: Topic[] = DEFAULT_TOPICS.map((topic) => ({ ...topic, archived: false }));

/**
 * The desk's topics: the built-in ones until somebody changes the list. Placing a message must not wait for the store, so
 * every process keeps the list at hand; what another process changed counts here with the next `refresh`.
 */
export function createTopics({ store, bus, now }: Pick<ActionDeps, 'store' | 'bus' | 'now'>) {
  let all: readonly Topic[] = BUILT_IN;
  let live: readonly TopicRule[] = DEFAULT_TOPICS;
  let known = '';
  /** The list is read, changed and written as a whole: two who change it at once take turns. */
  const turns = new KeyedMutex();
  return { list, create, change, refresh, live: () => live, names };

  /** The same list stays the same object: its patterns are compiled once. */
  async function refresh(): Promise<void> {
    const stored = await store.settings.get(TOPICS_KEY);
    const text = stored === null ? '' : JSON.stringify(stored);
    if (text === known) return;
    all = stored === null ? BUILT_IN : Stored.parse(stored);
    live = all.filter(({ archived }) => !archived);
    known = text;
  }

  async function list(viewer: Viewer): Promise<List<Topic>> {
    requireRight(viewer, 'workspace.read');
    await refresh();
    return { items: [...all], nextCursor: null };
  }

  async function create(viewer: Viewer, { name, keywords }: NewTopic): Promise<Topic> {
    requireRight(viewer, 'workspace.share');
    return turns.run(TOPICS_KEY, () => add(name, keywords));
  }

  async function add(name: NewTopic['name'], keywords: NewTopic['keywords']): Promise<Topic> {
    await refresh();
    if (all.length >= MOST) throw new AppError('conflict', `A desk has at most ${MOST} topics.`);
    const key = keyOf(name.en ?? '');
    if (all.some((one) => one.key === key)) throw new AppError('conflict', 'There is a topic of this name already.');
    const topic: Topic = { key, name: inAll(name), keywords: distinct(keywords), archived: false };
    await save([...all, topic]);
    return topic;
  }

  async function change(viewer: Viewer, key: string, patch: TopicPatch): Promise<Topic> {
    requireRight(viewer, 'workspace.share');
    return turns.run(TOPICS_KEY, () => alter(key, patch));
  }

  async function alter(key: string, { name, keywords, archived, position }: TopicPatch): Promise<Topic> {
    await refresh();
    const before = all.find((one) => one.key === key);
    if (!before) throw notFound('topic');
    const topic: Topic = {
      ...before,
      ...(name ? { name: { ...before.name, ...name } } : {}),
      ...(keywords ? { keywords: distinct(keywords) } : {}),
      ...(archived === undefined ? {} : { archived }),
    };
    const at = all.indexOf(before);
    await save(position === undefined ? all.with(at, topic) : all.toSpliced(at, 1).toSpliced(position, 0, topic));
    return topic;
  }

  async function save(topics: readonly Topic[]): Promise<void> {
    await store.settings.set(TOPICS_KEY, topics, now());
    await refresh();
    bus.toAgents('workspace:changed', { what: 'topics' });
  }

  /** As an agent reads them. */
  function names(language: string | undefined): { key: string; name: string; archived: boolean }[] {
    const spoken = spokenOf([language ?? '']) ?? 'en';
    return all.map(({ key, name, archived }) => ({ key, name: name[spoken], archived }));
  }
}

export type Topics = ReturnType<typeof createTopics>;

/** A language that was not said says what its nearest does. */
function inAll(given: NewTopic['name']): Topic['name'] {
  const [any = ''] = Object.values(given);
  const near = { en: given.en ?? any, 'zh-CN': given['zh-CN'] ?? given['zh-TW'] ?? any, 'zh-TW': given['zh-TW'] ?? given['zh-CN'] ?? any };
  return Object.fromEntries(LANGUAGES.map((language) => [language, near[language]])) as Topic['name'];
}

/** `Where is it?` is `where_is_it`; a name without Latin letters gets a key that says nothing. */
function keyOf(name: string): string {
  const slug = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 60);
  return slug || `topic_${newId()}`;
}

const distinct = (keywords: readonly string[]): string[] => [...new Set(keywords)];

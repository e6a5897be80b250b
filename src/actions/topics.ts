import { z } from 'zod';
import { Version, type List } from '../contract/common.js';
import { LANGUAGES, spokenOf } from '../contract/languages.js';
import { Topic, type NewTopic, type TopicPatch } from '../contract/topics.js';
import { AppError, nameTaken, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { DEFAULT_TOPICS, type Topic as TopicRule } from '../tickets/topics.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { requireVersion } from './overtaken.js';

const TOPICS_KEY = 'topics';
const MOST = 100;
const Stored = z.array(Topic.extend({ version: Version.default(0) }));
const BUILT_IN: Topic[] = DEFAULT_TOPICS.map((topic) => ({ ...topic, archived: false, version: 0 }));

/**
 * The desk's topics: the built-in ones until somebody changes the list. Placing a message must not wait for the store, so
 * every process keeps the list at hand; what another process changed counts here with the next `refresh`.
 */
export function createTopics({ store, bus, now }: Pick<ActionDeps, 'store' | 'bus' | 'now'>) {
  let all: readonly Topic[] = BUILT_IN;
  let live: readonly TopicRule[] = DEFAULT_TOPICS;
  let known = '';
  return { list, create, change, refresh, live: () => live, names };

  /** The same list stays the same object: its patterns are compiled once. */
  async function refresh(): Promise<void> {
    const { value } = await store.settings.get(TOPICS_KEY);
    const text = value === null ? '' : JSON.stringify(value);
    if (text === known) return;
    all = listOf(value);
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
    const topic: Topic = { key: keyOf(name.en ?? ''), name: inAll(name), keywords: distinct(keywords), archived: false, version: 0 };
    await save((before) => {
      if (before.length >= MOST) throw new AppError('conflict', `A desk has at most ${MOST} topics.`);
      if (before.some(({ key }) => key === topic.key)) throw nameTaken('topic');
      return [...before, topic];
    });
    return topic;
  }

  /** @throws AppError `conflict` when it is not the version that was read any more */
  async function change(viewer: Viewer, key: string, { version, ...patch }: TopicPatch): Promise<Topic> {
    requireRight(viewer, 'workspace.share');
    const saved = await save((before) => {
      const at = before.findIndex((one) => one.key === key);
      const found = before[at];
      if (!found) throw notFound('topic');
      requireVersion(version, found);
      const topic = patched(found, patch);
      return patch.position === undefined ? before.with(at, topic) : before.toSpliced(at, 1).toSpliced(patch.position, 0, topic);
    });
    return saved.find((one) => one.key === key) ?? Promise.reject(notFound('topic'));
  }

  /** Whoever changes the list at the same time, here or in another process, is not overwritten: the change is made to what he left. */
  async function save(next: (before: readonly Topic[]) => readonly Topic[]): Promise<readonly Topic[]> {
    const { value } = await store.settings.change(TOPICS_KEY, now(), ({ value: before }) => next(listOf(before)));
    await refresh();
    bus.toAgents('workspace:changed', { what: 'topics' });
    return listOf(value);
  }

  /** As an agent reads them. */
  function names(language: string | undefined): { key: string; name: string; archived: boolean }[] {
    const spoken = spokenOf([language ?? '']) ?? 'en';
    return all.map(({ key, name, archived }) => ({ key, name: name[spoken], archived }));
  }
}

export type Topics = ReturnType<typeof createTopics>;

function listOf(stored: unknown): readonly Topic[] {
  return stored === null ? BUILT_IN : Stored.parse(stored);
}

/** Another place in the list alone is no other version: nobody's words are lost by it. */
function patched(topic: Topic, { name, keywords, archived }: TopicPatch): Topic {
  if (!name && !keywords && archived === undefined) return topic;
  return {
    ...topic,
    version: topic.version + 1,
    ...(name ? { name: { ...topic.name, ...name } } : {}),
    ...(keywords ? { keywords: distinct(keywords) } : {}),
    ...(archived === undefined ? {} : { archived }),
  };
}

/** A language that was not said says what its nearest does. */
function inAll(given: NewTopic['name']): Topic['name'] {
  const [any = ''] = Object.values(given);
  const near = { en: given.en ?? any, 'zh-CN': given['zh-CN'] ?? given['zh-TW'] ?? any, 'zh-TW': given['zh-TW'] ?? given['zh-CN'] ?? any };
  return Object.fromEntries(LANGUAGES.map((language) => [language, near[language]])) as Topic['name'];
}

/** `Where is it?` is `where_is_it`; a name without Latin letters gets a key that says nothing. */
function keyOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return slug || `topic_${newId()}`;
}

const distinct = (keywords: readonly string[]): string[] => [...new Set(keywords)];

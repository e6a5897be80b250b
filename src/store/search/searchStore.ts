/**
 * Search by an index of our own, kept in documents, so that it is the same on both engines and needs no server. It is
 * laid out like the index of a search engine: words are gathered in immutable segments, small ones are merged into
 * larger ones, and a search reads some blocks of them. Words are written some hundred messages at a time, which costs a
 * fiftieth of an index entry for each word (docs/decisions/0009-search.md has the figures).
 */
import type { List } from '../../contract/common.js';
import { createMatcher } from '../../lib/search/matchText.js';
import { asksNumber, type Query, readQuery } from '../../lib/search/query.js';
import { AppError } from '../../lib/errors.js';
import type { Log } from '../../ports/log.js';
import type { SearchHit, SearchRequest, SearchStore } from '../../ports/search.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import type { Models } from '../models.js';
import { Blocks, SegmentGone } from './blocks.js';
import { createIndexer, liveSegments } from './indexer.js';
import { type Match, Matches } from './matches.js';
import { Pace } from './pace.js';
import { createResolve } from './resolve.js';
import { KEY_BYTES, keyAt } from './rows.js';
import { Segment } from './segment.js';
import { TicketNumbers } from './ticketNumbers.js';

/** Texts read for one page at most: filters that reject more leave the rest to the next page. */
const MAX_READ = 1000;
const BATCH = 50;
/** How many of the newest matches are ranked against each other. */
const WINDOW = 300;
/** A match as old as this counts half as new. */
const HALF_LIFE_MS = 30 * 86_400_000;
const TRIES = 5;
/** What another process has indexed is found this much later at most; merged segments stay readable for longer. */
const LIVE_MS = 500;

type Resolve = ReturnType<typeof createResolve>;

/** Full-text search over everything that was said; see the README beside. What was stored can be found after the next run of `index`. */
export function createSearchStore(models: Models, log: Log): SearchStore & { close(): Promise<void> } {
  const blocks = new Blocks(models);
  let live: { segments: Promise<Segment[]>; at: number } | null = null;
  const indexer = createIndexer(models, blocks, log, () => (live = null));
  const pace = new Pace();
  const numbers = new TicketNumbers();
  let known = new Map<string, Segment>();
  const steadily = <T>(search: () => Promise<T>): Promise<T> => again(search, () => (live = null));

  return {
    find: (request) => steadily(() => find(request)),
    ticketIds: (q, limit, skip = 0) => steadily(() => ticketIds(q, limit, skip)),
    index: () => indexer.index(),
    close: () => indexer.close(),
  };

  async function find(request: SearchRequest): Promise<List<SearchHit>> {
    const query = readQuery(request.q);
    if (!query || (request.kinds && !request.kinds.length)) return { items: [], nextCursor: null };
    const resolve = createResolve(models, request, createMatcher(query), numbers, pace);
    return request.sort === 'newest' ? newest(request, query, resolve) : best(request, query, resolve);
  }

  async function newest(request: SearchRequest, query: Query, resolve: Resolve): Promise<List<SearchHit>> {
    const matches = await proposed(request, query, request.cursor ? readKey(decodeCursor(request.cursor).id) : null, false);
    const items: SearchHit[] = [];
    let last: Match | null = null;
    let read = 0;
    for (;;) {
      const batch: Match[] = [];
      // At first no more than fit; if filters refuse many, in larger steps.
      const size = read === 0 ? request.limit + 1 : BATCH;
      while (batch.length < size) {
        const match = await matches.next();
        if (!match || ended(request, match)) break;
        if (wanted(request, match)) batch.push(match);
      }
      const hits = await resolve(batch);
      read += batch.length;
      for (const [i, match] of batch.entries()) {
        const hit = hits[i];
        if (hit && items.length === request.limit) return { items, nextCursor: last && encodeCursor('newest', last.key.toString('hex')) };
        last = match;
        if (!hit) continue;
        hit.score += scoreOf(match);
        items.push(hit);
      }
      if (batch.length < size) return { items, nextCursor: null };
      if (read >= MAX_READ) return { items, nextCursor: last && encodeCursor('newest', last.key.toString('hex')) };
    }
  }

  /** The best of the newest WINDOW matches first; when those are used up, the best of the next ones. */
  async function best(request: SearchRequest, query: Query, resolve: Resolve): Promise<List<SearchHit>> {
    const from = request.cursor ? decodeCursor(request.cursor) : null;
    const items: SearchHit[] = [];
    let offset = typeof from?.value === 'number' ? from.value : 0;
    const matches = await proposed(request, query, from ? readKey(from.id) : null, true);
    let read = 0;
    for (;;) {
      const window = await nextWindow(request, matches);
      const [first] = window;
      if (!first) return { items, nextCursor: null };
      // Numbers that end alike are alike to the index.
      const told = asksNumber(query) ? await resolve(window) : null;
      const ranked = window
        .map((match, i) => ({ match, hit: told?.[i] ?? null, score: scoreOf(match) + (told?.[i]?.score ?? 0) }))
        .sort((a, b) => b.score - a.score || Buffer.compare(b.match.key, a.match.key));
      while (offset < ranked.length) {
        if (read >= MAX_READ) return { items, nextCursor: encodeCursor(offset, first.key.toString('hex')) };
        const batch = ranked.slice(offset, offset + Math.max(8, request.limit - items.length));
        const hits = told ? batch.map(({ hit }) => hit) : await resolve(batch.map(({ match }) => match));
        read += batch.length;
        for (const [i, { score }] of batch.entries()) {
          if (items.length === request.limit) return { items, nextCursor: encodeCursor(offset, first.key.toString('hex')) };
          offset++;
          const hit = hits[i];
          if (!hit) continue;
          hit.score = Math.round(score * 1000) / 1000;
          items.push(hit);
        }
      }
      if (window.length < WINDOW) return { items, nextCursor: null };
      offset = 0;
    }
  }

  async function nextWindow(request: SearchRequest, matches: Matches): Promise<Match[]> {
    const window: Match[] = [];
    while (window.length < WINDOW) {
      const match = await matches.next();
      if (!match || ended(request, match)) break;
      if (wanted(request, match)) window.push(match);
    }
    return window;
  }

  async function ticketIds(q: string, limit: number, skip: number): Promise<string[]> {
    const query = readQuery(q);
    if (!query) return [];
    const matches = await proposed({}, query, null, false);
    if (asksNumber(query)) return (await ticketsRead(query, matches, skip + limit)).slice(skip);
    const ids = new Set<string>();
    // By the index alone, which rests now and then: a word that is everywhere has its tickets near at hand.
    while (ids.size < skip + limit) {
      const match = await matches.next();
      if (!match) break;
      if (match.kind !== 'customer') ids.add(match.ticketId);
    }
    return [...ids].slice(skip);
  }

  /** Their texts are read: to the index, numbers that end alike are one. */
  async function ticketsRead(query: Query, matches: Matches, most: number): Promise<string[]> {
    const resolve = createResolve(models, {}, createMatcher(query), numbers, pace);
    const ids = new Set<string>();
    for (let isMore = true; isMore && ids.size < most;) {
      const batch: Match[] = [];
      while (isMore && batch.length < BATCH) {
        const match = await matches.next();
        if (!match) isMore = false;
        else if (match.kind !== 'customer') batch.push(match);
      }
      for (const hit of await resolve(batch)) if (hit?.ticketId) ids.add(hit.ticketId);
    }
    return [...ids].slice(0, most);
  }

  async function proposed(
    request: Pick<SearchRequest, 'from' | 'to'>,
    query: Query,
    cursor: Buffer | null,
    inclusive: boolean,
  ): Promise<Matches> {
    if (!live || performance.now() - live.at > LIVE_MS) live = { segments: readLive(), at: performance.now() };
    const segments = await live.segments;
    const after = cursor ?? (request.to ? keyAt(request.to.getTime() - 1) : null);
    return new Matches(segments, query, pace, { after, inclusive: inclusive || !cursor, from: request.from?.getTime() ?? 0 });
  }

  async function readLive(): Promise<Segment[]> {
    const headers = await liveSegments(models);
    known = new Map(headers.map((header) => [header._id, known.get(header._id) ?? new Segment(header, blocks)]));
    return [...known.values()];
  }
}

/** Segments that a search reads may be merged away under it: then it begins anew. */
async function again<T>(search: () => Promise<T>, forget: () => void): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await search();
    } catch (error) {
      // Of those that are live now; a failed read of them is not kept either.
      forget();
      if (!(error instanceof SegmentGone) || tries >= TRIES) throw error;
    }
  }
}

/** What the row alone can refuse. */
function wanted({ kinds, channel, statuses, assigneeId, tag }: SearchRequest, match: Match): boolean {
  if (kinds && !kinds.includes(match.kind)) return false;
  if (match.kind === 'customer') return !channel && !statuses && assigneeId === undefined && !tag;
  return !channel || match.channel === null || match.channel === channel;
}

function ended({ from }: SearchRequest, match: Match): boolean {
  return from !== undefined && match.at < from.getTime();
}

/** Whole words, titles and repetition count; of two alike the newer is better. */
function scoreOf({ weight, at }: Match): number {
  const age = Math.max(0, Date.now() - at);
  return weight + HALF_LIFE_MS / (HALF_LIFE_MS + age);
}

function readKey(hex: string): Buffer {
  const key = Buffer.from(hex, 'hex');
  if (key.length !== KEY_BYTES) throw new AppError('invalid_input', 'This cursor is not one of ours.');
  return key;
}

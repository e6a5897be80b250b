import { percentile } from '../figures.js';
import type { Question } from './questions.js';

/** One question, asked of the store and of the floor with the same keys in turn. Milliseconds. */
export interface Measured {
  name: string;
  p50: number;
  p95: number;
  floorP50: number;
  floorP95: number;
  /** Processor time for each question: what is left when others use the machine too. */
  cpu: number;
  floorCpu: number;
  /** How many records an answer has: figures of two sizes compare only where it is the same. */
  entries: number;
  block: Block;
}

/** The longest that the event loop stood still. */
export interface Block {
  /** By the clock, which runs on while other programs have the processor. */
  clockMs: number;
  /** Of it at most so much was work of this process. */
  ownMs: number;
}

/** A desk runs for days: what counts is how it does when its code is compiled and what it reads again and again is in memory. */
const WARM_UP = { asks: 10, atMostMs: 1000 };
/** So many answers are compared: a floor that answers something else would be none. */
const CHECKED = 12;
/** A short question is asked so long: a thousand of twenty microseconds are over before the machine has changed its pace once. */
export const AT_LEAST_MS = 2000;
/** Of a hit: FTS5 has an order of its own and shows the words as they are in the index. */
const UNLIKE = new Set(['score', 'snippet']);

/** The store and the floor see every key, one right after the other, so that a busy machine slows both down. */
export async function measure<K>({ name, keys, ours, floor, entries: counted }: Question<K>): Promise<Measured> {
  const [mine, theirs]: [number[], number[]] = [[], []];
  let entries = 0;
  const checked = keys.slice(0, CHECKED);
  for (const key of checked) entries += mustAgree(name, await ours(key), floor(key)) / checked.length;
  await warmUp(keys, ours);
  await warmUp(keys, floor);
  const until = performance.now() + AT_LEAST_MS;
  for (let i = 0; i < keys.length || performance.now() < until; i++) {
    const key = keys[i % keys.length] as K;
    // In turn, so that neither always finds the pages that the other has just read.
    const first = i % 2 === 0;
    const a = first ? await timed(() => ours(key)) : 0;
    const b = await timed(() => floor(key));
    mine.push(first ? a : await timed(() => ours(key)));
    theirs.push(b);
  }
  const [cpu, floorCpu] = [await cpuOf(keys, ours), await cpuOf(keys, floor)];
  const block = await longestBlock(keys.slice(0, 100), ours);
  return {
    name,
    cpu,
    floorCpu,
    entries: counted ?? entries,
    block,
    p50: percentile(mine, 0.5),
    p95: percentile(mine, 0.95),
    floorP50: percentile(theirs, 0.5),
    floorP95: percentile(theirs, 0.95),
  };
}

export async function warmUp<K>(keys: K[], ask: (key: K) => unknown): Promise<void> {
  const until = performance.now() + WARM_UP.atMostMs;
  for (let i = 0; i < WARM_UP.asks * keys.length && performance.now() < until; i++) await ask(keys[i % keys.length] as K);
}

/** Looks in at every turn of the event loop, with room for timers between two questions: what is seen is one of them alone. */
export async function longestBlock<K>(keys: K[], ask: (key: K) => Promise<unknown>): Promise<Block> {
  const block: Block = { clockMs: 0, ownMs: 0 };
  let at = performance.now();
  let used = cpuMs();
  let done = false;
  const look = (): void => {
    // The look that is still to come sees what is done after the last question.
    if (done) return;
    const [now, nowUsed] = [performance.now(), cpuMs()];
    block.clockMs = Math.max(block.clockMs, now - at);
    block.ownMs = Math.max(block.ownMs, Math.min(now - at, nowUsed - used));
    [at, used] = [now, nowUsed];
    setImmediate(look);
  };
  setImmediate(look);
  for (const key of keys) {
    await ask(key);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  done = true;
  return block;
}

/** Of all threads: the collector's count too. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function cpuOf<K>(keys: K[], ask: (key: K) => unknown): Promise<number> {
  const before = cpuMs();
  for (const key of keys) await ask(key);
  return (cpuMs() - before) / keys.length;
}

export async function timed(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * Of a list only as far as our page goes: the floor reads one more.
 * @returns how many entries there are
 * @throws when the two do not say the same
 */
export function mustAgree(name: string, answer: unknown, floor: unknown): number {
  const mine = entriesOf(answer);
  const theirs = entriesOf(floor);
  const differs = mine.findIndex((entry, i) => entry !== theirs[i]);
  if (differs < 0 && theirs.length - mine.length <= 1) return mine.length;
  const at = differs < 0 ? mine.length : differs;
  throw new Error(
    `${name}: entry ${at} of the store (${mine.length} entries) and of the floor (${theirs.length}) differ:\n${mine[at] ?? 'missing'}\n${theirs[at] ?? 'missing'}`,
  );
}

/** Each record as text, with all that is in it. */
function entriesOf(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.map((entry) => JSON.stringify(comparable(entry)));
  return isRecord(answer) && 'items' in answer ? entriesOf(answer['items']) : [JSON.stringify(comparable(answer))];
}

/** Keys in one order, and nothing where a column says null: a document leaves it out. */
function comparable(value: unknown): unknown {
  if (value instanceof Map) return comparable(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(comparable);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([key, part]) => part !== null && part !== undefined && !UNLIKE.has(key));
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, comparable(part)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

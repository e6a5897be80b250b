import { monitorEventLoopDelay } from 'node:perf_hooks';
import { percentile } from '../figures.js';

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
  /** The longest that the event loop stood still while only the store was asked. */
  blockMs: number;
}

const WARM_UP = 5;
/** So many answers are compared: a floor that answers something else would be none. */
const CHECKED = 12;

/**
 * @param ours answers one key; @param floor the same from the shadow tables.
 * Both see every key, one right after the other, so that a busy machine slows both down.
 */
export async function measure<K>(name: string, keys: K[], ours: (key: K) => Promise<unknown>, floor: (key: K) => unknown): Promise<Measured> {
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (const key of keys.slice(0, CHECKED)) mustAgree(name, await ours(key), floor(key));
  for (const [i, key] of [...keys.slice(0, WARM_UP), ...keys].entries()) {
    // In turn, so that neither always finds the pages that the other has just read.
    const first = i % 2 === 0;
    const a = first ? await timed(() => ours(key)) : 0;
    const b = await timed(() => floor(key));
    const c = first ? a : await timed(() => ours(key));
    if (i < WARM_UP) continue;
    mine.push(c);
    theirs.push(b);
  }
  const [cpu, floorCpu] = [await cpuOf(keys, ours), await cpuOf(keys, floor)];
  const blockMs = await longestBlock(keys.slice(0, 100), ours);
  return {
    name, cpu, floorCpu, blockMs, p50: percentile(mine, 0.5), p95: percentile(mine, 0.95), floorP50: percentile(theirs, 0.5), floorP95: percentile(theirs, 0.95),
  };
}

/** With room for timers between two questions: what is seen is one of them alone. */
export async function longestBlock<K>(keys: K[], ask: (key: K) => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.reset();
  for (const key of keys) {
    await ask(key);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  delay.disable();
  return delay.max / 1e6;
}

async function cpuOf<K>(keys: K[], ask: (key: K) => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (const key of keys) await ask(key);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / keys.length;
}

async function timed(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** @throws when the two do not say the same. Of a list only as far as our page goes: the floor reads one more. */
function mustAgree(name: string, answer: unknown, floor: unknown): void {
  const mine = idsOf(answer);
  const theirs = idsOf(floor);
  if (mine === null || theirs === null) {
    const [ours, its] = [shown(answer), shown(floor)];
    if (ours !== its) throw new Error(`${name}: the store says ${ours}, the floor ${its}`);
    return;
  }
  const differs = mine.findIndex((id, i) => id !== theirs[i]);
  if (differs < 0 && theirs.length - mine.length <= 1) return;
  const at = differs < 0 ? mine.length : differs;
  throw new Error(`${name}: the store's entry ${at} is ${mine[at] ?? 'missing'}, the floor's ${theirs[at] ?? 'missing'} (${mine.length} entries, ${theirs.length} in the floor)`);
}

/** Of lists and single records; null for what has no ids, such as counters. */
function idsOf(answer: unknown): string[] | null {
  if (Array.isArray(answer)) return answer.flatMap((entry: unknown) => (typeof entry === 'object' && entry !== null && 'id' in entry ? [String(entry.id)] : []));
  if (typeof answer !== 'object' || answer === null) return [];
  if ('items' in answer) return idsOf(answer.items);
  return 'id' in answer ? [String(answer.id)] : null;
}

/** As text, records by their ids alone. */
function shown(answer: unknown): string {
  return JSON.stringify(answer, (_key, value: unknown) => (value instanceof Map ? [...value] : typeof value === 'object' && value !== null && 'id' in value ? value.id : value));
}

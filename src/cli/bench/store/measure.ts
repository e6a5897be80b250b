import { monitorEventLoopDelay } from 'node:perf_hooks';
import { percentile } from '../figures.js';

/** One question, asked of the store and of the floor with the same keys in turn. Milliseconds. */
export interface Measured {
  name: string;
  p50: number;
  p95: number;
  floorP50: number;
  floorP95: number;
  /** The longest that the event loop stood still while only the store was asked. */
  blockMs: number;
}

const WARM_UP = 5;

/**
 * @param ours answers one key; @param floor the same from the shadow tables.
 * Both see every key, one right after the other, so that a busy machine slows both down.
 */
export async function measure<K>(name: string, keys: K[], ours: (key: K) => Promise<unknown>, floor: (key: K) => unknown): Promise<Measured> {
  const [mine, theirs]: [number[], number[]] = [[], []];
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
  const blockMs = await longestBlock(keys.slice(0, 100), ours);
  return { name, p50: percentile(mine, 0.5), p95: percentile(mine, 0.95), floorP50: percentile(theirs, 0.5), floorP95: percentile(theirs, 0.95), blockMs };
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

async function timed(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

import { jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, type EngineOptions } from '../../../../src/store/sqlite/engine.js';
import { turn } from '../../../../src/store/sqlite/turn.js';
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';

/** How many cases a property test tries; raise it for a long search: `SQLITE_CASES=2000`. */
export const CASES = Number(process.env['SQLITE_CASES'] ?? 100);

/**
 * The cases of every run, so that a failure is of the change and not of the day; in a full run once more with others, whose seed
 * is said at its start: a new one each time by hand, always the same in `.ci/run`. `FRESH_SEED=...` repeats them.
 */
export const SEEDS = [20_261_122, ...(process.env['FRESH_SEED'] ? [Number(process.env['FRESH_SEED'])] : [])];

/** How often a property is tried with this seed: half as often with a new one. */
export const runs = (wanted: number, seed: number): { numRuns: number; seed: number } => ({
  numRuns: seed === SEEDS[0] ? wanted : Math.ceil(wanted / 2),
  seed,
});

/** A folder of its own for a store file, and the way to remove it. */
export function scratch(): { file: string; folder: string; clean: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'sayonce-sqlite-'));
  return { folder, file: join(folder, 'store.db'), clean: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An engine in memory with one collection. */
export async function memoryCollection(options: EngineOptions = {}): Promise<{ engine: Engine; things: SqliteCollection }> {
  const engine = await Engine.open(':memory:', options);
  return { engine, things: new SqliteCollection(engine, 'test', 'things') };
}

/** What the engine's clock told while a work was done. */
export interface Steps {
  /** How often it was asked: once for each step that the engine takes for long enough to be counted. */
  all: number;
  /** The most of them in one turn of the event loop. */
  longest: number;
}

/**
 * Does a work by a clock that runs on by one ms whenever it is asked, so that neither the machine nor the collector of garbage
 * has a say in it: what does not ask takes no steps, and what asks and does not let others run takes all of them in one turn.
 */
export async function stepsOf(work: () => Promise<unknown>): Promise<Steps> {
  let now = Math.ceil(performance.now());
  let from = now;
  const begun = now;
  let longest = 0;
  let done = false;
  const look = (): void => {
    longest = Math.max(longest, now - from);
    from = now;
    if (!done) setImmediate(look);
  };
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => ++now);
  setImmediate(look);
  try {
    await work();
  } finally {
    done = true;
    look();
    // What this turn has noted of a clock that ran ahead is not compared with the other.
    await turn();
    clock.mockRestore();
  }
  return { all: now - begun, longest };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, type EngineOptions } from '../../../../src/store/sqlite/engine.js';
import { cpuNow } from '../../../support/cpuNow.js';
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

/** The turns of the event loop that a work took, and which part of its processor time the longest of them had (0 to 1). */
export async function turnsOf(work: () => Promise<unknown>): Promise<{ count: number; longest: number }> {
  const used: number[] = [];
  let at = cpuNow();
  let done = false;
  const look = (): void => {
    const now = cpuNow();
    used.push(now - at);
    at = now;
    if (!done) setImmediate(look);
  };
  setImmediate(look);
  await work();
  done = true;
  used.push(cpuNow() - at);
  return { count: used.length, longest: Math.max(...used) / used.reduce((sum, one) => sum + one, 0) };
}

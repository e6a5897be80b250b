import { fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { figure, type Figure } from '../figures.js';
import type { SizeReport } from './measureSize.js';
import type { Measured } from './measure.js';
import type { Prepared } from './prepare.js';
import { isWanted, readSections } from './sections.js';

const MAX_BLOCK_MS = 50;

/** How much dearer than its SQL a figure may be, and how much dearer than with the fewest messages. */
function goalOf(name: string): { ratio: number; growth: number } {
  if (name.startsWith('search')) return { ratio: 2, growth: 3 };
  return { ratio: / by /.test(name) ? 6 : 3, growth: 1.5 };
}

/**
 * The embedded store with more and more in it, beside hand-written SQL on the same file in the same minute.
 * @param sizes messages, e.g. `10k,100k,1m`; @param only sections with commas; @param keep a folder in which the seeds stay
 * for the next run.
 */
export async function benchStore({ sizes = '10k,100k,1m', only = '', keep }: { sizes?: string | undefined; only?: string | undefined; keep?: string | undefined }): Promise<Figure[]> {
  readSections(only);
  const root = keep ? path.resolve(keep) : mkdtempSync(path.join(os.tmpdir(), 'sayonce-bench-store-'));
  const figures: Figure[] = [];
  let smallest: Map<string, number> | null = null;
  try {
    for (const label of sizes.split(',')) {
      const messages = Number(label.trim().toLowerCase().replace('k', '000').replace('m', '000000'));
      if (!Number.isSafeInteger(messages) || messages < 1000) throw new Error(`"${label}" is not a size: 10k, 100k, 1m`);
      const { prepared, report } = await runSize(root, messages, only, keep !== undefined);
      figures.push(...figuresOf(label.trim(), prepared, report, smallest));
      smallest ??= new Map(report.measured.map(({ name, p50 }) => [name, p50]));
    }
  } finally {
    if (!keep) rmSync(root, { recursive: true, force: true });
  }
  return figures;
}

async function runSize(root: string, messages: number, only: string, isKept: boolean): Promise<{ prepared: Prepared; report: SizeReport }> {
  const seed = path.join(root, `store-${messages}`);
  if (!existsSync(path.join(seed, 'prepared.json'))) {
    rmSync(seed, { recursive: true, force: true });
    mkdirSync(seed, { recursive: true });
    await run('prepare.js', [seed, String(messages)]);
  }
  const prepared = JSON.parse(readFileSync(path.join(seed, 'prepared.json'), 'utf8')) as Prepared;
  // Inserting changes a seed that is kept, so then it is measured in a copy.
  const copied = isKept && isWanted('insert', only);
  const work = copied ? mkdtempSync(path.join(root, 'work-')) : seed;
  try {
    if (copied) cpSync(seed, work, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const report = await run<SizeReport>('measureSize.js', [work, only]);
    if (!report) throw new Error('the measuring process said nothing');
    return { prepared, report };
  } finally {
    if (work !== seed || !isKept) rmSync(work, { recursive: true, force: true });
  }
}

/** In a process of its own: memory and caches start from nothing. */
async function run<T>(script: string, args: string[]): Promise<T | null> {
  const child = fork(path.join(import.meta.dirname, script), args);
  let answer: T | null = null;
  child.on('message', (message) => (answer = message as T));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return answer;
}

function figuresOf(label: string, prepared: Prepared, report: SizeReport, smallest: Map<string, number> | null): Figure[] {
  const rate = prepared.messages / prepared.seconds;
  return [
    figure(`${label}: others on the machine (load average)`, os.loadavg()[0] ?? 0, 'runnable'),
    figure(`${label}: seed`, rate, 'messages/s', null, { words: '>= 5000', holds: rate >= 5000 }),
    figure('  its search index', prepared.messages / prepared.indexSeconds, 'messages/s'),
    ...(report.insert === null ? [] : figuresOfInsert(label, report.insert)),
    ...report.measured.flatMap((measured) => figuresOfOne(label, measured, smallest)),
    figure(`${label}: opening the store`, report.openMs, 'ms'),
    figure(`${label}: memory after reading`, report.rssMb, 'MB'),
    figure(`${label}: store on disk`, prepared.storeMb, 'MB'),
    figure(`${label}: store on disk, a message`, (prepared.storeMb * 1024) / prepared.messages, 'kB'),
  ];
}

function figuresOfInsert(label: string, insert: NonNullable<SizeReport['insert']>): Figure[] {
  const half = (value: number, floor: number): { words: string; holds: boolean } => ({ words: '>= 0.5 x SQL', holds: value >= 0.5 * floor });
  return [
    figure(`${label}: insert, one by one`, insert.oneByOne, 'messages/s', insert.oneByOneFloor, half(insert.oneByOne, insert.oneByOneFloor)),
    figure('  transactions a message', insert.commits.oneByOne, '', insert.commits.oneByOneFloor),
    figure(`${label}: insert, 24 at once`, insert.together, 'messages/s', insert.togetherFloor, half(insert.together, insert.togetherFloor)),
    figure('  transactions a message', insert.commits.together, '', insert.commits.togetherFloor),
    figure(`${label}: longest block while inserting`, insert.blockMs, 'ms', null, { words: `<= ${MAX_BLOCK_MS} ms`, holds: insert.blockMs <= MAX_BLOCK_MS }),
  ];
}

function figuresOfOne(label: string, { name, p50, p95, floorP50, floorP95, cpu, floorCpu, blockMs }: Measured, smallest: Map<string, number> | null): Figure[] {
  const goal = goalOf(name);
  const before = smallest?.get(name);
  return [
    figure(`${label}: ${name}, p50`, p50, 'ms', floorP50, { words: `<= ${goal.ratio} x SQL`, holds: p50 <= goal.ratio * floorP50 }),
    figure('  p95', p95, 'ms', floorP95),
    // Watched, not judged: it tells a slow store from a busy machine.
    figure('  processor time', cpu, 'ms', floorCpu),
    ...(before === undefined ? [] : [figure('  p50 against the smallest size', p50, 'ms', before, { words: `<= ${goal.growth} x`, holds: p50 <= goal.growth * before })]),
    figure('  longest block', blockMs, 'ms', null, { words: `<= ${MAX_BLOCK_MS} ms`, holds: blockMs <= MAX_BLOCK_MS }),
  ];
}

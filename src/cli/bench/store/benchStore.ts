import { fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { figure, type Figure } from '../figures.js';
import { NODE_FLAGS } from '../nodeFlags.js';
import type { Growth } from './measureGrowth.js';
import type { SizeReport } from './measureSize.js';
import type { InsertMeasured } from './insert.js';
import type { Block, Measured } from './measure.js';
import type { Prepared } from './prepare.js';
import { isWanted, readSections } from './sections.js';

const MAX_BLOCK_MS = 50;
/** How much dearer than with the fewest messages. */
const GROWTH = 1.5;
/** Messages a second: a million in a quarter of an hour, on one core and beside other work. It is made once, and kept. */
const SEED_RATE = 1100;

/** How much dearer than its SQL a figure may be, and how much dearer than with the fewest messages. */
function goalOf(name: string): { ratio: number; growth: number } {
  if (name.startsWith('search')) return { ratio: 2, growth: 3 };
  return { ratio: / by /.test(name) ? 6 : 3, growth: GROWTH };
}

/**
 * The embedded store with more and more in it, beside hand-written SQL on the same file in the same minute. Growth is measured
 * by asking the smallest and a larger one in turn, so that both meet the machine as it is. It is judged where the answers are equally long at both sizes, so of lists that every size can fill. Where a larger store has more to
 * say (a page of 50 live tickets for one of 2, counters of 7,105 live tickets for those of 63) more time is right: there it
 * is printed and not judged, and judged is how much more it grew than the SQL for the same answer did.
 * @param sizes messages, e.g. `10k,100k,1m`; @param only sections with commas; @param keep a folder in which the seeds stay
 * for the next run.
 */
export async function benchStore({
  sizes = '10k,100k,1m',
  only = '',
  keep,
}: {
  sizes?: string | undefined;
  only?: string | undefined;
  keep?: string | undefined;
}): Promise<Figure[]> {
  readSections(only);
  const root = keep ? path.resolve(keep) : mkdtempSync(path.join(os.tmpdir(), 'sayonce-bench-store-'));
  const measured: ({ label: string } & Run)[] = [];
  try {
    for (const label of sizes.split(',')) measured.push({ label: label.trim(), ...(await runSize(root, label.trim(), only)) });
    const [first, ...larger] = measured;
    if (!first || larger.length === 0) return measured.flatMap((one) => figuresOf(one.label, one, null));
    const figures = figuresOf(first.label, first, null);
    for (const one of larger) {
      const growths = (await run<Growth[]>('measureGrowth.js', [seedOf(root, first.label), seedOf(root, one.label), only])) ?? [];
      // Inserting cannot take turns: once more, so that the mean is of before and after.
      const again = isWanted('insert', only) ? await runSize(root, first.label, 'insert') : first;
      figures.push(
        ...figuresOf(one.label, one, { report: first.report, insert: meanOf(first.report.insert, again.report.insert), growths }),
      );
    }
    return figures;
  } finally {
    if (!keep) rmSync(root, { recursive: true, force: true });
  }
}

/** One size, measured. */
interface Run {
  prepared: Prepared;
  report: SizeReport;
  /** Of the machine, just after. */
  load: number;
}

/** What a larger store is held against. */
interface Smallest {
  report: SizeReport;
  insert: InsertMeasured | null;
  growths: readonly Growth[];
}

function meanOf(one: InsertMeasured | null, other: InsertMeasured | null): InsertMeasured | null {
  return one && other ? { ...one, oneByOne: (one.oneByOne + other.oneByOne) / 2, together: (one.together + other.together) / 2 } : one;
}

const seedOf = (root: string, label: string): string => path.join(root, `store-${messagesIn(label)}`);

function messagesIn(label: string): number {
  const messages = Number(label.trim().toLowerCase().replace('k', '000').replace('m', '000000'));
  if (!Number.isSafeInteger(messages) || messages < 1000) throw new Error(`"${label}" is not a size: 10k, 100k, 1m`);
  return messages;
}

async function runSize(root: string, label: string, only: string): Promise<Run> {
  const messages = messagesIn(label);
  const seed = seedOf(root, label);
  if (!existsSync(path.join(seed, 'prepared.json'))) {
    rmSync(seed, { recursive: true, force: true });
    mkdirSync(seed, { recursive: true });
    await run('prepare.js', [seed, String(messages)]);
  }
  const prepared = JSON.parse(readFileSync(path.join(seed, 'prepared.json'), 'utf8')) as Prepared;
  // Inserting changes the seed, which is asked for growth later and may be kept: it is measured in a copy.
  const copied = isWanted('insert', only);
  const work = copied ? mkdtempSync(path.join(root, 'work-')) : seed;
  try {
    if (copied) cpSync(seed, work, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const report = await run<SizeReport>('measureSize.js', [work, only]);
    if (!report) throw new Error('the measuring process said nothing');
    return { prepared, report, load: os.loadavg()[0] ?? 0 };
  } finally {
    if (copied) rmSync(work, { recursive: true, force: true });
  }
}

/** In a process of its own: memory and caches start from nothing. */
async function run<T>(script: string, args: string[]): Promise<T | null> {
  const child = fork(path.join(import.meta.dirname, script), args, { execArgv: NODE_FLAGS });
  let answer: T | null = null;
  child.on('message', (message) => (answer = message as T));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return answer;
}

function figuresOf(label: string, { prepared, report, load }: Run, smallest: Smallest | null): Figure[] {
  const rate = prepared.messages / prepared.seconds;
  return [
    figure(`${label}: others on the machine (load average)`, load, 'runnable'),
    figure(`${label}: seed`, rate, 'messages/s', null, { words: `>= ${SEED_RATE}`, holds: rate >= SEED_RATE }),
    figure('  its search index', prepared.messages / prepared.indexSeconds, 'messages/s'),
    ...(report.insert === null ? [] : figuresOfInsert(label, report.insert, smallest?.insert ?? null)),
    ...report.measured.flatMap((measured) => figuresOfOne(label, measured, smallest)),
    figure(`${label}: opening the store`, report.openMs, 'ms'),
    ...grown('  against the smallest size', report.openMs, 'ms', smallest?.report.openMs),
    figure(`${label}: memory after reading`, report.rssMb, 'MB'),
    ...(report.measured.length > 0 ? grown('  against the smallest size', report.rssMb, 'MB', smallest?.report.rssMb) : []),
    figure(`${label}: store on disk`, prepared.storeMb, 'MB'),
    figure(`${label}: store on disk, a message`, (prepared.storeMb * 1024) / prepared.messages, 'kB'),
  ];
}

function grown(name: string, value: number, unit: string, before: number | undefined, most = GROWTH): Figure[] {
  return before === undefined ? [] : [figure(name, value, unit, before, { words: `<= ${most} x`, holds: value <= most * before })];
}

/** An answer that is longer costs more at any size: a small store has little that is open. */
function isAsLong(smallest: Measured, entries: number): boolean {
  return smallest.entries >= 0.8 * entries;
}

function blocked(name: string, { clockMs, ownMs }: Block): Figure[] {
  return [
    figure(name, ownMs, 'ms', null, { words: `<= ${MAX_BLOCK_MS} ms`, holds: ownMs <= MAX_BLOCK_MS }),
    // Watched, not judged: others had the processor meanwhile.
    figure('  by the clock', clockMs, 'ms'),
  ];
}

function figuresOfInsert(label: string, insert: InsertMeasured, smallest: InsertMeasured | null): Figure[] {
  const half = (value: number, floor: number): { words: string; holds: boolean } => ({
    words: '>= 0.5 x SQL',
    holds: value >= 0.5 * floor,
  });
  return [
    figure(
      `${label}: insert, one by one`,
      insert.oneByOne,
      'messages/s',
      insert.oneByOneFloor,
      half(insert.oneByOne, insert.oneByOneFloor),
    ),
    figure('  transactions a message', insert.commits.oneByOne, '', insert.commits.oneByOneFloor),
    ...grown('  against the smallest size', 1000 / insert.oneByOne, 'ms a message', smallest ? 1000 / smallest.oneByOne : undefined),
    figure(
      `${label}: insert, 24 at once`,
      insert.together,
      'messages/s',
      insert.togetherFloor,
      half(insert.together, insert.togetherFloor),
    ),
    figure('  transactions a message', insert.commits.together, '', insert.commits.togetherFloor),
    ...grown('  against the smallest size', 1000 / insert.together, 'ms a message', smallest ? 1000 / smallest.together : undefined),
    ...blocked(`${label}: longest block while inserting`, insert.block),
  ];
}

function figuresOfGrowth({ name, entries }: Measured, { report, growths }: Smallest, most: number): Figure[] {
  const growth = growths.find((one) => one.name === name);
  const before = report.measured.find((one) => one.name === name);
  if (!growth || !before) throw new Error(`the smallest size was not asked: ${name}`);
  const { small, large } = growth;
  if (isAsLong(before, entries)) return grown('  p50 against the smallest size', large.p50, 'ms', small.p50, most);
  const [ours, floors] = [large.p50 / small.p50, large.floorP50 / small.floorP50];
  return [
    figure('  p50 against the smallest size, longer answers', large.p50, 'ms', small.p50),
    figure('  entries, against the smallest size', entries, '', before.entries),
    figure('  growth, against that of SQL', ours, 'x', floors, { words: `<= ${most} x SQL's`, holds: ours <= most * floors }),
  ];
}

function figuresOfOne(label: string, measured: Measured, smallest: Smallest | null): Figure[] {
  const { name, p50, p95, floorP50, floorP95, cpu, floorCpu, entries, block } = measured;
  const goal = goalOf(name);
  return [
    figure(`${label}: ${name}, p50`, p50, 'ms', floorP50, { words: `<= ${goal.ratio} x SQL`, holds: p50 <= goal.ratio * floorP50 }),
    figure('  p95', p95, 'ms', floorP95),
    // Watched, not judged: it tells a slow store from a busy machine.
    figure('  processor time', cpu, 'ms', floorCpu),
    figure('  entries in an answer', entries, ''),
    ...(smallest === null ? [] : figuresOfGrowth(measured, smallest, goal.growth)),
    ...blocked('  longest block', block),
  ];
}

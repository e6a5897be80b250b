/**
 * 500 random orders of twelve mails, with gaps, repeats and answers before their question: of one thread, which is one
 * ticket, and of two people and two matters, solved on the way, which are the three tickets of the order of writing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessDesk, SILENT, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { openStore, type OpenedStore } from '../../../src/store/openStore.js';
import { arrive, groups } from '../../support/anyOrder.js';
import { mailThread, permutations } from '../../support/mailThread.js';
import fc from '../../support/random.js';
import { FIVE, twoMatters } from '../../support/twoMatters.js';

const ALL = Array.from({ length: 12 }, (_, n) => n);
/** What others name alone: without it nothing but the subject would hold the thread together. */
const ONLY_LINKS = [1, 5];

let opened: OpenedStore;
const dataDir = mkdtempSync(join(tmpdir(), 'any-order-'));
beforeAll(async () => {
  opened = await openStore({ kind: 'embedded', dataDir }, SILENT);
});
afterAll(async () => {
  await opened.store.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
});

/** The same ones in every run: `FC_SEED` gives others. */
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] =>
  fc.sample(arbitrary, { numRuns, seed: Number(process.env['FC_SEED'] ?? 20_261_122) });

const hoursOf = (min: number) => fc.array(fc.integer({ min, max: 40 }), { minLength: 1, maxLength: 5 });

/** Some at a time: they share the store's transactions. Each has a clock of its own. */
async function inLanes<T>(
  runs: T[],
  anotherIssue: 'clear' | 'likely',
  run: (desk: InProcessDesk, arrival: T, at: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    const desk = await openInProcessDesk({ opened, policy: { threading: { reopenWindowDays: 14, anotherIssue } } });
    for (let at = next++; at < runs.length; at = next++) {
      desk.clock.now = new Date('2026-11-16T09:00:00Z');
      await run(desk, runs[at] as T, at);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

test('100 orders of twelve mails of one thread give one ticket each, with every mail that arrived, once', async () => {
  const arrivals = fc.record({
    order: fc.shuffledSubarray(ALL, { minLength: 7 }),
    repeats: fc.array(fc.nat(11), { maxLength: 5 }),
    hours: hoursOf(0),
  });
  await inLanes(sample(arrivals, 100), 'clear', async (desk, { order, repeats, hours }, at) => {
    const mails = mailThread(`thread-${at}-x`, 12);
    const all = [...order, ...repeats.filter((again) => order.includes(again))];
    expect({ all, tickets: (await arrive(desk, { mails, order: all, hours, solveAfter: null })).length }).toEqual({ all, tickets: 1 });
  });
}, 300_000);

/** The rule "clear" wants a day of quiet between two matters, "likely" nothing. */
test.each([
  ['clear', 25],
  ['likely', 0],
] as const)(
  "200 orders of two people's mails about two matters give the tickets of the order of writing: %s",
  async (anotherIssue, quiet) => {
    const kept = fc
      .subarray(
        ALL.filter((n) => !ONLY_LINKS.includes(n)),
        { minLength: 5 },
      )
      .map((some) => [...some, ...ONLY_LINKS]);
    const arrivals = fc
      .record({ kept, repeats: fc.array(fc.nat(11), { maxLength: 4 }), hours: hoursOf(quiet), solveAfter: fc.option(fc.nat(11)) })
      .chain(({ kept: some, repeats, ...rest }) => {
        const all = [...some, ...repeats.filter((again) => some.includes(again))];
        return fc.shuffledSubarray(all, { minLength: all.length }).map((order) => ({ ...rest, order }));
      });
    await inLanes(sample(arrivals, 200), anotherIssue, async (desk, arrival, at) => {
      const mails = twoMatters(`${anotherIssue}${at}`);
      const written = groups([...new Set(arrival.order)], (n) => mails[n]?.thread ?? '');
      expect({ arrival, tickets: await arrive(desk, { mails, ...arrival }) }).toEqual({ arrival, tickets: written });
    });
  },
  300_000,
);

test.each([
  ['clear', 26],
  ['likely', 1],
] as const)(
  'all 120 orders of five mails by two people about two matters, %s, give the tickets of the order in which they were written',
  async (anotherIssue, hours) => {
    const orders = permutations([0, 1, 2, 3, 4]).map((order) => order.map((i) => FIVE[i] ?? 0));
    await inLanes(orders, anotherIssue, async (desk, order) => {
      const mails = twoMatters(`${anotherIssue}-${order.join('')}`);
      expect({ order, tickets: await arrive(desk, { mails, order: [...order, order[2] ?? 0], hours: [hours], solveAfter: null }) }).toEqual(
        { order, tickets: ['0 1', '2', '3 5'] },
      );
    });
  },
  300_000,
);

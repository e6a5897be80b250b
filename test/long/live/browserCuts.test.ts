/**
 * A network that is gone for long, reset or silently stalled, while console and chat both type in a real browser.
 * `LIVE_CUTS` (seconds, with commas) says how long; `npm run test:live`: 5 s, 30 s and 3 minutes, all at the same time.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BROWSER } from '../../support/browser.js';
import { type Desk, startDesk } from '../../support/startDesk.js';
import { type Consoles, openBrowser } from '../console/support.js';
import { playTalk, takeSeats } from './browserTalk.js';

const browserTest = BROWSER ? test : test.skip;
const CUTS = (process.env['LIVE_CUTS'] ?? '5').split(',').map(Number);
/** The short run has the harder of the two: the one that nobody is told of. */
const HOWS = process.env['LIVE_CUTS'] ? (['cut', 'stall'] as const) : (['stall'] as const);
const LINES = 8;
let desk: Desk;
let consoles: Consoles;

beforeAll(async () => {
  desk = await startDesk();
  if (BROWSER) consoles = await openBrowser(desk);
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk?.stop();
}, 60_000);

browserTest(
  `a network that is gone for ${CUTS.join(', ')} s`,
  async () => {
    const talks = CUTS.flatMap((seconds) => HOWS.map((how) => ({ seconds, how })));
    const failures: string[] = [];
    await Promise.all(
      talks.map(async ({ seconds, how }) => {
        const seats = await takeSeats(desk, consoles);
        // The lines are spread over the whole break and a little more: some before it, most in it, the last after it.
        const gap = Math.round((seconds * 1000 + 1500) / LINES);
        const plan = {
          breaks: [{ what: 'both' as const, how, afterMs: 600, forMs: seconds * 1000 }],
          gaps: { visitor: [gap - 100], agent: [gap - 60] },
        };
        await playTalk(desk, consoles, seats, `c${seconds}${how}`, LINES, plan).catch((failure: Error) => failures.push(failure.message));
        await seats.close();
      }),
    );
    expect(failures).toEqual([]);
    expect(consoles.faults).toEqual([]);
  },
  180_000 + Math.max(...CUTS) * 1000,
);

/**
 * The console and the chat as they are shipped, in a real browser, both typing while their lines break and the server is
 * restarted and killed under them. `LIVE_ROUNDS` plays more rounds (`npm run test:live`: 50).
 */
import { afterAll, expect, test } from '@jest/globals';
import { BROWSER } from '../../support/browser.js';
import fc from '../../support/random.js';
import { type Desk, startDesk } from '../../support/startDesk.js';
import { type Consoles, openBrowser } from '../console/support.js';
import { type Plan, aPlan } from './breaks.js';
import { playTalk, takeSeats } from './browserTalk.js';

const browserTest = BROWSER ? test : test.skip;
const ROUNDS = Number(process.env['LIVE_ROUNDS'] ?? 2);
/** Each with a desk of its own, for a restart takes all that is on it. */
const SIDE_BY_SIDE = ROUNDS > 4 ? 2 : 1;
const LINES = 6;
const desks: Desk[] = [];
const browsers: Consoles[] = [];

afterAll(async () => {
  for (const browser of browsers) await browser.close();
  for (const desk of desks) await desk.stop();
}, 60_000);

/** The first round of all has a restart in it, however few are played. */
const plans: Plan[] = fc.sample(aPlan, ROUNDS).map((plan, i) =>
  i === 0
    ? {
        ...plan,
        breaks: [
          { what: 'both', how: 'cut', afterMs: 200, forMs: 400 },
          { what: 'kill', how: 'cut', afterMs: 300, forMs: 200 },
        ],
      }
    : plan,
);

browserTest(
  `${ROUNDS} rounds of short breaks and restarts, in the browser`,
  async () => {
    const failures: string[] = [];
    const left = [...plans.entries()];
    async function playOn(): Promise<void> {
      const desk = await startDesk();
      desks.push(desk);
      const consoles = await openBrowser(desk);
      browsers.push(consoles);
      const seats = await takeSeats(desk, consoles);
      for (let next = left.shift(); next; next = left.shift()) {
        const [i, plan] = next;
        await playTalk(desk, consoles, seats, `b${i}`, LINES, plan).catch((failure: Error) => failures.push(failure.message));
      }
      await seats.close();
      expect(consoles.faults).toEqual([]);
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, playOn));
    expect(failures).toEqual([]);
  },
  120_000 + ROUNDS * 30_000,
);

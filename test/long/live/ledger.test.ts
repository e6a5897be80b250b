/**
 * Both sides type while the network breaks and the server dies: nothing is lost, doubled or out of order on either side.
 * `ROUNDS` plays more rounds; `LONG_CUTS` (seconds, with commas) adds breaks of that length, one reset and one stalled.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from '../../support/random.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { tickets } from '../../support/customers.js';
import { type BareAgent, openAgent } from './bareAgent.js';
import { type BareVisitor, openVisitor } from './bareVisitor.js';
import { type CuttableLine, openCuttableLine } from './cuttableLine.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 8);
const LONG_CUTS = (process.env['LONG_CUTS'] ?? '').split(',').filter(Boolean).map(Number);
const LINES = 12;
/** What the server cannot overlook: its pings fail. */
const SETTLE_MS = 60_000;

let desk: Desk;
let visitorLine: CuttableLine;
let agentLine: CuttableLine;

beforeAll(async () => {
  desk = await startDesk();
  visitorLine = await openCuttableLine(() => desk.url);
  agentLine = await openCuttableLine(() => desk.url);
}, 60_000);
afterAll(async () => {
  await visitorLine?.close();
  await agentLine?.close();
  await desk?.stop();
}, 60_000);

interface Break {
  /** Which side's line; the server's own end takes both. */
  what: 'visitor' | 'agent' | 'both' | 'restart' | 'kill';
  how: 'cut' | 'stall';
  afterMs: number;
  forMs: number;
}

interface Talk {
  visitor: BareVisitor;
  agent: BareAgent;
}

async function beginTalk(round: string): Promise<Talk> {
  const visitor = await openVisitor(visitorLine.url);
  visitor.write(`${round} hello`);
  const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === `${round} hello`) ?? false, { timeout: 20_000 });
  const agent = openAgent(agentLine.url, await desk.token(), ticket.id);
  await eventually(() => agent.view().length === 1);
  return { visitor, agent };
}

async function breakIt({ what, how, afterMs, forMs }: Break): Promise<void> {
  await sleep(afterMs);
  if (what === 'restart') return desk.restart();
  if (what === 'kill') {
    await desk.kill9();
    await sleep(forMs);
    return desk.restart();
  }
  const lines = what === 'both' ? [visitorLine, agentLine] : [what === 'visitor' ? visitorLine : agentLine];
  for (const line of lines) line[how]();
  await sleep(forMs);
  for (const line of lines) line.mend();
}

async function type(write: (text: string) => void, texts: readonly string[], gaps: readonly number[]): Promise<void> {
  for (const [i, text] of texts.entries()) {
    await sleep(gaps[i % gaps.length] ?? 0);
    write(text);
  }
}

async function play(round: string, breaks: readonly Break[], gaps: { visitor: number[]; agent: number[] }): Promise<void> {
  const { visitor, agent } = await beginTalk(round);
  const written = { visitor: Array.from({ length: LINES }, (_, i) => `${round} visitor ${i}`), agent: Array.from({ length: LINES }, (_, i) => `${round} agent ${i}`) };
  try {
    await Promise.all([type(visitor.write, written.visitor, gaps.visitor), type(agent.write, written.agent, gaps.agent), (async () => { for (const one of breaks) await breakIt(one); })()]);
    await eventually(() => visitor.waiting() === 0 && agent.waiting() === 0, { timeout: SETTLE_MS });
    const all = 1 + 2 * LINES;
    await eventually(() => visitor.view().length >= all && agent.view().length >= all, { timeout: SETTLE_MS }).catch(() => undefined);

    const seen = { visitor: visitor.view().map(({ text }) => text), agent: agent.view().map(({ text }) => text) };
    expect(seen.visitor.filter((text) => text.includes('agent'))).toEqual(written.agent);
    expect(seen.visitor.filter((text) => !text.includes('agent'))).toEqual([`${round} hello`, ...written.visitor]);
    // The same words in the same order on both screens, once each.
    expect(seen.agent).toEqual(seen.visitor);
  } finally {
    visitor.close();
    agent.close();
  }
}

const gap = fc.integer({ min: 0, max: 160 });
const aBreak = (whats: readonly Break['what'][]): fc.Arbitrary<Break> =>
  fc.record({ what: fc.constantFrom(...whats), how: fc.constantFrom<Break['how']>('cut', 'stall'), afterMs: fc.integer({ min: 0, max: 900 }), forMs: fc.integer({ min: 30, max: 700 }) });

test(`${ROUNDS} rounds of short breaks at any moment`, async () => {
  let round = 0;
  const plan = fc.record({
    breaks: fc.array(aBreak(['visitor', 'visitor', 'agent', 'agent', 'both']), { minLength: 1, maxLength: 4 }),
    gaps: fc.record({ visitor: fc.array(gap, { minLength: 3, maxLength: 8 }), agent: fc.array(gap, { minLength: 3, maxLength: 8 }) }),
  });
  await fc.assert(fc.asyncProperty(plan, ({ breaks, gaps }) => play(`r${round++}`, breaks, gaps)), { numRuns: ROUNDS, endOnFailure: true });
}, ROUNDS * 30_000 + 60_000);

test('the server is restarted, and killed, while both type', async () => {
  const gaps = { visitor: [90, 20, 140], agent: [40, 120, 70] };
  await play('restart', [{ what: 'restart', how: 'cut', afterMs: 400, forMs: 0 }], gaps);
  await play('kill', [{ what: 'kill', how: 'cut', afterMs: 500, forMs: 200 }], gaps);
}, 180_000);

for (const seconds of LONG_CUTS) {
  for (const how of ['cut', 'stall'] as const) {
    test(`a network that is gone for ${seconds} s (${how})`, async () => {
      await play(`long ${how} ${seconds}`, [{ what: 'both', how, afterMs: 300, forMs: seconds * 1000 }], { visitor: [60], agent: [60] });
    }, 600_000);
  }
}

/**
 * Both sides type while the network breaks and the server dies: nothing is lost, doubled or out of order on either side. Here
 * with bare clients, written by the protocol's page, so that the server is what is proven; the shipped ones are in
 * `browserRounds.test.ts` and `browserCuts.test.ts`. `npm run test:live` plays more rounds of both.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from '../../support/random.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { tickets } from '../../support/customers.js';
import { type BareAgent, openAgent } from './bareAgent.js';
import { type BareVisitor, openVisitor } from './bareVisitor.js';
import { type Plan, aPlan, breakIt, told, type } from './breaks.js';
import { type CuttableLine, openCuttableLine } from './cuttableLine.js';

const ROUNDS = Number(process.env['LEDGER_ROUNDS'] ?? 5);
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

interface Talk {
  visitor: BareVisitor;
  agent: BareAgent;
}

async function beginTalk(round: string): Promise<Talk> {
  const visitor = await openVisitor(visitorLine.url);
  visitor.write(`${round} hello`);
  const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === `${round} hello`) ?? false, {
    timeout: 20_000,
  });
  const agent = openAgent(agentLine.url, await desk.token(), ticket.id);
  await eventually(() => agent.view().length === 1);
  return { visitor, agent };
}

async function play(round: string, { breaks, gaps }: Plan): Promise<void> {
  const { visitor, agent } = await beginTalk(round);
  const written = {
    visitor: Array.from({ length: LINES }, (_, i) => `${round} visitor ${i}`),
    agent: Array.from({ length: LINES }, (_, i) => `${round} agent ${i}`),
  };
  try {
    const place = { desk, visitorLine, agentLine };
    await Promise.all([
      type(visitor.write, written.visitor, gaps.visitor),
      type(agent.write, written.agent, gaps.agent),
      (async () => {
        for (const one of breaks) await breakIt(place, one);
      })(),
    ]);
    await eventually(() => visitor.waiting() === 0 && agent.waiting() === 0, { timeout: SETTLE_MS });
    const all = 1 + 2 * LINES;
    await eventually(() => visitor.view().length >= all && agent.view().length >= all, { timeout: SETTLE_MS }).catch(() => undefined);

    const seen = { visitor: visitor.view().map(({ text }) => text), agent: agent.view().map(({ text }) => text) };
    expect(seen.visitor.filter((text) => text.includes('agent'))).toEqual(written.agent);
    expect(seen.visitor.filter((text) => !text.includes('agent'))).toEqual([`${round} hello`, ...written.visitor]);
    // The same words in the same order on both screens, once each.
    expect(seen.agent).toEqual(seen.visitor);
  } catch (failure) {
    throw new Error(`round ${round} (${told(breaks)}): ${(failure as Error).message}`, { cause: failure });
  } finally {
    visitor.close();
    agent.close();
  }
}

test(
  `${ROUNDS} rounds of short breaks and restarts at any moment`,
  async () => {
    for (const [i, plan] of fc.sample(aPlan, ROUNDS).entries()) await play(`r${i}`, plan);
  },
  ROUNDS * 30_000 + 60_000,
);

test('the server is restarted, and killed, while both type', async () => {
  const gaps = { visitor: [90, 20, 140], agent: [40, 120, 70] };
  await play('restart', { breaks: [{ what: 'restart', how: 'cut', afterMs: 400, forMs: 0 }], gaps });
  await play('kill', { breaks: [{ what: 'kill', how: 'cut', afterMs: 500, forMs: 200 }], gaps });
}, 180_000);

/** F01-F09 by the other doors: the raw-mail hook, texts, calls and the chat. Mail has all points, these what is theirs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openAgent, type BareAgent } from '../long/live/bareAgent.js';
import { messagesOf, newSid, settled, tickets, TWILIO } from '../support/customers.js';
import { eventually } from '../support/startDesk.js';
import { RECOVERY_MS, startKillable, type Killable } from './support/killable.js';
import { byHook, bySms, byVoice, chatVisitor, createLedger, holds, withFile, type Entry } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;
const ROWS = [
  ['F01', 'K1', ['SMS', 'hook', 'voice', 'chat']],
  ['F02', 'K2', ['SMS', 'hook', 'voice', 'chat']],
  ['F03', 'K3', ['SMS', 'chat']],
  ['F04', 'K4', ['SMS', 'voice']],
  ['F05', 'K5', ['hook']],
  ['F06', 'K6', ['SMS', 'hook']],
  ['F07', 'K7', ['SMS', 'chat']],
  ['F08', 'K8', ['SMS', 'voice']],
  ['F09', 'K9', ['SMS', 'chat']],
] as const;

withRedis('killed at any step of a hook or a chat', () => {
  let killable: Killable;
  let chat: () => Entry;
  /** Watches the known visitor's ticket over all deaths. */
  let agent: BareAgent;
  let ticketId = '';
  let round = 0;
  const ledger = createLedger();
  beforeAll(async () => {
    killable = await startKillable({ ...TWILIO, MAIL_HOOK_TOKEN: 'token-of-the-mail-server' });
    const { desk } = killable;
    chat = await chatVisitor(desk);
    await ledger.send([chat()]);
    await settled(desk);
    ticketId = (await tickets(desk))[0]?.id ?? '';
    agent = openAgent(desk.url, await desk.token(), ticketId);
  }, 90_000);
  afterAll(async () => {
    agent?.close();
    await killable?.stop();
  });

  /** One customer who is known and one who is new. */
  async function burst(door: string): Promise<Entry[]> {
    round += 1;
    const { desk } = killable;
    const phone = `+1202555${String(1000 + round)}`;
    if (door === 'SMS') return ['+12025550111', phone, phone].map((from) => bySms(desk, newSid('SM'), from));
    if (door === 'voice') return ['+12025550122', phone].map((from) => byVoice(desk, newSid('CA'), from));
    if (door === 'chat') return [chat(), (await chatVisitor(desk))()];
    return [0, 1, 2].map((i) => {
      const [id, customer] = [`hook-${round}-${i}@faults.test`, i === 0 ? 'known-hook' : `new-hook-${round}`];
      const { raw, attached } = withFile(id, customer);
      return { ...byHook(desk, id, customer, raw), attached };
    });
  }

  for (const [row, point, door] of ROWS.flatMap(([row, point, doors]) => doors.map((door) => [row, point, door] as const))) {
    test(`${row} ${door}: killed at ${point}`, async () => {
      const entries = await burst(door);
      const took = await killable.killAt(`${point}:1`, () => ledger.send(entries));
      await ledger.sendAgain();
      expect(took).toBeLessThan(RECOVERY_MS);
      process.stderr.write(`${row} ${door}: whole again ${(took / 1000).toFixed(1)} s after the start\n`);
      await holds(killable.desk, ledger);
    }, 180_000);
  }

  test('I6 what an agent sees who was there all the time is what the API tells', async () => {
    const { desk } = killable;
    const told = await messagesOf(desk, ticketId);
    expect(told.length).toBeGreaterThan(5);
    await eventually(() => expect(agent.view()).toEqual(told), { timeout: 15_000 });
  }, 30_000);
});

import { randomBytes } from 'node:crypto';
import { hashPassword } from '../../actions/sessions.js';
import type { Config } from '../../config/config.js';
import type { OpenedStore } from '../../store/openStore.js';
import { desk, loadWorld } from './fillStore.js';
import { makeAgents } from './people.js';
import { createWorld } from './world.js';

/** Three weeks of a desk with six people: enough to be lively, loaded within seconds. */
export const SAMPLE = { seed: 'sample', tickets: 320, messages: 1500, customers: 190, days: 21, agents: 6 } as const;
const DAY_MS = 86_400_000;

/** Puts the sample's tickets beside those that are here, under numbers of their own, while the desk runs. */
export async function loadSample(config: Config, { store, bulk }: OpenedStore, onProgress: (messages: number) => void): Promise<void> {
  const until = new Date();
  const passwordHash = await hashPassword(randomBytes(24).toString('hex'));
  const agents = makeAgents(SAMPLE.seed, SAMPLE.agents, new Date(until.getTime() - SAMPLE.days * DAY_MS));
  for (const agent of agents) await store.people.addAgent({ ...agent, passwordHash });
  const firstNumber = await bulk.reserveNumbers(SAMPLE.tickets);
  const world = createWorld({
    ...SAMPLE,
    ...desk(config),
    until,
    firstNumber,
    agents: agents.map(({ id, name }) => ({ kind: 'agent' as const, id, name })),
    rules: await store.followups.rules(),
    rulesFrom: until.getTime() - SAMPLE.days * DAY_MS,
  });
  await loadWorld(world, bulk, onProgress, undefined, 200);
  await bulk.findable();
}

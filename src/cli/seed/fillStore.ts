import { randomBytes } from 'node:crypto';
import { createFirstAdmin, hashPassword } from '../../actions/sessions.js';
import { createChatChannel } from '../../channels/chat/channel.js';
import { createMailIds } from '../../channels/email/ids.js';
import { createEmailSender } from '../../channels/email/send.js';
import { createMessagingSender } from '../../channels/sms/send.js';
import type { Config } from '../../config/config.js';
import { deriveKey } from '../../config/secrets.js';
import { DEFAULT_RULES } from '../../followups/defaults.js';
import type { Log } from '../../ports/log.js';
import { openBulkLoad, type BulkLoad, type BulkRecords } from '../../store/bulkLoad.js';
import { openStore } from '../../store/openStore.js';
import type { StoryWorld } from './story.js';
import { makeAgents } from './people.js';
import { idAt, randomOf } from './random.js';
import { createWorld, type SeededIssue, type World, type WorldOptions } from './world.js';

/** So many messages go to the store at once: some megabytes. */
const BATCH_MESSAGES = 2000;
const RULES_DAYS = 120;
const AGENTS = 24;
/** Twilio's own number for tests; nothing is ever sent to or from it. */
const TEST_NUMBER = '+15005550006';

export interface SeedSize {
  seed: string;
  tickets: number;
  messages: number;
  customers: number;
  until: Date;
}

export interface Seeded {
  messages: number;
  tickets: number;
  customers: number;
  events: number;
  intake: number;
  seconds: number;
  /** The first admin, when there was no agent yet. */
  admin: { email: string; password: string | null };
}

/**
 * Makes agents and rules, then fills the store.
 * @param onProgress called before each batch is written, with the messages so far.
 * @throws CareError when the store holds tickets; nothing is made then.
 * @param also sees each batch when it is stored: for a measurement that keeps the same data in another form.
 */
export async function fillStore(
  config: Config,
  size: SeedSize,
  log: Log,
  onProgress: (messages: number) => void,
  also?: (records: Required<BulkRecords>) => void,
): Promise<Seeded> {
  // First of all: it refuses a desk that is in use, which is to get no invented colleagues either.
  const load = await openBulkLoad(config.store, log);
  try {
    const { store } = await openStore(config.store, log);
    let people: Pick<WorldOptions, 'agents' | 'rules' | 'rulesFrom'> & { admin: Seeded['admin'] };
    try {
      people = await makePeople(store, config, size);
    } finally {
      await store.close();
    }
    const world = createWorld({ ...size, ...people, ...desk(config) });
    const from = performance.now();
    const done = await loadWorld(world, load, onProgress, also);
    await load.numberedUpTo(size.tickets);
    return { ...done, seconds: (performance.now() - from) / 1000, admin: people.admin };
  } finally {
    await load.close();
  }
}

/** Agents who cannot sign in (nobody knows their password), and the rules that a new desk starts with. */
async function makePeople(store: Awaited<ReturnType<typeof openStore>>['store'], config: Config, { seed, until }: SeedSize) {
  const admin = await createFirstAdmin({ store, now: () => until })(config.admin.email, config.admin.password);
  const passwordHash = await hashPassword(randomBytes(24).toString('hex'));
  const agents = makeAgents(seed, AGENTS, new Date(until.getTime() - 3 * 365 * 86_400_000));
  for (const agent of agents) await store.people.addAgent({ ...agent, passwordHash });
  const rulesFrom = until.getTime() - RULES_DAYS * 86_400_000;
  const random = randomOf(seed, 'rules');
  if ((await store.followups.rules()).length === 0) {
    for (const rule of DEFAULT_RULES)
      await store.followups.addRule({ ...rule, id: idAt(rulesFrom, random), createdAt: new Date(rulesFrom).toISOString() });
  }
  return {
    admin,
    agents: agents.map(({ id, name }) => ({ kind: 'agent' as const, id, name })),
    rules: await store.followups.rules(),
    rulesFrom,
  };
}

/** How our own messages are made out: by the channels themselves, with this installation's key and addresses. */
export function desk(
  config: Pick<Config, 'mail' | 'twilio' | 'secretKey' | 'policy'>,
): Pick<StoryWorld, 'address' | 'number' | 'firstReplyMinutes' | 'prepare'> {
  const domain = config.mail.from.split('@')[1] ?? 'localhost';
  const number = config.twilio.number ?? TEST_NUMBER;
  const twilio = { accountSid: null, authTokens: [], number, publicUrl: '', apiBase: null };
  const senders = {
    email: createEmailSender(
      {
        fromAddress: config.mail.from,
        fromName: config.mail.fromName,
        domain,
        plusAddressing: true,
        smtpUrl: null,
        key: deriveKey(config.secretKey, 'message-ids'),
      },
      createMailIds(deriveKey(config.secretKey, 'message-ids'), domain),
      { open: () => Promise.reject(new Error('nothing is sent here')) },
    ),
    sms: createMessagingSender('sms', twilio, () => null),
    whatsapp: createMessagingSender('whatsapp', twilio, () => null),
    chat: createChatChannel({ deliverToVisitor: () => Promise.resolve() }).sender,
  };
  return {
    address: config.mail.from,
    number,
    firstReplyMinutes: config.policy.firstReplyMinutes,
    prepare(channel, draft) {
      const sender = senders[channel];
      if (!sender) throw new Error(`${channel} has no sender`);
      return sender.prepare(draft);
    },
  };
}

/** Issue by issue into the store; the next batch is made while the last one is written. */
export async function loadWorld(
  world: World,
  load: Pick<BulkLoad, 'add'>,
  onProgress: (messages: number) => void,
  also?: (records: Required<BulkRecords>) => void,
  batchOf = BATCH_MESSAGES,
): Promise<Omit<Seeded, 'seconds' | 'admin'>> {
  const done = { messages: 0, tickets: 0, customers: 0, events: 0, intake: 0 };
  let batch = emptyBatch();
  let writing: Promise<void> = Promise.resolve();
  const send = async (): Promise<void> => {
    await writing;
    const { messages, tickets, customers, events, intake } = batch;
    done.messages += messages.length;
    done.tickets += tickets.length;
    done.customers += customers.length;
    done.events += events.length;
    done.intake += intake.length;
    const stored = batch;
    writing = load.add(stored).then(() => also?.(stored));
    batch = emptyBatch();
    onProgress(done.messages);
  };
  for (const issue of world.issues()) {
    collect(batch, issue);
    if (batch.messages.length >= batchOf) await send();
  }
  await send();
  await writing;
  return done;
}

function emptyBatch(): Required<BulkRecords> {
  return { customers: [], identities: [], visitors: [], intake: [], tickets: [], messages: [], events: [], followups: [] };
}

function collect(batch: Required<BulkRecords>, { newcomer, tickets, messages, intake, followups }: SeededIssue): void {
  if (newcomer) {
    batch.customers.push({ customer: newcomer.customer, addresses: newcomer.addresses });
    batch.identities.push(...newcomer.identities);
    if (newcomer.visitor) batch.visitors.push(newcomer.visitor);
  }
  for (const log of tickets) {
    batch.tickets.push(log);
    for (const event of log.events) batch.events.push(event);
  }
  for (const stored of messages) batch.messages.push(stored);
  for (const row of intake) batch.intake.push(row);
  batch.followups.push(...followups);
}

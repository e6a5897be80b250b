import type { Channel } from '../../contract/common.js';
import type { FollowupRule } from '../../followups/rule.js';
import { derivedId } from '../../lib/ids.js';
import type { OutboundDraft, PreparedOutbound } from '../../ports/channel.js';
import type { FollowupRecord } from '../../ports/followups.js';
import type { IntakeDoc } from '../../ports/store.js';
import { SYSTEM, type Actor } from '../../tickets/event.js';
import type { Message } from '../../tickets/message.js';
import { previewOf, type Move } from '../../tickets/ticket.js';
import { summarise } from '../../tickets/summary.js';
import { makePerson, type Person } from './people.js';
import { TOPIC_NAMES } from './phrases/phrases.js';
import type { Plan } from './plan.js';
import { idAt, randomOf, type Random } from './random.js';
import { cancelFollowups, change, conclude, solve } from './storyEnd.js';
import { inboundMessage, joinMessage, noteMessage, replyMessage, transcribe } from './storyMessages.js';
import { mutateLog, openLog, type TicketLog } from './ticketLog.js';
import { agentWords, firstWords, furtherWords, makeIssue, noteWords, subjectFor, type Issue } from './writing.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What all stories share. */
export interface StoryWorld {
  plan: Plan;
  agents: Actor[];
  /** The rules, and since when they have been there. */
  rules: FollowupRule[];
  rulesFrom: number;
  /** Our mail address and our number. */
  address: string;
  number: string;
  firstReplyMinutes: number;
  /** The number of the first ticket. */
  firstNumber: number;
  prepare(channel: 'email' | 'sms' | 'whatsapp' | 'chat', draft: OutboundDraft): PreparedOutbound;
  /** When each ticket told so far was over; NaN: not yet. */
  overAt: Float64Array;
}

export interface StoredMessage {
  message: Message;
  keys: { amendKey?: string; clientKey?: string; textRank?: number; chatKey?: string };
  version?: number;
}

/** One issue from its first word to its last, as a heap of records. */
export interface Story {
  world: StoryWorld;
  person: Person;
  random: Random;
  agent: Actor;
  issue: Issue;
  /** Mail ids so far, oldest first, and our last one. */
  mailIds: string[];
  lastOwnMailId: string | null;
  tickets: TicketLog[];
  messages: StoredMessage[];
  intake: IntakeDoc[];
  followups: FollowupRecord[];
  previewOf(text: string): string;
}

/** Tells the ticket with this index, and the one that was merged into it if there is one. */
export function tellStory(world: StoryWorld, index: number): Story {
  const { plan } = world;
  const random = randomOf(plan.options.seed, 'story', index);
  const person = personOf(plan, index);
  const openedAt = plan.openedAt[index] ?? 0;
  const story: Story = {
    world,
    person,
    random,
    agent: random.pick(world.agents),
    issue: makeIssue(random.pick(TOPIC_NAMES), person.table, openedAt, random),
    mailIds: [],
    lastOwnMailId: null,
    tickets: [],
    messages: [],
    intake: [],
    followups: [],
    previewOf,
  };
  const channel = channelFor(story, index);
  const log = open(story, index, channel, openedAt);
  const end = plan.options.until.getTime();
  const talk: Talk = { story, log, channel, at: openedAt, end, left: (plan.messagesOf[index] ?? 1) - 1 };
  if (channel === 'voice') {
    const [call] = story.messages;
    if (call) transcribe(story, log, call, (talk.at += random.int(40, 200) * 1000));
  }
  const duplicate = index + 1 < plan.options.tickets && plan.mergedInto[index + 1] === index ? index + 1 : -1;
  if (duplicate >= 0) mergeIn(talk, duplicate);
  triage(talk);
  while (talk.left > 0 && exchange(talk)) continue;
  conclude(talk, index);
  return story;
}

/** Where the talk has got to. */
export interface Talk {
  story: Story;
  log: TicketLog;
  channel: Channel;
  at: number;
  end: number;
  left: number;
}

function personOf(plan: Plan, index: number): Person {
  let [first, last] = [index, index];
  for (let before = plan.previousOf[first] ?? -1; before >= 0; before = plan.previousOf[before] ?? -1) first = before;
  for (let after = plan.nextOf[last] ?? -1; after >= 0; after = plan.nextOf[after] ?? -1) last = after;
  return makePerson(plan, plan.customerOf[index] ?? 0, first, last);
}

function channelFor({ person, random, world }: Story, index: number): Channel {
  if (index === world.plan.longTicket || !person.imported) return person.channel;
  return random.chance(0.2) ? random.pick<Channel>(person.phone ? ['email', 'sms', 'voice', 'api'] : ['email', 'api']) : person.channel;
}

function open(story: Story, index: number, channel: Channel, at: number): TicketLog {
  const { plan, overAt, firstNumber } = story.world;
  const { person, random, issue } = story;
  const previous = plan.previousOf[index] ?? -1;
  const over = previous >= 0 ? (overAt[previous] ?? Number.NaN) : Number.NaN;
  const fact = previous >= 0 ? [{ kind: 'ticket', value: `#${previous + firstNumber} (${over <= at ? 'solved' : 'open'})` }] : [];
  const beside = previous >= 0 && !(over <= at);
  const subject = channel === 'email' || (channel === 'api' && random.chance(0.6)) ? subjectFor(person.table, issue, random) : null;
  const text = firstWords(person.table, issue, person.me, channel === 'email' || channel === 'api' ? 'mail' : 'text', random);
  const id = plan.ticketId(index);
  const message = inboundMessage(story, {
    id,
    at,
    channel,
    text,
    subject,
    ticketId: id,
    joins: false,
    rule: beside ? 'another_issue' : 'new_ticket',
    evidence: beside ? [{ kind: 'subject', value: subject ?? '' }, ...fact] : fact,
    confidence: beside ? 0.8 : previous >= 0 ? 0.95 : 1,
  });
  const links = previous >= 0 ? [{ ticketId: plan.ticketId(previous), kind: 'previous' as const }] : [];
  const log = openLog(
    channel === 'voice' ? { ...message, text: 'Phone call' } : message,
    index + firstNumber,
    plan.ordinalOf[index] ?? 1,
    person.customer.name,
    links,
    story.world.firstReplyMinutes,
  );
  story.tickets.push(log);
  return log;
}

/** He wrote a second time by another way, before anybody had answered: an agent puts the two together. */
function mergeIn(talk: Talk, index: number): void {
  const { story, log } = talk;
  const { world, random } = story;
  const openedAt = world.plan.openedAt[index] ?? 0;
  const before = story.messages.length;
  // Nothing in it refers to the first mail.
  const kept = { mailIds: story.mailIds, own: story.lastOwnMailId };
  story.mailIds = [];
  const twin = open(story, index, talk.channel === 'voice' ? 'sms' : talk.channel, openedAt);
  story.mailIds = [...kept.mailIds, ...story.mailIds];
  talk.at = Math.min(talk.end, Math.max(openedAt, talk.at) + random.int(2, 30) * MINUTE_MS);
  const at = new Date(talk.at);
  const moved = story.messages.slice(before);
  const messageIds = moved.map(({ message }) => message.id);
  const eventId = idAt(talk.at, random);
  const move: Move = {
    kind: 'absorb',
    fromId: twin.ticket.id,
    toId: log.ticket.id,
    messageIds,
    undoes: null,
    decision: null,
    status: twin.ticket.status,
    waitingSince: twin.ticket.waitingSince,
    eventId,
    at,
  };
  const inverse = { kind: 'carve', fromId: move.toId, toId: move.fromId, messageIds, revivedStatus: move.status, decision: null };
  mutateLog(twin, {
    set: { moving: move, updatedAt: at, mergedIntoId: move.toId, status: 'closed', waitingSince: null },
    events: [
      {
        id: eventId,
        type: 'ticket.merged',
        actor: story.agent,
        at,
        data: { fromId: move.fromId, toId: move.toId, messages: messageIds.length },
        undo: { move: inverse },
      },
    ],
  });
  for (const stored of moved) stored.message = { ...stored.message, ticketId: move.toId };
  const all = story.messages.map(({ message }) => message).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const told = (which: 'came' | 'left', data: Record<string, unknown>) => [
    {
      id: derivedId(eventId, which),
      type: 'ticket.changed' as const,
      actor: SYSTEM,
      at,
      data: { moved: messageIds.length, ...data },
      undo: null,
    },
  ];
  mutateLog(log, { set: { ...summarise(log.ticket, all), updatedAt: at }, events: told('came', { from: move.fromId }) });
  mutateLog(twin, { set: { moving: null, updatedAt: at }, events: told('left', { to: move.toId }) });
}

/** Somebody looks at it: who takes it, how urgent it is, what it is about. */
function triage(talk: Talk): void {
  const { story, log } = talk;
  const { random } = story;
  const at = talk.at + Math.max(1, Math.round(random.about(talk.channel === 'chat' ? 0.5 * MINUTE_MS : 25 * MINUTE_MS)));
  // What came in last is still unread.
  if (at > talk.end || (talk.end - talk.at < DAY_MS && random.chance(0.3))) {
    talk.left = 0;
    return;
  }
  talk.at = at;
  const set: Partial<TicketLog['ticket']> = {};
  if (random.chance(0.93)) set.assigneeId = story.agent.id;
  if (random.chance(0.1)) set.priority = random.weighted({ low: 3, high: 5, urgent: 2 });
  if (random.chance(0.15)) set.tags = [random.pick(['vip', 'shipping', 'retour', 'press', '投诉', 'bug-1432', 'garantie'])];
  if (log.ticket.topic === null && random.chance(0.5)) Object.assign(set, { topic: 'complaint', topicByAgent: true });
  change(talk, set);
}

/** One message more. @returns false when it would be said after the end of the world. */
function exchange(talk: Talk): boolean {
  const { story, log, channel } = talk;
  const { random, person, issue, agent } = story;
  const how = channel === 'email' || channel === 'api' ? 'mail' : 'text';
  const customersTurn = log.ticket.lastDirection === 'out';
  const mine = customersTurn ? random.chance(0.12) && talk.left > 1 : !(random.chance(0.12) && talk.left > 1);
  const pace =
    channel === 'chat' || (channel === 'whatsapp' && random.chance(0.5)) ? 2 * MINUTE_MS : mine ? 150 * MINUTE_MS : 300 * MINUTE_MS;
  const at = talk.at + 1 + Math.round(Math.min(20 * DAY_MS, random.about(pace)));
  if (at > talk.end) return false;
  talk.at = at;
  talk.left--;
  if (mine && random.chance(0.1)) {
    noteMessage(story, log, at, noteWords(person.table, issue, random));
    return true;
  }
  if (!mine) {
    const kind = customersTurn ? 'tells' : 'chases';
    joinMessage(story, log, { at, channel, rule: 'joined', text: furtherWords(person.table, issue, kind, person.me, how, random) });
    return true;
  }
  const last = talk.left === 0;
  const text = agentWords(
    person.table,
    issue,
    last ? 'resolves' : random.chance(0.35) ? 'asksBack' : 'replies',
    { name: log.customerName, agent: agent.name ?? '' },
    how,
    random,
  );
  // The answer that ends it, before the customer comes back or says thank you.
  replyMessage(story, log, {
    at,
    channel,
    text,
    author: agent,
    clientKey: agent.id ? `${agent.id} ${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-9${random.hex(3)}-${random.hex(12)}` : null,
  });
  if (talk.left > 0 && random.chance(0.1)) return comesBack(talk, how);
  return true;
}

/** Solved, and then the customer writes once more: a thank-you leaves it solved, anything else opens it again. */
function comesBack(talk: Talk, how: 'mail' | 'text'): boolean {
  const { story, log, channel } = talk;
  const { random, person, issue } = story;
  const at = talk.at + Math.round(random.about(8 * 60 * MINUTE_MS));
  if (at + DAY_MS > talk.end) return true;
  talk.at += 1000;
  solve(talk);
  talk.at = at + 1000;
  talk.left--;
  const thanks = talk.left === 0;
  joinMessage(story, log, {
    at: talk.at,
    channel,
    rule: thanks ? 'thanks' : 'reopened',
    text: furtherWords(person.table, issue, thanks ? 'thanks' : 'comesBack', person.me, how, random),
  });
  cancelFollowups(talk, log, talk.at);
  return true;
}

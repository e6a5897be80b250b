import { derivedId } from '../lib/ids.js';
import { KeyedMutex } from '../lib/keyedMutex.js';
import { UnreadableInbound, type InboundMessage, type ReadResult } from '../ports/channel.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { VisitorRecord } from '../ports/people.js';
import type { IntakeRowRecord, ListedTicket, MessageKeys, TicketChange } from '../ports/store.js';
import type { Customer } from '../customers/customer.js';
import { normaliseIdentity } from '../customers/normalise.js';
import { optOutWish } from '../screening/optOut.js';
import { alternativesOf } from '../threading/alternatives.js';
import { decideThread, type ThreadDecision, type ThreadInput } from '../threading/decideThread.js';
import { decideAgentForward } from '../threading/rules/agentForward.js';
import { decideCopy } from '../threading/rules/copy.js';
import type { Message } from '../tickets/message.js';
import type { Ticket, TicketLink } from '../tickets/ticket.js';
import type { Topic } from '../tickets/topics.js';
import { createAgentMail, passedOn } from './agentMail.js';
import { createAmendMessage } from './amendMessage.js';
import { createBeginTicket } from './beginTicket.js';
import type { createCancelFollowups } from './cancelFollowups.js';
import type { ActionDeps } from './deps.js';
import { createFindCustomer, type FoundCustomer } from './findCustomer.js';
import { createGatherCandidates } from './gatherCandidates.js';
import { buildMessage, keysOf } from './inboundMessage.js';
import { enteredTicket, openedEvent, openedTicket } from './inboundTicket.js';
import { createMarkAddress } from './markAddress.js';
import type { Publish } from './publish.js';
import { createRecordBounce } from './recordBounce.js';
import type { SuggestLinks } from './suggestLinks.js';
import { createRecordDelivery } from './recordDelivery.js';
import type { WriteMessage } from './writeMessage.js';

/** After so many failed tries a row is shown in quarantine instead of being tried again. */
const MAX_TRIES = 8;

/** So often a process may die while it works on one row and nothing else. */
const MAX_DEATHS = 2;

/** What receiving takes from other actions. */
export interface ReceiveParts {
  publish: Publish;
  cancelFollowups: ReturnType<typeof createCancelFollowups>;
  topics: () => readonly Topic[];
  /** When somebody who writes now is promised a first reply; null when the desk does not open. */
  firstReplyDue: (at: Date) => Date | null;
  suggest: SuggestLinks['afterMessage'];
  write: WriteMessage;
}

/** A message that has its place. */
interface Settled {
  message: Message;
  /** Its row was stored as done, in the same write. */
  isNoted: boolean;
}

/** What an intake row became. */
interface Outcome {
  state: 'done' | 'ignored';
  code?: string;
  ticketId?: string;
  messageId?: string;
  /** A customer's message that has its place now. */
  placed?: Message;
}

export interface ReceiveMessage {
  /** Throws when the row should be tried again (it is noted on the row as well). @param suspect see `Actions` */
  receive(intakeId: string, suspect?: boolean): Promise<void>;
  /**
   * Places a message whose row is not stored yet, and stores the row in the same write: for a line of the chat whose place
   * is plain. Only where the store writes together.
   * @returns null when more than that is to be done: then nothing was written, and the row goes the ordinary way. `ended` resolves
   *   once the row is noted as done, which mostly it is by that write, and whatever nobody waits for has been looked up.
   */
  placeArriving: PlaceArriving;
}

/** See `ReceiveMessage.placeArriving`. */
export type PlaceArriving = (record: IntakeRecord) => Promise<{ ended: Promise<void> } | null>;

/**
 * Intake row -> message in a ticket. Every step may run again: ids are derived from the row's, the message is unique
 * for it, the ticket remembers the event, and the row is marked `done` last, or with a line of the chat
 * that leaves nothing else to do. So a worker may die anywhere.
 */
export function createReceiveMessage(deps: ActionDeps, { publish, cancelFollowups, topics, firstReplyDue, suggest, write }: ReceiveParts): ReceiveMessage {
  const { store, channels, log, now } = deps;
  const { findCustomer, knownCustomer } = createFindCustomer(deps);
  const candidates = createGatherCandidates(deps);
  const agentMail = createAgentMail(deps, write, candidates.gather, createBeginTicket(deps));
  const recordDelivery = createRecordDelivery(deps, publish);
  const recordBounce = createRecordBounce(deps, publish);
  const markAddress = createMarkAddress(deps);
  const amendMessage = createAmendMessage(deps, publish, topics);
  const turns = new KeyedMutex();

  return { receive, placeArriving };

  async function receive(intakeId: string, suspect = false): Promise<void> {
    const record = await store.intake.load(intakeId);
    if (record?.state !== 'pending') return;
    if (suspect && (await store.intake.suspect(intakeId)) > MAX_DEATHS) {
      log.error({ intakeId, channel: record.channel }, 'intake quarantined: workers die under it');
      await store.intake.finish(intakeId, { state: 'quarantined', code: 'worker_died', message: 'The process died each time it read this.' }, now());
      return;
    }
    try {
      const read = await adapterOf(record).read(record);
      await end(record, await place(record, read));
    } catch (error) {
      await fail(record, error);
    }
  }

  async function placeArriving(record: IntakeRecord): ReturnType<PlaceArriving> {
    const read = await adapterOf(record).read(record);
    if (read.kind !== 'message') return null;
    const { inbound } = read;
    const settled = await turns.run(turnOf(record, inbound), async () => {
      const known = await knownCustomer(inbound);
      return known && settle(record, inbound, known, { arriving: { hasPlans: (await store.followups.plannedOfCustomer(known.customer.id)).length > 0 } });
    });
    if (!settled) return null;
    const { message, isNoted } = settled;
    const ended = end(record, { state: 'done', ticketId: message.ticketId, messageId: message.id, placed: message }, isNoted).catch((error: unknown) => {
      // It stays pending; who comes by finds it done, and says so.
      log.warn({ err: error, intakeId: record.id }, 'a placed message could not be noted as done');
    });
    return { ended };
  }

  async function end({ id, channel }: IntakeRecord, { placed, ...outcome }: Outcome, isNoted = false): Promise<void> {
    if (!isNoted) await store.intake.finish(id, outcome, now());
    log.info({ intakeId: id, channel, state: outcome.state, code: outcome.code, ticketId: outcome.ticketId }, 'intake done');
    // The message has its place; who its writer may be besides is looked up in nobody's way.
    if (placed) await suggest(placed);
  }

  function adapterOf(record: IntakeRecord) {
    const adapter = channels.get(record.channel);
    if (!adapter) throw new UnreadableInbound('no_channel', `The channel ${record.channel} is not set up.`);
    return adapter;
  }

  async function place(record: IntakeRecord, read: ReadResult): Promise<Outcome> {
    switch (read.kind) {
      case 'ignored':
        return { state: 'ignored', code: read.reason };
      case 'delivery_report': {
        const message = await recordDelivery(read);
        return message ? { state: 'done', ticketId: message.ticketId, messageId: message.id } : { state: 'ignored', code: 'unknown_message' };
      }
      case 'message': {
        const agent = await agentMail.agentOf(read.inbound);
        const spoken = agent && !read.inbound.forwardedFrom ? await agentMail.speak(record, read.inbound, agent) : null;
        if (spoken) return { state: 'done', ticketId: spoken.ticketId, messageId: spoken.id };
        const inbound = agent ? passedOn(read.inbound, agent) : read.inbound;
        const message = await turns.run(turnOf(record, inbound), () => join(record, inbound, inbound !== read.inbound));
        return { state: 'done', ticketId: message.ticketId, messageId: message.id, placed: message };
      }
    }
  }

  /** Decides where the message belongs and puts it there. */
  async function join(record: IntakeRecord, inbound: InboundMessage, byAgent = false): Promise<Message> {
    const earlier = await store.messages.get(record.id);
    if (earlier) {
      // An earlier try died after this step: the decision stands.
      const ticket = await store.tickets.resolve(earlier.ticketId);
      if (ticket && earlier.direction === 'in') {
        await publish.message(earlier, ticket.seq);
        await enter(ticket, earlier, earlier.decision?.rule === 'reopened', earlier.decision?.links);
      }
      await afterwards(earlier, inbound);
      return earlier;
    }
    // A later piece of a call: whose it is, is known.
    const amended = inbound.amends ? await amendMessage(inbound, record.id) : null;
    if (amended) return amended;
    const settled = await settle(record, inbound, await customerOf(record, inbound), { byAgent });
    if (!settled) throw new Error(`no ticket could be settled on for intake ${record.id}`);
    return settled.message;
  }

  async function customerOf(record: IntakeRecord, inbound: InboundMessage): Promise<FoundCustomer> {
    return findCustomer(inbound, record.id, record.receivedAt, await candidates.twin(record, inbound));
  }

  /**
   * @param arriving the row is written with the message, and nothing but a join is; `hasPlans` when something is planned to be said to the customer
   * @returns null when it could not be settled, or not so
   */
  async function settle(record: IntakeRecord, inbound: InboundMessage, first: FoundCustomer, { byAgent = false, arriving }: { byAgent?: boolean; arriving?: { hasPlans: boolean } }): Promise<Settled | null> {
    let found = first;
    for (let tries = 0; tries < 50; tries++) {
      const overtaken = inbound.amends ? await amendMessage(inbound, record.id) : null;
      if (overtaken) return { message: overtaken, isNoted: false };
      const { own: all, hinted, copy, seen, visitor, lastOrdinal } = await candidates.gather(inbound, found.isNew ? null : found.customer.id, { formerId: formerOf(found), mayOpen: !arriving });
      // An earlier try may have died between the ticket and its first message. What it saw is looked at again, without what it made.
      const mine = all.find((ticket) => ticket.id === record.id);
      const own = all.filter((ticket) => ticket !== mine);
      const decided = copy ? decideCopy(copy) : byAgent ? decideAgentForward({ own, hinted }) : await decide({ inbound, customerId: found.customer.id, hinted, own, asOf: record.receivedAt, policy: deps.policy.threading });
      const decision = mine ? openedBefore(mine, decided) : decided;
      const alternatives = alternativesOf(decision, [...own, ...hinted.map(({ ticket }) => ticket)], found.customer.id);
      const message = buildMessage(record, inbound, found, decision, alternatives);
      const isNoted = arriving !== undefined && !arriving.hasPlans && isLastStep(message, inbound, visitor);

      if (decision.outcome === 'new') {
        if (arriving) return null;
        const ticket = mine ? await store.tickets.get(mine.id) : await open(message, keysOf(inbound), found.customer, decision, lastOrdinal);
        if (!ticket || (mine && !(await insert(message, inbound)))) {
          found = { ...found, isNew: false };
          continue;
        }
        await publish.ticket({ ticket, message });
      } else {
        const reopen = decision.outcome === 'reopen';
        const before = seen.get(message.ticketId);
        let [isPast, changedHands] = [false, false];
        const change = await store.tickets.receive(message.ticketId, message, keysOf(inbound), (current, has) => {
          changedHands = before !== undefined && current.customerId !== before.customerId;
          isPast = changedHands || hasEnded(current, before);
          return isPast ? null : entering(message, reopen, decision.links)(current, arriving ? isNews : has);
        }, arriving && { record, doneAt: isNoted ? now() : null });
        if (changedHands) {
          if (arriving) return null;
          // Its customer was merged, or an address went to somebody else: who wrote this may be another one now, too.
          found = await customerOf(record, inbound);
        }
        if (isPast) continue;
        if (!change) {
          if (arriving) return null;
          // Another worker has put this very message in its place, or another piece of it.
          if (await store.messages.get(message.id)) return { message: await join(record, inbound, byAgent), isNoted: false };
          const ticket = await store.tickets.get(message.ticketId);
          if (!ticket || !(await insert(message, inbound))) continue;
          // A store that was copied while it came in: the ticket knows of it, and the message was missing.
          await enter(ticket, message, reopen, decision.links);
        } else {
          await publish.ticket({ ...change, message });
        }
      }
      if (isNoted && visitor) publish.toVisitor(visitor.id, message);
      else await afterwards(message, inbound, found.isNew, visitor);
      return { message, isNoted };
    }
    return null;
  }

  /** Decides, and once more when a mail that came before turns out to answer this one. */
  async function decide(input: ThreadInput & { inbound: InboundMessage }): Promise<ThreadDecision> {
    const first = decideThread(input);
    if (first.outcome !== 'new' && first.rule !== 'best_live_ticket') return first;
    const named = await candidates.overtaken(input.inbound, input.own);
    return named.length > 0 ? decideThread({ ...input, hinted: [...input.hinted, ...named] }) : first;
  }

  /**
   * @param lastOrdinal of his tickets when it was decided
   * @returns null when somebody else opened this customer's next ticket since then, or an earlier try of ours did: decide anew.
   */
  async function open(message: Message, keys: MessageKeys, customer: Customer, decision: ThreadDecision, lastOrdinal: number): Promise<ListedTicket | null> {
    const number = await store.tickets.nextNumber();
    const ticket = openedTicket(message, customer.id, { number, ordinal: lastOrdinal + 1, links: decision.links, topics: topics(), firstReplyDueAt: message.wroteBy === 'person' ? firstReplyDue(message.createdAt) : null, now: now() });
    return store.tickets.open(ticket, customer.name, [openedEvent(message, number)], { message, keys });
  }

  /** The effect of a message, which is shown already, on its ticket, once: the ticket knows the event. */
  async function enter(ticket: ListedTicket, message: Message, reopen: boolean, links: TicketLink[] = [], eventId = message.id): Promise<void> {
    const change = await store.tickets.mutate(ticket.id, entering(message, reopen, links, eventId));
    await publish.ticket(change);
    // Merged away in this very moment: the message goes where the others went.
    const target = change.ticket.mergedIntoId ? await store.tickets.resolve(change.ticket.mergedIntoId) : null;
    if (!target) return;
    await store.messages.move([message.id], target.id);
    const moved = { ...message, ticketId: target.id };
    await publish.message(moved, target.seq);
    await enter(target, moved, reopen, links, derivedId(message.id, target.id));
  }

  function entering(message: Message, reopen: boolean, links: TicketLink[] = [], eventId = message.id): TicketChange {
    return async (current, has) => ((await has(eventId)) ? null : enteredTicket(message, current, { reopen, links, topics: topics(), eventId, now: now() }));
  }

  /** What follows from any message of a customer. @param visitor who spoke in the chat; null: to be looked up */
  async function afterwards(message: Message, inbound: InboundMessage, isNew = false, visitor: VisitorRecord | null = null): Promise<void> {
    if (message.wroteBy === 'person' && !isNew) await cancelFollowups(message);
    await markAddress(message, inbound);
    await noteOptOut(inbound);
    if (inbound.notice) await recordBounce(message, inbound);
    if (inbound.exposed) await store.messages.expose(inbound.exposed);
    const session = inbound.hints.find((hint) => hint.kind === 'chat_session');
    if (session) {
      const { ticketId, customerId } = message;
      const known = visitor ?? (await store.people.visitor(session.value));
      // What a write costs is spared for nearly every line.
      if (known?.ticketId !== ticketId || known.customerId !== customerId) await store.people.changeVisitor(session.value, { ticketId, customerId });
      publish.toVisitor(session.value, message);
    }
    if (message.attachments.some((attachment) => attachment.state === 'pending')) deps.jobs.mediaLater(message.id);
  }

  /** STOP and START by text. The provider answers these words itself, so we never do. */
  async function noteOptOut({ channel, text, sender }: InboundMessage): Promise<void> {
    if (channel !== 'sms' && channel !== 'whatsapp') return;
    const wish = optOutWish(text);
    if (wish !== 'stop' && wish !== 'start') return;
    for (const { kind, value } of sender) {
      const known = kind === 'phone' ? normaliseIdentity(kind, value) : null;
      if (known) await store.customers.setOptOut({ kind, value: known }, wish === 'stop' ? now() : null);
    }
  }

  async function insert(message: Message, inbound: InboundMessage): Promise<boolean> {
    return (await store.messages.insert(message, keysOf(inbound))) || (await store.messages.get(message.id)) !== null;
  }

  async function fail(record: IntakeRecord & IntakeRowRecord, error: unknown): Promise<void> {
    if (error instanceof UnreadableInbound) {
      log.warn({ intakeId: record.id, channel: record.channel, code: error.code }, 'intake quarantined');
      await store.intake.finish(record.id, { state: 'quarantined', code: error.code, message: error.message }, now());
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    if (record.attempts + 1 >= MAX_TRIES) {
      log.error({ err: error, intakeId: record.id, channel: record.channel }, 'intake quarantined after its last try');
      await store.intake.finish(record.id, { state: 'quarantined', code: 'processing_failed', message }, now());
      return;
    }
    const delayMs = Math.min(300_000, 1000 * 2 ** record.attempts);
    await store.intake.postpone(record.id, { message, nextAt: new Date(now().getTime() + delayMs) });
    throw error;
  }
}

/**
 * Whether nothing is left to be done for a line of the chat once it has its place, but to show it: `afterwards` would write
 * nothing. What could have been planned meanwhile is younger than the line, and stays.
 */
function isLastStep({ ticketId, customerId, wroteBy, attachments }: Message, { channel, notice, exposed }: InboundMessage, visitor: VisitorRecord | null): boolean {
  return channel === 'chat' && wroteBy === 'person' && !notice && !exposed && visitor?.ticketId === ticketId && visitor.customerId === customerId && attachments.every(({ state }) => state !== 'pending');
}

/** Of what is not stored yet, no ticket knows. */
const isNews = (): Promise<boolean> => Promise.resolve(false);

/** Who holds the sender's address while he counts as somebody else: he is being merged, or that is being undone. */
function formerOf({ customer, decision }: FoundCustomer): string | null {
  return decision.customerId === customer.id ? null : decision.customerId;
}

/** One turn for each sender, so that an album of pictures does not race for "first message". */
function turnOf(record: IntakeRecord, { sender: [sender] }: InboundMessage): string {
  return sender ? `${sender.kind} ${sender.value}` : record.id;
}

/** Whether a ticket was solved, closed or merged away since it was decided on: then what is right may be another one, or to reopen it. */
function hasEnded(current: Pick<Ticket, 'status' | 'mergedIntoId'>, seen: Pick<Ticket, 'status' | 'mergedIntoId'> | undefined): boolean {
  if (current.mergedIntoId !== null) return true;
  return current.status !== seen?.status && (current.status === 'solved' || current.status === 'closed');
}

/** What is decided now, if it is a new ticket again; the ticket stands anyway. */
function openedBefore(ticket: { id: string }, decided: ThreadDecision): ThreadDecision {
  if (decided.outcome === 'new') return { ...decided, ticketId: ticket.id };
  return { outcome: 'new', ticketId: ticket.id, rule: 'new_ticket', evidence: [], confidence: 1, links: [], alternatives: [] };
}

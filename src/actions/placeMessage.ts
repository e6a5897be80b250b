import type { Customer } from '../customers/customer.js';
import { derivedId } from '../lib/ids.js';
import { KeyedMutex } from '../lib/keyedMutex.js';
import type { InboundMessage } from '../ports/channel.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { VisitorRecord } from '../ports/people.js';
import type { ListedTicket, MessageKeys, TicketChange } from '../ports/store.js';
import { alternativesOf } from '../threading/alternatives.js';
import { decideThread, type ThreadDecision, type ThreadInput } from '../threading/decideThread.js';
import { decideAgentForward } from '../threading/rules/agentForward.js';
import { decideCopy } from '../threading/rules/copy.js';
import type { Message } from '../tickets/message.js';
import type { Ticket, TicketLink } from '../tickets/ticket.js';
import type { Topic } from '../tickets/topics.js';
import type { AfterMessage } from './afterMessage.js';
import { createAmendMessage } from './amendMessage.js';
import type { ActionDeps } from './deps.js';
import { createFindCustomer, type FoundCustomer } from './findCustomer.js';
import type { createGatherCandidates } from './gatherCandidates.js';
import { buildMessage, keysOf } from './inboundMessage.js';
import { enteredTicket, openedEvent, openedTicket } from './inboundTicket.js';
import type { Publish } from './publish.js';

/** What placing takes from other actions. */
export interface PlaceParts {
  publish: Publish;
  candidates: ReturnType<typeof createGatherCandidates>;
  after: AfterMessage;
  topics: () => readonly Topic[];
  /** When somebody who writes now is promised a first reply; null when the desk does not open. */
  firstReplyDue: (at: Date) => Date | null;
}

/** A message that has its place. */
export interface Settled {
  message: Message;
  /** Its row was stored as done, in the same write. */
  isNoted: boolean;
}

export interface PlaceMessage {
  /** Decides where a customer's message belongs and puts it there. @param byAgent an agent has passed it on */
  place(record: IntakeRecord, inbound: InboundMessage, byAgent?: boolean): Promise<Message>;
  /** The same, and its row in the same write; null, and nothing is written, unless it only joins a ticket of somebody who is known. */
  placeArriving(record: IntakeRecord, inbound: InboundMessage): Promise<Settled | null>;
}

/**
 * A message of a customer -> his ticket: joined, reopened or new. May run again at any point: ids are derived from the row's, the
 * message is unique for it, and the ticket remembers the event.
 */
export function createPlaceMessage(deps: ActionDeps, { publish, candidates, after, topics, firstReplyDue }: PlaceParts): PlaceMessage {
  const { store, now } = deps;
  const { findCustomer, knownCustomer } = createFindCustomer(deps);
  const amendMessage = createAmendMessage(deps, publish, topics);
  const turns = new KeyedMutex();

  return {
    place: (record, inbound, byAgent = false) => turns.run(turnOf(record, inbound), () => join(record, inbound, byAgent)),
    placeArriving: (record, inbound) =>
      turns.run(turnOf(record, inbound), async () => {
        const known = await knownCustomer(inbound);
        return (
          known &&
          settle(record, inbound, known, {
            arriving: { hasPlans: (await store.followups.plannedOfCustomer(known.customer.id)).length > 0 },
          })
        );
      }),
  };

  async function join(record: IntakeRecord, inbound: InboundMessage, byAgent: boolean): Promise<Message> {
    const earlier = await store.messages.get(record.id);
    if (earlier) {
      // An earlier try died after this step: the decision stands.
      const ticket = await store.tickets.resolve(earlier.ticketId);
      if (ticket && earlier.direction === 'in') {
        await publish.message(earlier, ticket.seq);
        await enter(ticket, earlier, earlier.decision?.rule === 'reopened', earlier.decision?.links);
      }
      await after(earlier, inbound);
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
  async function settle(
    record: IntakeRecord,
    inbound: InboundMessage,
    first: FoundCustomer,
    { byAgent = false, arriving }: { byAgent?: boolean; arriving?: { hasPlans: boolean } },
  ): Promise<Settled | null> {
    let found = first;
    for (let tries = 0; tries < 50; tries++) {
      const overtaken = inbound.amends ? await amendMessage(inbound, record.id) : null;
      if (overtaken) return { message: overtaken, isNoted: false };
      const {
        own: all,
        hinted,
        copy,
        again,
        seen,
        visitor,
        lastOrdinal,
      } = await candidates.gather(inbound, found.isNew ? null : found.customer.id, { formerId: formerOf(found), mayOpen: !arriving });
      if (again && again.id !== record.id) return { message: again, isNoted: false };
      // An earlier try may have died between the ticket and its first message. What it saw is looked at again, without what it made.
      const mine = all.find((ticket) => ticket.id === record.id);
      const own = all.filter((ticket) => ticket !== mine);
      const decided = copy
        ? decideCopy(copy)
        : byAgent
          ? decideAgentForward({ own, hinted })
          : await decide({ inbound, customerId: found.customer.id, hinted, own, asOf: record.receivedAt, policy: deps.policy.threading });
      const decision = mine ? openedBefore(mine, decided) : decided;
      const alternatives = alternativesOf(decision, [...own, ...hinted.map(({ ticket }) => ticket)], found.customer.id);
      const message = buildMessage(record, inbound, found, decision, alternatives);
      const isNoted = arriving !== undefined && !arriving.hasPlans && isLastStep(message, inbound, visitor);

      if (decision.outcome === 'new') {
        if (arriving) return null;
        const ticket = mine
          ? await store.tickets.get(mine.id)
          : await open(message, keysOf(inbound), found.customer, decision, lastOrdinal);
        if (!ticket || (mine && !(await insert(message, inbound)))) {
          found = { ...found, isNew: false };
          continue;
        }
        await publish.ticket({ ticket, message });
      } else {
        const reopen = decision.outcome === 'reopen';
        const before = seen.get(message.ticketId);
        let [isPast, changedHands] = [false, false];
        const change = await store.tickets.receive(
          message.ticketId,
          message,
          keysOf(inbound),
          (current, has) => {
            changedHands = before !== undefined && current.customerId !== before.customerId;
            isPast = changedHands || hasEnded(current, before);
            return isPast ? null : entering(message, reopen, decision.links)(current, arriving ? isNews : has);
          },
          arriving && { record, doneAt: isNoted ? now() : null },
        );
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
      else await after(message, inbound, found.isNew, visitor);
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
  async function open(
    message: Message,
    keys: MessageKeys,
    customer: Customer,
    decision: ThreadDecision,
    lastOrdinal: number,
  ): Promise<ListedTicket | null> {
    const number = await store.tickets.nextNumber();
    const ticket = openedTicket(message, customer.id, {
      number,
      ordinal: lastOrdinal + 1,
      links: decision.links,
      topics: topics(),
      firstReplyDueAt: message.wroteBy === 'person' ? firstReplyDue(message.createdAt) : null,
      now: now(),
    });
    return store.tickets.open(ticket, customer.name, [openedEvent(message, number)], { message, keys });
  }

  /** The effect of a message, which is shown already, on its ticket, once: the ticket knows the event. */
  async function enter(
    ticket: ListedTicket,
    message: Message,
    reopen: boolean,
    links: TicketLink[] = [],
    eventId = message.id,
  ): Promise<void> {
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
    return async (current, has) =>
      (await has(eventId)) ? null : enteredTicket(message, current, { reopen, links, topics: topics(), eventId, now: now() });
  }

  async function insert(message: Message, inbound: InboundMessage): Promise<boolean> {
    return (await store.messages.insert(message, keysOf(inbound))) || (await store.messages.get(message.id)) !== null;
  }
}

/**
 * Whether nothing is left to be done for a line of the chat once it has its place, but to show it: `createAfterMessage` would write
 * nothing. What could have been planned meanwhile is younger than the line, and stays.
 */
function isLastStep(
  { ticketId, customerId, wroteBy, attachments }: Message,
  { channel, notice, exposed }: InboundMessage,
  visitor: VisitorRecord | null,
): boolean {
  return (
    channel === 'chat' &&
    wroteBy === 'person' &&
    !notice &&
    !exposed &&
    visitor?.ticketId === ticketId &&
    visitor.customerId === customerId &&
    attachments.every(({ state }) => state !== 'pending')
  );
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

import { saidWords } from '../contract/saidWords.js';
import { derivedId, newId } from '../lib/ids.js';
import { AppError, notFound } from '../lib/errors.js';
import type { ListedTicket, TicketMutation } from '../ports/store.js';
import { SYSTEM, type Actor, type EventType, type TicketEvent } from '../tickets/event.js';
import type { Message } from '../tickets/message.js';
import { summarise } from '../tickets/summary.js';
import { topicOfMessages } from '../threading/subjectMatter.js';
import { termsOf } from '../threading/terms.js';
import { previewOf, subjectOf, type Move, type Ticket } from '../tickets/ticket.js';
import { DEFAULT_TOPICS, type Topic } from '../tickets/topics.js';
import { allMessages } from './allMessages.js';
import type { ActionDeps } from './deps.js';
import { createNoteCorrections } from './noteCorrections.js';
import type { Publish } from './publish.js';

/** What was received so shortly before two became one may have been placed after it. */
export const PLACED_AFTER_MS = 60_000;

/** What a move is asked to do; the rest of `Move` follows from the tickets. */
export type MoveRequest = Pick<Move, 'kind' | 'fromId' | 'toId' | 'messageIds' | 'undoes' | 'decision'> & {
  event: { type: EventType; actor: Actor };
  /** Status for a revived ticket (carve). */
  revivedStatus?: Move['status'];
  /** What the event of this move will be; the same one twice is one move. */
  eventId?: string;
  /** The change of customers that it is part of, and that takes it back. */
  changeId?: string;
};

/**
 * Merge, split and their undoing. A move is noted on the ticket that the messages leave, together with its event, in
 * one write; then it is finished in steps that may run again. Whoever dies in between, `finish` is called again for it.
 */
export function createMoveMessages({ store, policy, now }: ActionDeps, publish: Publish) {
  const noteCorrections = createNoteCorrections({ store });
  return { begin, finish };

  /**
   * One at a time: of two merges that cross, each would find the other's target still standing, and both tickets would be gone.
   * @throws AppError `conflict` while another move of the ticket is unfinished, or when either ticket was merged away.
   */
  function begin(request: MoveRequest): Promise<string> {
    return store.alone('moves', () => beginAlone(request));
  }

  async function beginAlone(request: MoveRequest): Promise<string> {
    const at = now();
    const eventId = request.eventId ?? newId(at.getTime());
    // Into a ticket that has a life of its own: taking it back takes these messages out again, not all of that ticket.
    const intoLiving = request.kind === 'carve' && (await store.tickets.get(request.toId))?.mergedIntoId === null;
    const change = await store.tickets.mutate(request.fromId, async (from, has) => {
      if (request.eventId && (await has(eventId))) return null;
      if (from.moving) throw new AppError('conflict', 'Messages of this ticket are being moved. Try again in a moment.');
      if (from.mergedIntoId) throw new AppError('conflict', 'This ticket was merged into another one.');
      // Only what takes a merge back may go to a ticket that was merged away: it revives it.
      const gone = request.kind === 'carve' && request.undoes ? null : (await store.tickets.get(request.toId))?.mergedIntoId;
      if (gone) throw new AppError('conflict', 'That ticket was merged into another one itself.', { mergedIntoId: gone });
      if (request.undoes) {
        const undone = await store.tickets.event(request.undoes);
        if (!undone) throw notFound('decision');
        if (undone.undoneBy) throw new AppError('already_undone', 'This was undone before.');
      }
      const { event, revivedStatus, changeId, ...rest } = request;
      const move: Move = {
        ...rest,
        waitingSince: from.waitingSince,
        status: request.kind === 'absorb' ? from.status : (revivedStatus ?? 'open'),
        eventId,
        at,
      };
      return {
        set: {
          moving: move,
          updatedAt: at,
          ...(request.kind === 'absorb' ? { mergedIntoId: request.toId, status: 'closed' as const, waitingSince: null } : {}),
        },
        events: [eventOf(move, event, intoLiving, changeId)],
      };
    });
    await publish.ticket(change);
    await finish(request.fromId);
    return eventId;
  }

  /** Idempotent. */
  async function finish(fromId: string): Promise<void> {
    const from = await store.tickets.get(fromId);
    const move = from?.moving;
    if (!from || !move) return;
    if (move.kind === 'carve') await reviveOrOpen(from, move);
    if (move.kind === 'absorb') await store.messages.moveAll(move.fromId, move.toId);
    else await store.messages.move(await stillIn(move), move.toId);

    await noteCorrections(move);
    if (move.decision) {
      const message = await store.messages.get(move.decision.messageId);
      if (message?.decision) await store.messages.setDecision(message.id, { ...message.decision, undone: move.decision.undone });
    }
    if (move.undoes) {
      await store.tickets.markUndone(move.undoes, move.eventId);
      // Taking back an undo: what that undo had taken back stands again.
      const undone = await store.tickets.event(move.undoes);
      if (typeof undone?.data['undoes'] === 'string') await store.tickets.unmarkUndone(undone.data['undoes']);
    }
    for (const id of [move.toId, move.fromId]) await refresh(id, move);
  }

  /** Brings what a ticket derives from its messages up to date, and closes the move on the ticket it began in. */
  async function refresh(ticketId: string, move: Move): Promise<void> {
    const messages = await allMessages(store, ticketId);
    const mine = ticketId === move.fromId;
    const eventId = derivedId(move.eventId, mine ? 'left' : 'came');
    const change = await store.tickets.mutate(ticketId, async (ticket, has) => {
      if (mine ? ticket.moving?.eventId !== move.eventId : await has(eventId)) return null;
      return {
        set: {
          ...summarise(ticket, messages),
          terms: termsOf(messages),
          ...(mine ? { moving: null } : wakingOf(ticket, move)),
          updatedAt: now(),
        },
        events: [
          {
            id: eventId,
            type: 'ticket.changed',
            actor: SYSTEM,
            at: now(),
            data: { moved: move.messageIds.length, ...(mine ? { to: move.toId } : { from: move.fromId }) },
            undo: null,
          },
        ],
      };
    });
    await publish.ticket(change);
  }

  async function reviveOrOpen(from: ListedTicket, move: Move): Promise<void> {
    const there = await store.tickets.get(move.toId);
    if (there) {
      if (!there.mergedIntoId) return;
      await store.tickets.mutate(there.id, (ticket) =>
        ticket.mergedIntoId
          ? {
              set: { mergedIntoId: null, status: move.status, updatedAt: now() },
              events: [{ id: newId(), type: 'ticket.reopened', actor: SYSTEM, at: now(), data: {}, undo: null }],
            }
          : null,
      );
      return;
    }
    const messages = (await store.messages.many(move.messageIds)).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const [first] = messages;
    if (!first) throw new Error(`the messages of move ${move.eventId} are gone`);
    const customerId = first.direction === 'in' ? first.customerId : from.customerId;
    const customerName = (await store.customers.get(customerId))?.name ?? from.customerName;
    const number = await store.tickets.nextNumber();
    for (let tries = 0; tries < 50; tries++) {
      const ordinal = (await store.tickets.lastOrdinal(customerId)) + 1;
      const ticket = carvedTicket(from, move, first, messages, {
        customerId,
        number,
        ordinal,
        topics: policy.threading.topics ?? DEFAULT_TOPICS,
      });
      const created: TicketMutation['events'][number] = {
        id: newId(move.at.getTime()),
        type: 'ticket.created',
        actor: SYSTEM,
        at: move.at,
        data: { number, splitFrom: from.id },
        undo: null,
      };
      if (await store.tickets.open(ticket, customerName, [created])) return;
    }
    throw new Error('no ticket could be opened for the messages that were split off');
  }

  /** Those of the move that are there still, and what their customer has said there since the merge that is taken back. */
  async function stillIn(move: Move): Promise<string[]> {
    const messages = await store.messages.many(move.messageIds);
    const listed = messages.filter((message) => message.ticketId === move.fromId).map((message) => message.id);
    const [merge, revived, from] = await Promise.all([
      move.undoes ? store.tickets.event(move.undoes) : null,
      store.tickets.get(move.toId),
      store.tickets.get(move.fromId),
    ]);
    if (!merge || !revived || !from || revived.customerId === from.customerId) return listed;
    const since = new Date(merge.at.getTime() - PLACED_AFTER_MS);
    const said = (await allMessages(store, move.fromId)).filter(
      (message) => message.createdAt > since && message.customerId === revived.customerId && message.direction === 'in',
    );
    return [...new Set([...listed, ...said.map((message) => message.id)])];
  }
}

/** Whoever waited in a ticket that is merged away waits in the other one, also if that was answered or solved. */
function wakingOf(ticket: Ticket, { kind, waitingSince }: Move): Partial<Ticket> {
  if (kind === 'carve' && waitingSince && ticket.status === 'solved') return { waitingSince, status: 'open', solvedAt: null };
  if (kind !== 'absorb' || !waitingSince || ticket.status === 'closed') return {};
  const since = ticket.waitingSince && ticket.waitingSince < waitingSince ? ticket.waitingSince : waitingSince;
  return { waitingSince: since, ...(ticket.status === 'hold' ? {} : { status: 'open', solvedAt: null }) };
}

function eventOf(
  move: Move,
  { type, actor }: MoveRequest['event'],
  intoLiving: boolean,
  changeId: string | undefined,
): Omit<TicketEvent, 'seq' | 'ticketId' | 'customerId' | 'undoneBy'> {
  const inverse = {
    kind: move.kind === 'absorb' || intoLiving ? 'carve' : 'absorb',
    fromId: move.toId,
    toId: move.fromId,
    messageIds: move.messageIds,
    revivedStatus: move.status,
    decision: move.decision ? { ...move.decision, undone: !move.decision.undone } : null,
  };
  return {
    id: move.eventId,
    type,
    actor,
    at: move.at,
    data: {
      fromId: move.fromId,
      toId: move.toId,
      messages: move.messageIds.length,
      ...(move.undoes ? { undoes: move.undoes } : {}),
      ...(changeId ? { changeId } : {}),
    },
    undo: { move: inverse },
  };
}

function carvedTicket(
  from: Ticket,
  move: Move,
  first: Message,
  messages: Message[],
  { customerId, number, ordinal, topics }: { customerId: string; number: number; ordinal: number; topics: readonly Topic[] },
): Ticket {
  const base: Ticket = {
    ...from,
    id: move.toId,
    number,
    customerId,
    subject: subjectOf(first.subject, saidWords(first)),
    status: move.status,
    topic: topicOfMessages(messages, topics),
    topicByAgent: false,
    tags: [],
    channels: [first.channel],
    lastChannel: first.channel,
    preview: previewOf(saidWords(first)),
    lastDirection: first.direction === 'out' ? 'out' : 'in',
    firstRepliedAt: null,
    solvedAt: null,
    closedAt: null,
    mergedIntoId: null,
    moving: null,
    links: [{ ticketId: from.id, kind: 'split' }],
    seq: 0,
    opened: { customerId, ordinal, intakeId: null, at: move.at },
    createdAt: first.createdAt,
    updatedAt: move.at,
  };
  return { ...base, ...summarise(base, messages), terms: termsOf(messages) };
}

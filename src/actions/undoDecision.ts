import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { Actor, TicketEvent } from '../tickets/event.js';
import type { Move } from '../tickets/ticket.js';
import type { ChangeCustomers } from './changeCustomers.js';
import type { ChangeTicket } from './changeTicket.js';
import type { ActionDeps } from './deps.js';
import type { LinkTickets } from './linkTickets.js';
import type { createMoveMessages, MoveRequest } from './moveMessages.js';

/** What an undoable event carries: see `moveMessages`. */
type Inverse = Pick<Move, 'kind' | 'fromId' | 'toId' | 'messageIds' | 'decision'> & { revivedStatus: Move['status'] };

interface Undone {
  decisionId: string;
  ticketId: string;
  otherId: string | null;
  /** Of a change: the parts that stay, as somebody has changed them since. */
  left?: string[];
}

/**
 * Takes a decision back: a message that joined wrongly leaves into a ticket of its own, a merge or split is reversed,
 * and so is an earlier undo. Each is a move with an event of its own, which can be undone in turn.
 */
export function createUndoDecision(
  { store }: ActionDeps,
  moves: ReturnType<typeof createMoveMessages>,
  changeTicket: ChangeTicket,
  links: LinkTickets,
  identity: Pick<ChangeCustomers, 'takeBack'>,
) {
  return async function undoDecision(eventId: string, actor: Actor): Promise<Undone> {
    const event = await store.tickets.event(eventId);
    if (!event) throw notFound('decision');
    if (event.undoneBy) throw new AppError('already_undone', 'This was undone before.');
    if (event.undo && 'change' in event.undo) {
      const { eventId: decisionId, ticket, left } = await changeTicket.takeBack(event, actor);
      return { decisionId, ticketId: ticket.id, otherId: null, left };
    }
    if (event.undo && 'link' in event.undo) return links.takeBack(event, actor);
    if (event.undo && typeof event.data['changeId'] === 'string') {
      // People changed with it: that change takes the move back too.
      const { move } = await identity.takeBack(actor, event.data['changeId']);
      if (!move) throw new Error(`the change that event ${event.id} belongs to moves nothing`);
      return { decisionId: move.eventId, ticketId: move.fromId, otherId: move.toId };
    }
    const request = await inverseOf(event);
    const decisionId = await moves.begin({ ...request, undoes: event.id, event: { type: 'decision.undone', actor } });
    return { decisionId, ticketId: request.fromId, otherId: request.toId };
  };

  async function inverseOf(event: TicketEvent): Promise<Omit<MoveRequest, 'event' | 'undoes'>> {
    const { undo } = event;
    if (undo && 'move' in undo) return undo['move'] as Inverse;
    if (undo && event.type === 'message.received') {
      const message = await store.messages.get(event.id);
      if (!message) throw notFound('message');
      const alone = (await store.messages.idsOf(message.ticketId)).every((id) => id === message.id);
      if (alone) throw new AppError('cannot_undo', 'It is the only message of its ticket.');
      return {
        kind: 'carve',
        fromId: message.ticketId,
        toId: newId(),
        messageIds: [message.id],
        decision: { messageId: message.id, undone: true },
      };
    }
    throw new AppError('cannot_undo', 'There is nothing in this decision to undo.');
  }
}

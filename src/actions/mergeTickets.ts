import { AppError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { actorOf, getTicketFor } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import type { createMoveMessages } from './moveMessages.js';

/** A decision that was carried out, and the tickets to look at now. */
export interface MovedBetween {
  decisionId: string;
  ticketId: string;
  otherId: string;
}

/** Two tickets become one, or some messages of one become another's. Each can be undone by its decision. */
export function createMergeTickets({ store }: Pick<ActionDeps, 'store'>, moves: ReturnType<typeof createMoveMessages>) {
  return { merge, split };

  /** @throws AppError `invalid_input` into itself; `conflict` when the other was merged away itself */
  async function merge(viewer: Viewer, ticketId: string, intoId: string): Promise<MovedBetween> {
    await getTicketFor(store, viewer, 'ticket.merge', ticketId);
    const into = await getTicketFor(store, viewer, 'ticket.merge', intoId);
    if (ticketId === intoId) throw new AppError('invalid_input', 'A ticket cannot be merged into itself.');
    if (into.mergedIntoId)
      throw new AppError('conflict', 'That ticket was merged into another one itself.', { mergedIntoId: into.mergedIntoId });
    const messageIds = await store.messages.idsOf(ticketId);
    const event = { type: 'ticket.merged', actor: actorOf(viewer) } as const;
    const decisionId = await moves.begin({
      kind: 'absorb',
      fromId: ticketId,
      toId: intoId,
      messageIds,
      undoes: null,
      decision: null,
      event,
    });
    return { decisionId, ticketId: intoId, otherId: ticketId };
  }

  /**
   * @param intoId undefined: a new ticket
   * @throws AppError `invalid_input` for messages that are not in the ticket, or for all of them; `conflict` when the other takes no more
   */
  async function split(viewer: Viewer, ticketId: string, messageIds: string[], intoId: string | undefined): Promise<MovedBetween> {
    await getTicketFor(store, viewer, 'ticket.merge', ticketId);
    const all = await store.messages.idsOf(ticketId);
    const strangers = messageIds.filter((id) => !all.includes(id));
    if (strangers.length) throw new AppError('invalid_input', 'Some of these messages are not in this ticket.', { messageIds: strangers });
    if (new Set(messageIds).size === all.length) throw new AppError('invalid_input', 'At least one message has to stay in the ticket.');
    const into = intoId === undefined ? null : await getTicketFor(store, viewer, 'ticket.merge', intoId);
    if (into?.id === ticketId) throw new AppError('invalid_input', 'They are in this ticket already.');
    if (into && (into.mergedIntoId || into.status === 'closed'))
      throw new AppError('conflict', 'That ticket takes no more messages.', { mergedIntoId: into.mergedIntoId });
    const toId = into?.id ?? newId();
    const event = { type: 'ticket.split', actor: actorOf(viewer) } as const;
    const decisionId = await moves.begin({
      kind: 'carve',
      fromId: ticketId,
      toId,
      messageIds: [...new Set(messageIds)],
      undoes: null,
      decision: null,
      event,
    });
    return { decisionId, ticketId, otherId: toId };
  }
}

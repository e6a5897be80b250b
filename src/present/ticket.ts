import { withoutTurns } from '../contract/direction.js';
import type * as contract from '../contract/tickets.js';
import type { ListedTicket } from '../ports/store.js';
import type { TicketEvent } from '../tickets/event.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** @param agentNames by id; an agent who is gone shows as null. */
export function presentTicket(ticket: ListedTicket, agentNames: ReadonlyMap<string, string>): contract.Ticket {
  return {
    id: ticket.id,
    number: ticket.number,
    // Those of an earlier release were stored with what turns the words around them.
    subject: withoutTurns(ticket.subject),
    status: ticket.status,
    customerId: ticket.customerId,
    customerName: ticket.customerName,
    assigneeId: ticket.assigneeId,
    assigneeName: ticket.assigneeId ? (agentNames.get(ticket.assigneeId) ?? null) : null,
    teamId: ticket.teamId ?? null,
    channels: ticket.channels,
    lastChannel: ticket.lastChannel,
    priority: ticket.priority,
    tags: ticket.tags,
    topic: ticket.topic,
    fields: ticket.fields ?? {},
    snooze: ticket.snooze ? { until: iso(ticket.snooze.until), at: ticket.snooze.at.toISOString(), byId: ticket.snooze.byId } : null,
    preview: withoutTurns(ticket.preview),
    lastDirection: ticket.lastDirection,
    waitingSince: iso(ticket.waitingSince),
    firstReplyDueAt: iso(ticket.firstReplyDueAt),
    firstRepliedAt: iso(ticket.firstRepliedAt),
    lastMessageAt: ticket.lastMessageAt.toISOString(),
    lastInboundAt: iso(ticket.lastInboundAt),
    solvedAt: iso(ticket.solvedAt),
    mergedIntoId: ticket.mergedIntoId,
    links: ticket.links,
    seq: ticket.seq,
    createdAt: ticket.createdAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
  };
}

/** What undoing needs stays here: agents hear only whether it can be undone. */
export function presentEvent(event: TicketEvent): contract.TicketEvent {
  return {
    id: event.id,
    ticketId: event.ticketId,
    seq: event.seq,
    type: event.type,
    actor: event.actor,
    at: event.at.toISOString(),
    data: event.data,
    undoable: event.undo !== null && event.undoneBy === null,
    undone: event.undoneBy !== null,
  };
}

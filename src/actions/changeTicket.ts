import type { TicketPatch } from '../contract/tickets.js';
import { AppError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import type { Actor } from '../tickets/event.js';
import { LIVE_STATUSES, type Ticket } from '../tickets/ticket.js';
import { applyStatus } from '../tickets/transitions.js';
import type { ActionDeps } from './deps.js';
import type { PlanFollowups } from './planFollowups.js';
import type { Publish } from './publish.js';

/** Status, assignee, priority, tags, topic, subject. A change of nothing leaves no event. */
export function createChangeTicket({ store, now }: ActionDeps, publish: Publish, followups: PlanFollowups) {
  return async function changeTicket(ticket: ListedTicket, patch: TicketPatch, actor: Actor): Promise<ListedTicket> {
    if (patch.assigneeId) {
      const assignee = await store.people.agent(patch.assigneeId);
      if (!assignee?.active) throw new AppError('invalid_input', 'There is no such agent to assign it to.');
    }
    const solves = patch.status === 'solved' && ticket.status !== 'solved';
    // Planned first: if we die before the ticket is solved, a follow-up of an unsolved ticket cancels itself.
    if (solves) await followups.plan({ ...ticket, ...(patch.topic !== undefined ? { topic: patch.topic } : {}) }, now());

    const change = await store.tickets.mutate(ticket.id, (current) => {
      if (current.mergedIntoId) throw new AppError('conflict', 'This ticket was merged into another one.', { mergedIntoId: current.mergedIntoId });
      const at = now();
      const set = changesOf(current, patch, at);
      const changed = Object.fromEntries(Object.entries(patch).flatMap(([key, value]) => (differs(current[key as keyof Ticket], value) ? [[key, { from: current[key as keyof Ticket], to: value }]] : [])));
      if (!Object.keys(changed).length) return null;
      const reopens = current.status === 'solved' && set.status !== undefined && LIVE_STATUSES.includes(set.status);
      const type = set.status === 'solved' ? 'ticket.solved' : reopens ? 'ticket.reopened' : 'ticket.changed';
      return { set: { ...set, updatedAt: at }, events: [{ id: newId(at.getTime()), type, actor, at, data: changed, undo: null }] };
    });
    await publish.ticket(change);
    if (patch.status && LIVE_STATUSES.includes(patch.status) && ticket.status === 'solved') await followups.cancel(ticket.id, 'ticket_reopened', change.ticket.updatedAt);
    return change.ticket;
  };
}

function changesOf(current: ListedTicket, { status, ...rest }: TicketPatch, at: Date): Partial<Ticket> {
  return {
    ...(status && status !== current.status ? applyStatus(current, status, at).set : {}),
    ...(rest.assigneeId !== undefined ? { assigneeId: rest.assigneeId } : {}),
    ...(rest.priority !== undefined ? { priority: rest.priority } : {}),
    ...(rest.tags !== undefined ? { tags: [...new Set(rest.tags)] } : {}),
    ...(rest.topic !== undefined ? { topic: rest.topic, topicByAgent: true } : {}),
    ...(rest.subject !== undefined ? { subject: rest.subject } : {}),
  };
}

function differs(a: unknown, b: unknown): boolean {
  return b !== undefined && JSON.stringify(a) !== JSON.stringify(b);
}

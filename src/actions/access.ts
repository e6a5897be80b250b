import { may, type Verb } from '../agents/policy.js';
import { AppError, notFound } from '../lib/errors.js';
import type { ListedTicket, Store } from '../ports/store.js';
import type { Actor } from '../tickets/event.js';
import type { Viewer } from './desk.js';

/** The viewer as the one who did something. */
export function actorOf(viewer: Viewer): Actor {
  return { kind: 'agent', id: viewer.id, name: viewer.name };
}

/** @throws AppError `not_allowed` */
export function requireRight(viewer: Viewer, verb: Verb): void {
  if (!may(viewer, verb)) throw new AppError('not_allowed', 'Your role does not allow this.');
}

/** For what only people have. @throws AppError `not_allowed` */
export function requirePerson(viewer: Viewer): void {
  if (viewer.isProgram) throw new AppError('not_allowed', 'An API token has no profile and no session.');
}

/** @throws AppError `not_found`, also for what the viewer may not see: a refusal must not tell that it exists. */
export async function getTicketFor(store: Store, viewer: Viewer, verb: Verb, ticketId: string): Promise<ListedTicket> {
  const ticket = await store.tickets.get(ticketId);
  if (!ticket || !may(viewer, 'ticket.read')) throw notFound('ticket');
  requireRight(viewer, verb);
  return ticket;
}

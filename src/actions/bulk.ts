import type { BulkBody, BulkResult, TicketActions } from '../contract/workspace.js';
import type { TicketPatch } from '../contract/tickets.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import { isLive, LIVE_STATUSES } from '../tickets/ticket.js';
import { actorOf, requireRight } from './access.js';
import type { ChangeTicket } from './changeTicket.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { heardAfter } from './heardAfter.js';
import type { Tending } from './tending.js';

/** Tickets changed at the same time; more would only stand in each other's way. */
const AT_ONCE = 8;

type Line = BulkResult['results'][number];

/**
 * One change for many tickets, each on its own: what is refused for one does not stop the others. The batch is noted
 * first, and each ticket's event has an id that follows from it, so whoever dies half way leaves a batch that can be
 * taken back whole.
 */
export function createBulk({ store, log, now }: ActionDeps, changeTicket: ChangeTicket, tending: Tending) {
  return { change, undo };

  /** @param isMeant asked of each ticket as it stands when it is written; another one is left as it is */
  async function change(
    viewer: Viewer,
    { ticketIds, change: wanted, knew = {} }: BulkBody,
    isMeant: (current: ListedTicket) => boolean = () => true,
  ): Promise<BulkResult> {
    requireRight(viewer, 'ticket.change');
    const { snooze, ...actions } = wanted;
    if (Object.values(wanted).every((value) => value === undefined)) throw new AppError('invalid_input', 'There is nothing to change.');
    const until = snooze?.until ? new Date(snooze.until) : null;
    tending.requireAhead(until);
    const at = now();
    const ids = [...new Set(ticketIds)];
    const batch = { id: newId(at.getTime()), agentId: viewer.id, ticketIds: ids, change: wanted, at, undoneAt: null };
    await store.batches.add(batch);
    // What is ended or put aside is out of sight, and with it what its customer has said.
    const hides = snooze !== undefined || (wanted.status !== undefined && !LIVE_STATUSES.includes(wanted.status));
    const results = await inTurns(ids, (ticketId) =>
      attempt(ticketId, async () => {
        const ticket = await ticketOf(ticketId);
        const unless = (current: ListedTicket): Promise<void> => (hides ? requireKnown(current, knew[ticketId]) : Promise.resolve());
        const occasion = { eventId: derivedId(batch.id, ticketId), batchId: batch.id, unless };
        if (snooze) return tending.snoozeOfMany(viewer, ticketId, until, occasion);
        const { events } = await changeTicket(ticket, patchOf(actions, ticket, viewer.id), actorOf(viewer), {
          ...occasion,
          unless: (current) => unless(current).then(() => !isMeant(current)),
        });
        return events.length > 0;
      }),
    );
    return { batchId: batch.id, changed: results.filter((line) => line.outcome === 'changed').length, results };
  }

  /** Puts back what the batch set and nobody has changed since. @throws AppError `already_undone`, `not_found` */
  async function undo(viewer: Viewer, batchId: string): Promise<BulkResult> {
    requireRight(viewer, 'decision.undo');
    const batch = await store.batches.get(batchId);
    if (!batch || (batch.agentId !== viewer.id && viewer.role === 'agent')) throw notFound('batch');
    if (batch.undoneAt) throw new AppError('already_undone', 'This was undone before.');
    const results = await inTurns(batch.ticketIds, (ticketId) =>
      attempt(ticketId, async () => {
        const event = await store.tickets.event(derivedId(batch.id, ticketId));
        if (!event?.undo || event.undoneBy) return false;
        const { left } = await changeTicket.takeBack(event, actorOf(viewer));
        return left.length > 0 ? { left } : true;
      }),
    );
    // A ticket that could not be put back now may be tried again; what is done is not done twice.
    if (!results.some((line) => line.outcome === 'refused' && line.code === 'internal_error'))
      await store.batches.change(batch.id, { undoneAt: now() });
    return { batchId, changed: results.filter((line) => line.outcome === 'changed').length, results };
  }

  async function attempt(ticketId: string, work: () => Promise<boolean | Pick<Line, 'left'>>): Promise<Line> {
    try {
      const came = await work();
      const more = typeof came === 'object' ? came : {};
      return { ticketId, outcome: came ? 'changed' : 'unchanged', code: null, message: null, cameSince: false, ...more };
    } catch (error) {
      if (error instanceof AppError)
        return { ticketId, outcome: 'refused', code: error.code, message: error.message, cameSince: isOverNews(error) };
      log.error({ err: error, ticketId }, 'a ticket of a batch could not be changed');
      return { ticketId, outcome: 'refused', code: 'internal_error', message: 'Something went wrong. Please try again.', cameSince: false };
    }
  }

  /** @throws AppError `conflict` over what the customer of a live ticket said after `seq`; undefined: nothing is asked */
  async function requireKnown(current: ListedTicket, seq: number | undefined): Promise<void> {
    if (seq !== undefined && isLive(current) && (await heardAfter(store, current, seq)))
      throw new AppError('conflict', 'The customer wrote before this.', { cameSince: { customer: true, colleague: null } });
  }

  async function ticketOf(ticketId: string): Promise<ListedTicket> {
    const ticket = await store.tickets.get(ticketId);
    if (!ticket) throw notFound('ticket');
    return ticket;
  }

  async function inTurns(ids: readonly string[], work: (id: string) => Promise<Line>): Promise<Line[]> {
    const lines: Line[] = [];
    for (let i = 0; i < ids.length; i += AT_ONCE) lines.push(...(await Promise.all(ids.slice(i, i + AT_ONCE).map(work))));
    return lines;
  }
}

export type Bulk = ReturnType<typeof createBulk>;

const isOverNews = ({ details }: AppError): boolean => typeof details === 'object' && details !== null && 'cameSince' in details;

/** A macro's or a batch's actions for one ticket: `me` is who does it, and tags are added to those that are there. */
export function patchOf(
  { addTags, removeTags, assigneeId, ...rest }: TicketActions,
  ticket: { tags: readonly string[] },
  agentId: string,
): TicketPatch {
  const tags =
    addTags?.length || removeTags?.length
      ? [...new Set([...ticket.tags, ...(addTags ?? [])])].filter((tag) => !removeTags?.includes(tag))
      : undefined;
  const set = {
    ...rest,
    ...(assigneeId === undefined ? {} : { assigneeId: assigneeId === 'me' ? agentId : assigneeId }),
    ...(tags ? { tags } : {}),
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

import { AppError } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { Actor, EventType, TicketEvent } from '../tickets/event.js';
import type { TicketLink } from '../tickets/ticket.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';

/** The links between two tickets, as each of them has them. Empty: none. */
interface Links {
  here: TicketLink[];
  there: TicketLink[];
}

/** What the event of a link carries to take it back: the two tickets, and how they stood before. */
interface Undo extends Links {
  otherId: string;
}

/**
 * Says that two tickets belong together, or that they do not after all. Each ticket has the link itself and an event of
 * its own; the first one's takes both back. Who dies between the two does it again: what is there already is left alone.
 */
export function createLinkTickets({ store, now }: ActionDeps, publish: Publish) {
  return { link, unlink, takeBack };

  /** @throws AppError `conflict` when they are linked already, or one was merged away */
  async function link(ticketId: string, otherId: string, actor: Actor): Promise<string> {
    if (ticketId === otherId) throw new AppError('invalid_input', 'A ticket cannot be linked to itself.');
    const before = await between(ticketId, otherId);
    if (before.here.length && before.there.length) throw new AppError('conflict', 'They are linked already.');
    const wanted: Links = {
      here: before.here.length ? before.here : [{ ticketId: otherId, kind: 'linked' }],
      there: before.there.length ? before.there : [{ ticketId, kind: 'linked' }],
    };
    const id = newId(now().getTime());
    await put(ticketId, otherId, wanted, { id, type: 'ticket.linked', actor }, before);
    return id;
  }

  /** @throws AppError `conflict` when there is no link */
  async function unlink(ticketId: string, otherId: string, actor: Actor): Promise<string> {
    const before = await between(ticketId, otherId);
    if (!before.here.length && !before.there.length) throw new AppError('conflict', 'They are not linked.');
    const id = newId(now().getTime());
    await put(ticketId, otherId, { here: [], there: [] }, { id, type: 'ticket.unlinked', actor }, before);
    return id;
  }

  /**
   * Puts the links back as they were before the event.
   * @throws AppError `already_undone`
   */
  async function takeBack(event: TicketEvent, actor: Actor): Promise<{ decisionId: string; ticketId: string; otherId: string }> {
    const undo = event.undo?.['link'] as Undo | undefined;
    const ticketId = event.ticketId;
    if (!ticketId || !undo) throw new AppError('cannot_undo', 'There is nothing in this decision to undo.');
    const { otherId, here, there } = undo;
    const decisionId = derivedId(event.id, 'taken back');
    if (!(await store.tickets.markUndone(event.id, decisionId))) throw new AppError('already_undone', 'This was undone before.');
    try {
      await put(
        ticketId,
        otherId,
        { here, there },
        { id: decisionId, type: 'decision.undone', actor, undoes: event.id },
        await between(ticketId, otherId),
      );
    } catch (error) {
      await store.tickets.unmarkUndone(event.id);
      throw error;
    }
    return { decisionId, ticketId, otherId };
  }

  async function between(ticketId: string, otherId: string): Promise<Links> {
    const found = await store.tickets.many([ticketId, otherId]);
    const linksOf = (id: string, to: string): TicketLink[] =>
      found.find((ticket) => ticket.id === id)?.links.filter((one) => one.ticketId === to) ?? [];
    return { here: linksOf(ticketId, otherId), there: linksOf(otherId, ticketId) };
  }

  async function put(
    ticketId: string,
    otherId: string,
    wanted: Links,
    event: { id: string; type: EventType; actor: Actor; undoes?: string },
    before: Links,
  ): Promise<void> {
    const { id, type, actor, undoes } = event;
    const undo: Undo = { otherId, ...before };
    for (const [own, to, links, eventId, taken] of [
      [ticketId, otherId, wanted.here, id, { link: undo }],
      [otherId, ticketId, wanted.there, derivedId(id, 'other'), null],
    ] as const) {
      const change = await store.tickets.mutate(own, async (ticket, has) => {
        if (await has(eventId)) return null;
        if (ticket.mergedIntoId)
          throw new AppError('conflict', 'This ticket was merged into another one.', { mergedIntoId: ticket.mergedIntoId });
        const at = now();
        return {
          set: { links: [...ticket.links.filter((one) => one.ticketId !== to), ...links], updatedAt: at },
          // Taking something back is taken back by doing it again.
          events: [{ id: eventId, type, actor, at, data: { toId: to, ...(undoes ? { undoes } : {}) }, undo: undoes ? null : taken }],
        };
      });
      await publish.ticket(change);
    }
  }
}

export type LinkTickets = ReturnType<typeof createLinkTickets>;

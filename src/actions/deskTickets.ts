import type { TicketStatus } from '../contract/common.js';
import type { ChangeResult } from '../contract/tickets.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId } from '../lib/ids.js';
import { presentMessage } from '../present/message.js';
import type { ListedTicket } from '../ports/store.js';
import { presentTicket } from '../present/ticket.js';
import type { Message } from '../tickets/message.js';
import { LIVE_STATUSES, isLive } from '../tickets/ticket.js';
import { actorOf, getTicketFor, requireRight } from './access.js';
import { createBeginTicket } from './beginTicket.js';
import { createBulk } from './bulk.js';
import { createChangeTicket } from './changeTicket.js';
import type { DeskParts } from './createDesk.js';
import type { ActionDeps } from './deps.js';
import type { Desk, Viewer } from './desk.js';
import { createFreeTickets } from './freeTickets.js';
import { createLinkTickets } from './linkTickets.js';
import type { Mentions } from './mentions.js';
import { createMergeTickets } from './mergeTickets.js';
import { createNotThisPerson } from './notThisPerson.js';
import { nearlyLate } from './queueHealth.js';
import { createSay } from './say.js';
import { createSayKnowing } from './sayKnowing.js';
import { createShowPictures } from './showPictures.js';
import { createStartTicket } from './startTicket.js';
import { createTakeBack } from './takeBack.js';
import type { TicketQueries } from './ticketQueries.js';
import { createTicketStory } from './ticketStory.js';
import { createUndoDecision } from './undoDecision.js';
import { unheardSince } from './unheardSince.js';

/** What an agent may ask of tickets and their messages. */
export function createDeskTickets(
  deps: ActionDeps,
  parts: DeskParts,
  { queries, mentions, chat }: { queries: TicketQueries; mentions: Mentions; chat: Pick<Desk['chat'], 'seenByAgent'> },
): Desk['tickets'] {
  const { bus, store, now } = deps;
  const { agentNames, followups, identity, moves, publish, tending, uploads, write } = parts;
  const changeTicket = createChangeTicket(deps, publish, followups);
  const bulk = createBulk(deps, changeTicket, tending);
  const say = createSay(deps, write, uploads, mentions);
  const sayKnowing = createSayKnowing(deps, say, agentNames);
  const links = createLinkTickets(deps, publish);
  const { merge, split } = createMergeTickets(deps, moves);
  const notThisPerson = createNotThisPerson(deps, identity);
  const undoDecision = createUndoDecision(deps, moves, changeTicket, links, identity);
  const startTicket = createStartTicket(deps, publish, say, createBeginTicket(deps));
  const takeBack = createTakeBack(deps, publish, followups);

  return {
    ...queries,
    ...createTicketStory(deps, agentNames),
    pictures: createShowPictures(deps),
    changeMany: bulk.change,
    undoMany: bulk.undo,
    freeOf: createFreeTickets(deps, bulk),

    async markRead(viewer, ticketId, read) {
      const state = await tending.markRead(viewer, ticketId, read);
      // What a program has read nobody has seen.
      if (!read || viewer.isProgram) return state;
      const { visitorIds, at } = await chat.seenByAgent(ticketId);
      for (const id of visitorIds) bus.toVisitor(id, 'chat:seen', { at });
      return state;
    },

    async write(viewer, ticketId, body) {
      const ticket = await getTicketFor(store, viewer, 'ticket.reply', ticketId);
      // Sent again by who did not hear that it was taken, before the merge.
      const earlier = ticket.mergedIntoId ? await say.said(viewer, ticket, body) : null;
      if (earlier) return { ...presentMessage(earlier, await agentNames()), staysLive: false };
      if (ticket.mergedIntoId)
        throw new AppError('conflict', 'This ticket was merged into another one.', { mergedIntoId: ticket.mergedIntoId });
      const message = await sayKnowing(viewer, ticket, body);
      const staysLive = body.status ? await isKeptLive(viewer, message, body.status, body.knew) : false;
      return { ...presentMessage(message, await agentNames()), staysLive };
    },

    async start(viewer, body) {
      requireRight(viewer, 'ticket.reply');
      // A new address makes a customer.
      if (body.to) requireRight(viewer, 'customer.write');
      const [{ ticket, message }, names] = [await startTicket(viewer, body), await agentNames()];
      return { ticket: presentTicket(ticket, names), message: presentMessage(message, names) };
    },

    async forward(viewer, ticketId, body) {
      const ticket = await getTicketFor(store, viewer, 'ticket.reply', ticketId);
      return presentMessage(await say.forward(viewer, ticket, body), await agentNames());
    },

    async snooze(viewer, ticketId, until, expected) {
      return presentTicket(await tending.snooze(viewer, ticketId, until, expected), await agentNames());
    },

    async wake(viewer, ticketId, expected) {
      return presentTicket(await tending.wake(viewer, ticketId, expected), await agentNames());
    },

    async change(viewer, ticketId, { knew, ...patch }) {
      const ticket = await getTicketFor(store, viewer, 'ticket.change', ticketId);
      const ends = patch.status !== undefined && !LIVE_STATUSES.includes(patch.status);
      const unless = async (current: ListedTicket): Promise<boolean> => {
        if (knew && ends && isLive(current) && (await unheardSince(store, ticketId, knew)))
          throw new AppError('conflict', 'The customer wrote before this.', { cameSince: { customer: true, colleague: null } });
        return false;
      };
      return presentTicket((await changeTicket(ticket, patch, actorOf(viewer), { unless })).ticket, await agentNames());
    },

    async counts(viewer) {
      requireRight(viewer, 'ticket.read');
      const [counts, unread] = await Promise.all([store.tickets.viewCounts(viewer.id, nearlyLate(now())), mentions.count(viewer)]);
      return { ...counts, mentions: unread };
    },

    async cancelMessage(viewer, messageId) {
      requireRight(viewer, 'ticket.reply');
      if (!(await store.messages.cancel(messageId, now()))) await refuse(messageId, 'It is on its way already.');
      await uploads.release(messageId);
      await takeBack(messageId, actorOf(viewer));
      return tellMessage(messageId);
    },

    async retryMessage(viewer, messageId) {
      requireRight(viewer, 'ticket.reply');
      if (!(await store.messages.requeue(messageId, now()))) await refuse(messageId, 'It is not one that can be sent again.');
      deps.jobs.sendLater(messageId);
      return tellMessage(messageId);
    },

    async merge(viewer, ticketId, intoId) {
      return tellMoved(viewer, await merge(viewer, ticketId, intoId));
    },

    async split(viewer, ticketId, messageIds, intoId) {
      return tellMoved(viewer, await split(viewer, ticketId, messageIds, intoId));
    },

    async link(viewer, ticketId, otherId) {
      for (const id of [ticketId, otherId]) await getTicketFor(store, viewer, 'ticket.change', id);
      return tellMoved(viewer, { decisionId: await links.link(ticketId, otherId, actorOf(viewer)), ticketId, otherId });
    },

    async unlink(viewer, ticketId, otherId) {
      for (const id of [ticketId, otherId]) await getTicketFor(store, viewer, 'ticket.change', id);
      return tellMoved(viewer, { decisionId: await links.unlink(ticketId, otherId, actorOf(viewer)), ticketId, otherId });
    },

    async notThisPerson(viewer, messageId) {
      requireRight(viewer, 'ticket.merge');
      requireRight(viewer, 'customer.write');
      return tellMoved(viewer, await notThisPerson(messageId, actorOf(viewer)));
    },

    async undo(viewer, decisionId) {
      requireRight(viewer, 'decision.undo');
      const { left, ...moved } = await undoDecision(decisionId, actorOf(viewer));
      return { ...(await tellMoved(viewer, moved)), ...(left?.length ? { left } : {}) };
    },
  };

  /**
   * The status that comes with a message, once. A ticket is not ended over words of its customer that their writer did not know.
   * @returns whether it was kept live for that
   */
  async function isKeptLive(viewer: Viewer, { id, ticketId, createdAt }: Message, status: TicketStatus, knew?: string[]): Promise<boolean> {
    const current = await getTicketFor(store, viewer, 'ticket.change', ticketId);
    const ends = !LIVE_STATUSES.includes(status);
    let kept = false;
    const unless = async (ticket: ListedTicket): Promise<boolean> => {
      const isUnheard = async () =>
        knew ? (await unheardSince(store, ticketId, knew)) !== null : ticket.lastInboundAt !== null && ticket.lastInboundAt > createdAt;
      return (kept = ends && isLive(ticket) && (await isUnheard()));
    };
    if (await unless(current)) return true;
    await changeTicket(current, { status }, actorOf(viewer), { unless, eventId: derivedId(id, 'status') });
    return kept;
  }

  async function refuse(messageId: string, reason: string): Promise<never> {
    const message = await store.messages.get(messageId);
    throw message?.direction === 'out' ? new AppError('conflict', reason) : notFound('outgoing message');
  }

  async function tellMessage(messageId: string): ReturnType<Desk['tickets']['cancelMessage']> {
    const message = await store.messages.get(messageId);
    if (!message) throw notFound('message');
    await publish.message(message, 0);
    return presentMessage(message, await agentNames());
  }

  async function tellMoved(
    viewer: Viewer,
    { decisionId, ticketId, otherId }: { decisionId: string; ticketId: string; otherId: string | null },
  ): Promise<ChangeResult> {
    const [ticket, other, names] = await Promise.all([
      getTicketFor(store, viewer, 'ticket.read', ticketId),
      otherId ? store.tickets.get(otherId) : null,
      agentNames(),
    ]);
    return { decisionId, ticket: presentTicket(ticket, names), otherTicket: other ? presentTicket(other, names) : null };
  }
}

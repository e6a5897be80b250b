import type { ChangeResult } from '../contract/tickets.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { AcceptInbound } from '../ports/intake.js';
import { presentFollowup, presentIntake } from '../present/desk.js';
import { presentMessage, presentOutboxItem } from '../present/message.js';
import { presentTicket } from '../present/ticket.js';
import type { Message } from '../tickets/message.js';
import { actorOf, getTicketFor, requireRight } from './access.js';
import { createAgents } from './agents.js';
import { createApiTokens } from './apiTokens.js';
import { createBulk } from './bulk.js';
import { createArticles } from './articles.js';
import type { ChangeCustomers } from './changeCustomers.js';
import { createChangeTicket } from './changeTicket.js';
import { createChat } from './chat.js';
import { createCorrections } from './corrections.js';
import { createCustomers } from './customers.js';
import type { ActionDeps } from './deps.js';
import type { Desk, Viewer } from './desk.js';
import { createLinkTickets } from './linkTickets.js';
import { createCustomerRecords } from './customerRecords.js';
import { createEditCustomer } from './editCustomer.js';
import { createImportCustomers } from './importCustomers.js';
import { createMailAccounts } from './mailAccounts.js';
import { createMailboxes } from './mailboxes.js';
import { createMedia } from './media.js';
import { createMentions } from './mentions.js';
import type { createMoveMessages } from './moveMessages.js';
import { createNotThisPerson } from './notThisPerson.js';
import type { PlanFollowups } from './planFollowups.js';
import type { Publish } from './publish.js';
import { createQueueHealth } from './queueHealth.js';
import { createReadiness } from './readiness.js';
import type { ReplyChannels } from './replyChannels.js';
import type { OpeningHours } from './hours.js';
import { createSandbox } from './sandbox.js';
import { createSay } from './say.js';
import { createSearch } from './search.js';
import { createSessions } from './sessions.js';
import { createBeginTicket } from './beginTicket.js';
import { createStartTicket } from './startTicket.js';
import type { SuggestLinks } from './suggestLinks.js';
import { createTakeBack } from './takeBack.js';
import type { Tending } from './tending.js';
import type { Topics } from './topics.js';
import { createShowPictures } from './showPictures.js';
import { createTicketQueries } from './ticketQueries.js';
import { createTicketStory } from './ticketStory.js';
import { createUndoDecision } from './undoDecision.js';
import type { Uploads } from './uploads.js';
import { createWorkspace } from './workspace.js';
import { createWidget } from './widget.js';
import type { WriteMessage } from './writeMessage.js';

/** So many jobs go into the queue in one breath. */
const NUDGED_AT_ONCE = 500;

/** The parts that workers use too; made once by `createActions`. */
export interface DeskParts {
  accept: AcceptInbound;
  agentNames: () => Promise<ReadonlyMap<string, string>>;
  followups: PlanFollowups;
  moves: ReturnType<typeof createMoveMessages>;
  publish: Publish;
  replyChannels: ReplyChannels;
  tending: Tending;
  topics: Topics;
  phone: Desk['phone'];
  setup: Desk['setup'];
  uploads: Uploads;
  write: WriteMessage;
  hours: OpeningHours;
  identity: ChangeCustomers;
  suggestions: SuggestLinks;
  /** Mail headers as they go out; undefined for other channels. */
  headersOf: (message: Message) => Record<string, string> | undefined;
}

/** Binds the actions to what HTTP and the sockets may ask: rights first, then the action, then its contract shape. */
export function createDesk(deps: ActionDeps, parts: DeskParts): Desk {
  const { store, now } = deps;
  const { accept, agentNames, followups, moves, publish, write } = parts;
  const sessions = createSessions(deps);
  const { tending, uploads } = parts;
  const { askerOf, ...workspace } = createWorkspace(deps, parts.hours);
  const queries = createTicketQueries(deps, agentNames, parts.replyChannels, workspace.views, askerOf);
  const changeTicket = createChangeTicket(deps, publish, followups);
  const bulk = createBulk(deps, changeTicket);
  const mentions = createMentions(deps);
  const say = createSay(deps, write, uploads, mentions);
  const links = createLinkTickets(deps, publish);
  const notThisPerson = createNotThisPerson(deps, parts.identity);
  const undoDecision = createUndoDecision(deps, moves, changeTicket, links, parts.identity);
  const startTicket = createStartTicket(deps, publish, say, createBeginTicket(deps));
  const takeBack = createTakeBack(deps, publish, followups);
  const health = createQueueHealth(deps);
  const widget = createWidget(deps);

  return {
    sessions,
    chat: createChat(deps, accept, { publish, uploads, lookOf: widget.look }),
    search: createSearch(deps),
    articles: createArticles(deps),
    widget,
    sandbox: createSandbox(deps, accept),
    customers: {
      ...createCustomers(deps, agentNames),
      ...createEditCustomer(deps),
      records: createCustomerRecords(deps, parts.suggestions.afterRecord),
      suggestions: parts.suggestions,
      importTable: createImportCustomers(deps),
    },
    identity: parts.identity.desk,
    corrections: createCorrections(deps),
    mailAccounts: createMailAccounts(deps),
    mailboxes: createMailboxes(deps),
    media: createMedia(deps),

    agents: createAgents(deps, parts.topics),
    apiTokens: createApiTokens(deps),
    topics: { list: parts.topics.list, create: parts.topics.create, change: parts.topics.change },
    phone: parts.phone,
    setup: parts.setup,
    workspace,
    mentions: { list: mentions.list, read: mentions.read },
    uploads: {
      async add(viewer, file) {
        requireRight(viewer, 'ticket.reply');
        return uploads.add({ kind: 'agent', id: viewer.id }, file);
      },
    },

    pictures: deps.pictures,
    tickets: {
      ...queries,
      ...createTicketStory(deps, agentNames),
      pictures: createShowPictures(deps),
      async write(viewer, ticketId, body) {
        const ticket = await getTicketFor(store, viewer, 'ticket.reply', ticketId);
        if (ticket.mergedIntoId) throw new AppError('conflict', 'This ticket was merged into another one.', { mergedIntoId: ticket.mergedIntoId });
        const message = await say.say(viewer, ticket, body);
        if (body.status) {
          const current = await getTicketFor(store, viewer, 'ticket.change', ticketId);
          await changeTicket(current, { status: body.status }, actorOf(viewer));
        }
        return presentMessage(message, await agentNames());
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
      changeMany: bulk.change,
      undoMany: bulk.undo,
      async snooze(viewer, ticketId, until) {
        return presentTicket(await tending.snooze(viewer, ticketId, until), await agentNames());
      },
      async wake(viewer, ticketId) {
        return presentTicket(await tending.wake(viewer, ticketId), await agentNames());
      },
      markRead: tending.markRead,
      async change(viewer, ticketId, patch) {
        const ticket = await getTicketFor(store, viewer, 'ticket.change', ticketId);
        return presentTicket((await changeTicket(ticket, patch, actorOf(viewer))).ticket, await agentNames());
      },
      async counts(viewer) {
        requireRight(viewer, 'ticket.read');
        const [counts, unread] = await Promise.all([store.tickets.viewCounts(viewer.id, now()), mentions.count(viewer)]);
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
        await getTicketFor(store, viewer, 'ticket.merge', ticketId);
        const into = await getTicketFor(store, viewer, 'ticket.merge', intoId);
        if (ticketId === intoId) throw new AppError('invalid_input', 'A ticket cannot be merged into itself.');
        if (into.mergedIntoId) throw new AppError('conflict', 'That ticket was merged into another one itself.', { mergedIntoId: into.mergedIntoId });
        const messageIds = await store.messages.idsOf(ticketId);
        const event = { type: 'ticket.merged', actor: actorOf(viewer) } as const;
        const decisionId = await moves.begin({ kind: 'absorb', fromId: ticketId, toId: intoId, messageIds, undoes: null, decision: null, event });
        return changeResult(viewer, decisionId, intoId, ticketId);
      },
      async split(viewer, ticketId, messageIds, intoId) {
        await getTicketFor(store, viewer, 'ticket.merge', ticketId);
        const all = await store.messages.idsOf(ticketId);
        const strangers = messageIds.filter((id) => !all.includes(id));
        if (strangers.length) throw new AppError('invalid_input', 'Some of these messages are not in this ticket.', { messageIds: strangers });
        if (new Set(messageIds).size === all.length) throw new AppError('invalid_input', 'At least one message has to stay in the ticket.');
        const into = intoId === undefined ? null : await getTicketFor(store, viewer, 'ticket.merge', intoId);
        if (into?.id === ticketId) throw new AppError('invalid_input', 'They are in this ticket already.');
        if (into && (into.mergedIntoId || into.status === 'closed')) throw new AppError('conflict', 'That ticket takes no more messages.', { mergedIntoId: into.mergedIntoId });
        const toId = into?.id ?? newId();
        const event = { type: 'ticket.split', actor: actorOf(viewer) } as const;
        const decisionId = await moves.begin({ kind: 'carve', fromId: ticketId, toId, messageIds: [...new Set(messageIds)], undoes: null, decision: null, event });
        return changeResult(viewer, decisionId, ticketId, toId);
      },
      async link(viewer, ticketId, otherId) {
        for (const id of [ticketId, otherId]) await getTicketFor(store, viewer, 'ticket.change', id);
        return changeResult(viewer, await links.link(ticketId, otherId, actorOf(viewer)), ticketId, otherId);
      },
      async unlink(viewer, ticketId, otherId) {
        for (const id of [ticketId, otherId]) await getTicketFor(store, viewer, 'ticket.change', id);
        return changeResult(viewer, await links.unlink(ticketId, otherId, actorOf(viewer)), ticketId, otherId);
      },
      async notThisPerson(viewer, messageId) {
        requireRight(viewer, 'ticket.merge');
        requireRight(viewer, 'customer.write');
        const moved = await notThisPerson(messageId, actorOf(viewer));
        return changeResult(viewer, moved.decisionId, moved.ticketId, moved.otherId);
      },
      async undo(viewer, decisionId) {
        requireRight(viewer, 'decision.undo');
        const undone = await undoDecision(decisionId, actorOf(viewer));
        return changeResult(viewer, undone.decisionId, undone.ticketId, undone.otherId);
      },
    },

    intake: {
      async list(viewer, query) {
        requireRight(viewer, 'intake.read');
        const rows = await store.intake.list(query);
        return { items: rows.items.map(presentIntake), nextCursor: rows.nextCursor };
      },
      async raw(viewer, intakeId) {
        requireRight(viewer, 'intake.read');
        const row = await store.intake.load(intakeId);
        if (!row) throw notFound('intake row');
        const { Readable } = await import('node:stream');
        return { bytes: Readable.from([row.raw]), size: row.raw.length, channel: row.channel };
      },
      async retry(viewer, intakeId) {
        requireRight(viewer, 'intake.retry');
        if (!(await store.intake.find(intakeId))) throw notFound('intake row');
        const row = await store.intake.release(intakeId, now());
        if (!row) throw new AppError('conflict', 'Only a row in quarantine can be tried again.');
        deps.jobs.intakeAgain(intakeId);
        return presentIntake(row);
      },
      async quarantine(viewer) {
        requireRight(viewer, 'intake.read');
        return { items: await store.intake.quarantine(), nextCursor: null };
      },
      async retryAll(viewer, code) {
        requireRight(viewer, 'intake.retry');
        const ids = await store.intake.releaseAll(code, now());
        // The rest is nudged by the reconciler.
        for (const id of ids.slice(0, NUDGED_AT_ONCE)) deps.jobs.intakeAgain(id);
        return { released: ids.length };
      },
      async inbound(viewer, body) {
        requireRight(viewer, 'inbound.write');
        return accept(deps.rows.api(body, { agentId: viewer.id }));
      },
    },

    outbox: {
      async list(viewer, query) {
        requireRight(viewer, 'outbox.read');
        const found = await store.messages.outbox(query);
        return { items: found.items.map((message) => presentOutboxItem(message, parts.headersOf(message))), nextCursor: found.nextCursor };
      },
    },

    queues: {
      async health(viewer) {
        requireRight(viewer, 'queues.read');
        return health();
      },
    },

    followups: {
      async rules(viewer) {
        requireRight(viewer, 'rules.read');
        return { items: await store.followups.rules(), nextCursor: null };
      },
      async createRule(viewer, body) {
        requireRight(viewer, 'rules.write');
        const rule = { id: newId(), ...body, createdAt: now().toISOString() };
        await store.followups.addRule(rule);
        return rule;
      },
      async changeRule(viewer, ruleId, patch) {
        requireRight(viewer, 'rules.write');
        const rule = await store.followups.changeRule(ruleId, patch);
        if (!rule) throw notFound('rule');
        return rule;
      },
      async list(viewer, query) {
        requireRight(viewer, 'rules.read');
        const found = await store.followups.list(query);
        return { items: found.items.map(presentFollowup), nextCursor: found.nextCursor };
      },
      async cancel(viewer, followupId) {
        requireRight(viewer, 'ticket.change');
        const followup = await store.followups.get(followupId);
        if (!followup) throw notFound('follow-up');
        if (!(await followups.cancelOne(followup, 'agent', actorOf(viewer)))) throw new AppError('conflict', 'It has ended already.');
        return presentFollowup((await store.followups.get(followupId)) ?? followup);
      },
    },

    readiness: createReadiness(deps),
  };

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

  async function changeResult(viewer: Viewer, decisionId: string, ticketId: string, otherId: string | null): Promise<ChangeResult> {
    const [ticket, other, names] = await Promise.all([getTicketFor(store, viewer, 'ticket.read', ticketId), otherId ? store.tickets.get(otherId) : null, agentNames()]);
    return { decisionId, ticket: presentTicket(ticket, names), otherTicket: other ? presentTicket(other, names) : null };
  }
}


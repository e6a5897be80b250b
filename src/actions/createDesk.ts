import type { AcceptInbound } from '../ports/intake.js';
import { presentOutboxItem } from '../present/message.js';
import type { Message } from '../tickets/message.js';
import { requireRight } from './access.js';
import { createAgents } from './agents.js';
import { createApiTokens } from './apiTokens.js';
import { createArticles } from './articles.js';
import type { ChangeCustomers } from './changeCustomers.js';
import { createChat } from './chat.js';
import { createCorrections } from './corrections.js';
import { createCustomerRecords } from './customerRecords.js';
import { createCustomers } from './customers.js';
import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';
import { createDeskTickets } from './deskTickets.js';
import { createEditCustomer } from './editCustomer.js';
import { createFollowupRules } from './followupRules.js';
import type { OpeningHours } from './hours.js';
import { createImportCustomers } from './importCustomers.js';
import { createIntakeRows } from './intakeRows.js';
import { createMailAccounts } from './mailAccounts.js';
import { createMailboxes } from './mailboxes.js';
import { createMedia } from './media.js';
import { createMentions } from './mentions.js';
import type { createMoveMessages } from './moveMessages.js';
import type { PlanFollowups } from './planFollowups.js';
import type { Publish } from './publish.js';
import { createQueueHealth } from './queueHealth.js';
import { createReadiness } from './readiness.js';
import type { ReplyChannels } from './replyChannels.js';
import { createSandbox } from './sandbox.js';
import { createSearch } from './search.js';
import { createSessions } from './sessions.js';
import type { SuggestLinks } from './suggestLinks.js';
import type { Tending } from './tending.js';
import { createTicketQueries } from './ticketQueries.js';
import type { Topics } from './topics.js';
import type { Uploads } from './uploads.js';
import { createWidget } from './widget.js';
import { createWorkspace } from './workspace.js';
import type { WriteMessage } from './writeMessage.js';

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
  const { store } = deps;
  const { accept, agentNames, followups, hours, identity, phone, publish, replyChannels, setup, suggestions, topics, uploads } = parts;
  const { askerOf, ...workspace } = createWorkspace(deps, hours);
  const queries = createTicketQueries(deps, agentNames, replyChannels, workspace.views, askerOf);
  const mentions = createMentions(deps);
  const health = createQueueHealth(deps);
  const widget = createWidget(deps);
  const chat = createChat(deps, accept, { publish, uploads, lookOf: widget.look });

  return {
    sessions: createSessions(deps),
    chat,
    search: createSearch(deps),
    articles: createArticles(deps),
    widget,
    sandbox: createSandbox(deps, accept),
    customers: {
      ...createCustomers(deps, agentNames),
      ...createEditCustomer(deps),
      records: createCustomerRecords(deps, suggestions.afterRecord),
      suggestions,
      importTable: createImportCustomers(deps),
    },
    identity: identity.desk,
    corrections: createCorrections(deps),
    mailAccounts: createMailAccounts(deps),
    mailboxes: createMailboxes(deps),
    media: createMedia(deps),

    agents: createAgents(deps, topics),
    apiTokens: createApiTokens(deps),
    topics: { list: topics.list, create: topics.create, change: topics.change },
    phone,
    setup,
    workspace,
    mentions: { list: mentions.list, read: mentions.read },
    uploads: {
      async add(viewer, file) {
        requireRight(viewer, 'ticket.reply');
        return uploads.add({ kind: 'agent', id: viewer.id }, file);
      },
    },

    pictures: deps.pictures,
    tickets: createDeskTickets(deps, parts, { queries, mentions, chat }),
    intake: createIntakeRows(deps, accept),

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
        return health(viewer);
      },
    },

    followups: createFollowupRules(deps, followups),
    readiness: createReadiness(deps),
  };
}

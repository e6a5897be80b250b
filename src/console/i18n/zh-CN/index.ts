import { common } from './common.js';
import { inbox } from './inbox.js';
import { customer, followups, intake, outbox, queues } from './pages.js';
import { sandbox, settings } from './setup.js';
import { ticket } from './ticket.js';

export const zhCN = { ...common, inbox, ticket, customer, queues, outbox, intake, followups, sandbox, settings };

import { listOf } from '../../contract/common.js';
import { MailAccount, MailAccountPatch, MailAccountTest, MailAccountTestResult, NewMailAccount } from '../../contract/mailAccounts.js';
import { Reply, agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

/** The mailboxes that mail is fetched from; for administrators. */
export const mailAccountRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/mail-accounts',
    summary: 'Mailboxes that are fetched from, and how each fares.',
    response: listOf(MailAccount),
    refusals: [403],
    handle: ({ deps, viewer }) => deps.desk.mailAccounts.list(viewer),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/mail-accounts',
    summary: 'Fetch from another mailbox. Its credentials are kept encrypted and never shown again.',
    body: NewMailAccount,
    response: MailAccount,
    status: 201,
    refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.mailAccounts.create(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/mail-accounts/test',
    summary: 'Connect to a mailbox and say in plain words what is wrong, before it is saved.',
    body: MailAccountTest,
    response: MailAccountTestResult,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, body }) => deps.desk.mailAccounts.test(viewer, body),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/mail-accounts/:id',
    summary: 'Change a mailbox, or switch it off.',
    params: ById,
    body: MailAccountPatch,
    response: MailAccount,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.mailAccounts.change(viewer, params.id, body),
  }),
  agentRoute({
    method: 'delete',
    path: '/api/v1/mail-accounts/:id',
    summary: 'No longer fetch from a mailbox. What was fetched stays.',
    params: ById,
    response: null,
    status: 204,
    refusals: [403, 404, 409],
    async handle({ deps, viewer, params }) {
      await deps.desk.mailAccounts.remove(viewer, params.id);
      return new Reply(undefined);
    },
  }),
];

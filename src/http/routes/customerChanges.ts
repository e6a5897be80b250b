import { listOf } from '../../contract/common.js';
import { CustomerChange, LinkIdentity, MergeCustomers, UndoReason, UnlinkIdentity } from '../../contract/customerChanges.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

/** Who is who. Everything here can be undone. */
export const customerChangeRoutes: Route[] = [
  agentRoute({
    method: 'post',
    path: '/api/v1/customers/:id/merge',
    summary: 'This customer is another one: addresses, tickets and messages go there. Can be undone.',
    params: ById,
    body: MergeCustomers,
    response: CustomerChange,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.identity.merge(viewer, params.id, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/customers/:id/link',
    summary: 'Add an address, or take it over from another customer. Can be undone.',
    params: ById,
    body: LinkIdentity,
    response: CustomerChange,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.identity.link(viewer, params.id, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/customers/:id/unlink',
    summary: "An address is not this customer's: it becomes a customer of its own. Can be undone.",
    params: ById,
    body: UnlinkIdentity,
    response: CustomerChange,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.identity.unlink(viewer, params.id, body),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/customers/:id/changes',
    summary: 'Merges, links and unlinks of a customer, newest first, with who and why.',
    params: ById,
    response: listOf(CustomerChange),
    handle: ({ deps, viewer, params }) => deps.desk.identity.list(viewer, params.id),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/customer-changes/:id/undo',
    summary: 'Undo a merge, a link, an unlink, or such an undoing.',
    params: ById,
    body: UndoReason,
    response: CustomerChange,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.identity.undo(viewer, params.id, body.reason),
  }),
];

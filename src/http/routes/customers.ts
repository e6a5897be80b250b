import { listOf } from '../../contract/common.js';
import { Customer, CustomerDetail, CustomersQuery, NewCustomer, TimelineEntry, TimelineQuery } from '../../contract/customers.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

/** Customers and everything that was said with them. */
export const customerRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/customers',
    summary: 'Customers by words of their name or an address.',
    query: CustomersQuery,
    response: listOf(Customer),
    handle: ({ deps, viewer, query }) => deps.desk.customers.list(viewer, query),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/customers',
    summary: 'Add a customer. An identity that somebody has already is a 409 that names the holder.',
    body: NewCustomer,
    response: Customer,
    status: 201,
    refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.customers.create(viewer, body),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/customers/:id',
    summary: 'One customer with his identities and tickets.',
    params: ById,
    response: CustomerDetail,
    refusals: [404],
    handle: ({ deps, viewer, params }) => deps.desk.customers.get(viewer, params.id),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/customers/:id/timeline',
    summary: 'Everything of one customer on all channels, newest first.',
    params: ById,
    query: TimelineQuery,
    response: listOf(TimelineEntry),
    refusals: [404],
    handle: ({ deps, viewer, params, query }) => deps.desk.customers.timeline(viewer, params.id, query),
  }),
];

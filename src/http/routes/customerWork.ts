import { Readable } from 'node:stream';
import { z } from 'zod';
import { Id, listOf } from '../../contract/common.js';
import { IMPORT_MAX_BYTES, ImportQuery, ImportResult } from '../../contract/customerImport.js';
import { CustomerEdit, CustomerPatch } from '../../contract/customers.js';
import { LinkSuggestion } from '../../contract/linkSuggestions.js';
import { CustomerRecord, PutRecord, RecordsQuery } from '../../contract/records.js';
import { readAll } from '../readInput.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

const OfCustomer = z.strictObject({ id: Id, recordId: Id });

/** What agents and other systems write about customers. */
export const customerWorkRoutes: Route[] = [
  agentRoute({
    method: 'post',
    path: '/api/v1/customers/import',
    summary:
      'Customers from a table: the body is the CSV file itself. With `dryRun=1` it only says for each row what would happen. The same file twice changes nothing.',
    query: ImportQuery,
    stream: { limit: IMPORT_MAX_BYTES },
    response: ImportResult,
    refusals: [403, 413, 415],
    handle: async ({ deps, viewer, request, query }) =>
      deps.desk.customers.importTable(viewer, await readAll(request.stream ?? Readable.from([]), IMPORT_MAX_BYTES), {
        ...query,
        dryRun: query.dryRun === '1' || query.dryRun === 'true',
      }),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/customers/:id',
    summary: 'Change what is known of a customer. `editId` undoes it.',
    params: ById,
    body: CustomerPatch,
    response: CustomerEdit,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.customers.edit(viewer, params.id, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/customer-edits/:id/undo',
    summary: 'Take a change of a customer back, as far as nobody has changed the same since.',
    params: ById,
    response: CustomerEdit,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.customers.undoEdit(viewer, params.id),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/customers/:id/records',
    summary: 'Orders, products and the like from other systems, newest first.',
    params: ById,
    query: RecordsQuery,
    response: listOf(CustomerRecord),
    refusals: [404],
    handle: ({ deps, viewer, params, query }) => deps.desk.customers.records.list(viewer, params.id, query),
  }),
  agentRoute({
    method: 'put',
    path: '/api/v1/customers/:id/records',
    summary: 'Say what another system knows. The same kind and number again is the same record, as it is now.',
    params: ById,
    body: PutRecord,
    response: CustomerRecord,
    refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.customers.records.put(viewer, params.id, body),
  }),
  agentRoute({
    method: 'delete',
    path: '/api/v1/customers/:id/records/:recordId',
    summary: 'Take a record away.',
    params: OfCustomer,
    response: null,
    status: 204,
    refusals: [403, 404],
    handle: ({ deps, viewer, params }) => deps.desk.customers.records.remove(viewer, params.id, params.recordId),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/customers/:id/suggestions',
    summary: 'Who may be the same person, with the reasons. Nothing of it happens by itself.',
    params: ById,
    response: listOf(LinkSuggestion),
    handle: ({ deps, viewer, params }) => deps.desk.customers.suggestions.list(viewer, params.id),
  }),
  ...(['accept', 'dismiss', 'reopen'] as const).map((verb) =>
    agentRoute({
      method: 'post',
      path: `/api/v1/link-suggestions/:id/${verb}`,
      summary: {
        accept: 'Merge or link as suggested. `changeId` undoes it.',
        dismiss: 'They are two people; do not suggest it again.',
        reopen: 'Take a dismissal back.',
      }[verb],
      params: ById,
      response: LinkSuggestion,
      refusals: [403, 404, 409],
      handle: ({ deps, viewer, params }) => deps.desk.customers.suggestions[verb](viewer, params.id),
    }),
  ),
];

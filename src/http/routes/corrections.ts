import { Readable } from 'node:stream';
import { ListQuery, listOf } from '../../contract/common.js';
import { Correction, CorrectionsSummary } from '../../contract/corrections.js';
import { serveDownload } from '../download.js';
import { agentRoute, type Route } from '../route.js';

/** What people put right in the placing of messages. */
export const correctionRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/corrections',
    summary: 'What people put right in the placing of messages, newest first.',
    query: ListQuery,
    response: listOf(Correction),
    refusals: [403],
    handle: ({ deps, viewer, query }) => deps.desk.corrections.list(viewer, query),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/corrections/summary',
    summary: 'How often each rule was put right, over the last 30 days.',
    response: CorrectionsSummary,
    refusals: [403],
    handle: ({ deps, viewer }) => deps.desk.corrections.summary(viewer),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/corrections/cases',
    summary: 'The newest corrections as cases of the threading table, one line of JSON each, as a download.',
    response: null,
    refusals: [403],
    async handle({ deps, viewer }) {
      const bytes = await deps.desk.corrections.cases(viewer);
      return serveDownload({
        bytes: Readable.from([bytes], { objectMode: false }),
        size: bytes.length,
        contentType: 'application/x-ndjson; charset=utf-8',
        filename: 'threading-cases.jsonl',
      });
    },
  }),
];

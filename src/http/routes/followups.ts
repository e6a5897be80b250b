import { listOf } from '../../contract/common.js';
import { Followup, FollowupRule, FollowupRulePatch, FollowupsQuery, NewFollowupRule } from '../../contract/desk.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

/** Follow-up rules, and what they planned. */
export const followupRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/followup-rules',
    summary: 'The rules that foresee a next question.',
    response: listOf(FollowupRule),
    handle: ({ deps, viewer }) => deps.desk.followups.rules(viewer),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/followup-rules',
    summary: 'Add a rule.',
    body: NewFollowupRule,
    response: FollowupRule,
    status: 201,
    refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.followups.createRule(viewer, body),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/followup-rules/:id',
    summary: 'Change a rule, or switch it off.',
    params: ById,
    body: FollowupRulePatch,
    response: FollowupRule,
    refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.followups.changeRule(viewer, params.id, body),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/followups',
    summary: 'What is planned, sent, cancelled, and why.',
    query: FollowupsQuery,
    response: listOf(Followup),
    handle: ({ deps, viewer, query }) => deps.desk.followups.list(viewer, query),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/followups/:id/cancel',
    summary: 'Cancel a planned follow-up.',
    params: ById,
    response: Followup,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.followups.cancel(viewer, params.id),
  }),
];

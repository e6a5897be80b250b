import { listOf } from '../../contract/common.js';
import {
  Field, FieldPatch, HoursChange, HoursState, Macro, MacroPatch, NewField, NewMacro, NewTag, NewTeam, NewView, RenderBody, RenderedMacro, TagItem, TagPatch, Team, TeamPatch, View, ViewCounts,
  ViewPatch,
} from '../../contract/workspace.js';
import { Mailbox, MailboxPatch, NewMailbox, RelayTest } from '../../contract/mailboxes.js';
import { Reply, agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

const gone = (): Reply => new Reply(undefined);
const base = '/api/v1';

/** What a desk sets up for its own work. */
export const workspaceRoutes: Route[] = [
  agentRoute({
    method: 'get', path: `${base}/views`, summary: 'Saved views: one\'s own, those of one\'s teams, and the shared ones.', response: listOf(View),
    handle: ({ deps, viewer }) => deps.desk.workspace.views.list(viewer),
  }),
  agentRoute({
    method: 'post', path: `${base}/views`, summary: 'Save a view. Its filter is a tree of conditions.', body: NewView, response: View, status: 201, refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.workspace.views.create(viewer, body),
  }),
  agentRoute({
    method: 'get', path: `${base}/views/counts`, summary: 'How many tickets each of these views shows now.', response: ViewCounts,
    handle: ({ deps, viewer }) => deps.desk.workspace.views.counts(viewer),
  }),
  agentRoute({
    method: 'patch', path: `${base}/views/:id`, summary: 'Change a view.', params: ById, body: ViewPatch, response: View, refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.workspace.views.change(viewer, params.id, present(body)),
  }),
  agentRoute({
    method: 'delete', path: `${base}/views/:id`, summary: 'Remove a view.', params: ById, response: null, status: 204, refusals: [403, 404],
    handle: ({ deps, viewer, params }) => deps.desk.workspace.views.remove(viewer, params.id).then(gone),
  }),

  agentRoute({
    method: 'get', path: `${base}/macros`, summary: 'Canned replies and macros: one\'s own, those of one\'s teams, and the shared ones.', response: listOf(Macro),
    handle: ({ deps, viewer }) => deps.desk.workspace.macros.list(viewer),
  }),
  agentRoute({
    method: 'post', path: `${base}/macros`, summary: 'Save a macro: words with variables, and what it does to the ticket.', body: NewMacro, response: Macro, status: 201, refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.workspace.macros.create(viewer, body),
  }),
  agentRoute({
    method: 'patch', path: `${base}/macros/:id`, summary: 'Change a macro.', params: ById, body: MacroPatch, response: Macro, refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.workspace.macros.change(viewer, params.id, present(body)),
  }),
  agentRoute({
    method: 'delete', path: `${base}/macros/:id`, summary: 'Remove a macro.', params: ById, response: null, status: 204, refusals: [403, 404],
    handle: ({ deps, viewer, params }) => deps.desk.workspace.macros.remove(viewer, params.id).then(gone),
  }),
  agentRoute({
    method: 'post', path: `${base}/macros/:id/render`, summary: 'The words of a macro for one ticket, its variables filled in. Nothing is sent or changed.', params: ById, body: RenderBody, response: RenderedMacro, refusals: [404],
    handle: ({ deps, viewer, params, body }) => deps.desk.workspace.macros.render(viewer, params.id, body.ticketId),
  }),

  agentRoute({
    method: 'get', path: `${base}/fields`, summary: 'The desk\'s own fields of tickets and customers.', response: listOf(Field),
    handle: ({ deps, viewer }) => deps.desk.workspace.fields.list(viewer),
  }),
  agentRoute({
    method: 'post', path: `${base}/fields`, summary: 'Define a field. Its key and type stay.', body: NewField, response: Field, status: 201, refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.workspace.fields.create(viewer, body),
  }),
  agentRoute({
    method: 'patch', path: `${base}/fields/:id`, summary: 'Change a field, or archive it: its values stay.', params: ById, body: FieldPatch, response: Field, refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.workspace.fields.change(viewer, params.id, body),
  }),

  agentRoute({
    method: 'get', path: `${base}/tags`, summary: 'Tags that were prepared or used.', response: listOf(TagItem),
    handle: ({ deps, viewer }) => deps.desk.workspace.tags.list(viewer),
  }),
  agentRoute({
    method: 'post', path: `${base}/tags`, summary: 'Prepare a tag.', body: NewTag, response: TagItem, status: 201, refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.workspace.tags.create(viewer, body),
  }),
  agentRoute({
    method: 'patch', path: `${base}/tags/:id`, summary: 'Color a tag, or archive it.', params: ById, body: TagPatch, response: TagItem, refusals: [403, 404],
    handle: ({ deps, viewer, params, body }) => deps.desk.workspace.tags.change(viewer, params.id, body),
  }),

  agentRoute({
    method: 'get', path: `${base}/teams`, summary: 'Teams and who is in them.', response: listOf(Team),
    handle: ({ deps, viewer }) => deps.desk.workspace.teams.list(viewer),
  }),
  agentRoute({
    method: 'post', path: `${base}/teams`, summary: 'Make a team.', body: NewTeam, response: Team, status: 201, refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.workspace.teams.create(viewer, body),
  }),
  agentRoute({
    method: 'patch', path: `${base}/teams/:id`, summary: 'Change a team.', params: ById, body: TeamPatch, response: Team, refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.workspace.teams.change(viewer, params.id, body),
  }),
  agentRoute({
    method: 'delete', path: `${base}/teams/:id`, summary: 'Remove a team that has no live tickets, views or macros.', params: ById, response: null, status: 204, refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.workspace.teams.remove(viewer, params.id).then(gone),
  }),

  agentRoute({
    method: 'get', path: `${base}/mailboxes`, summary: 'Our addresses from which mail goes out, with their signatures.', response: listOf(Mailbox), refusals: [403],
    handle: ({ deps, viewer }) => deps.desk.mailboxes.list(viewer),
  }),
  agentRoute({
    method: 'post', path: `${base}/mailboxes`, summary: 'Set up an address: its name, signature, language, and its own relay if it has one.', body: NewMailbox, response: Mailbox, status: 201, refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.mailboxes.create(viewer, body),
  }),
  agentRoute({
    method: 'patch', path: `${base}/mailboxes/:id`, summary: 'Change an address. Without `relayUrl` the kept relay stays.', params: ById, body: MailboxPatch, response: Mailbox, refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.mailboxes.change(viewer, params.id, body),
  }),
  agentRoute({
    method: 'delete', path: `${base}/mailboxes/:id`, summary: 'Forget an address: its tickets are answered from the default one.', params: ById, response: null, status: 204, refusals: [403, 404],
    handle: ({ deps, viewer, params }) => deps.desk.mailboxes.remove(viewer, params.id).then(gone),
  }),
  agentRoute({
    method: 'post', path: `${base}/mailboxes/:id/test`, summary: 'Sign in at the relay of an address. Nothing is sent.', params: ById, response: RelayTest, refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.mailboxes.test(viewer, params.id),
  }),

  agentRoute({
    method: 'get', path: `${base}/settings/hours`, summary: 'Business hours and holidays, and whether the desk is open now.', response: HoursState,
    handle: ({ deps, viewer }) => deps.desk.workspace.hours.get(viewer),
  }),
  agentRoute({
    method: 'patch', path: `${base}/settings/hours`, summary: 'Set business hours and holidays, all at once.', body: HoursChange, response: HoursState, refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.workspace.hours.change(viewer, body),
  }),
];

/** Without what was not said: a patch leaves it as it is. */
function present<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

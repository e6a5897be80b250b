import { z } from 'zod';
import { listOf } from '../../contract/common.js';
import {
  Agent,
  AgentPatch,
  AgentsQuery,
  CreatedAgent,
  EmailBody,
  Me,
  MePatch,
  NewAgent,
  PasswordBody,
  SessionResult,
} from '../../contract/desk.js';
import { FreedTickets } from '../../contract/workspace.js';
import { Reply, agentRoute, type Route } from '../route.js';
import type { HttpServices } from '../deps.js';
import { sessionCookie } from '../sessionCookie.js';
import { tooMany } from '../signIn.js';
import { ById } from './byId.js';

/** The people of the desk, and each one's own profile. */
export const agentRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/me',
    summary: 'The signed-in agent and what a console needs to know first.',
    response: Me,
    handle: ({ deps, viewer }) => deps.desk.agents.me(viewer),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/me',
    summary: "Change one's own name, signature or language.",
    body: MePatch,
    response: Me,
    handle: ({ deps, viewer, body }) => deps.desk.agents.changeMe(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/me/email',
    summary: 'Change the address to sign in with.',
    body: EmailBody,
    response: Me,
    refusals: [409, 429],
    async handle({ deps, viewer, body }) {
      await takeTry(deps, viewer.id);
      return deps.desk.agents.changeEmail(viewer, body);
    },
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/me/password',
    summary:
      "Change one's own password. All sessions end, and a new one begins: its token is in the answer, and in the cookie of a browser.",
    body: PasswordBody,
    response: SessionResult,
    refusals: [429],
    async handle({ deps, viewer, body }) {
      await takeTry(deps, viewer.id);
      const session = await deps.desk.agents.changePassword(viewer, body);
      return new Reply(session, { headers: { 'set-cookie': sessionCookie(session.token, deps.config.publicUrl) } });
    },
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/agents',
    summary: 'All agents, and who is online.',
    query: AgentsQuery,
    response: listOf(Agent),
    handle: ({ deps, viewer, query }) => deps.desk.agents.list(viewer, query.inactive === 'true'),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/agents',
    summary: 'Add an agent. Without a password a one-time one is made and shown this once.',
    body: NewAgent,
    response: CreatedAgent,
    status: 201,
    refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.agents.create(viewer, body),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/agents/:id',
    summary: "Change an agent's name or role, or deactivate him. With another role, or none, his sessions and sockets end at once.",
    params: ById,
    body: AgentPatch,
    response: Agent,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.agents.change(viewer, params.id, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/agents/:id/password',
    summary: 'Give an agent a new one-time password, shown this once. His sessions end.',
    params: ById,
    response: z.object({ oneTimePassword: z.string() }),
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.agents.resetPassword(viewer, params.id),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/agents/:id/free-tickets',
    summary:
      'Unassign live tickets of a deactivated agent, up to 500 at once, as a bulk change that can be undone. To be repeated while some remain.',
    params: ById,
    response: FreedTickets,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.tickets.freeOf(viewer, params.id),
  }),
];

/** Whoever has taken over a session must not be able to try passwords here. */
async function takeTry(deps: HttpServices, agentId: string): Promise<void> {
  const wait = await deps.rateLimits.take('sign_in', `password ${agentId}`);
  if (wait !== null) throw tooMany(wait, 'Too many tries. Please wait a little.');
}

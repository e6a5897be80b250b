import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { List } from '../contract/common.js';
import type * as contract from '../contract/desk.js';
import type { Agent } from '../agents/agent.js';
import { VERBS, may } from '../agents/policy.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { presentAgent } from '../present/desk.js';
import { requirePerson, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { hashPassword, openSession } from './sessions.js';
import { isFinished } from './setup.js';
import type { Topics } from './topics.js';

/** The people of the desk: their own profile, and what an admin does with them. */
export function createAgents({ store, presence, policy, bus, now }: ActionDeps, topics: Pick<Topics, 'names'>) {
  return { me, changeMe, changeEmail, changePassword, list, create, change, resetPassword };

  async function me(viewer: Viewer): Promise<contract.Me> {
    requirePerson(viewer);
    const [agent, teams] = await Promise.all([store.people.agent(viewer.id), teamsByAgent()]);
    if (!agent) throw notFound('agent');
    return {
      agent: presentAgent(agent, true, teams.get(agent.id)),
      signature: agent.signature ?? '',
      language: agent.language ?? null,
      mustChangePassword: agent.mustChangePassword ?? false,
      rights: VERBS.filter((verb) => may(viewer, verb)),
      firstReplyTargetMinutes: policy.firstReplyMinutes,
      topics: topics.names(viewer.language),
      production: policy.production,
      setupWaits: may(viewer, 'settings.write') && !(await isFinished({ store })),
    };
  }

  async function changeMe(viewer: Viewer, patch: contract.MePatch): Promise<contract.Me> {
    requirePerson(viewer);
    const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    if (patch.signature?.includes('\0') || /[\r\n\0]/.test(patch.name ?? ''))
      throw new AppError('invalid_input', 'A name is one line, without control characters.');
    if (Object.keys(set).length) await store.people.changeAgent(viewer.id, set);
    bus.toAgents('workspace:changed', { what: 'agents' });
    return me({ ...viewer, name: patch.name ?? viewer.name });
  }

  /** The address to sign in with. @throws AppError `wrong_credentials`, `conflict` */
  async function changeEmail(viewer: Viewer, { email, password }: { email: string; password: string }): Promise<contract.Me> {
    await requirePassword(viewer, password);
    if (!(await store.people.changeEmail(viewer.id, email.toLowerCase()))) throw addressTaken();
    bus.toAgents('workspace:changed', { what: 'agents' });
    return me(viewer);
  }

  /**
   * Every session of the agent ends, this one too, and a new one begins: whoever had the old password, or had stolen the
   * session, is out, and so are his sockets. @throws AppError `wrong_credentials`
   */
  async function changePassword(viewer: Viewer, { current, next }: { current: string; next: string }): Promise<contract.SessionResult> {
    await requirePassword(viewer, current);
    if (current === next) throw new AppError('invalid_input', 'Choose a password that you have not had.');
    const changed = await store.people.changeAgent(viewer.id, {
      passwordHash: await hashPassword(next),
      mustChangePassword: false,
      passwordFrom: null,
    });
    if (!changed) throw notFound('agent');
    await endSessions(viewer.id);
    return openSession({ store, policy, now }, changed);
  }

  async function requirePassword(viewer: Viewer, password: string): Promise<void> {
    requirePerson(viewer);
    const agent = await store.people.agent(viewer.id);
    if (!agent || !(await verify(agent.passwordHash, password)))
      throw new AppError('wrong_credentials', 'The present password is another one.');
  }

  async function list(viewer: Viewer, inactiveToo: boolean): Promise<List<contract.Agent>> {
    requireRight(viewer, 'agents.read');
    const [agents, online, teams] = await Promise.all([store.people.agents(), presence.agentsOnline(), teamsByAgent()]);
    return {
      items: agents
        .filter((agent) => agent.active || inactiveToo)
        .map((agent) => presentAgent(agent, online.has(agent.id), teams.get(agent.id))),
      nextCursor: null,
    };
  }

  async function create(viewer: Viewer, body: contract.NewAgent): Promise<contract.CreatedAgent> {
    requireRight(viewer, 'agents.write');
    const oneTimePassword = body.password === undefined ? makePassword() : null;
    const agent: Agent = {
      id: newId(),
      name: body.name,
      email: body.email.toLowerCase(),
      role: body.role,
      passwordHash: await hashPassword(body.password ?? oneTimePassword ?? ''),
      active: true,
      createdAt: now(),
      mustChangePassword: oneTimePassword !== null,
    };
    if (!(await store.people.addAgent(agent))) throw addressTaken();
    bus.toAgents('workspace:changed', { what: 'agents' });
    return { ...presentAgent(agent, false), oneTimePassword };
  }

  /**
   * Name, role, active. With another role, and when he is deactivated, an agent's sessions are over when this resolves, so
   * that none outlives the rights it was opened with. His tickets stay his until somebody is asked and frees them
   * (`freeTickets.ts`). Nobody demotes or deactivates the last admin, or himself.
   */
  async function change(viewer: Viewer, agentId: string, patch: contract.AgentPatch): Promise<contract.Agent> {
    requireRight(viewer, 'agents.write');
    const agents = await store.people.agents();
    const agent = agents.find((one) => one.id === agentId);
    if (!agent) throw notFound('agent');
    const losesAdmin =
      agent.role === 'admin' && agent.active && (patch.active === false || (patch.role !== undefined && patch.role !== 'admin'));
    if (losesAdmin && agentId === viewer.id) throw new AppError('conflict', 'You cannot take your own rights away. Ask another admin.');
    if (losesAdmin && !agents.some((one) => one.id !== agentId && one.role === 'admin' && one.active))
      throw new AppError('conflict', 'The desk needs an admin.');
    const changed = await store.people.changeAgent(
      agentId,
      Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    );
    if (!changed) throw notFound('agent');
    if (patch.active === false || (patch.role !== undefined && patch.role !== agent.role)) await endSessions(agentId);
    bus.toAgents('workspace:changed', { what: 'agents' });
    const online = await presence.agentsOnline();
    return presentAgent(changed, changed.active && online.has(agentId), (await teamsByAgent()).get(agentId));
  }

  /** A new one-time password; whoever is signed in with the old one is out. */
  async function resetPassword(viewer: Viewer, agentId: string): Promise<{ oneTimePassword: string }> {
    requireRight(viewer, 'agents.write');
    if (agentId === viewer.id) throw new AppError('conflict', 'Change your own password in your profile.');
    const oneTimePassword = makePassword();
    const changed = await store.people.changeAgent(agentId, {
      passwordHash: await hashPassword(oneTimePassword),
      mustChangePassword: true,
      passwordFrom: null,
    });
    if (!changed) throw notFound('agent');
    await endSessions(agentId);
    return { oneTimePassword };
  }

  async function endSessions(agentId: string): Promise<void> {
    await store.people.removeSessionsOf(agentId);
    bus.cutAgent(agentId);
  }

  async function teamsByAgent(): Promise<Map<string, string[]>> {
    const byAgent = new Map<string, string[]>();
    for (const team of await store.teams.all()) for (const id of team.memberIds) byAgent.set(id, [...(byAgent.get(id) ?? []), team.id]);
    return byAgent;
  }
}

const addressTaken = (): AppError => new AppError('conflict', 'An agent with this address is there already.');

/** 96 random bits, in letters that can be read out. */
const makePassword = (): string => randomBytes(12).toString('base64url').replace(/[-_]/g, 'x');

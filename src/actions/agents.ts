import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { List } from '../contract/common.js';
import { spokenOf } from '../contract/languages.js';
import type * as contract from '../contract/desk.js';
import type { Agent } from '../agents/agent.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { presentAgent } from '../present/desk.js';
import { DEFAULT_TOPICS } from '../tickets/topics.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { hashPassword, hashToken } from './sessions.js';

/** The people of the desk: their own profile, and what an admin does with them. */
export function createAgents({ store, presence, policy, bus, now }: ActionDeps) {
  return { me, changeMe, changePassword, list, create, change, resetPassword };

  async function me(viewer: Viewer): Promise<contract.Me> {
    const [agent, teams] = await Promise.all([store.people.agent(viewer.id), teamsByAgent()]);
    if (!agent) throw notFound('agent');
    return {
      agent: presentAgent(agent, true, teams.get(agent.id)),
      signature: agent.signature ?? '',
      language: agent.language ?? null,
      mustChangePassword: agent.mustChangePassword ?? false,
      firstReplyTargetMinutes: policy.firstReplyMinutes,
      topics: DEFAULT_TOPICS.map(({ key, name }) => ({ key, name: name[spokenOf([viewer.language ?? '']) ?? 'en'] })),
      production: policy.production,
    };
  }

  async function changeMe(viewer: Viewer, patch: contract.MePatch): Promise<contract.Me> {
    const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    if (patch.signature?.includes('\0') || /[\r\n\0]/.test(patch.name ?? '')) throw new AppError('invalid_input', 'A name is one line, without control characters.');
    if (Object.keys(set).length) await store.people.changeAgent(viewer.id, set);
    bus.toAgents('workspace:changed', { what: 'agents' });
    return me({ ...viewer, name: patch.name ?? viewer.name });
  }

  /** Ends every other session of the agent: whoever had the old password is out. @throws AppError `wrong_credentials` */
  async function changePassword(viewer: Viewer, { current, next }: { current: string; next: string }, token: string): Promise<void> {
    const agent = await store.people.agent(viewer.id);
    if (!agent || !(await verify(agent.passwordHash, current))) throw new AppError('wrong_credentials', 'The present password is another one.');
    if (current === next) throw new AppError('invalid_input', 'Choose a password that you have not had.');
    await store.people.changeAgent(agent.id, { passwordHash: await hashPassword(next), mustChangePassword: false });
    await store.people.removeSessionsOf(agent.id, hashToken(token));
  }

  async function list(viewer: Viewer, inactiveToo: boolean): Promise<List<contract.Agent>> {
    requireRight(viewer, 'agents.read');
    const [agents, online, teams] = await Promise.all([store.people.agents(), presence.agentsOnline(), teamsByAgent()]);
    return { items: agents.filter((agent) => agent.active || inactiveToo).map((agent) => presentAgent(agent, online.has(agent.id), teams.get(agent.id))), nextCursor: null };
  }

  async function create(viewer: Viewer, body: contract.NewAgent): Promise<contract.CreatedAgent> {
    requireRight(viewer, 'agents.write');
    const oneTimePassword = body.password === undefined ? makePassword() : null;
    const agent: Agent = {
      id: newId(), name: body.name, email: body.email.toLowerCase(), role: body.role, passwordHash: await hashPassword(body.password ?? oneTimePassword ?? ''),
      active: true, createdAt: now(), mustChangePassword: oneTimePassword !== null,
    };
    if (!(await store.people.addAgent(agent))) throw new AppError('conflict', 'An agent with this address is there already.');
    bus.toAgents('workspace:changed', { what: 'agents' });
    return { ...presentAgent(agent, false), oneTimePassword };
  }

  /**
   * Name, role, active. A deactivated agent's sessions are over when this resolves; his tickets stay his, so that nothing
   * is lost on the way to whoever takes them. Nobody demotes or deactivates the last admin, or himself.
   */
  async function change(viewer: Viewer, agentId: string, patch: contract.AgentPatch): Promise<contract.Agent> {
    requireRight(viewer, 'agents.write');
    const agents = await store.people.agents();
    const agent = agents.find((one) => one.id === agentId);
    if (!agent) throw notFound('agent');
    const losesAdmin = agent.role === 'admin' && agent.active && (patch.active === false || (patch.role !== undefined && patch.role !== 'admin'));
    if (losesAdmin && agentId === viewer.id) throw new AppError('conflict', 'You cannot take your own rights away. Ask another admin.');
    if (losesAdmin && !agents.some((one) => one.id !== agentId && one.role === 'admin' && one.active)) throw new AppError('conflict', 'The desk needs an admin.');
    const changed = await store.people.changeAgent(agentId, Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)));
    if (!changed) throw notFound('agent');
    if (patch.active === false) await endSessions(agentId);
    bus.toAgents('workspace:changed', { what: 'agents' });
    const online = await presence.agentsOnline();
    return presentAgent(changed, changed.active && online.has(agentId), (await teamsByAgent()).get(agentId));
  }

  /** A new one-time password; whoever is signed in with the old one is out. */
  async function resetPassword(viewer: Viewer, agentId: string): Promise<{ oneTimePassword: string }> {
    requireRight(viewer, 'agents.write');
    if (agentId === viewer.id) throw new AppError('conflict', 'Change your own password in your profile.');
    const oneTimePassword = makePassword();
    const changed = await store.people.changeAgent(agentId, { passwordHash: await hashPassword(oneTimePassword), mustChangePassword: true });
    if (!changed) throw notFound('agent');
    await endSessions(agentId);
    return { oneTimePassword };
  }

  async function endSessions(agentId: string): Promise<void> {
    await store.people.removeSessionsOf(agentId, null);
    bus.cutAgent(agentId);
  }

  async function teamsByAgent(): Promise<Map<string, string[]>> {
    const byAgent = new Map<string, string[]>();
    for (const team of await store.teams.all()) for (const id of team.memberIds) byAgent.set(id, [...(byAgent.get(id) ?? []), team.id]);
    return byAgent;
  }
}

/** 96 random bits, in letters that can be read out. */
const makePassword = (): string => randomBytes(12).toString('base64url').replace(/[-_]/g, 'x');

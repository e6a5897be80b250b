import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { SessionResult } from '../contract/desk.js';
import { AppError } from '../lib/errors.js';
import { hashToken } from '../lib/hashToken.js';
import { newId } from '../lib/ids.js';
import { presentAgent } from '../present/desk.js';
import type { Role } from '../agents/agent.js';
import type { Agent } from '../agents/agent.js';
import { createTokenViewers, isApiToken } from './apiTokens.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { SETUP_KEY } from './setup.js';

/** OWASP's minimum for Argon2id: 19 MiB, two passes, one lane. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A password as it is stored (argon2id). */
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON);

/** Signing in and out. A session is known by the hash of its token alone. */
export function createSessions({ store, now, policy }: ActionDeps) {
  // Checked when the address is unknown, so that the answer takes as long as for a known one.
  const nobody = hashPassword(randomBytes(16).toString('hex'));
  const ofToken = createTokenViewers({ store, now });
  return { signIn, find, signOut };

  async function signIn(email: string, password: string): Promise<SessionResult> {
    const agent = await store.people.agentByEmail(email.trim().toLowerCase());
    const right = await verify(agent?.passwordHash ?? (await nobody), password);
    if (!agent?.active || !right) throw new AppError('wrong_credentials', 'This address and password do not fit together.');
    return openSession({ store, policy, now }, agent);
  }

  async function find(token: string): Promise<Viewer | null> {
    if (isApiToken(token)) return ofToken(token);
    const session = await store.people.session(hashToken(token));
    if (!session || session.expiresAt <= now()) return null;
    const agent = await store.people.agent(session.agentId);
    if (!agent?.active) return null;
    const { id, name, email, role } = agent;
    return { id, name, email, role, ...(agent.mustChangePassword ? { mustChangePassword: true } : {}) };
  }

  async function signOut(token: string): Promise<void> {
    if (isApiToken(token)) throw new AppError('not_allowed', 'An API token ends when an admin revokes it.');
    await store.people.removeSession(hashToken(token));
  }
}

/** A session of its own, under a token that nobody has had before. */
export async function openSession(
  { store, policy, now }: Pick<ActionDeps, 'store' | 'policy' | 'now'>,
  agent: Agent,
): Promise<SessionResult> {
  const token = randomBytes(32).toString('base64url');
  const at = now();
  await store.people.addSession({
    id: hashToken(token),
    agentId: agent.id,
    createdAt: at,
    expiresAt: new Date(at.getTime() + policy.sessionHours * 3_600_000),
  });
  return { token, agent: presentAgent(agent, true) };
}

/**
 * Makes the first admin when there is no agent yet. Who gives no password sees the desk for the first time: the set-up
 * waits for him.
 * @returns the password to show once if it was made up here; null when there is nothing to show.
 */
export function createFirstAdmin({ store, now }: Pick<ActionDeps, 'store' | 'now'>) {
  return async function firstAdmin(email: string, password: string | null): Promise<{ email: string; password: string | null }> {
    const agents = await store.people.agents();
    const [first] = agents;
    if (first) return { email: agents.find((agent) => agent.role === 'admin')?.email ?? first.email, password: null };
    const chosen = password ?? randomBytes(9).toString('base64url');
    const role: Role = 'admin';
    const passwordFrom = password === null ? 'printed' : 'environment';
    await store.people.addAgent({
      id: newId(),
      name: nameFrom(email),
      email: email.toLowerCase(),
      role,
      passwordHash: await hashPassword(chosen),
      active: true,
      createdAt: now(),
      passwordFrom,
    });
    if (password === null) await store.settings.change(SETUP_KEY, now(), () => ({ finished: false }));
    return { email, password: password === null ? chosen : null };
  };
}

function nameFrom(email: string): string {
  const local = email.split('@')[0] ?? 'admin';
  return local.charAt(0).toUpperCase() + local.slice(1);
}

import { randomBytes } from 'node:crypto';
import type * as contract from '../contract/apiTokens.js';
import type { List } from '../contract/common.js';
import type { ApiToken } from '../agents/apiToken.js';
import { nameTaken, notFound } from '../lib/errors.js';
import { sameName } from '../lib/sameName.js';
import { hashToken } from '../lib/hashToken.js';
import { newId } from '../lib/ids.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

/** Tells a token from a session, here and to whoever finds one where it should not be. */
const PREFIX = 'so_';
/** "Last used" is true to so much: a token that is used a thousand times a minute costs one write. */
const USED_MS = 60_000;

/** Tokens of other systems, for admins. */
export function createApiTokens({ store, bus, now }: ActionDeps) {
  return { list, create, revoke };

  async function list(viewer: Viewer): Promise<List<contract.ApiToken>> {
    requireRight(viewer, 'tokens.write');
    return { items: (await store.people.apiTokens()).filter(({ revokedAt }) => revokedAt === null).map(show), nextCursor: null };
  }

  async function create(viewer: Viewer, { name, role }: contract.NewApiToken): Promise<contract.CreatedApiToken> {
    requireRight(viewer, 'tokens.write');
    const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
    const at = now();
    const made: ApiToken = {
      id: newId(at.getTime()),
      name,
      role,
      tokenHash: hashToken(token),
      createdBy: viewer.name,
      createdAt: at,
      lastUsedAt: null,
      revokedAt: null,
    };
    // What two of one name do could not be told apart. One at a time: of two admins who name a token alike at once, one is told.
    await store.alone('tokens', async () => {
      if ((await store.people.apiTokens()).some((one) => one.revokedAt === null && sameName(one.name, name))) throw nameTaken('token');
      await store.people.addApiToken(made);
    });
    return { ...show(made), token };
  }

  /** Counts at once: with the next call, and for open sockets. */
  async function revoke(viewer: Viewer, id: string): Promise<void> {
    requireRight(viewer, 'tokens.write');
    if (!(await store.people.revokeApiToken(id, now()))) throw notFound('token');
    bus.cutAgent(id);
  }
}

/** Whether it is a token of a program and not of a session. */
export const isApiToken = (token: string): boolean => token.startsWith(PREFIX);

/** Who calls with this token; null for none of ours, or a revoked one. */
export function createTokenViewers({ store, now }: Pick<ActionDeps, 'store' | 'now'>) {
  return async (token: string): Promise<Viewer | null> => {
    const found = await store.people.apiTokenByHash(hashToken(token));
    if (!found || found.revokedAt !== null) return null;
    const at = now();
    if (at.getTime() - (found.lastUsedAt?.getTime() ?? 0) >= USED_MS) await store.people.noteApiToken(found.id, at);
    const { id, name, role } = found;
    return { id, name, role, email: '', isProgram: true };
  };
}

const show = ({ tokenHash: _hash, revokedAt: _revoked, createdAt, lastUsedAt, ...token }: ApiToken): contract.ApiToken => ({
  ...token,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

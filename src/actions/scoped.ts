import type { List } from '../contract/common.js';
import type { SCOPES } from '../contract/workspace.js';
import { may } from '../agents/policy.js';
import { AppError, nameTaken, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { sameName } from '../lib/sameName.js';
import type { Store } from '../ports/store.js';
import type { ListStore } from '../ports/workspace.js';
import { requireRight } from './access.js';
import type { Viewer } from './desk.js';
import { goneOrOvertaken } from './overtaken.js';

interface Scoped {
  id: string;
  name: string;
  scope: (typeof SCOPES)[number];
  teamId: string | null;
  ownerId: string;
  createdAt: Date;
  version?: number;
}

type Shown<T extends Scoped> = Omit<T, 'createdAt' | 'version'> & { createdAt: string; version: number; mine: boolean };
type Given<T extends Scoped> = Omit<T, 'id' | 'ownerId' | 'createdAt' | 'version'>;

/** The teams of an agent. */
export async function teamIdsOf(store: Store, agentId: string): Promise<string[]> {
  return (await store.teams.all()).filter((team) => team.memberIds.includes(agentId)).map((team) => team.id);
}

/**
 * A list whose entries are somebody's own, a team's or everybody's: views and macros. One's own are nobody else's
 * business, and look to others as if they were not there. A team's are made by its members, everybody's by those who lead.
 * @param namedApart nobody makes a second one of a name that stands in his list; by whom is written under that lock. Null: names are free
 */
export function createScopedList<T extends Scoped>(
  store: Store,
  items: ListStore<T>,
  what: string,
  now: () => Date,
  changed: () => void,
  namedApart: 'macros' | null = null,
) {
  return { list, get, create, change, remove };

  async function list(viewer: Viewer): Promise<List<Shown<T>>> {
    requireRight(viewer, 'workspace.read');
    const [all, teamIds] = await Promise.all([items.all(), teamIdsOf(store, viewer.id)]);
    return { items: all.filter((item) => sees(viewer, teamIds, item)).map((item) => show(viewer, item)), nextCursor: null };
  }

  /** @throws AppError `not_found`, also for what is not the viewer's to see */
  async function get(viewer: Viewer, id: string): Promise<T> {
    requireRight(viewer, 'workspace.read');
    const [item, teamIds] = await Promise.all([items.get(id), teamIdsOf(store, viewer.id)]);
    if (!item || !sees(viewer, teamIds, item)) throw notFound(what);
    return item;
  }

  async function create(viewer: Viewer, given: Given<T>): Promise<Shown<T>> {
    requireRight(viewer, 'workspace.own');
    await requireScope(viewer, given);
    const at = now();
    const item = {
      id: newId(at.getTime()),
      ...given,
      teamId: given.scope === 'team' ? given.teamId : null,
      ownerId: viewer.id,
      createdAt: at,
    } as unknown as T;
    await named(viewer, item.name, null, () => items.add(item));
    if (item.scope !== 'own') changed();
    return show(viewer, item);
  }

  /** @throws AppError `conflict` when it is not the version that was read any more, or the new name is taken */
  async function change(
    viewer: Viewer,
    id: string,
    { version, ...given }: Partial<Given<T>> & { version?: number | undefined },
  ): Promise<Shown<T>> {
    const item = await mine(viewer, id);
    const patch = given as Partial<Given<T>>;
    const next = { ...item, ...patch };
    if (patch.scope !== undefined || patch.teamId !== undefined) await requireScope(viewer, next);
    const expected = version === undefined ? {} : { version: version || null };
    const done = await named(viewer, next.name, item, () =>
      items.change(
        id,
        { ...patch, teamId: next.scope === 'team' ? next.teamId : null } as Partial<Omit<T, 'id'>>,
        expected as Parameters<typeof items.change>[2],
      ),
    );
    if (!done) throw goneOrOvertaken(await items.get(id), what);
    if (item.scope !== 'own' || done.scope !== 'own') changed();
    return show(viewer, done);
  }

  async function remove(viewer: Viewer, id: string): Promise<void> {
    const item = await mine(viewer, id);
    if (!(await items.remove(id))) throw notFound(what);
    if (item.scope !== 'own') changed();
  }

  /**
   * Writes under a name that the viewer can tell apart from all others in his list. What keeps its name may keep it: there are old doubles.
   * One at a time: of two who choose a name at once, one is told. @throws AppError `conflict`
   */
  async function named<R>(viewer: Viewer, name: string, before: T | null, write: () => Promise<R>): Promise<R> {
    if (namedApart === null || (before && sameName(before.name, name))) return write();
    return store.alone(namedApart, async () => {
      if ((await list(viewer)).items.some((one) => one.id !== before?.id && sameName(one.name, name))) throw nameTaken(what);
      return write();
    });
  }

  /** For changing: one's own, or one that is shared by somebody who may set up shared ones. */
  async function mine(viewer: Viewer, id: string): Promise<T> {
    const item = await get(viewer, id);
    if (item.ownerId !== viewer.id || item.scope === 'shared')
      requireRight(viewer, item.scope === 'own' ? 'workspace.own' : 'workspace.share');
    return item;
  }

  async function requireScope(viewer: Viewer, { scope, teamId }: Pick<Scoped, 'scope' | 'teamId'>): Promise<void> {
    if (scope === 'shared') return requireRight(viewer, 'workspace.share');
    if (scope === 'own') return;
    const team = teamId ? await store.teams.get(teamId) : null;
    if (!team) throw new AppError('invalid_input', `Say which team the ${what} is for.`);
    if (!team.memberIds.includes(viewer.id)) requireRight(viewer, 'workspace.share');
  }

  function sees(viewer: Viewer, teamIds: readonly string[], { scope, ownerId, teamId }: T): boolean {
    if (scope === 'shared' || ownerId === viewer.id) return true;
    return scope === 'team' && ((teamId !== null && teamIds.includes(teamId)) || may(viewer, 'workspace.share'));
  }

  function show(viewer: Viewer, item: T): Shown<T> {
    return { ...item, createdAt: item.createdAt.toISOString(), version: item.version ?? 0, mine: item.ownerId === viewer.id };
  }
}

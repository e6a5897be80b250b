import type { List } from '../contract/common.js';
import type {
  Field,
  FieldPatch,
  HoursChange,
  HoursState,
  NewField,
  NewTag,
  NewTeam,
  RenderedMacro,
  TagItem,
  TagPatch,
  Team,
  TeamPatch,
  ViewCounts,
} from '../contract/workspace.js';
import { isOpenAt, nextOpening } from '../agents/businessHours.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { FieldRecord, FilterContext, MacroRecord, Setting, TeamRecord, ViewRecord } from '../ports/workspace.js';
import type { AgentEvents } from '../contract/realtime.js';
import { escapeHtml, renderMacro, type MacroValues } from '../tickets/macroText.js';
import { getTicketFor, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { createScopedList, teamIdsOf } from './scoped.js';
import { HOURS_KEY, hoursOf, type OpeningHours } from './hours.js';
import { overtaken, requireVersion } from './overtaken.js';

/** A view that shows more is "many": counting on would cost more than the number tells. */
const COUNTED = 999;

type What = Parameters<AgentEvents['workspace:changed']>[0]['what'];

/** What a desk sets up for its own work. */
export function createWorkspace(deps: ActionDeps, openingHours: OpeningHours) {
  const { store, bus, html, now } = deps;
  const tell = (what: What) => (): void => bus.toAgents('workspace:changed', { what });
  const views = createScopedList<ViewRecord>(store, store.views, 'view', now, tell('views'));
  const macros = createScopedList<MacroRecord>(store, store.macros, 'macro', now, tell('macros'), 'macros');
  const cleaned = <T extends { html?: string | null | undefined }>(given: T): T =>
    given.html ? { ...given, html: html.clean(given.html) } : given;

  return {
    views: { ...views, counts: viewCounts },
    macros: {
      ...macros,
      create: (viewer: Viewer, given: Parameters<typeof macros.create>[1]) => macros.create(viewer, cleaned(given)),
      change: (viewer: Viewer, id: string, patch: Parameters<typeof macros.change>[2]) => macros.change(viewer, id, cleaned(patch)),
      render,
    },
    fields: { list: fieldList, create: createField, change: changeField },
    tags: { list: tagList, create: createTag, change: changeTag },
    teams: { list: teamList, create: createTeam, change: changeTeam, remove: removeTeam },
    hours: { get: hours, change: changeHours },
    askerOf,
  };

  async function askerOf(viewer: Viewer): Promise<FilterContext> {
    return { agentId: viewer.id, teamIds: await teamIdsOf(store, viewer.id), now: now() };
  }

  async function viewCounts(viewer: Viewer): Promise<ViewCounts> {
    const [mine, context] = await Promise.all([views.list(viewer), askerOf(viewer)]);
    const counted = await Promise.all(
      mine.items.map(async ({ id, filter }) => ({
        viewId: id,
        ...(await store.tickets.countAsked({ node: filter, context }, COUNTED + 1)),
      })),
    );
    return { items: counted.map(({ viewId, count, complete }) => ({ viewId, count: Math.min(count, COUNTED), more: !complete })) };
  }

  async function render(viewer: Viewer, macroId: string, ticketId: string): Promise<RenderedMacro> {
    const [macro, ticket] = await Promise.all([macros.get(viewer, macroId), getTicketFor(store, viewer, 'ticket.read', ticketId)]);
    const customer = await store.customers.get(ticket.customerId);
    const values: MacroValues = {
      customer: { name: customer?.name ?? ticket.customerName, language: customer?.language ?? null },
      agent: { name: viewer.name, email: viewer.email },
      ticket: { number: ticket.number, subject: ticket.subject, fields: ticket.fields ?? {} },
    };
    const text = renderMacro(macro.text, values);
    const rich = macro.html === null ? null : renderMacro(macro.html, values, escapeHtml);
    return {
      text: text.text,
      html: rich?.text ?? null,
      kind: macro.kind,
      actions: macro.actions,
      missing: [...new Set([...text.missing, ...(rich?.missing ?? [])])],
    };
  }

  async function fieldList(viewer: Viewer): Promise<List<Field>> {
    requireRight(viewer, 'workspace.read');
    const fields = await store.fields.all();
    return { items: fields.sort((a, b) => a.position - b.position).map(showField), nextCursor: null };
  }

  async function createField(viewer: Viewer, given: NewField): Promise<Field> {
    requireRight(viewer, 'workspace.share');
    requireChoices(given.type, given.choices);
    const at = now();
    const field: FieldRecord = { id: newId(at.getTime()), ...given, archived: false, createdAt: at };
    if (!(await store.fields.add(field))) throw new AppError('conflict', 'There is a field with this key already.');
    tell('fields')();
    return showField(field);
  }

  async function changeField(viewer: Viewer, id: string, patch: FieldPatch): Promise<Field> {
    requireRight(viewer, 'workspace.share');
    const before = await store.fields.get(id);
    if (!before) throw notFound('field');
    requireChoices(before.type, patch.choices ?? before.choices);
    const field = await store.fields.change(id, given(patch));
    if (!field) throw notFound('field');
    tell('fields')();
    return showField(field);
  }

  async function tagList(viewer: Viewer): Promise<List<TagItem>> {
    requireRight(viewer, 'workspace.read');
    const tags = await store.tags.all();
    return { items: tags.map(({ key: _key, ...tag }) => tag).sort((a, b) => a.name.localeCompare(b.name)), nextCursor: null };
  }

  async function createTag(viewer: Viewer, { name, color }: NewTag): Promise<TagItem> {
    requireRight(viewer, 'workspace.share');
    const tag = { id: newId(), name, color, archived: false };
    if (!(await store.tags.add({ ...tag, key: name.toLowerCase() }))) throw new AppError('conflict', 'There is this tag already.');
    tell('tags')();
    return tag;
  }

  async function changeTag(viewer: Viewer, id: string, patch: TagPatch): Promise<TagItem> {
    requireRight(viewer, 'workspace.share');
    const done = await store.tags.change(id, given(patch));
    if (!done) throw notFound('tag');
    tell('tags')();
    const { key: _key, ...tag } = done;
    return tag;
  }

  async function teamList(viewer: Viewer): Promise<List<Team>> {
    requireRight(viewer, 'agents.read');
    return { items: (await store.teams.all()).map(showTeam), nextCursor: null };
  }

  async function createTeam(viewer: Viewer, { name, memberIds }: NewTeam): Promise<Team> {
    requireRight(viewer, 'agents.write');
    await requireAgents(memberIds);
    const at = now();
    const team: TeamRecord = { id: newId(at.getTime()), name, memberIds: [...new Set(memberIds)], createdAt: at };
    await store.teams.add(team);
    tell('teams')();
    return showTeam(team);
  }

  async function changeTeam(viewer: Viewer, id: string, { expected, ...patch }: TeamPatch): Promise<Team> {
    requireRight(viewer, 'agents.write');
    await requireAgents(patch.memberIds ?? []);
    const team = await store.teams.change(id, given(patch), expected);
    if (!team) throw (await store.teams.get(id)) ? overtaken() : notFound('team');
    tell('teams')();
    return showTeam(team);
  }

  /** @throws AppError `conflict` while tickets, views or macros are the team's */
  async function removeTeam(viewer: Viewer, id: string): Promise<void> {
    requireRight(viewer, 'agents.write');
    const [tickets, shownViews, shownMacros] = await Promise.all([
      store.tickets.list({ teamIds: [id], live: true, limit: 1, sort: 'newest' }),
      store.views.all(),
      store.macros.all(),
    ]);
    if (tickets.items.length) throw new AppError('conflict', 'Live tickets are with this team. Give them to another one first.');
    if ([...shownViews, ...shownMacros].some((item) => item.teamId === id))
      throw new AppError('conflict', 'Views or macros belong to this team. Give them to another one first.');
    if (!(await store.teams.remove(id))) throw notFound('team');
    tell('teams')();
  }

  async function hours(viewer: Viewer): Promise<HoursState> {
    requireRight(viewer, 'workspace.read');
    return stateOf(await store.settings.get(HOURS_KEY));
  }

  async function changeHours(viewer: Viewer, { version, ...hours }: HoursChange): Promise<HoursState> {
    requireRight(viewer, 'agents.write');
    const after = await store.settings.change(HOURS_KEY, now(), (before) => {
      requireVersion(version, before);
      return hours;
    });
    await openingHours.refresh();
    tell('hours')();
    return stateOf(after);
  }

  function stateOf(setting: Setting): HoursState {
    const set = hoursOf(setting);
    return { ...set, version: setting.version, openNow: isOpenAt(set, now()), opensAt: nextOpening(set, now())?.toISOString() ?? null };
  }

  async function requireAgents(ids: readonly string[]): Promise<void> {
    const known = new Set((await store.people.agents()).map((agent) => agent.id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length) throw new AppError('invalid_input', 'Somebody in this team does not work here.', { agentIds: unknown });
  }
}

export type Workspace = ReturnType<typeof createWorkspace>;

function requireChoices(type: Field['type'], choices: readonly string[]): void {
  if (type === 'choice' && !choices.length) throw new AppError('invalid_input', 'A field with choices needs at least one.');
  if (new Set(choices).size < choices.length) throw new AppError('invalid_input', 'A choice is there twice.');
}

/** Only what was said: an undefined in a patch means "as it is". */
function given<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const showField = ({ createdAt, ...field }: FieldRecord): Field => ({ ...field, createdAt: createdAt.toISOString() });
const showTeam = ({ createdAt, ...team }: TeamRecord): Team => ({ ...team, createdAt: createdAt.toISOString() });

import { tagsBack } from '../contract/tagsBack.js';
import type { TicketPatch } from '../contract/tickets.js';
import { differs, differsByKey } from '../lib/differs.js';
import { AppError } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import { withFieldValues, type FieldRule } from '../tickets/customFields.js';
import type { Actor, TicketEvent } from '../tickets/event.js';
import { LIVE_STATUSES, type Ticket } from '../tickets/ticket.js';
import { applyStatus } from '../tickets/transitions.js';
import type { ActionDeps } from './deps.js';
import type { PlanFollowups } from './planFollowups.js';
import type { Publish } from './publish.js';

/** What a change says of itself beside who made it. */
interface Occasion {
  eventId?: string;
  /** Of a batch, which can be taken back whole. */
  batchId?: string;
  /** Asked of the ticket as it stands when it is written: then nothing is changed. */
  unless?: (current: ListedTicket) => boolean | Promise<boolean>;
}

interface Changed {
  ticket: ListedTicket;
  events: TicketEvent[];
}

interface TakenBack extends Changed {
  eventId: string;
  /** The fields that stay, as somebody has changed them since. */
  left: string[];
}

/** What a change of status takes with it, and so what its undoing gives back. */
const WITH_STATUS = ['status', 'solvedAt', 'closedAt', 'waitingSince', 'snooze'] as const;
/** What goes along with another field, and is not named to anybody. */
const ALONG = ['solvedAt', 'closedAt', 'waitingSince', 'topicByAgent'];

/** Status, assignee, team, priority, tags, topic, subject, own fields. A change of nothing leaves no event; every other one can be taken back. */
export function createChangeTicket({ store, now }: ActionDeps, publish: Publish, followups: PlanFollowups) {
  return Object.assign(changeTicket, { takeBack });

  async function changeTicket(ticket: ListedTicket, patch: TicketPatch, actor: Actor, occasion: Occasion = {}): Promise<Changed> {
    await checkTargets(patch);
    const rules: FieldRule[] = patch.fields ? (await store.fields.all()).filter((field) => !field.archived) : [];
    const solves = patch.status === 'solved' && ticket.status !== 'solved';
    // Planned first: if we die before the ticket is solved, a follow-up of an unsolved ticket cancels itself.
    if (solves) await followups.plan({ ...ticket, ...(patch.topic !== undefined ? { topic: patch.topic } : {}) }, now());

    const change = await store.tickets.mutate(ticket.id, async (current, has) => {
      if (current.mergedIntoId)
        throw new AppError('conflict', 'This ticket was merged into another one.', { mergedIntoId: current.mergedIntoId });
      if (await occasion.unless?.(current)) return null;
      const foreign = Object.entries(patch.expected ?? {}).filter(([key, seen]) =>
        key === 'fields'
          ? differsByKey(current.fields, patch.expected?.fields) && differsByKey(current.fields, patch.fields)
          : differs(current[key as keyof Ticket], seen) && differs(current[key as keyof Ticket], patch[key as keyof TicketPatch]),
      );
      if (foreign.length)
        throw new AppError('conflict', 'Somebody else changed this meanwhile.', {
          now: Object.fromEntries(foreign.map(([key]) => [key, current[key as keyof Ticket] ?? null])),
        });
      const at = now();
      const id = occasion.eventId ?? newId(at.getTime());
      if (occasion.eventId && (await has(id))) return null;
      const set = changesOf(current, patch, rules, at);
      const named = Object.keys(patch).filter((key) => differs(current[key as keyof Ticket], set[key as keyof Ticket]));
      if (!named.length) return null;
      const data = Object.fromEntries(
        named.map((key) => [key, { from: current[key as keyof Ticket] ?? null, to: set[key as keyof Ticket] }]),
      );
      const reopens = current.status === 'solved' && set.status !== undefined && LIVE_STATUSES.includes(set.status);
      const type = set.status === 'solved' ? 'ticket.solved' : reopens ? 'ticket.reopened' : 'ticket.changed';
      const undo = { change: beforeOf(current, set), ...(occasion.batchId ? { batchId: occasion.batchId } : {}) };
      return { set: { ...set, updatedAt: at }, events: [{ id, type, actor, at, data, undo }] };
    });
    await publish.ticket(change);
    if (patch.tags) await noteTags(patch.tags);
    if (patch.status && LIVE_STATUSES.includes(patch.status) && ticket.status === 'solved')
      await followups.cancel(ticket.id, 'ticket_reopened', change.ticket.updatedAt);
    return change;
  }

  /**
   * Gives back what an event changed, field by field, as far as nobody has changed it since; of tags those that it changed itself.
   * @throws AppError `already_undone`, or `conflict` when nothing of it is left to give back
   */
  async function takeBack(event: TicketEvent, actor: Actor): Promise<TakenBack> {
    const change = (event.undo?.['change'] ?? {}) as Record<string, Step>;
    let left: string[] = [];
    if (!event.ticketId) throw new AppError('cannot_undo', 'There is nothing in this decision to undo.');
    const eventId = derivedId(event.id, 'taken back');
    if (!(await store.tickets.markUndone(event.id, eventId))) throw new AppError('already_undone', 'This was undone before.');
    try {
      const done = await store.tickets.mutate(event.ticketId, async (current, has) => {
        if (await has(eventId)) return null;
        if (current.mergedIntoId)
          throw new AppError('conflict', 'This ticket was merged into another one.', { mergedIntoId: current.mergedIntoId });
        const at = now();
        const statusMoved = 'status' in change && differs(change['status']?.to, current.status);
        const steps = Object.entries(change).map(([key, step]) => [key, key === 'tags' ? ownTags(step, current.tags) : step] as const);
        const back = steps.filter(([key, { from, to }]) => {
          if ((WITH_STATUS as readonly string[]).includes(key) && 'status' in change) return !statusMoved;
          return key === 'tags' ? differs(from, to) : !differs(to, current[key as keyof Ticket] ?? null);
        });
        if (!back.length) throw new AppError('conflict', 'All of this has been changed again since.');
        // The own ones of the tags never stay.
        left = Object.keys(change).filter((key) => ![...ALONG, 'tags'].includes(key) && !back.some(([name]) => name === key));
        const set = Object.fromEntries(back.map(([key, { from }]) => [key, from])) as Partial<Ticket>;
        const shown = back.filter(([key]) => !ALONG.includes(key));
        const data = Object.fromEntries(shown.map(([key, { from, to }]) => [key, { from: to, to: from }]));
        return {
          set: { ...set, updatedAt: at },
          events: [{ id: eventId, type: 'decision.undone', actor, at, data: { ...data, undoes: event.id }, undo: null }],
        };
      });
      if (change['status']?.to === 'solved') await followups.cancel(event.ticketId, 'ticket_reopened', now());
      await publish.ticket(done);
      return { ...done, eventId, left };
    } catch (error) {
      await store.tickets.unmarkUndone(event.id);
      throw error;
    }
  }

  async function checkTargets({ assigneeId, teamId }: TicketPatch): Promise<void> {
    if (assigneeId && !(await store.people.agent(assigneeId))?.active)
      throw new AppError('invalid_input', 'There is no such agent to assign it to.');
    if (teamId && !(await store.teams.get(teamId))) throw new AppError('invalid_input', 'There is no such team.');
  }

  /** A tag that was used once is offered from then on. */
  async function noteTags(tags: readonly string[]): Promise<void> {
    for (const name of tags) await store.tags.add({ id: newId(), key: name.toLowerCase(), name, color: null, archived: false });
  }
}

export type ChangeTicket = ReturnType<typeof createChangeTicket>;

function changesOf(current: ListedTicket, { status, ...rest }: TicketPatch, rules: readonly FieldRule[], at: Date): Partial<Ticket> {
  return {
    ...(status && status !== current.status ? applyStatus(current, status, at).set : {}),
    // Who solves a ticket that was put aside needs no reminder of it.
    ...(status && !LIVE_STATUSES.includes(status) && current.snooze ? { snooze: null } : {}),
    ...(rest.assigneeId !== undefined ? { assigneeId: rest.assigneeId } : {}),
    ...(rest.teamId !== undefined ? { teamId: rest.teamId } : {}),
    ...(rest.priority !== undefined ? { priority: rest.priority } : {}),
    ...(rest.tags !== undefined ? { tags: [...new Set(rest.tags)] } : {}),
    ...(rest.topic !== undefined ? { topic: rest.topic, topicByAgent: true } : {}),
    ...(rest.subject !== undefined ? { subject: rest.subject } : {}),
    ...(rest.fields !== undefined ? { fields: withFieldValues(rules, 'ticket', current.fields, rest.fields) } : {}),
  };
}

interface Step {
  from: unknown;
  to: unknown;
}

/** How the tags that there are now would change. */
function ownTags({ from, to }: Step, current: readonly string[]): Step {
  return { from: tagsBack(from as string[], to as string[], current), to: current };
}

/** What each field was and became. */
function beforeOf(current: ListedTicket, set: Partial<Ticket>): Record<string, { from: unknown; to: unknown }> {
  const keys = (Object.keys(set) as (keyof Ticket)[]).filter((key) => differs(current[key], set[key]));
  return Object.fromEntries(keys.map((key) => [key, { from: current[key] ?? null, to: set[key] }]));
}

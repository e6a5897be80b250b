import type { Condition, FilterNode } from '../contract/filters.js';
import { isLive, type Ticket } from './ticket.js';

/** Who looks, in which teams he is, and when. */
export interface FilterAsker {
  agentId: string;
  teamIds: readonly string[];
  now: Date;
}

const HOUR_MS = 3_600_000;

/** Whether a filter speaks of the status itself. One that does not is about live tickets. */
export function namesStatus(node: FilterNode): boolean {
  if ('all' in node) return node.all.some(namesStatus);
  if ('any' in node) return node.any.some(namesStatus);
  if ('not' in node) return namesStatus(node.not);
  return node.field === 'status';
}

/** Whether a view with this filter shows the ticket: what the stores' queries answer, told in one place. */
export function viewShows(node: FilterNode, ticket: Ticket, asker: FilterAsker): boolean {
  return (namesStatus(node) ? ticket.mergedIntoId === null : isLive(ticket)) && matches(node, ticket, asker);
}

function matches(node: FilterNode, ticket: Ticket, asker: FilterAsker): boolean {
  if ('all' in node) return node.all.every((part) => matches(part, ticket, asker));
  if ('any' in node) return node.any.some((part) => matches(part, ticket, asker));
  if ('not' in node) return !matches(node.not, ticket, asker);
  return fits(node, ticket, asker);
}

function fits(condition: Condition, ticket: Ticket, asker: FilterAsker): boolean {
  const before = (at: Date | null, hours: number): boolean => at !== null && at.getTime() < asker.now.getTime() - hours * HOUR_MS;
  switch (condition.field) {
    case 'status':
      return condition.in.includes(ticket.status);
    case 'priority':
      return condition.in.includes(ticket.priority);
    case 'channel':
      return condition.in.some((channel) => ticket.channels.includes(channel));
    case 'assignee':
      return assigneesOf(condition.in, asker).includes(ticket.assigneeId);
    case 'team':
      return teamsOf(condition.in, asker).includes(ticket.teamId ?? null);
    case 'topic':
      return condition.in.includes(ticket.topic);
    case 'tag':
      return condition.in.some((tag) => ticket.tags.includes(tag));
    case 'customer':
      return condition.in.includes(ticket.customerId);
    case 'waiting':
      return (ticket.waitingSince !== null) === condition.is;
    case 'snoozed':
      return Boolean(ticket.snooze) === condition.is;
    case 'breaching':
      return (
        ticket.firstRepliedAt === null &&
        ticket.firstReplyDueAt !== null &&
        ticket.firstReplyDueAt.getTime() <= asker.now.getTime() + condition.withinMinutes * 60_000
      );
    case 'created':
      return before(ticket.createdAt, condition.olderThanHours);
    case 'lastMessage':
      return before(ticket.lastMessageAt, condition.olderThanHours);
    case 'waitingSince':
      return before(ticket.waitingSince, condition.olderThanHours);
    case 'createdWithin':
      return !before(ticket.createdAt, condition.hours);
    case 'lastMessageWithin':
      return !before(ticket.lastMessageAt, condition.hours);
    case 'custom':
      return condition.in.includes(ticket.fields?.[condition.key] ?? null);
  }
}

/** `me` and `none` put into ids. */
export function assigneesOf(wanted: readonly string[], asker: FilterAsker): (string | null)[] {
  return wanted.map((id) => (id === 'me' ? asker.agentId : id === 'none' ? null : id));
}

/** The teams that a filter means for who asks: `mine` are his own, `none` is null. */
export function teamsOf(wanted: readonly string[], asker: FilterAsker): (string | null)[] {
  return wanted.flatMap((id) => (id === 'mine' ? [...asker.teamIds] : [id === 'none' ? null : id]));
}

import type { Condition, FilterNode } from '../contract/filters.js';
import type { AskedFilter } from '../ports/workspace.js';
import { assigneesOf, namesStatus, teamsOf, type FilterAsker } from '../tickets/filter.js';

type Query = Record<string, unknown>;

const EPOCH = new Date(0);
const HOUR_MS = 3_600_000;

/** The query of a view's filter, the same on both engines: see `viewShows` for what it means. */
export function queryOf({ node, context }: AskedFilter): Query {
  return { ...(namesStatus(node) ? { mergedIntoId: null } : { live: true }), $and: [compile(node, context)] };
}

function compile(node: FilterNode, asker: FilterAsker): Query {
  if ('all' in node) return { $and: node.all.map((part) => compile(part, asker)) };
  if ('any' in node) return { $or: node.any.map((part) => compile(part, asker)) };
  if ('not' in node) return { $nor: [compile(node.not, asker)] };
  return condition(node, asker);
}

function condition(test: Condition, asker: FilterAsker): Query {
  const ago = (hours: number): Date => new Date(asker.now.getTime() - hours * HOUR_MS);
  switch (test.field) {
    case 'status':
    case 'priority':
    case 'topic':
      return { [test.field]: { $in: test.in } };
    case 'channel':
      return { channels: { $in: test.in } };
    case 'assignee':
      return { assigneeId: { $in: assigneesOf(test.in, asker) } };
    case 'team':
      return { teamId: { $in: teamsOf(test.in, asker) } };
    case 'tag':
      return { tags: { $in: test.in } };
    case 'customer':
      return { customerId: { $in: test.in } };
    case 'waiting':
      return test.is ? { waitingSince: { $gt: EPOCH } } : { waitingSince: null };
    case 'snoozed':
      return test.is ? { 'snooze.at': { $exists: true } } : { snooze: null };
    case 'breaching':
      return { firstRepliedAt: null, firstReplyDueAt: { $gt: EPOCH, $lte: new Date(asker.now.getTime() + test.withinMinutes * 60_000) } };
    case 'created':
      return { createdAt: { $lt: ago(test.olderThanHours) } };
    case 'lastMessage':
      return { lastMessageAt: { $lt: ago(test.olderThanHours) } };
    case 'waitingSince':
      return { waitingSince: { $gt: EPOCH, $lt: ago(test.olderThanHours) } };
    case 'createdWithin':
      return { createdAt: { $gte: ago(test.hours) } };
    case 'lastMessageWithin':
      return { lastMessageAt: { $gte: ago(test.hours) } };
    case 'custom':
      return { [`fields.${test.key}`]: { $in: test.in } };
  }
}

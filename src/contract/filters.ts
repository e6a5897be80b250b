/** Which tickets a view shows, as data: a small tree over an allow-list of fields. */
import { z } from 'zod';
import { Channel, Id, Priority, TicketStatus } from './common.js';

const few = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(50);
const FieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be the key of a field');

/** One test of a ticket. `in` means: any of these. */
export const Condition = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('status'), in: few(TicketStatus) }),
  z.strictObject({ field: z.literal('priority'), in: few(Priority) }),
  z.strictObject({ field: z.literal('channel'), in: few(Channel) }),
  /** `me` is whoever looks, so that a shared view fits everybody. */
  z.strictObject({ field: z.literal('assignee'), in: few(z.union([z.enum(['me', 'none']), Id])) }),
  /** `mine`: a team of whoever looks. */
  z.strictObject({ field: z.literal('team'), in: few(z.union([z.enum(['mine', 'none']), Id])) }),
  z.strictObject({ field: z.literal('topic'), in: few(z.string().max(60).nullable()) }),
  z.strictObject({ field: z.literal('tag'), in: few(z.string().min(1).max(60)) }),
  z.strictObject({ field: z.literal('customer'), in: few(Id) }),
  /** Whether the customer waits for us. */
  z.strictObject({ field: z.literal('waiting'), is: z.boolean() }),
  z.strictObject({ field: z.literal('snoozed'), is: z.boolean() }),
  /** Unanswered, and the first reply is due within so many minutes or overdue. */
  z.strictObject({ field: z.literal('breaching'), withinMinutes: z.number().int().min(0).max(100_000) }),
  /** More than so many hours ago. */
  z.strictObject({ field: z.enum(['created', 'lastMessage', 'waitingSince']), olderThanHours: z.number().min(0).max(100_000) }),
  z.strictObject({ field: z.enum(['createdWithin', 'lastMessageWithin']), hours: z.number().min(0).max(100_000) }),
  z.strictObject({ field: z.literal('custom'), key: FieldKey, in: few(z.union([z.string().max(200), z.number(), z.boolean(), z.null()])) }),
]);
export type Condition = z.infer<typeof Condition>;

/** One test, or a tree of them. */
export type FilterNode = Condition | { all: FilterNode[] } | { any: FilterNode[] } | { not: FilterNode };

const MAX_DEPTH = 5;
const MAX_NODES = 50;

/** The form of a filter, whatever its size. */
export const FilterTree: z.ZodType<FilterNode, FilterNode> = z.lazy(() =>
  z.union([
    Condition,
    z.strictObject({ all: z.array(FilterTree).min(1).max(20) }),
    z.strictObject({ any: z.array(FilterTree).min(1).max(20) }),
    z.strictObject({ not: FilterTree }),
  ]),
);

/** At most 50 parts, five deep. It is measured before it is read: a deep tree must not cost a deep recursion. */
export const TicketFilter: z.ZodType<FilterNode, FilterNode> = z
  .custom<FilterNode>((value) => isSmall(value), `must be a filter of at most ${MAX_NODES} parts, ${MAX_DEPTH} deep`)
  .pipe(FilterTree);

function isSmall(value: unknown): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let seen = 0; waiting.length; seen++) {
    const next = waiting.pop();
    if (seen >= MAX_NODES || !next || next.depth > MAX_DEPTH || typeof next.value !== 'object' || next.value === null) return false;
    const { all, any, not } = next.value as Record<string, unknown>;
    const children = [...(Array.isArray(all) ? all : []), ...(Array.isArray(any) ? any : []), ...(not === undefined ? [] : [not])];
    if (children.length > MAX_NODES) return false;
    waiting.push(...children.map((child: unknown) => ({ value: child, depth: next.depth + 1 })));
  }
  return true;
}

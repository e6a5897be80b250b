/** A view's query finds what its filter means, on this engine. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TicketFilter, type FilterNode } from '../../src/contract/filters.js';
import type { Store } from '../../src/ports/store.js';
import { viewShows } from '../../src/tickets/filter.js';
import { isLive, type Ticket } from '../../src/tickets/ticket.js';
import fc from '../support/random.js';
import { buildTicket, minute, T0 } from './support/build.js';
import { newPlace, SERVER } from './support/testStore.js';

const TEAM = 'b'.repeat(24);
const ME = 'a'.repeat(24);
const asker = { agentId: ME, teamIds: [TEAM], now: minute(24 * 60) };

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const condition: fc.Arbitrary<FilterNode> = fc.oneof(
  some('open', 'pending', 'hold', 'solved', 'closed').map((list) => ({ field: 'status', in: list }) as FilterNode),
  some('low', 'urgent').map((list) => ({ field: 'priority', in: list }) as FilterNode),
  some('email', 'sms', 'chat').map((list) => ({ field: 'channel', in: list }) as FilterNode),
  some('me', 'none', 'c'.repeat(24)).map((list) => ({ field: 'assignee', in: list }) as FilterNode),
  some('mine', 'none').map((list) => ({ field: 'team', in: list }) as FilterNode),
  some<string | null>('refund', null).map((list) => ({ field: 'topic', in: list }) as FilterNode),
  some('vip', 'late').map((list) => ({ field: 'tag', in: list }) as FilterNode),
  fc.boolean().map((is) => ({ field: 'waiting', is }) as FilterNode),
  fc.boolean().map((is) => ({ field: 'snoozed', is }) as FilterNode),
  fc.constantFrom(0, 60, 1500).map((withinMinutes) => ({ field: 'breaching', withinMinutes }) as FilterNode),
  fc
    .tuple(fc.constantFrom('created' as const, 'lastMessage' as const, 'waitingSince' as const), fc.constantFrom(0, 6, 20))
    .map(([field, olderThanHours]) => ({ field, olderThanHours }) as FilterNode),
  fc
    .tuple(fc.constantFrom('createdWithin' as const, 'lastMessageWithin' as const), fc.constantFrom(0, 6, 20))
    .map(([field, hours]) => ({ field, hours }) as FilterNode),
  some<string | number | boolean | null>('A', 7, false, null).map((list) => ({ field: 'custom', key: 'order', in: list }) as FilterNode),
);
const { tree } = fc.letrec<{ tree: FilterNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
  ),
}));

describe(`filters of views on ${SERVER}`, () => {
  const place = newPlace();
  let store: Store;
  const tickets: Ticket[] = [];

  beforeAll(async () => {
    ({ store } = await place.open());
    const pick = <T>(i: number, by: number, ...values: T[]): T => values[Math.floor(i / by) % values.length] as T;
    for (let i = 0; i < 96; i++) {
      tickets.push(
        buildTicket({
          status: pick(i, 1, 'open', 'pending', 'hold', 'solved', 'closed'),
          priority: pick(i, 2, 'low', 'normal', 'urgent'),
          channels: pick(i, 3, ['email'], ['sms', 'chat'], ['voice']),
          assigneeId: pick(i, 1, null, ME, 'c'.repeat(24)),
          teamId: pick(i, 5, null, TEAM, 'd'.repeat(24)),
          topic: pick(i, 4, null, 'refund', 'other'),
          tags: pick(i, 2, [], ['vip'], ['vip', 'late']),
          waitingSince: pick(i, 1, null, minute(i * 15)),
          snooze: pick(i, 7, null, { until: null, at: T0, byId: null }),
          firstRepliedAt: pick(i, 2, null, T0),
          firstReplyDueAt: pick(i, 3, null, minute(i * 30)),
          createdAt: minute(i * 15),
          lastMessageAt: minute(i * 15 + 5),
          fields: pick<Record<string, string | number | boolean>>(i, 1, {}, { order: 'A' }, { order: 7 }, { order: false }),
          mergedIntoId: i % 16 === 15 ? 'e'.repeat(24) : null,
        }),
      );
    }
    for (const ticket of tickets) await store.tickets.open(ticket, 'Ann', []);
  }, 60_000);
  afterAll(() => place.remove());

  test('find what they mean, and count it', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (node) => {
        const asked = { node, context: asker };
        const found = await store.tickets.list({ asked, sort: 'newest', limit: 200 });
        const meant = tickets.filter((ticket) => viewShows(node, ticket, asker)).map((ticket) => ticket.id);
        expect(found.items.map((ticket) => ticket.id).toSorted()).toEqual(meant.toSorted());
        expect(await store.tickets.countAsked(asked, 1000)).toEqual({ count: meant.length, complete: true });
      }),
      { numRuns: 150 },
    );
    expect(tickets.filter(isLive).length).toBeGreaterThan(30);
  }, 60_000);

  test.each<[string, unknown]>([
    ['no field of a ticket', { field: 'passwordHash', in: ['x'] }],
    ['an operator', { $where: 'sleep(1)' }],
    ['an operator as a value', { field: 'tag', in: [{ $ne: null }] }],
    ['a path as a key', { field: 'custom', key: 'a.b', in: [1] }],
    ['a prototype', { field: 'custom', key: '__proto__', in: [1] }],
    ['nothing', { all: [] }],
    ['two in one', { all: [], any: [] }],
    ['more than it may be', { any: Array.from({ length: 60 }, () => ({ field: 'waiting', is: true })) }],
    ['a depth without end', Array.from({ length: 100_000 }).reduce<unknown>((inner) => ({ not: inner }), { field: 'waiting', is: true })],
  ])('%s is no filter', (_name, filter) => {
    expect(TicketFilter.safeParse(filter).success).toBe(false);
  });
});

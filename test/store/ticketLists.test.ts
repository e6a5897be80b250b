/** Lists of tickets by every combination of what they can be filtered by: each finds what it means, and none looks at too much. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CHANNELS, TICKET_STATUSES, type TicketSort } from '../../src/contract/common.js';
import type { FilterNode } from '../../src/contract/filters.js';
import type { Store, TicketsFilter } from '../../src/ports/store.js';
import type { AttachedBulkLoad } from '../../src/store/bulkLoad.js';
import { viewShows } from '../../src/tickets/filter.js';
import { placesOf } from '../../src/store/ticketOrder.js';
import { isLive, type Ticket } from '../../src/tickets/ticket.js';
import { buildTicket, minute, T0 } from './support/build.js';
import { newPlace, SERVER, testUnless } from './support/testStore.js';

const ME = 'a'.repeat(24);
const TEAM = 'b'.repeat(24);
const context = { agentId: ME, teamIds: [TEAM], now: minute(10_000) };
/** More than one query may look at, several times over; few where a server is slow. */
const MANY = SERVER === 'embedded' ? 2600 : 700;
const LIMIT = 20;
/** More than one page looks through, fewer than two do. */
const FAR = 8_000;

type Narrowing = Partial<Omit<TicketsFilter, 'sort' | 'limit' | 'cursor'>>;
const view = (node: FilterNode): Narrowing => ({ asked: { node, context } });

/** Each way to narrow a list; the type keeps the list of fields complete. */
const WAYS: { [Field in keyof Required<Narrowing>]: Narrowing[] } = {
  statuses: [{ statuses: ['pending'] }, { statuses: ['open', 'closed'] }, { statuses: ['solved', 'closed'] }],
  live: [{ live: true }],
  customerId: [{ customerId: 'customer 3' }],
  assigneeId: [{ assigneeId: null }, { assigneeId: ME }],
  channel: [{ channel: 'voice' }],
  ids: [{ ids: Array.from({ length: 300 }, (_, i) => `ticket ${i * 7}`) }],
  teamIds: [{ teamIds: [TEAM] }, { teamIds: [TEAM, null] }],
  tag: [{ tag: 'rare' }, { tag: 'vip' }],
  snoozed: [{ snoozed: true }, { snoozed: false }],
  asked: [
    view({ field: 'priority', in: ['urgent'] }),
    view({
      any: [
        { field: 'tag', in: ['rare'] },
        { field: 'topic', in: ['refund'] },
      ],
    }),
    view({
      all: [
        { field: 'status', in: ['solved'] },
        { field: 'channel', in: ['voice'] },
      ],
    }),
    view({ all: [{ field: 'assignee', in: ['me'] }, { not: { field: 'waiting', is: true } }] }),
    view({
      all: [
        { field: 'tag', in: ['rare'] },
        { field: 'team', in: ['mine'] },
        { field: 'createdWithin', hours: 100 },
      ],
    }),
    view({
      all: [
        { field: 'status', in: [...TICKET_STATUSES] },
        { field: 'custom', key: 'order', in: ['none has it'] },
      ],
    }),
  ],
};
const FIELDS = Object.values(WAYS);
const combinations: Narrowing[] = [
  {},
  ...FIELDS.flat(),
  ...FIELDS.flatMap((ways, i) =>
    FIELDS.slice(i + 1).flatMap((others) => ways.flatMap((one) => others.map((other) => ({ ...one, ...other })))),
  ),
  // All fields at once, each in one of its ways.
  ...[0, 1, 2, 3, 4, 5].map((turn) => Object.assign({}, ...FIELDS.map((ways) => ways[turn % ways.length])) as Narrowing),
];

describe(`lists of tickets on ${SERVER}`, () => {
  const place = newPlace();
  let store: Store;
  let bulk: AttachedBulkLoad;
  const tickets = Array.from({ length: MANY }, (_, i) => {
    const pick = <T>(by: number, ...values: T[]): T => values[Math.floor(i / by) % values.length] as T;
    const status = i % 3 ? pick(1, 'solved' as const, 'closed' as const) : pick(3, ...TICKET_STATUSES);
    return buildTicket({
      id: `ticket ${i}`,
      status,
      customerId: `customer ${i % 40}`,
      opened: { customerId: `customer ${i % 40}`, ordinal: i, intakeId: null, at: T0 },
      assigneeId: pick(2, null, ME, 'c'.repeat(24)),
      teamId: pick(5, null, TEAM, 'd'.repeat(24)),
      channels: i % 199 ? [pick(1, ...CHANNELS.filter((one) => one !== 'voice'))] : ['voice', 'email'],
      tags: i % 397 === 0 ? ['rare', 'vip'] : pick(7, [], ['vip']),
      priority: i % 97 ? 'normal' : 'urgent',
      topic: pick(11, null, 'refund', 'other'),
      snooze: i % 61 ? null : { until: null, at: T0, byId: null },
      waitingSince: pick(1, null, minute(i)),
      createdAt: minute(i),
      lastMessageAt: minute(Math.floor(i / 3)),
      mergedIntoId: i % 89 ? null : 'ticket 1',
    });
  });

  beforeAll(async () => {
    ({ store, bulk } = await place.open());
    await bulk.add({ tickets: tickets.map((ticket) => ({ ticket, customerName: 'Ann', riding: [] })) });
  }, 120_000);
  afterAll(() => place.remove());

  function meant(
    { statuses, live, customerId, assigneeId, channel, ids, teamIds, tag, snoozed, asked }: Narrowing,
    sort: TicketSort,
  ): Ticket[] {
    return tickets
      .filter(
        (one) =>
          (!statuses || statuses.includes(one.status)) &&
          (!(live || !['newest', 'oldest'].includes(sort)) || isLive(one)) &&
          (!customerId || one.customerId === customerId) &&
          (assigneeId === undefined || one.assigneeId === assigneeId) &&
          (!channel || one.channels.includes(channel)) &&
          (!ids || ids.includes(one.id)) &&
          (!teamIds || teamIds.includes(one.teamId ?? null)) &&
          (!tag || one.tags.includes(tag)) &&
          (snoozed === undefined || (one.snooze !== null) === snoozed) &&
          (!asked || viewShows(asked.node, one, asked.context)),
      )
      .toSorted((a, b) => placeIn(sort, a) - placeIn(sort, b) || (a.id < b.id ? -1 : 1) * (sort === 'newest' ? -1 : 1));
  }
  function placeIn(sort: TicketSort, ticket: Ticket): number {
    const at = ticket.lastMessageAt.getTime();
    const { dueRank, urgency, heardRank } = placesOf(ticket);
    return {
      newest: -at,
      oldest: at,
      waiting: ticket.waitingSince?.getTime() ?? 1e15 - at,
      due: dueRank,
      priority: urgency,
      heard: heardRank,
    }[sort];
  }

  // The other orders go by indexes alike: some combinations do there, and on a server, and in a run that is for every day.
  const share = Number(process.env['LIST_SHARE'] ?? 1);
  const [all, some] = SERVER === 'embedded' ? [share, 7 * share] : [11, 29];
  test.each([
    ['newest', all],
    ['waiting', all],
    ['oldest', some],
    ['due', some],
    ['priority', some],
    ['heard', some],
  ] as [TicketSort, number][])(
    'in the order %s every combination of filters gives its tickets (one in %i)',
    async (sort, share) => {
      for (const [i, narrowing] of combinations.entries()) {
        if (i % share) continue;
        const wanted = meant(narrowing, sort).map(({ id }) => id);
        const first = await store.tickets.list({ ...narrowing, sort, limit: LIMIT });
        const found = first.items.map(({ id }) => id);
        // Every other time the next page too.
        const pages = i % 2 ? 2 : 1;
        if (first.nextCursor && pages === 2)
          found.push(
            ...(await store.tickets.list({ ...narrowing, sort, limit: LIMIT, cursor: first.nextCursor })).items.map(({ id }) => id),
          );
        expect({ narrowing, found }).toEqual({ narrowing, found: wanted.slice(0, pages * LIMIT) });
        expect(first.nextCursor !== null).toBe(wanted.length > LIMIT);
      }
    },
    300_000,
  );

  test('the count of a view is whole, or says that it is not', async () => {
    for (const { asked } of WAYS.asked) {
      if (!asked) throw new Error('no view');
      const all = meant({ asked }, 'newest').length;
      expect(await store.tickets.countAsked(asked, 5000)).toEqual({ count: all, complete: true });
      if (all > 3) expect(await store.tickets.countAsked(asked, 3)).toEqual({ count: 3, complete: false });
    }
  }, 120_000);

  testUnless(SERVER !== 'embedded', 'of very many tickets a page may be short, and its cursor leads to the rest', async () => {
    const old = Array.from({ length: FAR }, (_, i) =>
      buildTicket({
        id: `old ${String(i).padStart(5, '0')}`,
        status: 'solved',
        lastMessageAt: minute(-1 - i),
        createdAt: T0,
        fields: i === FAR - 1 ? { order: 'far' } : {},
      }),
    );
    await bulk.add({ tickets: old.map((ticket) => ({ ticket, customerName: 'Ann', riding: [] })) });
    const asked = {
      node: {
        all: [
          { field: 'status' as const, in: [...TICKET_STATUSES] },
          { field: 'custom' as const, key: 'order', in: ['far'] },
        ],
      },
      context,
    };
    const first = await store.tickets.list({ asked, sort: 'newest', limit: LIMIT });
    expect(first.items).toEqual([]);
    const second = await store.tickets.list({ asked, sort: 'newest', limit: LIMIT, cursor: first.nextCursor ?? '' });
    expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([[old.at(-1)?.id], null]);
    expect(await store.tickets.countAsked(asked, 10)).toEqual({ count: 0, complete: false });
  });
});

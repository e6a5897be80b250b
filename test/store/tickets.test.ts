/** Tickets and their events: one atomic change at a time, and every change leaves its event. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CHANNELS, TICKET_STATUSES } from '../../src/contract/common.js';
import { newId } from '../../src/lib/ids.js';
import type { ListedTicket, Store, TicketsFilter, TicketStore } from '../../src/ports/store.js';
import { isLive, type Move, type Ticket } from '../../src/tickets/ticket.js';
import { buildDraft, buildMessage, buildTicket, minute, T0 } from './support/build.js';
import { allPages, newPlace, SERVER } from './support/testStore.js';

const ids = (found: { id: string }[]): string[] => found.map(({ id }) => id);

describe(`tickets on ${SERVER}`, () => {
  const place = newPlace();
  let store: Store;
  let tickets: TicketStore;
  beforeAll(async () => {
    ({ store } = await place.open());
    tickets = store.tickets;
  });
  afterAll(() => place.remove());
  beforeEach(() =>
    place.raw(async (db) => {
      for (const name of ['tickets', 'events', 'messages']) await db.collection(name).deleteMany({});
    }),
  );

  const open = async (set: Partial<Ticket> = {}): Promise<Ticket> => {
    const ticket = buildTicket(set);
    expect(await tickets.open(ticket, 'Ann Example', [])).not.toBeNull();
    return ticket;
  };

  describe('opening', () => {
    test('a ticket comes back as it was, with its first events numbered', async () => {
      const ticket = buildTicket({ links: [{ ticketId: newId(), kind: 'previous' }], tags: ['vip'] });
      const drafts = [
        buildDraft({ type: 'ticket.created', data: { rule: 'new', nested: { deep: [1, null] } } }),
        buildDraft({ type: 'message.received', undo: { a: 1 } }),
      ];
      const listed = { ...ticket, seq: 2, customerName: 'Ann Example' };
      expect(await tickets.open(ticket, 'Ann Example', drafts)).toEqual(listed);
      expect(await tickets.get(ticket.id)).toEqual(listed);
      expect(await tickets.many([ticket.id, ticket.id, 'none'])).toEqual([listed]);
      const { items } = await tickets.events(ticket.id, { limit: 10 });
      expect(items).toEqual(
        drafts.map((draft, i) => ({ ...draft, seq: i + 1, ticketId: ticket.id, customerId: ticket.customerId, undoneBy: null })),
      );
      expect(await tickets.event(items[1]?.id ?? '')).toEqual(items[1]);
      expect(await tickets.get('none')).toBeNull();
    });

    test('with one ordinal twice at once, one holds and the other decides anew', async () => {
      const customerId = newId();
      for (let ordinal = 1; ordinal <= 3; ordinal++) {
        const rivals = Array.from({ length: 8 }, () =>
          buildTicket({ customerId, opened: { customerId, ordinal, intakeId: null, at: T0 } }),
        );
        const opened = await Promise.all(rivals.map((ticket) => tickets.open(ticket, 'Ann', [buildDraft()])));
        expect(opened.filter((ticket) => ticket !== null)).toHaveLength(1);
        expect(await tickets.lastOrdinal(customerId)).toBe(ordinal);
        const [lost] = rivals.filter((_, i) => opened[i] === null);
        expect(await tickets.get(lost?.id ?? '')).toBeNull();
        expect((await tickets.events(lost?.id ?? '', { limit: 5 })).items).toEqual([]);
      }
      expect(await tickets.ofCustomer(customerId, 10)).toHaveLength(3);
      expect(await tickets.lastOrdinal(newId())).toBe(0);
    });

    test('the same ticket again is there already, unharmed', async () => {
      const ticket = await open();
      await tickets.mutate(ticket.id, () => ({ set: { subject: 'Changed' }, events: [] }));
      expect((await tickets.open(ticket, 'Ann Example', [buildDraft()]))?.subject).toBe('Changed');
      expect((await tickets.get(ticket.id))?.seq).toBe(0);
    });

    test('with its first message, both are there, once; without its ordinal, neither is', async () => {
      const ticket = buildTicket();
      const first = {
        message: buildMessage({ id: ticket.id, ticketId: ticket.id, customerId: ticket.customerId }),
        keys: { chatKey: 'visitor' },
      };
      expect(await tickets.open(ticket, 'Ann', [buildDraft()], first)).toEqual({ ...ticket, seq: 1, customerName: 'Ann' });
      expect(await store.messages.chatOf('visitor', 5)).toEqual([first.message]);
      // Whoever died after this does it again, and finds it by deciding anew.
      expect(await tickets.open(ticket, 'Ann', [buildDraft()], first)).toBeNull();
      const rival = buildTicket({ customerId: ticket.customerId, opened: ticket.opened });
      expect(
        await tickets.open(rival, 'Ann', [buildDraft()], { message: buildMessage({ id: rival.id, ticketId: rival.id }), keys: {} }),
      ).toBeNull();
      expect(await store.messages.many([ticket.id, rival.id])).toEqual([first.message]);
      expect((await tickets.events(ticket.id, { limit: 5 })).items).toHaveLength(1);
    });

    test('numbers go up by one and are given once', async () => {
      const first = await tickets.nextNumber();
      expect([await tickets.nextNumber(), await tickets.nextNumber()]).toEqual([first + 1, first + 2]);
      const many = await Promise.all(Array.from({ length: 20 }, () => tickets.nextNumber()));
      expect(many.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => first + 3 + i));
    });
  });

  describe('changing', () => {
    test('an event that stands already keeps no change from being made', async () => {
      const { id } = await open();
      const event = buildDraft();
      for (const subject of ['Once', 'Twice']) await tickets.mutate(id, () => ({ set: { subject }, events: [event] }));
      expect((await tickets.get(id))?.subject).toBe('Twice');
      expect((await tickets.events(id, { limit: 5 })).items.map((one) => one.id)).toEqual([event.id]);
    });

    test('a change and its events are one', async () => {
      const ticket = await open();
      const { ticket: after, events } = await tickets.mutate(ticket.id, () => ({
        set: { status: 'pending', tags: ['a'], waitingSince: null },
        addChannels: ['sms', 'email'],
        events: [buildDraft({ data: { status: ['open', 'pending'] } }), buildDraft()],
      }));
      expect(after).toMatchObject({ status: 'pending', tags: ['a'], waitingSince: null, channels: ['email', 'sms'], seq: 2 });
      expect(await tickets.get(ticket.id)).toEqual(after);
      expect(events.map((event) => event.seq)).toEqual([1, 2]);
      expect((await tickets.events(ticket.id, { limit: 10 })).items).toEqual(events);
    });

    test('nothing to do is nothing done', async () => {
      const ticket = await open();
      expect(await tickets.mutate(ticket.id, () => null)).toEqual({ ticket: { ...ticket, customerName: 'Ann Example' }, events: [] });
      await expect(tickets.mutate('none', () => null)).rejects.toMatchObject({ code: 'not_found' });
      await expect(tickets.mutate(ticket.id, () => Promise.reject(new Error('decided not to')))).rejects.toThrow('decided not to');
      expect((await tickets.get(ticket.id))?.seq).toBe(0);
    });

    test('a message and what it changes are one; it comes in once, whoever else brings it', async () => {
      const { id, customerId } = await open();
      const message = buildMessage({ ticketId: id, customerId });
      const event = { ...buildDraft(), id: message.id };
      const receive = (one = message, keys = {}): ReturnType<TicketStore['receive']> =>
        tickets.receive(id, one, keys, async (_, has) =>
          (await has(one.id)) ? null : { set: { preview: one.id }, events: [{ ...event, id: one.id }] },
        );
      const both = await Promise.all([receive(), receive()]);
      expect(both.filter((one) => one !== null)).toMatchObject([{ ticket: { seq: 1, preview: message.id }, events: [{ id: message.id }] }]);
      expect(await receive()).toBeNull();
      expect(await store.messages.get(message.id)).toEqual(message);

      const piece = buildMessage({ ticketId: id, customerId });
      expect(await receive(piece, { amendKey: 'call 1' })).not.toBeNull();
      const rival = buildMessage({ ticketId: id, customerId });
      expect(await receive(rival, { amendKey: 'call 1' })).toBeNull();
      expect(await store.messages.get(rival.id)).toBeNull();
      expect(await tickets.get(id)).toMatchObject({ seq: 2, preview: piece.id });
      expect((await tickets.events(id, { limit: 5 })).items).toHaveLength(2);
      await expect(tickets.receive('none', rival, {}, () => null)).rejects.toMatchObject({ code: 'not_found' });
    });

    test('messages that come in beside other changes lose none of either', async () => {
      const { id, customerId } = await open();
      const others = await place.open();
      try {
        const messages = Array.from({ length: 12 }, () => buildMessage({ ticketId: id, customerId }));
        await Promise.all([
          ...messages.map((message, i) =>
            [store, others.store][i % 2]?.tickets.receive(id, message, {}, ({ tags }) => ({
              set: { tags: [...tags, `m${i}`] },
              events: [{ ...buildDraft(), id: message.id }],
            })),
          ),
          ...messages.map((_, i) =>
            [others.store, store][i % 2]?.tickets.mutate(id, ({ tags }) => ({ set: { tags: [...tags, `c${i}`] }, events: [buildDraft()] })),
          ),
        ]);
        const after = await tickets.get(id);
        expect(after?.tags.toSorted()).toEqual(messages.flatMap((_, i) => [`m${i}`, `c${i}`]).toSorted());
        expect(after?.seq).toBe(24);
        expect(await store.messages.many(messages.map((one) => one.id))).toHaveLength(12);
        expect((await tickets.events(id, { limit: 50 })).items.map(({ seq }) => seq)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
      } finally {
        await others.store.close();
      }
    });

    test('a change knows whether it was made before', async () => {
      const ticket = await open();
      const draft = buildDraft();
      const once = (): Promise<unknown> =>
        tickets.mutate(ticket.id, async (_, has) => ((await has(draft.id)) ? null : { set: { preview: 'x' }, events: [draft] }));
      await once();
      await once();
      await tickets.mutate(ticket.id, () => ({ set: {}, events: [buildDraft()] }));
      await once();
      expect((await tickets.get(ticket.id))?.seq).toBe(2);
    });

    test('fifty at once: none is lost, and the numbers of the events have no gap', async () => {
      const ticket = await open({ tags: [] });
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          tickets.mutate(ticket.id, (now) => ({ set: { tags: [...now.tags, `t${i}`] }, events: [buildDraft({ data: { i } })] })),
        ),
      );
      const after = await tickets.get(ticket.id);
      expect(after?.tags.toSorted()).toEqual(Array.from({ length: 50 }, (_, i) => `t${i}`).toSorted());
      expect(after?.seq).toBe(50);
      const events = await allPages(7, (query) => tickets.events(ticket.id, query));
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
      // The order of the events is the order of the changes.
      expect(events.map((event) => `t${String(event.data['i'])}`)).toEqual(after?.tags);
      expect(results.flatMap(({ events: own }) => own.map((event) => event.seq)).toSorted((a, b) => a - b)).toEqual(
        events.map((event) => event.seq),
      );
    });

    test('whether he waits, and for how long, moves a ticket in the order of waiting', async () => {
      const [long, short, none] = [
        await open({ waitingSince: minute(1) }),
        await open({ waitingSince: minute(2) }),
        await open({ waitingSince: null }),
      ];
      const order = async (): Promise<string[]> => ids((await tickets.list({ limit: 9, sort: 'waiting' })).items);
      expect(await order()).toEqual([long.id, short.id, none.id]);
      await tickets.mutate(long.id, () => ({ set: { waitingSince: null, lastMessageAt: minute(9) }, events: [] }));
      expect(await order()).toEqual([short.id, long.id, none.id]);
      await tickets.mutate(none.id, () => ({ set: { waitingSince: minute(0) }, events: [] }));
      expect(await order()).toEqual([none.id, short.id, long.id]);
      await tickets.mutate(none.id, () => ({ set: { status: 'solved' }, events: [] }));
      expect(await order()).toEqual([short.id, long.id]);
    });

    test('each order has its head and its tail, page by page, and a change moves a ticket in all of them', async () => {
      const urgent = await open({
        priority: 'urgent',
        waitingSince: null,
        firstReplyDueAt: null,
        lastInboundAt: null,
        lastMessageAt: minute(1),
      });
      const due = await open({
        priority: 'low',
        waitingSince: minute(3),
        firstReplyDueAt: minute(20),
        firstRepliedAt: null,
        lastInboundAt: minute(3),
        lastMessageAt: minute(3),
      });
      const answered = await open({
        priority: 'normal',
        waitingSince: minute(2),
        firstReplyDueAt: minute(10),
        firstRepliedAt: minute(5),
        lastInboundAt: minute(6),
        lastMessageAt: minute(6),
      });
      const solved = await open({
        status: 'solved',
        priority: 'urgent',
        lastMessageAt: minute(9),
        lastInboundAt: minute(9),
        waitingSince: null,
      });
      const order = async (sort: TicketsFilter['sort']): Promise<string[]> =>
        ids(await allPages(1, (query) => tickets.list({ ...query, sort })));
      expect(await order('oldest')).toEqual([urgent.id, due.id, answered.id, solved.id]);
      expect(await order('newest')).toEqual([solved.id, answered.id, due.id, urgent.id]);
      expect(await order('due')).toEqual([due.id, answered.id, urgent.id]);
      expect(await order('priority')).toEqual([urgent.id, answered.id, due.id]);
      expect(await order('heard')).toEqual([answered.id, due.id, urgent.id]);
      await tickets.mutate(due.id, () => ({
        set: { priority: 'urgent', firstRepliedAt: minute(8), lastInboundAt: minute(12), lastMessageAt: minute(12) },
        events: [],
      }));
      expect(await order('due')).toEqual([due.id, answered.id, urgent.id]);
      expect(await order('priority')).toEqual([due.id, urgent.id, answered.id]);
      expect(await order('heard')).toEqual([due.id, answered.id, urgent.id]);
    });

    test('a merged ticket is no longer live, and leads to the other', async () => {
      const [first, second, third] = [await open(), await open(), await open()];
      await tickets.mutate(first.id, () => ({ set: { mergedIntoId: second.id }, events: [] }));
      await tickets.mutate(second.id, () => ({ set: { mergedIntoId: third.id }, events: [] }));
      expect((await tickets.resolve(first.id))?.id).toBe(third.id);
      expect((await tickets.resolve(third.id))?.id).toBe(third.id);
      expect(await tickets.resolve('none')).toBeNull();
      expect(ids((await tickets.list({ live: true, limit: 5, sort: 'newest' })).items)).toEqual([third.id]);
      await tickets.mutate(third.id, () => ({ set: { mergedIntoId: first.id }, events: [] }));
      // A circle is a fault elsewhere; it must not hang us.
      expect(await tickets.resolve(first.id)).not.toBeNull();
    });
  });

  describe('events', () => {
    test('pages go through the events of tickets and customers once, over ties', async () => {
      const customerId = newId();
      const made: { id: string; at: Date }[] = [];
      for (let t = 1; t <= 2; t++) {
        const ticket = await open({ customerId, opened: { customerId, ordinal: t, intakeId: null, at: T0 } });
        for (let i = 0; i < 11; i++) {
          const { events } = await tickets.mutate(ticket.id, () => ({ set: {}, events: [buildDraft({ at: minute(i % 2) })] }));
          made.push(...events);
        }
        const own = made.slice(-11);
        for (const limit of [1, 4, 11, 50])
          expect(ids(await allPages(limit, (query) => tickets.events(ticket.id, query)))).toEqual(ids(own));
      }
      const newestFirst = made.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
      for (const limit of [1, 5, 22])
        expect(ids(await allPages(limit, (query) => tickets.eventsOfCustomer(customerId, query)))).toEqual(ids(newestFirst));
    });

    test('an event is undone once, and may be taken back', async () => {
      const ticket = await open();
      const { events } = await tickets.mutate(ticket.id, () => ({ set: {}, events: [buildDraft()] }));
      const id = events[0]?.id ?? '';
      const marked = await Promise.all([1, 2, 3, 4].map((i) => tickets.markUndone(id, `by ${i}`)));
      expect(marked.filter(Boolean)).toHaveLength(1);
      expect((await tickets.event(id))?.undoneBy).toBe(`by ${marked.indexOf(true) + 1}`);
      await tickets.unmarkUndone(id);
      expect(await tickets.markUndone(id, 'again')).toBe(true);
      expect(await tickets.markUndone('none', 'x')).toBe(false);
    });

    test('what a dead process left riding is shown, flushed and never lost', async () => {
      const ticket = buildTicket({ updatedAt: minute(0) });
      await tickets.open(ticket, 'Ann', [buildDraft()]);
      const { events } = await tickets.mutate(ticket.id, () => ({ set: { updatedAt: minute(5) }, events: [buildDraft(), buildDraft()] }));
      // As after a kill between the change and its events: they ride in the ticket and stand nowhere else.
      const gone = await place.raw((db) => db.collection('events').deleteMany({ _id: { $in: ids(events) } }));
      expect(gone.deletedCount).toBe(2);
      // Another process, that does not know these events.
      const next = (await place.open()).store.tickets;
      expect((await next.events(ticket.id, { limit: 10 })).items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(ids(await allPages(1, (query) => next.events(ticket.id, query))).slice(1)).toEqual(ids(events));
      expect(await next.event(events[0]?.id ?? '')).toBeNull();
      expect(
        await next.mutate(ticket.id, async (_, has) => ((await has(events[0]?.id ?? '')) ? null : { set: {}, events: [] })),
      ).toMatchObject({ events: [] });
      // It died long ago; the rest of the fleet went on for an hour and a half.
      await tickets.open(buildTicket({ updatedAt: minute(95) }), 'Ben', []);
      expect(await next.flushEvents(89 * 60_000)).toBe(0);
      expect(await next.flushEvents(90 * 60_000)).toBe(2);
      expect(await next.flushEvents(90 * 60_000)).toBe(0);
      expect(await next.event(events[1]?.id ?? '')).toEqual(events[1]);
    });

    test('the next change moves what rode before it', async () => {
      const ticket = await open();
      const { events } = await tickets.mutate(ticket.id, () => ({ set: {}, events: [buildDraft(), buildDraft()] }));
      await place.raw((db) => db.collection('events').deleteMany({}));
      const next = (await place.open()).store.tickets;
      const { events: later } = await next.mutate(ticket.id, () => ({ set: {}, events: [buildDraft()] }));
      expect((await next.events(ticket.id, { limit: 10 })).items).toEqual([...events, ...later]);
      expect(await place.raw((db) => db.collection('events').countDocuments({}))).toBe(3);
    });
  });

  describe('lists', () => {
    /** A hundred tickets that differ in everything a list filters by; moments tie on purpose. */
    async function mixed(): Promise<ListedTicket[]> {
      const random = randomNumbers(7);
      const made: ListedTicket[] = [];
      for (let i = 0; i < 100; i++) {
        const status = TICKET_STATUSES[random(5)] ?? 'open';
        const lastChannel = CHANNELS[random(6)] ?? 'email';
        const customerId = `customer ${i}`;
        const ticket = buildTicket({
          status,
          lastChannel,
          channels: [lastChannel],
          customerId: `customer ${random(5)}`,
          opened: { customerId, ordinal: 1, intakeId: null, at: T0 },
          assigneeId: random(3) ? `agent ${random(3)}` : null,
          waitingSince: random(3) ? minute(random(8)) : null,
          firstReplyDueAt: random(4) ? minute(random(40)) : null,
          firstRepliedAt: random(3) ? null : minute(1),
          lastMessageAt: minute(random(10)),
          mergedIntoId: random(6) ? null : newId(),
        });
        await tickets.open(ticket, 'Ann', []);
        made.push({ ...ticket, customerName: 'Ann' });
      }
      return made;
    }

    test('every filter gives what a look at all tickets gives, on every page size', async () => {
      const made = await mixed();
      const newest = made.toSorted((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime() || (a.id < b.id ? 1 : -1));
      // Who waits comes first, longest first; then the others, newest first.
      const never = Number.MAX_SAFE_INTEGER;
      const waiting = made
        .filter(isLive)
        .toSorted(
          (a, b) =>
            (a.waitingSince?.getTime() ?? never) - (b.waitingSince?.getTime() ?? never) ||
            (a.waitingSince ? 0 : b.lastMessageAt.getTime() - a.lastMessageAt.getTime()) ||
            (a.id < b.id ? -1 : 1),
        );
      const cases: [Partial<TicketsFilter>, (ticket: Ticket) => boolean][] = [
        [{}, () => true],
        [{ live: true }, isLive],
        [{ statuses: ['open'] }, (ticket) => ticket.status === 'open'],
        [{ statuses: ['open', 'solved'] }, (ticket) => ['open', 'solved'].includes(ticket.status)],
        [{ statuses: [] }, () => true],
        [{ customerId: 'customer 3' }, (ticket) => ticket.customerId === 'customer 3'],
        [{ customerId: 'customer 3', live: true }, (ticket) => ticket.customerId === 'customer 3' && isLive(ticket)],
        [{ assigneeId: null }, (ticket) => ticket.assigneeId === null],
        [{ assigneeId: 'agent 1' }, (ticket) => ticket.assigneeId === 'agent 1'],
        [{ assigneeId: 'agent 1', live: true }, (ticket) => ticket.assigneeId === 'agent 1' && isLive(ticket)],
        [{ assigneeId: 'agent 1', statuses: ['solved'] }, (ticket) => ticket.assigneeId === 'agent 1' && ticket.status === 'solved'],
        [{ channel: 'sms' }, (ticket) => ticket.channels.includes('sms')],
      ];
      for (const [filter, wanted] of cases) {
        for (const limit of [3, 10, 200]) {
          const found = await allPages(limit, (query) => tickets.list({ ...query, ...filter, sort: 'newest' }));
          expect({ filter, limit, found: ids(found) }).toEqual({ filter, limit, found: ids(newest.filter(wanted)) });
        }
        const found = await allPages(4, (query) => tickets.list({ ...query, ...filter, sort: 'waiting' }));
        expect({ filter, waiting: ids(found) }).toEqual({ filter, waiting: ids(waiting.filter(wanted)) });
      }
      expect(ids(await tickets.ofCustomer('customer 2', 3))).toEqual(
        ids(newest.filter((ticket) => ticket.customerId === 'customer 2')).slice(0, 3),
      );
    });

    test('the counts of the board are those of counting by hand', async () => {
      const made = await mixed();
      const [now, soon] = [minute(10), minute(25)];
      const agents = ['agent 0', 'agent 1', 'agent 2', 'agent 9'];
      const live = made.filter(isLive);
      const waiting = live
        .filter((ticket) => ticket.waitingSince)
        .toSorted((a, b) => Number(a.waitingSince) - Number(b.waitingSince) || (a.id < b.id ? -1 : 1));
      const unanswered = live.filter((ticket) => !ticket.firstRepliedAt && ticket.firstReplyDueAt);
      const due = (ticket: Ticket): number => ticket.firstReplyDueAt?.getTime() ?? 0;
      const status = (wanted: string): number => made.filter((ticket) => ticket.status === wanted).length;
      expect(await tickets.countLiveOf('agent 1')).toBe(live.filter((ticket) => ticket.assigneeId === 'agent 1').length);
      const counts = await tickets.counts(now, soon, agents);
      expect(counts).toEqual({
        statuses: { open: status('open'), pending: status('pending'), hold: status('hold') },
        unassigned: live.filter((ticket) => !ticket.assigneeId).length,
        waiting: waiting.length,
        breached: unanswered.filter((ticket) => due(ticket) < now.getTime()).length,
        dueSoon: unanswered.filter((ticket) => due(ticket) >= now.getTime() && due(ticket) < soon.getTime()).length,
        oldest: waiting.slice(0, 10),
        perChannel: CHANNELS.map((channel) => {
          const there = waiting.filter((ticket) => ticket.lastChannel === channel);
          return { channel, waiting: there.length, oldestWaitSince: there[0]?.waitingSince ?? null };
        }).filter((entry) => entry.waiting > 0),
        openByAgent: new Map(agents.map((id) => [id, live.filter((ticket) => ticket.assigneeId === id).length])),
      });
      expect([counts.breached, counts.dueSoon, counts.unassigned].every((n) => n > 0)).toBe(true);
      const views = {
        live: live.length,
        mine: live.filter((ticket) => ticket.assigneeId === 'agent 1').length,
        unassigned: counts.unassigned,
        waiting: waiting.length,
        pending: status('pending'),
        breaching: counts.breached + counts.dueSoon,
        snoozed: 0,
      };
      expect(await tickets.viewCounts('agent 1', new Date(soon.getTime() - 1))).toEqual(views);

      // What is put aside is in neither list, whoever has it.
      const aside = ['agent 1', 'agent 2', null].map((assigneeId) => live.find((ticket) => ticket.assigneeId === assigneeId)!);
      const put = async (snooze: Ticket['snooze']): Promise<void> =>
        void (await Promise.all(aside.map(({ id }) => tickets.mutate(id, () => ({ set: { snooze }, events: [] })))));
      await put({ until: null, at: now, byId: 'agent 1' });
      expect(await tickets.viewCounts('agent 1', new Date(soon.getTime() - 1))).toEqual({
        ...views,
        mine: views.mine - 1,
        unassigned: views.unassigned - 1,
        snoozed: 3,
      });
      await put(null);
    });

    test('an empty store counts to nothing', async () => {
      expect(await tickets.counts(T0, T0, [])).toMatchObject({
        waiting: 0,
        unassigned: 0,
        oldest: [],
        perChannel: [],
        statuses: { open: 0 },
      });
      expect(await tickets.list({ limit: 5, sort: 'newest' })).toEqual({ items: [], nextCursor: null });
    });
  });

  describe('moves', () => {
    const moving = (at: Date): Move => ({
      kind: 'absorb',
      fromId: 'a',
      toId: 'b',
      messageIds: ['m'],
      status: 'open',
      eventId: 'e',
      waitingSince: null,
      undoes: null,
      decision: { messageId: 'm', undone: true },
      at,
    });

    test('a move that began and did not end is found until it ends', async () => {
      const [begun, fresh] = [await open(), await open()];
      await open();
      await tickets.mutate(begun.id, () => ({ set: { moving: moving(minute(1)) }, events: [] }));
      await tickets.mutate(fresh.id, () => ({ set: { moving: moving(minute(5)) }, events: [] }));
      expect((await tickets.get(begun.id))?.moving).toEqual(moving(minute(1)));
      expect(await tickets.unfinishedMoves(minute(2))).toEqual([begun.id]);
      expect((await tickets.unfinishedMoves(minute(5))).toSorted()).toEqual([begun.id, fresh.id].toSorted());
      await tickets.mutate(begun.id, () => ({ set: { moving: null }, events: [] }));
      expect(await tickets.unfinishedMoves(minute(2))).toEqual([]);
    });
  });

  test('the store can be asked whether it would take a write', async () => {
    await store.ping();
    await store.ping();
  });
});

/** The same numbers below `n` on every run. */
function randomNumbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % n;
  };
}

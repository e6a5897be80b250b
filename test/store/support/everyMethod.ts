import type { Store } from '../../../src/ports/store.js';
import { CHANNELS, TICKET_SORTS, TICKET_STATUSES } from '../../../src/contract/common.js';
import { newId } from '../../../src/lib/ids.js';
import type { Message } from '../../../src/tickets/message.js';
import type { Ticket } from '../../../src/tickets/ticket.js';
import { workspaceMethods, fillWorkspace } from './workspace.js';
import {
  buildAgent,
  buildCustomer,
  buildDraft,
  buildFollowup,
  buildIdentity,
  buildInbound,
  buildMailAccount,
  buildMessage,
  buildOutgoing,
  buildRecord,
  buildRule,
  buildSuggestion,
  buildTicket,
  buildVisitor,
  minute,
  T0,
} from './build.js';

/** What `fill` made, as far as the calls below need it. */
export interface Filled {
  tickets: Ticket[];
  messages: Message[];
  intake: string[];
  customers: string[];
}

/**
 * Fills every collection with `n` records as they are after a good while: most tickets are solved, most mails are done,
 * most messages are sent.
 */
export async function fill(store: Store, n: number): Promise<Filled> {
  const range = Array.from({ length: n }, (_, i) => i);
  const rare = (i: number): boolean => i % 20 === 0;
  const customers = range.map(() => buildCustomer());
  const customerOf = (i: number): string => customers[i % n]?.id ?? '';
  const tickets = range.map((i) =>
    buildTicket({
      customerId: customerOf(i),
      opened: { customerId: customerOf(i), ordinal: 1, intakeId: null, at: T0 },
      status: rare(i) ? (TICKET_STATUSES[(i / 20) % 3] ?? 'open') : 'solved',
      assigneeId: rare(i) ? null : `agent ${i % 50}`,
      lastChannel: CHANNELS[i % 6] ?? 'email',
      lastMessageAt: minute(i),
      updatedAt: minute(i),
      waitingSince: rare(i) ? minute(i) : null,
      firstRepliedAt: rare(i) ? null : minute(i),
    }),
  );
  const messages = range.map((i) =>
    (i % 2 ? buildMessage : buildOutgoing)({
      ticketId: tickets[Math.floor(i / 4)]?.id ?? '',
      customerId: customerOf(Math.floor(i / 4)),
      externalId: `mail ${i}`,
      createdAt: minute(i),
    }),
  );
  const intake: string[] = [];
  await inBatches(range, async (i) => {
    await store.customers.ensure(customers[i] ?? buildCustomer(), []);
    await store.customers.addIdentity(buildIdentity({ customerId: customerOf(i), value: `c${i}@example.org` }));
    await store.customerRecords.put(buildRecord({ customerId: customerOf(i), externalId: `order ${i}`, at: minute(i) }));
    await store.linkSuggestions.sight(customerOf(i), [`phone +1555${i}`], T0);
    await store.linkSuggestions.add([buildSuggestion({ customerId: customerOf(i), state: rare(i) ? 'open' : 'dismissed' })]);
    await store.tickets.open(tickets[i] ?? buildTicket(), 'Ann Example', [buildDraft(), buildDraft()]);
    const message = messages[i] ?? buildMessage();
    await store.messages.insert(message, { amendKey: `call ${i}`, clientKey: `client ${i}`, chatKey: `visitor ${i % 40}` });
    if (message.delivery && !rare(i)) {
      await store.messages.claim(message.id, minute(1));
      await store.messages.recordDelivery(message.id, 1, { state: 'accepted', providerId: `SM${i}` });
    }
    const { intakeId } = await store.intake.accept(buildInbound({ externalKey: `key ${i}` }), newId(), T0);
    intake.push(intakeId);
    if (!rare(i)) await store.intake.finish(intakeId, { state: 'done' }, T0);
    await store.people.addAgent(buildAgent({ email: `a${i}@desk.test` }));
    await store.people.addSession({ id: `session ${i}`, agentId: 'a', createdAt: T0, expiresAt: minute(i) });
    await store.people.addVisitor(buildVisitor({ tokenHash: `token ${i}`, customerId: customerOf(i) }));
    const followup = buildFollowup({ ticketId: tickets[i]?.id ?? '', customerId: customerOf(i) });
    await store.followups.plan(followup);
    if (!rare(i)) await store.followups.end(followup.id, { state: 'sent', reason: 'sent' }, T0);
    if (i < 20) await store.followups.addRule(buildRule());
    await fillWorkspace(store, i);
  });
  return { tickets, messages, intake, customers: customers.map(({ id }) => id) };
}

async function inBatches(range: number[], work: (i: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < range.length; from += 50) await Promise.all(range.slice(from, from + 50).map(work));
}

type Calls = {
  [Part in Exclude<keyof Store, 'writesTogether'>]: Store[Part] extends (...args: never[]) => unknown
    ? () => Promise<unknown>
    : Record<keyof Store[Part], () => Promise<unknown>>;
};

/** Each method of the store, called as the actions call it. The type keeps this list complete. */
export function everyMethod(store: Store, { tickets, messages, intake, customers }: Filled): Calls {
  const ticket = tickets[7] ?? buildTicket();
  const message = messages[6] ?? buildMessage();
  const customerId = customers[7] ?? '';
  const late = minute(100_000);
  const {
    intake: i,
    tickets: t,
    messages: m,
    customers: c,
    customerChanges: x,
    corrections: k,
    people: p,
    followups: f,
    mailAccounts: a,
  } = store;
  const both = async <T extends { nextCursor: string | null }>(
    list: (query: { limit: number; cursor?: string }) => Promise<T>,
  ): Promise<void> => {
    const { nextCursor } = await list({ limit: 2 });
    if (nextCursor) await list({ limit: 2, cursor: nextCursor });
  };
  return {
    intake: {
      accept: () => i.accept(buildInbound({ externalKey: 'key 3' }), newId(), T0),
      load: () => i.load(intake[1] ?? ''),
      find: () => i.find(intake[1] ?? ''),
      finish: () => i.finish(intake[1] ?? '', { state: 'done' }, T0),
      postpone: () => i.postpone(intake[0] ?? '', { message: 'x', nextAt: late }),
      suspect: () => i.suspect(intake[1] ?? ''),
      releaseAll: () => i.releaseAll('parse_failed', T0),
      quarantine: () => i.quarantine(),
      release: () => i.release(intake[1] ?? '', T0),
      list: async () => {
        await both((query) => i.list(query));
        for (const state of ['pending', 'done', 'ignored'] as const) await both((query) => i.list({ ...query, state }));
      },
      overdue: () => i.overdue(late, 20),
      pendingAmong: () => i.pendingAmong(intake.slice(0, 20)),
      count: () => i.count('pending'),
      oldestPending: () => i.oldestPending(),
    },
    tickets: {
      open: () => t.open(ticket, 'x', []),
      nextNumber: () => t.nextNumber(),
      get: () => t.get(ticket.id),
      many: () => t.many([ticket.id, 'none']),
      resolve: () => t.resolve(ticket.id),
      ofCustomer: () => t.ofCustomer(customerId, 10),
      lastOrdinal: () => t.lastOrdinal(customerId),
      list: async () => {
        for (const sort of TICKET_SORTS) {
          await both((query) => t.list({ ...query, sort }));
          await both((query) => t.list({ ...query, sort, live: true }));
          await both((query) => t.list({ ...query, sort, customerId }));
          await both((query) => t.list({ ...query, sort, assigneeId: null, live: true }));
          await both((query) => t.list({ ...query, sort, assigneeId: 'agent 7', live: true }));
        }
        await both((query) => t.list({ ...query, sort: 'newest', statuses: ['solved'] }));
        await both((query) => t.list({ ...query, sort: 'newest', statuses: ['open', 'pending'] }));
      },
      mutate: () => t.mutate(ticket.id, () => ({ set: {}, events: [buildDraft()] })),
      receive: () => t.receive(ticket.id, buildMessage({ ticketId: ticket.id }), {}, () => ({ set: {}, events: [buildDraft()] })),
      unfinishedMoves: () => t.unfinishedMoves(late),
      flushEvents: () => t.flushEvents(10 * 60_000),
      events: () => both((query) => t.events(ticket.id, query)),
      lastEvents: () => Promise.all([t.lastEvents(ticket.id, { limit: 20 }), t.lastEvents(ticket.id, { limit: 20, beforeSeq: 2 })]),
      changedSince: () => t.changedSince(minute(tickets.length - 10), 20),
      eventsOfCustomer: () => both((query) => t.eventsOfCustomer(customerId, query)),
      event: () => t.event('none'),
      markUndone: () => t.markUndone('none', 'x'),
      unmarkUndone: () => t.unmarkUndone('none'),
      counts: () => t.counts(minute(5), minute(10), ['agent 1', 'agent 2']),
      viewCounts: () => t.viewCounts('agent 1', minute(5)),
      countLiveOf: () => t.countLiveOf('agent 1'),
      countAsked: () =>
        t.countAsked(
          {
            node: {
              all: [
                { field: 'assignee', in: ['me'] },
                { field: 'waiting', is: true },
              ],
            },
            context: { agentId: 'agent 1', teamIds: [], now: minute(5) },
          },
          100,
        ),
      snoozeDue: () => t.snoozeDue(late, 20),
    },
    messages: {
      insert: () => m.insert(message),
      get: () => m.get(message.id),
      many: () => m.many([message.id, 'none']),
      chatOf: () => m.chatOf('visitor 3', 20),
      byExternalIds: () => m.byExternalIds('email', ['mail 3', 'mail 4']),
      ticketsAnswering: () => m.ticketsAnswering([message.ticketId], ['mail 3']),
      byAmendKey: () => m.byAmendKey('call 3'),
      byClientKey: () => m.byClientKey('client 3'),
      byProviderId: () => m.byProviderId('SM4'),
      amend: () => m.amend(message.id, 0, { text: 'x' }, T0),
      lastOfTicket: () => both((query) => m.lastOfTicket(message.ticketId, query)),
      ofTicket: () => both((query) => m.ofTicket(message.ticketId, query)),
      ofCustomer: () => both((query) => m.ofCustomer(message.customerId, query)),
      wroteAt: () => m.wroteAt(message.customerId, 20),
      mailIdsOf: () => m.mailIdsOf(message.ticketId, 20),
      lastOf: () => m.lastOf(message.ticketId, 'in'),
      lastReply: () => m.lastReply(message.ticketId, 'sms'),
      textsTo: () => m.textsTo('twilio:+12025550100', '+12025550177', 5),
      lastChatter: () => m.lastChatter(message.ticketId),
      idsOf: () => m.idsOf(message.ticketId),
      move: () => m.move([message.id], message.ticketId),
      moveAll: () => m.moveAll('none', message.ticketId),
      expose: () => m.expose([message.id]),
      setDecision: () => m.setDecision(message.id, null),
      setAttachment: () => m.setAttachment(message.id, 'none', { state: 'failed' }),
      claim: () => m.claim(message.id, T0),
      cancel: () => m.cancel(message.id, T0),
      requeue: () => m.requeue(message.id, T0),
      recordDelivery: () => m.recordDelivery(message.id, 1, { state: 'accepted' }),
      reportDelivery: () => m.reportDelivery(message.id, 'delivered', null, T0),
      outbox: async () => {
        await both((query) => m.outbox(query));
        await both((query) => m.outbox({ ...query, state: 'queued' }));
        await both((query) => m.outbox({ ...query, state: 'accepted' }));
        await both((query) => m.outbox({ ...query, ticketId: message.ticketId }));
      },
      unsent: () => m.unsent(late, 20),
      stuck: () => m.stuck(late, 20),
      pendingMedia: () => m.pendingMedia(late, 20),
      countPlaced: () => m.countPlaced('references', T0),
      countDelivery: () => m.countDelivery(),
    },
    mailAccounts: {
      list: () => a.list(),
      get: () => a.get('none'),
      add: () => a.add(buildMailAccount()),
      change: () => a.change('none', { enabled: false }, T0),
      keepSecret: () => a.keepSecret('none', 'sealed'),
      remove: () => a.remove('none'),
      hold: () => a.hold('none', 'me', T0, late),
      release: () => a.release('none', 'me'),
      note: () => a.note('none', 'me', { lastUid: 3 }, 3),
    },
    customers: {
      get: () => c.get(customerId),
      many: () => c.many([customerId, 'none']),
      list: async () => {
        await both((query) => c.list(query));
        await both((query) => c.list({ ...query, q: 'c17@exam' }));
      },
      namesakes: () => c.namesakes('Ann Example', 20),
      identities: () => c.identities([customerId, customers[8] ?? '']),
      holders: () => c.holders([{ kind: 'email', value: 'c3@example.org' }]),
      begin: () => c.begin(buildCustomer({ id: customerId }), []),
      ensure: () => c.ensure(buildCustomer({ id: customerId }), []),
      addIdentity: () => c.addIdentity(buildIdentity({ value: 'c3@example.org' })),
      removeIdentity: () => c.removeIdentity('none', customerId),
      remove: () => c.remove('none'),
      verifyIdentity: () => c.verifyIdentity('none'),
      addClaim: () => c.addClaim(customerId, { kind: 'email', value: 'a@x', at: T0 }),
      setOptOut: () => c.setOptOut({ kind: 'email', value: 'c3@example.org' }, T0),
      setBounced: () => c.setBounced({ kind: 'email', value: 'c3@example.org' }, null, T0),
      refreshWords: () => c.refreshWords(customerId),
      edit: () =>
        c.edit(customerId, () => ({
          id: newId(),
          actor: { kind: 'system', id: null, name: null },
          at: T0,
          set: { name: 'Ann Other' },
          change: { name: { from: 'x', to: 'Ann Other' } },
        })),
      settle: () => c.settle(customerId),
      mergedInto: () => c.mergedInto(customerId),
    },
    customerRecords: {
      put: async () => {
        await store.customerRecords.put(buildRecord({ customerId, externalId: 'order 1' }));
        await store.customerRecords.put(buildRecord({ customerId, externalId: 'order 1' }));
      },
      of: async () => {
        await both((query) => store.customerRecords.of([customerId], query));
        await both((query) => store.customerRecords.of([customerId, 'none'], { ...query, kind: 'order' }));
      },
      same: () => store.customerRecords.same([{ kind: 'order', externalId: 'order 1' }], 20),
      get: () => store.customerRecords.get('none'),
      remove: () => store.customerRecords.remove('none'),
    },
    linkSuggestions: {
      sight: () => store.linkSuggestions.sight(customerId, ['phone +1', 'email a@x'], T0),
      signers: () => store.linkSuggestions.signers(['phone +1', 'email a@x']),
      add: async () => {
        const suggestion = buildSuggestion({ customerId });
        await store.linkSuggestions.add([suggestion, suggestion]);
      },
      open: () => store.linkSuggestions.open([customerId, 'none'], 20),
      get: () => store.linkSuggestions.get('none'),
      decide: () => store.linkSuggestions.decide('none', 'open', { state: 'dismissed', changeId: null, actor: null, decidedAt: T0 }),
    },
    corrections: {
      add: () =>
        k.add([
          {
            id: newId(),
            messageId: message.id,
            customerId,
            rule: 'reference',
            evidence: [],
            confidence: 1,
            chosen: ticket.id,
            correctedTo: ticket.id,
            how: 'split',
            eventId: 'e',
            withdrawn: false,
            actor: { kind: 'agent', id: null, name: null },
            at: T0,
          },
        ]),
      ofEvent: () => k.ofEvent('e'),
      list: () => both((query) => k.list(query)),
      counts: () => k.counts(T0),
    },
    customerChanges: {
      add: () =>
        x.add({
          id: newId(),
          kind: 'merge',
          fromId: customerId,
          toId: customerId,
          identityIds: [],
          ticketIds: [],
          messageIds: [],
          visitorIds: [],
          followupIds: [],
          tags: [],
          claims: [],
          adds: null,
          removes: null,
          move: null,
          ends: false,
          revives: false,
          undoes: null,
          undoneBy: null,
          actor: { kind: 'system', id: null, name: null },
          reason: null,
          state: 'done',
          at: T0,
        }),
      get: () => x.get('none'),
      ofCustomer: () => x.ofCustomer(customerId, 20),
      unfinished: () => x.unfinished(late),
      given: () => x.given('none', T0),
      lookedAfter: () => x.lookedAfter(),
      noteMore: () => x.noteMore('none', { identityIds: ['a'], ticketIds: ['b'], messageIds: [], visitorIds: [], followupIds: [] }),
      finish: () => x.finish('none'),
      markUndone: () => x.markUndone('none', 'x'),
      unmarkUndone: () => x.unmarkUndone('none'),
      carry: () =>
        x.carry(
          {
            fromId: customerId,
            toId: customerId,
            identityIds: ['none'],
            messageIds: [message.id],
            visitorIds: ['none'],
            followupIds: ['none'],
          },
          'x',
        ),
      messageIds: async () => {
        await x.messageIds(customerId);
        await x.messageIds(customerId, [ticket.id]);
      },
      ticketIds: async () => {
        await x.ticketIds(customerId);
        await x.ticketIds(customerId, ticket.lastMessageAt);
      },
      drop: () => x.drop('none'),
      visitorIds: () => x.visitorIds(customerId),
      followupIds: async () => {
        await x.followupIds(customerId);
        await x.followupIds(customerId, [ticket.id]);
      },
      setStanding: () =>
        x.setStanding(
          customerId,
          {
            addTags: ['a'],
            dropTags: ['b'],
            addClaims: [{ kind: 'email', value: 'a@x', at: T0 }],
            dropClaims: [{ kind: 'email', value: 'b@x', at: T0 }],
            mergedIntoId: null,
          },
          T0,
        ),
    },
    people: {
      agentByEmail: () => p.agentByEmail('a3@desk.test'),
      agent: () => p.agent('none'),
      agents: () => p.agents(),
      addAgent: () => p.addAgent(buildAgent({ email: 'a3@desk.test' })),
      changeEmail: () => p.changeEmail('none', 'a4@desk.test'),
      changeAgent: () => p.changeAgent('none', { name: 'x' }),
      removeSessionsOf: () => p.removeSessionsOf('nobody'),
      addSession: () => p.addSession({ id: newId(), agentId: 'a', createdAt: T0, expiresAt: late }),
      session: () => p.session('session 3'),
      removeSession: () => p.removeSession('none'),
      purgeSessions: () => p.purgeSessions(minute(3)),
      apiTokens: () => p.apiTokens(),
      addApiToken: () =>
        p.addApiToken({
          id: newId(),
          name: 'Shop',
          role: 'agent',
          tokenHash: newId(),
          createdBy: 'Ada',
          createdAt: T0,
          lastUsedAt: null,
          revokedAt: null,
        }),
      apiTokenByHash: () => p.apiTokenByHash('none'),
      noteApiToken: () => p.noteApiToken('none', T0),
      revokeApiToken: () => p.revokeApiToken('none', T0),
      addVisitor: () => p.addVisitor(buildVisitor()),
      visitorByToken: () => p.visitorByToken('token 3'),
      visitor: () => p.visitor('none'),
      visitorsOfCustomer: () => p.visitorsOfCustomer(customerId),
      changeVisitor: () => p.changeVisitor('none', { name: 'x' }),
      seeVisitors: () => p.seeVisitors(['none'], T0),
    },
    articles: {
      all: () => store.articles.all(),
      get: () => store.articles.get('none'),
      add: () =>
        store.articles.add({ id: newId(), title: 'Seal', body: 'Pull', language: 'en', public: true, createdAt: T0, updatedAt: T0 }),
      change: () => store.articles.change('none', { title: 'x' }),
      remove: () => store.articles.remove('none'),
    },
    widget: {
      settings: () => store.widget.settings(),
      change: () => store.widget.change({ color: '#0f6b5c', origins: ['https://shop.example'] }),
    },
    search: {
      index: () => store.search.index(),
      find: async () => {
        for (const sort of ['best', 'newest'] as const) {
          await both((query) => store.search.find({ ...query, sort, q: 'parcel' }));
          await both((query) =>
            store.search.find({
              ...query,
              sort,
              q: 'where is my par',
              statuses: ['open'],
              assigneeId: null,
              channel: 'email',
              from: T0,
              to: late,
            }),
          );
        }
      },
      ticketIds: () => store.search.ticketIds('parcel', 20),
    },
    followups: {
      rules: () => f.rules(),
      rule: () => f.rule('none'),
      addRule: () => f.addRule(buildRule()),
      changeRule: () => f.changeRule('none', { enabled: false }),
      plan: () => f.plan(buildFollowup()),
      get: () => f.get('none'),
      list: async () => {
        await both((query) => f.list(query));
        await both((query) => f.list({ ...query, state: 'planned' }));
        await both((query) => f.list({ ...query, state: 'sent' }));
        await both((query) => f.list({ ...query, ticketId: ticket.id }));
      },
      due: () => f.due(late, 20),
      postpone: () => f.postpone('none', late),
      plannedOf: () => f.plannedOf(ticket.id),
      plannedOfCustomer: () => f.plannedOfCustomer(customerId),
      end: () => f.end('none', { state: 'sent', reason: 'x' }, T0),
    },
    ...workspaceMethods(store),
    alone: () => store.alone('moves', async () => undefined),
    ping: () => store.ping(),
    close: async () => undefined,
  };
}

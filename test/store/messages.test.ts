/** Messages: inserted once, amended without loss, claimed by one, moved together. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DELIVERY_STATES } from '../../src/contract/tickets.js';
import { newId } from '../../src/lib/ids.js';
import type { MessageStore } from '../../src/ports/store.js';
import type { Attachment, Message } from '../../src/tickets/message.js';
import { buildMessage, buildOutgoing, minute, T0 } from './support/build.js';
import { allPages, newPlace, SERVER } from './support/testStore.js';

const ids = (found: Message[]): string[] => found.map((message) => message.id);
const attachment = (set: Partial<Attachment> = {}): Attachment => ({
  filename: 'photo.jpg',
  contentType: 'image/jpeg',
  size: 0,
  inline: false,
  contentId: null,
  state: 'pending',
  sha256: null,
  sourceUrl: 'https://api.twilio.test/1',
  ...set,
});

describe(`messages on ${SERVER}`, () => {
  const place = newPlace();
  let messages: MessageStore;
  beforeAll(async () => {
    messages = (await place.open()).store.messages;
  });
  afterAll(() => place.remove());
  beforeEach(() => place.raw((db) => db.collection('messages').deleteMany({})));

  const add = async (set: Partial<Message> = {}): Promise<Message> => {
    const message = buildMessage(set);
    expect(await messages.insert(message)).toBe(true);
    return message;
  };
  const addOut = async (set: Partial<Message> = {}): Promise<Message> => {
    const message = buildOutgoing(set);
    expect(await messages.insert(message)).toBe(true);
    return message;
  };

  describe('inserting', () => {
    test('a message comes back as it was', async () => {
      const message = await add({
        externalId: 'a@example.org',
        subject: 'Überraschung 🙂',
        html: '<p>Hello</p>',
        attachments: [attachment()],
        mail: { messageId: 'a@example.org', inReplyTo: ['b@x'], references: ['c@x', 'b@x'] },
        decision: { id: newId(), rule: 'references', evidence: [{ kind: 'message_id', value: 'b@x' }], confidence: 0.95, undone: false },
      });
      expect(await messages.get(message.id)).toEqual(message);
      expect(await messages.many([message.id, 'none'])).toEqual([message]);
      expect(await messages.get('none')).toBeNull();
    });

    test('the same id, amend key or client key is there already', async () => {
      const first = buildMessage();
      expect(await messages.insert(first, { amendKey: 'call 1', textRank: 2 })).toBe(true);
      expect(await messages.insert(first)).toBe(false);
      expect(await messages.insert(buildMessage(), { amendKey: 'call 1' })).toBe(false);
      const reply = buildMessage();
      expect(await messages.insert(reply, { clientKey: 'reply 1', chatKey: 'visitor' })).toBe(true);
      expect(await messages.insert(buildMessage(), { clientKey: 'reply 1', chatKey: 'visitor' })).toBe(false);
      expect(await messages.byAmendKey('call 1')).toEqual({ ...first, version: 0, textRank: 2 });
      expect(await messages.byClientKey('reply 1')).toEqual(reply);
      expect([await messages.byAmendKey('none'), await messages.byClientKey('none')]).toEqual([null, null]);
    });

    test("messages without these keys do not stand in each other's way", async () => {
      for (let i = 0; i < 5; i++) await add();
      expect(await messages.insert(buildMessage(), { chatKey: 'v' })).toBe(true);
      expect(await messages.insert(buildMessage(), { chatKey: 'v' })).toBe(true);
    });

    test('twenty at once with one client key are one message', async () => {
      const inserted = await Promise.all(Array.from({ length: 20 }, () => messages.insert(buildMessage(), { clientKey: 'once' })));
      expect(inserted.filter(Boolean)).toHaveLength(1);
    });

    test('found by what providers and mail clients know', async () => {
      const mail = await add({ externalId: 'a@x' });
      const again = await add({ externalId: 'a@x' });
      const elsewhere = await add({ externalId: 'a@x', channelAccount: 'mail:other@x' });
      await add({ externalId: 'a@x', channel: 'chat' });
      const sms = await addOut({ channel: 'sms' });
      await messages.claim(sms.id, T0);
      await messages.recordDelivery(sms.id, 1, { state: 'accepted', providerId: 'SM1' });
      expect(ids(await messages.byExternalIds('email', ['a@x', 'b@x'])).toSorted()).toEqual([mail.id, again.id, elsewhere.id].toSorted());
      expect(await messages.byExternalIds('email', [])).toEqual([]);
      expect((await messages.byProviderId('SM1'))?.id).toBe(sms.id);
      expect(await messages.byProviderId('SM2')).toBeNull();
    });
  });

  describe('amending', () => {
    test('each amendment raises the version, and a stale one is refused', async () => {
      const call = buildMessage({ text: 'Call' });
      await messages.insert(call, { amendKey: 'CA1', textRank: 1 });
      expect(await messages.amend(call.id, 0, { text: 'Call, 2 minutes', attachments: [attachment()], textRank: 2 }, minute(1))).toBe(true);
      expect(await messages.amend(call.id, 0, { text: 'stale' }, minute(2))).toBe(false);
      expect(await messages.byAmendKey('CA1')).toMatchObject({
        text: 'Call, 2 minutes',
        version: 1,
        textRank: 2,
        updatedAt: minute(1),
        attachments: [attachment()],
      });
    });

    test('of ten amendments of one version one holds', async () => {
      const call = await add();
      const held = await Promise.all(Array.from({ length: 10 }, (_, i) => messages.amend(call.id, 0, { text: `report ${i}` }, T0)));
      expect(held.filter(Boolean)).toHaveLength(1);
      expect((await messages.get(call.id))?.text).toBe(`report ${held.indexOf(true)}`);
    });

    test('an attachment is filled in where it stands, the others stay', async () => {
      const [first, second] = [attachment({ filename: '1', sourceUrl: 'u1' }), attachment({ filename: '2', sourceUrl: 'u2' })];
      const message = await add({ attachments: [first, second], updatedAt: minute(1) });
      expect(await messages.pendingMedia(minute(0), 10)).toEqual([]);
      expect(await messages.pendingMedia(minute(1), 10)).toEqual([message.id]);
      expect(await messages.setAttachment(message.id, 'u2', { state: 'stored', sha256: 'abc', size: 7 })).toBe(true);
      expect(await messages.setAttachment(message.id, 'u3', { state: 'stored' })).toBe(false);
      expect((await messages.get(message.id))?.attachments).toEqual([first, { ...second, state: 'stored', sha256: 'abc', size: 7 }]);
      await messages.setAttachment(message.id, 'u1', { state: 'failed' });
      expect(await messages.pendingMedia(minute(9), 10)).toEqual([]);
    });

    test('a decision is replaced whole', async () => {
      const message = await add();
      const decision = { id: null, rule: 'new', evidence: [], confidence: 1, undone: true };
      await messages.setDecision(message.id, decision);
      expect((await messages.get(message.id))?.decision).toEqual(decision);
      await messages.setDecision(message.id, null);
      expect((await messages.get(message.id))?.decision).toBeNull();
    });
  });

  describe('sending', () => {
    test('a queued message is claimed once, when its time has come', async () => {
      const message = await addOut({
        delivery: { state: 'queued', reason: null, attempts: 0, nextAt: minute(5), claim: 0, providerId: null, at: T0 },
      });
      expect(await messages.claim(message.id, minute(4))).toBeNull();
      const claims = await Promise.all(Array.from({ length: 10 }, () => messages.claim(message.id, minute(5))));
      expect(claims.filter((claim) => claim !== null).map((claim) => claim.delivery)).toEqual([
        { ...message.delivery, state: 'sending', claim: 1, attempts: 1, at: minute(5) },
      ]);
      expect(await messages.claim('none', minute(5))).toBeNull();
    });

    test('a late worker does not overwrite what a later claim found', async () => {
      const message = await addOut();
      await messages.claim(message.id, T0);
      expect(await messages.recordDelivery(message.id, 1, { state: 'queued', nextAt: minute(1), reason: 'try later' })).toBe(true);
      expect(await messages.recordDelivery(message.id, 1, { state: 'accepted' })).toBe(false);
      await messages.claim(message.id, minute(1));
      expect(await messages.recordDelivery(message.id, 1, { state: 'failed' })).toBe(false);
      expect(await messages.recordDelivery(message.id, 2, { state: 'accepted', providerId: 'SM1', nextAt: null, reason: null })).toBe(true);
      expect((await messages.get(message.id))?.delivery).toEqual({
        state: 'accepted',
        reason: null,
        attempts: 2,
        nextAt: null,
        claim: 2,
        providerId: 'SM1',
        at: minute(1),
      });
    });

    test('reports come in any order and never go back', async () => {
      const message = await addOut();
      await messages.claim(message.id, T0);
      expect(await messages.reportDelivery(message.id, 'delivered', null, minute(2))).toBe(true);
      expect(await messages.reportDelivery(message.id, 'accepted', null, minute(1))).toBe(false);
      expect(await messages.reportDelivery(message.id, 'failed', 'late', minute(3))).toBe(false);
      expect((await messages.get(message.id))?.delivery).toMatchObject({ state: 'delivered', at: minute(2), nextAt: null });
      const other = await addOut();
      expect(await messages.reportDelivery(other.id, 'failed', 'no such number', T0)).toBe(true);
      expect(await messages.claim(other.id, minute(9))).toBeNull();
    });

    test('of a sender and a person who takes it back, one is first', async () => {
      for (let i = 0; i < 5; i++) {
        const message = await addOut();
        const [claimed, cancelled] = await Promise.all([messages.claim(message.id, T0), messages.cancel(message.id, minute(1))]);
        expect([claimed !== null, cancelled].filter(Boolean)).toHaveLength(1);
        expect((await messages.get(message.id))?.delivery?.state).toBe(cancelled ? 'cancelled' : 'sending');
      }
    });

    test('a person may send again what ended, not what waits or runs', async () => {
      const message = await addOut();
      expect(await messages.requeue(message.id, minute(1))).toBe(false);
      await messages.cancel(message.id, minute(1));
      expect(await messages.claim(message.id, minute(2))).toBeNull();
      expect(await messages.cancel(message.id, minute(2))).toBe(false);
      expect(await messages.requeue(message.id, minute(3))).toBe(true);
      expect((await messages.get(message.id))?.delivery).toMatchObject({ state: 'queued', attempts: 0, nextAt: minute(3), reason: null });
      expect(await messages.claim(message.id, minute(3))).not.toBeNull();
      expect(await messages.requeue(message.id, minute(4))).toBe(false);
    });

    test('what waits, hangs and is done is counted', async () => {
      const [queued, later, sending, kept, failed, uncertain] = await Promise.all([
        addOut(),
        addOut(),
        addOut(),
        addOut(),
        addOut(),
        addOut(),
      ]);
      const end = async (message: Message, delivery: object): Promise<void> => {
        await messages.claim(message.id, T0);
        await messages.recordDelivery(message.id, 1, delivery);
      };
      await end(later, { state: 'queued', nextAt: minute(10) });
      await messages.claim(sending.id, minute(1));
      await end(kept, { state: 'kept', nextAt: null });
      await end(failed, { state: 'failed', nextAt: null });
      await end(uncertain, { state: 'uncertain', nextAt: null });
      await add();
      expect(await messages.countDelivery()).toEqual({ queued: 3, kept: 1, failed: 1, uncertain: 1 });
      expect(await messages.unsent(minute(9), 10)).toEqual([queued.id]);
      expect((await messages.unsent(minute(10), 10)).toSorted()).toEqual([queued.id, later.id].toSorted());
      expect(await messages.unsent(minute(10), 1)).toHaveLength(1);
      expect(ids(await messages.stuck(minute(1), 10))).toEqual([sending.id]);
      expect(await messages.stuck(T0, 10)).toEqual([]);
    });

    test('the outbox lists what goes out, newest first, by state and by ticket', async () => {
      const ticketId = newId();
      const out: Message[] = [];
      for (let i = 0; i < 23; i++) out.push(await addOut(i % 3 === 0 ? { ticketId } : {}));
      for (const message of out.slice(0, 8)) await messages.claim(message.id, T0);
      await add({ ticketId });
      const newestFirst = ids(out).toSorted().toReversed();
      expect(ids(await allPages(5, (query) => messages.outbox(query)))).toEqual(newestFirst);
      const queued = new Set(ids(out.slice(8)));
      expect(ids(await allPages(4, (query) => messages.outbox({ ...query, state: 'queued' })))).toEqual(
        newestFirst.filter((id) => queued.has(id)),
      );
      expect(ids(await allPages(2, (query) => messages.outbox({ ...query, ticketId })))).toEqual(
        newestFirst.filter((id) => out.some((message) => message.id === id && message.ticketId === ticketId)),
      );
      expect((await messages.outbox({ limit: 9, state: 'sending', ticketId })).items).toHaveLength(3);
    });
  });

  describe('reading a ticket', () => {
    test('pages go through messages of the same millisecond once', async () => {
      const [ticketId, customerId] = [newId(), newId()];
      const made: Message[] = [];
      // Three moments, many messages each, inserted out of order.
      for (let i = 0; i < 30; i++) made.push(await add({ ticketId, customerId, createdAt: minute((i * 7) % 3) }));
      await add();
      const inOrder = made.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
      for (const limit of [1, 4, 10, 30, 100]) {
        expect(ids(await allPages(limit, (query) => messages.ofTicket(ticketId, query)))).toEqual(ids(inOrder));
        expect(ids(await allPages(limit, (query) => messages.ofCustomer(customerId, query)))).toEqual(ids(inOrder).toReversed());
      }
      expect(await messages.idsOf(ticketId)).toEqual(ids(inOrder));
      expect((await messages.lastOf(ticketId, 'in'))?.id).toBe(inOrder.at(-1)?.id);
      expect(await messages.lastOf(ticketId, 'out')).toBeNull();
    });

    test('our last words to a customer by a channel, and our last texts to a number from one of ours', async () => {
      const [ticketId, other] = [newId(), newId()];
      const text = (minutes: number, value: string, set: Partial<Message> = {}): Promise<Message> =>
        addOut({
          ticketId,
          channel: 'sms',
          channelAccount: 'twilio:+12025550100',
          to: [{ kind: 'phone', value, name: null }],
          createdAt: minute(minutes),
          ...set,
        });
      const [first, elsewhere, second] = [
        await text(1, '+12025550177'),
        await text(2, '+12025550177', { ticketId: other }),
        await text(3, '+12025550178'),
      ];
      const mailed = await addOut({ ticketId, to: [{ kind: 'email', value: 'ann@example.org', name: null }], createdAt: minute(4) });
      await addOut({ ticketId, to: [{ kind: 'email', value: 'maker@example.org', name: null }], forwarded: true, createdAt: minute(5) });
      await text(6, '+12025550177', { channelAccount: 'twilio:+12025550199', ticketId: other });
      await add({
        ticketId,
        channel: 'sms',
        channelAccount: 'twilio:+12025550100',
        to: [{ kind: 'phone', value: '+12025550177', name: null }],
        createdAt: minute(7),
      });
      expect([
        (await messages.lastReply(ticketId, 'sms'))?.id,
        (await messages.lastReply(ticketId, 'email'))?.id,
        await messages.lastReply(ticketId, 'chat'),
      ]).toEqual([second.id, mailed.id, null]);
      const to = async (phone: string, limit = 9): Promise<string[]> => ids(await messages.textsTo('twilio:+12025550100', phone, limit));
      expect([await to('+12025550177'), await to('+12025550177', 1), await to('+12025550178'), await to('+12025550170')]).toEqual([
        [elsewhere.id, first.id],
        [elsewhere.id],
        [second.id],
        [],
      ]);
    });

    test('whose reply token was seen in other hands is marked, and no other', async () => {
      const [seen, other] = [await addOut(), await addOut()];
      await messages.expose([seen.id, 'none']);
      expect([(await messages.get(seen.id))?.exposed, (await messages.get(other.id))?.exposed]).toEqual([true, undefined]);
    });

    test('a message that comes in between is neither skipped nor shown twice', async () => {
      const ticketId = newId();
      for (let i = 0; i < 6; i++) await add({ ticketId });
      const first = await messages.ofTicket(ticketId, { limit: 3 });
      await add({ ticketId });
      const rest = await messages.ofTicket(ticketId, { limit: 10, cursor: first.nextCursor ?? '' });
      expect(rest.items).toHaveLength(4);
      expect(new Set(ids([...first.items, ...rest.items])).size).toBe(7);
    });

    test('mail ids are those a customer may see, oldest first', async () => {
      const ticketId = newId();
      await add({ ticketId, externalId: 'm1', createdAt: minute(1) });
      await addOut({ ticketId, externalId: 'm2', createdAt: minute(2) });
      await add({ ticketId, externalId: 'note', direction: 'note', createdAt: minute(3) });
      await add({ ticketId, externalId: 'bounce', wroteBy: 'bounce', createdAt: minute(4) });
      await add({ ticketId, externalId: 'SM1', channel: 'sms', createdAt: minute(5) });
      await add({ ticketId, externalId: null, createdAt: minute(6) });
      await add({ ticketId, externalId: 'm3', createdAt: minute(7) });
      expect(await messages.mailIdsOf(ticketId, 20)).toEqual(['m1', 'm2', 'm3']);
      expect(await messages.mailIdsOf(ticketId, 1)).toEqual(['m3']);
    });

    test('a chat shows its last lines, oldest first', async () => {
      const lines: string[] = [];
      for (let i = 0; i < 5; i++) {
        const message = buildMessage({ channel: 'chat', createdAt: minute(i) });
        await messages.insert(message, { chatKey: 'visitor 1' });
        lines.push(message.id);
      }
      expect(ids(await messages.chatOf('visitor 1', 3))).toEqual(lines.slice(2));
      expect(await messages.chatOf('visitor 2', 3)).toEqual([]);
    });

    test('a chat shows none of ours that waits, was taken back or did not arrive, and none of these counts for its limit', async () => {
      const asked = buildMessage({ channel: 'chat', createdAt: minute(0) });
      await messages.insert(asked, { chatKey: 'visitor 3' });
      const shown: string[] = [asked.id];
      for (const [index, state] of DELIVERY_STATES.entries()) {
        const message = buildMessage({
          channel: 'chat',
          direction: 'out',
          createdAt: minute(index + 1),
          delivery: { state, reason: null, attempts: 0, nextAt: null, claim: 0, providerId: null, at: minute(index + 1) },
        });
        await messages.insert(message, { chatKey: 'visitor 3' });
        if (['sending', 'accepted', 'delivered'].includes(state)) shown.push(message.id);
      }
      expect(ids(await messages.chatOf('visitor 3', 4))).toEqual(shown);
    });
  });

  test('messages move alone or all together', async () => {
    const [from, to, third] = [newId(), newId(), newId()];
    const customerId = newId();
    const made = [
      await add({ ticketId: from, createdAt: minute(1) }),
      await add({ ticketId: from, createdAt: minute(2) }),
      await add({ ticketId: from, createdAt: minute(3) }),
    ];
    await messages.move([made[1]?.id ?? ''], to, customerId);
    expect([await messages.idsOf(from), await messages.idsOf(to)]).toEqual([ids([made[0], made[2]] as Message[]), [made[1]?.id]]);
    expect(await messages.get(made[1]?.id ?? '')).toMatchObject({ customerId, ticketId: to });
    expect((await messages.get(made[0]?.id ?? ''))?.customerId).toBe(made[0]?.customerId);
    await messages.move([], third);
    await messages.moveAll(from, to);
    await messages.moveAll(from, to);
    expect([await messages.idsOf(from), await messages.idsOf(to)]).toEqual([[], ids(made)]);
  });
});

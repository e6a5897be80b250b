import type { DeliveryState } from '../contract/tickets.js';
import type { Message } from '../tickets/message.js';
import type { MessageKeys, MessageStore } from '../ports/store.js';
import { afterCursor, page } from './cursor.js';
import type { MessageDoc, Models } from './models.js';
import { countRaw, findRaw, fromStored, isDuplicate, listRaw } from './record.js';
import { noteForSearch, noteOf } from './search/todo.js';
import { type Insert, insertTogether } from './together.js';

/** States that a provider's report may still change, by what it says: reports come in any order and never go back. */
const BEFORE = {
  accepted: ['queued', 'sending', 'uncertain'],
  delivered: ['queued', 'sending', 'uncertain', 'accepted'],
  failed: ['queued', 'sending', 'uncertain', 'accepted'],
} as const;

/** What the visitor of a chat may read: his own words (no delivery), and ours that nobody can take back any more. */
const SAID = [null, 'sending', 'accepted', 'delivered'] as const;

/** Messages in and out. One that came in has the id of its intake row, so that a second run finds what the first one wrote. */
export function createMessageStore(models: Models): MessageStore {
  const { messages } = models;
  const one = async (filter: Record<string, unknown>): Promise<Message | null> => {
    const doc = await findRaw(messages, filter);
    return doc ? fromDoc(doc) : null;
  };

  return {
    insert: (message, keys) => insertNew(messageInserts(models, message, keys)),

    async chatOf(visitorId, limit) {
      const docs = await listRaw(
        messages,
        { chatKey: visitorId, 'delivery.state': { $in: [...SAID] } },
        { sort: { createdAt: -1, _id: -1 }, limit },
      );
      return docs.reverse().map(fromDoc);
    },

    get: (id) => one({ _id: id }),
    byClientKey: (clientKey) => one({ clientKey }),
    byProviderId: (providerId) => one({ 'delivery.providerId': providerId, direction: 'out' }),

    async many(ids) {
      return (await listRaw(messages, { _id: { $in: ids } })).map(fromDoc);
    },

    async byExternalIds(channel, externalIds) {
      if (!externalIds.length) return [];
      return (await listRaw(messages, { externalId: { $in: externalIds }, channel }, { limit: 200 })).map(fromDoc);
    },

    async ticketsAnswering(ticketIds, externalIds) {
      const docs = await messages
        .find(
          { ticketId: { $in: ticketIds }, $or: [{ 'mail.references': { $in: externalIds } }, { 'mail.inReplyTo': { $in: externalIds } }] },
          { ticketId: 1 },
        )
        .limit(10)
        .lean<{ ticketId: string }[]>();
      return [...new Set(docs.map((doc) => doc.ticketId))];
    },

    async byAmendKey(amendKey) {
      const doc = await messages.findOne({ amendKey }).lean<MessageDoc>();
      if (!doc) return null;
      const { version, textRank } = doc;
      return { ...fromDoc(doc), version, textRank };
    },

    async amend(id, version, set, at) {
      await noteForSearch(models, 'message', [id]);
      const { modifiedCount } = await messages.updateOne({ _id: id, version }, { $set: { ...set, updatedAt: at }, $inc: { version: 1 } });
      await noteForSearch(models, 'message', [id]);
      return modifiedCount === 1;
    },

    async ofTicket(ticketId, { limit, cursor }) {
      const docs = await listRaw(
        messages,
        { $and: [{ ticketId }, afterCursor(cursor, 'createdAt', 1)] },
        { sort: { createdAt: 1, _id: 1 }, limit: limit + 1 },
      );
      return page(docs.map(fromDoc), limit, (last) => last.createdAt);
    },

    async lastOfTicket(ticketId, { limit, cursor }) {
      const docs = await listRaw(
        messages,
        { $and: [{ ticketId }, afterCursor(cursor, 'createdAt', -1)] },
        { sort: { createdAt: -1, _id: -1 }, limit: limit + 1 },
      );
      return page(docs.map(fromDoc), limit, (last) => last.createdAt);
    },

    async ofCustomer(customerId, { limit, cursor }) {
      const docs = await listRaw(
        messages,
        { $and: [{ customerId }, afterCursor(cursor, 'createdAt', -1)] },
        { sort: { createdAt: -1, _id: -1 }, limit: limit + 1 },
      );
      return page(docs.map(fromDoc), limit, (last) => last.createdAt);
    },

    async wroteAt(customerId, limit) {
      const docs = await listRaw(
        messages,
        { customerId },
        { sort: { createdAt: -1, _id: -1 }, limit, projection: { direction: 1, wroteBy: 1, occurredAt: 1 } },
      );
      return docs.flatMap(({ direction, wroteBy, occurredAt }) => (direction === 'in' && wroteBy === 'person' ? [occurredAt] : []));
    },

    async mailIdsOf(ticketId, limit) {
      const docs = await messages
        .find({ ticketId, channel: 'email' }, { externalId: 1, direction: 1, wroteBy: 1, forwarded: 1 })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean<MessageDoc[]>();
      return docs
        .reverse()
        .flatMap((doc) =>
          doc.externalId && doc.direction !== 'note' && !doc.forwarded && doc.wroteBy === 'person' ? [doc.externalId] : [],
        );
    },

    async lastOf(ticketId, direction) {
      const [doc] = await listRaw(messages, { ticketId, direction }, { sort: { createdAt: -1, _id: -1 }, limit: 1 });
      return doc ? fromDoc(doc) : null;
    },

    async lastReply(ticketId, channel) {
      const [doc] = await listRaw(
        messages,
        { ticketId, direction: 'out', channel, forwarded: { $ne: true } },
        { sort: { createdAt: -1, _id: -1 }, limit: 1 },
      );
      return doc ? fromDoc(doc) : null;
    },

    async textsTo(channelAccount, phone, limit) {
      return (
        await listRaw(
          messages,
          { 'to.value': phone, channelAccount, direction: 'out', 'to.kind': 'phone' },
          { sort: { createdAt: -1, _id: -1 }, limit },
        )
      ).map(fromDoc);
    },

    async lastChatter(ticketId) {
      const [doc] = await messages
        .find({ ticketId, direction: 'in', channel: 'chat' }, { chatKey: 1, customerId: 1 })
        .sort({ createdAt: -1, _id: -1 })
        .limit(1)
        .lean<MessageDoc[]>();
      return doc?.chatKey ? { visitorId: doc.chatKey, customerId: doc.customerId } : null;
    },

    async idsOf(ticketId) {
      const docs = await messages.find({ ticketId }, { _id: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
      return docs.map((doc) => doc._id);
    },

    async move(ids, ticketId, customerId) {
      await noteForSearch(models, 'message', ids);
      await messages.updateMany({ _id: { $in: ids } }, { $set: { ticketId, ...(customerId ? { customerId } : {}) } });
      await noteForSearch(models, 'message', ids);
    },

    async moveAll(fromTicketId, toTicketId) {
      const moved = await messages.find({ ticketId: fromTicketId }, { _id: 1 }).lean();
      const ids = moved.map((doc) => doc._id);
      await noteForSearch(models, 'message', ids);
      await messages.updateMany({ ticketId: fromTicketId }, { $set: { ticketId: toTicketId } });
      await noteForSearch(models, 'message', ids);
    },

    async expose(ids) {
      await messages.updateMany({ _id: { $in: ids } }, { $set: { exposed: true } });
    },

    async setDecision(id, decision) {
      await messages.updateOne({ _id: id }, { $set: { decision } });
    },

    async setAttachment(id, sourceUrl, change) {
      const set = Object.fromEntries(Object.entries(change).map(([key, value]) => [`attachments.$.${key}`, value]));
      const { modifiedCount } = await messages.updateOne(
        { _id: id, 'attachments.sourceUrl': sourceUrl },
        { $set: set as Record<string, unknown>, $inc: { version: 1 } },
      );
      return modifiedCount === 1;
    },

    async claim(id, now) {
      const doc = await messages
        .findOneAndUpdate(
          { _id: id, 'delivery.state': 'queued', 'delivery.nextAt': { $lte: now } },
          { $set: { 'delivery.state': 'sending', 'delivery.at': now }, $inc: { 'delivery.claim': 1, 'delivery.attempts': 1 } },
          { returnDocument: 'after' },
        )
        .lean<MessageDoc>();
      return doc ? fromDoc(doc) : null;
    },

    async cancel(id, at) {
      const { modifiedCount } = await messages.updateOne(
        { _id: id, 'delivery.state': 'queued' },
        { $set: { 'delivery.state': 'cancelled', 'delivery.nextAt': null, 'delivery.at': at } },
      );
      return modifiedCount === 1;
    },

    async requeue(id, at) {
      const { modifiedCount } = await messages.updateOne(
        { _id: id, 'delivery.state': { $in: ['failed', 'uncertain', 'cancelled', 'kept'] } },
        { $set: { 'delivery.state': 'queued', 'delivery.reason': null, 'delivery.attempts': 0, 'delivery.nextAt': at, 'delivery.at': at } },
      );
      return modifiedCount === 1;
    },

    async recordDelivery(id, claim, delivery) {
      const set = Object.fromEntries(Object.entries(delivery).map(([key, value]) => [`delivery.${key}`, value]));
      const { modifiedCount } = await messages.updateOne(
        { _id: id, 'delivery.claim': claim, 'delivery.state': 'sending' },
        { $set: set as Record<string, unknown> },
      );
      return modifiedCount === 1;
    },

    async reportDelivery(id, state, reason, at) {
      const { modifiedCount } = await messages.updateOne(
        { _id: id, 'delivery.state': { $in: [...BEFORE[state]] } },
        { $set: { 'delivery.state': state, 'delivery.reason': reason, 'delivery.nextAt': null, 'delivery.at': at } },
      );
      return modifiedCount === 1;
    },

    async outbox({ state, ticketId, limit, cursor }) {
      const docs = await messages
        .find({
          direction: 'out',
          ...(state ? { 'delivery.state': state } : {}),
          ...(ticketId ? { ticketId } : {}),
          ...afterCursor(cursor, null, -1),
        })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<MessageDoc[]>();
      return page(docs.map(fromDoc), limit, () => null);
    },

    async unsent(before, limit) {
      const docs = await messages
        .find({ direction: 'out', 'delivery.state': 'queued', 'delivery.nextAt': { $lte: before } }, { _id: 1 })
        .sort({ 'delivery.nextAt': 1 })
        .limit(limit)
        .lean();
      return docs.map((doc) => doc._id);
    },

    async stuck(before, limit) {
      const docs = await messages
        .find({ direction: 'out', 'delivery.state': 'sending', 'delivery.at': { $lte: before } })
        .limit(limit)
        .lean<MessageDoc[]>();
      return docs.map(fromDoc);
    },

    async pendingMedia(before, limit) {
      const docs = await messages
        .find({ 'attachments.state': 'pending', updatedAt: { $lte: before } }, { _id: 1 })
        .limit(limit)
        .lean();
      return docs.map((doc) => doc._id);
    },

    countPlaced: (rule, since) => countRaw(messages, { 'decision.rule': rule, createdAt: { $gte: since } }),

    async countDelivery() {
      const count = (state: DeliveryState): Promise<number> => countRaw(messages, { direction: 'out', 'delivery.state': state });
      const [queued, sending, kept, failed, uncertain] = await Promise.all([
        count('queued'),
        count('sending'),
        count('kept'),
        count('failed'),
        count('uncertain'),
      ]);
      return { queued: queued + sending, kept, failed, uncertain };
    },
  };
}

/** To be written together, so that no message is without its note. */
export interface MessageInserts {
  note: Insert;
  message: Insert;
}

/** A message's note for the search index, and itself. */
export function messageInserts(models: Models, { id, clientId: _clientId, ...rest }: Message, keys: MessageKeys = {}): MessageInserts {
  const doc: MessageDoc = { _id: id, ...rest, version: 0, textRank: 0, ...keys };
  return { note: noteOf(models, 'message', id), message: { into: models.messages, doc } };
}

/** @returns false when one with this id, amend key or client key is there already. */
async function insertNew({ note, message }: MessageInserts): Promise<boolean> {
  try {
    await insertTogether([note, message]);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Fields that only the store knows. */
const OURS: ReadonlySet<string> = new Set(['version', 'amendKey', 'textRank', 'clientKey', 'chatKey']);

function fromDoc(doc: MessageDoc): Message {
  // The key is `author ticket id`: see `writeMessage`.
  const clientId = doc.authorId ? doc.clientKey?.split(' ')[2] : undefined;
  const message = fromStored<Message>(doc, OURS);
  if (clientId) message.clientId = clientId;
  return message;
}

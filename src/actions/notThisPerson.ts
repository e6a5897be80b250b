import { normaliseIdentity } from '../customers/normalise.js';
import { IDENTITY_KINDS, type IdentityKind } from '../contract/common.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { Actor } from '../tickets/event.js';
import type { ChangeCustomers } from './changeCustomers.js';
import type { ActionDeps } from './deps.js';

/**
 * An agent says that a message was not written by the ticket's customer. Its writer becomes a customer of his own, takes
 * the address along unless it is proven to be the other's, and the message leaves into a ticket of his: one change of
 * customers, which one undo takes back whole. The customer's id derives from the message, so that saying it twice makes
 * one person.
 */
export function createNotThisPerson({ store, now }: ActionDeps, identity: ChangeCustomers) {
  return async function notThisPerson(messageId: string, actor: Actor): Promise<{ decisionId: string; ticketId: string; otherId: string }> {
    const message = await store.messages.get(messageId);
    if (message?.direction !== 'in') throw notFound('incoming message');
    const ticket = await store.tickets.get(message.ticketId);
    if (ticket?.moving) throw new AppError('conflict', 'Messages of this ticket are being moved. Try again in a moment.');
    const ids = await store.messages.idsOf(message.ticketId);
    if (ids.length === 1) throw new AppError('cannot_undo', 'It is the only message of its ticket.');

    const at = now();
    const toId = derivedId(messageId, 'another person');
    const { kind, value, name } = message.from;
    const known = IDENTITY_KINDS.find((one): one is IdentityKind => one === kind);
    const address = known ? (normaliseIdentity(known, value) ?? value) : value;
    await store.customers.ensure(
      { id: toId, name: name || value || 'Unknown', claims: [], tags: [], language: null, timeZone: null, createdAt: at, updatedAt: at },
      [address],
    );
    const [held] = known ? await store.customers.holders([{ kind: known, value: address }]) : [];
    const his = held && held.customerId === message.customerId && !held.verified ? held : null;
    const move = {
      kind: 'carve' as const,
      fromId: message.ticketId,
      toId: newId(at.getTime()),
      messageIds: [messageId],
      eventId: newId(at.getTime()),
      undoes: null,
      revivedStatus: null,
      decision: message.decision ? { messageId, undone: true } : null,
    };
    await identity.disown(actor, { fromId: message.customerId, toId, identity: his, messageId, move });
    return { decisionId: move.eventId, ticketId: move.fromId, otherId: move.toId };
  };
}

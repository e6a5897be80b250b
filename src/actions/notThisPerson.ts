import { normaliseIdentity } from '../customers/normalise.js';
import { IDENTITY_KINDS, type IdentityKind } from '../contract/common.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { Actor } from '../tickets/event.js';
import type { ActionDeps } from './deps.js';
import type { createMoveMessages } from './moveMessages.js';

/**
 * An agent says that a message was not written by the ticket's customer. Its writer becomes a customer of his own, takes
 * the address along unless it is proven to be the other's, and the message leaves into a ticket of his. The move can be
 * undone like any other; ids derive from the message, so that saying it twice makes one person.
 */
export function createNotThisPerson({ store, now }: ActionDeps, moves: ReturnType<typeof createMoveMessages>) {
  return async function notThisPerson(messageId: string, actor: Actor): Promise<{ decisionId: string; ticketId: string; otherId: string }> {
    const message = await store.messages.get(messageId);
    if (message?.direction !== 'in') throw notFound('incoming message');
    const ids = await store.messages.idsOf(message.ticketId);
    if (ids.length === 1) throw new AppError('cannot_undo', 'It is the only message of its ticket.');

    const at = now();
    const customerId = derivedId(messageId, 'another person');
    const { kind, value, name } = message.from;
    const known = IDENTITY_KINDS.find((one): one is IdentityKind => one === kind);
    const address = known ? (normaliseIdentity(known, value) ?? value) : value;
    await store.customers.ensure({ id: customerId, name: name || value || 'Unknown', claims: [], tags: [], language: null, timeZone: null, createdAt: at, updatedAt: at }, [address]);
    const [held] = known ? await store.customers.holders([{ kind: known, value: address }]) : [];
    if (held && held.customerId === message.customerId && !held.verified) {
      await store.customers.removeIdentity(held.id);
      await store.customers.addIdentity({ ...held, id: derivedId(customerId, 'identity'), customerId, source: 'agent', addedAt: at });
      await store.customers.refreshWords(message.customerId);
    }
    await store.messages.move([messageId], message.ticketId, customerId);
    const toId = newId(at.getTime());
    const decision = message.decision ? { messageId, undone: true } : null;
    const decisionId = await moves.begin({ kind: 'carve', fromId: message.ticketId, toId, messageIds: [messageId], undoes: null, decision, event: { type: 'ticket.split', actor } });
    return { decisionId, ticketId: message.ticketId, otherId: toId };
  };
}

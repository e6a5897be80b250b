import type { StartTicket } from '../contract/tickets.js';
import { displayNameOf, normaliseIdentity } from '../customers/normalise.js';
import type { Customer } from '../customers/customer.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import { previewOf, type Ticket } from '../tickets/ticket.js';
import { topicOf, type Topic } from '../tickets/topics.js';
import { actorOf } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import type { Publish } from './publish.js';
import type { Say } from './say.js';

/**
 * An agent writes first: a ticket that begins with our words and waits on the customer, whose answer comes back by its
 * proof. Everything is checked before the ticket is opened; with a `clientId` a second try goes on where the first died.
 */
export function createStartTicket({ store, now }: Pick<ActionDeps, 'store' | 'now'>, publish: Publish, say: Say, topics: () => readonly Topic[]) {
  return async function startTicket(viewer: Viewer, { customerId, to, subject, topic, ...body }: StartTicket): Promise<{ ticket: ListedTicket; message: Message }> {
    const customer = customerId ? await standing(customerId) : await reached(to);
    const at = now();
    const id = body.clientId ? derivedId(viewer.id, `ticket ${body.clientId}`) : newId(at.getTime());
    const draft: Ticket = {
      id, number: 0, subject, status: 'open', customerId: customer.id, assigneeId: viewer.id, channels: [], lastChannel: body.channel ?? 'email', priority: 'normal', tags: [],
      topic: topic ?? topicOf(`${subject}\n${body.text}`, topics()), topicByAgent: topic !== undefined, preview: previewOf(body.text), lastDirection: 'out',
      waitingSince: null, firstReplyDueAt: null, firstRepliedAt: null, lastMessageAt: at, lastInboundAt: null, solvedAt: null, closedAt: null, mergedIntoId: null, links: [], moving: null, seq: 0,
      opened: { customerId: customer.id, ordinal: 0, intakeId: null, at }, createdAt: at, updatedAt: at,
    };
    const message = await say.start(viewer, { ...draft, customerName: customer.name }, { ...body, kind: 'reply' }, () => open(viewer, draft, customer));
    return { ticket: (await store.tickets.get(message.ticketId)) ?? { ...draft, customerName: customer.name }, message };
  };

  async function open(viewer: Viewer, draft: Ticket, customer: Customer): Promise<ListedTicket> {
    const earlier = await store.tickets.get(draft.id);
    if (earlier) return earlier;
    const number = await store.tickets.nextNumber();
    const created = { id: newId(draft.createdAt.getTime()), type: 'ticket.created' as const, actor: actorOf(viewer), at: draft.createdAt, data: { number, byAgent: true }, undo: null };
    for (let tries = 0; tries < 50; tries++) {
      const ordinal = (await store.tickets.lastOrdinal(customer.id)) + 1;
      const ticket = await store.tickets.open({ ...draft, number, opened: { ...draft.opened, ordinal } }, customer.name, [created]);
      if (!ticket) continue;
      await publish.ticket({ ticket });
      return ticket;
    }
    throw new Error('no ticket could be opened for a message of ours');
  }

  async function standing(customerId: string): Promise<Customer> {
    const seen = new Set<string>();
    let customer = await store.customers.get(customerId);
    while (customer?.mergedIntoId && !seen.has(customer.id)) {
      seen.add(customer.id);
      customer = await store.customers.get(customer.mergedIntoId);
    }
    if (!customer) throw notFound('customer');
    return customer;
  }

  /** Whoever has the address; somebody new, whose address is only claimed, when nobody has. */
  async function reached(to: StartTicket['to']): Promise<Customer> {
    if (!to) throw new AppError('invalid_input', 'Say who it goes to: customerId, or to.');
    const value = normaliseIdentity(to.kind, to.value);
    if (value === null) throw new AppError('invalid_input', `"${to.value}" is not a ${to.kind === 'email' ? 'mail address' : 'phone number'}.`, { kind: to.kind, value: to.value });
    const at = now();
    const id = newId(at.getTime());
    const held = await store.customers.addIdentity({ id: derivedId(id, 'identity 0'), kind: to.kind, value, customerId: id, verified: false, source: 'agent', addedAt: at, optedOutAt: null });
    if (held.customerId !== id) return standing(held.customerId);
    const made: Customer = { id, name: to.name || displayNameOf(null, { kind: to.kind, value }), claims: [], tags: [], language: null, timeZone: null, createdAt: at, updatedAt: at };
    await store.customers.ensure(made, [value]);
    return made;
  }
}

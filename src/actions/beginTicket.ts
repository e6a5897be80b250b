import type { Channel, IdentityKind } from '../contract/common.js';
import type { Customer } from '../customers/customer.js';
import { displayNameOf } from '../customers/normalise.js';
import { notFound } from '../lib/errors.js';
import { derivedId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import type { Actor } from '../tickets/event.js';
import { previewOf, type Ticket, type TicketLink } from '../tickets/ticket.js';
import { DEFAULT_TOPICS, topicOf } from '../tickets/topics.js';
import type { ActionDeps } from './deps.js';

/** The first words of a ticket, by an agent. */
export interface Beginning {
  /** Of the ticket. */
  id: string;
  at: Date;
  agentId: string | null;
  subject: string;
  text: string;
  channel: Channel;
  /** What the agent says it is about; undefined: what the words say. */
  topic?: string | null | undefined;
  links?: TicketLink[];
}

/** Tickets that begin with words of ours and wait on the customer. Every step may run again under the same ids. */
export function createBeginTicket({ store, policy, now }: Pick<ActionDeps, 'store' | 'policy' | 'now'>) {
  return { draftOf, open, customerAt, standing };

  function draftOf(customer: Customer, { id, at, agentId, subject, text, channel, topic, links = [] }: Beginning): Ticket {
    return {
      id,
      number: 0,
      subject,
      status: 'open',
      customerId: customer.id,
      assigneeId: agentId,
      channels: [],
      lastChannel: channel,
      priority: 'normal',
      tags: [],
      topic: topic === undefined ? topicOf(`${subject}\n${text}`, policy.threading.topics ?? DEFAULT_TOPICS) : topic,
      topicByAgent: topic !== undefined,
      preview: previewOf(text),
      lastDirection: 'out',
      waitingSince: null,
      firstReplyDueAt: null,
      firstRepliedAt: null,
      lastMessageAt: at,
      lastInboundAt: null,
      solvedAt: null,
      closedAt: null,
      mergedIntoId: null,
      links,
      moving: null,
      seq: 0,
      opened: { customerId: customer.id, ordinal: 0, intakeId: null, at },
      createdAt: at,
      updatedAt: at,
    };
  }

  /**
   * @param lastOrdinal of the customer's tickets when it was decided
   * @returns null when somebody else opened his next ticket since then.
   */
  async function open(draft: Ticket, customer: Customer, actor: Actor, lastOrdinal: number): Promise<ListedTicket | null> {
    const earlier = await store.tickets.get(draft.id);
    if (earlier) return earlier;
    const number = await store.tickets.nextNumber();
    const created = {
      id: derivedId(draft.id, 'begun'),
      type: 'ticket.created' as const,
      actor,
      at: draft.createdAt,
      data: { number, byAgent: true },
      undo: null,
    };
    return store.tickets.open(
      { ...draft, number, updatedAt: now(), opened: { ...draft.opened, ordinal: lastOrdinal + 1 } },
      customer.name,
      [created],
    );
  }

  /** Whoever has the (normalised) address; somebody new with this id, whose address is only claimed, when nobody has. */
  async function customerAt(
    id: string,
    { kind, value, name }: { kind: IdentityKind; value: string; name?: string | null | undefined },
    at: Date,
  ): Promise<Customer> {
    const held = await store.customers.addIdentity({
      id: derivedId(id, 'identity 0'),
      kind,
      value,
      customerId: id,
      verified: false,
      source: 'agent',
      addedAt: at,
      optedOutAt: null,
    });
    if (held.customerId !== id && (await store.customers.get(held.customerId))) return standing(held.customerId);
    // Whoever claimed the address may be at this very step, or have died before it.
    const made: Customer = {
      id: held.customerId,
      name: name || displayNameOf(null, { kind, value }),
      claims: [],
      tags: [],
      language: null,
      timeZone: null,
      createdAt: at,
      updatedAt: at,
    };
    await store.customers.ensure(made, [value]);
    return made;
  }

  /** The customer, or who he is now. @throws AppError `not_found` */
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
}

export type BeginTicket = ReturnType<typeof createBeginTicket>;

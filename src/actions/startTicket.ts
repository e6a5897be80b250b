import type { StartTicket } from '../contract/tickets.js';
import { givenIdentity } from '../customers/normalise.js';
import type { Customer } from '../customers/customer.js';
import { AppError } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import type { Ticket } from '../tickets/ticket.js';
import { actorOf } from './access.js';
import type { BeginTicket } from './beginTicket.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { unusableIdentity } from './unusableIdentity.js';
import type { Publish } from './publish.js';
import type { Say } from './say.js';

/**
 * An agent writes first: a ticket that begins with our words and waits on the customer, whose answer comes back by its
 * proof. Everything is checked before the ticket is opened; with a `clientId` a second try goes on where the first died.
 */
export function createStartTicket({ store, now }: Pick<ActionDeps, 'store' | 'now'>, publish: Publish, say: Say, begin: BeginTicket) {
  return async function startTicket(
    viewer: Viewer,
    { customerId, to, subject, topic, ...body }: StartTicket,
  ): Promise<{ ticket: ListedTicket; message: Message }> {
    const customer = customerId ? await begin.standing(customerId) : await reached(to);
    const at = now();
    const id = body.clientId ? derivedId(viewer.id, `ticket ${body.clientId}`) : newId(at.getTime());
    const draft = begin.draftOf(customer, {
      id,
      at,
      agentId: viewer.isProgram ? null : viewer.id,
      subject,
      text: body.text,
      channel: body.channel ?? 'email',
      topic,
    });
    const message = await say.start(viewer, { ...draft, customerName: customer.name }, { ...body, kind: 'reply' }, () =>
      open(viewer, draft, customer),
    );
    return { ticket: (await store.tickets.get(message.ticketId)) ?? { ...draft, customerName: customer.name }, message };
  };

  async function open(viewer: Viewer, draft: Ticket, customer: Customer): Promise<ListedTicket> {
    for (let tries = 0; tries < 50; tries++) {
      const ticket = await begin.open(draft, customer, actorOf(viewer), await store.tickets.lastOrdinal(customer.id));
      if (!ticket) continue;
      await publish.ticket({ ticket });
      return ticket;
    }
    throw new Error('no ticket could be opened for a message of ours');
  }

  async function reached(to: StartTicket['to']): Promise<Customer> {
    if (!to) throw new AppError('invalid_input', 'Say who it goes to: customerId, or to.');
    const value = givenIdentity(to.kind, to.value);
    if (value === null) throw unusableIdentity(to);
    const at = now();
    return begin.customerAt(newId(at.getTime()), { ...to, value }, at);
  }
}

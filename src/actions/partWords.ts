import type { CustomerChange } from '../customers/change.js';
import { normaliseIdentity } from '../customers/normalise.js';
import type { IdentityKind } from '../contract/common.js';
import { derivedId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import { allMessages } from './allMessages.js';
import type { ActionDeps } from './deps.js';
import { PLACED_AFTER_MS, type createMoveMessages } from './moveMessages.js';

/** Words in a ticket of somebody else than their writer. `isAll`: they opened it, and nobody else has said anything there. */
export interface StrayWords {
  ticket: ListedTicket;
  writerId: string;
  messages: Message[];
  isAll: boolean;
}

/**
 * While two counted as one, words of either may have joined a ticket of the other. When they are two again, what each has
 * written since is his, and stands in a ticket of his own.
 */
export function createPartWords({ store }: Pick<ActionDeps, 'store'>, moves: Pick<ReturnType<typeof createMoveMessages>, 'begin'>) {
  return { find, part };

  /**
   * Nothing while the two are one.
   * @param change what made two of them again
   * @param among ids of tickets, to look there alone
   */
  async function find({ fromId, toId, undoes, undoneBy }: CustomerChange, among?: string[]): Promise<StrayWords[]> {
    const joined = undoes && !undoneBy ? await store.customerChanges.get(undoes) : null;
    const both = await store.customers.many([fromId, toId]);
    if (!joined || both.size < 2 || [...both.values()].some(({ mergedIntoId }) => mergedIntoId)) return [];
    const since = new Date(joined.at.getTime() - PLACED_AFTER_MS);
    const { ticketIds } = store.customerChanges;
    const tickets = await store.tickets.many(among ?? [...(await ticketIds(fromId, since)), ...(await ticketIds(toId, since))]);
    if (tickets.length === 0) return [];
    const holders = new Map(
      [...(await store.customers.identities([fromId, toId])).values()]
        .flat()
        .map(({ kind, value, customerId }) => [`${kind} ${value}`, customerId]),
    );
    const found: StrayWords[] = [];
    for (const ticket of tickets) {
      if (ticket.mergedIntoId || ticket.moving || !both.has(ticket.customerId)) continue;
      const said = (await allMessages(store, ticket.id)).filter(({ direction }) => direction === 'in');
      const writerId = fromId === ticket.customerId ? toId : fromId;
      const messages = said.filter(
        ({ createdAt, from: { kind, value } }) =>
          createdAt > since && holders.get(`${kind} ${normaliseIdentity(kind as IdentityKind, value) ?? value}`) === writerId,
      );
      if (messages.length > 0)
        found.push({ ticket, writerId, messages, isAll: ticket.opened.at > since && messages.length === said.length });
    }
    return found;
  }

  /** Such words, but not all of a ticket, go to their writer. May run again at any point. */
  async function part({ id, actor }: CustomerChange, { ticket, writerId, messages }: StrayWords): Promise<void> {
    const messageIds = messages.map((message) => message.id);
    const name = (await store.customers.get(writerId))?.name ?? '';
    await store.customerChanges.carry(
      { fromId: ticket.customerId, toId: writerId, identityIds: [], messageIds, visitorIds: [], followupIds: [] },
      name,
    );
    const [first] = messageIds;
    await moves.begin({
      kind: 'carve',
      fromId: ticket.id,
      toId: derivedId(id, `words ${first}`),
      messageIds,
      eventId: derivedId(id, `parted ${first}`),
      undoes: null,
      decision: null,
      event: { type: 'ticket.split', actor },
    });
  }
}

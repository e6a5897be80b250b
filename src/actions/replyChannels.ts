import type { Channel } from '../contract/common.js';
import type { Identity } from '../customers/customer.js';
import type { ListedTicket } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';

export interface ReplyAddress {
  channel: Channel;
  kind: Identity['kind'];
  address: string;
}

/** A call is answered by a text, the generic channel by whatever reaches the customer. */
const ANSWERED_BY: Record<Channel, readonly Channel[]> = {
  email: ['email'],
  sms: ['sms'],
  whatsapp: ['whatsapp', 'sms'],
  voice: ['sms'],
  chat: ['chat'],
  api: [],
};

/**
 * Where the ticket's customer can be answered, the channel of his last message first. Only identities of the customer
 * himself: whoever else wrote into the ticket never widens who gets our replies.
 */
export function createReplyChannels({ store, channels }: Pick<ActionDeps, 'store' | 'channels'>) {
  return async function replyChannels(ticket: ListedTicket): Promise<ReplyAddress[]> {
    const [identities, lastIn, visitors, chatting] = await Promise.all([
      store.customers.identities([ticket.customerId]).then((all) => all.get(ticket.customerId) ?? []),
      store.messages.lastOf(ticket.id, 'in'),
      store.people.visitorsOfCustomer(ticket.customerId),
      store.messages.lastChatter(ticket.id),
    ]);
    const found: ReplyAddress[] = [];
    for (const [channel, adapter] of channels) {
      if (!adapter.sender) continue;
      if (channel === 'whatsapp' && !ticket.channels.includes('whatsapp')) continue;
      const address = channel === 'chat' ? (visitors.find((visitor) => visitor.id === chatting) ?? visitors[0])?.id : addressOn(adapter.sender.reaches, identities, lastIn);
      const kind = adapter.sender.reaches[0];
      if (address && kind) found.push({ channel, kind, address });
    }
    const wanted = lastIn ? ANSWERED_BY[lastIn.channel] : [];
    const rank = ({ channel }: ReplyAddress): number => (wanted.includes(channel) ? wanted.indexOf(channel) : wanted.length + 1);
    return found.sort((a, b) => rank(a) - rank(b));
  };
}

/** The address he last wrote from if it is his; else a proven one; else the oldest. */
function addressOn(reaches: readonly Identity['kind'][], identities: Identity[], lastIn: Message | null): string | undefined {
  const fitting = identities.filter((identity) => reaches.includes(identity.kind));
  const last = fitting.find((identity) => identity.value === lastIn?.from.value.toLowerCase());
  return (last ?? fitting.find((identity) => identity.verified) ?? fitting[0])?.value;
}

export type ReplyChannels = ReturnType<typeof createReplyChannels>;

import type { Channel } from '../contract/common.js';
import type { Identity } from '../customers/customer.js';
import { normaliseIdentity } from '../customers/normalise.js';
import type { VisitorRecord } from '../ports/people.js';
import type { ListedTicket } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';

/** One way to answer: an address, number or id of a chat's visitor, and what kind of identity it is. */
export interface ReplyAddress {
  channel: Channel;
  kind: Identity['kind'];
  address: string;
  /** Whom it reaches. */
  name: string;
  /** It reaches somebody else than the ticket's customer: a visitor whose chat came by a merge. */
  other: boolean;
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

/** Whoever has closed the chat is written to where he can read it; the chat keeps it too if there is nothing else. */
const GONE_FROM_CHAT: readonly Channel[] = ['email', 'sms', 'whatsapp', 'chat'];

/**
 * Where the ticket's customer can be answered, the channel of his last message first. Only identities of the customer
 * himself: whoever else wrote into the ticket never widens who gets our replies. The chat alone answers whoever speaks in it.
 */
export function createReplyChannels({ store, channels, now }: Pick<ActionDeps, 'store' | 'channels' | 'now'>) {
  return async function replyChannels(ticket: ListedTicket): Promise<ReplyAddress[]> {
    const [identities, lastIn, chatter] = await Promise.all([
      store.customers.identities([ticket.customerId]).then((all) => all.get(ticket.customerId) ?? []),
      store.messages.lastOf(ticket.id, 'in'),
      chatterOf(ticket),
    ]);
    // Somebody else's visitor, who came by a merge, is answered in his chat alone: what he typed leads nobody's answers away.
    const own = chatter?.customerId === null || chatter?.customerId === ticket.customerId ? chatter : undefined;
    const inChat = own ? null : await nameOf(chatter);
    const found: ReplyAddress[] = [];
    for (const [channel, adapter] of channels) {
      if (!adapter.sender) continue;
      if (channel === 'whatsapp' && !ticket.channels.includes('whatsapp')) continue;
      const address =
        channel === 'chat'
          ? chatter?.id
          : (addressOn(adapter.sender.reaches, identities, lastIn) ?? (await claimedOn(channel, adapter.sender.reaches, ticket, own)));
      const kind = adapter.sender.reaches[0];
      const other = channel === 'chat' && own === undefined;
      if (address && kind) found.push({ channel, kind, address, name: (other && inChat) || ticket.customerName, other });
    }
    const hasLeft = lastIn?.channel === 'chat' && own !== undefined && !isThere(own, now());
    const wanted = hasLeft ? GONE_FROM_CHAT : lastIn ? ANSWERED_BY[lastIn.channel] : [];
    const rank = ({ channel }: ReplyAddress): number => (wanted.includes(channel) ? wanted.indexOf(channel) : wanted.length + 1);
    return found.sort((a, b) => rank(a) - rank(b));
  };

  /**
   * Whom a line in the chat answers: who spoke last there, whichever customer's he is, since tickets of two may be one now.
   * A visitor who was given to another customer than his words were is answered no more; one whose first line is just being
   * filed is nobody's yet. Where nobody spoke who can be answered it is the customer's last window.
   */
  async function chatterOf(ticket: ListedTicket): Promise<VisitorRecord | undefined> {
    const last = await store.messages.lastChatter(ticket.id);
    const visitor = last && (await store.people.visitor(last.visitorId));
    if (visitor && [null, last.customerId, ticket.customerId].includes(visitor.customerId)) return visitor;
    return (await store.people.visitorsOfCustomer(ticket.customerId))[0];
  }

  /** As his own customer is called, else as he called himself, else the number of his chat. */
  async function nameOf(visitor: VisitorRecord | undefined): Promise<string | null> {
    if (!visitor) return null;
    const customer = visitor.customerId ? await store.customers.get(visitor.customerId) : null;
    return customer?.name || visitor.name || visitor.id;
  }

  /**
   * Where the visitor asked to be reached when he leaves. It proves nothing about him, so it is taken only when it is
   * nobody else's: another customer must not get answers that he never asked for. Whoever answers from there becomes known
   * by it, as a customer of his own; that he was written to there in this ticket keeps the way open.
   */
  async function claimedOn(
    channel: Channel,
    reaches: readonly Identity['kind'][],
    ticket: ListedTicket,
    visitor: VisitorRecord | undefined,
  ): Promise<string | undefined> {
    const claims = [
      { kind: 'email' as const, value: visitor?.claimedEmail?.toLowerCase() },
      { kind: 'phone' as const, value: visitor?.claimedPhone ?? undefined },
    ];
    const claim = claims.find(({ kind, value }) => value !== undefined && reaches.includes(kind));
    if (claim?.value === undefined) return undefined;
    const holders = await store.customers.holders([{ kind: claim.kind, value: claim.value }]);
    if (holders.every(({ customerId }) => customerId === visitor?.customerId)) return claim.value;
    return (await store.messages.lastReply(ticket.id, channel))?.to[0]?.value === claim.value ? claim.value : undefined;
  }
}

/** Connected visitors are noted every minute. */
const THERE_MS = 2 * 60_000;
const isThere = ({ leftAt, seenAt }: VisitorRecord, now: Date): boolean => !leftAt && now.getTime() - seenAt.getTime() < THERE_MS;

/** The address he last wrote from if it is his; else a proven one; else the oldest. */
function addressOn(reaches: readonly Identity['kind'][], identities: Identity[], lastIn: Message | null): string | undefined {
  const fitting = identities.filter((identity) => reaches.includes(identity.kind));
  const last = fitting.find((identity) => identity.value === normaliseIdentity(identity.kind, lastIn?.from.value ?? ''));
  return (last ?? fitting.find((identity) => identity.verified) ?? fitting[0])?.value;
}

export type ReplyChannels = ReturnType<typeof createReplyChannels>;

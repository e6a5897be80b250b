import { isDoubted } from '../customers/customer.js';
import { normaliseIdentity } from '../customers/normalise.js';
import { sharedKind } from '../customers/sharedAddress.js';
import type { InboundMessage, ThreadHint } from '../ports/channel.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { VisitorRecord } from '../ports/people.js';
import type { ListedTicket } from '../ports/store.js';
import { withoutGatewayTags } from '../screening/gatewayTags.js';
import type { ThreadCandidate } from '../threading/decideThread.js';
import type { Message } from '../tickets/message.js';
import { recipientsOf } from '../tickets/recipients.js';
import type { Ticket } from '../tickets/ticket.js';
import type { ActionDeps } from './deps.js';
import { knownAs } from './knownAs.js';

/** So many of them are searched for mails that overtook the one that they answer. */
const SEARCHED_MAX = 10;
/** So many of the mails that it names. */
const NAMED_MAX = 20;
/** So many of our last texts to a number. */
const TEXTS_MAX = 10;
/** So many of a customer's newest tickets are looked at. */
const OWN_MAX = 100;

export interface Candidates {
  own: ThreadCandidate[];
  /** In the order of the message's hints; hints that lead nowhere are left out. */
  hinted: { hint: ThreadHint; ticket: ThreadCandidate }[];
  /** The same mail in another mailbox of ours, and its ticket. */
  copy: { messageId: string; ticket: ThreadCandidate } | null;
  /** The same mail in the same mailbox, which came by another way in another encoding. */
  again: Message | null;
  /** All of these tickets by their ids, as they stood. */
  seen: ReadonlyMap<string, Pick<Ticket, 'status' | 'mergedIntoId' | 'customerId'>>;
  /** Who speaks, when it is a line of a chat, as he was before it. */
  visitor: VisitorRecord | null;
  /** The ordinal of his last ticket, no younger than `own`: who opens the next one by it is refused when another came in between. */
  lastOrdinal: number;
}

/**
 * Reads what `decideThread` needs to know, so that deciding stays pure. At most a handful of indexed queries.
 * `customerId` is null for one who was made a moment ago: he has no tickets.
 */
export function createGatherCandidates({ store, ownAddresses }: Pick<ActionDeps, 'store' | 'ownAddresses'>) {
  return { gather, overtaken, twin };

  /**
   * Mails overtake each other: an answer may be here before what it answers, or two answers to what never came. @returns the
   * customer's tickets that hold a mail which names this one, or else one that this one names too. Asked only when nothing
   * else proves where a message belongs.
   */
  async function overtaken({ mail }: InboundMessage, own: ThreadCandidate[]): Promise<Candidates['hinted']> {
    const open = own.filter((ticket) => ticket.status !== 'closed').slice(0, SEARCHED_MAX);
    if (!mail || open.length === 0) return [];
    for (const ids of [mail.messageId ? [mail.messageId] : [], [...mail.inReplyTo, ...mail.references].slice(-NAMED_MAX)]) {
      const found =
        ids.length > 0
          ? await store.messages.ticketsAnswering(
              open.map(({ id }) => id),
              ids,
            )
          : [];
      if (found.length > 0)
        return open.filter(({ id }) => found.includes(id)).map((ticket) => ({ hint: { kind: 'answered', value: ids[0] ?? '' }, ticket }));
    }
    return [];
  }

  /**
   * @param formerId who holds the sender's address, when he is being merged into the customer at this moment, or taken out of him: his tickets count
   * as the customer's
   * @param mayOpen whether the ordinal is asked for; without it no ticket is to be opened
   */
  async function gather(
    inbound: InboundMessage,
    customerId: string | null,
    { formerId = null, mayOpen = true }: { formerId?: string | null; mayOpen?: boolean } = {},
  ): Promise<Candidates> {
    // Before his tickets are read, never beside or after: a ticket that is opened meanwhile is then either among them or in the way.
    const lastOrdinal = customerId && mayOpen ? await store.tickets.lastOrdinal(customerId) : 0;
    const visitor = await speaker(inbound);
    const holders = [customerId, formerId].filter((id) => id !== null);
    const [tickets, { copy, again }] = await Promise.all([
      Promise.all(holders.map((id) => store.tickets.ofCustomer(id, OWN_MAX))),
      findSame(inbound, customerId),
    ]);
    const own = tickets.flat();
    const mine = await Promise.all(own.map((ticket) => (ticket.mergedIntoId ? store.tickets.resolve(ticket.id) : ticket)));
    const known = new Map(mine.flatMap((ticket) => (ticket ? [[ticket.id, ticket]] : [])));
    const hinted = await follow(inbound, customerId, visitor, known);
    const seen = new Map(
      [...known.values(), ...[...hinted, ...(copy ? [copy] : [])].map(({ ticket }) => ticket)].map((ticket) => [ticket.id, ticket]),
    );
    // A ticket of his that an agent merged into somebody else's is his as well.
    const his = (ticket: ThreadCandidate): ThreadCandidate => (customerId && known.has(ticket.id) ? { ...ticket, customerId } : ticket);
    return {
      own: [...known.values()].map((ticket) => his(candidate(ticket, []))),
      hinted: hinted.map(({ hint, ticket }) => ({ hint, ticket: his(ticket) })),
      copy,
      again,
      seen,
      visitor,
      lastOrdinal,
    };
  }

  /** @param known his tickets, which need not be read again */
  async function follow(
    inbound: InboundMessage,
    customerId: string | null,
    visitor: VisitorRecord | null,
    known: ReadonlyMap<string, ListedTicket>,
  ): Promise<Candidates['hinted']> {
    const { hints, channel, channelAccount } = inbound;
    if (!hints.length) return [];
    const references = hints.filter((hint) => hint.kind === 'reference').map((hint) => hint.value);
    const ownIds = hints.flatMap((hint) => (hint.messageId ? [hint.messageId] : []));
    const [byReference, byId] = await Promise.all([
      store.messages.byExternalIds(channel, references),
      ownIds.length ? store.messages.many(ownIds) : [],
    ]);
    const found: Candidates['hinted'] = [];
    for (const hint of hints) {
      if (hint.kind === 'text_answer') {
        for (const ticket of await textedIn(hint.value, inbound, customerId)) found.push({ hint, ticket });
        continue;
      }
      const message = hint.messageId
        ? byId.find((m) => m.id === hint.messageId)
        : nearest(
            byReference.filter((m) => hint.kind === 'reference' && m.externalId === hint.value),
            channelAccount,
          );
      const ticketId = message?.ticketId ?? (hint.kind === 'chat_session' ? visitor?.ticketId : null);
      const ticket = ticketId ? (known.get(ticketId) ?? (await store.tickets.resolve(ticketId))) : null;
      if (ticket) found.push({ hint, ticket: candidate(ticket, message ? participantsOf(message) : []) });
    }
    return found;
  }

  /**
   * Other customers' tickets that a text from this number may answer: their customer left the number in the chat, and our
   * last text in there went to it. When we wrote to its holder last in a ticket of his own, he answers that.
   */
  async function textedIn(
    phone: string,
    { channel, channelAccount }: InboundMessage,
    customerId: string | null,
  ): Promise<ThreadCandidate[]> {
    const texts = await store.messages.textsTo(channelAccount, phone, TEXTS_MAX);
    if (texts[0]?.customerId === customerId) return [];
    const found = new Map<string, ListedTicket>();
    for (const ticketId of new Set(texts.map((text) => text.ticketId))) {
      const ticket = await store.tickets.resolve(ticketId);
      if (ticket && ticket.customerId !== customerId) found.set(ticket.id, ticket);
    }
    const meant = await Promise.all(
      [...found.values()].map(async (ticket) => {
        const [last, visitors] = await Promise.all([
          store.messages.lastReply(ticket.id, channel),
          store.people.visitorsOfCustomer(ticket.customerId),
        ]);
        return visitors.some(({ claimedPhone }) => claimedPhone === phone) && last?.to[0]?.value === phone
          ? [candidate(ticket, [`phone:${phone}`])]
          : [];
      }),
    );
    return meant.flat();
  }

  /** By the same customer and with the same words: a Message-ID alone is anybody's to write. */
  async function findSame(inbound: InboundMessage, customerId: string | null): Promise<Pick<Candidates, 'copy' | 'again'>> {
    if (inbound.mail === null || inbound.externalId === null || customerId === null) return { copy: null, again: null };
    const same = (await store.messages.byExternalIds(inbound.channel, [inbound.externalId])).filter(
      (m) => m.direction === 'in' && m.customerId === customerId && m.text === inbound.text,
    );
    const again = same.find((m) => m.channelAccount === inbound.channelAccount && saysTheSame(m, inbound)) ?? null;
    const first = same.find((m) => m.channelAccount !== inbound.channelAccount);
    const ticket = first ? await store.tickets.resolve(first.ticketId) : null;
    return { copy: first && ticket ? { messageId: first.id, ticket: candidate(ticket, []) } : null, again };
  }

  /**
   * The same mail in another mailbox of ours, by a sender whom nobody is known by: a form, a no-reply address, one of the desk's, or
   * one that its domain disowns. All that its writer wrote has to be the same to the byte (that is its key), for here no customer
   * stands for it.
   */
  async function twin(
    { externalKey, channelAccount }: Pick<IntakeRecord, 'externalKey' | 'channelAccount'>,
    inbound: InboundMessage,
  ): Promise<Message | null> {
    const { externalId, mail, channel, text, from } = inbound;
    if (
      mail === null ||
      externalId === null ||
      !knownAs(inbound, ownAddresses).every(({ kind, value, proof }) => isDoubted(proof) || sharedKind(kind, value) === 'machine')
    )
      return null;
    const same = await store.messages.byExternalIds(channel, [externalId]);
    for (const first of same) {
      if (
        first.direction !== 'in' ||
        first.channelAccount === channelAccount ||
        first.text !== text ||
        first.from.value.toLowerCase() !== from.value.toLowerCase()
      )
        continue;
      const row = first.intakeId ? await store.intake.find(first.intakeId) : null;
      if (row?.externalKey === externalKey) return first;
    }
    return null;
  }

  async function speaker({ hints }: InboundMessage): Promise<VisitorRecord | null> {
    const session = hints.find((hint) => hint.kind === 'chat_session');
    return session ? store.people.visitor(session.value) : null;
  }
}

/**
 * Whether a relay has only written a mail in another way (RFC 2045, 6: 8bit as quoted-printable or base64): then its key, which is made of its
 * bytes, is another one, and all that is read of it is the same, but for what a gateway on one of the ways has put before its subject.
 */
function saysTheSame(first: Message, inbound: InboundMessage): boolean {
  const files = ({ attachments }: Pick<Message, 'attachments'>): string =>
    JSON.stringify(attachments.map(({ filename, contentType, sha256, size }) => [filename, contentType, sha256, size]));
  return (
    authorsSubject(first) === authorsSubject(inbound) &&
    first.html === inbound.html &&
    first.from.value === inbound.from.value &&
    first.occurredAt.getTime() === inbound.occurredAt.getTime() &&
    files(first) === files(inbound)
  );
}

function authorsSubject({ subject }: Pick<Message, 'subject'>): string {
  return withoutGatewayTags(subject ?? '').trim();
}

/** A mail that came to two of our mailboxes is two messages: the one in the same mailbox is meant. */
function nearest(messages: Message[], channelAccount: string): Message | undefined {
  return messages.find((message) => message.channelAccount === channelAccount) ?? messages[0];
}

/**
 * Those whom we wrote to ourselves, also in copy: a reply from them is expected. It is their own word in the customer's
 * ticket, and changes nothing about where the customer is answered.
 */
function participantsOf(message: Message): string[] {
  return message.direction === 'out'
    ? recipientsOf(message).map(({ kind, value }) => `${kind}:${kind === 'email' ? (normaliseIdentity(kind, value) ?? value) : value}`)
    : [];
}

function candidate(ticket: ListedTicket, participants: string[]): ThreadCandidate {
  const {
    id,
    number,
    customerId,
    status,
    mergedIntoId,
    subject,
    topic,
    channels,
    lastMessageAt,
    solvedAt,
    closedAt,
    preview,
    lastChannel,
    terms = [],
  } = ticket;
  const answeredLast = ticket.lastDirection === 'out';
  return {
    id,
    number,
    customerId,
    status,
    mergedIntoId,
    subject,
    topic,
    channels,
    lastMessageAt,
    solvedAt,
    closedAt,
    preview,
    terms,
    answeredLast,
    lastChannel,
    participants,
  };
}

import type { Channel } from '../../contract/common.js';
import type { SearchKind } from '../../contract/search.js';
import { eachToken, searchable } from '../../lib/search/tokens.js';
import { recipientsOf } from '../../tickets/recipients.js';
import type { CustomerDoc, MessageDoc, TicketDoc } from '../models.js';

/** A record as the index takes it: its words, counted as `marksOf` reads them. */
export interface Entry {
  at: number;
  id: string;
  kind: SearchKind;
  channel: Channel | null;
  ticketId: string;
  words: Map<string, number>;
}

/**
 * Most words that are kept of one record. A mail of average length has about a hundred different ones; a long letter in Chinese, where
 * each two characters are one, a thousand. What is beyond them is not found, so this is for what is no letter: a log, a table.
 */
const MAX_WORDS = 2000;
const OFTEN = 3;
/** How often a word is there, in steps of 4, plus 2 when it is in the title. */
const ONCE = 4;
const IN_TITLE = 2;
/** Who wrote as one of us is told by his name: the rest is an id. */
const OURS = ['agent', 'system', 'rule'];

export type MessageTexts = Pick<
  MessageDoc,
  | '_id'
  | 'ticketId'
  | 'customerId'
  | 'channel'
  | 'direction'
  | 'subject'
  | 'text'
  | 'from'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'attachments'
  | 'createdAt'
>;
export type TicketTexts = Pick<TicketDoc, '_id' | 'number' | 'subject' | 'customerId' | 'customerName' | 'tags' | 'createdAt'>;
export type CustomerTexts = Pick<CustomerDoc, '_id' | 'name' | 'tags' | 'createdAt'>;

/** Only what is searched is read: the HTML of a mail can be large. */
export const MESSAGE_FIELDS = {
  ticketId: 1,
  customerId: 1,
  channel: 1,
  direction: 1,
  subject: 1,
  text: 1,
  from: 1,
  to: 1,
  cc: 1,
  bcc: 1,
  attachments: 1,
  createdAt: 1,
} as const;

/** The searched fields of a message, the title first: the index and the test of a match read the same ones. */
export function messageFields({
  direction,
  subject,
  text,
  from,
  attachments,
  ...recipients
}: Pick<MessageTexts, 'direction' | 'subject' | 'text' | 'from' | 'to' | 'cc' | 'bcc' | 'attachments'>): string[] {
  // Our own address says nothing: it is in every mail.
  const people = direction === 'in' ? [from] : recipientsOf(recipients);
  const named = people.map(({ kind, value, name }) => [name ?? '', OURS.includes(kind) ? '' : value].join(' '));
  return [
    subject ?? '',
    text,
    [...(direction === 'in' ? [] : [from.name ?? '']), ...named].join(' '),
    attachments.map(({ filename }) => filename).join(' '),
  ];
}

/** The searched fields of a ticket, the two of its title first. */
export function ticketFields({ subject, number, customerName, tags }: TicketTexts): string[] {
  return [subject, `#${number}`, customerName, tags.join(' ')];
}

/** The searched fields of a customer, the name first. */
export function customerFields({ name, tags }: CustomerTexts, addresses: readonly string[]): string[] {
  return [name, addresses.join(' '), tags.join(' ')];
}

/** What the index keeps of a message or note. */
export function messageEntry(message: MessageTexts): Entry {
  const [subject = '', text = '', ...named] = messageFields(message);
  return {
    at: message.createdAt.getTime(),
    id: message._id,
    kind: message.direction === 'note' ? 'note' : 'message',
    channel: message.channel,
    // The text as the last: however long it is, people and files are found.
    ticketId: message.ticketId,
    words: wordsOf([subject, ...named, text], 1),
  };
}

/** What the index keeps of a ticket. */
export function ticketEntry(ticket: TicketTexts): Entry {
  return {
    at: ticket.createdAt.getTime(),
    id: ticket._id,
    kind: 'ticket',
    channel: null,
    ticketId: ticket._id,
    words: wordsOf(ticketFields(ticket), 2),
  };
}

/** What the index keeps of a customer. */
export function customerEntry(customer: CustomerTexts, addresses: readonly string[]): Entry {
  return {
    at: customer.createdAt.getTime(),
    id: customer._id,
    kind: 'customer',
    channel: null,
    ticketId: customer._id,
    words: wordsOf(customerFields(customer, addresses), 2),
  };
}

/** @param titles how many of the fields count as title: they come first. */
function wordsOf(fields: readonly string[], titles: number): Map<string, number> {
  const words = new Map<string, number>();
  fields.forEach((field, i) => {
    if (!field) return;
    const mark = i < titles ? IN_TITLE : 0;
    eachToken(searchable(field), (token) => {
      const seen = words.get(token);
      if (seen !== undefined) words.set(token, seen + ONCE);
      else if (words.size < MAX_WORDS) words.set(token, ONCE + mark);
    });
  });
  return words;
}

/** The two bits of a posting: 2 for a word of the title, 1 for one that is there often. */
export function marksOf(counted: number): number {
  return (counted & IN_TITLE) + (counted >= OFTEN * ONCE ? 1 : 0);
}

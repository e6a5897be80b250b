import type { Channel } from '../../contract/common.js';
import type { SearchKind } from '../../contract/search.js';
import { eachToken, searchable } from '../../lib/search/tokens.js';
import type { CustomerDoc, MessageDoc, TicketDoc } from '../models.js';
import { asBytes } from './bytes.js';

/** A record as the index takes it: its words with their marks (2: in the title, 1: often). */
export interface Entry {
  at: number;
  id: string;
  kind: SearchKind;
  channel: Channel | null;
  ticketId: string;
  words: Map<string, number>;
}

/** Most words that are kept of one record: a mail of average length has about a hundred different ones. */
const MAX_WORDS = 400;
const OFTEN = 3;
/** Who wrote as one of us is told by his name: the rest is an id. */
const OURS = ['agent', 'system', 'rule'];

export type MessageTexts = Pick<MessageDoc, '_id' | 'ticketId' | 'customerId' | 'channel' | 'direction' | 'subject' | 'text' | 'from' | 'to' | 'attachments' | 'createdAt'>;
export type TicketTexts = Pick<TicketDoc, '_id' | 'number' | 'subject' | 'customerId' | 'customerName' | 'tags' | 'createdAt'>;
export type CustomerTexts = Pick<CustomerDoc, '_id' | 'name' | 'tags' | 'createdAt'>;

/** Only what is searched is read: the HTML of a mail can be large. */
export const MESSAGE_FIELDS = { ticketId: 1, customerId: 1, channel: 1, direction: 1, subject: 1, text: 1, from: 1, to: 1, 'attachments.filename': 1, createdAt: 1 } as const;

/** The searched fields of a message, the title first: the index and the test of a match read the same ones. */
export function messageFields({ direction, subject, text, from, to, attachments }: MessageTexts): string[] {
  // Our own address says nothing: it is in every mail.
  const people = direction === 'in' ? [from] : to;
  const named = people.map(({ kind, value, name }) => [name ?? '', OURS.includes(kind) ? '' : value].join(' '));
  return [subject ?? '', text, [...(direction === 'in' ? [] : [from.name ?? '']), ...named].join(' '), attachments.map(({ filename }) => filename).join(' ')];
}

export function ticketFields({ subject, number, customerName, tags }: TicketTexts): string[] {
  return [subject, `#${number}`, customerName, tags.join(' ')];
}

export function customerFields({ name, tags }: CustomerTexts, addresses: readonly string[]): string[] {
  return [name, addresses.join(' '), tags.join(' ')];
}

export function messageEntry(message: MessageTexts): Entry {
  return {
    at: message.createdAt.getTime(), id: message._id, kind: message.direction === 'note' ? 'note' : 'message', channel: message.channel,
    ticketId: message.ticketId, words: wordsOf(messageFields(message), 1),
  };
}

export function ticketEntry(ticket: TicketTexts): Entry {
  return { at: ticket.createdAt.getTime(), id: ticket._id, kind: 'ticket', channel: null, ticketId: ticket._id, words: wordsOf(ticketFields(ticket), 2) };
}

export function customerEntry(customer: CustomerTexts, addresses: readonly string[]): Entry {
  return { at: customer.createdAt.getTime(), id: customer._id, kind: 'customer', channel: null, ticketId: customer._id, words: wordsOf(customerFields(customer, addresses), 2) };
}

/** @param titles how many of the fields count as title. */
function wordsOf(fields: readonly string[], titles: number): Map<string, number> {
  const counts = new Map<string, number>();
  const inTitle = new Set<string>();
  fields.forEach((field, i) => {
    if (!field) return;
    eachToken(searchable(field), (token) => {
      const seen = counts.get(token);
      if (seen === undefined && counts.size >= MAX_WORDS) return;
      counts.set(token, (seen ?? 0) + 1);
      if (i < titles) inTitle.add(token);
    });
  });
  const words = new Map<string, number>();
  for (const [token, count] of counts) words.set(asBytes(token), (inTitle.has(token) ? 2 : 0) + (count >= OFTEN ? 1 : 0));
  return words;
}

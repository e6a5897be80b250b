import type { Message } from './tickets.js';

/** So many of a ticket's newest messages are looked at: more than come while one writes, or while a line is cut. */
export const NEWEST_KNOWN = 50;

/** What somebody who writes has not read: the customer wrote, other than by chat; the colleague who answered, or null. */
export interface CameSince {
  customer: boolean;
  colleague: string | null;
}

type Seen = Pick<Message, 'id' | 'direction' | 'channel' | 'forwarded' | 'author' | 'wroteBy'> & {
  delivery: { state: string } | null;
};

/**
 * Of a ticket's newest messages, the oldest of them first, those that came after what somebody has before him. By their ids and not
 * by a time: what is placed late, as a mail with large files, is dated before what he has read.
 */
export function unknownOf<T extends Pick<Message, 'id'>>(messages: readonly T[], known: readonly string[]): T[] {
  const ids = new Set(known);
  const first = messages.findIndex(({ id }) => ids.has(id));
  return messages.slice(first + 1).filter(({ id }) => !ids.has(id));
}

/** Whether somebody who answers has to read it first. In a chat both write at once; a mail or a text was thought over. */
export const isWords = ({ direction, channel, wroteBy }: Pick<Seen, 'direction' | 'channel' | 'wroteBy'>): boolean =>
  direction === 'in' && channel !== 'chat' && wroteBy === 'person';

/** Whether it answers the customer, and is not by the agent `me`. */
export const isAnswerBeside = ({ direction, forwarded, author, delivery }: Seen, me: string): boolean =>
  direction === 'out' && !forwarded && author !== null && author.id !== me && delivery?.state !== 'cancelled';

/** What the agent `me` could not know who has the messages `known` before him; null: nothing. `messages`: as of `unknownOf`. */
export function cameSince(messages: readonly Seen[], me: string, known: readonly string[]): CameSince | null {
  const unknown = unknownOf(messages, known);
  const customer = unknown.some(isWords);
  const colleague = unknown.findLast((message) => isAnswerBeside(message, me))?.author?.name ?? null;
  return customer || colleague !== null ? { customer, colleague } : null;
}

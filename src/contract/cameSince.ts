import type { Knew, Message } from './tickets.js';

/** What somebody who writes has not read: the customer wrote, other than by chat; the colleague who answered, or null. */
export interface CameSince {
  customer: boolean;
  colleague: string | null;
}

type Seen = Pick<Message, 'direction' | 'channel' | 'forwarded' | 'author' | 'delivery' | 'wroteBy' | 'createdAt'>;

/**
 * The customer's last words after that moment that somebody who answers has to read first. In a chat both write at once; a mail
 * or a text was thought over.
 */
export const wordsSince = <T extends Seen>(messages: readonly T[], heardUntil: string | null): T | undefined =>
  messages.findLast(
    ({ direction, channel, wroteBy, createdAt }) =>
      direction === 'in' && channel !== 'chat' && wroteBy === 'person' && createdAt > (heardUntil ?? ''),
  );

/** The last answer of somebody else than the agent `me` after that moment. */
export const answerSince = <T extends Seen>(messages: readonly T[], me: string, knewUntil: string): T | undefined =>
  messages.findLast(
    ({ direction, forwarded, author, delivery, createdAt }) =>
      direction === 'out' && !forwarded && author !== null && author.id !== me && delivery?.state !== 'cancelled' && createdAt > knewUntil,
  );

/** What came to a ticket that the writer of a reply could not know; null: nothing. `messages`: its newest, the oldest of them first. */
export function cameSince(messages: readonly Seen[], me: string, knew: Knew): CameSince | null {
  const customer = wordsSince(messages, knew.heardUntil) !== undefined;
  const colleague = answerSince(messages, me, knew.knewUntil)?.author?.name ?? null;
  return customer || colleague !== null ? { customer, colleague } : null;
}

import type { Ticket } from '../../contract/tickets.js';
import type { Mention } from '../../contract/workspace.js';

/** Something that an agent who looks elsewhere may want to hear of. */
export type News =
  | { kind: 'ticket'; ticket: Ticket }
  | { kind: 'mention'; mention: Mention }
  /** A reply of his own was not sent, as others wrote there first. */
  | { kind: 'heldBack'; ticketId: string }
  /** A reply of his own went out, but its ticket was not resolved with it: the customer had written meanwhile. */
  | { kind: 'staysLive'; ticketId: string };

const listeners = new Set<(news: News) => void>();

/** Tells all who listen, at once. Called by whoever hears of it. */
export function announce(news: News): void {
  for (const listener of listeners) listener(news);
}

/** @returns how to stop hearing */
export function onNews(listener: (news: News) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

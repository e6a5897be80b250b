import type { Actor } from '../tickets/event.js';
import type { Move, TicketStatus } from '../tickets/ticket.js';
import type { Claim, Identity } from './customer.js';

/**
 * What one customer gives to another, as ids, so that it can be given back: a merge gives everything, a link or an unlink
 * one identity and what was said from it alone. `undo` gives back. Never a deletion.
 */
export interface CustomerChange {
  id: string;
  kind: 'merge' | 'link' | 'unlink' | 'undo';
  fromId: string;
  toId: string;
  identityIds: string[];
  ticketIds: string[];
  messageIds: string[];
  visitorIds: string[];
  followupIds: string[];
  /** Tags and claims that `toId` did not have. */
  tags: string[];
  claims: Claim[];
  /** An identity that nobody had and `toId` gets, or one of his that nobody has afterwards; both ids are his then. */
  adds: Identity | null;
  removes: Identity | null;
  /** Messages that change tickets along with it, after everything else. */
  move: ChangeMove | null;
  /** `fromId` ends in `toId` by it. */
  ends: boolean;
  /** `toId` had ended in `fromId`, or was made for this, and stands by itself from now on. */
  revives: boolean;
  undoes: string | null;
  undoneBy: string | null;
  actor: Actor;
  reason: string | null;
  /** `doing` until every part has been given, and nothing can come after it any more: whoever dies meanwhile, it is finished. */
  state: 'doing' | 'done';
  /** When all that was noted had been given by a change that ends somebody; what came to him meanwhile is still looked for. */
  givenAt?: Date;
  at: Date;
}

/** A move of messages that is part of a change: the event that tells of it is known before it begins. */
export type ChangeMove = Pick<Move, 'kind' | 'fromId' | 'toId' | 'messageIds' | 'decision' | 'undoes' | 'eventId'> & {
  revivedStatus: TicketStatus | null;
};

import type { Actor } from '../tickets/event.js';

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
  /** Tags that `toId` did not have. */
  tags: string[];
  /** `fromId` ends in `toId` by it. */
  ends: boolean;
  /** `toId` had ended in `fromId` and stands by itself again. */
  revives: boolean;
  undoes: string | null;
  undoneBy: string | null;
  actor: Actor;
  reason: string | null;
  /** `doing` until every part has been given: whoever dies meanwhile, it is finished. */
  state: 'doing' | 'done';
  at: Date;
}

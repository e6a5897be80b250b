import type { Channel, List, TicketStatus } from '../contract/common.js';
import type { SearchKind } from '../contract/search.js';
import type { SnippetPart } from '../lib/search/snippet.js';

/** One page of a search. All filters must hold; one that is left out holds for everything. */
export interface SearchRequest {
  /** As typed. Nothing to look for in it (punctuation only) finds nothing. */
  q: string;
  kinds?: readonly SearchKind[] | undefined;
  statuses?: readonly TicketStatus[] | undefined;
  channel?: Channel | undefined;
  /** null: unassigned. */
  assigneeId?: string | null | undefined;
  tag?: string | undefined;
  from?: Date | undefined;
  /** Up to and without this instant. */
  to?: Date | undefined;
  /** `best` ranks the newest few hundred matches, then the next few hundred: the work of a page does not grow with the store. */
  sort: 'best' | 'newest';
  limit: number;
  cursor?: string | undefined;
}

/** One message, note, ticket or customer that has all the words. */
export interface SearchHit {
  id: string;
  kind: SearchKind;
  /** Where the message is now, after merges and splits; null for a customer. */
  ticketId: string | null;
  ticketNumber: number | null;
  messageId: string | null;
  /** How a message came or went; null for what is none. */
  said: { direction: 'in' | 'out'; channel: Channel } | null;
  customerId: string;
  title: string;
  snippet: SnippetPart[];
  at: Date;
  score: number;
}

/**
 * Finds words in subjects, messages, notes and customers, the same on both engines. What is stored is noted to be
 * indexed before it is stored, so a process may die anywhere and it is found all the same, once `index` has run.
 */
export interface SearchStore {
  /**
   * Called for each search of an agent; resolves after a bounded amount of work. A page may hold fewer than `limit`
   * although a cursor is there, when filters reject much of what has the words.
   * @throws AppError `invalid_input` for a cursor that is not ours
   */
  find(request: SearchRequest): Promise<List<SearchHit>>;
  /**
   * The tickets that the newest matches are in, newest first, at most `limit`, without the first `skip` of them: for lists
   * that have their own order. Fewer than `limit`: there are no more.
   */
  ticketIds(q: string, limit: number, skip?: number): Promise<string[]>;
  /**
   * Makes everything noted so far findable. Called every moment by each worker process; one at a time does the work,
   * the others return at once. Safe to die in and to run twice.
   * @returns how many entries it indexed; 0 also when another process is at it.
   */
  index(): Promise<number>;
}

import type { CustomerChange } from '../customers/change.js';
import type { Claim } from '../customers/customer.js';

/** Merges, links and unlinks of customers: the log, and the moving itself. */
export interface CustomerChangeStore {
  add(change: CustomerChange): Promise<void>;
  get(id: string): Promise<CustomerChange | null>;
  /** Those that gave to or took from this customer, newest first, at most `limit` of either kind. */
  ofCustomer(customerId: string, limit: number): Promise<CustomerChange[]>;
  /** Of one that could not be done: it never was. */
  drop(id: string): Promise<void>;
  /** Ids of those that have not given all that they noted, begun before `before`. */
  unfinished(before: Date): Promise<string[]>;
  /** All that it noted is given; what comes after it is looked for until it is finished. */
  given(id: string, at: Date): Promise<void>;
  /** Ids of those that are given and not finished, oldest first. */
  lookedAfter(): Promise<string[]>;
  /** Notes what came after all else was noted. Safe to call twice. */
  noteMore(
    id: string,
    held: Pick<CustomerChange, 'identityIds' | 'ticketIds' | 'messageIds' | 'visitorIds' | 'followupIds'>,
  ): Promise<void>;
  /** All that changes hands has done so, and nothing comes after it any more. */
  finish(id: string): Promise<void>;
  /** It is finished by that, too. @returns false when it was undone already. */
  markUndone(id: string, byId: string): Promise<boolean>;
  unmarkUndone(id: string): Promise<void>;
  /**
   * Gives identities, messages, visitors and follow-ups (not tickets, which tell of it in events) from one customer to the
   * other, as far as they are still the first one's. Safe to call twice.
   */
  carry(
    change: Pick<CustomerChange, 'fromId' | 'toId' | 'identityIds' | 'messageIds' | 'visitorIds' | 'followupIds'>,
    toName: string,
  ): Promise<void>;
  /** Ids of this customer's messages; in these tickets only, if told. */
  messageIds(customerId: string, ticketIds?: string[]): Promise<string[]>;
  /** Ids of this customer's tickets; only of those with a message after `since`, if told. */
  ticketIds(customerId: string, since?: Date): Promise<string[]>;
  visitorIds(customerId: string): Promise<string[]>;
  /** Ids of follow-ups for this customer, ended ones too; in these tickets only, if told. */
  followupIds(customerId: string, ticketIds?: string[]): Promise<string[]>;
  /** Writes the customer's tags and claims, and where he ended (null: nowhere). Safe to call twice. */
  setStanding(customerId: string, standing: Standing, at: Date): Promise<void>;
}

/** What a merge or its undoing writes on a customer. `mergedIntoId` left out: stays as it is. */
export interface Standing {
  addTags: string[];
  dropTags: string[];
  addClaims: Claim[];
  dropClaims: Claim[];
  mergedIntoId?: string | null;
}

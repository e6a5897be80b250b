/** What agents and other systems add to customers: edits, records, and suggestions who may be the same person. */
import type { List } from '../contract/common.js';
import type { LinkSuggestion } from '../contract/linkSuggestions.js';
import type { Customer } from '../customers/customer.js';
import type { Change, Edit } from '../customers/edit.js';
import type { CustomerRecord } from '../customers/record.js';
import type { Actor, TicketEvent } from '../tickets/event.js';
import type { PageQuery } from './store.js';

/** One edit as it is written: with the event that tells of it. */
export interface CustomerEditing {
  id: string;
  actor: Actor;
  at: Date;
  set: Edit;
  change: Change;
  /** The edit that this one takes back. */
  undoes?: string;
}

export interface CustomerEditStore {
  /**
   * Reads, asks `edit` what to do, and writes only if nobody else wrote meanwhile; else reads and asks again. The event
   * of it is written in the same step. `edit` may return null for "nothing to do".
   * @throws AppError `not_found`
   */
  edit(
    customerId: string,
    edit: (customer: Customer) => CustomerEditing | null,
  ): Promise<{ customer: Customer; event: TicketEvent | null }>;
  /** Puts events where they belong that a dead process left riding in the customer. */
  settle(customerId: string): Promise<void>;
  /** Those who turned out to be this customer, and those who had turned out to be them. */
  mergedInto(customerId: string): Promise<Customer[]>;
}

/** Orders and the like, put by other systems. */
export interface CustomerRecordStore {
  /** The same customer, kind and number again is the same record. @returns it as it stands */
  put(record: CustomerRecord): Promise<CustomerRecord>;
  /** Of these customers, newest first. */
  of(customerIds: string[], query: PageQuery & { kind?: string | undefined }): Promise<List<CustomerRecord>>;
  /** Everybody's with one of these kinds and numbers. */
  same(records: readonly { kind: string; externalId: string }[], limit: number): Promise<CustomerRecord[]>;
  get(id: string): Promise<CustomerRecord | null>;
  remove(id: string): Promise<void>;
}

/** `decidedAt` and `actor` are null while it is open. */
export type StoredSuggestion = Omit<LinkSuggestion, 'other' | 'createdAt'> & {
  otherId: string | null;
  actor: Actor | null;
  createdAt: Date;
  decidedAt: Date | null;
};

/** Who may be somebody else, too, and what people said of that. */
export interface LinkSuggestionStore {
  /** Notes in whose signature these addresses and numbers (`kind value`) stand. */
  sight(customerId: string, contacts: readonly string[], at: Date): Promise<void>;
  /** Who has signed with each of them, by contact: a few, enough to tell one from several. */
  signers(contacts: readonly string[]): Promise<Map<string, string[]>>;
  /** Adds what is new; what was suggested before stands as it was decided. */
  add(suggestions: StoredSuggestion[]): Promise<void>;
  /** Open ones in which one of these customers has a part. */
  open(customerIds: string[], limit: number): Promise<StoredSuggestion[]>;
  get(id: string): Promise<StoredSuggestion | null>;
  /** @returns false when it is not in the state `from` any more. */
  decide(
    id: string,
    from: StoredSuggestion['state'],
    to: Pick<StoredSuggestion, 'state' | 'changeId' | 'actor' | 'decidedAt'>,
  ): Promise<boolean>;
}

import type * as contract from '../contract/linkSuggestions.js';
import type * as records from '../contract/records.js';
import type { Customer } from '../customers/customer.js';
import type { CustomerRecord } from '../customers/record.js';
import type { StoredSuggestion } from '../ports/customerWork.js';

export function presentRecord({ at, createdAt, updatedAt, ...record }: CustomerRecord): records.CustomerRecord {
  return { ...record, at: at.toISOString(), createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** @param names of the customers in it, by id */
export function presentSuggestion(
  { id, action, customerId, otherId, identity, evidence, score, state, changeId, createdAt }: StoredSuggestion,
  names: ReadonlyMap<string, Customer>,
): contract.LinkSuggestion {
  const other = otherId === null ? null : { id: otherId, name: names.get(otherId)?.name ?? '' };
  return { id, action, customerId, other, identity, evidence, score, state, changeId, createdAt: createdAt.toISOString() };
}

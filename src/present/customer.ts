import type * as contract from '../contract/customers.js';
import type { Customer, Identity } from '../customers/customer.js';

export function presentCustomer(customer: Customer, identities: Identity[]): contract.Customer {
  return {
    id: customer.id,
    name: customer.name,
    identities: identities.map(({ kind, value, verified, source, addedAt, optedOutAt, bounced }) => ({
      kind,
      value,
      verified,
      source,
      addedAt: addedAt.toISOString(),
      optedOut: optedOutAt !== null,
      bounced: bounced ? { ...bounced, at: bounced.at.toISOString() } : null,
    })),
    claims: customer.claims.map(({ kind, value, at }) => ({ kind, value, at: at.toISOString() })),
    tags: customer.tags,
    language: customer.language,
    timeZone: customer.timeZone,
    likes: customer.likes ?? '',
    dislikes: customer.dislikes ?? '',
    notes: customer.notes ?? '',
    fields: customer.fields ?? {},
    version: customer.version ?? 0,
    mergedIntoId: customer.mergedIntoId ?? null,
    createdAt: customer.createdAt.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
  };
}

import type { IdentityKind } from '../contract/common.js';
import type { Customer } from '../customers/customer.js';
import { givenIdentity } from '../customers/normalise.js';
import { AppError } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { ActionDeps } from './deps.js';
import { unusableIdentity } from './unusableIdentity.js';

/** Identities as somebody typed them; they are normalised when he is made. */
export interface GivenCustomer extends Partial<
  Pick<Customer, 'likes' | 'dislikes' | 'notes' | 'fields' | 'tags' | 'language' | 'timeZone'>
> {
  name: string;
  identities: readonly { kind: IdentityKind; value: string; verified: boolean }[];
}

/** Makes a customer of what somebody knows of him. */
export function createMakeCustomer({ store, now }: Pick<ActionDeps, 'store' | 'now'>) {
  /** @throws AppError `identity_taken`, naming the holder, and then nothing was made. */
  return async function makeCustomer(
    { identities, name, tags = [], language = null, timeZone = null, ...noted }: GivenCustomer,
    source: 'api' | 'import',
  ): Promise<Customer> {
    const at = now();
    const id = newId(at.getTime());
    const wanted = new Map<string, GivenCustomer['identities'][number]>();
    for (const { kind, value, verified } of identities) {
      const normal = givenIdentity(kind, value);
      if (normal === null) throw unusableIdentity({ kind, value });
      wanted.set(`${kind}:${normal}`, { kind, value: normal, verified });
    }
    const claimed: string[] = [];
    for (const [i, identity] of [...wanted.values()].entries()) {
      const identityId = derivedId(id, `identity ${i}`);
      const held = await store.customers.addIdentity({
        id: identityId,
        ...identity,
        customerId: id,
        source,
        addedAt: new Date(at.getTime() + i),
        optedOutAt: null,
      });
      if (held.customerId === id) {
        claimed.push(identityId);
        continue;
      }
      for (const claim of claimed) await store.customers.removeIdentity(claim, id);
      const holder = await store.customers.get(held.customerId);
      throw new AppError('identity_taken', `${identity.kind} ${identity.value} belongs to ${holder?.name ?? 'another customer'}.`, {
        kind: identity.kind,
        value: identity.value,
        holder: { id: held.customerId, name: holder?.name ?? null },
      });
    }
    const customer: Customer = { id, name, claims: [], tags, language, timeZone, ...noted, createdAt: at, updatedAt: at };
    await store.customers.ensure(
      customer,
      [...wanted.values()].map((identity) => identity.value),
    );
    return customer;
  };
}

import { identify, isProven, type IdentityDecision } from '../customers/identify.js';
import { displayNameOf } from '../customers/normalise.js';
import type { Customer, Identity, SenderIdentity } from '../customers/customer.js';
import { derivedId } from '../lib/ids.js';
import { languageOfScript } from '../lib/language.js';
import { UnreadableInbound, type InboundMessage } from '../ports/channel.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import { knownAs } from './knownAs.js';

/** Who speaks, and how that was decided. `isNew`: made for this very message. */
export interface FoundCustomer {
  customer: Customer;
  decision: IdentityDecision;
  /** Who says it, in normalised form. */
  sender: SenderIdentity[];
  isNew: boolean;
}

/**
 * Finds the customer who speaks, or makes him. The first identity is claimed in the store before the customer is made,
 * so of two workers with the same new sender one finds what the other made.
 */
export function createFindCustomer({ store, policy, ownAddresses }: Pick<ActionDeps, 'store' | 'policy' | 'ownAddresses'>) {
  return { findCustomer, knownCustomer };

  /** @returns who is known already, if there is nothing to be noted of him; else null. Writes nothing. */
  async function knownCustomer(inbound: InboundMessage): Promise<FoundCustomer | null> {
    const sender = knownAs(inbound, ownAddresses);
    const decision = identify({ sender, holders: await store.customers.holders(sender), shared: policy.threading.sharedAddresses ?? [] });
    if (decision.customerId === null || decision.link.length > 0 || decision.verify.length > 0) return null;
    const customer = await resolve(decision.customerId);
    const claimed = inbound.claims.every((claim) =>
      customer?.claims?.some(({ kind, value }) => kind === claim.kind && value === claim.value),
    );
    return customer && claimed ? { customer, decision, sender, isNew: false } : null;
  }

  /** @param twin the same mail in another mailbox of ours: where its sender is nobody we could know, he is the same nobody. */
  async function findCustomer(inbound: InboundMessage, intakeId: string, at: Date, twin: Message | null = null): Promise<FoundCustomer> {
    const sender = knownAs(inbound, ownAddresses);
    const [first] = sender;
    if (!first) throw new UnreadableInbound('no_sender', 'Nobody can be told from it as the sender.');

    for (let tries = 0; tries < 20; tries++) {
      const holders = await store.customers.holders(sender);
      const decision = identify({ sender, holders, shared: policy.threading.sharedAddresses ?? [] });
      const isTwin = twin !== null && decision.customerId === null && decision.link.length === 0;
      // Somebody is being merged at this moment: his addresses go where he went.
      const named = decision.customerId ?? (isTwin ? twin.customerId : null);
      const standing = named === null ? null : await resolve(named);
      const customerId = standing?.id ?? named ?? intakeId;
      // Empty for a shared address: nobody is known by it, so each message from there is a person of its own.
      const links = decision.link.map(({ kind, value, proof, source }, i): Identity => ({
        id: derivedId(intakeId, `identity ${i}`),
        kind,
        value,
        customerId,
        verified: isProven({ proof }),
        source,
        addedAt: at,
        optedOutAt: null,
      }));
      const made = (): Customer =>
        newCustomer(
          customerId,
          displayNameOf(inbound.from.name, first),
          inbound.language ?? languageOfScript(`${inbound.subject ?? ''} ${inbound.text}`),
          at,
        );
      const addClaims = async (): Promise<void> => {
        for (const claim of isTwin ? [] : inbound.claims) await store.customers.addClaim(customerId, { ...claim, at });
      };
      // Nobody holds what he is known by, and nobody made him before, as with nearly every new customer.
      if (decision.customerId === null && links.length > 0) {
        const customer = made();
        if (await store.customers.begin(customer, links)) {
          await addClaims();
          return { customer, decision, sender, isNew: true };
        }
      }

      let lost = false;
      for (const [i, identity] of links.entries()) {
        const held = await store.customers.addIdentity(identity);
        if (held.customerId !== customerId && decision.customerId === null && i === 0) lost = true;
        if (lost) break;
      }
      if (lost) continue;

      for (const identityId of decision.verify) await store.customers.verifyIdentity(identityId);
      // Made this moment: there is nobody to read.
      const known = standing ?? (decision.customerId === null && links.length > 0 ? null : await store.customers.get(customerId));
      const customer = known ?? made();
      // Whoever claimed his address may be at this very step, or have died before it: it is the customer's all the same.
      const held = holders.filter((identity) => identity.customerId === customerId);
      if (!known)
        await store.customers.ensure(
          customer,
          [...held, ...links].map(({ value }) => value),
        );
      else if (links.length || customerId === intakeId) await store.customers.refreshWords(customerId);
      await addClaims();
      return { customer, decision, sender, isNew: !known };
    }
    throw new Error(`the sender of intake ${intakeId} changed hands 20 times in a row`);
  }

  /** @returns the customer, or whom he was merged into; null when he was claimed and is not made yet */
  async function resolve(customerId: string): Promise<Customer | null> {
    const seen = new Set<string>();
    let customer = await store.customers.get(customerId);
    while (customer?.mergedIntoId && !seen.has(customer.id)) {
      seen.add(customer.id);
      const into = await store.customers.get(customer.mergedIntoId);
      if (!into) break;
      customer = into;
    }
    return customer;
  }
}

function newCustomer(id: string, name: string, language: string | null, at: Date): Customer {
  return { id, name, claims: [], tags: [], language, timeZone: null, createdAt: at, updatedAt: at };
}

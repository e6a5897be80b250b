import type { Evidence } from '../tickets/message.js';
import { isDoubted, type Identity, type Proof, type SenderIdentity } from './customer.js';
import { normaliseIdentity } from './normalise.js';
import { sharedKind, type SharedList } from './sharedAddress.js';

/** All that `identify` may know: it asks no store. */
export interface IdentifyInput {
  /** Who says it, as the channel read it. */
  sender: SenderIdentity[];
  /** Every stored identity whose (kind, value) is among the sender's. */
  holders: Identity[];
  /** More addresses where several people write: see `sharedKind`. */
  shared?: SharedList;
}

/** Whose words they are, and what is to be noted of him now. */
export interface IdentityDecision {
  /** Null: a new customer. */
  customerId: string | null;
  rule: IdentifyRule;
  evidence: Evidence[];
  /** 0..1 */
  confidence: number;
  /** To be stored on that customer: `verified` when its proof is not `claimed`. */
  link: SenderIdentity[];
  /** Ids of the customer's identities that were only claimed so far and that this message proves. */
  verify: string[];
  /** Held by somebody else: not linked, but shown, as evidence `held_elsewhere`. */
  conflicts: { identity: SenderIdentity; customerId: string }[];
}

/** `new_customer`: nobody holds it. `shared_address`: it may be anybody. `refuted_address`: it is the address of
 * somebody known, and its domain says that he did not write this, or was not asked. `no_identity`: the sender gave nothing usable. */
export type IdentifyRule =
  | 'signed_identity'
  | 'carrier_number'
  | 'authenticated_address'
  | 'verified_address'
  | 'claimed_address'
  | 'new_customer'
  | 'shared_address'
  | 'refuted_address'
  | 'no_identity';

const STRENGTH: Record<Proof, number> = { signed: 2, carrier: 1, authenticated: 1, claimed: 0, refuted: 0, unvouched: 0 };

/**
 * Which customer speaks. The strongest proof wins, then the order in which the channel named them. What is only claimed
 * finds a customer when nothing is proven, and never gains anything: it is not linked to him, and nothing proven is
 * linked through it - otherwise a visitor who types somebody's address would own that person's history.
 */
export function identify(input: IdentifyInput): IdentityDecision {
  const { shared } = input;
  const ranked = rank(input.sender);
  const strongest = ranked[0];
  if (!strongest) return decision(null, 'no_identity', 0.5, [], ranked, input);

  const proven = ranked.filter(isProven);
  const usable = proven.length > 0 ? proven : ranked;
  const through = usable.find((identity) => finds(identity, holderOf(identity, input.holders), shared));
  const holder = through && holderOf(through, input.holders);

  if (through && holder && isKeptFrom(through, holder)) return decision(null, 'refuted_address', 0.9, [], ranked, input);
  if (!through || !holder) {
    const nobodys = usable.every((identity) => sharedKind(identity.kind, identity.value, shared) === 'machine');
    if (nobodys) return decision(null, 'shared_address', 0.5, [], ranked, input);
    return decision(null, 'new_customer', isProven(strongest) ? 1 : 0.9, founding(usable, input), ranked, input);
  }
  // Only the browser is known, and somebody signs in on it: people share browsers, so what was said on it stays its own.
  if (through.kind === 'chat' && proven.some((identity) => identity.kind === 'external')) {
    return decision(null, 'new_customer', 1, founding(usable, input), ranked, input);
  }
  const link = isProven(through) ? proven.filter((identity) => mayLink(identity, input)) : [];
  const [rule, confidence] = foundBy(through, holder);
  return decision(holder.customerId, rule, confidence, link, ranked, input);
}

/** Normalised, without repeats, strongest first; a browser comes after everything else that is as strong. */
function rank(sender: SenderIdentity[]): SenderIdentity[] {
  const byKey = new Map<string, SenderIdentity>();
  for (const identity of sender) {
    const value = normaliseIdentity(identity.kind, identity.value);
    if (value === null) continue;
    const key = `${identity.kind}:${value}`;
    const earlier = byKey.get(key);
    if (earlier && STRENGTH[earlier.proof] >= STRENGTH[identity.proof]) continue;
    byKey.set(key, { ...identity, value });
  }
  const weight = (identity: SenderIdentity): number => 2 * STRENGTH[identity.proof] + (identity.kind === 'chat' ? 0 : 1);
  return [...byKey.values()].sort((a, b) => weight(b) - weight(a));
}

/** Whether a message proves that its sender holds the identity, and does not only say so. */
export function isProven({ proof }: Pick<SenderIdentity, 'proof'>): boolean {
  return proof !== 'claimed' && !isDoubted(proof);
}

/** What a domain disowns is kept from whoever is known; what only nobody vouches for, from whoever has proven the address. */
function isKeptFrom({ proof }: SenderIdentity, holder: Identity): boolean {
  return proof === 'refuted' ? isKnown(holder) : isDoubted(proof) && holder.verified;
}

/** Where an address is from that we know by nothing but messages in its own name. */
const BY_ITSELF: ReadonlySet<string> = new Set(['email_from', 'email_form', 'email_reply_to']);

/**
 * Whether a customer is more than what messages in his address's name make of him: it is proven, or an agent, an import or
 * another system gave it to us. Who only ever wrote unproven mails stays one person with mails that his domain disowns: it
 * may be set up badly, and he would be somebody new with each of them.
 */
function isKnown({ verified, source }: Identity): boolean {
  return verified || !BY_ITSELF.has(source);
}

function holderOf(identity: SenderIdentity, holders: Identity[]): Identity | undefined {
  return holders.find((held) => held.kind === identity.kind && held.value === identity.value);
}

/** A machine's address finds somebody only if an agent or the company's own system put it there. */
function finds(identity: SenderIdentity, holder: Identity | undefined, shared: SharedList | undefined): boolean {
  if (!holder) return false;
  return sharedKind(identity.kind, identity.value, shared) !== 'machine' || holder.verified;
}

function foundBy(through: SenderIdentity, holder: Identity): [IdentifyRule, number] {
  if (through.proof === 'signed') return ['signed_identity', 1];
  if (through.proof === 'carrier') return ['carrier_number', 0.95];
  if (through.proof === 'authenticated') return ['authenticated_address', 0.95];
  return holder.verified ? ['verified_address', 0.7] : ['claimed_address', 0.6];
}

/** What a new customer starts with: all that is proven, otherwise the one address that he wrote from. */
function founding(usable: SenderIdentity[], input: IdentifyInput): SenderIdentity[] {
  const { holders, shared } = input;
  const free = usable.filter((identity) => !holderOf(identity, holders) && sharedKind(identity.kind, identity.value, shared) !== 'machine');
  const own = free.some(isProven) ? free.filter((identity) => mayLink(identity, input)) : [];
  // A desk's mailbox, or a family's phone, may be a customer of its own, with nothing else linked to it.
  return own.length > 0 ? own : free.slice(0, 1);
}

function mayLink(identity: SenderIdentity, { holders, shared }: IdentifyInput): boolean {
  return !holderOf(identity, holders) && sharedKind(identity.kind, identity.value, shared) === null;
}

function decision(
  customerId: string | null,
  rule: IdentifyRule,
  confidence: number,
  link: SenderIdentity[],
  ranked: SenderIdentity[],
  { holders, shared }: IdentifyInput,
): IdentityDecision {
  const verify: string[] = [];
  const conflicts: IdentityDecision['conflicts'] = [];
  for (const identity of ranked) {
    const holder = holderOf(identity, holders);
    if (!holder) continue;
    if (holder.customerId !== customerId) conflicts.push({ identity, customerId: holder.customerId });
    else if (isProven(identity) && !holder.verified && !sharedKind(identity.kind, identity.value, shared)) verify.push(holder.id);
  }
  const evidence = ranked.map((identity) => ({ kind: `${identity.proof}_${identity.kind}`, value: identity.value }));
  // A visitor's id tells a reader nothing.
  for (const { identity } of conflicts) if (identity.kind !== 'chat') evidence.push({ kind: 'held_elsewhere', value: identity.value });
  return { customerId, rule, evidence, confidence, link, verify, conflicts };
}

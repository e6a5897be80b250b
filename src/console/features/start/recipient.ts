import type { Customer } from '../../../contract/customers.js';
import { sameAddress } from '../../lib/sameAddress.js';

interface Address {
  kind: 'email' | 'phone';
  value: string;
}

/** Somebody we know, or an address that nobody has yet. */
export type Recipient = { customerId: string; name: string; kinds: readonly string[]; addresses?: readonly string[] } | Address;

const isAddress = ({ kind }: { kind: string }): boolean => kind === 'email' || kind === 'phone';

/** Where he can be reached. */
const addressesOf = ({ identities }: Customer): string[] => identities.filter(isAddress).map(({ value }) => value);

const recipientOf = (customer: Customer): Recipient => ({
  customerId: customer.id,
  name: customer.name,
  kinds: customer.identities.map(({ kind }) => kind),
  addresses: addressesOf(customer),
});

/** As many as are read at a glance. */
const MOST = 6;

/**
 * Whom the words mean, first of all whom Enter takes: with a whole address that is who has exactly this one, or the address itself, and
 * never somebody whose own only begins so.
 * @param found who was found by the words
 */
export function meantBy(words: string, found: readonly Customer[]): Recipient[] {
  const address = addressIn(words);
  if (!address) return found.slice(0, MOST).map(recipientOf);
  const holder = found.find((customer) => addressesOf(customer).some((value) => sameAddress(value, address.value)));
  const others = found.filter((customer) => customer !== holder).map(recipientOf);
  return [holder ? recipientOf(holder) : address, ...others].slice(0, MOST);
}

/** A whole mail address, or a number with its country code; null while it is neither. */
export function addressIn(words: string): Address | null {
  const text = words.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)) return { kind: 'email', value: text.toLowerCase() };
  const digits = text.replace(/[\s().-]/g, '');
  return /^\+\d{8,15}$/.test(digits) ? { kind: 'phone', value: digits } : null;
}

/** How he can be written to first, the likeliest way first. */
export function channelsOf(to: Recipient): ('email' | 'sms')[] {
  const has = (kind: 'email' | 'phone'): boolean => ('customerId' in to ? to.kinds.includes(kind) : to.kind === kind);
  return [...(has('email') ? ['email' as const] : []), ...(has('phone') ? ['sms' as const] : [])];
}

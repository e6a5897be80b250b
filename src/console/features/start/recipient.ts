import type { Customer } from '../../../contract/customers.js';

/** Somebody we know, or an address that nobody has yet. */
export type Recipient = { customerId: string; name: string; kinds: readonly string[] } | { kind: 'email' | 'phone'; value: string };

export const recipientOf = ({ id, name, identities }: Customer): Recipient => ({
  customerId: id,
  name,
  kinds: identities.map(({ kind }) => kind),
});

/** A whole mail address, or a number with its country code; null while it is neither. */
export function addressIn(words: string): { kind: 'email' | 'phone'; value: string } | null {
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

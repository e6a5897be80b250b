import { sharedKind } from '../customers/sharedAddress.js';
import type { IdentityKind } from '../customers/customer.js';
import type { WroteBy } from '../tickets/message.js';
import { mayAnswer } from './whoWrote.js';

/** So many automatic messages one customer gets within the time, whatever the rules say. */
const MAX_AUTOMATIC = 2;
/** So far back a customer's automatic messages are counted. */
export const AUTOMATIC_WINDOW_MS = 3_600_000;

/** What was said to and by a customer, as far as the brake looks at it. */
export interface SaidBefore {
  direction: 'in' | 'out' | 'note';
  wroteBy: WroteBy;
  createdAt: Date;
}

/**
 * The brake of every message that no person writes: two machines must not talk to each other for ever. `never` to an
 * address that a machine reads, and where only machines have written; `later` when this customer got enough for now.
 * @param said of the customer, in any order; the last hour and the ticket in question must be in it
 */
export function mayReachOut(
  address: { kind: IdentityKind; value: string } | null,
  said: readonly SaidBefore[],
  asOf: Date,
): 'now' | 'later' | 'never' {
  if (address && sharedKind(address.kind, address.value) === 'machine') return 'never';
  const inbound = said.filter(({ direction }) => direction === 'in');
  if (inbound.length > 0 && !inbound.some(({ wroteBy }) => mayAnswer(wroteBy))) return 'never';
  const automatic = said.filter(
    ({ direction, wroteBy, createdAt }) =>
      direction === 'out' && wroteBy === 'system' && asOf.getTime() - createdAt.getTime() < AUTOMATIC_WINDOW_MS,
  );
  return automatic.length >= MAX_AUTOMATIC ? 'later' : 'now';
}

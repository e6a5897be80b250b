import type { SenderIdentity } from '../customers/customer.js';
import { normaliseIdentity } from '../customers/normalise.js';
import { UNKNOWN_SENDER } from '../customers/sharedAddress.js';
import type { InboundMessage } from '../ports/channel.js';
import type { ActionDeps } from './deps.js';

/**
 * What a message's sender is looked up by, in normalised form; what has none is left out. No customer is known by an address of the
 * desk: what writes as it is a program, or pretends to be us.
 */
export function knownAs(
  { sender }: Pick<InboundMessage, 'sender'>,
  { isDesks }: Pick<ActionDeps['ownAddresses'], 'isDesks'>,
): SenderIdentity[] {
  return sender.flatMap((identity) => {
    const value = normaliseIdentity(identity.kind, identity.value);
    if (value === null) return [];
    return [{ ...identity, value: identity.kind === 'email' && isDesks(value) ? UNKNOWN_SENDER : value }];
  });
}

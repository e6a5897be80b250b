import type { Message } from '../../../contract/tickets.js';

const KINDS = ['to', 'cc', 'bcc'] as const;
type Kind = (typeof KINDS)[number];
/** So many are named; how many more there are stands behind them. */
const NAMED_MAX = 5;

/**
 * Who a message is addressed to, as its head tells it. That a customer's mail came to us alone is said of none; who else
 * has it, or that we only have a copy, is.
 */
export function recipientsShown({
  direction,
  channel,
  ...message
}: Pick<Message, 'direction' | 'channel' | Kind>): { kind: Kind; named: string; all: string }[] {
  if (channel === 'chat' || direction === 'note') return [];
  if (direction === 'in' && message.to.length < 2 && message.cc.length === 0) return [];
  return KINDS.flatMap((kind) => {
    const addresses = message[kind].map(({ value }) => value).filter(Boolean);
    const more = addresses.length - NAMED_MAX;
    return addresses.length > 0
      ? [{ kind, named: addresses.slice(0, NAMED_MAX).join(', ') + (more > 0 ? ` +${more}` : ''), all: addresses.join(', ') }]
      : [];
  });
}

import type { Message } from '../../../contract/tickets.js';

const KINDS = ['to', 'cc', 'bcc'] as const;
type Kind = (typeof KINDS)[number];
/** So many are named; how many more there are is said behind them. */
const NAMED_MAX = 5;

/**
 * Who a message is addressed to, as its head tells it. That a customer's mail came to us alone is said of none; who else
 * has it, or that we only have a copy, is. `more`: how many there are besides those `named`; `left`: besides `all`.
 */
export function recipientsShown({
  direction,
  channel,
  ...message
}: Pick<Message, 'direction' | 'channel' | 'unnamed' | Kind>): { kind: Kind; named: string; more: number; all: string; left: number }[] {
  if (channel === 'chat' || direction === 'note') return [];
  if (direction === 'in' && message.to.length < 2 && message.cc.length === 0 && message.unnamed.cc === 0) return [];
  return KINDS.flatMap((kind) => {
    const addresses = message[kind].map(({ value }) => value).filter(Boolean);
    const left = kind === 'bcc' ? 0 : message.unnamed[kind];
    const named = addresses.slice(0, NAMED_MAX);
    const more = addresses.length - named.length + left;
    return addresses.length + left > 0 ? [{ kind, named: named.join(', '), more, all: addresses.join(', '), left }] : [];
  });
}

import type { Store } from '../ports/store.js';
import type { Party } from '../tickets/message.js';

/** A call as the voice channel needs it for a piece that does not say who called: who it was, and which of our numbers he called. */
export function findCall({ messages }: Pick<Store, 'messages'>) {
  return async (callSid: string): Promise<{ channelAccount: string; from: Party; to: Party[] } | null> => {
    const known = (await messages.byExternalIds('voice', [callSid])).find(({ direction }) => direction === 'in');
    return known ? { channelAccount: known.channelAccount, from: known.from, to: known.to } : null;
  };
}

import type { Store } from '../ports/store.js';
import { trailerText } from '../tickets/mailParts.js';
import { recipientsOf } from '../tickets/recipients.js';

/** An outgoing message as the mail channel checks its tokens against it: everybody who got it, what envelope it left in, and what it said. */
export function findSent({ messages }: Pick<Store, 'messages'>) {
  return async (
    messageId: string,
  ): Promise<{ recipients: string[]; returnPath: string | null; exposed: boolean; from: string; text: string; trailer: string } | null> => {
    const message = await messages.get(messageId);
    if (message?.direction !== 'out') return null;
    const { delivery, exposed = false, from, text, trailer } = message;
    return {
      recipients: recipientsOf(message).map((party) => party.value),
      returnPath: delivery?.returnPath ?? null,
      exposed,
      from: from.value,
      text,
      trailer: trailer ? trailerText(trailer) : '',
    };
  };
}

import type { Store } from '../ports/store.js';
import { recipientsOf } from '../tickets/recipients.js';

/** An outgoing message as the mail channel checks its tokens against it: everybody who got it, and what envelope it left in. */
export function findSent({ messages }: Pick<Store, 'messages'>) {
  return async (messageId: string): Promise<{ recipients: string[]; returnPath: string | null; exposed: boolean } | null> => {
    const message = await messages.get(messageId);
    return message?.direction === 'out' ? { recipients: recipientsOf(message).map((party) => party.value), returnPath: message.delivery?.returnPath ?? null, exposed: message.exposed ?? false } : null;
  };
}

import type { Message } from '../../../contract/tickets.js';
import type { Outgoing } from '../../api/messages.js';

const CLOCK_SKEW_MS = 60_000;

/** What was written here and is not yet among the messages: the socket may bring it before the answer to our request does. */
export function stillOutgoing(all: readonly Outgoing[], ticketId: string, messages: readonly Message[], myId: string): Outgoing[] {
  return all.filter(
    (one) =>
      one.ticketId === ticketId &&
      !messages.some(
        (message) =>
          message.externalId === one.clientId ||
          (message.author?.id === myId &&
            message.text.trim() === one.body.text.trim() &&
            (message.direction === 'note') === (one.body.kind === 'note') &&
            Date.parse(message.createdAt) > Date.parse(one.at) - CLOCK_SKEW_MS),
      ),
  );
}

import { cameSince, type CameSince } from '../contract/cameSince.js';
import type { NewMessage } from '../contract/tickets.js';
import { AppError } from '../lib/errors.js';
import { KeyedMutex } from '../lib/keyedMutex.js';
import type { ListedTicket } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import type { Say } from './say.js';
import { newestKnown } from './unheardSince.js';

/**
 * Stores what an agent says, unless he could not know what came before it. The replies to a ticket are taken one after the
 * other: of two agents who send in the same moment one is told of the other. Two processes can miss each other by the
 * milliseconds that storing takes.
 */
export function createSayKnowing({ store }: ActionDeps, say: Say, agentNames: () => Promise<ReadonlyMap<string, string>>) {
  const lanes = new KeyedMutex();

  /** @throws AppError `conflict` with what came as `cameSince`; nothing is stored then */
  return (viewer: Viewer, ticket: ListedTicket, body: NewMessage): Promise<Message> =>
    body.kind === 'reply' ? lanes.run(ticket.id, () => reply(viewer, ticket, body)) : say.say(viewer, ticket, body);

  async function reply(viewer: Viewer, ticket: ListedTicket, body: NewMessage): Promise<Message> {
    const came = await unknownTo(viewer, ticket, body);
    if (came) throw new AppError('conflict', 'Others wrote before this.', { cameSince: came });
    return say.say(viewer, ticket, body);
  }

  async function unknownTo(viewer: Viewer, ticket: ListedTicket, { knew, clientId }: NewMessage): Promise<CameSince | null> {
    // Sent again by who did not hear that it was taken: it has come before what came since.
    if (!knew || (await say.said(viewer, ticket, { clientId }))) return null;
    const [messages, names] = await Promise.all([newestKnown(store, ticket.id), agentNames()]);
    const seen = messages.map(({ authorId, forwarded = false, ...message }) => ({
      ...message,
      forwarded,
      author: authorId ? { id: authorId, name: names.get(authorId) ?? message.from.name ?? '' } : null,
    }));
    return cameSince(seen, viewer.id, knew);
  }
}

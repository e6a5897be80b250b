import { cameSince, type CameSince } from '../contract/cameSince.js';
import type { NewMessage } from '../contract/tickets.js';
import { AppError } from '../lib/errors.js';
import { KeyedMutex } from '../lib/keyedMutex.js';
import { presentMessage } from '../present/message.js';
import type { ListedTicket } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import type { Say } from './say.js';

/** As many messages as one asks for at most: more than comes while a line is cut. */
const MOST = 200;

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
    if (!knew) return null;
    const now = await store.tickets.get(ticket.id);
    const [heardUntil, knewUntil] = [new Date(knew.heardUntil ?? 0), new Date(knew.knewUntil)];
    const moved = now && ((now.lastInboundAt ?? 0) > heardUntil || now.lastMessageAt > knewUntil);
    // Sent again by who did not hear that it was taken: it has come before what came since.
    if (!moved || (await say.said(viewer, ticket, { clientId }))) return null;
    const [{ items }, names] = await Promise.all([store.messages.lastOfTicket(ticket.id, { limit: MOST }), agentNames()]);
    const messages = items.reverse().map((message) => presentMessage(message, names));
    // As messages have their times, which are compared as text: to the millisecond.
    return cameSince(messages, viewer.id, { heardUntil: heardUntil.toISOString(), knewUntil: knewUntil.toISOString() });
  }
}

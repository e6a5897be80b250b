import type * as contract from '../contract/tickets.js';
import type { ChatMessage } from '../contract/realtime.js';
import type { OutboxItem } from '../contract/desk.js';
import { foldOf } from '../screening/fold/foldOf.js';
import type { Message } from '../tickets/message.js';
import type { ChatFileUrls } from './chatFiles.js';
import { presentParty } from './party.js';

/** @param agentNames by id: who wrote it is told by his name of today */
export function presentMessage(message: Message, agentNames: ReadonlyMap<string, string>): contract.Message {
  const { authorId, delivery } = message;
  return {
    id: message.id,
    externalId: message.externalId,
    clientId: message.clientId ?? null,
    ticketId: message.ticketId,
    channel: message.channel,
    direction: message.direction,
    subject: message.subject,
    text: message.text,
    fold: foldOf(message),
    html: message.html,
    attachments: message.attachments.map((attachment, index) => ({
      index,
      filename: attachment.filename,
      contentType: attachment.contentType,
      size: attachment.size,
      inline: attachment.inline,
      contentId: attachment.contentId,
      state: attachment.state,
      url: attachment.state === 'stored' ? `/api/v1/messages/${message.id}/attachments/${index}` : null,
    })),
    from: presentParty(message.from),
    to: message.to.map(presentParty),
    cc: (message.cc ?? []).map(presentParty),
    bcc: (message.bcc ?? []).map(presentParty),
    unnamed: message.unnamed ?? { to: 0, cc: 0 },
    forwarded: message.forwarded ?? false,
    mentions: message.mentions ?? [],
    author: authorId ? { id: authorId, name: agentNames.get(authorId) ?? message.from.name ?? '' } : null,
    createdAt: message.createdAt.toISOString(),
    decision: decisionOf(message),
    delivery: delivery
      ? {
          state: delivery.state,
          reason: delivery.reason,
          at: delivery.at.toISOString(),
          nextAt: delivery.nextAt?.toISOString() ?? null,
          attempts: delivery.attempts,
        }
      : null,
    wroteBy: message.wroteBy,
    senderVerified: message.senderVerified,
  };
}

function decisionOf({ decision }: Message): contract.Message['decision'] {
  if (!decision) return null;
  const { links: _links, alternatives = [], ...shown } = decision;
  return { ...shown, alternatives };
}

/** As the visitor of the chat sees it: no notes, no ids of ours beyond the message's own. */
export function presentChatLine(message: Message, urls: ChatFileUrls): ChatMessage {
  const inbound = message.direction === 'in';
  return {
    id: message.id,
    clientId: inbound ? message.externalId : null,
    from: inbound ? 'visitor' : 'agent',
    name: inbound ? null : message.from.name,
    text: message.text,
    files: message.attachments.flatMap(({ filename, contentType, size, state, inline }, index) =>
      inline
        ? []
        : [
            {
              id: `${message.id}/${index}`,
              name: filename,
              contentType,
              size,
              url: state === 'stored' ? urls.urlOf(message.id, index) : null,
            },
          ],
    ),
    at: heardAt(message).toISOString(),
  };
}

/** The moments that any sending takes do not count: agent and visitor see one order. */
const WAITED_MS = 60_000;

/** Where a line stands in the chat: what waited for its time, or for the visitor's server, is said when it goes out. */
function heardAt({ createdAt, delivery }: Message): Date {
  return delivery && delivery.at.getTime() - createdAt.getTime() > WAITED_MS ? delivery.at : createdAt;
}

/** @param headers of a mail, as they go out; undefined for other channels. */
export function presentOutboxItem(message: Message, headers: Record<string, string> | undefined): OutboxItem {
  return {
    id: message.id,
    ticketId: message.ticketId,
    channel: message.channel,
    to: [...message.to, ...(message.cc ?? []), ...(message.bcc ?? [])].map((party) => party.value).join(', '),
    subject: message.subject,
    ...(headers ? { headers } : {}),
    text: message.text,
    formatted: message.html !== null,
    state: message.delivery?.state ?? 'queued',
    reason: message.delivery?.reason ?? null,
    attempts: message.delivery?.attempts ?? 0,
    nextAt: message.delivery?.nextAt?.toISOString() ?? null,
    createdAt: message.createdAt.toISOString(),
  };
}

import { normaliseIdentity } from '../../customers/normalise.js';
import type { SenderIdentity } from '../../customers/customer.js';
import { MAX_MESSAGE_FILES_BYTES } from '../../contract/lists.js';
import {
  DeliveryFailure,
  UnreadableInbound,
  type ChannelAdapter,
  type ChannelSender,
  type InboundMessage,
  type ReadResult,
} from '../../ports/channel.js';
import type { IntakeRecord } from '../../ports/intake.js';
import type { Message } from '../../tickets/message.js';
import { cleanName } from '../cleanLine.js';
import { CHAT_ACCOUNT, ChatBody, ChatMeta } from './intake.js';

/** Pushes a message to the visitor's open windows. A browser that is away fetches it when it comes back. */
export type DeliverToVisitor = (visitorId: string, message: Message) => Promise<void>;

/** Rows of the chat, and our lines back to the visitor. Needs no account of its own. */
export function createChatChannel(deps: { deliverToVisitor: DeliverToVisitor }): ChannelAdapter {
  return { channel: 'chat', read: async (record) => readChatRow(record), sender: createChatSender(deps.deliverToVisitor) };
}

/** @throws {UnreadableInbound} */
function readChatRow(record: IntakeRecord): ReadResult {
  const body = ChatBody.safeParse(parseJson(record.raw)).data;
  const meta = ChatMeta.safeParse(record.meta).data;
  if (!body || !meta) throw new UnreadableInbound('bad_body', 'The chat message has no text or no visitor.');
  const claims = (
    [
      ['email', meta.claimedEmail],
      ['phone', meta.claimedPhone],
    ] as const
  ).flatMap(([kind, typed]) => {
    const value = typed ? normaliseIdentity(kind, typed) : null;
    return value === null ? [] : [{ kind, value }];
  });
  const inbound: InboundMessage = {
    channel: 'chat',
    channelAccount: record.channelAccount,
    externalId: body.clientId,
    amends: false,
    sender: visitorIdentities(meta),
    from: { kind: 'chat', value: meta.visitorId, name: cleanName(meta.name ?? null) },
    senderDoubt: null,
    to: [],
    claims,
    subject: null,
    text: body.text.replace(/\0/g, ''),
    textRank: 0,
    html: null,
    attachments: body.files.map((file) => ({ ...file, inline: false, contentId: null, state: 'stored', sourceUrl: null })),
    mail: null,
    hints: [{ kind: 'chat_session', value: meta.visitorId }],
    wroteBy: 'person',
    language: meta.language ?? null,
    occurredAt: record.receivedAt,
  };
  return { kind: 'message', inbound };
}

/** The host page's word first, then the browser; both are signed. */
function visitorIdentities(meta: ChatMeta): SenderIdentity[] {
  const browser: SenderIdentity = { kind: 'chat', value: meta.visitorId, proof: 'signed', source: 'chat_session' };
  return meta.externalId ? [{ kind: 'external', value: meta.externalId, proof: 'signed', source: 'signed_visitor' }, browser] : [browser];
}

function createChatSender(deliverToVisitor: DeliverToVisitor): ChannelSender {
  return {
    reaches: ['chat'],
    carries: { files: true, html: false, copies: false, fileBytes: MAX_MESSAGE_FILES_BYTES },
    attempts: 10,
    repeatable: true,
    configured: () => true,
    prepare: (draft) => ({
      externalId: draft.id,
      channelAccount: CHAT_ACCOUNT,
      from: { kind: 'agent', value: 'support', name: draft.agentName },
      to: [{ kind: 'chat', value: draft.to.value, name: draft.to.name }],
      subject: null,
      mail: null,
    }),
    async send(message) {
      const visitorId = message.to[0]?.value;
      if (visitorId === undefined) throw new DeliveryFailure('final', 'The message has no recipient.', null);
      try {
        await deliverToVisitor(visitorId, message);
      } catch (error) {
        throw new DeliveryFailure('retry', 'The chat gateway could not be reached.', null, { cause: error });
      }
      return { state: 'accepted', providerId: message.id };
    },
  };
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null; // the schema refuses it with a reason
  }
}

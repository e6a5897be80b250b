import { Readable } from 'node:stream';
import { AppError } from '../../lib/errors.js';
import { safeContentType, safeFilename } from '../../lib/fileNames.js';
import type { Blobs } from '../../ports/blobs.js';
import { MAX_MESSAGE_FILES_BYTES } from '../../contract/lists.js';
import { DeliveryFailure, type ChannelSender, type OutboundDraft, type PreparedOutbound } from '../../ports/channel.js';
import type { Message, Party } from '../../tickets/message.js';
import { recipientsOf } from '../../tickets/recipients.js';
import { isAddress } from './addresses.js';
import {
  assertHeaderSafe,
  boundReferences,
  hasLineBreak,
  outgoingBodies,
  outgoingHeaders,
  replySubject,
  type OutgoingHeaders,
} from './compose.js';
import type { EmailConfig } from './config.js';
import { aborted, isSenderRefused, partlyRefused, smtpFailure, type Refused } from './failures.js';
import type { MailIds } from './ids.js';
import { mailAccount } from './mailboxes.js';
import { createRelays } from './relays.js';

/** RFC 5321, 4.5.4.1: for days, at growing distances. With an hour as the longest pause these are two. */
const ATTEMPTS = 55;

export interface EmailSender extends ChannelSender {
  /** The headers that the message leaves with, for the outbox. */
  mailHeaders(message: Message): OutgoingHeaders;
  /** Hangs up at all relays. */
  close(): void;
}

/** How mail leaves from one of our addresses; `relay` null: it has none of its own. */
export type OutgoingOf = (address: string) => Promise<{ relay: string | null; signedEnvelope: boolean }>;

/**
 * Sends by the relay of the mailbox, or by the configured one. The same message always leaves with the same Message-ID,
 * so it may be sent again.
 *
 * Its envelope sender is signed, so that a bounce proves which mail it is about. A relay that lets out the mailbox's plain
 * address only gets that instead, at once: a bounce that proves less is better than a mail that does not leave.
 */
export function createEmailSender(
  config: EmailConfig,
  ids: MailIds,
  blobs: Pick<Blobs, 'open'>,
  outgoingOf: OutgoingOf = async () => ({ relay: null, signedEnvelope: true }),
): EmailSender {
  const relays = createRelays();
  const relayFor = async (message: Message): Promise<string | null> => (await outgoingOf(message.from.value)).relay ?? config.smtpUrl;

  return {
    reaches: ['email'],
    carries: { files: true, html: true, copies: true, fileBytes: MAX_MESSAGE_FILES_BYTES },
    repeatable: true,
    attempts: ATTEMPTS,
    configured: async (message) => (await relayFor(message)) !== null,
    prepare: (draft) => prepareMail(draft, config, ids),
    mailHeaders: (message) => outgoingHeaders(message, config, ids),
    async send(message, signal) {
      const { relay, signedEnvelope } = await outgoingOf(message.from.value);
      const url = relay ?? config.smtpUrl;
      if (url === null) throw new DeliveryFailure('retry', 'No mail relay is configured.', null);
      const headers = outgoingHeaders(message, config, ids);
      const handOver = (from: string): Promise<unknown> =>
        withSignal(
          relays.get(url).sendMail({ ...toNodemailer(message, headers, from), attachments: attachmentsOf(message, blobs) }),
          signal,
        );
      const plain = message.from.value;
      let returnPath =
        (config.plusAddressing && signedEnvelope && ids.mintEnvelopeSender(plain, message.id, message.to[0]?.value ?? '')) || plain;
      try {
        assertHeaderSafe(headers);
        const info = await handOver(returnPath).catch((error: unknown) => {
          if (returnPath === plain || !isSenderRefused(error)) throw error;
          return handOver((returnPath = plain));
        });
        const providerId = readReply(info) ?? message.externalId;
        const refused = readRefused(info);
        if (!refused.length) return { state: 'accepted', providerId, returnPath };
        const took = waitingFor(message).filter((address) => !refused.some((one) => one.address === address));
        const outcome = partlyRefused(refused, took, message.to[0]?.value);
        if (typeof outcome !== 'string') throw outcome;
        return { state: 'accepted', providerId, reason: outcome, returnPath };
      } catch (error) {
        throw smtpFailure(error);
      }
    },
    close() {
      relays.close();
    },
  };
}

/**
 * @throws {AppError} for a subject or name with a line break, or an address that is none: refused before it is stored.
 */
function prepareMail(draft: OutboundDraft, config: EmailConfig, ids: MailIds): PreparedOutbound {
  const copies = [...(draft.cc ?? []), ...(draft.bcc ?? [])];
  const everybody = [draft.to, ...copies];
  for (const value of [
    draft.subject,
    draft.agentName ?? '',
    ...draft.threadIds,
    ...everybody.flatMap((party) => [party.name ?? '', party.value]),
  ]) {
    if (hasLineBreak(value)) throw new AppError('invalid_input', 'A subject, name or address must not hold a line break.');
  }
  for (const { value } of everybody)
    if (!isAddress(value)) throw new AppError('invalid_input', 'This is not an e-mail address.', { address: value.slice(0, 320) });
  const from = draft.mailbox ?? { address: config.fromAddress, name: config.fromName };
  const seen = new Set([draft.to.value.toLowerCase()]);
  const parties = (given: { value: string; name: string | null }[] = []): Party[] =>
    given.flatMap(({ value, name }) => {
      if (seen.has(value.toLowerCase())) return [];
      seen.add(value.toLowerCase());
      return [{ kind: 'email', value, name }];
    });
  const [cc, bcc] = [parties(draft.cc), parties(draft.bcc)];
  const last = draft.threadIds.at(-1);
  return {
    externalId: ids.mintMessageId(draft.id, draft.to.value),
    channelAccount: mailAccount(from.address),
    from: { kind: 'email', value: from.address, name: from.name },
    to: [{ kind: 'email', value: draft.to.value, name: draft.to.name }],
    ...(cc.length ? { cc } : {}),
    ...(bcc.length ? { bcc } : {}),
    subject: draft.forwarded || draft.begins ? draft.subject : replySubject(draft.subject),
    mail: {
      messageId: ids.mintMessageId(draft.id, draft.to.value),
      inReplyTo: last === undefined ? [] : [last],
      references: boundReferences(draft.threadIds),
    },
  };
}

function toNodemailer(message: Message, headers: OutgoingHeaders, returnPath: string): object {
  const party = (from: Message['from']): { name: string; address: string } => ({ name: from.name ?? '', address: from.value });
  const { text, html } = outgoingBodies(message);
  const extra = Object.entries(headers).filter(([name]) => name.startsWith('X-') || name === 'Auto-Submitted');
  return {
    from: party(message.from),
    to: message.to.map(party),
    cc: (message.cc ?? []).map(party),
    // Who gets a blind copy stands in the envelope alone.
    envelope: { from: returnPath, to: waitingFor(message) },
    subject: headers['Subject'],
    messageId: headers['Message-ID'],
    ...(headers['In-Reply-To'] === undefined ? {} : { inReplyTo: headers['In-Reply-To'] }),
    ...(headers['References'] === undefined ? {} : { references: headers['References'] }),
    ...(headers['Reply-To'] === undefined ? {} : { replyTo: headers['Reply-To'] }),
    headers: Object.fromEntries(extra),
    text,
    html,
    date: message.createdAt,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Streams of the stored files. Names and types are made safe once more: they stand in headers. */
function attachmentsOf(message: Message, blobs: Pick<Blobs, 'open'>): object[] {
  return message.attachments.flatMap(({ sha256, filename, contentType, inline, contentId }, position) => {
    if (!sha256) return [];
    const type = safeContentType(contentType);
    const cid =
      inline && contentId && /^[\w.@-]{1,200}$/.test(contentId)
        ? { cid: contentId, contentDisposition: 'inline' }
        : { contentDisposition: 'attachment' };
    return [{ filename: safeFilename(filename, type, position), contentType: type, content: lazily(() => blobs.open(sha256)), ...cid }];
  });
}

/** Opened when it is read, so that a mail with ten files holds none of them open while it waits for its turn. */
function lazily(open: () => Promise<Readable>): Readable {
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const part of await open()) yield Buffer.from(part as Uint8Array);
  }
  return Readable.from(bytes(), { objectMode: false });
}

/** Everybody who does not have it yet. */
function waitingFor(message: Message): string[] {
  return recipientsOf(message)
    .map((party) => party.value)
    .filter((address) => !message.delivery?.took?.includes(address));
}

/** Recipients that the relay refused while it took the mail for others. */
function readRefused(info: unknown): Refused[] {
  const errors: unknown = typeof info === 'object' && info !== null && 'rejectedErrors' in info ? info.rejectedErrors : null;
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => {
    const { recipient, responseCode, response } = (error ?? {}) as Record<string, unknown>;
    return typeof recipient === 'string'
      ? [
          {
            address: recipient,
            code: typeof responseCode === 'number' ? responseCode : null,
            response: typeof response === 'string' ? response : '',
          },
        ]
      : [];
  });
}

/** nodemailer cannot stop a mail on its way; we stop waiting. */
function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(aborted());
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(aborted());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The relay's last reply, e.g. `250 2.0.0 Ok: queued as 4F2`. */
function readReply(info: unknown): string | null {
  const response = typeof info === 'object' && info !== null && 'response' in info ? info.response : null;
  return typeof response === 'string' ? response.slice(0, 200) : null;
}

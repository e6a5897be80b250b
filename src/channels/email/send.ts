import nodemailer, { type Transporter } from 'nodemailer';
import { AppError } from '../../lib/errors.js';
import { DeliveryFailure, type ChannelSender, type OutboundDraft, type PreparedOutbound } from '../../ports/channel.js';
import type { Message } from '../../tickets/message.js';
import { isAddress } from './addresses.js';
import { assertHeaderSafe, boundReferences, hasLineBreak, outgoingBodies, outgoingHeaders, replySubject, type OutgoingHeaders } from './compose.js';
import type { EmailConfig } from './config.js';
import { aborted, smtpFailure } from './failures.js';
import type { MailIds } from './ids.js';
import { mailAccount } from './mailboxes.js';

export interface EmailSender extends ChannelSender {
  /** The headers that the message leaves with, for the outbox. */
  mailHeaders(message: Message): OutgoingHeaders;
  close(): void;
}

/** Sends by the configured relay. The same message always leaves with the same Message-ID, so it may be sent again. */
export function createEmailSender(config: EmailConfig, ids: MailIds): EmailSender {
  let transport: Transporter | null = null;
  const relay = (url: string): Transporter =>
    (transport ??= nodemailer.createTransport(
      {
        url,
        pool: true,
        maxConnections: 5,
        maxMessages: 100,
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 30_000,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
    ));

  return {
    reaches: ['email'],
    carries: { files: true, html: true, copies: true },
    repeatable: true,
    configured: () => config.smtpUrl !== null,
    prepare: (draft) => prepareMail(draft, config, ids),
    mailHeaders: (message) => outgoingHeaders(message, config, ids),
    async send(message, signal) {
      if (config.smtpUrl === null) throw new DeliveryFailure('retry', 'No mail relay is configured.', null);
      const headers = outgoingHeaders(message, config, ids);
      try {
        assertHeaderSafe(headers);
        const sent = relay(config.smtpUrl).sendMail(toNodemailer(message, headers));
        const info: unknown = await withSignal(sent, signal);
        return { state: 'accepted', providerId: readReply(info) ?? message.externalId };
      } catch (error) {
        throw smtpFailure(error);
      }
    },
    close() {
      transport?.close();
      transport = null;
    },
  };
}

/**
 * @throws {AppError} for a subject or name with a line break, or an address that is none: refused before it is stored.
 */
function prepareMail(draft: OutboundDraft, config: EmailConfig, ids: MailIds): PreparedOutbound {
  for (const value of [draft.subject, draft.to.name ?? '', draft.to.value, draft.agentName ?? '', ...draft.threadIds]) {
    if (hasLineBreak(value)) throw new AppError('invalid_input', 'A subject, name or address must not hold a line break.');
  }
  if (!isAddress(draft.to.value)) throw new AppError('invalid_input', 'This is not an e-mail address.');
  const last = draft.threadIds.at(-1);
  return {
    externalId: ids.mintMessageId(draft.id, draft.to.value),
    channelAccount: mailAccount(config.fromAddress),
    from: { kind: 'email', value: config.fromAddress, name: config.fromName },
    to: [{ kind: 'email', value: draft.to.value, name: draft.to.name }],
    subject: replySubject(draft.subject),
    mail: {
      messageId: ids.mintMessageId(draft.id, draft.to.value),
      inReplyTo: last === undefined ? [] : [last],
      references: boundReferences(draft.threadIds),
    },
  };
}

function toNodemailer(message: Message, headers: OutgoingHeaders): object {
  const party = (from: Message['from']): { name: string; address: string } => ({ name: from.name ?? '', address: from.value });
  const { text, html } = outgoingBodies(message);
  const extra = Object.entries(headers).filter(([name]) => name.startsWith('X-') || name === 'Auto-Submitted');
  return {
    from: party(message.from),
    to: message.to.map(party),
    envelope: { from: message.from.value, to: message.to.map((to) => to.value) },
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

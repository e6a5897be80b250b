import { createHash } from 'node:crypto';
import { apiIntake } from '../../channels/api/intake.js';
import { CHAT_ACCOUNT } from '../../channels/chat/intake.js';
import { mailIntake } from '../../channels/email/intake.js';
import { messageIntake, statusIntake } from '../../channels/sms/intake.js';
import { readForm } from '../../channels/twilio/form.js';
import { voiceIntake } from '../../channels/voice/intake.js';
import type { InboundRaw } from '../../ports/intake.js';
import type { IntakeDoc } from '../../ports/store.js';
import type { Message } from '../../tickets/message.js';
import type { Person } from './people.js';

const TWILIO = { accountSid: null, authTokens: [], number: null, publicUrl: '', apiBase: null };

/** The bytes as they came to the door: what the channel reads out of them is the message. */
export function rawOf(message: Message, person: Person, agentId: string): InboundRaw {
  const { text, externalId } = message;
  switch (message.channel) {
    case 'email':
      return mailIntake(mailOf(message), message.to[0]?.value ?? '', {
        via: 'smtp',
        mailFrom: message.from.value,
        rcptTo: message.to.map((to) => to.value),
        peer: '192.0.2.25',
        helo: 'mx.example.net',
        secure: true,
      });
    case 'chat': {
      const visitor = person.visitor;
      // As `chat.say` builds it: the visitor's id and his client's make the key.
      return {
        channel: 'chat',
        channelAccount: CHAT_ACCOUNT,
        externalKey: `${visitor?.id ?? ''} ${externalId ?? ''}`,
        raw: Buffer.from(JSON.stringify({ clientId: externalId, text })),
        meta: {
          visitorId: visitor?.id,
          externalId: null,
          name: visitor?.name ?? null,
          claimedEmail: visitor?.claimedEmail ?? null,
          language: visitor?.language ?? null,
        },
      };
    }
    case 'api':
      return apiIntake(
        {
          externalId: externalId ?? '',
          from: { kind: 'email', value: message.from.value, ...(message.from.name ? { name: message.from.name } : {}) },
          ...(message.subject ? { subject: message.subject } : {}),
          text,
        },
        { agentId },
      );
    case 'voice':
      return voiceRaw(message, 'call');
    default: {
      const prefix = message.channel === 'whatsapp' ? 'whatsapp:' : '';
      const form = {
        MessageSid: externalId ?? '',
        From: prefix + message.from.value,
        To: prefix + (message.to[0]?.value ?? ''),
        Body: text,
        NumMedia: '0',
        ...(message.from.name ? { ProfileName: message.from.name } : {}),
      };
      const raw = Buffer.from(new URLSearchParams(form).toString());
      return required(messageIntake(readForm(raw), raw));
    }
  }
}

/** A call's row, or the one with its transcript. */
export function voiceRaw(message: Message, event: 'call' | 'transcript'): InboundRaw {
  const said: Record<string, string> =
    event === 'call'
      ? { CallStatus: 'ringing' }
      : {
          TranscriptionSid: (message.externalId ?? '').replace('CA', 'TR'),
          TranscriptionStatus: 'completed',
          TranscriptionText: message.text,
        };
  const form = { CallSid: message.externalId ?? '', From: message.from.value, To: message.to[0]?.value ?? '', ...said };
  const raw = Buffer.from(new URLSearchParams(form).toString());
  return required(voiceIntake(readForm(raw), raw, '', TWILIO));
}

/** The provider's report on a message of ours. */
export function reportRaw(message: Message, status: 'delivered' | 'undelivered', code: string | null): InboundRaw {
  const prefix = message.channel === 'whatsapp' ? 'whatsapp:' : '';
  const form = {
    MessageSid: message.delivery?.providerId ?? '',
    MessageStatus: status,
    From: prefix + message.from.value,
    To: prefix + (message.to[0]?.value ?? ''),
    ...(code ? { ErrorCode: code } : {}),
  };
  const raw = Buffer.from(new URLSearchParams(form).toString());
  return required(statusIntake(readForm(raw), raw));
}

/** The row when its worker is done with it. */
export function rowOf(inbound: InboundRaw, id: string, at: Date, tookMs: number, end: { ticketId: string; messageId: string }): IntakeDoc {
  const { raw, channel, channelAccount, externalKey, meta } = inbound;
  return {
    _id: id,
    channel,
    channelAccount,
    externalKey,
    state: 'done',
    raw,
    size: raw.length,
    sha256: createHash('sha256').update(raw).digest('hex'),
    meta,
    receivedAt: at,
    nextAt: at,
    attempts: 0,
    code: null,
    message: null,
    ...end,
    doneAt: new Date(at.getTime() + tookMs),
  };
}

function mailOf({ from, to, subject, text, html, mail, occurredAt }: Message): Buffer {
  const ids = (list: string[]): string => list.map((id) => `<${id}>`).join(' ');
  const head = [
    `From: ${from.name ? `${/^[\w ]+$/.test(from.name) ? from.name : word(from.name, '"')} ` : ''}<${from.value}>`,
    `To: ${to.map((party) => party.value).join(', ')}`,
    `Subject: ${word(subject ?? '')}`,
    `Message-ID: <${mail?.messageId ?? ''}>`,
    ...(mail?.inReplyTo.length ? [`In-Reply-To: ${ids(mail.inReplyTo)}`] : []),
    ...(mail?.references.length ? [`References: ${ids(mail.references)}`] : []),
    `Date: ${occurredAt.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
  ];
  const part = (type: string, body: string): string[] => [
    `Content-Type: text/${type}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
    '',
    body.replaceAll('\n', '\r\n'),
  ];
  const body =
    html === null
      ? part('plain', text)
      : ['Content-Type: multipart/alternative; boundary="b1"', '', '--b1', ...part('plain', text), '--b1', ...part('html', html), '--b1--'];
  return Buffer.from(`${[...head, ...body].join('\r\n')}\r\n`);
}

/** A header's words (RFC 2047). @param quote what plain ones stand between. */
function word(text: string, quote = ''): string {
  if (!/[^\x20-\x7e]/.test(text)) return quote + text + quote;
  const chunks: string[] = [];
  let chunk = '';
  for (const char of text) {
    if (Buffer.byteLength(chunk + char) > 42) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += char;
  }
  return [...chunks, chunk].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('the form that the seed made is not one that its channel takes');
  return value;
}

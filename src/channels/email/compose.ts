import type { Message } from '../../tickets/message.js';
import { escapeHtml } from '../../tickets/macroText.js';
import { trailerText } from '../../tickets/mailParts.js';
import type { EmailConfig } from './config.js';
import type { MailIds } from './ids.js';
import { plainToHtml } from './htmlToPlain.js';
import { sanitiseHtml } from './sanitise.js';

/** Header names in the order in which they are shown. */
export type OutgoingHeaders = Record<string, string>;

const MAX_REFERENCES = 21;

/** `Re:` once, whatever the thread's programs called it; the subject itself stays as it is. */
export function replySubject(subject: string): string {
  const base = subject.replace(/^(?:\s*(?:re|aw|sv|antw|vs|odp|ref|rif|res|回复|答复|返信)(?:\[\d{1,3}\])?\s*[:：])+\s*/i, '').trim();
  return `Re: ${base === '' ? '(no subject)' : base}`;
}

/** The first id (the thread's root) and the newest: what mail programs need to thread. */
export function boundReferences(ids: readonly string[]): string[] {
  const unique = [...new Set(ids)];
  return unique.length <= MAX_REFERENCES ? unique : [...unique.slice(0, 1), ...unique.slice(1 - MAX_REFERENCES)];
}

/** Whether a header's value could begin another header, or end the mail's head: line breaks of any kind, and NUL. */
export function hasLineBreak(value: string): boolean {
  return /[\r\n\0\u2028\u2029]/.test(value);
}

/** @throws {RangeError} for a header value that would start another header. */
export function assertHeaderSafe(headers: OutgoingHeaders): void {
  for (const [name, value] of Object.entries(headers)) {
    if (hasLineBreak(value) || hasLineBreak(name)) throw new RangeError(`header ${name.replace(/[^\w-]/g, '')} holds a line break`);
  }
}

/** The headers that a stored outgoing message leaves with. */
export function outgoingHeaders(message: Message, config: EmailConfig, ids: MailIds): OutgoingHeaders {
  const recipient = message.to[0]?.value ?? '';
  const replyTo = config.plusAddressing ? ids.mintReplyAddress(message.from.value, message.id, recipient) : null;
  const inReplyTo = message.mail?.inReplyTo.at(-1);
  const references = message.mail?.references ?? [];
  const isPerson = message.wroteBy === 'person';
  return {
    From: formatAddress(message.from.name, message.from.value),
    To: message.to.map((party) => formatAddress(party.name, party.value)).join(', '),
    ...(message.cc?.length ? { Cc: message.cc.map((party) => formatAddress(party.name, party.value)).join(', ') } : {}),
    Subject: message.subject ?? '',
    'Message-ID': `<${message.externalId ?? ids.mintMessageId(message.id, recipient)}>`,
    ...(inReplyTo === undefined ? {} : { 'In-Reply-To': `<${inReplyTo}>` }),
    ...(references.length === 0 ? {} : { References: references.map((id) => `<${id}>`).join(' ') }),
    ...(replyTo === null ? {} : { 'Reply-To': formatAddress(message.from.name, replyTo) }),
    'X-SayOnce-Loop': ids.mintLoopMark(message.id, recipient),
    'X-Auto-Response-Suppress': isPerson ? 'OOF' : 'All',
    ...(isPerson ? {} : { 'Auto-Submitted': 'auto-generated' }),
  };
}

/** `"Name" <address>`; quotes and backslashes in the name are escaped. */
export function formatAddress(name: string | null, address: string): string {
  return name === null || name === '' ? address : `"${name.replace(/[\\"]/g, '\\$&')}" <${address}>`;
}

/** Text, and simple HTML of the same words when the message has none of its own. */
export function outgoingBodies(message: Message): { text: string; html: string } {
  const clean = (text: string): string => text.replace(/\r\n|\r/g, '\n').replace(/\0/g, '');
  const text = clean(message.text);
  const html = (message.html === null ? null : sanitiseHtml(message.html)) ?? plainToHtml(text);
  const { trailer } = message;
  if (!trailer?.signature && !trailer?.quote) return { text, html };
  const { signature, quote } = trailer;
  return {
    text: `${text}\n\n${clean(trailerText(trailer))}`,
    html: [
      html,
      signature ? `<div class="signature">-- <br>${plainToHtml(clean(signature))}</div>` : '',
      quote
        ? `<div class="quoted"><div>${escapeHtml(quote.intro)}</div><blockquote type="cite">${plainToHtml(clean(quote.text))}</blockquote></div>`
        : '',
    ].join(''),
  };
}

import { randomUUID } from 'node:crypto';

/** Base64 lines of a body are at most 76 characters (RFC 2045, 6.8). */
const LINE = /.{1,76}/g;
/** An encoded word is at most 75 characters (RFC 2047, 2); 45 bytes of UTF-8 make 60 of base64. */
const WORD_BYTES = 45;

/** The bytes of a plain mail as a mail program sends it (RFC 5322), for a customer who is invented to try the desk. */
export function composeRaw(mail: {
  fromName: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  at: Date;
  inReplyTo?: string | undefined;
}): Buffer {
  const headers = [
    `From: ${encoded(mail.fromName)} <${mail.from}>`,
    `To: <${mail.to}>`,
    `Subject: ${encoded(mail.subject)}`,
    `Date: ${mail.at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${mail.from.split('@')[1] ?? 'example.org'}>`,
    ...(mail.inReplyTo ? [`In-Reply-To: ${mail.inReplyTo}`, `References: ${mail.inReplyTo}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  const body = Buffer.from(mail.text, 'utf8').toString('base64').match(LINE) ?? [];
  return Buffer.from(`${[...headers, '', ...body].join('\r\n')}\r\n`, 'ascii');
}

function encoded(text: string): string {
  if (/^[\w .,!?'-]*$/.test(text) && text.length < 60) return text;
  const words: string[] = [];
  let part = '';
  for (const char of text) {
    if (Buffer.byteLength(part + char) > WORD_BYTES) {
      words.push(part);
      part = '';
    }
    part += char;
  }
  words.push(part);
  return words.map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join('\r\n ');
}

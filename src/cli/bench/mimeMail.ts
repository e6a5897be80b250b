import { randomUUID } from 'node:crypto';

export interface MailParts {
  name: string;
  email: string;
  subject: string;
  text: string;
  html?: string;
  attachments?: readonly { filename: string; content: string | Buffer; contentType: string }[];
}

/** A mail as it comes over the wire. */
export function mimeMail({ name, email, subject, text, html, attachments = [] }: MailParts): string {
  const word = (value: string): string => `=?utf-8?B?${Buffer.from(value).toString('base64')}?=`;
  const part = (contentType: string, content: string | Buffer, more = ''): string =>
    `--next\r\nContent-Type: ${contentType}\r\n${more}Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;
  return [
    `From: ${word(name)} <${email}>`,
    'To: support@example.com',
    `Subject: ${word(subject)}`,
    `Message-ID: <${randomUUID()}@example.org>`,
    `Date: ${new Date().toUTCString()}`,
    `MIME-Version: 1.0`,
    `Content-Type: multipart/${attachments.length ? 'mixed' : 'alternative'}; boundary="next"`,
    '',
    `${part('text/plain; charset=utf-8', text)}${html ? part('text/html; charset=utf-8', html) : ''}${attachments.map((file) => part(`${file.contentType}; name="${word(file.filename)}"`, file.content, `Content-Disposition: attachment; filename="${word(file.filename)}"\r\n`)).join('')}--next--`,
    '',
  ].join('\r\n');
}

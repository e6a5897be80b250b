import { decodeBase64Text } from '../../../../src/channels/email/base64Text.js';
import { parseInline } from '../../../../src/channels/email/parse.js';
import { eml } from '../support/fixtures.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const wrapped = (text: string): string => base64(text).replace(/.{76}/g, '$&\r\n');
const LONG = 'It leaks at the bottom, and I do not know what to do about it. '.repeat(4);

test.each([
  ['in lines', wrapped(LONG), LONG],
  ['in one line', base64(LONG), LONG],
  ['of a few letters', base64('Hi'), 'Hi'],
  ['padded line by line', `${base64('It ')}\n${base64('leaks')}\n${base64('!!')}`, 'It leaks!!'],
  ['with strange letters within', wrapped(LONG).replace('\r\n', '-\r\n!\r\n'), LONG],
  ['with a footer below', `${wrapped(LONG)}\r\n\r\n-- \r\nThe list`, `${LONG}\n-- \nThe list`],
  ['that is none', 'It leaks at the bottom, she said.\r\nBye', 'It leaks at the bottom, she said.\nBye'],
])('base64 %s', (_what, encoded, text) => {
  expect(decodeBase64Text(encoded).toString()).toBe(text);
});

test.each(['text/csv', 'text/plain\r\nContent-Disposition: attachment'])(
  'the bytes of a file (%s) are only what is encoded',
  async (type) => {
    const mail = await parseInline(
      eml('From: ann@example.org', `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', '', wrapped(LONG), '', '-- ', 'The list'),
    );
    expect(Buffer.from(mail.attachments[0]?.bytes ?? []).toString('latin1')).not.toContain('The list');
  },
);

test('a mail that was never encoded is shown as it was written', async () => {
  const mail = await parseInline(
    eml(
      'From: ann@example.org',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      'It leaks at the bottom.',
    ),
  );
  expect(mail.text).toBe('It leaks at the bottom.');
});

import { quoteOf, signatureOf, trailerText } from '../../../src/tickets/mailParts.js';

const answered = {
  text: 'It broke.\n> as before\n',
  createdAt: new Date('2026-11-22T09:05:00Z'),
  from: { name: 'Kim\r\nBcc: x', value: 'kim@example.org' },
};

test.each([
  ['en-GB', 'On 2026-11-22 09:05 UTC, Kim Bcc: x wrote:'],
  ['de', 'Am 2026-11-22 09:05 UTC schrieb Kim Bcc: x:'],
  ['zh-TW', '2026-11-22 09:05 UTC，Kim Bcc: x 寫道：'],
  ['zh-Hant', '2026-11-22 09:05 UTC，Kim Bcc: x 寫道：'],
  ['zh', '2026-11-22 09:05 UTC，Kim Bcc: x 写道：'],
  ['xx', 'On 2026-11-22 09:05 UTC, Kim Bcc: x wrote:'],
  [null, 'On 2026-11-22 09:05 UTC, Kim Bcc: x wrote:'],
])('a quotation for %s begins with %j', (language, intro) => {
  expect(quoteOf(answered, language)?.intro).toBe(intro);
});

test('the plain form marks signature and quotation as mail programs know them', () => {
  expect(trailerText({ signature: signatureOf('Bo', ' Shop '), quote: quoteOf(answered, 'en') })).toBe(
    '-- \nBo\nShop\n\nOn 2026-11-22 09:05 UTC, Kim Bcc: x wrote:\n> It broke.\n>> as before',
  );
  expect(trailerText({ signature: signatureOf('', undefined), quote: quoteOf(null, 'en') })).toBe('');
  expect(quoteOf({ ...answered, text: ' \n' }, 'en')).toBeNull();
  expect(quoteOf({ ...answered, text: 'x'.repeat(9_000) }, 'en')?.text).toHaveLength(4_001);
});

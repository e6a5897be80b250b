/** Unlabelled bytes in Latin letters: Czech, Polish, Hungarian and Turkish are read in their own charset, all others as before. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { decodeText } from '../../../../src/channels/email/charsets.js';
import { guessCharset } from '../../../../src/channels/email/guessCharset.js';
import { guessLatin } from '../../../../src/channels/email/guessLatin.js';
import { EASTERN, TOO_SHORT, WESTERN } from './latinSamples.js';

test('there are twenty texts of each', () => {
  const { German, French, Spanish, Portuguese, Swedish, Danish, Italian } = WESTERN;
  const written = [...Object.values(EASTERN).map((one) => one.texts), German, French, Spanish, Portuguese, Swedish, Danish, Italian];
  expect(written.map((some) => some?.length)).toEqual(written.map(() => 20));
});

const texts = Object.entries(EASTERN).flatMap(([language, { charset, texts: written }]) =>
  written.map((text) => [language, charset, text] as const),
);

test.each(texts)('%s in %s: %j', (_language, charset, text) => {
  const bytes = iconv.encode(text, charset);
  expect(iconv.decode(bytes, charset)).toBe(text);
  for (const label of [null, 'us-ascii']) expect(decodeText(bytes, label)).toBe(text);
});

test.each(Object.entries(WESTERN).flatMap(([language, written]) => written.map((text) => [language, text] as const)))(
  '%s: %j',
  (_language, text) => {
    const bytes = iconv.encode(text, 'windows-1252');
    expect(iconv.decode(bytes, 'windows-1252')).toBe(text);
    expect(guessLatin(bytes)).toBeNull();
  },
);

test.each(TOO_SHORT)('in %s, but too short to tell: %j', (charset, text) => {
  const bytes = iconv.encode(text, charset);
  expect(decodeText(bytes, null)).toBe(iconv.decode(bytes, 'windows-1252'));
});

test.each(Object.entries(WESTERN))('all of the %s one behind the other, too', (_language, written) => {
  expect(guessLatin(iconv.encode(written.join('\n'), 'windows-1252'))).toBeNull();
});

test('nor is any mail of the collection taken for one of them', () => {
  const folder = fileURLToPath(new URL('../../../corpus/mail/', import.meta.url));
  const mails = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  expect(mails.length).toBeGreaterThan(50);
  expect(mails.filter((name) => guessLatin(readFileSync(folder + name)) !== null)).toEqual([]);
});

test('the writer of such a mail has his name, too, among the headers and the tags of a page', () => {
  const { charset, texts: written } = EASTERN['Czech'] ?? { charset: '', texts: [] };
  const page = `<html><head><style>p { margin: 0 }</style></head><body><p class="x">${written[1]}</p></body></html>`;
  const raw = iconv.encode(`From: Ji\u0159\u00ed Dvo\u0159\u00e1k <jiri@shop.example>\nSubject: K\u00e1vovar\n\n${page}`, charset);
  expect(guessCharset(raw)).toBe(charset);
});

/** Marks that turn text around spoof no link and no line of a list; Arabic and Hebrew stay as they are. */
import { shownAddress, shownMailAddress, withoutTurns } from '../../../src/contract/direction.js';
import { snippetOf } from '../../../src/lib/search/snippet.js';
import type { IntakeRowRecord } from '../../../src/ports/store.js';
import { presentIntake } from '../../../src/present/desk.js';
import { previewOf, subjectOf } from '../../../src/tickets/ticket.js';

const SPOOF = 'https://user:pw@evil.example/\u202egpj.exe';
const ARABIC = '\u0645\u0631\u062d\u0628\u0627 \u200f(1)';
const HEBREW = '\u05e9\u05dc\u05d5\u05dd';

test('an address shows what nobody would see in it, and nothing else is changed', () => {
  expect(shownAddress(SPOOF)).toBe('https://user:pw@evil.example/%E2%80%AEgpj.exe');
  expect(shownAddress('https://pay\u200bpal.example/\u2066a\u2069\u200e')).toBe(
    'https://pay%E2%80%8Bpal.example/%E2%81%A6a%E2%81%A9%E2%80%8E',
  );
  for (const same of ['https://example.com/a?b=%20#c', `https://example.com/${HEBREW}`, 'https://example.com/\u5e2e\u52a9'])
    expect(shownAddress(same)).toBe(same);
});

test('a mail address shows by number what nobody would see in it, and is none any more', () => {
  expect(shownMailAddress('ann\u200b@ex\u00adample.org')).toBe('ann[U+200B]@ex[U+00AD]ample.org');
  expect(shownMailAddress('\u202eann\u3164\ufe0f@example.org')).toBe('[U+202E]ann[U+3164][U+FE0F]@example.org');
  expect(shownMailAddress('\u{e0041}@example.org')).toBe('[U+E0041]@example.org');
  for (const same of ['ann+tag@example.org', 'jos\u00e9@m\u00fcller.example', `${HEBREW}@example.org`])
    expect(shownMailAddress(same)).toBe(same);
});

test('whom a door was told a mail is from is shown like that, too', () => {
  const row = { id: 'a', meta: { mailFrom: 'ann\u200b@example.org' }, receivedAt: new Date(0), doneAt: null };
  expect(presentIntake(row as unknown as IntakeRowRecord).from).toBe('ann[U+200B]@example.org');
  const alike = { ...row, meta: { mailFrom: 'ann@ex\u0430mple.org' } };
  expect(presentIntake(alike as unknown as IntakeRowRecord).from).toBe('ann@xn--exmple-4nf.org');
});

test('lists have the words without what turns them around', () => {
  expect(previewOf(`look ${SPOOF}`)).toBe('look https://user:pw@evil.example/gpj.exe');
  expect(subjectOf(null, '\u2067turned\u2069 \u202dround\u202c')).toBe('turned round');
  expect(snippetOf('a \u202eb', [{ start: 2, end: 4 }])).toEqual([
    { text: 'a ', hit: false },
    { text: 'b', hit: true },
  ]);
  for (const words of [ARABIC, HEBREW]) {
    expect(withoutTurns(words)).toBe(words);
    expect(previewOf(words)).toBe(words);
  }
});

import fc from '../../support/random.js';
import { createMatcher } from '../../../src/lib/search/matchText.js';
import { readQuery } from '../../../src/lib/search/query.js';
import { snippetOf, type SnippetPart } from '../../../src/lib/search/snippet.js';

function snippet(typed: string, text: string): SnippetPart[] {
  const query = readQuery(typed);
  const match = query && createMatcher(query)([text]);
  return match ? snippetOf(match.fields[0] ?? '', match.hits) : [];
}
const shown = (parts: SnippetPart[]): string => parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

test('a short text is shown whole, on one line', () => {
  expect(shown(snippet('lamp', 'My lamp\n\n  is broken.'))).toBe('My [lamp] is broken.');
});

test('lines after full-width punctuation are joined without a gap', () => {
  expect(shown(snippet('包裹', '您好，\n您的包裹：\nR984202'))).toBe('您好，您的[包裹]：R984202');
});

test('marks of quoted lines and of lists do not stand in the middle of a line', () => {
  expect(shown(snippet('jug', 'SayOnce wrote:\n>\n> > Please:\n * Pull the jug off\n * Turn it'))).toBe(
    'SayOnce wrote: Please: • Pull the [jug] off • Turn it',
  );
  expect(shown(snippet('jug', 'jug a > b * c'))).toBe('[jug] a > b * c');
});

test('overlapping pairs are one hit', () => {
  expect(shown(snippet('退款申请', '我的退款申请呢'))).toBe('我的[退款申请]呢');
});

test('a long text is shown around the hits, cut between words', () => {
  const text = `${'lorem ipsum '.repeat(40)}the lamp is broken ${'dolor sit '.repeat(40)}`;
  const parts = snippet('lamp broken', text);
  expect(shown(parts)).toMatch(/^… (lorem|ipsum) .*the \[lamp\] is \[broken\] dolor.* (dolor|sit) …$/);
  expect(shown(parts).length).toBeLessThan(230);
});

test('the place with the most hits is chosen', () => {
  const text = `lamp ${'x '.repeat(200)} lamp broken lamp ${'y '.repeat(200)}`;
  expect(shown(snippet('lamp', text))).toContain('[lamp] broken [lamp]');
});

test('markup stays text', () => {
  expect(snippet('lamp', '<b>lamp</b>')).toEqual([
    { text: '<b>', hit: false },
    { text: 'lamp', hit: true },
    { text: '</b>', hit: false },
  ]);
});

test('no character is ever cut in two, and every hit is a hit', () => {
  const piece = fc.constantFrom('lamp', ' ', '👍', '𠮷', '退款', '\n', 'é', 'Müller', '.', '👨‍👩‍👧', 'x'.repeat(60));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 150 }), fc.constantFrom('lamp', '退款', '𠮷', '👍', 'muller'), (pieces, typed) => {
      const parts = snippet(typed, pieces.join(''));
      for (const { text } of parts) expect(LONE.test(text)).toBe(false);
      if (parts.length) expect(parts.some(({ hit }) => hit)).toBe(true);
      expect(shown(parts).length).toBeLessThan(400);
    }),
    { numRuns: 300 },
  );
});

import { withoutInvisible } from '../../../src/contract/invisible.js';
import { cpuNow } from '../../support/cpuNow.js';

test.each([
  ['a Persian name', 'علی\u200cرضا'],
  ['a Persian abbreviation', 'ه\u200d'],
  ['a Marathi name', 'क\u094d\u200dष'],
  ['a Bengali name', 'র\u200d\u09cdযাচেল'],
  ['a Malayalam name', 'രാജന\u0d4d\u200d'],
  ['Sri of a Sinhala name', 'ශ\u0dca\u200dරී'],
  ['a Kannada name', 'ರಾಜ\u0ccd\u200cಕುಮಾರ್'],
  ['a family', '👨\u200d👩\u200d👧'],
  ['a health worker of a colour', '👩🏽\u200d⚕\ufe0f'],
  ['a rainbow flag', '🏳\ufe0f\u200d🌈'],
  ['the flag of Wales', '🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}'],
  ['a key', '1\ufe0f\u20e3'],
  ['a form of a Japanese name', '葛\u{e0100}城'],
])('%s stays whole', (_what, text) => {
  expect(withoutInvisible(text)).toBe(text);
});

test.each([
  ['joiners in a Latin name', 'An\u200dn\u200ca', 'Anna'],
  ['joiners between Chinese', '王\u200d小\u200c明', '王小明'],
  ['a second joiner', 'علی\u200c\u200cرضا', 'علی\u200cرضا'],
  ['non-joiners around a word', '\u200cعلی\u200c', 'علی'],
  ['a joiner behind an emoji', '😀\u200d', '😀'],
  ['marks that turn the text around', '\u202eAnn\u202c \u2067Bo\u2069\u200e\u200f\u061c', 'Ann Bo'],
  ['fillers', '\u3164\u115f\u1160\uffa0x', 'x'],
  ['spaces without width', 'A\u200bn\u2060n\ufeff\u00ad\u034f', 'Ann'],
  ['letters written in tags', 'Ann\u{e0001}\u{e0061}\u{e0062}', 'Ann'],
  ['a row of selectors', 'A\ufe00n\ufe0f\ufe0fn😀\ufe0f\u{e0101}\u{e0102}', 'Ann😀\ufe0f'],
])('%s go', (_what, text, left) => {
  expect(withoutInvisible(text)).toBe(left);
  expect(withoutInvisible(left)).toBe(left);
});

test('takes linear time', () => {
  const started = cpuNow();
  for (const text of ['\u200c', '\u{1f3f4}\u{e0061}', 'ع\u200c', '👩\u200d', 'a\ufe0f']) withoutInvisible(text.repeat(100_000));
  expect(cpuNow() - started).toBeLessThan(5_000);
});

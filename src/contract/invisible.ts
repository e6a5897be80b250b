/** Scripts whose letters join or pile up, so that a joiner between two of them shows (Unicode 9.2 and 12, UAX #31 2.3). */
const JOINING = [
  ...['Arabic', 'Syriac', 'Mongolian', 'Nko'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar'],
]
  .map((script) => `\\p{scx=${script}}`)
  .join('');

/** What is seen as nothing by itself, and changes what stands beside it. */
const AT_WORK = [
  // One of a row: it is easily typed twice.
  `(?<=[${JOINING}])\\u200c(?=\\u200c*[${JOINING}])`,
  // At the end of a word too: the half forms of Malayalam, the heh of Persian abbreviations.
  `(?<=[${JOINING}])\\u200d`,
  // Several emoji as one, their colour, and flags of parts of a country (UTS #51 1.4).
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=[\\p{Emoji}\\p{scx=Han}\\p{scx=Mongolian}])\\p{Variation_Selector}',
  '(?<=\\u{1f3f4}[\\u{e0030}-\\u{e007a}]{0,6})[\\u{e0030}-\\u{e007a}\\u{e007f}]',
];
/** Unicode 5.21, and interlinear annotations. */
const INVISIBLE = '[\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]';

const FOUND = new RegExp(`(${AT_WORK.join('|')})|${INVISIBLE}`, 'gu');

/**
 * The text without characters that nobody sees: zero-width spaces, marks that turn the text around, fillers, tags. They
 * make two names look like one, and one like another. Joiners and variants stay where they change what is seen, in
 * names of Persia and India and in emoji. Doing it twice changes nothing.
 */
export function withoutInvisible(text: string): string {
  return text.replace(FOUND, '$1');
}

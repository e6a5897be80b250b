/** Scripts that are in use (UAX #31, table 5), each of them whole: a label may be of any. */
const ALONE = [
  ...['Latn', 'Cyrl', 'Grek', 'Armn', 'Geor', 'Arab', 'Hebr', 'Hani', 'Hira', 'Kana', 'Bopo', 'Hang', 'Deva', 'Beng', 'Guru', 'Gujr'],
  ...['Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Thai', 'Laoo', 'Tibt', 'Mymr', 'Khmr', 'Ethi', 'Thaa'],
];
/** Those that are written together: Japanese, Chinese and Korean, with Latin words among them. */
const TOGETHER = [
  ['Latn', 'Hani', 'Hira', 'Kana'],
  ['Latn', 'Hani', 'Bopo'],
  ['Latn', 'Hani', 'Hang'],
];
/** What all scripts share, digits and combining marks, belongs to any. */
const SHARED = '\\p{scx=Zyyy}\\p{scx=Zinh}';

const OF_ONE_HAND = new RegExp(
  [...ALONE.map((script) => [script]), ...TOGETHER]
    .map((scripts) => `^[${scripts.map((script) => `\\p{scx=${script}}`).join('')}${SHARED}]+$`)
    .join('|'),
  'u',
);

/**
 * Small letters of Cyrillic, Greek and Armenian, the scripts that have enough of them to spell a word, that look like ASCII:
 * their skeletons by Unicode's confusables.txt.
 */
const LOOKS_LATIN = new RegExp(
  [
    '\u0430\u0431\u0433\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u0461\u0475\u04af\u04bb\u04bd\u04cf\u04d5\u0501\u051b\u051d',
    '\u03b1\u03b3\u03b9\u03bd\u03bf\u03c1\u03c3\u03c5\u03f3',
    '\u0561\u0563\u0566\u0570\u0578\u057c\u057d\u0581\u0584\u0585',
  ]
    .map((letters) => `^[${letters}0-9-]+$`)
    .join('|'),
  'u',
);

const NOT_ASCII = /[^\0-\x7f]/u;
const LABEL = /[^.\u3002\uff0e\uff61]+/gu;

/**
 * A mail domain as it is read: a label that can be taken for another one stands there as it is sent, `xn--...`; a name in one
 * script, `münchen.de` or `例子.公司`, stays as it is. Such a label mixes scripts, below "Highly Restrictive" in Unicode
 * Technical Standard #39, 5.2 (a Cyrillic letter in a Latin word: mixed-script confusables, section 4), or is made of look-alikes
 * of Latin letters alone (whole-script confusables, there too), unless its top-level domain shows that it is no Latin name.
 */
export function shownDomain(domain: string): string {
  if (!NOT_ASCII.test(domain)) return domain;
  const inLatin = !NOT_ASCII.test(domain.match(LABEL)?.at(-1) ?? '');
  return domain.replace(LABEL, (label) => (isStrange(label, inLatin) ? asSent(label) : label));
}

function isStrange(label: string, inLatin: boolean): boolean {
  const read = label.normalize('NFKC').toLowerCase();
  return NOT_ASCII.test(read) && (!OF_ONE_HAND.test(read) || (inLatin && LOOKS_LATIN.test(read)));
}

/** What can be no label is left: no mail is sent there. */
function asSent(label: string): string {
  const url = `http://${label}`;
  return URL.canParse(url) ? new URL(url).hostname : label;
}

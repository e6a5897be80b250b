/** All elements that HTML has or had. What else is never closed and has no value was typed: `Dear <your name>`, `press <enter>`. */
const ELEMENTS = new Set(
  [
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col colgroup',
    'command content data datalist dd del details dfn dialog dir div dl dt element em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head',
    'header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr',
    'noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select shadow',
    'slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xml xmp',
  ].flatMap((names) => names.split(' ')),
);

/** They have no end that could be missing. */
const VOID = new Set(
  'area base basefont bgsound br col command embed frame hr image img input isindex keygen link meta nextid param source spacer track wbr'.split(
    ' ',
  ),
);

/** What stands in tags without a value, by its meaning or by a program's carelessness. */
const ATTRIBUTES = new Set(
  [
    'align allowfullscreen alt async autofocus autoplay background bgcolor border cellpadding cellspacing checked class clear color cols colspan compact contenteditable controls',
    'declare default defer dir disabled download draggable face for height hidden href hspace id ismap itemscope lang language link loop multiple muted name nohref noresize noshade',
    'novalidate nowrap open readonly rel required reversed rows rowspan scope selected size spellcheck src start style summary tabindex target text title translate type valign',
    'value vlink alink vspace width wrap',
  ].flatMap((names) => names.split(' ')),
);

/** Of a tag: the attributes that have no value, and whether any has one. */
export interface TagWords {
  bare: readonly string[];
  isValued: boolean;
}

/** How many tags begin an element of a name, and how many end one. */
export interface TagCount {
  begin: number;
  end: number;
}

export const NONE: TagCount = { begin: 0, end: 0 };

/** By their names in lower case. */
export function countTags(html: string): Map<string, TagCount> {
  const counts = new Map<string, TagCount>();
  for (const [, slash, found = ''] of html.matchAll(/<(\/?)([a-z][^\s/<>]*)/gi)) {
    const name = found.toLowerCase();
    const count = counts.get(name) ?? { ...NONE };
    count[slash ? 'end' : 'begin'] += 1;
    counts.set(name, count);
  }
  return counts;
}

/**
 * Whether what reads as a tag is words that somebody typed, or that a program forgot to escape: no element has its name, and no tag
 * ends it; or it is `a<b and c>d`, and there are too few ends for it. Other programs' own elements have a prefix, values or an end.
 */
export function isTyped(name: string, { bare, isValued }: TagWords, countOf: (name: string) => TagCount): boolean {
  if (isValued || name.includes(':') || VOID.has(name)) return false;
  if (!ELEMENTS.has(name)) return countOf(name).end === 0;
  if (!bare.some((word) => /^[\p{L}&|\d]+$/u.test(word) && !ATTRIBUTES.has(word.toLowerCase()))) return false;
  const { begin, end } = countOf(name);
  return begin > end;
}

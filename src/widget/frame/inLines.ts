/** How far before the end of a line a good place to part it is looked for. */
const REACH = 0.5;
/** Where a text is parted best: after a line, then after a sentence of a script without spaces or a word. */
const PLACES = [/\n/g, /[\s。！？；]/g];

/**
 * A text as lines of at most `most` UTF-16 units, in order, with every word of it: parted at a line break, else at a
 * space, else where no character is torn. Only the white space between two lines is gone.
 */
export function inLines(text: string, most: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = endOf(rest, most);
    lines.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest) lines.push(rest);
  return lines;
}

function endOf(text: string, most: number): number {
  // A space right behind what fits is a place, too.
  const fits = text.slice(0, most + 1);
  for (const place of PLACES) {
    let end = 0;
    for (const { 0: sign, index } of fits.matchAll(place)) {
      const after = sign.trim() ? index + 1 : index;
      if (after <= most) end = after;
    }
    if (end >= most * REACH) return end;
  }
  const whole = graphemeStart(text, most);
  if (whole > 0) return whole;
  // In the middle of a pair: its first half would be no character.
  return (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;
}

/** Where the character begins that stands at `at`; 0 where no character is that long, or the browser cannot tell. */
function graphemeStart(text: string, at: number): number {
  if (!Intl.Segmenter) return 0;
  return new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text).containing(at)?.index ?? 0;
}

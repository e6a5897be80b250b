const SIGNATURE = '-- ';

interface Line {
  /** How many `>` stand before it. */
  depth: number;
  words: string;
}

/**
 * The paragraphs of a text whose lines were broken softly (RFC 3676): a line that ends with a blank goes on in the next
 * one, as long as both are quoted equally deep, so that an answer never runs into what it answers. Takes linear time.
 * @param delSp whether the blank at the end was put there with the break.
 */
export function unflow(text: string, delSp: boolean): string {
  const paragraphs: { depth: number; pieces: string[] }[] = [];
  let goesOn = false;
  for (const line of text.split(/\r?\n/)) {
    const { depth, words } = readLine(line);
    const last = paragraphs.at(-1);
    const isSignature = words === SIGNATURE;
    // `> >` is how others write `>>`, and their lines are no paragraph either.
    const isSoft = words.endsWith(' ') && !isSignature && !words.startsWith('>');
    const piece = isSoft && delSp ? words.slice(0, -1) : words;
    if (goesOn && last?.depth === depth && !isSignature && !words.startsWith('>')) last.pieces.push(piece);
    else paragraphs.push({ depth, pieces: [piece] });
    goesOn = isSoft;
  }
  return paragraphs.map(({ depth, pieces }) => (depth > 0 ? `${'>'.repeat(depth)} ` : '') + pieces.join('')).join('\n');
}

/** RFC 3676 4.4: a line that would begin with a blank, a `>` or `From ` got one more blank. */
function readLine(line: string): Line {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  const words = line.slice(depth);
  return { depth, words: words.startsWith(' ') ? words.slice(1) : words };
}

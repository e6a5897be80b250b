import type { FoldHint } from '../../screening/fold/foldText.js';

/**
 * Noncharacters that travel in a text made of HTML, around what a mail program marked as quotation or signature. Nobody
 * else may send them (Unicode 23.7), so a mail that holds some loses nothing with them.
 */
export const FOLD_MARKS = { quoted: ['\uFDD0', '\uFDD1'], signature: ['\uFDD2', '\uFDD3'] } as const;

/** Takes the marks out, whoever put them in. */
export function withoutFoldMarks(text: string): string {
  return text.replace(/[\uFDD0-\uFDD3]/g, '');
}

/** The trimmed text without its marks, and where they stood. A mark that is never closed reaches to the end. */
export function takeFoldMarks(marked: string): { text: string; hints: FoldHint[] } {
  const whole = withoutFoldMarks(marked);
  const text = whole.trim();
  if (whole.length === marked.length) return { text, hints: [] };
  const lead = whole.length - whole.trimStart().length;
  const hints: FoldHint[] = [];
  const open: { kind: FoldHint['kind']; from: number }[] = [];
  let taken = 0;
  for (const match of marked.matchAll(/[\uFDD0-\uFDD3]/g)) {
    const at = match.index - taken - lead;
    taken += 1;
    const kind = match[0] === FOLD_MARKS.quoted[0] || match[0] === FOLD_MARKS.quoted[1] ? 'quoted' : 'signature';
    if (match[0] === FOLD_MARKS[kind][0]) open.push({ kind, from: at });
    else {
      const begun = open.pop();
      if (begun) hints.push(within({ ...begun, to: at }, text.length));
    }
  }
  for (const begun of open) hints.push(within({ ...begun, to: text.length }, text.length));
  return { text, hints: hints.filter((hint) => hint.from < hint.to) };
}

function within(hint: FoldHint, length: number): FoldHint {
  return { ...hint, from: Math.max(0, Math.min(length, hint.from)), to: Math.max(0, Math.min(length, hint.to)) };
}

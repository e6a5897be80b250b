import type { FoldKind, FoldPart } from '../../tickets/message.js';
import { introAt } from './introLines.js';
import { isRule, startsOtherMail } from './headerBlocks.js';
import { isOnlyDevice, signatureStart } from './signatures.js';
import { beginsWithBar, indentedBelow, isMarked, marksOf, type QuoteMarks } from './quoteMarks.js';

/** What the HTML said about a stretch of the text, in characters: a quotation or a signature that its program marked. */
export interface FoldHint {
  kind: 'quoted' | 'signature';
  from: number;
  to: number;
}

/**
 * Parts a mail's text into what its sender wrote himself, what he quoted, and his signature. For showing only: the parts
 * joined are the text, character by character. In doubt words are his own; when he wrote nothing, what he passes on is
 * shown as his. Linear in the length of the text.
 */
export function foldText(text: string, hints: readonly FoldHint[] = []): FoldPart[] {
  const lines = splitLines(text);
  const kinds = markQuoted(lines, hintedLines(lines, hints));
  markSignatures(lines, kinds);
  if (!lines.some((line, at) => kinds[at] === 'visible' && line.trim() !== '')) showWhatThereIs(lines, kinds);
  return joinParts(lines, kinds);
}

/** The parts of one kind, joined. */
export function partText(text: string, fold: readonly FoldPart[], kind: FoldKind): string {
  let at = 0;
  let found = '';
  for (const part of fold) {
    if (part.kind === kind) found += text.slice(at, at + part.length);
    at += part.length;
  }
  return found;
}

/** Each with its line end. */
function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function hintedLines(lines: readonly string[], hints: readonly FoldHint[]): (FoldHint['kind'] | null)[] {
  const kinds: (FoldHint['kind'] | null)[] = lines.map(() => null);
  const sorted = [...hints].sort((a, b) => a.from - b.from);
  let offset = 0;
  let next = 0;
  let open: FoldHint[] = [];
  lines.forEach((line, at) => {
    const end = offset + line.trimEnd().length;
    while (sorted[next] && (sorted[next] as FoldHint).from <= offset) open.push(sorted[next++] as FoldHint);
    open = open.filter((hint) => hint.to >= end && hint.to > offset);
    // A quotation may hold somebody's signature, which is quoted with it.
    kinds[at] = open.some((hint) => hint.kind === 'quoted') ? 'quoted' : open.length > 0 ? 'signature' : null;
    offset += line.length;
  });
  return kinds;
}

function markQuoted(lines: readonly string[], hinted: readonly (FoldHint['kind'] | null)[]): FoldKind[] {
  const kinds: FoldKind[] = lines.map((_line, at) => hinted[at] ?? 'visible');
  const marks = marksOf(lines);
  for (let at = 0; at < lines.length; at += 1) {
    if (kinds[at] !== 'visible') continue;
    if (isMarked(lines[at] ?? '', marks)) {
      kinds[at] = 'quoted';
      continue;
    }
    const intro = introAt(lines, at);
    const after = at + (intro?.lines ?? 0);
    if (intro?.strong && beginsWithBar(lines, after)) marks.bars = true;
    const indented = intro?.strong ? indentedBelow(lines, after) : 0;
    if (intro !== null && (indented > 0 || isQuotation(lines, kinds, after, marks))) {
      kinds.fill('quoted', at, after + indented);
      at = after + indented - 1;
    } else if (intro?.strong || startsOtherMail(lines, at)) {
      // Nothing marks the lines of this quotation, so it reaches to the end; answers between them cannot be told apart.
      kinds.fill('quoted', above(lines, kinds, at));
      break;
    }
  }
  closeGaps(lines, kinds);
  return kinds;
}

/** Whether the next line with words is a quoted one. */
function isQuotation(lines: readonly string[], kinds: readonly FoldKind[], from: number, marks: QuoteMarks): boolean {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() !== '') return isMarked(line, marks) || kinds[at] === 'quoted';
  }
  return false;
}

/** The line of dashes above a head belongs to it. */
function above(lines: readonly string[], kinds: readonly FoldKind[], at: number): number {
  let start = at;
  for (let line = at - 1; line >= Math.max(0, at - 3); line -= 1) {
    const text = lines[line] ?? '';
    if (isRule(text) && kinds[line] === 'visible') start = line;
    else if (text.trim() !== '') break;
  }
  return start;
}

/**
 * Blank lines between two quoted lines are quoted, and so is the end of a quoted line that was wrapped without its
 * mark: one short line that goes on in small letters.
 */
function closeGaps(lines: readonly string[], kinds: FoldKind[]): void {
  let last = -1;
  for (let at = 0; at < lines.length; at += 1) {
    if (kinds[at] !== 'quoted') continue;
    if (last >= 0 && last < at - 1) {
      const between = lines.slice(last + 1, at);
      const only = between.length === 1 ? (between[0] ?? '') : '';
      const isWrapped = (lines[last]?.length ?? 0) > 66 && only.length < 30 && /^\p{Ll}/u.test(only);
      if (between.every((line) => line.trim() === '') || isWrapped) kinds.fill('quoted', last + 1, at);
    }
    last = at;
  }
}

function markSignatures(lines: readonly string[], kinds: FoldKind[]): void {
  const isOwn = (at: number): boolean => kinds[at] === 'visible' && (lines[at] ?? '').trim() !== '';
  const last = lines.findLastIndex((_line, at) => isOwn(at));
  let wordsBefore = false;
  for (let at = 0; at < lines.length; at += 1) {
    if (kinds[at] !== 'visible') continue;
    let to = at;
    while (to < lines.length && kinds[to] === 'visible') to += 1;
    const own = lines.slice(at, to);
    if (wordsBefore && isOnlyDevice(own)) kinds.fill('signature', at, to);
    else kinds.fill('signature', at + signatureStart(own, last < to), to);
    wordsBefore ||= own.some((line) => line.trim() !== '');
    at = to - 1;
  }
}

/** Nothing of his own: a bare forward, or an answer that is only a quotation. Folding all of it would show nothing. */
function showWhatThereIs(lines: readonly string[], kinds: FoldKind[]): void {
  const wanted = kinds.some((kind, at) => kind === 'quoted' && (lines[at] ?? '').trim() !== '') ? 'quoted' : 'signature';
  kinds.forEach((kind, at) => {
    if (kind === wanted) kinds[at] = 'visible';
  });
}

function joinParts(lines: readonly string[], kinds: readonly FoldKind[]): FoldPart[] {
  const parts: FoldPart[] = [];
  lines.forEach((line, at) => {
    const kind = kinds[at] ?? 'visible';
    const last = parts.at(-1);
    if (last?.kind === kind) last.length += line.length;
    else if (line.length > 0) parts.push({ kind, length: line.length });
  });
  return parts;
}

import { withoutTurns } from '../../contract/direction.js';
import { oneLine } from '../../contract/oneLine.js';
import type { Hit } from './matchText.js';

/** A piece of a snippet; `hit` pieces are what was looked for. Plain text, to be escaped like any other. */
export interface SnippetPart {
  text: string;
  hit: boolean;
}

const LENGTH = 180;
/** How much comes before the first hit. */
const LEAD = 50;

/** White space and control characters, but for a space by itself. */
const BREAKS = / [\s\p{Cc}]+|[^\S ][\s\p{Cc}]*|\p{Cc}[\s\p{Cc}]*/gu;

/** What marks a line of a mail as quoted. Where lines are joined it marks nothing. */
const QUOTE_MARK = /\n[ \t]*(?:>[ \t]?)+/g;
const LIST_MARK = /\n ?\* /g;

/** The part of a text around most of its hits, on one line, with the hits marked. */
export function snippetOf(text: string, hits: readonly Pick<Hit, 'start' | 'end'>[]): SnippetPart[] {
  const ranges = united(hits);
  const from = startOf(text, ranges);
  const to = whole(text, from + LENGTH >= text.length ? text.length : lastSpace(text, from, from + LENGTH));
  const parts: SnippetPart[] = [];
  const add = (piece: string, hit: boolean): void => {
    const line = withoutTurns(oneLine(piece.replace(QUOTE_MARK, '\n').replace(LIST_MARK, '\n• ')).replace(BREAKS, ' '));
    const last = parts.at(-1);
    if (!line) return;
    if (last && last.hit === hit) last.text += line;
    else parts.push({ text: line, hit });
  };
  if (from > 0) add('… ', false);
  let at = from;
  for (const { start, end } of ranges) {
    if (start < at || start >= to) continue;
    add(text.slice(at, start), false);
    add(text.slice(start, Math.min(end, to)), true);
    at = Math.min(end, to);
  }
  add(text.slice(at, to), false);
  if (to < text.length) add(' …', false);
  return parts;
}

/** Pairs of characters overlap: what overlaps or touches is one hit. */
function united(hits: readonly Pick<Hit, 'start' | 'end'>[]): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of hits.toSorted((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}

/** Before the hit from which on most hits fit. */
function startOf(text: string, ranges: { start: number; end: number }[]): number {
  let best = { start: 0, hits: 0 };
  let last = 0;
  ranges.forEach(({ start }, first) => {
    while (last < ranges.length && (ranges[last]?.end ?? 0) <= start + LENGTH - LEAD) last++;
    if (last - first > best.hits) best = { start, hits: last - first };
  });
  if (best.start <= LEAD) return 0;
  const from = best.start - LEAD;
  const space = text.slice(from, best.start).search(/\s/);
  return whole(text, space < 0 ? from : from + space + 1);
}

function lastSpace(text: string, from: number, to: number): number {
  const tail = text.slice(to - 20, to);
  const space = tail.search(/\s\S*$/);
  return space < 0 || to - 20 <= from ? to : to - 20 + space;
}

/** Never between the two halves of a character. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

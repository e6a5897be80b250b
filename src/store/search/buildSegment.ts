import type { SearchSegmentDoc } from '../models.js';
import { asBytes } from './bytes.js';
import { type Entry, marksOf } from './entries.js';
import { compareRows, timeOf, writeRow } from './rows.js';
import { type Block, SegmentWriter } from './segmentWriter.js';

/** A segment in memory, before it is stored. */
export type Built = { header: Omit<SearchSegmentDoc, 'state' | 'seq' | 'late' | 'sources' | 'at'>; blocks: Block[] };

/** Makes a segment of some hundred entries, no record twice. */
export function buildSegment(id: string, entries: readonly Entry[]): Built {
  const ordered = entries.map((entry) => ({ entry, row: writeRow(entry) })).sort((a, b) => compareRows(a.row, b.row));
  const postings = new Map<string, number[]>();
  const writer = new SegmentWriter(id);
  ordered.forEach(({ entry, row }, doc) => {
    writer.row(row);
    for (const [word, counted] of entry.words) {
      const posting = doc * 4 + marksOf(counted);
      const list = postings.get(word);
      if (list) list.push(posting);
      else postings.set(word, [posting]);
    }
  });
  const terms = Array.from(postings, ([word, list]) => ({ term: asBytes(word), list }));
  for (const { term, list } of terms.sort((a, b) => (a.term < b.term ? -1 : 1))) writer.term(term, list, list.length);
  writer.finish();
  const newest = ordered[0]?.row;
  const oldest = ordered.at(-1)?.row;
  return {
    header: { _id: id, docs: ordered.length, from: oldest ? timeOf(oldest) : 0, to: newest ? timeOf(newest) : 0, ...writer.counts },
    blocks: writer.blocks,
  };
}

import type { SearchSegmentDoc } from '../models.js';
import type { Entry } from './entries.js';
import { compareRows, timeOf, writeRow } from './rows.js';
import { type Block, SegmentWriter } from './segmentWriter.js';

export type Built = { header: Omit<SearchSegmentDoc, 'state' | 'seq' | 'late' | 'sources' | 'at'>; blocks: Block[] };

/** Makes a segment of some hundred entries, no record twice. */
export function buildSegment(id: string, entries: readonly Entry[]): Built {
  const ordered = entries.map((entry) => ({ entry, row: writeRow(entry) })).sort((a, b) => compareRows(a.row, b.row));
  const postings = new Map<string, number[]>();
  const writer = new SegmentWriter(id);
  ordered.forEach(({ entry, row }, doc) => {
    writer.row(row);
    for (const [word, marks] of entry.words) {
      const list = postings.get(word);
      if (list) list.push(doc * 4 + marks);
      else postings.set(word, [doc * 4 + marks]);
    }
  });
  for (const word of [...postings.keys()].sort()) {
    const list = postings.get(word) ?? [];
    writer.term(word, list, list.length);
  }
  writer.finish();
  const newest = ordered[0]?.row;
  const oldest = ordered.at(-1)?.row;
  return {
    header: { _id: id, docs: ordered.length, from: oldest ? timeOf(oldest) : 0, to: newest ? timeOf(newest) : 0, ...writer.counts },
    blocks: writer.blocks,
  };
}

import { expect, test } from '@jest/globals';
import { putInStory, readStory, type StoryPages } from '../../../src/console/api/story.js';
import { compareEntries } from '../../../src/contract/storyOrder.js';
import type { StoryEntry } from '../../../src/contract/tickets.js';

const AT = '2026-11-28T10:00:00.000Z';
const said = (id: string, at = AT): StoryEntry => ({ kind: 'message', at, message: { id } }) as StoryEntry;
const happened = (seq: number, at = AT): StoryEntry => ({ kind: 'event', at, event: { id: `e${seq}`, seq } }) as StoryEntry;
const name = (entry: StoryEntry): string => (entry.kind === 'message' ? entry.message.id : entry.event.id);

test('what has the same time stands as the store has it, in whatever order it comes', () => {
  const wanted = [
    said('z', '2026-11-28T09:59:59.999Z'),
    said('a'),
    said('b'),
    said('c'),
    happened(4),
    happened(5),
    said('0', '2026-11-28T10:00:00.001Z'),
  ];
  for (const [from, to] of [
    [0, 6],
    [6, 0],
    [2, 4],
    [5, 1],
    [3, 2],
  ] as const) {
    const given = [...wanted];
    given.splice(to, 0, ...given.splice(from, 1));
    expect(given.toSorted(compareEntries).map(name)).toEqual(wanted.map(name));
    let pages: StoryPages = { pages: [{ items: [], nextCursor: null, seq: 5 }], pageParams: [null] };
    for (const entry of given) pages = putInStory(pages, entry);
    expect(pages.pages[0]?.items.map(name)).toEqual(wanted.map(name));
    expect(readStory(pages).messages.map(({ id }) => id)).toEqual(['z', 'a', 'b', 'c', '0']);
  }
});

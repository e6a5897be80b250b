import type { StoryEntry } from './tickets.js';

/** The order of a ticket's story, at the desk and on the page alike: by time; what has the same stands as the store has it: messages by id, then events by `seq`. */
export function compareEntries(a: StoryEntry, b: StoryEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.kind === 'event' && b.kind === 'event') return a.event.seq - b.event.seq;
  if (a.kind === 'message' && b.kind === 'message') return a.message.id === b.message.id ? 0 : a.message.id < b.message.id ? -1 : 1;
  return a.kind === 'message' ? -1 : 1;
}

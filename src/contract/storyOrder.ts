import type { StoryEntry } from './tickets.js';

/** The order of a ticket's story, at the desk and on the page alike: by time; what has the same stands as the store has it: messages by id, then events by `seq`. */
export function compareEntries(a: StoryEntry, b: StoryEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.kind === 'message') return b.kind === 'event' || a.message.id < b.message.id ? -1 : a.message.id === b.message.id ? 0 : 1;
  return b.kind === 'message' ? 1 : a.event.seq - b.event.seq;
}

import { createStore } from '../../lib/createStore.js';
import { whose } from '../../lib/whose.js';

/** Words that somebody writes, and what stood there when he began. */
export interface Draft {
  words: string;
  seen: string;
}

/** What is being written about customers, by customer and part. It waits there while one looks elsewhere. */
export const unsaved = createStore<Readonly<Record<string, Draft>>>({});
whose.subscribe(() => unsaved.set({}));

/** Null takes it away. */
export function setDraft(id: string, draft: Draft | null): void {
  const { [id]: _old, ...others } = unsaved.get();
  unsaved.set(draft ? { ...others, [id]: draft } : others);
}

/** Words that could not be saved come back to where they were written, unless new ones are being written there. */
export function giveBack(id: string, draft: Draft): void {
  if (!unsaved.get()[id]) setDraft(id, draft);
}

import { createStore } from '../lib/createStore.js';
import { whose } from '../lib/whose.js';

interface Done {
  label: string;
  undo: () => void;
}

const MOST = 20;

/** What this person did last, newest last, so that `z` can take it back step by step. */
const done = createStore<readonly Done[]>([]);
whose.subscribe(() => done.set([]));

/** Keeps the last twenty. `undo` runs at most once from here. */
export function rememberDone(label: string, undo: () => void): void {
  done.set([...done.get().slice(1 - MOST), { label, undo }]);
}

/** Each is undone once, whatever comes of it; nothing when there is none. */
export function undoLast(): void {
  const last = done.get().at(-1);
  if (!last) return;
  done.set(done.get().slice(0, -1));
  last.undo();
}

/** When something was undone by its own button, `z` must not do it again. */
export function forgetDone(undo: () => void): void {
  done.set(done.get().filter((one) => one.undo !== undo));
}

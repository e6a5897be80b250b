import { useEffect, useLayoutEffect, useState } from 'react';
import { askForStyles } from '../../components/lazily.js';
import { createStore } from '../../lib/createStore.js';

type Rich = typeof import('./RichText.js').RichText;
const loaded = createStore<Rich | null>(null);
/** So many boxes on this page would have the editor, and have it not. */
let waiting = 0;

/** Fetches the editor, so that every box in which nobody writes has it. */
export async function loadRichText(): Promise<void> {
  try {
    askForStyles();
    // Not by `then`: what loads its style sheet as well is put around that, and tells of one that did not come further out.
    const { RichText } = await import('./RichText.js');
    loaded.set(RichText);
  } catch {
    // Without a line the plain box does, and the next ticket tries again.
  }
}

/** Once the box is as it stays when somebody writes in it: what leads a person there by itself waits for it. */
export const boxReady = (): Promise<void> => (waiting > 0 ? loadRichText() : Promise.resolve());

/**
 * The editor for mail, once it is there. It is fetched when a mail is to be answered and the page has nothing better to
 * do; a box that somebody writes in is never changed under his hands: it appears once he has left that.
 */
export function useRichText(wanted: boolean): { RichText: Rich | null; onFocused: (focused: boolean) => void } {
  const available = loaded.use();
  const [rich, setRich] = useState<Rich | null>(() => loaded.get());
  const [focused, setFocused] = useState(false);
  const waits = wanted && !rich;
  useEffect(() => {
    if (!waits) return;
    waiting++;
    return () => void waiting--;
  }, [waits]);
  // In one go with what found the box without a caret: a click that came in between would have the box go from under its caret, and
  // what is typed on the page are commands.
  useLayoutEffect(() => {
    if (waits && !focused && available) setRich(() => available);
  }, [waits, focused, available]);
  useEffect(() => {
    if (!waits || focused || available) return;
    const timer = setTimeout(() => void loadRichText(), 300);
    return () => clearTimeout(timer);
  }, [waits, focused, available]);
  return { RichText: rich, onFocused: setFocused };
}

import { useEffect, useRef } from 'react';
import { locked } from '../lib/whose.js';
import { closeTopDialog, isDialogOpen } from './openDialogs.js';

type Bindings = Readonly<Record<string, (() => unknown) | undefined>>;

/** Newest last: what is on top of the page answers first. */
const layers: { current: Bindings; above: boolean }[] = [];
const SEQUENCE_MS = 1200;
/** What goes from row to row goes on while it is held. */
const HELD = new Set(['j', 'k', 'ArrowDown', 'ArrowUp']);
let first: { key: string; at: number } | null = null;

/** Keys such as `j`, `shift+j`, `?`, `g i` (one after the other) and `mod+k` (Ctrl or Cmd), while the component is on the page. `above`: they count more than anybody else's. */
export function useKeys(bindings: Bindings, enabled = true, above = false): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    if (!enabled) return;
    const layer = {
      get current() {
        return latest.current;
      },
      above,
    };
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [enabled, above]);
}

/** To be called once: from then on the page hears keys. */
export function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (closesDialog(event)) return;
    const combo = comboOf(event);
    const run = combo && find(combo);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

/**
 * Wherever the focus is: it comes to a dialog a moment after it is seen on a slow machine, and can be lost. @returns whether one was closed
 */
function closesDialog(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  // An editor takes this key in any case, and does nothing by it.
  const isTakenAlready = event.defaultPrevented && !target.isContentEditable;
  if (event.key !== 'Escape' || isTakenAlready || event.repeat || event.isComposing) return false;
  // Below the sign-in page a dialog waits, as everything does.
  if (!isDialogOpen() || locked.get() || target.closest('[role="menu"], [role="listbox"]')) return false;
  event.preventDefault();
  closeTopDialog();
  return true;
}

/** Null when the key belongs to somebody who types, to an open menu or dialog, or to the browser. */
function comboOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || (event.repeat && !HELD.has(event.key))) return null;
  // A Chinese input method is composing: the letter is not a command.
  if (event.isComposing || event.keyCode === 229) return null;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey) return `mod+${event.shiftKey ? 'shift+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
  if (mod || event.altKey || isTaken(event.target)) return null;
  const at = event.timeStamp;
  const key = letterOf(event);
  const sequence = first && at - first.at < SEQUENCE_MS ? `${first.key} ${key}` : null;
  first = null;
  if (sequence) return sequence;
  if (key === 'g') {
    first = { key: 'g', at };
    return null;
  }
  return key;
}

/** A letter by whether shift is held, not by its case: caps lock makes no other command of it. */
function letterOf({ key, shiftKey }: KeyboardEvent): string {
  if (key.length !== 1 || key.toLowerCase() === key.toUpperCase()) return key;
  return `${shiftKey ? 'shift+' : ''}${key.toLowerCase()}`;
}

/** Whether a dialog is open, or whoever has the focus takes keys himself: a box to write in, a menu. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (isDialogOpen()) return true;
  // Nobody types into a box that is ticked: who has picked tickets with the pointer goes on by keys.
  return (
    target.isContentEditable ||
    target.closest('input:not([type="checkbox"]), textarea, select, [role="menu"], [role="listbox"], [data-takes-keys]') !== null
  );
}

function find(combo: string): (() => unknown) | undefined {
  for (const layer of layers.toReversed().sort((a, b) => Number(b.above) - Number(a.above))) {
    const run = layer.current[combo];
    if (run) return run;
  }
  return undefined;
}

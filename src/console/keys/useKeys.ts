import { useEffect, useRef } from 'react';

type Bindings = Readonly<Record<string, (() => unknown) | undefined>>;

/** Newest last: what is on top of the page answers first. */
const layers: { current: Bindings }[] = [];
const SEQUENCE_MS = 1200;
let first: { key: string; at: number } | null = null;

/** Keys such as `j`, `?`, `g i` (one after the other) and `mod+k` (Ctrl or Cmd), while the component is on the page. */
export function useKeys(bindings: Bindings, enabled = true): void {
  const layer = useRef(bindings);
  useEffect(() => {
    layer.current = bindings;
  });
  useEffect(() => {
    if (!enabled) return;
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [enabled]);
}

export function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    const combo = comboOf(event);
    const run = combo && find(combo);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

/** Null when the key belongs to somebody who types, to an open menu or dialog, or to the browser. */
function comboOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.repeat && event.key !== 'j' && event.key !== 'k') return null;
  // A Chinese input method is composing: the letter is not a command.
  if (event.isComposing || event.keyCode === 229) return null;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey) return `mod+${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
  if (mod || event.altKey || isTaken(event.target)) return null;
  const at = event.timeStamp;
  const sequence = first && at - first.at < SEQUENCE_MS ? `${first.key} ${event.key}` : null;
  first = null;
  if (sequence) return sequence;
  if (event.key === 'g') {
    first = { key: 'g', at };
    return null;
  }
  return event.key;
}

function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

function find(combo: string): (() => unknown) | undefined {
  for (const layer of layers.toReversed()) {
    const run = layer.current[combo];
    if (run) return run;
  }
  return undefined;
}

import { useSyncExternalStore } from 'react';

/** Tickets picked for one change of all of them. Empty when another view is opened. */
let picked: ReadonlySet<string> = new Set();
let shown: readonly { id: string }[] = [];
let last: string | null = null;
const listeners = new Set<() => void>();

function put(ids: Iterable<string>): void {
  picked = new Set(ids);
  for (const listener of listeners) listener();
}

/** One for the whole page: the list, its keys and the bar below it share it. */
export const selection = {
  /** @param through from the one picked last up to this one, as a held shift key asks. */
  toggle(id: string, through: boolean): void {
    const next = new Set(picked);
    const placeOf = (sought: string | null): number => shown.findIndex((one) => one.id === sought);
    const [from, to] = [placeOf(last), placeOf(id)];
    if (through && from >= 0 && to >= 0) for (const one of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one.id);
    else if (!next.delete(id)) next.add(id);
    last = id;
    put(next);
  },
  set: put,
  /** All but these: what was picked meanwhile, or beside them, stays picked. */
  drop(ids: readonly string[]): void {
    last = null;
    const dropped = new Set(ids);
    put([...picked].filter((id) => !dropped.has(id)));
  },
  clear(): void {
    last = null;
    if (picked.size) put([]);
  },
  /** The order in which they stand in the list. */
  order(rows: readonly { id: string }[]): void {
    shown = rows;
  },
  use: (): ReadonlySet<string> =>
    useSyncExternalStore(
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      () => picked,
    ),
};

import { useSyncExternalStore } from 'react';

/** A value outside React that components can watch: for what comes from the socket, not for what the server stores. */
export function createStore<T>(initial: T) {
  let value = initial;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = (): T => value;
  return {
    get,
    subscribe,
    set(next: T): void {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    use: (): T => useSyncExternalStore(subscribe, get),
    /** What `pick` makes of it, for a component that is drawn anew only when that is another: a word, a number, yes or no. */
    useOf: <S extends string | number | boolean>(pick: (value: T) => S): S => useSyncExternalStore(subscribe, () => pick(value)),
  };
}

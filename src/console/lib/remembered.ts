/** What this browser keeps between visits. A browser that forbids it simply forgets. */
const PREFIX = 'sayonce.';

/** Null when nothing was kept under this name. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // Storage is off: nothing was kept.
  }
}

/** @param value null: forgets it */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage is off or full: the page works on without it.
  }
}

/** Names of what is kept that begin so. */
export function rememberedNames(start: string): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(PREFIX + start) ? [key.slice(PREFIX.length)] : []));
  } catch {
    return []; // Storage is off: nothing was kept.
  }
}

/** Tells when another window of this browser keeps or forgets something whose name begins so. */
export function onRemembered(start: string, hear: (rest: string, value: string | null) => void): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key?.startsWith(PREFIX + start)) hear(key.slice(PREFIX.length + start.length), newValue);
  });
}

import { createStore } from '../lib/createStore.js';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'alarm';
  /** A way back or a way out, with its word. */
  action?: { label: string; run: () => void };
}

const MOST = 3;
let last = 0;
/** Those that are shown, newest last, three at most. */
export const toasts = createStore<readonly Toast[]>([]);

/** Without effect on one that has gone already. */
export function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

/** Says quietly what was done or could not be done; what is said already is renewed instead of said twice. Returns its id. */
export function say(text: string, { tone = 'plain', action }: { tone?: Toast['tone']; action?: Toast['action'] } = {}): number {
  const id = ++last;
  // Each way back leads elsewhere, so those stay side by side.
  const others = toasts.get().filter((one) => one.action || action || one.text !== text || one.tone !== tone);
  toasts.set([...others.slice(1 - MOST), { id, text, tone, ...(action ? { action } : {}) }]);
  setTimeout(() => dismiss(id), tone === 'alarm' ? 9000 : action ? 8000 : 4000);
  return id;
}

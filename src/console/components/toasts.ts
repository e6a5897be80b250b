import { createStore } from '../lib/createStore.js';
import { locked, whose } from '../lib/whose.js';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'alarm';
  /** Until it is dismissed. */
  stays: boolean;
  /** A way back or a way out, with its word. `unused`: it has gone without being taken, whichever way. */
  action?: { label: string; run: () => void; unused?: () => void };
}

const MOST = 3;
let last = 0;
/** Those that are shown, newest last, three at most. */
export const toasts = createStore<readonly Toast[]>([]);

/** Of each that goes by itself. */
const clocks = new Map<number, { ms: number; timer: ReturnType<typeof setTimeout> | undefined }>();

function stop(id: number): void {
  clearTimeout(clocks.get(id)?.timer);
  clocks.delete(id);
}

function wind(id: number, ms: number): void {
  clearTimeout(clocks.get(id)?.timer);
  clocks.set(id, { ms, timer: locked.get() ? undefined : setTimeout(() => dismiss(id), ms) });
}

// Below the sign-in page nobody reads them: each has its whole time once it is seen.
locked.subscribe(() => clocks.forEach(({ ms }, id) => wind(id, ms)));
whose.subscribe(() => toasts.get().forEach(({ id }) => dismiss(id)));

/** Without effect on one that has gone already. */
export function dismiss(id: number): void {
  leave(toasts.get().filter((toast) => toast.id !== id));
}

/** Takes the way that it offers; it goes with that. */
export function take({ id, action }: Toast): void {
  stop(id);
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
  action?.run();
}

/** Shows these only; what was offered and is not any more is told so. */
function leave(shown: readonly Toast[]): void {
  const before = toasts.get();
  toasts.set(shown);
  for (const toast of before) {
    if (shown.includes(toast)) continue;
    stop(toast.id);
    toast.action?.unused?.();
  }
}

interface Way {
  tone?: Toast['tone'];
  action?: Toast['action'];
  stays?: boolean;
}

/** Says quietly what was done or could not be done; what is said already is renewed instead of said twice. Returns its id. */
export function say(text: string, { tone = 'plain', action, stays = false }: Way = {}): number {
  const id = ++last;
  // Each way back leads elsewhere, so those stay side by side.
  const others = toasts.get().filter((one) => one.action || action || one.text !== text || one.tone !== tone);
  leave([...newest(others, MOST - 1), { id, text, tone, stays, ...(action ? { action } : {}) }]);
  if (!stays) wind(id, tone === 'alarm' ? 9000 : action ? 8000 : 4000);
  return id;
}

/** What stays gives way last. */
function newest(all: readonly Toast[], most: number): Toast[] {
  let over = all.length - most;
  return all.filter(({ stays }) => stays || over-- <= 0).slice(-most);
}

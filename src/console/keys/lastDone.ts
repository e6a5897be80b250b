import { isPassing } from '../api/http.js';
import { dismiss } from '../components/toasts.js';
import { createStore } from '../lib/createStore.js';
import { whose } from '../lib/whose.js';

export interface WayBack {
  /** Takes it back and says so. Rejects when it was not taken back. */
  undo: () => Promise<unknown>;
  /** Tells why not. `again`: the line, the server or the session was the reason, so it can be tried once more. @returns its toast */
  failed: (error: unknown, again?: () => void) => number | null;
}

export interface Step {
  /** Which offers to take it back, or to try that again. */
  toast: number | null;
  state: 'done' | 'underWay' | 'over';
  /** Without effect while it is under way, and once it is over. */
  takeBack: () => void;
}

const MOST = 20;

/** What this person did last, newest last, so that `z` can take it back step by step. */
const done = createStore<readonly Step[]>([]);
/** How often `z` was pressed while a step was under way. */
let pressed = 0;
whose.subscribe(() => {
  done.set([]);
  pressed = 0;
});

/** Keeps the last twenty. */
export function rememberDone(way: WayBack): Step {
  const step: Step = { toast: null, state: 'done', takeBack: () => void takeBack(step, way) };
  done.set([...done.get().slice(1 - MOST), step]);
  // Whoever pressed before did not mean this one.
  pressed = 0;
  return step;
}

/** Nothing when there is none. Pressed while one is under way, it goes on to the one before only when that has succeeded. */
export function undoLast(): void {
  if (isOneUnderWay()) return void pressed++;
  const last = done.get().at(-1);
  if (last) last.takeBack();
  else pressed = 0;
}

/** Can no longer be taken back by `z`. */
export function forgetDone(step: Step): void {
  done.set(done.get().filter((one) => one !== step));
}

async function takeBack(step: Step, { undo, failed }: WayBack): Promise<void> {
  if (step.state !== 'done') return;
  step.state = 'underWay';
  if (step.toast !== null) dismiss(step.toast);
  const asker = whose.get();
  try {
    await undo();
    end(step);
  } catch (error) {
    pressed = 0;
    if (isPassing(error)) step.state = 'done';
    else end(step);
    // Whoever has the desk by now has done nothing of this.
    if (asker === whose.get()) step.toast = failed(error, step.state === 'done' ? step.takeBack : undefined);
  }
  if (isOneUnderWay() || pressed === 0) return;
  pressed--;
  undoLast();
}

function end(step: Step): void {
  step.state = 'over';
  forgetDone(step);
}

const isOneUnderWay = (): boolean => done.get().some(({ state }) => state === 'underWay');

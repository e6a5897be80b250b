import { dismiss, say } from '../components/toasts.js';
import { forgetDone, rememberDone } from './lastDone.js';

/**
 * Says what was done, and offers the way back in a toast, where `label` names it, and under `z`: whichever is taken first, once.
 * @returns takes the offer away
 */
export function offerUndo(text: string, label: string, undo: () => void): () => void {
  const once = (): void => {
    end();
    undo();
  };
  const toast = say(text, { action: { label, run: once } });
  rememberDone(text, once);
  const end = (): void => {
    dismiss(toast);
    forgetDone(once);
  };
  return end;
}

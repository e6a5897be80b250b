import { dismiss, say } from '../components/toasts.js';
import { forgetDone, rememberDone, type WayBack } from './lastDone.js';

/**
 * Says what was done, and offers the way back in a toast, where `label` names it, and under `z`: whichever is taken first, until it
 * has succeeded or was refused for good.
 * @returns takes the offer away
 */
export function offerUndo(text: string, label: string, way: WayBack): () => void {
  const step = rememberDone(way);
  const toast = say(text, { action: { label, run: step.takeBack } });
  step.toast = toast;
  return () => {
    dismiss(toast);
    forgetDone(step);
  };
}

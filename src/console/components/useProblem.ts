import { useContext, useEffect, useRef, useState } from 'react';
import { HeldDialog } from './heldDialog.js';
import { type Toast, say } from './toasts.js';

/** What went wrong with what a dialog asked for: told in it while it is open, and by a toast once it is not. */
export function useProblem() {
  const [problem, setProblem] = useState<string | null>(null);
  const shown = useContext(HeldDialog)?.shown ?? true;
  const open = useRef(shown);
  useEffect(() => {
    open.current = shown;
    return () => void (open.current = false);
  }, [shown]);
  return {
    problem,
    setProblem,
    /** Whether the dialog that asked is still open: what comes later closes no other one, and leads nobody away. */
    isOpen: (): boolean => open.current,
    /** @param action what the toast offers; the dialog has its own buttons */
    tell: (words: string, action?: Toast['action']): void =>
      open.current ? setProblem(words) : void say(words, { tone: 'alarm', action }),
  };
}

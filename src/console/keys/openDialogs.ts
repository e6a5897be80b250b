import { useLayoutEffect, useRef } from 'react';

/** How each dialog that is open is closed, the one on top last. */
const open: { current: () => void }[] = [];

/** Before anybody can see the dialog: from then on keys are its own. */
export function useOpenDialog(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  useLayoutEffect(() => {
    latest.current = close;
  });
  useLayoutEffect(() => {
    if (!isOpen) return;
    open.push(latest);
    return () => void open.splice(open.indexOf(latest), 1);
  }, [isOpen]);
}

export const isDialogOpen = (): boolean => open.length > 0;

export const closeTopDialog = (): void => open.at(-1)?.current();

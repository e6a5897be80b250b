import { type ReactNode, useCallback, useState } from 'react';
import { createPortal } from 'react-dom';
import { HeldDialog } from './heldDialog.js';

/**
 * What stands in a dialog and outlives it: it is drawn into a part of the page of its own, which the dialog takes in while it is
 * open, so that no input is emptied when it is closed. `place` belongs on what takes it in, `content` outside the dialog.
 */
export function useHeldBody(children: ReactNode, onChanged: () => void) {
  const [body] = useState(() => document.createElement('div'));
  // Not before it stands in the page: what asks for the focus when it is drawn would not get it.
  const [isPlaced, setPlaced] = useState(false);
  const place = useCallback(
    (node: HTMLElement | null): void => {
      node?.append(body);
      if (node) setPlaced(true);
    },
    [body],
  );
  const content =
    isPlaced &&
    createPortal(
      <div onInput={onChanged}>
        <HeldDialog.Provider value={null}>{children}</HeldDialog.Provider>
      </div>,
      body,
    );
  return { place, content };
}

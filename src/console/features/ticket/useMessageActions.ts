import { useEffect, useMemo, useRef } from 'react';
import type { TicketActions } from './useTicketActions.js';

export type MessageActions = Pick<TicketActions, 'undo' | 'splitOne' | 'notThisPerson' | 'move' | 'merge'>;

/** What can be done to one message, as functions that stay the same while what they do is kept up to date. */
export function useMessageActions(
  actions: MessageActions,
  toggle: (id: string) => void,
): { actions: MessageActions; toggle: (id: string) => void } {
  const latest = useRef({ actions, toggle });
  useEffect(() => {
    latest.current = { actions, toggle };
  });
  return useMemo(
    () => ({
      actions: {
        undo: (id) => latest.current.actions.undo(id),
        splitOne: (message) => latest.current.actions.splitOne(message),
        notThisPerson: (message) => latest.current.actions.notThisPerson(message),
        move: (message, into) => latest.current.actions.move(message, into),
        merge: (from, into) => latest.current.actions.merge(from, into),
      },
      toggle: (id) => latest.current.toggle(id),
    }),
    [],
  );
}

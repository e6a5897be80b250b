import type { RefObject } from 'react';
import type { Message } from '../../../contract/tickets.js';
import { useCommands } from '../../keys/useCommands.js';
import { messageDialog } from './messageDialog.js';
import type { TicketActions } from './useTicketActions.js';

const MESSAGES = 'article[data-id]';

/**
 * Keys for one message: they go from one to the next, and act on the one that has the focus, else on the customer's last.
 * @param frozen nothing can be moved out of this ticket
 */
export function useMessageCommands(
  content: RefObject<HTMLElement | null>,
  messages: readonly Message[],
  frozen: boolean,
  actions: TicketActions,
): void {
  const go = (step: 1 | -1): void => {
    const all = [...(content.current?.querySelectorAll<HTMLElement>(MESSAGES) ?? [])];
    const at = all.findIndex((one) => one.contains(document.activeElement));
    const next = all[at < 0 ? all.length - 1 : Math.min(Math.max(at + step, 0), all.length - 1)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  };
  const current = (): Message | undefined => {
    const id = document.activeElement?.closest<HTMLElement>(MESSAGES)?.dataset['id'];
    return messages.find((one) => one.id === id) ?? messages.findLast(({ direction }) => direction === 'in');
  };
  const onInbound =
    (run: (message: Message) => void): (() => void) =>
    () => {
      const message = current();
      if (message?.direction === 'in') run(message);
    };
  const any = messages.length > 0;
  useCommands(
    {
      nextMessage: () => go(1),
      previousMessage: () => go(-1),
      move: frozen
        ? undefined
        : () => {
            const message = current();
            if (message) messageDialog.set({ kind: 'move', message });
          },
      notThem: frozen ? undefined : onInbound((message) => actions.notThisPerson(message)),
      undoDecision: () => {
        const decision = current()?.decision;
        if (decision?.id && !decision.undone) actions.undo(decision.id);
      },
      forward: () => {
        const message = current();
        if (message && message.direction !== 'note') messageDialog.set({ kind: 'forward', message });
      },
      original: onInbound((message) => messageDialog.set({ kind: 'original', message })),
    },
    any,
  );
}

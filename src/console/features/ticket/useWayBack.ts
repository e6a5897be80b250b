import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import { useUndo } from '../../api/tickets.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { rememberDone } from '../../keys/lastDone.js';
import { offerUndo } from '../../keys/offerUndo.js';
import { useGoToTicket } from '../../lib/useGoToTicket.js';

/** The way back from a decision: offered by a toast and under `z` when the decision is told of, and at any time by its button in the story. */
export function useWayBack() {
  const { t } = useTranslation();
  const goTo = useGoToTicket();
  const undoing = useUndo();

  /**
   * @param isStep a decision that stands in the story, a rule's too: to take it back is a step of its own, under `z` as any other. The way
   * back from a step is none, and can be done again by its toast alone: `z` goes on to what was done before it.
   */
  function takeBack(decisionId: string, isStep: boolean): void {
    const words = t('ticket.done.undone');
    follow(undoing.mutateAsync(decisionId), {
      onSuccess: ({ decisionId: id, otherTicket: other }) => {
        const again = (): void => takeBack(id, false);
        // Of one ticket alone it was a change of its fields: that is made anew.
        if (!other) return void say(words);
        if (other.mergedIntoId && isStep) return void offerUndo(words, t('action.undo'), again);
        if (other.mergedIntoId) return void say(words, { action: { label: t('action.undo'), run: again } });
        if (isStep) rememberDone(words, again);
        say(`${words} · #${other.number}`, { action: { label: t('action.show'), run: () => goTo(other.id) } });
      },
      onError: (error) => say(t('ticket.failed.undo', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  }

  return {
    /** Says in `words` what was decided. */
    offerBack: (words: string, decisionId: string): void => void offerUndo(words, t('action.undo'), () => takeBack(decisionId, false)),
    /** By the button at the decision itself. */
    undo: (decisionId: string): void => takeBack(decisionId, true),
    /** The decision that is being taken back. */
    undoing: undoing.isPending ? undoing.variables : null,
  };
}

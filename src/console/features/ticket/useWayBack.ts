import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import { isPassing } from '../../api/http.js';
import { useUndo } from '../../api/tickets.js';
import { say } from '../../components/toasts.js';
import { rememberDone } from '../../keys/lastDone.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';
import { useGoToTicket } from '../../lib/useGoToTicket.js';
import { useUndoneWords } from './useUndoneWords.js';

/** The way back from a decision: offered by a toast and under `z` when the decision is told of, and at any time by its button in the story. */
export function useWayBack() {
  const { t } = useTranslation();
  const goTo = useGoToTicket();
  const undoing = useUndo();
  const { offer, failed } = useOfferUndo();
  const undone = useUndoneWords();

  /**
   * @param isStep a decision that stands in the story, a rule's too: to take it back is a step of its own, under `z` as any other. The way
   * back from a step is none, and can be done again by its toast alone: `z` goes on to what was done before it.
   */
  async function takeBack(decisionId: string, isStep: boolean): Promise<void> {
    const { decisionId: id, otherTicket: other, left } = await undoing.mutateAsync(decisionId);
    const words = undone(left);
    const again = (): Promise<void> => takeBack(id, false);
    // Of one ticket alone it was a change of its fields: that is made anew.
    if (!other) return void say(words);
    if (other.mergedIntoId && isStep) return void offer(words, again);
    if (other.mergedIntoId) return void say(words, { action: { label: t('action.undo'), run: () => tryIt(again) } });
    if (isStep) rememberDone({ undo: again, failed });
    say(`${words} · #${other.number}`, { action: { label: t('action.show'), run: () => goTo(other.id) } });
  }

  /** From a toast alone, as often as it takes. */
  function tryIt(way: () => Promise<void>): void {
    follow(way(), { onError: (error) => failed(error, isPassing(error) ? () => tryIt(way) : undefined) });
  }

  return {
    /** Says in `words` what was decided. */
    offerBack: (words: string, decisionId: string): void => void offer(words, () => takeBack(decisionId, false)),
    /** By the button at the decision itself. */
    undo: (decisionId: string): void => follow(takeBack(decisionId, true), { onError: (error) => failed(error) }),
    /** The decision that is being taken back. */
    undoing: undoing.isPending ? undoing.variables : null,
  };
}

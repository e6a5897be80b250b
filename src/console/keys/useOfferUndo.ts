import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.js';
import { say } from '../components/toasts.js';
import { errorText } from '../i18n/errorText.js';
import type { WayBack } from './lastDone.js';
import { offerUndo } from './offerUndo.js';

interface Words {
  /** On the toast, instead of "Undo". */
  label?: string;
  /** Puts into the words of a failure what it is about. */
  about?: (words: string) => string;
  /** When it was refused for good: whether that has been told otherwise. */
  toldRefusal?: (error: unknown) => boolean;
}

/** Offers the way back as `offerUndo` does, and tells of its failure: what failed for now can be tried again. */
export function useOfferUndo() {
  const { t } = useTranslation();

  function failed(error: unknown, again?: () => void, about: Words['about'] = (words) => words): number {
    const isChanged = error instanceof ApiError && error.code === 'conflict';
    const words = isChanged ? t('ticket.failed.undoChanged') : t('ticket.failed.undo', { reason: errorText(t, error) });
    return say(about(words), { tone: 'alarm', ...(again ? { action: { label: t('action.retry'), run: again } } : {}) });
  }

  return {
    /** @param undo says what it took back; rejects when it took nothing back. @returns takes the offer away */
    offer: (said: string, undo: WayBack['undo'], { label = t('action.undo'), about, toldRefusal }: Words = {}): (() => void) =>
      offerUndo(said, label, {
        undo,
        failed: (error, again) => (!again && toldRefusal?.(error) ? null : failed(error, again, about)),
      }),
    failed,
  };
}

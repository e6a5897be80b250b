import { useTranslation } from 'react-i18next';
import { refusalOf, useBulk } from '../../api/workspace.js';
import { say } from '../../components/toasts.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';

/** Says what became of many tickets, and offers to take the batches of it back, as one. @returns to be called with the words and the batches */
export function useBulkUndo(): (words: string, batchIds: readonly string[]) => void {
  const { t } = useTranslation();
  const { undo } = useBulk();
  const { offer } = useOfferUndo();

  /** @param waiting loses each batch that is taken back: tried again, only what is left is */
  async function back(waiting: string[]): Promise<void> {
    let [changed, kept] = [0, 0];
    try {
      for (let batchId = waiting[0]; batchId; batchId = waiting[0]) {
        const { changed: some, results } = await undo.mutateAsync(batchId);
        const refused = results.filter(({ outcome }) => outcome === 'refused');
        const fault = refused.find(({ code }) => code === 'internal_error');
        changed += some;
        kept += refused.filter(({ code }) => code !== 'internal_error').length;
        if (fault) throw refusalOf(fault);
        waiting.shift();
      }
    } finally {
      const parts = [
        ...(changed || !waiting.length ? [t('work.bulk.undone', { count: changed })] : []),
        ...(kept ? [t('work.bulk.refused', { count: kept })] : []),
      ];
      if (parts.length) say(parts.join(' · '));
    }
  }

  return (words, batchIds) => {
    if (!batchIds.length) return void say(words);
    const waiting = [...batchIds];
    offer(words, () => back(waiting));
  };
}

import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../contract/desk.js';
import type { FreedTickets } from '../../../contract/workspace.js';
import { CHANGING_MS, api } from '../../api/http.js';
import { useTicketsAnew } from '../../api/workspace.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useBulkUndo } from '../inbox/useBulkUndo.js';

type Who = Pick<Agent, 'id' | 'name'>;

interface Freed {
  batchIds: string[];
  changed: number;
  /** Of the last answer; 0 before the first one. */
  remaining: number;
  /** What ended it before all was done. */
  error: unknown;
}

/**
 * Unassigns all live tickets of somebody who is deactivated, as many at a time as the desk takes. Says how many, with the way back, and how many are
 * his still, with the way to try again.
 */
export function useFreeTickets() {
  const { t } = useTranslation();
  const tell = useBulkUndo();
  const { mutateAsync, isPending } = useMutation({ mutationFn: freeAll, onSettled: useTicketsAnew() });

  async function free(who: Who): Promise<void> {
    const { id, name } = who;
    const { batchIds, changed, remaining, error } = await mutateAsync(id);
    if (changed) tell(t('desk.people.freed', { count: changed, name }), batchIds);
    const again = { tone: 'alarm', action: { label: t('action.retry'), run: () => void free(who) } } as const;
    if (error) say(t('desk.people.notFreed', { name, reason: errorText(t, error) }), again);
    else if (remaining) say(t('desk.people.remain', { count: remaining, name }), again);
    else if (!changed) say(t('desk.people.noneHeld', { name }));
  }

  return { free: (who: Who): void => void free(who), isPending };
}

/** Never rejects: what is done can be taken back, whatever happened after it. */
async function freeAll(agentId: string): Promise<Freed> {
  const freed: Freed = { batchIds: [], changed: 0, remaining: 0, error: null };
  try {
    for (;;) {
      const { batchId, changed, remaining } = await api<FreedTickets>(`/agents/${agentId}/free-tickets`, {
        method: 'POST',
        patienceMs: 4 * CHANGING_MS,
      });
      if (batchId && changed) freed.batchIds.push(batchId);
      freed.changed += changed;
      freed.remaining = remaining;
      if (!remaining || !changed) return freed;
    }
  } catch (error) {
    return { ...freed, error };
  }
}

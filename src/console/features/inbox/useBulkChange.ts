import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_BULK } from '../../../contract/lists.js';
import type { Ticket } from '../../../contract/tickets.js';
import type { BulkBody } from '../../../contract/workspace.js';
import { follow } from '../../api/follow.js';
import { keys } from '../../api/keys.js';
import { useBulk } from '../../api/workspace.js';
import { endingOf } from '../../components/endedOver.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { selection } from './selection.js';
import { useBulkUndo } from './useBulkUndo.js';

/**
 * One change of many tickets, said and taken back as one. What it leaves as it is, as its customer wrote what the list did not show
 * when it was pressed, stays picked, and can be changed all the same.
 */
export function useBulkChange(rows: readonly Ticket[]): (ticketIds: readonly string[], change: BulkBody['change']) => void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const bulk = useBulk();
  const tell = useBulkUndo();
  // A row that has left the list is known as it was last shown.
  const shown = useRef(new Map<string, number>());
  useEffect(() => {
    for (const { id, seq } of rows) shown.current.set(id, seq);
  }, [rows]);

  function knewOf(ticketIds: readonly string[]): Record<string, number> {
    return Object.fromEntries(
      ticketIds.flatMap((id) => {
        const seq = shown.current.get(id) ?? client.getQueryData<Ticket>(keys.ticket(id))?.seq;
        return seq === undefined ? [] : [[id, seq]];
      }),
    );
  }

  function send(body: BulkBody): void {
    // Said also to whoever has left the list by then.
    follow(bulk.change.mutateAsync(body), {
      onSuccess: ({ batchId, changed, results }) => {
        const news = results.filter(({ cameSince }) => cameSince).map(({ ticketId }) => ticketId);
        selection.drop(body.ticketIds.filter((id) => !news.includes(id)));
        const refused = results.filter(({ outcome, cameSince }) => outcome === 'refused' && !cameSince).length;
        const parts = [
          ...(changed || !news.length ? [t('work.bulk.done', { count: changed })] : []),
          ...(refused ? [t('work.bulk.refused', { count: refused })] : []),
        ];
        if (parts.length) tell(parts.join(' · '), changed ? [batchId] : []);
        if (!news.length) return;
        const { knew: _knew, ...again } = { ...body, ticketIds: news };
        say(t('work.bulk.cameSince', { count: news.length }), {
          tone: 'alarm',
          action: {
            label: t(body.change.snooze ? 'work.bulk.asideAnyway' : `ticket.failed.endAnyway.${endingOf(body.change.status)}`),
            run: () => send(again),
          },
        });
      },
      onError: (error) => say(t('work.bulk.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  }

  return (all, change) => {
    const ticketIds = all.slice(0, MAX_BULK);
    send({ ticketIds, change, knew: knewOf(ticketIds) });
  };
}

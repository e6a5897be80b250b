import { AlarmClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { Ticket } from '../../../contract/tickets.js';
import { useSnooze } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';
import { named } from '../../lib/openTicket.js';
import css from './SnoozeMenu.module.css';
import { SnoozeTimes } from './SnoozeTimes.js';

/** When a ticket should come back. */
export function SnoozeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const snooze = useSnooze();
  const { offer } = useOfferUndo();
  const { problem, isOpen, tell } = useProblem();

  /** The time that it had before counts again, if that is still to come; nothing of what somebody has made of it since is taken back. */
  async function back(own: Ticket['snooze']): Promise<void> {
    const { snooze: before } = ticket;
    const isOver = !before || (before.until !== null && new Date(before.until) <= new Date());
    await snooze.mutateAsync({ ticketId: ticket.id, until: isOver ? undefined : before.until, expected: own });
    say(about(isOver ? t('work.snooze.woken') : said(before.until && format.full(before.until))));
  }
  const about = (words: string): string => named(ticket, words);
  const said = (time: string | null): string => (time ? t('work.snooze.done', { time }) : t('work.snooze.doneCustomer'));

  function put(until: Date | null, shown: string): void {
    follow(snooze.mutateAsync({ ticketId: ticket.id, until: until?.toISOString() ?? null }), {
      onSuccess: ({ snooze: own }) => {
        offer(about(said(until && shown)), () => back(own), { about });
        if (isOpen()) onClose();
      },
      onError: (error) => tell(t('work.snooze.failed', { reason: errorText(t, error) })),
    });
  }

  return <SnoozeTimes problem={problem} onPut={put} onClose={onClose} />;
}

/** Takes a ticket up again, and says so or why not, also when what it was asked from is gone by then. */
function useWake(ticketId: string) {
  const { t } = useTranslation();
  const { mutateAsync, isPending } = useSnooze();
  const run = (): void =>
    follow(mutateAsync({ ticketId, until: undefined }), {
      onSuccess: () => say(t('work.snooze.woken')),
      onError: (error) => say(t('work.snooze.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  return { run, isPending };
}

/** Says that the ticket is put aside, and takes it up again. */
export function SnoozedNote({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const wake = useWake(ticket.id);
  if (!ticket.snooze) return null;
  const { until } = ticket.snooze;
  return (
    <p className={css.note} role="status">
      <AlarmClock size={15} aria-hidden />
      {until ? t('work.snooze.until', { time: format.full(until) }) : t('work.snooze.untilCustomer')}
      <Button size="small" isDisabled={wake.isPending} onPress={wake.run}>
        {t('work.snooze.wake')}
      </Button>
    </p>
  );
}

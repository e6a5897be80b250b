import { AlarmClock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import { useSnooze } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { rememberDone } from '../../keys/lastDone.js';
import { testIds } from '../../testids.js';
import css from './SnoozeMenu.module.css';
import { SNOOZE_KEYS, snoozeTimes, timeProblem } from './snoozeTimes.js';

/** When a ticket should come back. Each choice is one key away: 1 to 5. */
export function SnoozeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const snooze = useSnooze();
  const [now] = useState(() => new Date());
  const wake = useWake(ticket.id);
  const [problem, setProblem] = useState<string | null>(null);
  const [wrong, setWrong] = useState<'past' | 'far' | null>(null);
  const times = snoozeTimes(now);
  const shown = (at: Date): string => `${format.day(at.toISOString(), now.getTime())} ${format.clock(at.toISOString())}`;

  function put(until: Date | null): void {
    // The dialog may have stood open for long.
    if (until && timeProblem(until, new Date())) return setProblem(t('work.snooze.past'));
    snooze.mutate(
      { ticketId: ticket.id, until: until?.toISOString() ?? null },
      {
        onSuccess: () => {
          const words = until ? t('work.snooze.done', { time: shown(until) }) : t('work.snooze.doneCustomer');
          say(words, { action: { label: t('action.undo'), run: wake.run } });
          rememberDone(words, wake.run);
          onClose();
        },
        onError: (error) => setProblem(t('work.snooze.failed', { reason: errorText(t, error) })),
      },
    );
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const at = new Date(String(new FormData(event.currentTarget).get('at')));
    const mistake = timeProblem(at, new Date());
    setWrong(mistake);
    if (!mistake) put(at);
  }

  return (
    <Dialog title={t('work.snooze.title')} lead={t('work.snooze.hint')} open onClose={onClose} width={400} testId={testIds.snooze}>
      <div
        className={css.choices}
        onKeyDown={(event) => {
          if (event.target instanceof HTMLInputElement) return;
          if (event.key === SNOOZE_KEYS.customer) return put(null);
          const chosen = times.find(({ name }) => SNOOZE_KEYS[name] === event.key);
          if (chosen) put(chosen.at);
        }}
      >
        {times.map(({ name, at }, index) => (
          <button key={name} type="button" autoFocus={index === 0} className={css.choice} onClick={() => put(at)}>
            <kbd>{SNOOZE_KEYS[name]}</kbd>
            <span>{t(`work.snooze.${name}`)}</span>
            <time dateTime={at.toISOString()}>{shown(at)}</time>
          </button>
        ))}
        <button type="button" className={css.choice} onClick={() => put(null)}>
          <kbd>{SNOOZE_KEYS.customer}</kbd>
          <span>{t('work.snooze.customer')}</span>
        </button>
        <form className={css.other} onSubmit={submit}>
          <Field label={t('work.snooze.pick')} error={wrong ? t(`work.snooze.${wrong}`) : undefined}>
            {(ids) => <input {...ids} type="datetime-local" name="at" required />}
          </Field>
          <Button type="submit">{t('work.snooze.go')}</Button>
        </form>
        {problem && (
          <p className={css.problem} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Takes a ticket up again, and says so or why not, also when what it was asked from is gone by then. */
function useWake(ticketId: string) {
  const { t } = useTranslation();
  const { mutateAsync, isPending } = useSnooze();
  const run = (): void =>
    void mutateAsync({ ticketId, until: undefined }).then(
      () => say(t('work.snooze.woken')),
      (error: unknown) => say(t('work.snooze.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    );
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

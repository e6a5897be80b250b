import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './SnoozeMenu.module.css';
import { SNOOZE_KEYS, snoozeTimes, timeProblem } from './whenToSnooze.js';

interface Props {
  /** What stopped the last choice. */
  problem: string | null;
  /** @param shown the time in words; with null until the customer writes */
  onPut: (until: Date | null, shown: string) => void;
  onClose: () => void;
}

/** When what is put aside should come back. Each choice is one key away: 1 to 5. */
export function SnoozeTimes({ problem, onPut, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [now] = useState(() => new Date());
  const [late, setLate] = useState(false);
  const [wrong, setWrong] = useState<'past' | 'far' | null>(null);
  const times = snoozeTimes(now);
  const shown = (at: Date): string => `${format.day(at.toISOString(), now.getTime())} ${format.clock(at.toISOString())}`;
  const told = late ? t('work.snooze.past') : problem;

  function put(until: Date | null): void {
    // The dialog may have stood open for long.
    const isOver = until !== null && timeProblem(until, new Date()) !== null;
    setLate(isOver);
    if (!isOver) onPut(until, until ? shown(until) : '');
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
        {told && (
          <p className={css.problem} role="alert">
            {told}
          </p>
        )}
      </div>
    </Dialog>
  );
}

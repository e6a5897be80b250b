import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { useFormat } from '../../i18n/format.js';
import css from '../ticket/SnoozeMenu.module.css';
import { timeProblem } from '../ticket/whenToSnooze.js';

/** When a reply goes out. Until then it stands in the ticket and can be taken back. */
export function Schedule({ onClose, onPick }: { onClose: () => void; onPick: (at: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [now] = useState(() => new Date());
  const [wrong, setWrong] = useState<'past' | 'far' | null>(null);
  const at = (days: number, hour: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const times = [
    ...(now.getHours() < 15 ? [{ name: 'afternoon' as const, at: at(0, 16) }] : []),
    { name: 'morning' as const, at: at(1, 9) },
    ...(toMonday > 1 ? [{ name: 'nextWeek' as const, at: at(toMonday, 9) }] : []),
  ];

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const picked = new Date(String(new FormData(event.currentTarget).get('at')));
    const mistake = timeProblem(picked, new Date());
    setWrong(mistake);
    if (!mistake) onPick(picked.toISOString());
  }

  return (
    <Dialog title={t('work.composer.scheduleTitle')} open onClose={onClose} width={400} testId="schedule">
      <div className={css.choices}>
        {times.map(({ name, at: time }) => (
          <button key={name} type="button" className={css.choice} onClick={() => onPick(time.toISOString())}>
            <span>{t(`work.composer.${name}`)}</span>
            {name !== 'afternoon' && <time dateTime={time.toISOString()}>{format.day(time.toISOString(), now.getTime())}</time>}
          </button>
        ))}
        <form className={css.other} onSubmit={submit}>
          <Field label={t('work.snooze.pick')} error={wrong ? t(`work.snooze.${wrong}`) : undefined}>
            {(ids) => <input {...ids} type="datetime-local" name="at" required />}
          </Field>
          <Button type="submit">{t('work.composer.scheduleGo')}</Button>
        </form>
      </div>
    </Dialog>
  );
}

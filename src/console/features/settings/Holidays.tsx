import { Plus, X } from 'lucide-react';
import type { Dispatch, SetStateAction } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { changed } from '../../components/changed.js';
import { IconButton } from '../../components/IconButton.js';
import css from './Settings.module.css';
import { WrongLine } from './WrongLine.js';
import { type HolidayLine, type HoursErrors, newHoliday } from './hoursForm.js';

interface Props {
  days: readonly HolidayLine[];
  onDays: Dispatch<SetStateAction<HolidayLine[]>>;
  errors: HoursErrors;
  mayWrite: boolean;
}

/** The days on which nobody is there. */
export function Holidays({ days, onDays, errors, mayWrite }: Props) {
  const { t } = useTranslation();
  const change = (key: number, part: Partial<HolidayLine>): void =>
    onDays((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <>
      {days.length === 0 && <p className={css.hint}>{t('desk.hours.noHolidays')}</p>}
      {days.map(({ key, date, name, yearly }) => (
        <div key={key} className={css.span} data-testid="holiday">
          <input
            type="date"
            value={date}
            onChange={(event) => change(key, { date: event.target.value })}
            aria-label={t('desk.hours.date')}
          />
          <input
            className={css.grow}
            value={name}
            maxLength={120}
            dir="auto"
            onChange={(event) => change(key, { name: event.target.value })}
            aria-label={t('desk.hours.holidayName')}
            placeholder={t('desk.hours.holidayName')}
          />
          <label className={css.check}>
            <input type="checkbox" checked={yearly} onChange={(event) => change(key, { yearly: event.target.checked })} />
            {t('desk.hours.yearly')}
          </label>
          {mayWrite && (
            <IconButton
              label={t('desk.hours.removeHoliday', { name: name || date })}
              onPress={({ target }) => {
                changed(target);
                onDays((all) => all.filter((one) => one.key !== key));
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          )}
          <WrongLine error={errors.get(key)} />
        </div>
      ))}
      {mayWrite && (
        <div>
          <Button
            size="small"
            onPress={({ target }) => {
              changed(target);
              onDays((all) => [...all, newHoliday()]);
            }}
            testId="holiday-add"
          >
            <Plus size={14} aria-hidden />
            {t('desk.hours.addHoliday')}
          </Button>
        </div>
      )}
    </>
  );
}

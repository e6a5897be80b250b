import { Plus, X } from 'lucide-react';
import type { Dispatch, SetStateAction } from 'react';
import type { PressEvent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { changed } from '../../components/changed.js';
import { IconButton } from '../../components/IconButton.js';
import { useFormat } from '../../i18n/format.js';
import css from './Settings.module.css';
import { WrongLine } from './WrongLine.js';
import { type HoursErrors, type SpanLine, nextSpan, wholeDay } from './hoursForm.js';

/** A Sunday of 2023 and the days after it give the names. */
const dayName = (language: string, day: number): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1 + day));

interface Props {
  day: number;
  /** Of the whole week. */
  spans: readonly SpanLine[];
  onSpans: Dispatch<SetStateAction<readonly SpanLine[]>>;
  errors: HoursErrors;
  mayWrite: boolean;
}

/** When one day of the week is open. */
export function HoursDay({ day, spans, onSpans, errors, mayWrite }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const name = dayName(i18n.resolvedLanguage ?? 'en', day);
  const mine = spans.filter((one) => one.day === day);
  const whole = mine.some(({ allDay }) => allDay);
  const change = (key: number, part: Partial<SpanLine>): void =>
    onSpans((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = (span: SpanLine, { target }: PressEvent): void => {
    changed(target);
    onSpans((all) => [...all.filter((one) => !span.allDay || one.day !== day), span]);
  };
  return (
    <div className={css.span} role="group" aria-label={name} data-testid="hours-day">
      <strong>{name}</strong>
      <div className={css.spans}>
        {mine.map(({ key, from, to, allDay }) => (
          <div key={key} className={css.span}>
            {allDay ? (
              <span>{t('desk.hours.allDay')}</span>
            ) : (
              <>
                <input
                  type="time"
                  value={from}
                  onChange={(event) => change(key, { from: event.target.value })}
                  aria-label={format.row([name, t('settings.hours.from')])}
                />
                <span aria-hidden>–</span>
                <input
                  type="time"
                  value={to}
                  onChange={(event) => change(key, { to: event.target.value })}
                  aria-label={format.row([name, t('settings.hours.to')])}
                />
              </>
            )}
            {mayWrite && (
              <IconButton
                label={t('desk.hours.removeSpan', { day: name })}
                onPress={({ target }) => {
                  changed(target);
                  onSpans((all) => all.filter((one) => one.key !== key));
                }}
              >
                <X size={16} aria-hidden />
              </IconButton>
            )}
            <WrongLine error={errors.get(key)} />
          </div>
        ))}
      </div>
      {mine.length === 0 && <span className={css.hint}>{t('settings.hours.closed')}</span>}
      {mayWrite && !whole && (
        <IconButton label={t('desk.hours.addSpan', { day: name })} onPress={(event) => add(nextSpan(day, mine), event)}>
          <Plus size={16} aria-hidden />
        </IconButton>
      )}
      {mayWrite && !whole && (
        <Button
          size="small"
          look="quiet"
          aria-label={t('desk.hours.openAllDay', { day: name })}
          onPress={(event) => add(wholeDay(day), event)}
        >
          {t('desk.hours.allDay')}
        </Button>
      )}
    </div>
  );
}

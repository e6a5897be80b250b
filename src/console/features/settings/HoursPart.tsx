import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { PressEvent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { HoursState } from '../../../contract/workspace.js';
import { useMay } from '../../api/session.js';
import { useSetupDoc } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { changed } from '../../components/changed.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { IconButton } from '../../components/IconButton.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import css from './Settings.module.css';
import { ALWAYS, type HolidayLine, type HoursErrors, OFFICE_HOURS, type SpanLine, isAlways, linesOfHours, readHours } from './hoursForm.js';
import { useSave } from './useSave.js';

const PATH = '/settings/hours';
/** Monday first: a Sunday of 2023 and the days after it give the names. */
const DAYS = [1, 2, 3, 4, 5, 6, 0] as const;
const dayName = (language: string, day: number): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1 + day));

export function HoursPart() {
  const { t } = useTranslation();
  const hours = useSetupDoc<HoursState>(PATH);
  if (hours.isError) return <ErrorNote error={hours.error} onRetry={() => void hours.refetch()} />;
  if (!hours.data) return <Skeleton rows={4} />;
  return (
    <>
      <p className={css.lead}>{t('settings.hours.lead')}</p>
      <HoursForm hours={hours.data} />
    </>
  );
}

let keys = 1000;

function HoursForm({ hours }: { hours: HoursState }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const mayWrite = useMay('settings.write');
  const { save, isPending } = useSave<HoursState>(PATH);
  // What the lines below were made of, whatever a colleague saves meanwhile.
  const [version, setVersion] = useState(hours.version);
  const language = i18n.resolvedLanguage ?? 'en';
  const [zone, setZone] = useState(hours.timeZone);
  const [always, setAlways] = useState(() => isAlways(linesOfHours(hours).spans));
  const [spans, setSpans] = useState<readonly SpanLine[]>(() => (always ? OFFICE_HOURS : linesOfHours(hours).spans));
  const [days, setDays] = useState(() => linesOfHours(hours).days);
  const [errors, setErrors] = useState<HoursErrors>(new Map());
  const changeSpan = (key: number, part: Partial<SpanLine>): void =>
    setSpans((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const changeDay = (key: number, part: Partial<HolidayLine>): void =>
    setDays((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const wrong = (key: number) =>
    errors.has(key) && (
      <span className={css.wrong} role="alert">
        {t(`desk.hours.wrong.${errors.get(key) ?? 'incomplete'}`)}
      </span>
    );

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const read = readHours(zone, always ? ALWAYS : spans, days);
    setErrors(read.errors ?? new Map());
    if (read.hours) save('PATCH', PATH, { ...read.hours, version }, (saved) => setVersion(saved.version));
  }

  return (
    <form className={css.form} onSubmit={submit} data-testid="hours-form" noValidate>
      <p className={css.told} data-testid="hours-state">
        {hours.openNow
          ? t('settings.hours.openNow')
          : hours.opensAt
            ? t('settings.hours.opens', { when: format.full(hours.opensAt) })
            : t('settings.hours.neverOpens')}
      </p>
      <Field label={t('settings.hours.zone')}>
        {(ids) => (
          <select {...ids} value={zone} onChange={(event) => setZone(event.target.value)}>
            {zones(hours.timeZone).map((one) => (
              <option key={one} dir="auto">
                {one}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className={css.group} disabled={!mayWrite}>
        <legend>{t('desk.hours.week')}</legend>
        <label className={css.check}>
          <input type="checkbox" checked={always} onChange={(event) => setAlways(event.target.checked)} data-testid="hours-always" />
          {t('settings.hours.always')}
        </label>
        {!always &&
          DAYS.map((day) => {
            const name = dayName(language, day);
            const mine = spans.filter((one) => one.day === day);
            const whole = mine.some(({ allDay }) => allDay);
            const add = (span: SpanLine, { target }: PressEvent): void => {
              changed(target);
              setSpans((all) => [...all.filter((one) => !span.allDay || one.day !== day), span]);
            };
            return (
              <div key={day} className={css.span} role="group" aria-label={name} data-testid="hours-day">
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
                            onChange={(event) => changeSpan(key, { from: event.target.value })}
                            aria-label={format.row([name, t('settings.hours.from')])}
                          />
                          <span aria-hidden>–</span>
                          <input
                            type="time"
                            value={to}
                            onChange={(event) => changeSpan(key, { to: event.target.value })}
                            aria-label={format.row([name, t('settings.hours.to')])}
                          />
                        </>
                      )}
                      {mayWrite && (
                        <IconButton
                          label={t('desk.hours.removeSpan', { day: name })}
                          onPress={({ target }) => {
                            changed(target);
                            setSpans((all) => all.filter((one) => one.key !== key));
                          }}
                        >
                          <X size={16} aria-hidden />
                        </IconButton>
                      )}
                      {wrong(key)}
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
                    onPress={(event) => add({ key: keys++, day, from: '00:00', to: '00:00', allDay: true }, event)}
                  >
                    {t('desk.hours.allDay')}
                  </Button>
                )}
              </div>
            );
          })}
        {!always && <p className={css.hint}>{t('desk.hours.midnight')}</p>}
      </fieldset>
      <fieldset className={css.group} disabled={!mayWrite}>
        <legend>{t('desk.hours.holidays')}</legend>
        {days.length === 0 && <p className={css.hint}>{t('desk.hours.noHolidays')}</p>}
        {days.map(({ key, date, name, yearly }) => (
          <div key={key} className={css.span} data-testid="holiday">
            <input
              type="date"
              value={date}
              onChange={(event) => changeDay(key, { date: event.target.value })}
              aria-label={t('desk.hours.date')}
            />
            <input
              className={css.grow}
              value={name}
              maxLength={120}
              dir="auto"
              onChange={(event) => changeDay(key, { name: event.target.value })}
              aria-label={t('desk.hours.holidayName')}
              placeholder={t('desk.hours.holidayName')}
            />
            <label className={css.check}>
              <input type="checkbox" checked={yearly} onChange={(event) => changeDay(key, { yearly: event.target.checked })} />
              {t('desk.hours.yearly')}
            </label>
            {mayWrite && (
              <IconButton
                label={t('desk.hours.removeHoliday', { name: name || date })}
                onPress={({ target }) => {
                  changed(target);
                  setDays((all) => all.filter((one) => one.key !== key));
                }}
              >
                <X size={16} aria-hidden />
              </IconButton>
            )}
            {wrong(key)}
          </div>
        ))}
        {mayWrite && (
          <div>
            <Button
              size="small"
              onPress={({ target }) => {
                changed(target);
                setDays((all) => [...all, { key: keys++, date: '', name: '', yearly: false }]);
              }}
              testId="holiday-add"
            >
              <Plus size={14} aria-hidden />
              {t('desk.hours.addHoliday')}
            </Button>
          </div>
        )}
      </fieldset>
      {errors.size > 0 && (
        <p className={css.alarm} role="alert">
          {t('desk.hours.mend')}
        </p>
      )}
      {mayWrite && (
        <div className={css.buttons}>
          <Button type="submit" look="main" isDisabled={isPending} testId="hours-save">
            {t('action.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

/** The usual day; after a morning, the afternoon. */
function nextSpan(day: number, mine: readonly SpanLine[]): SpanLine {
  return { key: keys++, day, allDay: false, ...(mine.length ? { from: '', to: '' } : { from: '09:00', to: '17:00' }) };
}

const zones = (chosen: string): string[] => [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoursState } from '../../../contract/workspace.js';
import { useMay } from '../../api/session.js';
import { useSetupDoc } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { Holidays } from './Holidays.js';
import { HoursDay } from './HoursDay.js';
import css from './Settings.module.css';
import { ALWAYS, type HoursErrors, OFFICE_HOURS, type SpanLine, isAlways, linesOfHours, readHours } from './hoursForm.js';
import { useSave } from './useSave.js';

const PATH = '/settings/hours';
/** Monday first. */
const DAYS = [1, 2, 3, 4, 5, 6, 0] as const;

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

function HoursForm({ hours }: { hours: HoursState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayWrite = useMay('settings.write');
  const { save, isPending } = useSave<HoursState>(PATH);
  // What the lines below were made of, whatever a colleague saves meanwhile.
  const [version, setVersion] = useState(hours.version);
  const [zone, setZone] = useState(hours.timeZone);
  const [always, setAlways] = useState(() => isAlways(linesOfHours(hours).spans));
  const [spans, setSpans] = useState<readonly SpanLine[]>(() => (always ? OFFICE_HOURS : linesOfHours(hours).spans));
  const [days, setDays] = useState(() => linesOfHours(hours).days);
  const [errors, setErrors] = useState<HoursErrors>(new Map());

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
          DAYS.map((day) => <HoursDay key={day} day={day} spans={spans} onSpans={setSpans} errors={errors} mayWrite={mayWrite} />)}
        {!always && <p className={css.hint}>{t('desk.hours.midnight')}</p>}
      </fieldset>
      <fieldset className={css.group} disabled={!mayWrite}>
        <legend>{t('desk.hours.holidays')}</legend>
        <Holidays days={days} onDays={setDays} errors={errors} mayWrite={mayWrite} />
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

const zones = (chosen: string): string[] => [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

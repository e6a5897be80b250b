import { type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoursState } from '../../../contract/workspace.js';
import { useMe } from '../../api/session.js';
import { useSetupDoc } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

const PATH = '/settings/hours';
/** Monday first: a Sunday of 2023 and the days after it give the names. */
const DAYS = [1, 2, 3, 4, 5, 6, 0] as const;
const dayName = (language: string, day: number): string => new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1 + day));

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
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { agent } = useMe();
  const { save, isPending } = useSave(PATH);
  const language = i18n.resolvedLanguage ?? 'en';

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const week = DAYS.flatMap((day) => {
      const [from, to] = [String(data.get(`from ${day}`) ?? ''), String(data.get(`to ${day}`) ?? '')];
      // A time field cannot hold 24:00: the end of the day is written 00:00.
      return from ? [{ day, from, to: to === '' || to === '00:00' ? '24:00' : to }] : [];
    });
    save('PATCH', PATH, { timeZone: String(data.get('zone')), week, holidays: hours.holidays });
  }

  return (
    <form className={css.form} onSubmit={submit} data-testid="hours-form">
      <p className={css.told} data-testid="hours-state">{hours.openNow ? t('settings.hours.openNow') : hours.opensAt ? t('settings.hours.opens', { when: format.full(hours.opensAt) }) : t('settings.hours.neverOpens')}</p>
      <Field label={t('settings.hours.zone')}>
        {(ids) => <select {...ids} name="zone" defaultValue={hours.timeZone}>{zones(hours.timeZone).map((zone) => <option key={zone}>{zone}</option>)}</select>}
      </Field>
      <table className={css.week}>
        <thead><tr><th>{t('settings.hours.day')}</th><th>{t('settings.hours.from')}</th><th>{t('settings.hours.to')}</th></tr></thead>
        <tbody>
          {DAYS.map((day) => {
            const span = hours.week.find((one) => one.day === day);
            const name = dayName(language, day);
            return (
              <tr key={day}>
                <th scope="row">{name}</th>
                <td><input type="time" name={`from ${day}`} defaultValue={span?.from ?? ''} aria-label={`${name}, ${t('settings.hours.from')}`} /></td>
                <td><input type="time" name={`to ${day}`} defaultValue={span?.to === '24:00' ? '00:00' : (span?.to ?? '')} aria-label={`${name}, ${t('settings.hours.to')}`} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {agent.role === 'admin' && <div className={css.buttons}><Button type="submit" look="main" isDisabled={isPending} testId="hours-save">{t('action.save')}</Button></div>}
    </form>
  );
}

const zones = (chosen: string): string[] => [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

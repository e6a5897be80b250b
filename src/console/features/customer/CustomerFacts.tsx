import { useTranslation } from 'react-i18next';
import type { Customer } from '../../../contract/customers.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import css from './CustomerPanel.module.css';

/** Their clock, their language, since when they are with us, their tags: only what is known. */
export function CustomerFacts({ customer: { timeZone, language, createdAt, tags } }: { customer: Customer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const clock = timeZone ? format.clockIn(timeZone, now) : null;
  return (
    <>
      <p className={css.facts}>
        {clock && timeZone && <span>{t('customer.localTime', { time: clock, place: placeOf(timeZone) })}</span>}
        {language && <span>{t('customer.language', { language: format.language(language) })}</span>}
        <span>{t('customer.since', { date: format.date(createdAt) })}</span>
      </p>
      {tags.length > 0 && (
        <ul className={css.tags} aria-label={t('customer.tags')}>
          {tags.map((tag) => <li key={tag} className={css.tag} data-vip={/^vip$/i.test(tag) || undefined}>{tag}</li>)}
        </ul>
      )}
    </>
  );
}

/** "America/New_York" is "New York". */
const placeOf = (timeZone: string): string => timeZone.split('/').at(-1)!.replaceAll('_', ' ');

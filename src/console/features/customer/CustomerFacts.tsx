import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../contract/customers.js';
import { clockThere } from '../../i18n/clockThere.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import { TagList } from '../ticket/Tags.js';
import css from './CustomerPanel.module.css';
import { PickFact } from './PickFact.js';
import { useCustomerActions } from './useCustomerActions.js';

const ZONES = (): string[] => Intl.supportedValuesOf('timeZone');
/** Those that are written to desks most; any other can be typed. */
const LANGUAGES = [
  'en',
  'zh-CN',
  'zh-TW',
  'ja',
  'ko',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'ru',
  'uk',
  'tr',
  'ar',
  'he',
  'hi',
  'id',
  'th',
  'vi',
];

/** Their clock, when they write, their language, since when they are with us, their tags. Each is changed where it stands. */
export function CustomerFacts({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const actions = useCustomerActions(customer);
  const [tagging, setTagging] = useState(false);
  const { timeZone, language, createdAt, tags, usualHours } = customer;
  const hour = (at: number): string => `${String(at).padStart(2, '0')}:00`;
  return (
    <>
      <p className={css.facts}>
        <PickFact
          label={t('person.zone')}
          value={timeZone}
          options={ZONES}
          shown={(timeZone && clockThere(t, format, timeZone, now)) || t('person.zoneNone')}
          hint={t('person.zoneHint')}
          onPick={(value, seen) => actions.set('timeZone', value, seen)}
          testId="customer-zone"
        />
        {usualHours && (
          <span title={t('person.usualHint', { count: usualHours.messages })} data-testid="usual-hours">
            {t('person.usual', { from: hour(usualHours.from), to: hour(usualHours.to) })}
          </span>
        )}
        <PickFact
          label={t('person.language')}
          value={language}
          options={() => LANGUAGES}
          optionText={format.language}
          shown={language ? t('customer.language', { language: format.language(language) }) : t('person.languageNone')}
          hint="en, zh-TW"
          onPick={(value, seen) => actions.set('language', value, seen)}
          testId="customer-language"
        />
        <span>{t('customer.since', { date: format.date(createdAt) })}</span>
      </p>
      <div className={css.tags}>
        <TagList tags={tags} onChange={(next) => actions.set('tags', next, tags)} adding={tagging} onAdding={setTagging} keyed={false} />
      </div>
    </>
  );
}

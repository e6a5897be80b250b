import { useTranslation } from 'react-i18next';
import { useTags } from '../../api/workspace.js';
import { splitWords } from '../../lib/splitWords.js';
import css from './ViewBuilder.module.css';
import { type Line, isNumber } from './conditions.js';
import { useChoices } from './useChoices.js';

/** The values of one condition: boxes to tick for what there are few of, words or a number for the rest. */
export function ConditionValue({ line, onChange }: { line: Line; onChange: (values: string[]) => void }) {
  const { field, values, own } = line;
  const { t } = useTranslation();
  const options = useChoices(line);
  const [first = ''] = values;
  if (field === 'waiting' || field === 'snoozed' || own?.type === 'checkbox') {
    return (
      <select value={first} onChange={(event) => onChange([event.target.value])} aria-label={t('work.view.value')}>
        <option value="" disabled hidden />
        <option value="yes">{t('work.view.yes')}</option>
        <option value="no">{t('work.view.no')}</option>
      </select>
    );
  }
  if (isNumber(field)) {
    return (
      <input
        type="number"
        min={0}
        max={100_000}
        value={first}
        onChange={(event) => onChange([event.target.value])}
        aria-label={t('work.view.value')}
      />
    );
  }
  if (own && own.type !== 'choice')
    return (
      <input
        type={own.type}
        step="any"
        maxLength={200}
        value={first}
        onChange={(event) => onChange([event.target.value])}
        aria-label={t('work.view.value')}
        dir="auto"
      />
    );
  if (field === 'tag') return <TagValue values={values} onChange={onChange} />;
  return (
    <div className={css.choices} role="group" aria-label={t('work.view.value')}>
      {options.map(({ id, label, gone }) => (
        <label key={id} className={css.choice}>
          <input
            type="checkbox"
            checked={values.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...values, id] : values.filter((one) => one !== id))}
          />
          <span>
            <span dir="auto">{label}</span>
            {gone && (
              <span className={css.gone}>
                {label && ' · '}
                {gone}
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}

function TagValue({ values, onChange }: { values: string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation();
  const tags = useTags().data ?? [];
  return (
    <>
      <input
        list="view-tags"
        defaultValue={values.join(', ')}
        onChange={(event) => onChange(splitWords(event.target.value))}
        placeholder={t('work.view.tagHint')}
        aria-label={t('work.view.value')}
        dir="auto"
      />
      <datalist id="view-tags">
        {tags.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </>
  );
}

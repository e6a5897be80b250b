import { useTranslation } from 'react-i18next';
import { CHANNELS } from '../../../contract/lists.js';
import { useAgents, useMe } from '../../api/session.js';
import { useFields, useTags, useTeams } from '../../api/workspace.js';
import { PRIORITY_ORDER, STATUS_ORDER } from '../ticket/order.js';
import { splitWords } from '../../lib/splitWords.js';
import css from './ViewBuilder.module.css';
import { type Line, NO_TOPIC, isNumber } from './conditions.js';

/** The values of one condition: boxes to tick for what there are few of, words or a number for the rest. */
export function ConditionValue({ line: { field, values, own }, onChange }: { line: Line; onChange: (values: string[]) => void }) {
  const { t } = useTranslation();
  const options = useChoices(field, own);
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
      {options.map(({ id, label }) => (
        <label key={id} className={css.choice}>
          <input
            type="checkbox"
            checked={values.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...values, id] : values.filter((one) => one !== id))}
          />
          {label}
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

function useChoices(field: Line['field'], own: Line['own']): { id: string; label: string }[] {
  const { t } = useTranslation();
  const me = useMe();
  const agents = useAgents().data ?? [];
  const teams = useTeams().data ?? [];
  const fields = useFields().data ?? [];
  switch (field) {
    case 'status':
      return STATUS_ORDER.map((id) => ({ id, label: t(`status.${id}`) }));
    case 'priority':
      return PRIORITY_ORDER.map((id) => ({ id, label: t(`priority.${id}`) }));
    case 'channel':
      return CHANNELS.map((id) => ({ id, label: t(`channel.${id}`) }));
    case 'assignee':
      return [
        { id: 'me', label: t('work.view.me') },
        { id: 'none', label: t('work.view.nobody') },
        ...agents.map(({ id, name }) => ({ id, label: name })),
      ];
    case 'team':
      return [
        { id: 'mine', label: t('work.view.myTeams') },
        { id: 'none', label: t('work.teamOf.none') },
        ...teams.map(({ id, name }) => ({ id, label: name })),
      ];
    case 'topic':
      return [
        { id: NO_TOPIC, label: t('ticket.control.noTopic') },
        ...me.topics.filter(({ archived }) => !archived).map(({ key, name }) => ({ id: key, label: name })),
      ];
    case 'custom':
      return (fields.find(({ on, key }) => on === 'ticket' && key === own?.key)?.choices ?? []).map((choice) => ({
        id: choice,
        label: choice,
      }));
    default:
      return [];
  }
}

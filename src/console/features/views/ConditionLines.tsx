import { Plus, X } from 'lucide-react';
import type { Dispatch, SetStateAction } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../contract/workspace.js';
import { Button } from '../../components/Button.js';
import { changed } from '../../components/changed.js';
import { IconButton } from '../../components/IconButton.js';
import { ConditionValue } from './ConditionValue.js';
import css from './ViewBuilder.module.css';
import { ASKED, type Asked, type Line, type OwnField, newLine } from './conditions.js';

const LABELS = {
  status: 'work.view.status',
  priority: 'work.view.priority',
  channel: 'work.view.channel',
  assignee: 'work.view.assignee',
  team: 'work.view.teamField',
  topic: 'work.view.topic',
  tag: 'work.view.tag',
  waiting: 'work.view.waiting',
  snoozed: 'work.view.snoozedField',
  lastMessage: 'work.view.olderThan',
  breaching: 'work.view.dueWithin',
  waitingSince: 'desk.view.waitingOver',
  created: 'desk.view.createdOver',
  lastMessageWithin: 'desk.view.movedWithin',
  createdWithin: 'desk.view.createdWithin',
} as const;
const OWN = 'own:';

interface Props {
  lines: readonly Line[];
  onLines: Dispatch<SetStateAction<Line[]>>;
  match: 'all' | 'any';
  onMatch: (match: 'all' | 'any') => void;
  /** The desk's own, which can be asked for as well. */
  fields: readonly Field[];
}

/** The conditions of a view, line by line, and whether all of them have to hold. */
export function ConditionLines({ lines, onLines, match, onMatch, fields }: Props) {
  const { t } = useTranslation();
  const change = (key: number, next: Partial<Line>): void =>
    onLines((all) => all.map((line) => (line.key === key ? { ...line, ...next } : line)));

  return (
    <fieldset className={css.lines}>
      <legend>
        {t('work.view.match')}
        <select value={match} onChange={(event) => onMatch(event.target.value === 'any' ? 'any' : 'all')} aria-label={t('work.view.match')}>
          <option value="all">{t('work.view.all')}</option>
          <option value="any">{t('work.view.any')}</option>
        </select>
      </legend>
      {lines.map((line) => (
        <div key={line.key} className={css.line}>
          <select
            value={line.own ? `${OWN}${line.own.key}` : line.field}
            onChange={(event) => change(line.key, pickedOf(event.target.value, fields))}
            aria-label={t('work.view.field')}
          >
            {ASKED.map(
              (field) =>
                field !== 'custom' && (
                  <option key={field} value={field}>
                    {t(LABELS[field])}
                  </option>
                ),
            )}
            {fields.length > 0 && (
              <optgroup label={t('person.part.fields')}>
                {fields.map(({ key, name, archived }) => (
                  <option key={key} value={`${OWN}${key}`}>
                    {archived ? `${name} · ${t('person.fields.archived')}` : name}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
          <ConditionValue line={line} onChange={(values) => change(line.key, { values })} />
          <IconButton
            label={t('work.view.removeCondition')}
            isDisabled={lines.length === 1}
            onPress={({ target }) => {
              changed(target);
              onLines((all) => all.filter(({ key }) => key !== line.key));
            }}
          >
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        size="small"
        onPress={({ target }) => {
          changed(target);
          onLines((all) => [
            ...all,
            newLine(ASKED.find((field) => field !== 'custom' && !all.some((line) => line.field === field)) ?? 'tag'),
          ]);
        }}
      >
        <Plus size={14} aria-hidden />
        {t('work.view.condition')}
      </Button>
    </fieldset>
  );
}

/** A line about what was picked: one of ours, or one of the desk's own fields. */
function pickedOf(picked: string, fields: readonly OwnField[]): Partial<Line> {
  const own = picked.startsWith(OWN) ? fields.find(({ key }) => key === picked.slice(OWN.length)) : undefined;
  return { field: own ? 'custom' : (picked as Asked), own, values: [] };
}

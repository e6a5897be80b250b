import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, FieldValue, FieldValues } from '../../../contract/workspace.js';
import { useFields } from '../../api/workspace.js';
import { useFieldText } from './useFieldText.js';
import css from './FieldList.module.css';

interface Props {
  on: Field['on'];
  values: FieldValues;
  /** @param seen what was there when one began */
  onSave: (field: Field, value: FieldValue, seen: FieldValue) => void;
  title: string;
  disabled?: boolean;
}

/** The desk's own fields of a ticket or a customer, each changed where it stands. */
export function FieldList({ on, values, onSave, title, disabled = false }: Props) {
  const fields = (useFields().data ?? []).filter((field) => field.on === on && (!field.archived || values[field.key] !== undefined));
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className={css.title}>{title}</h3>
      <dl className={css.list} data-testid={`fields-${on}`}>
        {fields.map((field) => (
          <FieldLine
            key={field.id}
            field={field}
            value={values[field.key] ?? null}
            onSave={(next, seen) => onSave(field, next, seen)}
            disabled={disabled || field.archived}
          />
        ))}
      </dl>
    </section>
  );
}

function FieldLine({
  field,
  value,
  onSave,
  disabled,
}: {
  field: Field;
  value: FieldValue;
  onSave: (value: FieldValue, seen: FieldValue) => void;
  disabled: boolean;
}) {
  const { t } = useTranslation();
  const text = useFieldText();
  /** What the box was opened with. */
  const [editing, setEditing] = useState<{ seen: FieldValue } | null>(null);
  const left = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  const { name, about, type, key } = field;
  const close = (back: boolean): void => {
    left.current = true;
    setEditing(null);
    if (back) requestAnimationFrame(() => button.current?.focus());
  };
  const save = (given: string, back = false): void => {
    if (left.current || !editing) return;
    close(back);
    const next: FieldValue = given.trim() === '' ? null : type === 'number' ? Number(given) : given.trim();
    if (next !== editing.seen) onSave(next, editing.seen);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') save(event.currentTarget.value, true);
    if (event.key === 'Escape') {
      event.stopPropagation();
      close(true);
    }
  };
  const shared = { 'aria-label': name, 'data-testid': `field-${key}` };
  return (
    <div className={css.line}>
      <dt title={about || undefined} dir="auto">
        {name}
      </dt>
      <dd>
        {type === 'checkbox' && (
          <input
            type="checkbox"
            {...shared}
            checked={value === true}
            disabled={disabled}
            onChange={(event) => onSave(event.target.checked, value)}
          />
        )}
        {type === 'choice' && (
          <select
            {...shared}
            dir="auto"
            value={typeof value === 'string' ? value : ''}
            disabled={disabled}
            onChange={(event) => onSave(event.target.value || null, value)}
            data-empty={value === null || undefined}
          >
            <option value="">{t('work.fields.none')}</option>
            {typeof value === 'string' && !field.choices.includes(value) && <option value={value}>{value}</option>}
            {field.choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        )}
        {type !== 'checkbox' &&
          type !== 'choice' &&
          (editing ? (
            <input
              {...shared}
              autoFocus
              type={type === 'text' ? 'text' : type}
              step="any"
              maxLength={2000}
              defaultValue={value === null ? '' : String(value)}
              dir="auto"
              onBlur={(event) => save(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
          ) : (
            <button
              ref={button}
              type="button"
              data-testid={`field-${key}`}
              aria-label={t('pair', { name, value: text(field, value) })}
              className={css.value}
              data-empty={value === null || undefined}
              disabled={disabled}
              onClick={() => {
                left.current = false;
                setEditing({ seen: value });
              }}
              dir="auto"
            >
              {text(field, value)}
            </button>
          ))}
      </dd>
    </div>
  );
}

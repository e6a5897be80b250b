import { useTranslation } from 'react-i18next';
import type { Field, FieldValue } from '../../../contract/workspace.js';
import { useFormat } from '../../i18n/format.js';

/** A value of one of the desk's own fields, as one reads it. */
export function useFieldText(): (field: Pick<Field, 'type'> | undefined, value: FieldValue | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (field, value) => {
    if (value === null || value === undefined || value === '') return t('work.fields.none');
    if (typeof value === 'boolean') return t(value ? 'person.fields.yes' : 'person.fields.no');
    if (typeof value === 'number') return format.number(value);
    return field?.type === 'date' ? format.date(`${value}T12:00:00Z`) : value;
  };
}

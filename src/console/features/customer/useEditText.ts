import { useTranslation } from 'react-i18next';
import type { TicketEvent } from '../../../contract/tickets.js';
import type { FieldValues } from '../../../contract/workspace.js';
import { useFields } from '../../api/workspace.js';
import { useFormat } from '../../i18n/format.js';
import { useFieldText } from '../fields/useFieldText.js';

const PARTS = ['name', 'tags', 'language', 'timeZone', 'likes', 'dislikes', 'notes'] as const;
const LONGEST = 80;

/** What somebody changed of a customer, in words. */
export function useEditText(): (event: TicketEvent) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const fields = useFields().data ?? [];
  const fieldText = useFieldText();
  return ({ data }) => {
    const to = (key: string): unknown => (data[key] as { to?: unknown } | undefined)?.to;
    const words = (value: unknown): string => {
      const text = Array.isArray(value) ? format.list(value.map(String)) : String(value ?? '');
      return text
        ? t('person.story.to', { value: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text })
        : t('person.story.cleared');
    };
    const parts = PARTS.filter((part) => part in data).map((part) =>
      t('person.story.part', { name: t(`person.part.${part}`), value: words(to(part)) }),
    );
    const own = Object.entries((to('fields') ?? {}) as FieldValues).map(([key, value]) => {
      const field = fields.find((one) => one.on === 'customer' && one.key === key);
      return t('person.story.part', { name: field?.name ?? key, value: fieldText(field, value) });
    });
    return [...parts, ...own].join(' · ');
  };
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.js';

/** How the parts of a ticket are called that one change can make together. */
const PART = {
  status: 'ticket.control.status',
  assigneeId: 'ticket.control.assignee',
  teamId: 'work.teamOf.label',
  priority: 'ticket.control.priority',
  topic: 'ticket.control.topic',
  fields: 'work.fields.label',
} as const;

/** Says that a change was taken back, and names the parts that stay. */
export function useUndoneWords(): (left?: readonly string[]) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (left = []) => {
    const parts = left.flatMap((part) => (part in PART ? [t(PART[part as keyof typeof PART])] : []));
    return parts.length ? t('ticket.done.undoneBut', { parts: format.list(parts) }) : t('ticket.done.undone');
  };
}

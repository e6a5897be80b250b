import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAgents, useMe } from '../../api/session.js';
import { useFormat } from '../../i18n/format.js';
import { presence } from '../../socket.js';
import css from './TicketHead.module.css';

/** Who else looks at this ticket, so that two people do not answer at once. */
export function Viewers({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const agents = useAgents();
  const ids = presence.use().watching[ticketId] ?? [];
  const names = ids.flatMap((id) => (id === me.agent.id ? [] : (agents.data?.find((agent) => agent.id === id)?.name ?? [])));
  if (names.length === 0) return null;
  return (
    <span className={css.here} role="status">
      <Eye size={14} aria-hidden />
      {t('ticket.stream.viewers', { count: names.length, names: format.list(names) })}
    </span>
  );
}

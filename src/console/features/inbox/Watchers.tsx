import { Eye } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useAgents, useMe } from '../../api/session.js';
import { useFormat } from '../../i18n/format.js';
import { useWords } from '../../i18n/useWords.js';
import { presence } from '../../socket.js';

const NOBODY: readonly string[] = [];

/** An eye on the row of a ticket that colleagues have open. */
export function Watchers({ ticketId, className }: { ticketId: string; className: string | undefined }) {
  const ids = useSyncExternalStore(presence.subscribe, () => presence.get().watching[ticketId] ?? NOBODY);
  // Most rows have none: who the colleagues are is asked for by those that do.
  return ids.length > 0 ? <Named ids={ids} className={className} /> : null;
}

function Named({ ids, className }: { ids: readonly string[]; className: string | undefined }) {
  const { t } = useWords();
  const format = useFormat();
  const me = useMe().agent.id;
  const agents = useAgents().data;
  const names = ids.flatMap((id) => (id === me ? [] : (agents?.find((agent) => agent.id === id)?.name ?? [])));
  if (names.length === 0) return null;
  return (
    <Eye
      size={13}
      className={className}
      role="img"
      aria-label={t('ticket.stream.viewers', { count: names.length, names: format.list(names) })}
    />
  );
}

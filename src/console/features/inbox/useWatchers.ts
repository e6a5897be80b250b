import { useSyncExternalStore } from 'react';
import { useAgents, useMe } from '../../api/session.js';
import { useFormat } from '../../i18n/format.js';
import { useWords } from '../../i18n/useWords.js';
import { presence } from '../../socket.js';

const NOBODY: readonly string[] = [];

/** Which colleagues have this ticket open, in words; null when nobody has. */
export function useWatchers(ticketId: string): string | null {
  const { t } = useWords();
  const format = useFormat();
  const me = useMe().agent.id;
  const ids = useSyncExternalStore(presence.subscribe, () => presence.get().watching[ticketId] ?? NOBODY);
  const agents = useAgents().data;
  const names = ids.flatMap((id) => (id === me ? [] : (agents?.find((agent) => agent.id === id)?.name ?? [])));
  return names.length ? t('ticket.stream.viewers', { count: names.length, names: format.list(names) }) : null;
}

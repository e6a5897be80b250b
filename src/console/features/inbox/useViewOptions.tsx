import { useTranslation } from 'react-i18next';
import { useTicketCounts } from '../../api/tickets.js';
import { useViewCounts, useViews } from '../../api/workspace.js';
import type { Option } from '../../components/PickMenu.js';
import { useFormat } from '../../i18n/format.js';
import { VIEWS, type BuiltIn, type View, isBuiltIn } from './views.js';

/** All views with their names and live counts. Nothing is said of a view that is empty or that nobody counts. */
export function useViewOptions(view: View) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = useTicketCounts().data;
  const views = useViews().data ?? [];
  const savedCounts = useViewCounts(views.length > 0).data;

  const nameOf = (id: BuiltIn): string =>
    id === 'breaching' || id === 'mentions' || id === 'snoozed' ? t(`work.view.${id}`) : t(`inbox.view.${id}`);
  const countOf = (id: BuiltIn): string => {
    const count = id === 'solved' ? 0 : id === 'live' ? (counts?.live ?? 0) - (counts?.snoozed ?? 0) : (counts?.[id] ?? 0);
    return count > 0 ? format.number(count) : '';
  };
  const savedCountOf = (id: string): string => {
    const one = savedCounts?.find(({ viewId }) => viewId === id);
    return one?.count ? `${format.number(one.count)}${one.more ? '+' : ''}` : '';
  };

  const options: Option<string>[] = [
    ...VIEWS.map((id, index) => ({ id, label: nameOf(id), mark: <kbd>{index + 1}</kbd>, end: countOf(id) })),
    ...views
      .toSorted((a, b) => a.position - b.position)
      .map(({ id, name, scope }) => ({
        id,
        label: name,
        end: savedCountOf(id),
        ...(scope === 'own' ? {} : { hint: t(`work.view.${scope}`) }),
      })),
  ];
  const saved = views.find(({ id }) => id === view) ?? null;
  return {
    options,
    saved,
    name: isBuiltIn(view) ? nameOf(view) : (saved?.name ?? ''),
    count: isBuiltIn(view) ? countOf(view) : savedCountOf(view),
  };
}

import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.js';
import { type View, isBuiltIn } from './views.js';

/** What belongs into an empty view, and how it gets there. */
export function NothingHere({ view }: { view: View }) {
  const { t } = useTranslation();
  const words = (): { title: string; text: string } => {
    if (!isBuiltIn(view)) return { title: t('work.view.emptySaved.title'), text: t('work.view.emptySaved.text') };
    if (view === 'breaching') return { title: t('work.view.emptyBreaching.title'), text: t('work.view.emptyBreaching.text') };
    if (view === 'mentions') return { title: t('work.view.emptyMentions.title'), text: t('work.view.emptyMentions.text') };
    if (view === 'snoozed') return { title: t('work.view.emptySnoozed.title'), text: t('work.view.emptySnoozed.text') };
    return { title: t(`inbox.empty.${view}.title`), text: t(`inbox.empty.${view}.text`) };
  };
  return <EmptyState icon={<Inbox size={20} />} {...words()} />;
}

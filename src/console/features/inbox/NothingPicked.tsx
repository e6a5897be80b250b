import { Link } from '@tanstack/react-router';
import { BookOpenText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTicketCounts } from '../../api/tickets.js';
import { useMe } from '../../api/session.js';
import { EmptyState } from '../../components/EmptyState.js';
import css from './NothingPicked.module.css';

/** Beside the list while no ticket is open. On a desk without live tickets it leads to the sandbox and to the set-up. */
export function NothingPicked() {
  const { t } = useTranslation();
  const { production, rights } = useMe();
  const live = useTicketCounts().data?.live;
  return (
    <main className={css.nothing}>
      <EmptyState icon={<BookOpenText size={20} />} title={t('inbox.pick.title')} text={t('inbox.pick.text')}>
        {!production && live === 0 && <Link to="/sandbox">{t('inbox.pick.sandbox')}</Link>}
        {live === 0 && rights.includes('settings.write') && <Link to="/welcome">{t('welcome.again')}</Link>}
      </EmptyState>
    </main>
  );
}

import { BookOpenText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.js';
import css from './NothingPicked.module.css';

export function NothingPicked() {
  const { t } = useTranslation();
  return (
    <main className={css.nothing}>
      <EmptyState icon={<BookOpenText size={20} />} title={t('inbox.pick.title')} text={t('inbox.pick.text')} />
    </main>
  );
}

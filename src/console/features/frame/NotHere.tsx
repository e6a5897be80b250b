import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';

export function NotHere() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <main style={{ flex: 1 }}>
      <EmptyState title={t('error.title')} text={t('error.notFound')}>
        <Button onPress={() => void navigate({ to: '/inbox/$view', params: { view: 'live' } })}>{t('nav.inbox')}</Button>
      </EmptyState>
    </main>
  );
}

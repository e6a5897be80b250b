import { useTranslation } from 'react-i18next';
import { errorText } from '../i18n/errorText.js';
import { Button } from './Button.js';
import { EmptyState } from './EmptyState.js';

/** What could not be loaded, why, and the way out. */
export function ErrorNote({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState title={title ?? t('error.title')} text={errorText(t, error)}>
        {onRetry && <Button onPress={onRetry}>{t('action.retry')}</Button>}
      </EmptyState>
    </div>
  );
}

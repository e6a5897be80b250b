import { useTranslation } from 'react-i18next';
import { useSetupChange } from '../../api/setup.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';

/** Saves a part of the set-up and says how it went. */
export function useSave<T = unknown>(...touches: readonly string[]) {
  const { t } = useTranslation();
  const change = useSetupChange<T>(...touches);
  return {
    isPending: change.isPending,
    save(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, onDone?: (result: T) => void): void {
      change.mutate({ method, path, body }, {
        onSuccess: (result) => {
          say(t(method === 'DELETE' ? 'settings.removed' : 'settings.saved'));
          onDone?.(result);
        },
        onError: (error) => say(t('settings.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
      });
    },
  };
}

import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.js';
import { useReload, useSetupChange } from '../../api/setup.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';

/** Saves a part of the set-up and says how it went. Of two who change one thing at once the second is shown the way to what the first has saved. */
export function useSave<T = unknown>(...touches: readonly string[]) {
  const { t } = useTranslation();
  const change = useSetupChange<T>(...touches);
  const reload = useReload(...touches);
  return {
    isPending: change.isPending,
    save(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, onDone?: (result: T) => void): void {
      change.mutate({ method, path, body }, {
        onSuccess: (result) => {
          say(t(method === 'DELETE' ? 'settings.removed' : 'settings.saved'));
          onDone?.(result);
        },
        onError: (error) => {
          const overtaken = error instanceof ApiError && isOvertaken(error.details);
          say(t('settings.failed', { reason: errorText(t, error) }), { tone: 'alarm', ...(overtaken ? { action: { label: t('settings.showTheirs'), run: reload } } : {}) });
        },
      });
    },
  };
}

const isOvertaken = (details: unknown): boolean => typeof details === 'object' && details !== null && 'overtaken' in details;

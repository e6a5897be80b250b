import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.js';
import { follow } from '../../api/follow.js';
import { useReload, useSetupChange } from '../../api/setup.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';

/** Saves a part of the set-up and says how it went. Of two who change one thing at once the second is shown the way to what the first has saved. */
export function useSave<T = unknown>(...touches: readonly string[]) {
  const { t } = useTranslation();
  const change = useSetupChange<T>(...touches);
  const reload = useReload(...touches);
  const { isOpen } = useProblem();
  const running = useRef(new Set<string>());
  return {
    isPending: change.isPending,
    /**
     * @param tellThere whether the dialog that asked has a place of its own to tell of this, and has done so; once it is closed all is told by a toast
     */
    save(
      method: 'POST' | 'PATCH' | 'DELETE',
      path: string,
      body?: unknown,
      onDone?: (result: T) => void,
      tellThere?: (error: unknown) => boolean,
    ): void {
      // The second click of a double click is no second wish: it would make two of one, or be refused as somebody else's.
      const wish = JSON.stringify([method, path, body]);
      if (running.current.has(wish)) return;
      running.current.add(wish);
      follow(
        change.mutateAsync({ method, path, body }).finally(() => running.current.delete(wish)),
        {
          onSuccess: (result) => {
            say(t(method === 'DELETE' ? 'settings.removed' : 'settings.saved'));
            onDone?.(result);
          },
          onError: (error) => {
            if (isOpen() && tellThere?.(error)) return;
            say(t('settings.failed', { reason: errorText(t, error) }), {
              tone: 'alarm',
              ...(isOvertaken(error) ? { action: { label: t('settings.showTheirs'), run: reload } } : {}),
            });
          },
        },
      );
    },
  };
}

/** Whether somebody has saved another version of it meanwhile. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof ApiError && typeof error.details === 'object' && error.details !== null && 'overtaken' in error.details;

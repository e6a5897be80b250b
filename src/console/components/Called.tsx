import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Crash } from './Crash.js';
import { loadAnew } from './loadAnew.js';
import { say } from './toasts.js';

/**
 * What is called up over a page and comes in a file of its own. Where it does not come that is said, and the page goes on:
 * called again, it is asked for again. From a server that answers it never comes, for a new release has other files.
 */
export function Called({ onGone, waiting = null, children }: { onGone: () => void; waiting?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const gone = (): void => {
    onGone();
    void fetch('/health/live').then(
      () => say(t('error.title'), { tone: 'alarm', action: { label: t('error.reload'), run: () => loadAnew(t) } }),
      () => say(t('error.offline'), { tone: 'alarm' }),
    );
  };
  return (
    <Crash onCrash={gone}>
      <Suspense fallback={waiting}>{children}</Suspense>
    </Crash>
  );
}

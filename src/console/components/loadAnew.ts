import type { TFunction } from 'i18next';
import { say } from './toasts.js';

/** Loads the whole page again, for which the server must be there: without it nothing would be left of what is shown. */
export function loadAnew(t: TFunction): void {
  void fetch('/health/live').then(
    () => location.reload(),
    () => say(t('error.offline'), { tone: 'alarm' }),
  );
}

import type { TFunction } from 'i18next';
import { say } from '../components/toasts.js';

/** Puts a text into the clipboard and says so, or that it must be marked by hand: browsers allow it on https and localhost only. */
export async function copyText(t: TFunction, text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say(t('account.noCopy'), { tone: 'alarm' });
  }
}

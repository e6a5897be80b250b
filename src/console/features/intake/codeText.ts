import type { TFunction } from 'i18next';
import { en } from '../../i18n/en/index.js';

/** Why it was ignored or quarantined, in words; a code that we have no words for is named as it is. */
export function codeText(t: TFunction, code: string): string {
  const known = en.intake.code;
  return code in known && code !== 'other'
    ? t(`intake.code.${code as Exclude<keyof typeof known, 'other'>}`)
    : t('intake.code.other', { code: code.replaceAll('_', ' ') });
}

/** What can be done about what is in quarantine; null where the code says it all. */
export function codeHelp(t: TFunction, code: string): string | null {
  const known = en.intake.codeHelp;
  return code in known ? t(`intake.codeHelp.${code as keyof typeof known}`) : null;
}

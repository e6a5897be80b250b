import type { FormatterModule } from 'i18next';
import { edged, isChinese } from './closeUp.js';
import { formatIn } from './format.js';

const nothing = (): void => undefined;

/** A value as it stands in a sentence: counts are grouped as the language does it. Other numbers are names, such as a ticket's. Names in Chinese stand close. */
export const inWords: FormatterModule = {
  type: 'formatter',
  init: nothing,
  add: nothing,
  addCached: nothing,
  format: (value: unknown, _format, language, options) => {
    if (options?.['interpolationkey'] === 'count' && typeof value === 'number') return formatIn(language ?? 'en').number(value);
    return isChinese(language) && typeof value === 'string' ? edged(value) : (value as string);
  },
};

import type { FormatterModule } from 'i18next';
import { formatIn } from './format.js';

const nothing = (): void => undefined;

/** A value as it stands in a sentence: counts are grouped as the language does it. Other numbers are names, such as a ticket's. */
export const inWords: FormatterModule = {
  type: 'formatter',
  init: nothing,
  add: nothing,
  addCached: nothing,
  format: (value: unknown, _format, language, options) => (options?.['interpolationkey'] === 'count' && typeof value === 'number' ? formatIn(language ?? 'en').number(value) : (value as string)),
};

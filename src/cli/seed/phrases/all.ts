import { DE } from './de.js';
import { EN } from './en.js';
import { ES } from './es.js';
import { FR } from './fr.js';
import { JA } from './ja.js';
import type { Phrases } from './phrases.js';
import { PT } from './pt.js';
import { ZH_HANS } from './zhHans.js';
import { ZH_HANT } from './zhHant.js';

export const LANGUAGES: Readonly<Record<string, Phrases>> = Object.fromEntries(
  [EN, DE, FR, ES, ZH_HANS, ZH_HANT, JA, PT].map((table) => [table.language, table]),
);
export const LANGUAGE_WEIGHTS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(LANGUAGES).map(({ language, weight }) => [language, weight]),
);

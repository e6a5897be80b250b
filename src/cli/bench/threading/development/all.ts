/**
 * More shops and services, for whoever works on the rules: here the mistakes may be looked at. The weights of `otherness.ts` are
 * fitted on all of them and on `src/cli/seed/phrases`; the figures that count are those of `../heldOut`.
 */
import type { Phrases } from '../../../seed/phrases/phrases.js';
import { EN as FURNITURE_EN } from './furniture/en.js';
import { ZH_HANS as FURNITURE_ZH_HANS } from './furniture/zhHans.js';
import { EN as HOTEL_EN } from './hotel/en.js';
import { ES as HOTEL_ES } from './hotel/es.js';
import { JA as HOTEL_JA } from './hotel/ja.js';
import { DE as PHARMACY_DE } from './pharmacy/de.js';
import { ES as PHARMACY_ES } from './pharmacy/es.js';
import { ZH_HANT as PHARMACY_ZH_HANT } from './pharmacy/zhHant.js';
import { EN as PHONE_EN } from './phone/en.js';
import { FR as PHONE_FR } from './phone/fr.js';
import { ZH_HANS as PHONE_ZH_HANS } from './phone/zhHans.js';
import { EN as RAIL_EN } from './rail/en.js';
import { FR as RAIL_FR } from './rail/fr.js';
import { PT as RAIL_PT } from './rail/pt.js';
import { DE as SOFTWARE_DE } from './software/de.js';
import { EN as SOFTWARE_EN } from './software/en.js';
import { JA as SOFTWARE_JA } from './software/ja.js';
import { ZH_HANS as SOFTWARE_ZH_HANS } from './software/zhHans.js';

/** One language occurs once in a shop. */
export const DEVELOPMENT: Readonly<Record<string, readonly Phrases[]>> = {
  furniture: [FURNITURE_EN, FURNITURE_ZH_HANS],
  software: [SOFTWARE_EN, SOFTWARE_DE, SOFTWARE_ZH_HANS, SOFTWARE_JA],
  rail: [RAIL_EN, RAIL_FR, RAIL_PT],
  pharmacy: [PHARMACY_DE, PHARMACY_ES, PHARMACY_ZH_HANT],
  phone: [PHONE_EN, PHONE_FR, PHONE_ZH_HANS],
  hotel: [HOTEL_EN, HOTEL_ES, HOTEL_JA],
};

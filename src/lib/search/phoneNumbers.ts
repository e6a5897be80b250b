/**
 * Whether a number in a text is the one that was asked for. The index knows a number by its last eight digits, which
 * strangers may share: it proposes, and this tells them apart.
 */
import { getCountries, getCountryCallingCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { phoneToken } from './tokens.js';

/** A number as somebody asked for it. */
export interface AskedNumber {
  /** What the index has of it. */
  token: string;
  /** Whether no digit can follow: it was written with its country, and is a number there. */
  complete: boolean;
  /** The digits of every way to write it behind a `+`, and of every other way; empty while no country is known. */
  abroad: ReadonlySet<string>;
  home: ReadonlySet<string>;
  /** What it may be the end of; empty for one that was written whole. */
  ends: readonly End[];
}

/** Digits that others may stand before; behind a trunk prefix only those of a country, since no area code is missing. */
interface End {
  digits: string;
  trunk: string | null;
  /** The countries of that trunk prefix; null for all. */
  countries: ReadonlySet<string> | null;
}

/** Asked for whole, or with digits before those that were asked for. */
export type NumberFit = 'whole' | 'end';

/** Dialled before an area code within a country, and not from abroad. Most have 0; America's 1 is its country code as well. */
const TRUNKS: readonly { trunk: string; countries: readonly string[] | null }[] = [
  { trunk: '0', countries: null },
  { trunk: '06', countries: ['36'] },
  { trunk: '8', countries: ['7'] },
  { trunk: '80', countries: ['375'] },
];
/** `+` as it is dialled: 011 in North America. */
const DIALLED = ['00', '011'];
const NO_WAYS: Pick<AskedNumber, 'abroad' | 'home'> = { abroad: new Set(), home: new Set() };
const countryCodes = new Set<string>(getCountries().map((country) => getCountryCallingCode(country)));

/** Reads a number that was asked for; null when it has too few or too many digits for one. */
export function readNumber(typed: string): AskedNumber | null {
  const token = phoneToken(typed);
  if (!token) return null;
  const digits = digitsOf(typed);
  if (typed.trimStart().startsWith('+') || digits.startsWith('00')) {
    const bare = digits.replace(/^00/, '');
    const number = parsed(bare);
    return { token, complete: number?.isValid() ?? false, ...(number ? waysToWrite(number) : unknownWays(bare)), ends: [] };
  }
  // With its country code, but without what shows that it is one.
  const number = [digits, digits.replace(/^011/, '')].map(parsed).find((one) => one?.isValid());
  return { token, complete: false, ...(number ? waysToWrite(number) : NO_WAYS), ends: endsOf(digits) };
}

/** Whether a number as it is written in a text is the one that was asked for; null when it is another one. */
export function fitOf(asked: AskedNumber, written: string): NumberFit | null {
  const digits = digitsOf(written);
  const isAbroad = written.startsWith('+');
  if ((isAbroad ? asked.abroad : asked.home).has(digits)) return 'whole';
  const fits = asked.ends.flatMap((end) => endFit(end, digits, isAbroad) ?? []);
  return fits.includes('whole') ? 'whole' : (fits[0] ?? null);
}

function endFit({ digits, trunk, countries }: End, written: string, isAbroad: boolean): NumberFit | null {
  if (!written.endsWith(digits)) return null;
  const before = written.slice(0, -digits.length);
  if (before === '') return 'whole';
  if (trunk === null) return 'end';
  if (before === trunk && !isAbroad) return 'whole';
  // Italy keeps its 0 behind the country code, and many write +49 (0).
  const country = (isAbroad ? before : before.replace(/^00/, '')).replace(/0$/, '');
  return (countries ?? countryCodes).has(country) ? 'end' : null;
}

function endsOf(digits: string): End[] {
  const trunks = TRUNKS.filter(({ trunk }) => digits.startsWith(trunk));
  // A 0 in front says that the area code is there; an 8 may as well be a part of it.
  const open = digits.startsWith('0') ? [] : [{ digits, trunk: null, countries: null }];
  return [
    ...open,
    ...trunks.map(({ trunk, countries }) => ({
      digits: digits.slice(trunk.length),
      trunk,
      countries: countries && new Set(countries),
    })),
  ];
}

function waysToWrite(number: PhoneNumber): Pick<AskedNumber, 'abroad' | 'home'> {
  const full = number.number.slice(1);
  const national = digitsOf(number.formatNational());
  const abroad = [full, `${number.countryCallingCode}${national}`];
  return { abroad: new Set(abroad), home: new Set([number.nationalNumber, national, ...abroad, ...dialled(abroad)]) };
}

/** Of a country that the library does not know, or half a number. */
function unknownWays(digits: string): Pick<AskedNumber, 'abroad' | 'home'> {
  return { abroad: new Set([digits]), home: new Set([digits, ...dialled([digits])]) };
}

const dialled = (numbers: readonly string[]): string[] => DIALLED.flatMap((prefix) => numbers.map((number) => prefix + number));
const parsed = (digits: string): PhoneNumber | undefined => parsePhoneNumberFromString(`+${digits}`);
const digitsOf = (written: string): string => written.replace(/\D/g, '');

import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { IdentityKind } from '../contract/common.js';
import { withoutInvisible } from '../contract/invisible.js';
import { sharedKind, type SharedList } from './sharedAddress.js';

/** RFC 5321 4.5.3.1: 64 for the local part, 255 for the domain, and the `@`. */
const MAX_LENGTH = 320;
const NO_NUMBER = 'Caller without number';

/**
 * The one form in which we store and compare an identity, or null when it identifies nobody. Doing it twice changes
 * nothing.
 *
 * E-mail: NFC, lower case, without brackets and the root's dot; a domain in other scripts as `xn--` (RFC 5891), so that
 * a look-alike looks strange; with anything that nobody sees it is none. Dots and `+tags` stay: what is left of the `@` is the receiver's own business (RFC 5321 2.3.11).
 * Phone: E.164; a short code (3 to 8 digits) as its digits; a national number only with `country`, since guessing it would be somebody else.
 * External and chat ids: as they are, trimmed.
 */
export function normaliseIdentity(kind: IdentityKind, value: string, country?: CountryCode): string | null {
  if (value.length > 2 * MAX_LENGTH) return null;
  const normal = kind === 'email' ? normalEmail(value) : kind === 'phone' ? normalPhone(value, country) : value.normalize('NFC').trim();
  if (!normal || normal.length > MAX_LENGTH || /\p{Cc}/u.test(normal)) return null;
  return normal;
}

/**
 * An identity as somebody tells us that a customer has it, in its one form, or null. Of a phone its country has to be said:
 * a short code is a sender's, and `0123` in a list of customers is a number of which something is missing.
 */
export function givenIdentity(kind: IdentityKind, value: string): string | null {
  const normal = normaliseIdentity(kind, value);
  return kind === 'phone' && !normal?.startsWith('+') ? null : normal;
}

/**
 * Whether an address is no person's own: no-reply senders, daemons, forms and withheld numbers, where anybody may write,
 * and role mailboxes (`info@`, `support@`), where several do. Such an address is never linked to a person by itself.
 * `info@` and `support@` are in because two colleagues writing from one desk must not become one person with one phone.
 */
export function isSharedAddress(kind: IdentityKind, value: string, more?: SharedList): boolean {
  return sharedKind(kind, value, more) !== null;
}

/** What to call a new customer: his name if he gave one, otherwise what we know him by. */
export function displayNameOf(name: string | null, identity: { kind: IdentityKind; value: string }): string {
  const given = cleanName(name);
  if (given) return given;
  if (identity.kind === 'chat') return `Visitor ${identity.value.slice(-4)}`;
  // A call without a number is known by its own id only.
  if (identity.kind === 'external' && identity.value.startsWith('call:')) return NO_NUMBER;
  if (identity.kind === 'phone') {
    if (sharedKind('phone', identity.value)) return NO_NUMBER;
    return parsePhoneNumberFromString(identity.value)?.formatInternational() ?? identity.value;
  }
  return identity.value.slice(0, 200);
}

/** A display name may not pose as an address ("ceo@bank.example" <x@evil.example>), nor turn the text around it. */
function cleanName(name: string | null): string {
  const line = withoutInvisible((name ?? '').normalize('NFC'))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s\u2800]+/gu, ' ')
    .trim()
    .replace(/^["'“”]+|["'“”]+$/g, '')
    .trim();
  return /[@＠﹫]/.test(line) || /^[+\d\s().-]*$/.test(line) ? '' : line.slice(0, 200);
}

function normalEmail(value: string): string | null {
  const bare = (/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value).trim().replace(/^mailto:/i, '');
  const address = bare.normalize('NFC').toLowerCase();
  const parts = address.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || !local || !domain) return null;
  if (local.length > 64 || /[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800<>(),;:"\\[\]]/u.test(local)) return null;
  const host = asciiDomain(domain.replace(/\.$/, ''));
  return host ? `${local}@${host}` : null;
}

function asciiDomain(domain: string): string | null {
  let host = domain;
  if (/[^\x21-\x7e]/.test(domain)) {
    if (/[\s\p{C}\p{Default_Ignorable_Code_Point}]/u.test(domain) || !URL.canParse(`http://${domain}`)) return null;
    host = new URL(`http://${domain}`).hostname;
  }
  const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
  return host.length <= 255 && host.split('.').every((part) => label.test(part)) ? host : null;
}

function normalPhone(value: string, country?: CountryCode): string | null {
  const bare = value
    .normalize('NFKC')
    .trim()
    .replace(/^(?:whatsapp|tel|sms|mms|callto):/i, '')
    .replace(/\p{C}/gu, '')
    .trim();
  if (!bare || /^client:|^sip:/i.test(bare)) return null;
  const international = bare.replace(/^0[\s().\-/]*0[\s().\-/]*(?=[1-9])/, '+');
  const digits = international.replace(/[\s().\-/]/g, '');
  // Short codes mean something in their own country only, and stay as they are.
  if (/^[1-9]\d{2,5}$/.test(digits)) return digits;
  const parsed = parsePhoneNumberFromString(international, international.startsWith('+') ? undefined : country);
  if (parsed && (international.startsWith('+') || parsed.isValid())) return parsed.number;
  // A country code that the library does not know yet, or one of Twilio's words on a keypad.
  if (/^\+\d{6,15}$/.test(digits)) return digits;
  // With 00 before it, it was meant as an international one, and is none.
  return !country && /^(?!00)\d{3,8}$/.test(digits) ? digits : null;
}

import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { IdentityKind } from '../contract/common.js';
import { normaliseIdentity } from './normalise.js';

const MOST = 6;
/** A signature is short; what is longer is a disclaimer or an attack on the search below. */
const LONGEST = 3000;
const FAX = /(?:fax|telefax|传真|傳真)[^\n\d+]{0,12}$/i;

/**
 * Mail addresses and phone numbers in a signature, normalised. A national number is read only with the country of a phone
 * that the customer is known by: guessing it would be somebody else. Fax numbers are nobody's phone.
 */
export function signatureContacts(
  signature: string,
  known: readonly { kind: IdentityKind; value: string }[],
): { kind: 'email' | 'phone'; value: string }[] {
  const text = signature.slice(0, LONGEST);
  const phone = known.find(({ kind }) => kind === 'phone');
  const country = phone ? parsePhoneNumberFromString(phone.value)?.country : undefined;
  const emails = (text.match(/[^\s<>()[\]"',;:]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/gi) ?? []).map((value) => ({
    kind: 'email' as const,
    value,
  }));
  const phones = findPhoneNumbersInText(text, country).flatMap(({ number, startsAt }) =>
    FAX.test(text.slice(0, startsAt)) ? [] : [{ kind: 'phone' as const, value: number.number as string }],
  );
  const found = new Map<string, { kind: 'email' | 'phone'; value: string }>();
  for (const { kind, value } of [...emails, ...phones]) {
    const normal = normaliseIdentity(kind, value);
    if (normal !== null && !known.some((one) => one.kind === kind && one.value === normal))
      found.set(`${kind} ${normal}`, { kind, value: normal });
  }
  return [...found.values()].slice(0, MOST);
}

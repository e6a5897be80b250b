import type { TFunction } from 'i18next';

/** Our own reasons, which the server stores in English, by what they say. The other side's words ride in them. */
const REASONS = [
  ['window', /within 24 hours/],
  ['optedOut', /opted out|STOP/],
  ['copies', /copies went out|copies were refused/i],
  ['unsure', /may have (?:been sent|gone out)/],
  ['login', /refuses our (?:login|credentials)|account is (?:not active|suspended)|login of the mailbox/],
  ['notSetUp', /No (?:mail relay|Twilio account) is configured/],
  ['later', /says later|asked again|Too many requests/],
  ['full', /\bfull\b/],
  ['tooLong', /longer than|too (?:large|long|big)/],
  [
    'address',
    /not a valid|unknown or no longer|does not exist|no such|landline|cannot receive|no recipient|cannot be reached from ours|\b5\.1\.\d/i,
  ],
  ['unreachable', /cannot be reached|could not be reached|did not answer|not available|refuses the connection|out of reach/],
  ['blocked', /refuses|refused|blocked|filtered|spam|not allowed/i],
] as const;

/** Why something did not go out, in the reader's language: in English with the other side's own words. */
export function deliveryReason(t: TFunction, language: string, reason: string): string {
  if (language === 'en') return reason;
  const [known] = REASONS.find(([, pattern]) => pattern.test(reason)) ?? ['other'];
  return t(`delivery.why.${known}`);
}

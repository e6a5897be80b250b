/** What gateways and spam filters say in a tag: where the mail is from, or what they take it for, some with a score. */
const SAYS = [
  '(?:external|externe?|externo|esterno|ext)(?:[ -](?:e-?mail|mail|message|sender))?',
  '(?:(?:suspected|possible|probable|potential)[ -])?spam\\??(?:\\s*\\([\\d., ]{1,12}\\))?',
  '外部(?:邮件|郵件|メール)?',
  '垃圾(?:邮件|郵件)',
].join('|');

/** `[EXTERNAL]`, `{Spam?}` (MailScanner), `***SPAM***` (amavis), `*****SPAM(12.3)*****` (SpamAssassin), `*** SPAM ***` (rspamd). */
const TAG = new RegExp(`^\\s*(?:[[({【]\\s*(?:${SAYS})\\s*[\\])}】]|\\*{2,9}\\s*(?:${SAYS})\\s*\\*{2,9})\\s*(?::\\s*)?`, 'iu');

/** More of them are nobody's honest ones. */
const TAGS_MAX = 4;

/**
 * A subject without the tags that a gateway on the way has put in front of it: no word of the sender's, and on another way
 * the same mail has none. A word before a colon alone (`External: ...`) is left, for people write such.
 */
export function withoutGatewayTags(subject: string): string {
  let rest = subject;
  for (let i = 0; i < TAGS_MAX; i++) {
    const shorter = rest.replace(TAG, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

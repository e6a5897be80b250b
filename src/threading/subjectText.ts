import { withoutGatewayTags } from '../screening/gatewayTags.js';

/**
 * Reply and forward markers of mail clients, as Outlook, Apple Mail, Lotus Notes, QQ and Foxmail write them in their
 * users' languages: `Re[2]:`, `AW:`, `SV:`, `回复：`.
 */
const REPLY = 're|aw|antw|antwort|sv|vs|odp|rif|ris|réf|ref|res|rv|回复|回覆|答复|答覆|返信|답장|回信';
const FORWARD = 'fwd?|wg|tr|rv|enc|i|vb|pd|doorst|vl|转发|轉寄|轉發|転送|전달';
const SEPARATOR = '(?:\\s*[[(]\\d+[\\])])?\\s*[:：]';
const MARKER = new RegExp(`^\\s*(?:\\[[^\\]]{1,40}\\]\\s*)?(?:${REPLY}|${FORWARD})${SEPARATOR}\\s*`, 'iu');
const FORWARDED = new RegExp(`^\\s*(?:\\[[^\\]]{1,40}\\]\\s*)?(?:${FORWARD})${SEPARATOR}`, 'iu');
const TAG = /^\s*\[[^\]]{1,40}\]\s*/u;

/** The subject without reply markers, list tags and those of gateways (RFC 5322 3.6.5 calls what is left the original subject). */
export function baseSubject(subject: string | null): string {
  let rest = (subject ?? '').slice(0, 1000);
  for (let i = 0; i < 12; i++) {
    const shorter = withoutGatewayTags(rest).replace(MARKER, '');
    if (shorter === rest) break;
    rest = shorter;
  }
  const untagged = rest.replace(TAG, '');
  return (untagged.trim() || rest).replace(/\s+/g, ' ').trim();
}

/** Whether a subject says that a mail is passed on. */
export function hasForwardMarker(subject: string | null): boolean {
  return subject !== null && FORWARDED.test(withoutGatewayTags(subject));
}

/** Whether a subject says of itself that it goes on with something: an answer or a forward. */
export function hasSubjectMarker(subject: string | null): boolean {
  return subject !== null && MARKER.test(withoutGatewayTags(subject));
}

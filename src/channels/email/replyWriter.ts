import type { SenderIdentity } from '../../customers/customer.js';
import { normaliseIdentity } from '../../customers/normalise.js';
import { sharedKind } from '../../customers/sharedAddress.js';
import type { Evidence, Party, WroteBy } from '../../tickets/message.js';
import type { ParsedMail } from './parse.js';
import type { ProvenSender } from './proveSender.js';

/** Who stands behind a program's From, and what is known of him: never more than that he is named. */
export interface ReplyWriter {
  writer: Party;
  identity: SenderIdentity;
  evidence: Evidence[];
}

interface Read {
  mail: Pick<ParsedMail, 'replyTo' | 'inReplyTo' | 'references' | 'headers'>;
  /** The From. */
  named: Party;
  proven: ProvenSender;
  wroteBy: WroteBy;
}

interface Deps {
  isDesks?: (address: string) => boolean;
  trustedAuthservId?: string | null;
}

/** What forms and shops send as, beside the addresses that nobody reads. */
const FORM_SENDER =
  /^(?:[\w.-]*[-_.])?(?:mailer|forms?|web-?forms?|form-?(?:mailer|submit|submissions?)|contact-?forms?|kontaktformular|web-?site|submissions?)(?:[-_.+\d][^@]*)?@/i;

/**
 * A form, or a group in front of the desk, writes as itself and names who wrote as the one to answer to: two of its mails may be of two
 * people, and an answer to it reaches nobody or everybody. Whom it names is the writer then. Null: the From is.
 *
 * Anybody may fill in a form in anybody's name, so whatever proves the From proves nothing of him. Where our mail server says who wrote
 * a mail it has to say that a form of ours was; in whose name a stranger's speaks nobody has asked that one's domain, and such a mail is
 * kept from whoever has proven the address (`unvouched`): one line must not get past what a victim's domain says of forgeries.
 */
export function replyWriter({ mail, named, proven, wroteBy }: Read, { isDesks, trustedAuthservId }: Deps): ReplyWriter | null {
  const { replyTo } = mail;
  if (replyTo === null || isDesks?.(replyTo.address)) return null;
  const value = normaliseIdentity('email', replyTo.address);
  if (value === null || value === normaliseIdentity('email', named.value) || sharedKind('email', value) === 'machine') return null;
  const isGroup = writesForGroup(mail, named, value);
  const isOwn = isDesks?.(named.value) ?? false;
  if (!(wroteBy === 'person' || (wroteBy === 'list' && isGroup))) return null;
  // What answers in the name of the desk is no form: somebody of ours does.
  const isForm = isOwn ? mail.inReplyTo.length + mail.references.length === 0 : isFormSender(named.value);
  if (!isGroup && !isForm) return null;
  if (isOwn && trustedAuthservId && proven.identity.source !== 'email_authenticated') return null;
  const proof = !isOwn && trustedAuthservId ? 'unvouched' : 'claimed';
  return {
    writer: { kind: 'email', value, name: replyTo.name },
    identity: { kind: 'email', value, proof, source: isOwn && !isGroup ? 'email_form' : 'email_reply_to' },
    evidence: [...proven.evidence, { kind: isGroup ? 'group' : 'form', value: named.value }],
  };
}

function isFormSender(address: string): boolean {
  return sharedKind('email', address.toLowerCase()) === 'machine' || FORM_SENDER.test(address);
}

/** Its From is the list's own address (RFC 2369), or its name says `'Bob' via Support`, as lists write who may not send in others' names (DMARC). */
function writesForGroup({ headers }: Pick<ParsedMail, 'headers'>, named: Party, writer: string): boolean {
  const header = (name: string): string => headers.find((line) => line.name === name)?.value ?? '';
  const post = /mailto:([^>?\s]+)/i.exec(header('list-post'))?.[1]?.toLowerCase();
  return (
    post === named.value.toLowerCase() ||
    /\S\s+via\s+\S/.test(named.name ?? '') ||
    addressesIn(`${header('x-original-from')} ${header('x-original-sender')}`).includes(writer)
  );
}

function addressesIn(value: string): string[] {
  return (value.toLowerCase().match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []).slice(0, 10);
}

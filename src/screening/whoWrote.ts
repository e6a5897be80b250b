import { sharedKind } from '../customers/sharedAddress.js';
import type { WroteBy } from '../tickets/message.js';
import { isFailureSubject, isVacationSubject } from './machineSubjects.js';

/** What is looked at to tell a person's mail from a machine's: heads and structure, never the words of the body. */
export interface MailTraits {
  /** The (first) value of a header by its name, whatever its case, unfolded; null when there is none. */
  header(name: string): string | null;
  /** The envelope's sender: null when nobody knows it, '' or '<>' when it is the null sender (RFC 5321 4.5.5). */
  returnPath: string | null;
  fromAddress: string | null;
  fromName?: string | null;
  subject: string | null;
  /** A part of type message/delivery-status (RFC 3464), at the mail's own top level. */
  hasDeliveryStatusPart: boolean;
  /** A part of type message/feedback-report (RFC 5965), at the mail's own top level. */
  hasFeedbackPart?: boolean;
  /** The text begins with the words of a mail server that could not deliver. */
  beginsAsNotice?: boolean;
  contentType: string | null;
  /** Whether an address is one of ours: a mailing list that is only our own front door is no list. */
  isOurs?(address: string): boolean;
}

/** Whom no automatic reply may reach: senders that ask for none, and lists. */
const SUPPRESSED = /\b(?:all|oof|autoreply)\b/i;
const LIST_HEADERS = ['list-id', 'list-post', 'list-unsubscribe', 'mailing-list', 'x-mailing-list', 'x-google-group-id', 'feedback-id'];

/**
 * Who wrote a mail. Order matters: a bounce says `auto-replied` as well, and a vacation note may say `Precedence: bulk`.
 * Nothing is ever dropped for it: the answer only says how it is threaded and that a machine is not answered.
 *
 * `bounce`: RFC 3464 report, X-Failed-Recipients (Gmail), a daemon's From, or a null sender with nothing better to say.
 * `auto_reply`: RFC 3834 `auto-replied`, the older headers of vacation programs, a read receipt (RFC 8098).
 * `feedback_report`: RFC 5965, somebody called our mail spam.
 * `ticket_system`: another help desk. Its updates carry a person's words, so they are content.
 * `system`: `auto-generated` and no-reply senders: notices that nobody can be answered for.
 * `list`: RFC 2919 and RFC 2369 headers, bulk mail - but not what answers something: people answer through lists and
 * from sales tools that add List-Unsubscribe, newsletters never do. `Auto-Submitted: no` means a person, unless a list carried it.
 */
export function whoWrote(mail: MailTraits): WroteBy {
  const submitted = keyword(mail.header('auto-submitted'));
  const report = reportType(mail);
  if (report === 'disposition-notification') return 'auto_reply';
  if (report === 'feedback-report' || (mail.hasFeedbackPart && !isPersonal(mail, submitted))) return 'feedback_report';
  if (isBounce(mail, submitted, report)) return 'bounce';
  if (isTicketSystem(mail, submitted)) return isVacationSubject(mail.subject) ? 'auto_reply' : 'ticket_system';
  if (submitted !== 'no') {
    if (isAutoReply(mail, submitted)) return 'auto_reply';
    // auto-notified is a filter's notice (RFC 5436), auto-generated anything that was written without a cause by mail.
    if (submitted !== null && submitted !== '') return 'system';
  }
  if (isList(mail)) return 'list';
  if (submitted === 'no') return 'person';
  if (isNullSender(mail.returnPath)) return 'bounce';
  return isUnattended(mail) ? 'system' : 'person';
}

/**
 * Whether an automatic message may answer this one (RFC 3834 section 2): to a person only, and not where the mail asks
 * for none. The brakes on how often are elsewhere.
 */
export function mayAnswer(wroteBy: WroteBy, mail?: MailTraits): boolean {
  if (wroteBy !== 'person') return false;
  if (!mail) return true;
  if (isNullSender(mail.returnPath) || SUPPRESSED.test(mail.header('x-auto-response-suppress') ?? '')) return false;
  if (mail.header('x-loop') !== null || cameByList(mail)) return false;
  return mail.fromAddress !== null && sharedKind('email', mail.fromAddress) !== 'machine';
}

/** Whether a mail server sent it by itself: its envelope has no sender or, where nobody knows the envelope, its From is a daemon's. */
export function wasReturned({ returnPath, fromAddress }: MailTraits): boolean {
  return returnPath === null ? isDaemon(fromAddress) : isNullSender(returnPath);
}

function isDaemon(address: string | null): boolean {
  return /^(?:mailer-?daemon|mail-?daemon|mdaemon|postmaster)(?:[-_.+=@]|$)/i.test(address ?? '');
}

function isBounce(mail: MailTraits, submitted: string | null, report: string | null): boolean {
  const fromDaemon = isDaemon(mail.fromAddress);
  const automatic = isNullSender(mail.returnPath) || (submitted !== null && submitted !== 'no');
  if (report === 'delivery-status' || mail.header('x-failed-recipients') !== null) return true;
  // A person who forwards a bounce carries its parts along; a machine shows in at least one more trait.
  if (mail.hasDeliveryStatusPart) return fromDaemon || automatic || mail.returnPath === null || isFailureSubject(mail.subject);
  if (/^mailer-?daemon/i.test(mail.fromAddress ?? '')) return true;
  if (mail.beginsAsNotice && (fromDaemon || automatic || isFailureSubject(mail.subject) || mail.returnPath === null || isUnattended(mail)))
    return true;
  if (fromDaemon) return automatic || isFailureSubject(mail.subject);
  return (automatic || DAEMON_NAME.test(mail.fromName ?? '')) && isFailureSubject(mail.subject);
}

const DAEMON_NAME =
  /^(?:mail )?(?:delivery (?:sub)?system|administrator|delivery (?:service|agent)|router)|^mailer[- ]daemon|postmaster|退信/i;

/** Nothing says that a machine sent it: somebody passes a report on. */
function isPersonal(mail: MailTraits, submitted: string | null): boolean {
  return (submitted === null || submitted === 'no') && mail.returnPath !== null && !isNullSender(mail.returnPath);
}

/** Headers that only help desks and issue trackers write. */
export const TICKET_HEADERS = [
  ...[
    'x-zendesk-from-account-id',
    'x-zendesk-email-id',
    'x-zendesk-priority-mail',
    'x-jira-fingerprint',
    'x-atlassian-token',
    'x-servicenow-generated',
    'x-servicenow-source',
    'x-freshdesk-ticket-id',
    'x-fd-account-id',
    'x-fw-account-id',
  ],
  ...[
    'rt-ticket',
    'x-rt-ticket',
    'rt-originator',
    'x-rt-originator',
    'x-otrs-ticket',
    'x-otrs-ticketnumber',
    'x-znuny-ticket',
    'x-zammad-ticket-id',
    'x-zammad-article-type',
    'x-freescout-mail-type',
    'x-freescout-signature',
    'x-osticket-vacation',
  ],
  ...[
    'x-helpscout-conversation-id',
    'x-helpscout-message-id',
    'x-intercom-conversation-id',
    'x-intercom-bin',
    'x-gorgias-ticket-id',
    'x-kayako-ticket',
    'x-redmine-issue-id',
    'x-redmine-project',
    'x-bugzilla-reason',
    'x-gitlab-issue-id',
    'x-gitlab-project',
    'x-trac-project',
    'x-mantis-bug-id',
    'x-hubspot-ticket',
    'x-libredesk-loop-prevention',
    'x-chatwoot-conversation',
    'x-dixa-conversation',
    'x-sdp-requestid',
    'x-zoho-desk',
    'x-zd-ticket',
    'x-teamwork-desk',
    'x-liveagent-ticket',
    'x-glpi',
    'x-youtrack-issue',
  ],
];
const TICKET_PROGRAM =
  /\b(?:zendesk|zammad|freshdesk|freshservice|freescout|otrs|znuny|osticket|service-?now|jira|redmine|kayako|help ?scout|request tracker|spiceworks|zoho desk|live ?agent|youtrack|glpi)\b/i;
const TICKET_ID =
  /@(?:[\w.-]*\.)?(?:zendesk\.com|zendesk\.internal|freshdesk\.com|freshservice\.com|service-now\.com|atlassian\.(?:jira|net)|helpscout\.(?:net|com)|gorgias\.(?:io|com)|intercom(?:-mail)?\.(?:io|com)|kayako\.com|desk\.zoho\.com|zohodesk\.com)>?\s*$/i;

/** `INC0012345`, `[Ticket#2026112210000017]`, `(SHOP-123)`: only what a machine sends by itself is told by its subject. */
const TICKET_SUBJECT =
  /\b(?:INC|RITM|SCTASK|REQ|CHG|CS)\d{6,}\b|\[(?:ticket|case|request|issue|req|sr|ref)[\s#:]*[\w-]*\d[\w-]*\]|[[(][A-Z][A-Z0-9]{1,9}-\d{1,7}[\])]|\[#\w{0,6}-?\d{2,}\]/i;

function isTicketSystem(mail: MailTraits, submitted: string | null): boolean {
  if (submitted === 'auto-generated' && TICKET_SUBJECT.test(mail.subject?.slice(0, 300) ?? '')) return true;
  if (TICKET_HEADERS.some((name) => isSet(mail.header(name)))) return true;
  if (
    TICKET_PROGRAM.test(
      `${mail.header('x-mailer') ?? ''} ${mail.header('x-autogenerated') ?? ''} ${mail.header('x-auto-generated-by') ?? ''} ${mail.header('user-agent') ?? ''}`,
    )
  )
    return true;
  return TICKET_ID.test(mail.header('message-id') ?? '') || TICKET_ID.test(mail.fromAddress ?? '');
}

function isAutoReply(mail: MailTraits, submitted: string | null): boolean {
  if (submitted === 'auto-replied') return true;
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-mail-autoreply', 'x-autoreply-from'].some((name) => isSet(mail.header(name))))
    return true;
  if (/\breply\b/i.test(mail.header('x-autogenerated') ?? '')) return true;
  // Exchange marks what its inbox rules and out-of-office notes send, and nothing that people write.
  if (mail.header('x-ms-exchange-inbox-rules-loop') !== null) return true;
  if (keyword(mail.header('delivered-to')) === 'autoresponder') return true;
  if (precedence(mail) === 'auto_reply') return true;
  return isVacationSubject(mail.subject);
}

function isList(mail: MailTraits): boolean {
  const post = /<?mailto:([^>?]+)/i.exec(mail.header('list-post') ?? '')?.[1];
  if (post && mail.isOurs?.(post.toLowerCase())) return false;
  if (['bulk', 'junk'].includes(precedence(mail) ?? '')) return true;
  return cameByList(mail) && !isSet(mail.header('in-reply-to')) && !isSet(mail.header('references'));
}

function cameByList(mail: MailTraits): boolean {
  return LIST_HEADERS.some((name) => isSet(mail.header(name))) || ['bulk', 'junk', 'list'].includes(precedence(mail) ?? '');
}

/** Forms and shops write as no-reply too, but a different Reply-To says that somebody stands behind it. */
function isUnattended(mail: MailTraits): boolean {
  if (mail.fromAddress === null || sharedKind('email', mail.fromAddress) !== 'machine') return false;
  const replyTo = /[^\s<>,;"]+@[^\s<>,;"]+/.exec(mail.header('reply-to') ?? '')?.[0];
  return replyTo === undefined || sharedKind('email', replyTo.toLowerCase()) === 'machine';
}

/** RFC 6522: the kind of a multipart/report. */
function reportType({ contentType }: MailTraits): string | null {
  if (!/^\s*multipart\/report\b/i.test(contentType ?? '')) return null;
  return /report-type\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;
}

function isNullSender(returnPath: string | null): boolean {
  return returnPath !== null && /^\s*(?:<\s*>)?\s*$/.test(returnPath);
}

/** RFC 3834 5: a keyword, then parameters; comments may stand anywhere. */
function keyword(value: string | null): string | null {
  return value === null ? null : (value.replace(/\([^()]*\)/g, ' ').split(';')[0] ?? '').trim().toLowerCase();
}

function precedence(mail: MailTraits): string | null {
  return keyword(mail.header('precedence') ?? mail.header('x-precedence'));
}

function isSet(value: string | null): boolean {
  return value !== null && !/^\s*(?:no|false|0)?\s*$/i.test(value);
}

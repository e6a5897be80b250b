import { sharedKind } from '../customers/sharedAddress.js';
import type { WroteBy } from '../tickets/message.js';
import { isFailureSubject, isNamedFailure, noteSubject } from './machineSubjects.js';

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
  /** The text names an SMTP status or the head of a mail, as servers do that return one. */
  tellsDelivery?: boolean;
  /** Its subject says that it passes another mail on. */
  passesOn?: boolean;
  contentType: string | null;
  /** Whether an address is one of ours: a mailing list that is only our own front door is no list. */
  isOurs?(address: string): boolean;
}

/** Whom no automatic reply may reach: senders that ask for none, and lists. */
const SUPPRESSED = /\b(?:all|oof|autoreply)\b/i;
const LIST_HEADERS = ['list-id', 'list-post', 'mailing-list', 'x-mailing-list', 'x-google-group-id'];
/**
 * Of List-Unsubscribe two kinds of mail know: newsletters, which name their campaign, have more of RFC 2369 or say it in their
 * sender's name, and what a sales tool sends for one person. Feedback-ID alone stands on everybody's mail at Fastmail and Amazon SES.
 */
const CAMPAIGN_HEADERS = [
  'feedback-id',
  'list-help',
  'list-subscribe',
  'list-owner',
  'list-archive',
  'x-campaign',
  'x-campaignid',
  'x-csa-complaints',
];

const NEWS_SENDER = /^(?:news|newsletters?|mailings?|promo(?:tions?)?|offers|deals|digest)(?:[-_.+][^@]*)?@/i;

/**
 * Who wrote a mail. Order matters: a bounce says `auto-replied` as well, and a vacation note may say `Precedence: bulk`.
 * Nothing is ever dropped for it: the answer only says how it is threaded and that a machine is not answered. But nobody waits
 * for an answer to a machine, so in doubt it is a person: words alone, which people write too, never make a machine.
 *
 * `bounce`: RFC 3464 report, X-Failed-Recipients (Gmail), a server's sender with its words, or a null sender with nothing better to say.
 * `auto_reply`: RFC 3834 `auto-replied`, the older headers of vacation programs, their subjects, a read receipt (RFC 8098).
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
  if (isTicketSystem(mail, submitted)) {
    return noteSubject(mail.subject) !== null && submitted !== 'auto-generated' ? 'auto_reply' : 'ticket_system';
  }
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
  if (mail.header('x-loop') !== null || cameByList(mail) || isSet(mail.header('list-unsubscribe'))) return false;
  return mail.fromAddress !== null && sharedKind('email', mail.fromAddress) !== 'machine';
}

/** Whether a mail server sent it by itself: its envelope has no sender or, where nobody knows the envelope, its From is a daemon's. */
export function wasReturned({ returnPath, fromAddress }: MailTraits): boolean {
  return returnPath === null ? isDaemon(fromAddress) : isNullSender(returnPath);
}

function isDaemon(address: string | null): boolean {
  return /^(?:(?:mailer-?daemon|mail-?daemon|mdaemon|postmaster)(?:[-_.+=@]|$)|microsoftexchange[0-9a-f]{32}@)/i.test(address ?? '');
}

function isBounce(mail: MailTraits, submitted: string | null, report: string | null): boolean {
  const fromDaemon = isDaemon(mail.fromAddress);
  const automatic = isNullSender(mail.returnPath) || (submitted !== null && submitted !== '');
  const named = isNamedFailure(mail.subject);
  if (report === 'delivery-status' || mail.header('x-failed-recipients') !== null) return true;
  if (submitted === 'no') return false;
  // A person who forwards a bounce carries its parts along; a machine shows in at least one more trait.
  if (mail.hasDeliveryStatusPart) return fromDaemon || automatic || named || (mail.returnPath === null && !mail.passesOn);
  if (/^mailer-?daemon/i.test(mail.fromAddress ?? '')) return true;
  // Whose parcel did not come writes the same words as a server whose mail did not: they say something of a machine's mail only.
  if (!mail.beginsAsNotice && !isFailureSubject(mail.subject)) return false;
  if (isNullSender(mail.returnPath)) return !noteSubject(mail.subject);
  const postmaster = fromDaemon || DAEMON_NAME.test(mail.fromName ?? '');
  if (postmaster || automatic || isUnattended(mail))
    return mail.tellsDelivery === true || (named && (automatic || mail.returnPath === null));
  return mail.returnPath === null && mail.beginsAsNotice === true && named;
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
    'x-otobo-ticket',
    'x-otobo-ticketnumber',
    'x-otobo-queue',
    'x-otobo-loop',
    'x-deskpro-build',
    'x-deskpro-auto',
    'x-deskpro-ticket-id',
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
  /\b(?:zendesk|zammad|freshdesk|freshservice|freescout|otrs|otobo|znuny|osticket|deskpro|service-?now|jira|redmine|kayako|help ?scout|request tracker|spiceworks|zoho desk|live ?agent|youtrack|glpi)\b/i;
const TICKET_ID =
  /@(?:[\w.-]*\.)?(?:zendesk\.com|zendesk\.internal|freshdesk\.com|freshservice\.com|service-now\.com|atlassian\.(?:jira|net)|helpscout\.(?:net|com)|gorgias\.(?:io|com)|intercom(?:-mail)?\.(?:io|com)|kayako\.com|desk\.zoho\.com|zohodesk\.com)>?\s*$/i;

/** `INC0012345`, `[Ticket#2026112210000017]`, `(SHOP-123)`: only what a machine sends by itself is told by its subject. */
const TICKET_SUBJECT =
  /\b(?:INC|RITM|SCTASK|REQ|CHG|CS)\d{6,}\b|\[(?:ticket|case|request|issue|req|sr|ref)[\s#:]*[\w-]*\d[\w-]*\]|[[(][A-Z][A-Z0-9]{1,9}-\d{1,7}[\])]|\[#\w{0,6}-?\d{2,}\]|\bcase #?\d{6,}\b|\bCRM:\d{6,}\b/i;
/** Programs that write offers and letters of people as well: it depends on what they write about. */
const ODOO_TICKET = /\b(?:helpdesk|ticket|project\.(?:task|issue)|crm\.claim|maintenance)/i;
const SALESFORCE_CASE = /\bcase #?\d{6,}\b|\bref:[!_\w]/i;
/** Dynamics puts its number at the end of what it sends; who answers it writes `Re:` before. */
const DYNAMICS_CASE = /^(?!\s*\w{2,3}\s*:).*\bCRM:\d{6,}\s*$/i;

function isTicketSystem(mail: MailTraits, submitted: string | null): boolean {
  if (submitted === 'auto-generated' && TICKET_SUBJECT.test(mail.subject?.slice(0, 300) ?? '')) return true;
  if (TICKET_HEADERS.some((name) => isSet(mail.header(name)))) return true;
  const subject = mail.subject?.slice(0, 300) ?? '';
  if (ODOO_TICKET.test(mail.header('x-odoo-objects') ?? '') || DYNAMICS_CASE.test(subject)) return true;
  if (mail.header('x-sfdc-lk') !== null && SALESFORCE_CASE.test(subject)) return true;
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
  if (answersByRule(mail)) return true;
  if (keyword(mail.header('delivered-to')) === 'autoresponder') return true;
  if (precedence(mail) === 'auto_reply') return true;
  const subject = noteSubject(mail.subject);
  if (subject === null || subject === 'named') return subject !== null;
  return hasHeadOfNote(mail, submitted) || (subject === 'likely' && isAnswer(mail));
}

/**
 * Exchange marks what an inbox rule sends with the mailbox whose rule it is. Its own answers are from that mailbox; what it passes
 * on is from the person who wrote, or says in its subject that it is a forward.
 */
function answersByRule(mail: MailTraits): boolean {
  const rule = mail.header('x-ms-exchange-inbox-rules-loop')?.trim().toLowerCase();
  return rule !== undefined && rule === mail.fromAddress?.toLowerCase() && !mail.passesOn;
}

/** What beside its subject makes a note of a mail: people's programs write none of these. */
function hasHeadOfNote(mail: MailTraits, submitted: string | null): boolean {
  return (
    isNullSender(mail.returnPath) ||
    (submitted !== null && submitted !== '') ||
    SUPPRESSED.test(mail.header('x-auto-response-suppress') ?? '') ||
    ['bulk', 'junk', 'list'].includes(precedence(mail) ?? '')
  );
}

function isAnswer(mail: MailTraits): boolean {
  return isSet(mail.header('in-reply-to')) || isSet(mail.header('references'));
}

function isList(mail: MailTraits): boolean {
  const post = listPost(mail);
  if (post && (mail.isOurs?.(post) || isWrittenByList(mail, post))) return false;
  if (['bulk', 'junk'].includes(precedence(mail) ?? '')) return true;
  return (cameByList(mail) || isCampaign(mail)) && !isAnswer(mail);
}

/** The list's own address (RFC 2369), in lower case. */
function listPost(mail: MailTraits): string | null {
  return /<?mailto:([^>?\s]+)/i.exec(mail.header('list-post') ?? '')?.[1]?.toLowerCase() ?? null;
}

/** A group that writes as itself for somebody to answer to stands before a desk as often as it is one that the desk reads. */
function isWrittenByList(mail: MailTraits, post: string): boolean {
  const replyTo = replyAddress(mail);
  return mail.fromAddress?.toLowerCase() === post && replyTo !== null && replyTo !== post && sharedKind('email', replyTo) !== 'machine';
}

function cameByList(mail: MailTraits): boolean {
  return LIST_HEADERS.some((name) => isSet(mail.header(name))) || ['bulk', 'junk', 'list'].includes(precedence(mail) ?? '');
}

function isCampaign(mail: MailTraits): boolean {
  if (!isSet(mail.header('list-unsubscribe'))) return false;
  return NEWS_SENDER.test(mail.fromAddress ?? '') || isUnattended(mail) || CAMPAIGN_HEADERS.some((name) => isSet(mail.header(name)));
}

/** Forms and shops write as no-reply too, but a different Reply-To says that somebody stands behind it. Postmasters read (RFC 5321 4.5.1). */
function isUnattended(mail: MailTraits): boolean {
  if (mail.fromAddress === null || sharedKind('email', mail.fromAddress) !== 'machine' || /^postmaster@/i.test(mail.fromAddress))
    return false;
  const replyTo = replyAddress(mail);
  return replyTo === null || sharedKind('email', replyTo) === 'machine';
}

function replyAddress(mail: MailTraits): string | null {
  return /[^\s<>,;"]+@[^\s<>,;"]+/.exec(mail.header('reply-to') ?? '')?.[0].toLowerCase() ?? null;
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

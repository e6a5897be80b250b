import type { IdentityKind } from '../contract/common.js';

/**
 * Why an address says little about who writes.
 * `machine`: nobody, or anybody, stands behind it - a form, a daemon, a caller without a number. Two messages from it may
 * be from two strangers, so it never finds a customer and is never stored as one, unless somebody put it there by hand.
 * `role`: a desk with several people who read the same mailbox. It may be a customer of its own, but it is never linked
 * to a person, because the next one to write from it may be a colleague.
 */
export type SharedKind = 'machine' | 'role';

/** Nobody's address (RFC 2606): a mail whose sender cannot be read, or who is nobody, still becomes a message. */
export const UNKNOWN_SENDER = 'unknown@invalid';

/** Senders that say in their name that nobody reads there, in the languages that we met. */
const UNATTENDED =
  /^(?:[\w.-]+[-_.])?(?:no|do[-_.]?not|dont|never)[-_.]?reply(?:[-_.+\d].*)?$|^(?:ne[-_.]?pas[-_.]?repondre|nicht[-_.]?antworten|keine[-_.]?antwort|no[-_.]?responder|no[-_.]?responda|nao[-_.]?responda|non[-_.]?rispondere|noresponse)(?:[-_.+].*)?$/;

/**
 * Daemons (RFC 2142 names `postmaster`, RFC 3464 gateways write as `mailer-daemon`), bounce collectors with VERP tails
 * (RFC 3834 2), and what web servers and forms send as when nobody set a From.
 */
const DAEMONS =
  /^(?:mailer-?daemon|mail-?daemon|mdaemon|postmaster|bounces?|return|notifications?|notify|alerts?|auto-?(?:mailer|confirm|reply|responder)|daemon|root|nobody|www-data|apache|wordpress|system)(?:[-_+=].*)?$/;

/** Mailboxes of a desk: RFC 2142 section 3 and 4, and the usual ones of small companies. */
const ROLES = new Set(
  (
    'info information support help helpdesk servicedesk service services customerservice customercare customer-service care kundenservice ' +
    'kundendienst kefu cs contact contacts kontakt contacto contato contatto office buero sekretariat secretariat reception empfang ' +
    'sales vertrieb verkauf ventas vente orders order bestellung einkauf purchasing procurement billing accounting accounts ' +
    'accountspayable buchhaltung rechnung compta comptabilite facturacion invoices finance admin administrator administration ' +
    'webmaster hostmaster abuse security privacy team enquiries enquiry inquiries hr jobs careers marketing press'
  ).split(' '),
);

/**
 * What Twilio puts into `From` when there is no number: a word typed on a phone's keypad. ANONYMOUS, RESTRICTED (its
 * manual also prints it with a slip of the finger), UNKNOWN (likewise), UNAVAILABLE, BLOCKED; with or without the plus.
 */
const WITHHELD_NUMBERS = new Set(['266696687', '7378742833', '7378742883', '8656696', '8566696', '86282452253', '2562533']);

/** What an installation adds: `a@b`, `@domain` for all of a domain, `+number`; normalised. */
export type SharedList = readonly string[];

/**
 * Whether many people, or nobody, may stand behind this (normalised) identity, and how; null: it is somebody's own.
 * @param more the installation's own list: a family's phone, a customer's front desk.
 */
export function sharedKind(kind: IdentityKind, value: string, more: SharedList = []): SharedKind | null {
  if (kind === 'phone') return WITHHELD_NUMBERS.has(value.replace(/^\+/, '')) ? 'machine' : more.includes(value) ? 'role' : null;
  if (kind !== 'email') return null;
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at).toLowerCase();
  // RFC 2606: no such domain can exist; it stands in where a mail names no sender.
  if (/(?:^|\.)invalid$/i.test(value.slice(at + 1))) return 'machine';
  if (UNATTENDED.test(local) || DAEMONS.test(local)) return 'machine';
  if (more.includes(value) || more.includes(value.slice(at))) return 'role';
  return ROLES.has(local.replace(/\+.*$/, '')) ? 'role' : null;
}

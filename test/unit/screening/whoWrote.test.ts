import { mayAnswer, whoWrote, type MailTraits } from '../../../src/screening/whoWrote.js';
import type { WroteBy } from '../../../src/tickets/message.js';

interface Mail extends Partial<Omit<MailTraits, 'header'>> {
  headers?: Record<string, string>;
}

function traits({ headers = {}, ...rest }: Mail): MailTraits {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    header: (name) => lower[name.toLowerCase()] ?? null,
    returnPath: 'anna@x.example',
    fromAddress: 'anna@x.example',
    subject: 'Coffee machine leaks',
    hasDeliveryStatusPart: false,
    contentType: 'text/plain; charset=utf-8',
    ...rest,
  };
}

const DSN = 'multipart/report; report-type=delivery-status; boundary="b"';

const CASES: [string, WroteBy, Mail][] = [
  ['an ordinary mail', 'person', {}],
  ['Auto-Submitted: no (FreeScout took it for a machine)', 'person', { headers: { 'Auto-Submitted': 'no' } }],
  ['Auto-Submitted: No ; with a comment', 'person', { headers: { 'Auto-Submitted': '(by a human) No; x=1' } }],
  ['a mail whose envelope nobody kept', 'person', { returnPath: null }],
  ['an answer to a vacation note', 'person', { subject: 'Re: Automatic reply: Coffee' }],
  ['a mail about an office', 'person', { subject: 'Out of office chairs, urgent' }],
  ['a mail about automation', 'person', { subject: 'Automatic door does not open' }],
  ['Exchange asks not to be answered: still a person', 'person', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
  ['X-Autoreply: no', 'person', { headers: { 'X-Autoreply': 'no' } }],
  ['Precedence: normal', 'person', { headers: { Precedence: 'normal' } }],
  [
    'a form with the customer as Reply-To',
    'person',
    { fromAddress: 'noreply@forms.example', headers: { 'Reply-To': '"Bob" <bob@x.example>' } },
  ],
  [
    'a person who forwards a bounce as attachments',
    'person',
    { hasDeliveryStatusPart: true, contentType: 'multipart/mixed; boundary=x', subject: 'Fwd: what is this?' },
  ],
  [
    'a postmaster who writes himself',
    'person',
    {
      fromAddress: 'postmaster@x.example',
      returnPath: 'postmaster@x.example',
      subject: 'Question',
      headers: { 'Reply-To': 'hans@x.example' },
    },
  ],
  [
    'our own front door is a Google Group',
    'person',
    {
      headers: { 'List-Post': '<mailto:support@us.example>', 'List-Id': '<support.us.example>', Precedence: 'list' },
      isOurs: (address) => address === 'support@us.example',
    },
  ],
  [
    "an answer through the customer's own group",
    'person',
    { headers: { 'List-Id': '<team.customer.example>', Precedence: 'list', 'In-Reply-To': '<x@us.example>' } },
  ],
  ['an answer from a sales tool', 'person', { headers: { 'List-Unsubscribe': '<https://x.example/u>', References: '<x@us.example>' } }],
  ['an empty header is none', 'person', { headers: { 'X-Autoreply': ' ' } }],

  [
    'an RFC 3464 report',
    'bounce',
    {
      contentType: DSN,
      hasDeliveryStatusPart: true,
      returnPath: '',
      fromAddress: 'mailer-daemon@mx.example',
      headers: { 'Auto-Submitted': 'auto-replied' },
    },
  ],
  ['a report whose type is only in its part', 'bounce', { contentType: 'multipart/mixed', hasDeliveryStatusPart: true, returnPath: '<>' }],
  ['Gmail names who failed', 'bounce', { headers: { 'X-Failed-Recipients': 'bob@x.example' } }],
  ['qmail: a daemon, no report', 'bounce', { fromAddress: 'MAILER-DAEMON@mx.example', returnPath: '', subject: 'failure notice' }],
  ['a daemon with a real envelope', 'bounce', { fromAddress: 'mailer-daemon@mx.example', returnPath: 'mailer-daemon@mx.example' }],
  [
    'Exchange: postmaster, Undeliverable',
    'bounce',
    { fromAddress: 'postmaster@x.example', returnPath: null, subject: 'Undeliverable: Coffee machine' },
  ],
  [
    'sendmail: auto-generated (failure)',
    'bounce',
    { fromAddress: 'mailer-daemon@mx.example', headers: { 'Auto-Submitted': 'auto-generated (failure)' } },
  ],
  ['a null sender and nothing else', 'bounce', { returnPath: '<>', fromAddress: 'x@mx.example', subject: 'hm' }],
  ['a Chinese provider', 'bounce', { returnPath: '', fromAddress: 'service@qq.example', subject: '系统退信' }],

  ['RFC 3834', 'auto_reply', { headers: { 'Auto-Submitted': 'auto-replied; owner-email="a@x.example"' } }],
  [
    'a vacation note with the null sender, as RFC 3834 asks',
    'auto_reply',
    { returnPath: '', headers: { 'Auto-Submitted': 'auto-replied' } },
  ],
  [
    'Exchange out of office',
    'auto_reply',
    { subject: 'Automatic reply: Coffee', headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } },
  ],
  ['an Exchange inbox rule', 'auto_reply', { headers: { 'X-MS-Exchange-Inbox-Rules-Loop': 'anna@x.example' } }],
  ['X-Autoreply', 'auto_reply', { headers: { 'X-Autoreply': 'yes' } }],
  ['X-Autorespond with the subject', 'auto_reply', { headers: { 'X-Autorespond': 'Coffee' } }],
  ['Precedence: auto_reply', 'auto_reply', { headers: { Precedence: 'auto_reply' } }],
  ['X-Precedence', 'auto_reply', { headers: { 'X-Precedence': 'auto_reply' } }],
  ['Delivered-To: autoresponder', 'auto_reply', { headers: { 'Delivered-To': 'Autoresponder' } }],
  ['a vacation note that says bulk', 'auto_reply', { subject: 'Abwesenheitsnotiz: Kaffee', headers: { Precedence: 'bulk' } }],
  ['a German note without a header', 'auto_reply', { subject: 'Automatische Antwort: Kaffee' }],
  ['a French one', 'auto_reply', { subject: 'Réponse automatique : café' }],
  ['a Spanish one', 'auto_reply', { subject: 'Respuesta automática: café' }],
  ['a Chinese one', 'auto_reply', { subject: '自动回复: 咖啡机' }],
  ['a Taiwanese one', 'auto_reply', { subject: '自動回覆：咖啡機' }],
  ['a Japanese one', 'auto_reply', { subject: '自動応答：コーヒー' }],
  ['a note with a null sender and its subject only', 'auto_reply', { returnPath: '<>', subject: 'Out of Office: back on Monday' }],
  ['a read receipt (RFC 8098)', 'auto_reply', { contentType: 'multipart/report; report-type=disposition-notification', returnPath: '' }],

  [
    'a ServiceNow update',
    'ticket_system',
    { headers: { 'Auto-Submitted': 'auto-generated', 'In-Reply-To': '<x@us.example>' }, subject: 'INC0012345 updated' },
  ],
  ['a Zendesk update', 'ticket_system', { headers: { 'X-Mailer': 'Zendesk Mailer', 'Auto-Submitted': 'auto-generated' } }],
  ['a Jira notice', 'ticket_system', { headers: { 'X-JIRA-FingerPrint': 'abc', 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' } }],
  ['a person whose subject has a ticket number', 'person', { subject: 'Re: [Ticket#123] INC0012345' }],
  ['a complaint without its report type', 'feedback_report', { hasFeedbackPart: true, returnPath: null }],
  ['somebody who passes a complaint on', 'person', { hasFeedbackPart: true, returnPath: 'ann@example.com' }],
  ['qmail, which writes no DSN', 'bounce', { beginsAsNotice: true, subject: 'failure notice', returnPath: null }],
  ['a person whose words begin like a server', 'person', { beginsAsNotice: true, subject: 'Question', returnPath: 'ann@example.com' }],
  ['a sieve notice (RFC 5436)', 'system', { headers: { 'Auto-Submitted': 'auto-notified; owner-email=x' } }],
  ['an abuse report (RFC 5965)', 'feedback_report', { contentType: 'multipart/report; report-type="feedback-report"' }],
  ['a shop that writes as no-reply', 'system', { fromAddress: 'no-reply@shop.example' }],
  ['no-reply in both', 'system', { fromAddress: 'no-reply@shop.example', headers: { 'Reply-To': 'noreply@shop.example' } }],

  ['a mailing list (RFC 2919)', 'list', { headers: { 'List-Id': '<users.lists.example>' } }],
  ['a newsletter (RFC 2369)', 'list', { headers: { 'List-Unsubscribe': '<https://x.example/u>' } }],
  ['bulk', 'list', { headers: { Precedence: 'bulk' } }],
  ['bulk that quotes an id', 'list', { headers: { Precedence: 'bulk', 'In-Reply-To': '<x@us.example>' } }],
  ['a list with Auto-Submitted: no', 'list', { headers: { 'Auto-Submitted': 'no', 'List-Id': '<users.lists.example>' } }],
];

test.each(CASES)('%s: %s', (_name, expected, mail) => expect(whoWrote(traits(mail))).toBe(expected));

describe('automatic answers', () => {
  test.each([
    ['to a person', {}, true],
    ['not to a null sender', { returnPath: '<>' }, false],
    ['not where Exchange asks for none', { headers: { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' } }, false],
    ['where only receipts are unwanted', { headers: { 'X-Auto-Response-Suppress': 'DR, RN' } }, true],
    ['not to no-reply', { fromAddress: 'no-reply@x.example' }, false],
    ['not to nobody', { fromAddress: null }, false],
    ['not into a loop', { headers: { 'X-Loop': 'x@y.example' } }, false],
    ['not to bulk', { headers: { Precedence: 'junk' } }, false],
    ['not through a list, even to a person', { headers: { 'List-Id': '<team.customer.example>', 'In-Reply-To': '<x@us.example>' } }, false],
    ['to a desk', { fromAddress: 'info@x.example' }, true],
  ] as [string, Mail, boolean][])('%s', (_name, mail, expected) => expect(mayAnswer('person', traits(mail))).toBe(expected));

  test('never to a machine', () => {
    for (const wroteBy of ['auto_reply', 'bounce', 'list', 'system'] as const)
      expect([mayAnswer(wroteBy), mayAnswer(wroteBy, traits({}))]).toEqual([false, false]);
    expect(mayAnswer('person')).toBe(true);
  });
});

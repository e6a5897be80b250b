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
  ['an answer to one that a gateway marked', 'person', { subject: '[EXTERNAL] Re: Automatic reply: Coffee' }],
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
  ['a vacation note that a gateway marked', 'auto_reply', { subject: '[EXTERNAL] Automatic reply: Coffee' }],
  ['a vacation note that a filter marked', 'auto_reply', { subject: '***SPAM*** Automatisk svar: Kaffe' }],
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
  [
    'a newsletter (RFC 2369) that names its campaign',
    'list',
    { headers: { 'List-Unsubscribe': '<https://x.example/u>', 'Feedback-ID': '7:42:campaign:shop' } },
  ],
  ['bulk', 'list', { headers: { Precedence: 'bulk' } }],
  ['bulk that quotes an id', 'list', { headers: { Precedence: 'bulk', 'In-Reply-To': '<x@us.example>' } }],
  ['a list with Auto-Submitted: no', 'list', { headers: { 'Auto-Submitted': 'no', 'List-Id': '<users.lists.example>' } }],

  // Who seems a machine is not waited for: in doubt it is a person.
  ['Fastmail, which names its sender in every mail', 'person', { headers: { 'Feedback-ID': 'i56a14606:Fastmail' } }],
  ['Amazon SES, for a small shop', 'person', { headers: { 'Feedback-ID': '::1.eu-west-1.abcdef=:AmazonSES' } }],
  ['a sales tool, for one person', 'person', { headers: { 'List-Unsubscribe': '<https://crm.example/u>', 'X-Mailer': 'HubSpot' } }],
  ["what an inbox rule of somebody else's passes on", 'person', { headers: { 'X-MS-Exchange-Inbox-Rules-Loop': 'support@shop.example' } }],
  [
    'what a rule of his own passes on',
    'person',
    { subject: 'FW: Order', passesOn: true, headers: { 'X-MS-Exchange-Inbox-Rules-Loop': 'anna@x.example' } },
  ],
  ['a car', 'person', { subject: 'Auto: Bremsen quietschen' }],
  ['a car, on an old mail of ours', 'person', { subject: 'Auto: Bremsen quietschen', headers: { References: '<x@us.example>' } }],
  ['who asks about notes', 'person', { subject: 'Out of office: how do I set it up in your app?' }],
  ['who asks about them by their name', 'person', { subject: 'Automatic reply: how do I switch it off?' }],
  ['whose notes are not sent', 'person', { subject: 'Vacation message does not work in your mail product' }],
  ['whose automatic replies are not sent', 'person', { subject: 'Automatic reply does not work' }],
  ['words of no colon', 'person', { subject: 'Auto reply broken', headers: { 'Auto-Submitted': 'no' } }],
  ['a parcel that did not come', 'person', { subject: 'Delivery problem with order 4711', beginsAsNotice: true }],
  ['the same, from a mailbox that keeps no envelope', 'person', { subject: 'Delivery problem', beginsAsNotice: true, returnPath: null }],
  ['an undelivered parcel', 'person', { subject: 'Undelivered parcel', beginsAsNotice: true }],
  ['an island', 'person', { subject: 'Mail delivery to my island', beginsAsNotice: true, returnPath: null }],
  ['an old address', 'person', { subject: 'Undeliverable address?', beginsAsNotice: true, returnPath: null }],
  [
    'a person by his own word',
    'person',
    { subject: 'Returned to sender: my parcel', beginsAsNotice: true, headers: { 'Auto-Submitted': 'no' } },
  ],
  ['who was on holiday', 'person', { subject: 'blender', beginsAsNotice: true, returnPath: null }],
  [
    'who answers ours about a parcel',
    'person',
    {
      subject: 'Re: Delivery problem',
      beginsAsNotice: true,
      returnPath: null,
      headers: { References: '<x@us.example>' },
      tellsDelivery: true,
    },
  ],
  [
    'a postmaster about our server',
    'person',
    {
      fromAddress: 'postmaster@x.example',
      fromName: 'Postmaster',
      returnPath: 'jim@x.example',
      subject: 'Mail delivery from you is delayed',
    },
  ],
  [
    'a postmaster whose envelope nobody kept',
    'person',
    { fromAddress: 'postmaster@x.example', fromName: 'Postmaster', returnPath: null, subject: 'Mail delivery from you is delayed' },
  ],
  ['a postmaster of our parcels', 'person', { fromName: 'Postmaster', subject: 'Delivery problem with order 4711', returnPath: null }],
  [
    'who passes a report on, without an envelope',
    'person',
    { hasDeliveryStatusPart: true, returnPath: null, subject: 'Fwd: Undelivered Mail Returned to Sender', passesOn: true },
  ],
  [
    'a group before the desk, whose address nobody told it',
    'person',
    {
      fromAddress: 'support@shop.example',
      fromName: "'Bob' via Support",
      headers: {
        'Reply-To': 'Bob <bob@cust.example>',
        'List-Id': '<support.shop.example>',
        'List-Post': '<https://groups.example/post>, <mailto:support@shop.example>',
        Precedence: 'list',
      },
    },
  ],
  [
    'a list that is answered at itself',
    'list',
    {
      fromAddress: 'users@lists.example',
      headers: { 'Reply-To': 'users@lists.example', 'List-Id': '<users.lists.example>', 'List-Post': '<mailto:users@lists.example>' },
    },
  ],

  [
    'a postmaster with the status of SMTP',
    'bounce',
    { fromAddress: 'postmaster@x.example', subject: 'Mail delivery delayed', tellsDelivery: true },
  ],
  [
    'Exchange, which has an address of its own',
    'bounce',
    { fromAddress: `MicrosoftExchange${'3'.repeat(32)}@x.example`, subject: 'Non remis : Mixer', tellsDelivery: true },
  ],
  ['a note about a new address, with the null sender', 'auto_reply', { returnPath: '<>', subject: 'This address is no longer in use' }],
  ['a note until a day, in answer to ours', 'auto_reply', { subject: 'Out of office until 9 November Re: Blender' }],
  ['a short note', 'auto_reply', { subject: 'OOO: Re: Blender' }],
  ['a Danish note, in answer to ours', 'auto_reply', { subject: 'Ikke til stede: Blender', headers: { 'In-Reply-To': '<x@us.example>' } }],
  ['the same, with Re:', 'auto_reply', { subject: 'Ikke til stede: Re: Blender' }],
  ...[
    'Automatická odpoveď: Blender',
    'Automatikus válasz: Blender',
    'Автоматичен отговор: Blender',
    'Răspuns automat: Blender',
    'Automaattinen vastaus: Blender',
    'Αυτόματη απάντηση: Blender',
    'מענה אוטומטי: Blender',
    'رد تلقائي: Blender',
    'Trả lời tự động: Blender',
    'การตอบกลับอัตโนมัติ: Blender',
    'Автоматична відповідь: Blender',
  ].map((subject): [string, WroteBy, Mail] => [`a note: ${subject}`, 'auto_reply', { subject }]),

  ['Odoo, about a ticket', 'ticket_system', { headers: { 'X-Odoo-Objects': 'helpdesk.ticket-771' } }],
  ['Odoo, for a salesman', 'person', { headers: { 'X-Odoo-Objects': 'sale.order-12' } }],
  ['OTOBO', 'ticket_system', { headers: { 'X-OTOBO-Ticket': '1' } }],
  ['OTOBO, by its program', 'ticket_system', { headers: { 'X-Mailer': 'OTOBO Mail Service (10)' } }],
  ['Deskpro', 'ticket_system', { headers: { 'X-DeskPRO-Build': '1' } }],
  ['Salesforce, about a case', 'ticket_system', { subject: 'Case 00123456: Blender', headers: { 'X-SFDC-LK': '00D500' } }],
  ['Salesforce, for a salesman', 'person', { subject: 'Our offer', headers: { 'X-SFDC-LK': '00D500' } }],
  ['Dynamics', 'ticket_system', { subject: 'Blender CRM:0001007' }],
  ['who answers Dynamics', 'person', { subject: 'Re: Blender CRM:0001007' }],
  [
    "another desk's receipt",
    'ticket_system',
    {
      subject: 'Automatic reply: [Ticket#62007] Blender',
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Mailer': 'Zammad Mail Service' },
    },
  ],
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
    ['to Fastmail', { headers: { 'Feedback-ID': 'i56a14606:Fastmail' } }, true],
    ['not to what one could unsubscribe from', { headers: { 'List-Unsubscribe': '<https://x.example/u>' } }, false],
    ['to a desk', { fromAddress: 'info@x.example' }, true],
  ] as [string, Mail, boolean][])('%s', (_name, mail, expected) => expect(mayAnswer('person', traits(mail))).toBe(expected));

  test('never to a machine', () => {
    for (const wroteBy of ['auto_reply', 'bounce', 'list', 'system'] as const)
      expect([mayAnswer(wroteBy), mayAnswer(wroteBy, traits({}))]).toEqual([false, false]);
    expect(mayAnswer('person')).toBe(true);
  });
});

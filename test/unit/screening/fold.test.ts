import fc from '../../support/random.js';
import { htmlToPlain } from '../../../src/channels/email/htmlToPlain.js';
import { takeFoldMarks } from '../../../src/channels/email/foldMarks.js';
import { foldText, partText, type FoldHint } from '../../../src/screening/fold/foldText.js';

/** What mails are made of: attributions, heads, marks, signatures, answers, in any order and broken anywhere. */
const PIECES = [
  'Thanks.\n',
  '\n',
  ' \n',
  '> quoted\n',
  '>> twice\n',
  'On 3 Nov 2026 at 10:11, Ann <a@b.example> wrote:\n',
  'On Tue, Nov 3, 2026 at 10:11 AM Ann\n',
  '<a@b.example> wrote:\n',
  'Am 03.11.26 um 10:11 schrieb Ann:\n',
  'From: Ann\n',
  'Sent: Tuesday\n',
  'To: Bob\n',
  'Subject: x\n',
  '-----Original Message-----\n',
  '________________________________\n',
  '-- \n',
  '--\n',
  'Ann Lee\n',
  'Sent from my iPhone\n',
  'This e-mail is confidential\n',
  '在 2026年11月3日，Ann 写道：\n',
  '发件人: Ann\n',
  'x\r\n',
  '\u00a0\n',
  'no line end',
  '\t> tab\n',
  '😀\n',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));

const kinds = ['visible', 'quoted', 'signature'] as const;

test('the parts, in their order, are the text, and something is always shown', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.record({ kind: fc.constantFrom('quoted' as const, 'signature' as const), from: fc.nat(200), length: fc.nat(200) }), {
        maxLength: 4,
      }),
      (mail, marks) => {
        const hints: FoldHint[] = marks.map(({ kind, from, length }) => ({ kind, from, to: from + length }));
        const fold = foldText(mail, hints);
        expect(fold.reduce((sum, part) => sum + part.length, 0)).toBe(mail.length);
        expect(fold.every((part, at) => part.length > 0 && part.kind !== fold[at - 1]?.kind)).toBe(true);
        expect(kinds.reduce((sum, kind) => sum + partText(mail, fold, kind).length, 0)).toBe(mail.length);
        if (mail.trim() !== '') expect(partText(mail, fold, 'visible').trim()).not.toBe('');
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each<[string, string, string]>([
  ['answers between quoted lines are his words', '> Is it blue?\nNo.\n> And new?\nYes.\n', 'No.\nYes.'],
  [
    'a date and "wrote:" in the middle of a sentence',
    'My wife wrote: it leaks.\nOn 3 November it began.\n',
    'My wife wrote: it leaks.\nOn 3 November it began.',
  ],
  ['an attribution without a time needs quoted lines below it', 'Ann wrote:\nit leaks\n', 'Ann wrote:\nit leaks'],
  ['two header words are not a head', 'From: Berlin\nTo: Rome\nThat is my route.\n', 'From: Berlin\nTo: Rome\nThat is my route.'],
  ['a list with dashes is no signature', 'I need:\n-- one lamp\n-- two bulbs\n', 'I need:\n-- one lamp\n-- two bulbs'],
  ['a quoted signature does not hide the answer below it', '> Hello\n> -- \n> Support\n\nIt works.\n', 'It works.'],
  ['a wrapped end of a quoted line is quoted with it', `> ${'long words '.repeat(7)}and\nmore\n> end\nFine.\n`, 'Fine.'],
])('%s', (_name, mail, visible) => {
  expect(partText(mail, foldText(mail), 'visible').trim()).toBe(visible);
});

/** Each is all that somebody wrote: nothing of it may be folded. */
test.each<[string, string]>([
  [
    'a journey',
    'Hello,\n\nplease change my booking:\n\nFrom: Berlin Hbf\nTo: Paris Est\nDate: 12 December\n\nThe new date would be 14 December. I also need a seat for my dog.\n\nThanks\nAnn\n',
  ],
  ['a journey to the minute', 'Please:\nFrom: Berlin Hbf\nTo: Paris Est\nDate: 12.12.2026 14:05\nA seat for my dog, too.\n'],
  ['a journey, in French', 'Bonjour,\n\nje change :\nDe : Lyon\nÀ : Nice\nDate : 3 décembre\nMerci de rembourser la différence.\n'],
  ['whose parcel it is, in Chinese', '你好，请改地址：\n发件人：王小明\n收件人：李雷\n日期：12月3日\n谢谢，并请开发票。\n'],
  ['whose parcel it is, in Japanese', 'お世話になります。\n送信者：山田\n宛先：鈴木\n日付：12月3日\n至急返金してください。\n'],
  ['a present', 'Please send the card:\nFrom: Ann\nTo: bob@example.org\nDate: 24.12.2026 9:00\nIt has not come yet.\n'],
  ['a form', 'New enquiry from the web site\n\nFrom: Ann\nDate: 3 November\nSubject: Broken lid\n\nThe lid is broken.\n'],
  ['a form with an address', 'New enquiry\n\nFrom: Ann <ann@example.org>\nDate: 3 November\nSubject: Broken lid\n\nThe lid is broken.\n'],
  [
    'a form below dashes',
    'New enquiry\n----------------\nFrom: Ann <ann@example.org>\nSubject: Broken lid\nDate: 3 November\n\nThe lid is broken.\n',
  ],
  ['a mail that he speaks of', 'You never answered.\nSent from Gmail on Monday\n'],
  ['a form that ends with who sent it', 'Name: Ann\nDate: 3 November\nSubject: Broken lid\nFrom: web shop\n\nThe lid is broken.\n'],
  [
    'what he wrote before',
    'Hello,\n\nOn 12.10.2026 at 14:05 I wrote:\nplease cancel my contract 7788.\n\nNobody has answered since. I now cancel a second time.\n',
  ],
  [
    'what he wrote before, in German',
    'Guten Tag,\n\nam 12.10.2026 um 14:05 schrieb ich Ihnen:\n\nBitte kündigen Sie Vertrag 7788.\n\nBis heute kam keine Antwort.\n',
  ],
  ['what we wrote before', 'Hello,\nOn 12.10.2026 at 14:05 you wrote to me:\nThe money is on its way.\n\nIt never came.\n'],
  ['what somebody wrote on some day', 'Hello,\nam 12.10.2026 schrieb Herr Berg:\nSie bekommen Ersatz.\nIch warte noch.\n'],
  ['how it was sent', 'I returned it.\nSent on 3 November with DHL\nTracking number 00340434161094\nPlease refund me.\n'],
  ['how it was sent, at the end', 'I returned it.\nSent on 3 November with DHL\n'],
  ['where it was sent', 'The parcel:\nSent from Hamburg on Monday\nArrived in Munich on Tuesday\nWhere is it?\n'],
  [
    'how it was sent, in German',
    'Guten Tag,\nGesendet mit DHL am 3.11., Nummer 0034\nBitte erstatten Sie den Betrag auf mein neues Konto.\n',
  ],
  ['what was sent', 'Guten Tag,\nvon meinem alten Konto wurde das Geld gesendet\nBitte auf DE12 3456 erstatten.\n'],
  ['where it was sent, in French', 'Bonjour,\nEnvoyé de Lyon le 3 novembre\nNuméro 778899\nRemboursez-moi.\n'],
  ['where it was sent, in Spanish', 'Hola,\nEnviado desde Madrid el lunes\nNo ha llegado. Quiero mi dinero.\n'],
  ['where it was bought, in Chinese', '你好，\n来自小米手机店的订单4711\n到现在还没有收到，请退款。\n'],
  ['where it was bought, at the end', '你好，\n来自小米手机店的订单4711\n'],
  ['where it was sent, in Japanese', '荷物について。\n大阪の店から送信\n番号は778899です。返金してください。\n'],
  ['a phone that he writes about', 'It says\nSent from my iPhone\nbelow my mails. How do I switch that off?\n'],
  [
    'a note',
    'It comes tomorrow.\n\nImportant note: do not leave it at the door, my address is now Elm Street 5.\nThe code of the gate is 2214.\n',
  ],
  ['a note that is not about him', 'It comes tomorrow.\n\nImportant note: delete the old address and notify the driver.\n'],
  [
    'what is in his mail',
    'Hi,\n\nThis email may contain confidential information, so please do not forward my salary slip.\nI attach it because you asked for it.\nWhen do I get the loan?\n',
  ],
  [
    'words below a notice',
    'Hi,\n\nThis email may contain confidential information and is intended for the addressee.\n\nThe contract has the number 7788.\n',
  ],
  [
    'a line of a mail that he has got',
    'Somebody sent me:\nThis email has been checked for viruses\nIs it from you? My card is blocked since.\n',
  ],
  ['a laptop without viruses', 'Hello,\nmy laptop should be\nvirus free according to you\n'],
  ['who wants to leave', 'Hello,\n\nUnsubscribe: please take ann@example.org off your list.\nAlso, order 4711 never came.\n'],
  ['who wants to leave, and nothing else', 'Hello,\nUnsubscribe: ann@example.org\n'],
  ['a line of underscores', 'first: the lid is broken.\n________________________________\nSecond: I was charged twice for order 4711.\n'],
  [
    'a line of underscores above a link',
    'first: the lid is broken.\n________________________________\nSecond: see https://shop.example/4711\nNo refund.\n',
  ],
  ['a list below two dashes', 'I need:\n--\n2 lids\n3 jars\n'],
  ['a list below two dashes, in words', 'I need\n--\nTwo lids\nThree jars\n'],
  ['two dashes between two paragraphs', 'first: the lid is broken.\n\n--\n\nSecond: I was charged twice. Please refund.\n\nAnn\n'],
  ['paths and prompts', 'Menu> Network\nMenu> Wifi\nis where it hangs.\n'],
])('all is his own: %s', (_name, mail) => {
  expect(foldText(mail)).toEqual([{ kind: 'visible', length: mail.length }]);
});

/** What he wrote, what he quoted, and his signature, each without the blanks at its ends. */
test.each<[string, string, string, string, string]>([
  [
    'a name before the mark',
    'Support> Which number?\nIt is 778.\nSupport> Where bought?\nAt your shop.\n',
    'It is 778.\nAt your shop.',
    'Support> Which number?\nSupport> Where bought?',
    '',
  ],
  [
    'bars',
    'On 2 Nov 2026 at 9:00 Support wrote:\n| Which number?\n\nIt is 778.\n',
    'It is 778.',
    'On 2 Nov 2026 at 9:00 Support wrote:\n| Which number?',
    '',
  ],
  [
    'bars again below the answer',
    'On 2 Nov 2026 at 9:00 Support wrote:\n\n| Which?\nThis.\n| Where?\n| a | b |\n',
    'This.\n| a | b |',
    'On 2 Nov 2026 at 9:00 Support wrote:\n\n| Which?\n| Where?',
    '',
  ],
  [
    'blanks',
    'On 2 Nov 2026 at 9:00 Support wrote:\n\n Which number?\n Where bought?\n\nIt is 778.\n',
    'It is 778.',
    'On 2 Nov 2026 at 9:00 Support wrote:\n\n Which number?\n Where bought?',
    '',
  ],
  [
    'five blank lines',
    'On 2 Nov 2026 at 9:00, Support <s@desk.test> wrote:\n\n\n\n\n\n> Which number?\n\nIt is 778.\n',
    'It is 778.',
    'On 2 Nov 2026 at 9:00, Support <s@desk.test> wrote:\n\n\n\n\n\n> Which number?',
    '',
  ],
  [
    'a phone above a head',
    'Yes.\nSent from my iPhone\n\nFrom: Support\nSent: Monday, 2 November 2026 09:00\nTo: Ann\nSubject: Lid\n\nShall we?\n',
    'Yes.',
    'From: Support\nSent: Monday, 2 November 2026 09:00\nTo: Ann\nSubject: Lid\n\nShall we?',
    'Sent from my iPhone',
  ],
  [
    'a head with many recipients',
    'Yes.\n\nFrom: Support\nSent: 2 November 2026 09:00\nTo: a@x.example;\n b@x.example;\n c@x.example;\n d@x.example;\n e@x.example;\n f@x.example\nSubject: Lid\n\nShall we?\n',
    'Yes.',
    'From: Support\nSent: 2 November 2026 09:00\nTo: a@x.example;\n b@x.example;\n c@x.example;\n d@x.example;\n e@x.example;\n f@x.example\nSubject: Lid\n\nShall we?',
    '',
  ],
  [
    'a phone above a notice',
    'Yes.\n\nSent from my iPhone\n\nThis e-mail is confidential and intended for the addressee. If you are not the intended recipient, delete it.\n',
    'Yes.',
    '',
    'Sent from my iPhone\n\nThis e-mail is confidential and intended for the addressee. If you are not the intended recipient, delete it.',
  ],
  [
    'a notice in lines',
    'Yes.\n\nConfidentiality notice:\nThis e-mail and its attachments are confidential.\nIf you are not the addressee, notify the sender and\ndelete it.\n',
    'Yes.',
    '',
    'Confidentiality notice:\nThis e-mail and its attachments are confidential.\nIf you are not the addressee, notify the sender and\ndelete it.',
  ],
  [
    'a group',
    'Yes.\n\nYou received this message because you are subscribed to the Google Groups "x" group.\nTo unsubscribe from this group, send an email to x+unsubscribe@groups.example.\n',
    'Yes.',
    '',
    'You received this message because you are subscribed to the Google Groups "x" group.\nTo unsubscribe from this group, send an email to x+unsubscribe@groups.example.',
  ],
  ['the way out of a list', 'Yes.\n\nUnsubscribe: https://list.example/leave\n', 'Yes.', '', 'Unsubscribe: https://list.example/leave'],
  [
    'dashes that lost their blank',
    'Yes.\n--\nAnn Lee\nHead of Sales\nTel. +49 151 1234567\n',
    'Yes.',
    '',
    '--\nAnn Lee\nHead of Sales\nTel. +49 151 1234567',
  ],
])('%s', (_name, mail, visible, quoted, signature) => {
  const fold = foldText(mail);
  const parts = kinds.map((kind) => partText(mail, fold, kind).trim());
  expect(parts).toEqual([visible, quoted, signature]);
});

describe('answers inside of what Gmail calls the quotation', () => {
  const cited = (words: string): string => `<blockquote class="gmail_quote" style="border-left:1px solid">${words}</blockquote>`;
  const quote = `<div class="gmail_quote"><div class="gmail_attr">Support has written this:</div>${cited('Which number?')}<div>It is 778.</div>${cited('Where bought?')}<div>At your shop.</div></div>`;
  const passedOn = `<div class="gmail_quote"><div class="gmail_attr">Forwarded:</div><div>Our words.<blockquote>Theirs.</blockquote>And ours.</div></div>`;

  test.each([
    ['between blockquotes', `<div>See below.</div>${quote}`, 'See below. It is 778. At your shop.'],
    ['of a Gmail of before', `<div>See below.</div><div class="gmail_extra"><br>${quote}</div>`, 'See below. It is 778. At your shop.'],
    ['a mail that is passed on', `<div>See below.</div>${passedOn}`, 'See below.'],
    ['a mail that is passed on, by a Gmail of before', `<div>See below.</div><div class="gmail_extra">${passedOn}</div>`, 'See below.'],
  ])('%s', (_name, html, visible) => {
    const { text, hints } = takeFoldMarks(htmlToPlain(html));
    expect(partText(text, foldText(text, hints), 'visible').trim().split(/\s+/).join(' ')).toBe(visible);
  });
});

test('time grows with the length, not with its square', () => {
  const cpu = (size: number): number => {
    const mail = '> a\nb\nOn Mon 3\nFrom: x\n-- \n'.repeat(size);
    const before = process.cpuUsage();
    foldText(mail);
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1000;
  };
  cpu(500);
  // Ten times the text: a square would take a hundred times as long.
  expect(cpu(10_000)).toBeLessThan(40 * Math.max(20, cpu(1_000)));
});

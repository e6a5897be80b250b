import fc from '../../support/random.js';
import { ownWords } from '../../../src/threading/ownWords.js';
import { referenceNumbers } from '../../../src/threading/referenceNumbers.js';
import { significantWords, similarity } from '../../../src/threading/similarity.js';
import { baseSubject, hasSubjectMarker } from '../../../src/threading/subjectText.js';
import { isPureThanks } from '../../../src/threading/thanks.js';
import { cpuNow } from '../../support/cpuNow.js';

describe('similarity', () => {
  const alike = (a: string, b: string): number => similarity(significantWords(a), [...significantWords(b)]);

  test.each([
    ['Delivery delayed', 'When will it be delivered?'],
    ['Kaffeemaschine undicht', 'Die Kaffeemaschinen sind undicht'],
    ['咖啡机漏水', '我的咖啡机还在漏水'],
    ['コーヒーメーカーが水漏れ', '水漏れが止まりません'],
    ['커피 머신 누수', '커피 머신에서 물이 새요'],
    ['RÉFÉRENCE facture', 'référence de la facture'],
  ])('%s is like %s', (a, b) => expect(alike(a, b)).toBeGreaterThan(0.2));

  test.each([
    ['Hello, I have a question about my order', 'Please help me with a problem, thanks'],
    ['您好，请问我的订单有什么问题', '你好，我想请问一下，谢谢'],
    ['Parcel missing', 'Password refused'],
    ['', 'anything'],
  ])('%s is nothing like %s', (a, b) => expect(alike(a, b)).toBe(0));

  test('is between 0 and 1, the same both ways, and 1 with itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const value = alike(a, b);
        expect(value >= 0 && value <= 1.000001).toBe(true);
        expect(value).toBeCloseTo(alike(b, a));
        if (significantWords(a).size) expect(alike(a, a)).toBeCloseTo(1);
      }),
    );
  });
});

test.each([
  ['Re: Coffee', 'Coffee'],
  ['RE: AW: Re[2]: Coffee', 'Coffee'],
  ['回复：转发： 咖啡', '咖啡'],
  ['[support] Re: [EXT] Coffee  machine', 'Coffee machine'],
  ['Fwd: WG: TR: Coffee', 'Coffee'],
  ['Regarding: coffee', 'Regarding: coffee'],
  ['Re:', ''],
  ['[Ticket]', '[Ticket]'],
  ['[EXTERNAL] Coffee', 'Coffee'],
  ['[EXTERNAL] [EXT] Re: [External Email] AW: Coffee', 'Coffee'],
  ['[External] [list] Re: Coffee', 'Coffee'],
  ['[EXTERN]: WG: Coffee', 'Coffee'],
  ['***SPAM*** Re: Coffee', 'Coffee'],
  ['*** SPAM *** Coffee', 'Coffee'],
  ['*****SPAM(12.3)***** [Suspected Spam] Coffee', 'Coffee'],
  ['{Spam?} 【外部邮件】回复：Coffee', 'Coffee'],
  ['[EXTERNAL]', ''],
  ['***SPAM*** Re: ', ''],
  ['External: coffee', 'External: coffee'],
  ['*** Urgent *** coffee', '*** Urgent *** coffee'],
  ['Coffee [EXTERNAL]', 'Coffee [EXTERNAL]'],
  ['Spam in my inbox', 'Spam in my inbox'],
  [null, ''],
])('the subject of %j is %j', (subject, base) => expect(baseSubject(subject)).toBe(base));

test.each([
  ['Re: x', true],
  ['AW: x', true],
  ['答复: x', true],
  ['Fw: x', true],
  ['[list] Re: x', true],
  ['***SPAM*** Re: x', true],
  ['[EXTERNAL] [list] Re: x', true],
  ['***SPAM*** x', false],
  ['Return: x', false],
  ['[EXT] x', false],
  [null, false],
])('%j goes on with something: %s', (subject, marked) => expect(hasSubjectMarker(subject)).toBe(marked));

test.each([
  ['Order 88112 and order no. 77-001', ['88112', '77001']],
  ['订单号：202411220001 没到', ['202411220001']],
  ['Bestellung Nr. AB-1234', ['ab1234']],
  ['facture n° 2024-17', ['202417']],
  ['case #4711', ['4711']],
  ['(#ABC-999)', ['abc999']],
  ['on 22.11.2026 at 10:30 for 199.00 EUR, call +49 151 12345678', []],
  ['order two chairs', []],
])('%s names %j', (text, numbers) => expect([...referenceNumbers(text).all].sort()).toEqual([...numbers].sort()));

describe('own words', () => {
  test.each([
    ['Yes.\n\nOn Mon, 16 Nov 2026 at 10:00, Support <s@us.example> wrote:\n> Does it work?', 'Yes.'],
    ['Ja.\n\nAm 16.11.2026 um 10:00 schrieb Support <s@us.example>:\n> Geht es?', 'Ja.'],
    ['好的\n\n------------------ 原始邮件 ------------------\n发件人: 客服', '好的'],
    ['Oui\n-- \nAnne', 'Oui'],
    ['Ok\n\n-----Original Message-----\nFrom: x', 'Ok'],
    ['> Does it work?\nYes', 'Yes'],
    ['Dear Ann,\n> Does it work?\nYes\n> Since when?\nToday', 'Dear Ann,\nYes\nToday'],
    ['> Does it work?', '> Does it work?'],
    ['On time as always, thank you', 'On time as always, thank you'],
    ['', ''],
  ])('of %j are %j', (text, own) => expect(ownWords({ channel: 'email', text })).toBe(own));

  test('cost nothing on a hostile text', () => {
    const started = cpuNow();
    for (const text of [
      `${'On a '.repeat(50_000)}`,
      '>'.repeat(100_000),
      `${'-'.repeat(100_000)}`,
      `${' '.repeat(100_000)}x`,
      '[ext] '.repeat(20_000),
      '*'.repeat(100_000),
    ]) {
      ownWords({ channel: 'email', text });
      isPureThanks({ channel: 'email', text });
      baseSubject(text);
      referenceNumbers(`order${text}`);
      significantWords(text);
    }
    expect(cpuNow() - started).toBeLessThan(1000);
  });
});

test.each([
  ['Thank you!', true],
  ['thanks a lot, it works now :)', true],
  ['Thank you so much for your help!\n\nBest regards,\nAnna Smith', true],
  ['Perfect, danke!', true],
  ['Vielen Dank für Ihre Hilfe', true],
  ['Merci beaucoup !', true],
  ['谢谢', true],
  ['好的，非常感谢您的帮助！', true],
  ['謝謝你們', true],
  ['ありがとうございました', true],
  ['👍 thx', true],
  ['👍', false],
  ['ok', false],
  ['Thanks, but it still leaks', false],
  ['Thanks. When will it come?', false],
  ['Thanks in advance for the refund', false],
  ['谢谢，但是还没退款', false],
  ['谢谢，什么时候发货', false],
  ['no thanks to you, nothing works', false],
  ['Danke, Rechnung fehlt', false],
  ['Thanks!\n\nOn Sun, Nov 29, 2026 at 8:00 AM Support <support@desk.test> wrote:\n> We sent a new lid.', true],
  ['On Sun, Nov 29, 2026 at 8:00 AM Support <support@desk.test> wrote:\n> We sent a new lid.\n\nThanks!', true],
  [
    'Hello, thank you!\n\nOn Sun, Nov 29, 2026 at 8:00 AM Support <support@desk.test> wrote:\n> We sent a new lid. Does it fit now?\n\nNo, it broke after an hour and cut my hand. I want my money back.',
    false,
  ],
  ['Thanks a lot!\n__________\nBut the second jar of order 4711 is missing, please send it.', false],
  ['Thanks!\n\nFrom: next week on I am at Elm Street 5, send the missing jar there.', false],
  ['', false],
])('%j is thanks and nothing else: %s', (text, thanks) => expect(isPureThanks({ channel: 'email', text })).toBe(thanks));

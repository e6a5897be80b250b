import { createMatcher } from '../../../src/lib/search/matchText.js';
import { readQuery } from '../../../src/lib/search/query.js';
import { snippetOf } from '../../../src/lib/search/snippet.js';
import { cpuNow } from '../../support/cpuNow.js';

/** What is marked, or null when the text does not match. */
function marked(typed: string, ...fields: string[]): string[] | null {
  const query = readQuery(typed);
  const match = query && createMatcher(query)(fields);
  return match && match.hits.map(({ field, start, end }) => (match.fields[field] ?? '').slice(start, end));
}

test.each<[string, string, string, string[] | null]>([
  ['case', 'REFUND', 'a refund', ['refund']],
  ['longer words', 'refund', 'my Refunds and refunded', ['Refunds', 'refunded']],
  ['not the middle of a word', 'fund', 'refund', null],
  ['all words, in any order', 'lamp broken', 'a broken lamp', ['broken', 'lamp']],
  ['a missing word', 'lamp stolen', 'a broken lamp', null],
  ['short words whole', 'is it', 'it is', ['it', 'is']],
  ['short words not as beginnings', 'is lamp', 'the isle lamp', null],
  ['the last word half typed', 'broken la', 'a broken lamp', ['broken', 'lamp']],
  ['umlauts typed', 'müller', 'Herr MUELLER', ['MUELLER']],
  ['umlauts spelled out', 'mueller', 'Herr Müller', ['Müller']],
  ['umlauts left out', 'muller', 'Herr Müller', ['Müller']],
  ['accents left out', 'ete', 'l’été', ['été']],
  ['Polish', 'lodz', 'w Łodzi', ['Łodzi']],
  ['Russian', 'ЗАКАЗ', 'мои заказы', ['заказы']],
  ['Chinese', '退款', '我想退款', ['退款']],
  ['simplified finds traditional', '发货', '什麼時候發貨', ['發貨']],
  ['traditional finds simplified', '頭髮', '头发', ['头发']],
  ['Chinese runs are together', '退货款', '退货 货款', null],
  ['several Chinese words', '退款 地址', '地址错了，要退款', ['地址', '退款']],
  ['one Chinese character', '退', '想退', ['退']],
  ['one Chinese character anywhere', '想', '我想退', ['想退']],
  ['Japanese', '返金', '返金をお願い', ['返金']],
  ['Korean', '환불', '환불을 요청', ['환불']],
  ['mixed', 'iphone充电', '新iPhone 充电器', ['iPhone', '充电']],
  ['an address', 'jo.doe@example.com', 'From Jo.Doe@example.com', ['Jo', 'Doe', 'example', 'com']],
  ['a part of an address', 'doe@exam', 'jo.doe@example.com', ['doe', 'example']],
  ['not its pieces in another order', 'doe.jo@example.com', 'jo.doe@example.com', null],
  ['an order number', 'ORD-2024-017', 'order ord-2024-017!', ['ord', '2024', '017']],
  ['not another order number', 'ORD-2024-017', 'ord-2024-018', null],
  ['a phone number in another form', '0170 1234567', 'call +491701234567', ['+491701234567']],
  ['a phone number with signs', '+49 (170) 123 45-67', '0170/1234567', ['0170/1234567']],
  ['a date is no phone number only', '2024-01-15', 'on 2024-01-15 10 am', ['2024', '01', '15']],
  ['numbers whole', '12', '123', ['123']],
  ['numbers that are not last, whole', '1234 x', '12345 x', null],
  ['a phrase', '"broken lamp"', 'broken lamp', ['broken', 'lamp']],
  ['a phrase only together', '"broken lamp"', 'broken big lamp', null],
  ['an open quote', '"broken lamp', 'broken lamp', ['broken', 'lamp']],
  ['emoji', '👍', 'ok 👍', ['👍']],
  ['an apostrophe', "l'avion", 'avec l’avion', ['l', 'avion']],
])('%s', (_, typed, text, expected) => {
  expect(marked(typed, text)).toEqual(expected);
});

/** All of them end in the same eight digits. */
const ALIKE = 'ask +12125550100, +1 202 555 0100, (302) 555-0100, +13025550100, 001 302 555 0100 or 25550100';

test.each<[string, string, string[]]>([
  ['whole', '+13025550100', ['302) 555-0100', '+13025550100', '001 302 555 0100']],
  ['whole, with signs', '+1 (302) 555-0100', ['302) 555-0100', '+13025550100', '001 302 555 0100']],
  ['whole, as it is dialled', '0013025550100', ['302) 555-0100', '+13025550100', '001 302 555 0100']],
  ['another one whole', '+1 202 555 0100', ['+1 202 555 0100']],
  ['its end', '302 555 0100', ['302) 555-0100', '+13025550100', '001 302 555 0100']],
  ['a shorter end', '25550100', ['+12125550100', '+1 202 555 0100', '302) 555-0100', '+13025550100', '001 302 555 0100', '25550100']],
])('of numbers that end alike only those are marked that were asked for: %s', (_, typed, expected) => {
  const { hits = [] } = createMatcher(readQuery(typed)!)([ALIKE]) ?? {};
  expect(snippetOf(ALIKE, hits).flatMap(({ text, hit }) => (hit ? [text] : []))).toEqual(expected);
});

test('a complete number is no beginning of a longer one; one that is not, is', () => {
  expect(marked('+13025550100', 'ticket 1302555010099')).toBeNull();
  expect(marked('+130255501', 'call +13025550100')).toContain('13025550100');
});

test.each<[string, string]>([
  ['+13025550100', '+1 212 555 0100'],
  ['+1 302 555 0100', '+1 212 555 0100'],
  ['302-555-0100', '212-555-0100'],
])('who asks for %s does not find %s', (typed, text) => {
  expect(marked(typed, text)).toBeNull();
});

test.each<[string, string, string, string]>([
  ['full-width signs', '发票', '您好：发票，谢谢！', '您好：发票，谢谢！'],
  ['what is written in two signs, before the words', '发票', 'e\u0301te\u0301，发票', 'été,发票'],
  ['what is written in two signs, behind them', '发票', '发票，e\u0301te\u0301', '发票，e\u0301te\u0301'],
  ['full-width words', 'bl-2', '型号：ＢＬ－２', '型号：ＢＬ－２'],
])('%s are shown as they were written, as long as the marks fit', (_, typed, text, shown) => {
  const match = createMatcher(readQuery(typed)!)([text]);
  expect(match?.fields).toEqual([shown]);
});

test('a phrase does not reach over from one field to the next', () => {
  expect(marked('"a b"', 'a', 'b')).toBeNull();
  expect(marked('a b', 'a', 'b')).toEqual(['a', 'b']);
});

test.each(['', '   ', '.,;', '()[]{}', '"', '""', '$', '^*', '\\', '\ud800', '\u0000', '+'.repeat(300), '\u0301'])(
  '%j looks for nothing',
  (typed) => {
    expect(readQuery(typed)).toBeNull();
  },
);

test.each([
  '.*',
  '$ne',
  '{"$gt": ""}',
  '[a-z]+',
  '(a|b',
  '%_',
  '\\d',
  'a'.repeat(10_000),
  'a b '.repeat(3000),
  '1 '.repeat(5000),
  '退'.repeat(5000),
  '"a" '.repeat(3000),
])('%.20j stays what it is', (typed) => {
  const started = cpuNow();
  expect(marked(typed, 'nothing of the kind')).toBeNull();
  expect(cpuNow() - started).toBeLessThan(500);
});

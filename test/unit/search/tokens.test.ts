import { eachToken, searchable } from '../../../src/lib/search/tokens.js';
import { cpuNow } from '../../support/cpuNow.js';

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  eachToken(searchable(text), (token) => tokens.push(token));
  return tokens;
}

test.each([
  ['English', 'The refund, please!', ['the', 'refund', 'please']],
  ['German umlauts, in both spellings', 'Müller grüßt', ['muller', 'mueller', 'grusst', 'gruesst']],
  ['French accents', 'L’été à Orléans', ['l', 'ete', 'a', 'orleans']],
  ['Spanish', '¿Mañana? ¡Sí!', ['manana', 'si']],
  ['Polish, also the letter without a decomposition', 'Łódź żółć', ['lodz', 'zolc']],
  ['Danish', 'Ærø søster', ['aero', 'soster']],
  ['Russian: ё is е, й stays', 'Ещё мой Йод', ['еще', 'мой', 'йод']],
  ['Greek: final sigma', 'ΛΌΓΟΣ λόγος', ['λογοσ', 'λογοσ']],
  ['Turkish', 'İstanbul ışık', ['istanbul', 'isik']],
  ['Chinese in pairs, and the last character', '退款申请', ['退款', '款申', '申请', '请']],
  ['traditional Chinese as in the other script', '請問發貨', tokensOf('请问发货')],
  ['Japanese', 'パスワードを', ['パス', 'スワ', 'ワー', 'ード', 'ドを', 'を']],
  ['Japanese in half width', 'ﾊﾟｽ', ['パス', 'ス']],
  ['Korean', '환불 요청', ['환불', '불', '요청', '청']],
  ['mixed', 'iPhone充电器3个', ['iphone', '充电', '电器', '器', '3', '个']],
  ['an address', 'Jo.Doe+x@Example.co.uk', ['jo', 'doe', 'x', 'example', 'co', 'uk']],
  ['an order number', 'ORD-2024/017', ['ord', '2024', '017']],
  ['a phone number', '+49 (170) 123-4567', ['49', '170', '123', '4567', '#01234567']],
  ['full width', 'ＡＢＣ１２', ['abc12']],
  ['emoji, whatever their skin', 'thx 👍🏽!', ['thx', '👍']],
  ['nothing', ' .,;!?()$ ', []],
  ['a decomposed letter', 'cafe\u0301', ['cafe']],
  ['astral characters', '𠮷野家', ['𠮷野', '野家', '家']],
  ['Thai', 'คืนเงิน', ['คื', 'ืน', 'นเ', 'เง', 'งิ', 'ิน', 'น']],
])('%s', (_, text, expected) => {
  expect(tokensOf(text)).toEqual(expected);
});

test('both Chinese scripts have the same tokens', () => {
  const pairs = [
    ['发票开具', '發票開具'],
    ['头发', '頭髮'],
    ['台湾', '臺灣'],
    ['里面', '裡面'],
    ['里面', '裏面'],
    ['什么', '什麼'],
    ['才能', '纔能'],
    ['着', '著'],
    ['联系电话', '聯繫電話'],
    ['面条', '麵條'],
    ['后来', '後來'],
    ['为', '為'],
    ['汉语', '漢語'],
  ];
  for (const [simplified = '', traditional = ''] of pairs) expect(tokensOf(traditional)).toEqual(tokensOf(simplified));
});

test('ranges are those of the searchable text', () => {
  const text = searchable('Ａb é 退款 👍 x');
  const shown: string[] = [];
  eachToken(text, (_token, start, end) => shown.push(text.slice(start, end)));
  expect(shown).toEqual(['Ab', 'é', '退款', '款', '👍', 'x']);
});

test('neighbours differ by one in position, across scripts', () => {
  const positions: [string, number][] = [];
  eachToken('ab 退款c d', (token, _start, _end, position) => positions.push([token, position]));
  expect(positions).toEqual([
    ['ab', 0],
    ['退款', 1],
    ['款', 2],
    ['c', 3],
    ['d', 4],
  ]);
});

test('endless words are cut, also within an astral letter', () => {
  const [word = ''] = tokensOf(`${'a'.repeat(31)}𝔞${'b'.repeat(1000)}`.replace('𝔞', '\u{10437}'));
  expect(word.length).toBeLessThanOrEqual(32);
  expect(/[\ud800-\udbff]$/.test(word)).toBe(false);
});

test('hostile texts end quickly', () => {
  const started = cpuNow();
  for (const text of [
    '1 '.repeat(10_000),
    '-'.repeat(100_000),
    '\u0301'.repeat(20_000),
    '\ud800'.repeat(20_000),
    '1'.repeat(20_000),
    '1-('.repeat(7000),
    '"'.repeat(20_000),
    '👨‍👩‍👧'.repeat(3000),
  ])
    tokensOf(text);
  expect(cpuNow() - started).toBeLessThan(3000);
});

test.each(['发票开具頭髮', '𠮷野家', 'パスワードを发票', 'Müller 发票 refund'])(
  'those that begin otherwise may be left out, and no others: %s',
  (text) => {
    const all: string[] = [];
    eachToken(searchable(text), (token, start, end, position) => all.push([token, start, end, position].join()));
    const codes = [...new Set(all.map((one) => one.charCodeAt(0)))];
    for (const code of codes) {
      const found: string[] = [];
      eachToken(searchable(text), (token, start, end, position) => found.push([token, start, end, position].join()), 0, [code]);
      const wanted = all.filter((one) => one.charCodeAt(0) === code);
      expect(found.filter((one) => one.charCodeAt(0) === code)).toEqual(wanted);
    }
  },
);

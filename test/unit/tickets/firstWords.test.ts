import { beginningOf, oneLine } from '../../../src/contract/oneLine.js';
import { saidWords } from '../../../src/contract/saidWords.js';
import { foldText } from '../../../src/screening/fold/foldText.js';
import { previewOf, subjectOf } from '../../../src/tickets/ticket.js';
import { cpuNow } from '../../support/cpuNow.js';

describe('lines joined to one', () => {
  test.each([
    ['Hello,\n\nwhere is it?', 'Hello, where is it?'],
    ['您好，\n您的包裹', '您好，您的包裹'],
    ['您好：\r\n\r\n  抬头', '您好：抬头'],
    ['（补寄）\n谢谢！\nBest,\nAnna', '（补寄）谢谢！Best, Anna'],
    ['等了很久……\n还没到', '等了很久……还没到'],
    ['Well…\nstill nothing', 'Well… still nothing'],
    ['Well…\n还没到', 'Well…还没到'],
    ['没有标点\n第二行', '没有标点 第二行'],
    ['您好， 我在同一行', '您好， 我在同一行'],
    ['ＯＫ\t 好', 'ＯＫ 好'],
  ])('%j', (text, line) => {
    expect(oneLine(text)).toBe(line);
    expect(previewOf(text)).toBe(line);
    expect(subjectOf(null, text)).toBe(line);
  });

  test('many breaks and dots take no time', () => {
    const began = cpuNow();
    oneLine(`${'…'.repeat(100_000)}${'\n'.repeat(100_000)}`);
    expect(cpuNow() - began).toBeLessThan(1000);
  });
});

describe('the beginning of a line', () => {
  test.each([
    ['Where is my order', 17, 'Where is my order'],
    ['Where is my order now', 14, 'Where is my…'],
    ['Where is my order now', 12, 'Where is my…'],
    ['Where is my order now', 13, 'Where is my…'],
    ['Where is my, order', 13, 'Where is my,…'],
    [`See ${'x'.repeat(60)}`, 30, `See ${'x'.repeat(25)}…`],
    [`See ${'x'.repeat(60)}`, 6, 'See…'],
    ['我的订单什么时候到货', 6, '我的订单什…'],
    ['我的 SayOnce 订单', 7, '我的…'],
    ['我的 SayOnce 订单还没到', 13, '我的 SayOnce 订…'],
    ['👍👍👍👍', 4, '👍…'],
  ])('of %j in %d characters is %j', (line, most, beginning) => {
    expect(beginningOf(line, most)).toBe(beginning);
  });

  test('subjects and previews end at a word', () => {
    expect(subjectOf(null, 'parcel '.repeat(30))).toBe(`${'parcel '.repeat(11).trim()}…`);
    expect(previewOf('parcel '.repeat(60))).toBe(`${'parcel '.repeat(28).trim()}…`);
    expect(subjectOf('parcel '.repeat(60), '')).toHaveLength(294);
  });
});

describe('what a message says', () => {
  const LIST = 'Please:\n * Pull the jug off\n * Turn it';
  const ANSWER = 'On Tuesday SayOnce wrote:\n> Please pull it off\n\nThat worked.\n';

  test.each([
    ['a mail with its quotation on top', { text: ANSWER, fold: foldText(ANSWER), direction: 'in', html: null }, 'That worked.'],
    ['a list that we wrote', { text: LIST, direction: 'out', html: '<ul></ul>' }, 'Please: • Pull the jug off • Turn it'],
    ['stars that we typed', { text: LIST, direction: 'out', html: null }, 'Please: * Pull the jug off * Turn it'],
    [
      'stars that the customer sent',
      { text: LIST, fold: null, direction: 'in', html: '<ul></ul>' },
      'Please: * Pull the jug off * Turn it',
    ],
  ] as const)('%s', (_name, message, line) => expect(previewOf(saidWords(message))).toBe(line));
});

import { oneLine } from '../../../src/contract/oneLine.js';
import { saidWords } from '../../../src/contract/saidWords.js';
import { foldText } from '../../../src/screening/fold/foldText.js';
import { previewOf, subjectOf } from '../../../src/tickets/ticket.js';

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
    const began = performance.now();
    oneLine(`${'…'.repeat(100_000)}${'\n'.repeat(100_000)}`);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('what a message says', () => {
  const LIST = 'Please:\n * Pull the jug off\n * Turn it';
  const ANSWER = 'On Tuesday SayOnce wrote:\n> Please pull it off\n\nThat worked.\n';

  test.each([
    ['a mail with its quotation on top', { text: ANSWER, fold: foldText(ANSWER), direction: 'in', html: null }, 'That worked.'],
    ['a list that we wrote', { text: LIST, direction: 'out', html: '<ul></ul>' }, 'Please: • Pull the jug off • Turn it'],
    ['stars that we typed', { text: LIST, direction: 'out', html: null }, 'Please: * Pull the jug off * Turn it'],
    ['stars that the customer sent', { text: LIST, fold: null, direction: 'in', html: '<ul></ul>' }, 'Please: * Pull the jug off * Turn it'],
  ] as const)('%s', (_name, message, line) => expect(previewOf(saidWords(message))).toBe(line));
});

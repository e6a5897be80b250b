import { describe, expect, test } from '@jest/globals';
import { wholeWords } from '../../../src/console/i18n/wholeWords.js';

describe('the pieces of a line that may be broken', () => {
  test.each([
    ['zh-TW', '移動案件之後，這裡會列出來。', '移動|案件|之後，|這裡|會|列出來。'],
    ['zh-CN', '写信到 support@example.com，说明“发票抬头”。', '写信|到 support@example.com，|说明“发票|抬头”。'],
    ['en', 'Nothing waits here.', 'Nothing waits here.'],
  ])('%s: %s', (language, text, pieces) => {
    expect(wholeWords(text, language).join('|')).toBe(pieces);
  });
});

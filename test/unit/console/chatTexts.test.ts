/** A long text of a visitor, as the lines that his browser says one after the other. */
import { describe, expect, test } from '@jest/globals';
import { inLines } from '../../../src/widget/frame/inLines.js';

const bare = (text: string): string => text.replace(/\s+/g, '');

describe('a text as lines', () => {
  test('is one where it fits, to the last character', () => {
    expect(inLines('a b\nc', 5)).toEqual(['a b\nc']);
    expect(inLines('  a b\nc \n', 5)).toEqual(['a b\nc']);
    expect(inLines('abcde fghij', 5)).toEqual(['abcde', 'fghij']);
    expect(inLines(' \n', 5)).toEqual([]);
  });

  test('is parted after a line, else after a word, and where there is neither, in between', () => {
    expect(inLines('one two\nthree four', 12)).toEqual(['one two', 'three four']);
    // The only line ends long before the place: half of a line would be wasted.
    expect(inLines('a\nbb cc dd ee ff', 12)).toEqual(['a\nbb cc dd', 'ee ff']);
    expect(inLines('abcdefghijkl', 5)).toEqual(['abcde', 'fghij', 'kl']);
    expect(inLines('包裹还没有到。请帮我查一下，谢谢', 10)).toEqual(['包裹还没有到。', '请帮我查一下，谢谢']);
  });

  test('has every word, in order, whatever it is made of', () => {
    const text = Array.from({ length: 900 }, (_, n) => `Line ${n} of the log${n % 7 ? ' ' : '\n'}`).join('');
    const lines = inLines(text, 1000);
    expect(lines.every((line) => line.length <= 1000 && line === line.trim())).toBe(true);
    expect(bare(lines.join(''))).toBe(bare(text));
    expect(lines.length).toBeLessThan((2 * text.length) / 1000);
  });

  test('tears no character', () => {
    const family = '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}';
    expect(inLines(`ab${family}cd`, 8)).toEqual(['ab', family, 'cd']);
    expect(inLines('a\u{1F600}\u{1F600}\u{1F600}', 4)).toEqual(['a\u{1F600}', '\u{1F600}\u{1F600}']);
    expect(inLines('abce\u0301f', 4)).toEqual(['abc', 'e\u0301f']);
  });

  test('also where a character is longer than a line, or the browser cannot tell what one is', () => {
    const marks = `\u{1F600}${'\u0301'.repeat(20)}`;
    expect(inLines(marks, 6).join('')).toBe(marks);
    const { Segmenter } = Intl;
    try {
      Object.assign(Intl, { Segmenter: undefined });
      expect(inLines('a\u{1F600}\u{1F600}\u{1F600}', 4)).toEqual(['a\u{1F600}', '\u{1F600}\u{1F600}']);
    } finally {
      Object.assign(Intl, { Segmenter });
    }
  });
});

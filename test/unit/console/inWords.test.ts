import { beforeAll, describe, expect, test } from '@jest/globals';
import i18next, { type TFunction } from 'i18next';
import { closeUp, gapBetween } from '../../../src/console/i18n/closeUp.js';
import { inWords } from '../../../src/console/i18n/inWords.js';

describe('numbers in a sentence', () => {
  let t: TFunction;
  beforeAll(async () => {
    const words = {
      found_one: '{{count}} ticket',
      found_other: '{{count}} tickets',
      moved: 'Moved to #{{number}}',
      hello: 'Hello {{name}}',
    };
    t = await i18next
      .createInstance()
      .use(inWords)
      .init({ lng: 'en', resources: { en: { translation: words } }, interpolation: { escapeValue: false, alwaysFormat: true } });
  });

  test.each([
    ['found', { count: 1 }, '1 ticket'],
    ['found', { count: 12_345 }, '12,345 tickets'],
    ['moved', { number: 12_345 }, 'Moved to #12345'],
    ['hello', { name: 'Ann' }, 'Hello Ann'],
  ])('%s with %j reads %j', (key, values, read) => {
    expect(t(key, values)).toBe(read);
  });
});

describe('gaps in a Chinese sentence', () => {
  const speak = async (lng: string): Promise<TFunction> => {
    const words = {
      given: '分派给 {{name}}',
      asks: '{{name}} 在 {{place}} 问 {{other}} 的事',
      due: '，定于 {{value}}',
      quoted: '改为“{{value}}”',
    };
    return i18next
      .createInstance()
      .use(inWords)
      .use(closeUp)
      .init({
        lng,
        resources: { [lng]: { translation: words } },
        interpolation: { escapeValue: false, alwaysFormat: true },
        postProcess: [closeUp.name],
      });
  };

  test.each([
    ['given', { name: '杨芳' }, '分派给杨芳'],
    ['given', { name: 'Jonas Berg' }, '分派给 Jonas Berg'],
    ['asks', { name: '王 小明', place: '店', other: '李' }, '王 小明在店问李的事'],
    ['asks', { name: 'Ann', place: '店', other: 'Bo' }, 'Ann 在店问 Bo 的事'],
    ['due', { value: '2026年11月29日' }, '，定于 2026年11月29日'],
    ['quoted', { value: '发票、VIP' }, '改为“发票、VIP”'],
    ['given', { name: '' }, '分派给 '],
  ])('%s with %j reads %s', async (key, values, read) => {
    for (const language of ['zh-CN', 'zh-TW']) expect((await speak(language))(key, values)).toBe(read);
  });

  test('other languages keep theirs', async () => {
    expect((await speak('en'))('given', { name: '杨芳' })).toBe('分派给 杨芳');
  });

  test.each([
    ['你', '分派给杨芳', ''],
    ['Jonas Berg', '分派给杨芳', ' '],
    ['工单', '，见 #', ''],
    ['我们：', 'Re: seal', ''],
    ['不能用 *。', '来自', ''],
    ['Linked', 'by you', ' '],
  ])('between "%s" and "%s" stands "%s"', (before, after, gap) => {
    expect(gapBetween(before, after)).toBe(gap);
  });
});

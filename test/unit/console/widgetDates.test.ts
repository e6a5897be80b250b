/** When the desk is back, as the visitor's country writes it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chooseLanguage, language, locale, whenOf } from '../../../src/widget/frame/words.js';

const own = {
  document: Object.getOwnPropertyDescriptor(globalThis, 'document'),
  navigator: Object.getOwnPropertyDescriptor(globalThis, 'navigator'),
};
const put = (name: keyof typeof own, value: unknown): void => void Object.defineProperty(globalThis, name, { value, configurable: true });

beforeAll(() => put('document', { documentElement: {} }));
afterAll(() => {
  for (const [name, before] of Object.entries(own)) {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  }
});

// Local time: no zone stands behind it.
test.each([
  [['en-GB', 'en-US'], 'en', 'en', 'en-GB', /24 Nov at 09:00$/],
  [['en-US'], 'en-GB', 'en', 'en-US', /Nov 24 at 09:00$/],
  [['zh-CN', 'en-AU'], 'en', 'en', 'en-AU', /24 Nov at 09:00$/],
  [['de'], 'en_GB', 'en', 'en', /Nov 24 at 09:00$/],
  [['zh-HK'], 'zh-TW', 'zh-TW', 'zh-HK', /^11月24日.*09:00$/],
  [['zh-CN'], 'zh-TW', 'zh-TW', 'zh-TW', /^11月24日.*09:00$/],
])('browsers with %j, a page in %s', (languages, wanted, spoken, written, when) => {
  put('navigator', { languages });
  chooseLanguage(wanted);
  expect([language, locale]).toEqual([spoken, written]);
  expect(whenOf('2031-11-24T09:00:00')).toMatch(when);
});

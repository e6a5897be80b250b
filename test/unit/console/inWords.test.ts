import { beforeAll, describe, expect, test } from '@jest/globals';
import i18next, { type TFunction } from 'i18next';
import { inWords } from '../../../src/console/i18n/inWords.js';

describe('numbers in a sentence', () => {
  let t: TFunction;
  beforeAll(async () => {
    const words = { found_one: '{{count}} ticket', found_other: '{{count}} tickets', moved: 'Moved to #{{number}}', hello: 'Hello {{name}}' };
    t = await i18next.createInstance().use(inWords).init({ lng: 'en', resources: { en: { translation: words } }, interpolation: { escapeValue: false, alwaysFormat: true } });
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

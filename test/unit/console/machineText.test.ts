import { beforeAll, describe, expect, test } from '@jest/globals';
import i18next, { type TFunction } from 'i18next';
import { machineText, nameText, ruleText, subjectText } from '../../../src/console/i18n/machineText.js';
import { en } from '../../../src/console/i18n/en/index.js';
import { zhCN } from '../../../src/console/i18n/zh-CN/index.js';
import { DEFAULT_RULES } from '../../../src/followups/defaults.js';
import { languageOf } from '../../../src/widget/loader/words.js';

describe('what the server says in English where nobody spoke', () => {
  let t: TFunction;
  beforeAll(async () => {
    const spoken = i18next.createInstance();
    t = await spoken.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zhCN } } });
  });

  test.each([
    ['Phone call', 'voice', '来电'],
    ['Voicemail, 14 s', 'voice', '语音留言，14 秒'],
    ['[no text]', 'sms', '（没有文字）'],
    ['Phone call', 'chat', 'Phone call'],
    ['Voicemail, 14 s please', 'voice', 'Voicemail, 14 s please'],
  ] as const)('%j by %s is %j', (text, channel, shown) => {
    expect(machineText(t, text, [channel])).toBe(shown);
  });

  test.each([
    ['Visitor a9f5', '访客 a9f5'],
    ['Caller without number', '未显示号码的来电者'],
    ['Visitor Center', 'Visitor Center'],
    ['王小明', '王小明'],
  ])('the name %j is shown as %j', (name, shown) => {
    expect(nameText(t, name)).toBe(shown);
  });

  test('the rules of a new installation have names in every language, until somebody changes them', async () => {
    const english = await i18next.createInstance().init({ lng: 'en', resources: { en: { translation: en } } });
    for (const { name } of DEFAULT_RULES) {
      expect(ruleText(english, name)).toBe(name);
      expect(ruleText(t, name)).toMatch(/^[\p{Script=Han}：]+$/u);
      expect(ruleText(t, `${name}!`)).toBe(`${name}!`);
    }
    expect(ruleText(t, 'constructor')).toBe('constructor');
  });

  test('a subject that nobody gave', () => {
    expect(subjectText(t, { subject: '(no subject)', channels: ['email'] })).toBe('（无主题）');
  });
});

test('the widget speaks as it is told, else as the page, else as the browser', () => {
  expect(languageOf('zh', 'en', 'de')).toBe('zh');
  expect(languageOf(undefined, 'en', 'zh-CN')).toBe('en');
  expect(languageOf('', ' ', 'zh-CN')).toBe('zh-CN');
});

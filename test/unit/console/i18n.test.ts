import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { en } from '../../../src/console/i18n/en/index.js';
import { spokenOf } from '../../../src/contract/languages.js';
import { createFormat } from '../../../src/console/i18n/format.js';
import { WORDS } from '../../../src/widget/frame/words.js';
import { LANGUAGES } from '../../../src/console/i18n/languages.js';
import { zhCN } from '../../../src/console/i18n/zh-CN/index.js';
import { zhTW } from '../../../src/console/i18n/zh-TW/index.js';

type Words = { readonly [key: string]: string | Words };

const SPOKEN: Record<(typeof LANGUAGES)[number], Words> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every text by its path, e.g. `inbox.view.live`. */
function flat(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}/`)],
    ),
  );
}

const stems = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '_plural')))].sort();
const holes = (text: string): string[] => [...new Set(text.match(/{{\w+}}/g) ?? [])].sort();

describe.each(LANGUAGES)('the words in %s', (language) => {
  const texts = flat(SPOKEN[language]);
  const english = flat(en);

  test('have one word for a thing, and two for two things', () => {
    const word = (key: string): string => texts.get(key)!.toLowerCase();
    expect(word('queues/hold')).toBe(word('status/hold'));
    expect(word('work/snooze/action')).not.toContain(word('status/hold'));
    expect(word('settings/part/people')).toContain(word('settings/people/teams'));
    expect(word('settings/people/teams').replace(/s$/, '')).toBe(word('work/teamOf/label'));
    expect(word('desk/part/topics').replace(/s$/, '')).toBe(word('ticket/control/topic'));
    expect([word('inbox/view/solved'), word('ticket/done/resolved')]).toEqual([word('status/solved'), word('status/solved')]);
    expect([word('command/copyLink'), word('command/split')]).toEqual([word('ticket/more/copyLink'), word('ticket/more/split')]);
  });

  test('have every key and no key too many', () => {
    expect(stems(texts)).toEqual(stems(english));
  });

  test('have every plural form of the language', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    const missing = [...new Set(plurals)].flatMap((stem) =>
      categories.filter((category) => !texts.has(`${stem}_${category}`)).map((category) => `${stem}_${category}`),
    );
    expect(missing).toEqual([]);
  });

  test('leave the same holes to fill', () => {
    const wrong = [...texts].flatMap(([key, text]) => {
      const original = english.get(key) ?? english.get(key.replace(PLURAL, '_other'));
      return original === undefined || String(holes(text)) === String(holes(original)) ? [] : [key];
    });
    expect(wrong).toEqual([]);
  });

  test('are never empty', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

test('simplified Chinese has one word for a thing, and two for two things', () => {
  const texts = flat(zhCN);
  const word = (key: string): string => texts.get(key)!;
  const same = [
    ['outbox/state/kept', 'delivery/kept'],
    ['outbox/state/queued', 'delivery/queued'],
    ['command/original', 'work/message/original'],
    ['command/notices', 'work/notice/settings'],
    ['settings/tags/archive', 'person/fields/archive'],
  ];
  expect(same.filter(([one, other]) => word(one!) !== word(other!))).toEqual([]);
  const different = [
    ['intake/state/ignored', 'work/view/snoozed'],
    ['desk/tokens/revoke', 'action/undo'],
    ['work/snooze/customer', 'status/pending'],
    ['command/pend', 'status/pending'],
    ['followups/cancel', 'action/cancel'],
    ['customer/cancelFollowup', 'action/cancel'],
  ];
  expect(different.filter(([one, other]) => word(one!) === word(other!))).toEqual([]);
  expect([...texts].filter(([, text]) => text.includes('答复'))).toEqual([]); // It is 回复 wherever somebody replies.
  expect(word('person/import/mayNot').startsWith(`${word('role/supervisor')}、`)).toBe(true);
});

test('in simplified Chinese a value that may be in Latin letters has a gap beside it, which is closed beside a Chinese one', () => {
  const chinese = '(?!(?:span|date|day|days|what)\\}\\})'; // Always Chinese, at least where they touch the words.
  const stuck = new RegExp(String.raw`\p{Script=Han}\{\{${chinese}|\{\{${chinese}\w+\}\}\p{Script=Han}`, 'u');
  expect([...flat(zhCN)].filter(([, text]) => stuck.test(text))).toEqual([]);
  expect(WORDS['zh-CN'].until('09:00')).not.toMatch(/\p{Script=Han}09:00|09:00\p{Script=Han}/u);
});

test.each([
  ['simplified', zhCN],
  ['traditional', zhTW],
])('%s Chinese stands with its own punctuation', (_name, words) => {
  const latin = /\p{Script=Han}[,.:;!?](?!\w)|[,.:;!?()]\p{Script=Han}|\p{Script=Han}[()]|[，。：；！？、] | [，。：；！？、]/u;
  expect([...flat(words)].filter(([, text]) => latin.test(text))).toEqual([]);
});

test('no colon or bracket of one language is built in around words of all', () => {
  const built = /\bt\((?:[^()]|\([^()]*\))*\)\}(?:: |:<| \()|&& `: \$\{/;
  expect(
    sources('src/console/features').filter((file) =>
      built.test(inOneLine(readFileSync(file, 'utf8').replace(/\b(?:title|aria-label)=\{.*$/gm, ''))),
    ),
  ).toEqual([]);
});

test('no comma or colon of one language stands between words that are put together', () => {
  const joined = /\}(?:, |: )(?:\$\{|`|<\/)|>(?:, |: )\{\w/;
  expect(sources('src/console').filter((file) => file.endsWith('.tsx') && joined.test(inOneLine(readFileSync(file, 'utf8'))))).toEqual([]);
});

test.each([
  ['en', 24, '6h 24m'],
  ['zh-CN', 24, '6小时24分钟'],
  ['zh-TW', 24, '6 小時 24 分鐘'],
  ['zh-CN', 0, '6小时'],
])('in %s six hours and %d minutes are %s', (language, minutes, read) => {
  expect(createFormat(language).span((6 * 60 + minutes) * 60_000)).toBe(read);
});

test('English has no space too many', () => {
  expect([...flat(en)].filter(([, text]) => /\S {2}|[\w}] (?:\.\.\.|[,.!])/.test(text))).toEqual([]);
});

test('English calls a role by its name in every sentence', () => {
  expect([...flat(en)].filter(([, text]) => /\bsupervisor/i.test(text))).toEqual([]);
});

test.each([
  ['simplified', zhCN],
  ['traditional', zhTW],
])('%s Chinese calls the agent 你, never 您', (_name, words) => {
  expect([...flat(words)].filter(([, text]) => text.includes('您'))).toEqual([]);
});

/** Words of the mainland that Taiwan says otherwise, in traditional characters: what a mere conversion leaves behind. */
const MAINLAND =
  /短信|郵箱|網絡|信息|軟件|硬件|默認|賬號|登錄|服務器|鏈接|在線(?!上)|客服在線|渠道|視頻|屏幕|設置|配置|用戶|質量|支持|撤銷|工單|保存|搜索|點擊|剪貼板|快捷鍵|響應|後臺|超時|發送|消息|優先級|數據|加載|打印|運行|程序|文檔|文件夾|粘貼|菜單|激活|抄送|密送|新建|回車|選中|列表|條(?:新)?訊息|定時傳送|發來|回復|去掉/;
const SIMPLIFIED_ONLY = /[们这说请问单订发货开关电话坏换购买号码东车长门间应实现进运费达网页讯账乐爱让从给动机]/;

test('Taiwan reads its own words in its own characters', () => {
  const { field, fileTrouble, ...plain } = WORDS['zh-TW'];
  const widget = Object.entries({ ...plain, ...field, ...fileTrouble }).map(
    ([key, value]) => [`widget/${key}`, typeof value === 'function' ? value(1 as never) : value] as const,
  );
  const wrong = [...flat(zhTW), ...widget].filter(([, text]) => MAINLAND.test(text) || SIMPLIFIED_ONLY.test(text));
  expect(wrong).toEqual([]);
});

test('Taiwan has one word for a thing, and two for two things', () => {
  const texts = flat(zhTW);
  const word = (key: string): string => texts.get(key)!;
  expect(word('work/view/add')).toBe(word('command/newView'));
  expect(word('work/composer/schedule')).toBe(word('command/schedule'));
  expect(word('work/composer/copies')).toContain(word('command/copies'));
  expect(word('command/copies')).toBe(word('work/composer/cc'));
  expect(word('ticket/message/cc')).toContain(word('work/composer/cc'));
  expect(word('ticket/message/bcc')).toContain(word('work/composer/bcc'));
  expect(word('work/notice/settings')).toBe(word('command/notices'));
  expect(word('intake/title')).toBe(word('nav/intake'));
  expect(word('nav/inbox')).not.toContain(word('nav/intake'));
  expect(word('intake/state/ignored')).not.toContain(word('work/snooze/action'));
  expect([...texts].filter(([, text]) => /結案|轉送主機|更改/.test(text))).toEqual([]);
});

/** Values that always are Chinese, at least where they touch the words: a span of time, a date, a day of the week. */
const CHINESE_VALUES = 'span|date|day|days';

test('in Taiwan a value that may be in Latin letters has a gap beside it, which is closed beside a Chinese one', () => {
  const stuck = new RegExp(
    String.raw`\p{Script=Han}\{\{(?!(?:${CHINESE_VALUES})\}\})|\{\{(?!(?:${CHINESE_VALUES})\}\})\w+\}\}\p{Script=Han}`,
    'u',
  );
  expect([...flat(zhTW)].filter(([, text]) => stuck.test(text))).toEqual([]);
  expect(WORDS['zh-TW'].until('09:00')).not.toMatch(/\p{Script=Han}09:00|09:00\p{Script=Han}/u);
});

test.each([
  [['zh-TW'], 'zh-TW'],
  [['zh-HK'], 'zh-TW'],
  [['zh-Hant-HK', 'en'], 'zh-TW'],
  [['zh_TW'], 'zh-TW'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-TW'], 'zh-CN'],
  [['zh-SG'], 'zh-CN'],
  [['fr', 'zh-MO'], 'zh-TW'],
  [['en-GB', 'zh'], 'en'],
  [['de', 'fr'], null],
  [['zhx'], null],
])('%j is read in %s', (tags, spoken) => expect(spokenOf(tags)).toBe(spoken));

test('every key that the console asks for by name is there', () => {
  const known = new Set(stems(flat(en)));
  const asked = sources('src/console').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1]!),
  );
  const unknown = asked.filter((key) => !known.has(key.replaceAll('.', '/')) && !known.has(`${key.replaceAll('.', '/')}_plural`));
  expect(unknown).toEqual([]);
});

/** JSX as it is shown: what is broken over lines stands together, and a gap that is said is a gap. */
function inOneLine(source: string): string {
  return source.replace(/\s*\{' '\}\s*/g, ' ').replace(/(?<=[}>:,(])\n\s+|\n\s+(?=[{<:,)])/g, '');
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

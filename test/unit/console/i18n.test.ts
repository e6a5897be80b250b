import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { en } from '../../../src/console/i18n/en/index.js';
import { LANGUAGES } from '../../../src/console/i18n/languages.js';
import { zhCN } from '../../../src/console/i18n/zh-CN/index.js';

type Words = { readonly [key: string]: string | Words };

const SPOKEN: Record<(typeof LANGUAGES)[number], Words> = { en, 'zh-CN': zhCN };
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every text by its path, e.g. `inbox.view.live`. */
function flat(words: Words, prefix = ''): Map<string, string> {
  return new Map(Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}/`)])));
}

const stems = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '_plural')))].sort();
const holes = (text: string): string[] => [...new Set(text.match(/{{\w+}}/g) ?? [])].sort();

describe.each(LANGUAGES)('the words in %s', (language) => {
  const texts = flat(SPOKEN[language]);
  const english = flat(en);

  test('have every key and no key too many', () => {
    expect(stems(texts)).toEqual(stems(english));
  });

  test('have every plural form of the language', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    const missing = [...new Set(plurals)].flatMap((stem) => categories.filter((category) => !texts.has(`${stem}_${category}`)).map((category) => `${stem}_${category}`));
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

test('Chinese calls the agent 你, never 您', () => {
  expect([...flat(zhCN)].filter(([, text]) => text.includes('您'))).toEqual([]);
});

test('every key that the console asks for by name is there', () => {
  const known = new Set(stems(flat(en)));
  const asked = sources('src/console').flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\('([\w.]+)'/g)].map((match) => match[1]!));
  const unknown = asked.filter((key) => !known.has(key.replaceAll('.', '/')) && !known.has(`${key.replaceAll('.', '/')}_plural`));
  expect(unknown).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

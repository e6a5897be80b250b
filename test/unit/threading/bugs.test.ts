/** Known mistakes of other help desks, by their own trackers, and what shows that they are not ours: bugs.json. */
import { existsSync, readFileSync } from 'node:fs';

interface Bug {
  product: string;
  number: number;
  situation: string;
  /** A case or story by its name, a test by its name, or a mail of our own making. */
  covered: { file: string; name?: string }[];
  /** Where we decided otherwise than its reporter wished, and why. */
  weChose?: string;
  /** What is not right yet. */
  open?: string;
}

const ROOT = new URL('../../../', import.meta.url);
const bugs = JSON.parse(readFileSync(new URL('bugs.json', import.meta.url), 'utf8')) as Bug[];
const texts = new Map<string, string>();
const textOf = (file: string): string => {
  if (!texts.has(file)) texts.set(file, readFileSync(new URL(file, ROOT), 'utf8'));
  return texts.get(file) ?? '';
};

test.each(bugs.map((bug) => [`${bug.product}#${bug.number}: ${bug.situation}`, bug] as const))(
  '%s',
  (_title, { covered, situation, open }) => {
    expect(situation).toBeTruthy();
    expect(covered.length > 0).toBe(open === undefined);
    for (const { file, name } of covered) {
      expect({ file, exists: existsSync(new URL(file, ROOT)) }).toEqual({ file, exists: true });
      if (file.endsWith('.eml')) {
        expect(name).toBeUndefined();
        continue;
      }
      const names = file.endsWith('.json') ? (JSON.parse(textOf(file)) as { name: string }[]).map((one) => one.name) : quoted(textOf(file));
      expect({ file, name, there: names.includes(name ?? '') }).toEqual({ file, name, there: true });
    }
  },
);

test('each is told once, and none is open', () => {
  const ids = bugs.map(({ product, number }) => `${product}#${number}`);
  expect(ids.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ids).size).toBe(ids.length);
  expect(bugs.filter(({ open }) => open).map(({ product, number }) => `${product}#${number}`)).toEqual([]);
});

/** What stands in quotes in a test: names of tests, and of rows of their tables. */
function quoted(text: string): string[] {
  return [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/g)].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replaceAll("\\'", "'"),
  );
}

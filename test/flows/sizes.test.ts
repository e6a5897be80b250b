/** What a browser loads at first, of what was built: small enough for a slow line. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const sizeOf = (file: string): number => gzipSync(readFileSync(DIST + file), { level: 9 }).length;
const sumOf = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + sizeOf(file), 0);

test('the console at most 300 kB, gzipped', () => {
  const html = readFileSync(`${DIST}console/index.html`, 'utf8');
  const wanted = new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => `console/${file}`));
  // What the first files import at once comes along with them.
  for (const file of wanted)
    for (const [, name] of readFileSync(DIST + file, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      wanted.add(`console/assets/${name}`);
  expect(wanted.size).toBeGreaterThan(1);
  expect(readdirSync(`${DIST}console/assets`).length).toBeGreaterThan(wanted.size);
  expect(sumOf(wanted)).toBeLessThanOrEqual(300_000);
});

test('the loader of the chat at most 5 kB and its frame at most 60 kB, gzipped', () => {
  expect(sizeOf('widget/widget.js')).toBeLessThanOrEqual(5_000);
  const frame = readdirSync(`${DIST}widget/assets`).filter((file) => /^frame-.*\.(js|css)$/.test(file));
  expect(frame.length).toBeGreaterThanOrEqual(2);
  expect(sumOf(['widget/frame.html', ...frame.map((file) => `widget/assets/${file}`)])).toBeLessThanOrEqual(60_000);
});

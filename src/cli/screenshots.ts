/**
 * `npm run screenshots -- [--out DIR] [--languages en,zh-CN] [--themes light,dark] [--only WORD] [--readme]`: pictures of
 * every page, dialog and width, of a desk of its own that is started, filled and thrown away again.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './findBrowser.js';
import { LANGUAGES } from '../contract/languages.js';
import { spawnDesk } from './bench/spawnDesk.js';
import { fillForPictures } from './screenshots/fill.js';
import { takeReadmePictures, takePictures } from './screenshots/take.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'screenshots' },
    languages: { type: 'string', default: LANGUAGES.join(',') },
    themes: { type: 'string', default: 'light,dark' },
    only: { type: 'string' },
    readme: { type: 'boolean', default: false },
  },
});
const executablePath = findBrowser();
const { chromium } = await import('playwright-core');
const desk = await spawnDesk(undefined, { LOG_LEVEL: 'error' });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const story = await fillForPictures(desk, browser);
  const out = path.resolve(values.readme ? 'docs/images' : values.out);
  mkdirSync(out, { recursive: true });
  const made = values.readme
    ? await takeReadmePictures(browser, desk.url, story, out)
    : await takePictures(browser, desk.url, story, {
        out,
        languages: values.languages.split(','),
        themes: values.themes.split(','),
        only: values.only ? new RegExp(values.only) : null,
      });
  process.stdout.write(`${made} pictures in ${out}\n`);
} finally {
  await browser.close();
  await desk.stop();
}

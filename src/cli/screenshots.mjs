import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

/**
 * `npm run screenshots -- --url http://localhost:3000 --email A --password P [--out DIR]`: the main pages of a running
 * desk, in both themes and three languages. Without `--url` the desk of `npm start` is meant.
 */
const { values } = parseArgs({
  options: { url: { type: 'string', default: 'http://localhost:3000' }, email: { type: 'string', default: process.env['ADMIN_EMAIL'] ?? '' }, password: { type: 'string', default: process.env['ADMIN_PASSWORD'] ?? '' }, out: { type: 'string', default: 'screenshots' } },
});
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));
if (!executablePath || !values.email || !values.password) {
  process.stderr.write(executablePath ? 'Who signs in? Give --email and --password.\n' : 'There is no chromium here.\n');
  process.exit(2);
}
const PAGES = { inbox: '/inbox/live', mentions: '/inbox/mentions', customers: '/customers', queues: '/queues', outbox: '/outbox', intake: '/intake', followups: '/followups' };
const out = resolve(values.out);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
let made = 0;
for (const language of ['en', 'zh-CN', 'zh-TW']) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await (await browser.newContext({ baseURL: values.url, locale: language, colorScheme, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })).newPage();
    const shot = async (/** @type {string} */ name) => {
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(out, `${name}-${language}-${colorScheme}.png`) });
      made++;
    };
    await page.goto('/');
    await page.getByTestId('sign-in-email').fill(values.email);
    await shot('sign-in');
    await page.getByTestId('sign-in-password').fill(values.password);
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('rail').waitFor();
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(path);
      await shot(name);
      if (name !== 'inbox') continue;
      const row = page.getByTestId('ticket-row').first();
      if ((await row.count()) === 0) continue;
      await row.click();
      await page.getByTestId('message').first().waitFor();
      await shot('ticket');
      await page.setViewportSize({ width: 360, height: 740 });
      await shot('phone');
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.context().close();
  }
}
await browser.close();
process.stdout.write(`${made} pictures in ${out}\n`);

/** For everyone: no axe finding on any page in either theme, three languages, phones, and what the browser loads at first. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { mail } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type Consoles, openBrowser, say, ticketOf, write } from './support.js';

const browserTest = BROWSER ? test : test.skip;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = ['/inbox/live', '/inbox/mentions', '/inbox/solved', '/tickets/TICKET', '/customers', '/customers/CUSTOMER', '/queues', '/outbox', '/intake', '/followups'];
let desk: Desk;
let consoles: Consoles;
let ids: { TICKET: string; CUSTOMER: string };

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  await mail(desk, { from: 'Cleo One <cleo@one.example>', subject: 'Blender leaks', text: 'The blender leaks.\n\nOn Monday Ann wrote:\n> hello' });
  await say(desk, '王小明', '发票抬头写错了，请帮我改一下。', '发票');
  const { id, customerId } = await ticketOf(desk, 'Cleo One');
  await write(desk, id, 'A note for us');
  await write(desk, id, 'A reply to her', { kind: 'reply' });
  await desk.api('PATCH', `/api/v1/tickets/${id}`, { tags: ['vip', 'blender'], priority: 'urgent' });
  ids = { TICKET: id, CUSTOMER: customerId };
});
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

interface Finding {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Finding[] }>("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })");
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${page.url()} ${id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 200)}`));
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path.replace('TICKET', ids.TICKET).replace('CUSTOMER', ids.CUSTOMER));
  await page.locator('main:visible, section:visible').first().waitFor();
  await page.waitForLoadState('networkidle');
}

for (const dark of [false, true]) {
  browserTest(`axe finds nothing on any page, ${dark ? 'dark' : 'light'}`, async () => {
    const page = await consoles.open(undefined, { dark });
    const found: string[] = [];
    for (const path of PAGES) {
      await visit(page, path);
      found.push(...(await findings(page)));
    }
    // What opens over a page counts too.
    await visit(page, '/tickets/TICKET');
    for (const [key, testId] of [['?', 'help-sheet'], ['Control+k', 'palette'], ['s', 'snooze'], ['m', 'merge-dialog']] as const) {
      await page.keyboard.press(key);
      await page.getByTestId(testId).waitFor();
      found.push(...(await findings(page)));
      await page.keyboard.press('Escape');
      await page.getByTestId(testId).waitFor({ state: 'detached' });
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
}

for (const language of ['zh-CN', 'zh-TW'] as const) {
  browserTest(`${language}: the pages speak it, and none shows a key or an English sentence of ours`, async () => {
    const page = await consoles.open(undefined, { language });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    for (const path of ['/inbox/live', '/inbox/mentions', '/queues', '/outbox', '/intake', '/followups']) {
      await visit(page, path);
      const words = await page.locator('body').innerText();
      expect(words).toMatch(/[\u4e00-\u9fff]/);
      expect(words.match(/\b(?:work|inbox|ticket|common)\.[a-z]+\.[a-zA-Z.]+/g)).toBeNull();
    }
    await page.context().close();
  });
}

browserTest('a phone shows one pane at a time, and nothing is wider than it', async () => {
  const page = await consoles.open(undefined, { width: 360, height: 740 });
  await visit(page, '/inbox/live');
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await wide()).toBe(0);
  await page.getByTestId('ticket-row').filter({ hasText: 'Cleo One' }).click();
  await page.getByTestId('composer').waitFor();
  await eventually(async () => expect(await page.getByTestId('ticket-list').isVisible()).toBe(false));
  expect(await wide()).toBe(0);
  await page.goBack();
  await page.getByTestId('ticket-list').waitFor();
  await page.context().close();
});

test('what the console loads at first is at most 300 kB gzip', () => {
  const root = fileURLToPath(new URL('../../../dist/console/', import.meta.url));
  const html = readFileSync(`${root}index.html`, 'utf8');
  const wanted = new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file!));
  // What the first files import at once comes along with them.
  for (const file of wanted) for (const [, name] of readFileSync(root + file, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) wanted.add(`assets/${name}`);
  const sizes = [...wanted].map((file) => gzipSync(readFileSync(root + file), { level: 9 }).length);
  expect(wanted.size).toBeGreaterThan(1);
  expect(readdirSync(`${root}assets`).length).toBeGreaterThan(wanted.size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(300_000);
});

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { BENCH_AGENT } from '../bench/spawnDesk.js';
import { say } from './chat.js';
import type { PictureStory } from './fill.js';

const SETTINGS = ['start', 'mail', 'phone', 'chat', 'people', 'tokens', 'hours', 'topics', 'tags', 'fields', 'macros', 'articles', 'import'];
const WELCOME = ['account', 'mail', 'mailOut', 'phone', 'chat', 'people', 'try'];
const PAGES: Record<string, string> = {
  'inbox': '/inbox/live', 'mentions': '/inbox/mentions', 'snoozed-empty': '/inbox/snoozed', 'search': '/search?q=seal', 'search-empty': '/search', 'customers': '/customers', 'queues': '/queues', 'outbox': '/outbox', 'intake': '/intake', 'followups': '/followups', 'sandbox': '/sandbox', 'profile': '/profile',
  ...Object.fromEntries(SETTINGS.map((part) => [`settings-${part}`, `/settings/${part}`])),
  ...Object.fromEntries(WELCOME.map((step) => [`welcome-${step}`, `/welcome?step=${step}`])),
};
/** Keys that open something over a ticket, and what it is. */
const DIALOGS: [name: string, key: string, testId: string][] = [
  ['keys', '?', 'help-sheet'], ['palette', 'Control+k', 'palette'], ['snooze', 's', 'snooze'], ['merge', 'm', 'merge-dialog'], ['link', 'l', 'merge-dialog'], ['view-builder', 'Shift+v', 'view-builder'], ['forward', 'f', 'forward'],
  // These give the caret to the box, where a letter is no key any more.
  ['canned', 'Control+;', 'macros'], ['later', 'Control+Shift+l', 'schedule'],
];
const WIDTHS = [[1100, 800], [720, 900], [360, 740]] as const;

interface Wanted {
  out: string;
  languages: readonly string[];
  themes: readonly string[];
  only: RegExp | null;
}

/** All pages, dialogs and widths. @returns how many pictures there are */
export async function takePictures(browser: Browser, url: string, story: PictureStory, { out, languages, themes, only }: Wanted): Promise<number> {
  let made = 0;
  for (const language of languages) {
    for (const theme of themes) {
      const page = await openPage(browser, url, language, theme);
      const shot = async (name: string): Promise<void> => {
        await page.waitForLoadState('networkidle').catch(() => undefined);
        await page.screenshot({ path: path.join(out, `${name}-${language}-${theme}.png`) });
        made++;
      };
      const wants = (name: string): boolean => only === null || only.test(name);
      await page.goto('/');
      await page.getByTestId('sign-in-email').waitFor();
      if (wants('sign-in')) await shot('sign-in');
      await signIn(page);
      const ticket = story.tickets[language === 'en' ? 'en' : 'zh'];
      await page.goto(`/tickets/${ticket.id}`);
      await page.getByTestId('message').first().waitFor();
      if (wants('ticket')) await shot('ticket');
      for (const [name, key, testId] of DIALOGS.filter(([one]) => wants(one))) {
        await page.keyboard.press(key);
        await page.getByTestId(testId).waitFor();
        await shot(`dialog-${name}`);
        await page.keyboard.press('Escape');
        await page.getByTestId(testId).waitFor({ state: 'detached' });
      }
      if (wants('preview')) {
        await page.getByTestId('attachment').first().click();
        await page.getByTestId('preview').waitFor();
        await shot('dialog-preview');
        await page.keyboard.press('Escape');
      }
      for (const [width, height] of WIDTHS.filter(([one]) => wants(String(one)))) {
        await page.setViewportSize({ width, height });
        for (const [name, where] of [['ticket', `/tickets/${ticket.id}`], ['inbox', '/inbox/live'], ['customer', `/customers/${ticket.customerId}`], ['search', '/search?q=seal'], ['settings', '/settings/people'], ['queues', '/queues'], ['welcome', '/welcome?step=mail']] as const) {
          await page.goto(where);
          await page.locator('main:visible, section:visible').first().waitFor();
          await shot(`${name}-${width}`);
        }
        await page.setViewportSize({ width: 1440, height: 900 });
      }
      for (const [name, where] of [...Object.entries(PAGES), ['customer', `/customers/${ticket.customerId}`] as const].filter(([one]) => wants(one))) {
        await page.goto(where);
        await page.locator('main:visible, section:visible').first().waitFor();
        await shot(name);
      }
      if (wants('widget')) {
        const visitor = await openPage(browser, url, language, theme);
        await openWidget(visitor, language);
        await visitor.screenshot({ path: path.join(out, `widget-${language}-${theme}.png`) });
        made++;
        await visitor.context().close();
      }
      await page.context().close();
    }
  }
  return made;
}

/** The pictures that the README shows. */
export async function takeReadmePictures(browser: Browser, url: string, story: PictureStory, out: string): Promise<number> {
  for (const [file, language, theme, ticket] of [['console-light', 'en', 'light', story.tickets.en], ['console-dark-zh', 'zh-CN', 'dark', story.tickets.zh]] as const) {
    const page = await openPage(browser, url, language, theme);
    await page.goto('/');
    await signIn(page);
    await page.goto(`/tickets/${ticket.id}`);
    await page.getByTestId('message').first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    // From its beginning, where the customer's own words are.
    await page.getByRole('log').evaluate((log) => void (log.scrollTop = 0));
    await page.screenshot({ path: path.join(out, `${file}.png`) });
    if (language === 'en') {
      await page.goto('/queues');
      await page.getByTestId('queues').waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await page.screenshot({ path: path.join(out, 'queues.png') });
    }
    await page.context().close();
  }
  const visitor = await openPage(browser, url, 'zh-TW', 'light', { width: 900, height: 720 });
  await openWidget(visitor, 'zh-TW');
  await visitor.screenshot({ path: path.join(out, 'widget-zh-tw.png') });
  await visitor.context().close();
  return 4;
}

async function openPage(browser: Browser, url: string, language: string, theme: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  return (await browser.newContext({ baseURL: url, locale: language, colorScheme: theme === 'dark' ? 'dark' : 'light', viewport, reducedMotion: 'reduce' })).newPage();
}

async function signIn(page: Page): Promise<void> {
  await page.getByTestId('sign-in-email').fill(BENCH_AGENT.email);
  await page.getByTestId('sign-in-password').fill(BENCH_AGENT.password);
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('rail').waitFor();
}

async function openWidget(page: Page, language: string): Promise<void> {
  await say(page, language === 'en' ? 'Hello, my blender leaks. Can you help?' : language === 'zh-CN' ? '你好，搅拌机漏水了，能帮我看看吗？' : '你好，果汁機漏水了，可以幫我看看嗎？');
  // Its slide into the page.
  await page.waitForTimeout(800);
}

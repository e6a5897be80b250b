/** For everyone: no axe finding on any page in either theme, three languages, and phones. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { mail } from '../../support/customers.js';
import { ADMIN, type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { PARTS } from '../../../src/console/features/settings/parts.js';
import { STEPS } from '../../../src/console/features/welcome/steps.js';
import { speakPseudo, untranslated } from './pseudo.js';
import { signIn } from '../../support/signIn.js';
import { type Consoles, intercept, openBrowser, press, say, showChat, ticketOf, write } from './support.js';

const browserTest = BROWSER ? test : test.skip;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SETTINGS = PARTS.map((part) => `/settings/${part}`);
const WELCOME = STEPS.map((step) => `/welcome?step=${step}`);
const PAGES = [
  '/inbox/live',
  '/inbox/mentions',
  '/inbox/solved',
  '/tickets/TICKET',
  '/search',
  '/search?q=blender&days=30',
  '/search?q=zeppelin',
  '/customers',
  '/customers/CUSTOMER',
  '/queues',
  '/outbox',
  '/intake',
  '/followups',
  '/sandbox',
  '/profile',
  ...WELCOME,
  ...SETTINGS,
];
let desk: Desk;
let consoles: Consoles;
let ids: { TICKET: string; CUSTOMER: string };

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  await mail(desk, {
    from: 'Cleo One <cleo@one.example>',
    subject: 'Blender leaks',
    text: 'The blender leaks.\n\nOn Monday Ann wrote:\n> hello',
  });
  await say(desk, '王小明', '发票抬头写错了，请帮我改一下。', '发票');
  const { id, customerId } = await ticketOf(desk, 'Cleo One');
  await write(desk, id, 'A note for us');
  await write(desk, id, 'A reply to her', { kind: 'reply' });
  await desk.must('PATCH', `/api/v1/tickets/${id}`, { tags: ['vip', 'blender'], priority: 'urgent' });
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

async function findings(page: Page | Frame): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Finding[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${page.url()} ${id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 200)}`),
  );
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path.replace('TICKET', ids.TICKET).replace('CUSTOMER', ids.CUSTOMER));
  await page.locator('main:visible, section:visible').first().waitFor();
  await page.waitForLoadState('networkidle');
}

for (const dark of [false, true]) {
  browserTest(
    `axe finds nothing on any page, ${dark ? 'dark' : 'light'}`,
    async () => {
      const page = await consoles.open(undefined, { dark });
      const found: string[] = [];
      // The settings are made of the same parts: once through all of them is enough, in light.
      for (const path of dark ? PAGES.filter((one) => !SETTINGS.includes(one)) : PAGES) {
        await visit(page, path);
        found.push(...(await findings(page)));
      }
      // What opens over a page counts too.
      await visit(page, '/tickets/TICKET');
      for (const [key, testId] of [
        ['?', 'help-sheet'],
        ['Control+k', 'palette'],
        ['s', 'snooze'],
        ['m', 'merge-dialog'],
        ['l', 'merge-dialog'],
        ['f', 'forward'],
        ['Shift+v', 'view-builder'],
        ['Control+;', 'macros'],
        ['Control+Shift+l', 'schedule'],
      ] as const) {
        await page.keyboard.press(key);
        await page.getByTestId(testId).waitFor();
        if (!dark || testId !== 'merge-dialog') found.push(...(await findings(page)));
        await page.keyboard.press('Escape');
        await page.getByTestId(testId).waitFor({ state: 'detached' });
      }
      // Several picked, a change that met another one, the sign-in page, a drawer, a phone, and the customer's chat.
      // The dialogs of the reply box give the caret back to it; from there a letter is no command.
      await eventually(() => page.getByTestId('composer-text').evaluate((box) => box === document.activeElement));
      await press(page, 'Escape');
      await press(page, 'x');
      await page.getByTestId('bulk-bar').waitFor();
      found.push(...(await findings(page)));
      await press(page, 'Escape');
      await intercept(page, `**/api/v1/tickets/${ids.TICKET}`, async (route) =>
        route.request().method() === 'PATCH'
          ? route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'x', details: { now: { priority: 'low' } } } } })
          : route.continue(),
      );
      await press(page, 'p');
      await page.getByTestId('priority-high').click();
      await page.getByTestId('conflict').waitFor();
      found.push(...(await findings(page)));
      await page.unroute(`**/api/v1/tickets/${ids.TICKET}`);
      await press(page, 'Escape');
      await page.setViewportSize({ width: 1000, height: 800 });
      await visit(page, '/tickets/TICKET');
      await press(page, 'd');
      await page.getByTestId('customer-panel').waitFor();
      found.push(...(await findings(page)));
      await page.setViewportSize({ width: 360, height: 740 });
      for (const path of ['/inbox/live', '/tickets/TICKET', '/search?q=blender', '/settings/people']) {
        await visit(page, path);
        found.push(...(await findings(page)));
      }
      const visitor = await (await consoles.context({ dark, width: 900, height: 760 })).newPage();
      await visitor.goto('/');
      await visitor.getByTestId('sign-in').waitFor();
      found.push(...(await findings(visitor)));
      await visitor.goto('/demo');
      const chat = await showChat(visitor);
      await chat.getByTestId('sayonce-input').fill('Hello there');
      await chat.getByTestId('sayonce-send').click();
      await chat.getByTestId('sayonce-message').waitFor();
      found.push(...(await findings(chat)));
      await visitor.context().close();
      expect(found).toEqual([]);
      await page.context().close();
      // Some thirty pages and dialogs, each looked through whole: a minute and a half on two idle cores.
    },
    300_000,
  );
}

browserTest(
  'no word of ours is left untranslated on any page',
  async () => {
    const page = await (await consoles.context({ language: 'zh-CN' })).newPage();
    await speakPseudo(page);
    await page.goto('/');
    await page.getByTestId('sign-in').waitFor();
    const data = [
      'Cleo One',
      'Blender leaks',
      'SayOnce',
      'WhatsApp',
      'English',
      'Admin',
      '⟦You⟧',
      'Ctrl',
      'Esc',
      'CSV',
      'IMAP',
      'SMTP',
      'STARTTLS',
      'TLS',
    ];
    const found: string[] = await untranslated(page, data);
    await signIn(page, ADMIN);
    for (const path of PAGES) {
      await visit(page, path);
      found.push(...(await untranslated(page, data)).map((one) => `${path} ${one}`));
    }
    await visit(page, '/tickets/TICKET');
    for (const [key, testId] of [
      ['?', 'help-sheet'],
      ['Control+k', 'palette'],
      ['s', 'snooze'],
      ['m', 'merge-dialog'],
      ['Shift+v', 'view-builder'],
      ['Control+;', 'macros'],
      ['Control+Shift+l', 'schedule'],
    ] as const) {
      await press(page, key);
      await page.getByTestId(testId).waitFor();
      found.push(...(await untranslated(page, data)).map((one) => `${testId} ${one}`));
      await press(page, 'Escape');
      await page.getByTestId(testId).waitFor({ state: 'detached' });
    }
    expect([...new Set(found)]).toEqual([]);
    await page.context().close();
  },
  90_000,
);

browserTest(
  'whoever goes through a page with Tab always sees where he is',
  async () => {
    const page = await consoles.open();
    const all: string[] = [];
    for (const path of [
      '/inbox/live',
      '/tickets/TICKET',
      '/search?q=blender',
      '/customers/CUSTOMER',
      '/outbox',
      '/followups',
      '/sandbox',
      '/settings/people',
      '/settings/hours',
    ]) {
      await visit(page, path);
      const unseen = new Set<string>();
      for (let i = 0; i < 22; i++) {
        await press(page, 'Tab');
        const one = await page.evaluate(async () => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          // A box that holds the field may wear the mark for it: something must look otherwise than without the focus.
          const boxes: Element[] = [element];
          while (boxes.length < 4 && boxes.at(-1)?.parentElement) boxes.push(boxes.at(-1)!.parentElement!);
          const look = (): string =>
            boxes
              .map((box) =>
                (({ outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor }) =>
                  [outlineStyle === 'none' || [outlineWidth, outlineColor], boxShadow, borderColor].join())(getComputedStyle(box)),
              )
              .join();
          const focused = look();
          (element as HTMLElement).blur();
          // The buttons are told of it by their library, a moment later.
          for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
          const seen = focused !== look();
          (element as HTMLElement).focus({ preventScroll: true });
          return seen ? null : element.outerHTML.slice(0, 140);
        });
        if (one) unseen.add(one);
      }
      all.push(...[...unseen].map((one) => `${path} ${one}`));
    }
    expect(all).toEqual([]);
    await page.context().close();
  },
  90_000,
);

for (const language of ['zh-CN', 'zh-TW'] as const) {
  browserTest(`${language}: the pages speak it, and none shows a key or an English sentence of ours`, async () => {
    const page = await consoles.open(undefined, { language });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    for (const path of ['/inbox/live', '/followups', '/welcome', '/settings/hours']) {
      await visit(page, path);
      const words = await page.locator('body').innerText();
      expect(words).toMatch(/[\u4e00-\u9fff]/);
      expect(words.match(/\b(?:work|inbox|ticket|common|desk|welcome|account|settings)\.[a-z]+\.[a-zA-Z.]+/g)).toBeNull();
    }
    await page.context().close();
  });
}

/** The lines of each paragraph on the page, and whether a word is torn between two of them. */
const paragraphs = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('p')]
      .filter((p) => p.offsetParent !== null && p.innerText.length > 0)
      .map((p) => {
        const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        const lines: string[] = [];
        let height = Number.NEGATIVE_INFINITY;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (let at = 0; at < node.textContent!.length; at++) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const { bottom } = range.getBoundingClientRect();
            if (bottom > height + 8) lines.push('');
            height = Math.max(height, bottom);
            lines.push((lines.pop() ?? '') + node.textContent![at]!);
          }
        }
        const begins = new Set(
          [...new Intl.Segmenter(document.documentElement.lang, { granularity: 'word' }).segment(lines.join(''))].map(({ index }) => index),
        );
        let at = 0;
        return {
          lines,
          torn: lines.some((line) => !begins.has((at += line.length) - line.length)),
          balanced: getComputedStyle(p).wordBreak === 'keep-all',
        };
      }),
  );

browserTest(
  'no Chinese sentence of ours ends with a lone character, and none in the middle of a page tears a word',
  async () => {
    const page = await (await consoles.context({ language: 'zh-TW' })).newPage();
    await page.goto('/');
    await page.getByTestId('sign-in').waitFor();
    const found: string[] = [];
    const look = async (where: string): Promise<void> => {
      const all = await paragraphs(page);
      expect(all.length).toBeGreaterThan(0);
      found.push(
        ...all
          .filter(({ lines, torn, balanced }) => (lines.length > 1 && lines.at(-1)!.trim().length < 3) || (balanced && torn))
          .map(({ lines }) => `${where} ${lines.join(' / ')}`),
      );
    };
    for (const width of [360, 720, 1100, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await look(`sign-in ${width}`);
    }
    await signIn(page, ADMIN);
    for (const path of [
      '/inbox/snoozed',
      '/inbox/mentions',
      '/search',
      '/followups',
      '/welcome?step=mail',
      '/settings/start',
      '/settings/people',
      '/settings/topics',
    ]) {
      await visit(page, path);
      for (const width of [360, 720, 1100, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await look(`${path} ${width}`);
      }
    }
    expect(found).toEqual([]);
    await page.context().close();
  },
  90_000,
);

browserTest('what does not fit beside each other on a phone is one row that fades out, with what is chosen in sight', async () => {
  const page = await consoles.open(undefined, { language: 'zh-TW', width: 360, height: 740 });
  const row = (one: Element) => ({
    fades: getComputedStyle(one).maskImage !== 'none',
    scrolls: one.scrollWidth > one.clientWidth,
    lines: new Set([...one.children].map((child) => Math.round(child.getBoundingClientRect().top / 12))).size,
  });
  await visit(page, '/settings/import');
  const parts = page.getByTestId('settings').locator('nav');
  expect(await parts.evaluate(row)).toEqual({ fades: true, scrolls: true, lines: 1 });
  const chosen = await page.getByTestId('settings-import').boundingBox();
  // Beside what fades out.
  expect(chosen!.x).toBeGreaterThan(0);
  expect(chosen!.x + chosen!.width).toBeLessThan(360 - 40);
  await visit(page, '/search?q=blender');
  expect(await page.getByTestId('search-filter-time').locator('xpath=../..').evaluate(row)).toMatchObject({ fades: true, scrolls: true });
  await visit(page, '/tickets/TICKET');
  expect(await page.getByTestId('status').locator('xpath=..').evaluate(row)).toMatchObject({ fades: true, scrolls: true });
  await page.context().close();
});

browserTest(
  'a form says at its fields what is missing, in the language of its reader, and goes to the first of them',
  async () => {
    // The browser is English.
    const page = await (await consoles.context()).newPage();
    await page.addInitScript(() =>
      addEventListener('invalid', (event) => ((globalThis as { bubbles?: Event[] }).bubbles ??= []).push(event), true),
    );
    await page.goto('/');
    await page.getByRole('button', { name: '繁體中文' }).click();
    await page.getByTestId('sign-in-password').focus();
    await page.getByTestId('sign-in-submit').click();
    const email = page.getByTestId('sign-in-email');
    const said = (input: typeof email) =>
      input.evaluate((one) => ({
        invalid: one.getAttribute('aria-invalid'),
        words: document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent ?? null,
        focused: document.activeElement === one,
      }));
    await eventually(async () => expect(await said(email)).toEqual({ invalid: 'true', words: '請填寫這一項。', focused: true }));
    expect(await said(page.getByTestId('sign-in-password'))).toEqual({ invalid: 'true', words: '請填寫這一項。', focused: false });
    // None of the browser's own bubbles.
    expect(await page.evaluate(() => (globalThis as { bubbles?: Event[] }).bubbles!.map((one) => one.defaultPrevented))).toEqual([
      true,
      true,
    ]);
    await email.pressSequentially('cleo');
    await eventually(async () => expect((await said(email)).words).toContain('name@example.com'));
    expect(await findings(page)).toEqual([]);
    await email.fill(ADMIN.email);
    await eventually(async () => expect(await said(email)).toMatchObject({ invalid: null, words: null }));
    await page.getByTestId('sign-in-password').fill(ADMIN.password);
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('rail').waitFor();
    for (const [path, send, field] of [
      ['/settings/people', 'team-add', 'team-name'],
      ['/welcome?step=account', 'password-save', 'password-current'],
    ] as const) {
      await visit(page, path);
      await page.getByTestId(send).click();
      await eventually(async () =>
        expect(await said(page.getByTestId(field))).toEqual({ invalid: 'true', words: '請填寫這一項。', focused: true }),
      );
    }
    await page.context().close();
  },
  60_000,
);

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
  for (const path of [
    '/search',
    '/search?q=blender',
    '/customers',
    '/customers/CUSTOMER',
    '/queues',
    '/outbox',
    '/intake',
    '/followups',
    '/sandbox',
    '/settings/start',
    '/settings/people',
    '/settings/hours',
  ]) {
    await visit(page, path);
    expect({ path, wide: await wide() }).toEqual({ path, wide: 0 });
  }
  await page.context().close();
});

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

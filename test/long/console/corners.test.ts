/** Corners of the console: a part that does not come, tags by the dozen, what would be in the way, and what a slow line shows. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { mail } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import type { Ticket } from '../../../src/contract/tickets.js';
import { type Consoles, intercept, openBrowser, openTicket, press, ticketOf } from './support.js';

const browserTest = BROWSER ? test : test.skip;
const SHOTS = process.env['SHOTS'];
const TAGS = Array.from({ length: 40 }, (_, i) => (i === 30 ? 'VIP' : `tag ${i}`));
let desk: Desk;
let consoles: Consoles;
let admin: Page;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  await mail(desk, {
    from: 'Cleo One <cleo@one.example>',
    subject: 'Lid is broken',
    text: 'The lid is broken.',
    html: '<p>The <b>lid</b> is broken.</p>',
    attachments: [{ filename: 'order.csv', content: Buffer.from('No,Name\n4711,Lid'), contentType: 'text/csv' }],
  });
  await ticketOf(desk, 'Cleo One');
  admin = await consoles.open();
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

const shot = async (page: Page, name: string): Promise<void> => void (SHOTS && (await page.screenshot({ path: `${SHOTS}/${name}.png` })));

/** The dialogs of the reply box give the caret back to it; from there a letter is no command. */
const backInBox = (page: Page): Promise<unknown> =>
  eventually(() => page.getByTestId('composer-text').evaluate((box) => box === document.activeElement));

/** Another tab of the admin's. What the browser says of a part that did not come is no fault of ours. */
async function beside(options: Parameters<Consoles['context']>[0] = {}): Promise<Page> {
  const context = await consoles.context(options);
  await context.addCookies(await admin.context().cookies());
  return context.newPage();
}

browserTest(
  'a part that does not come is said, the page stays, and called again it comes',
  async () => {
    const page = await beside();
    let cut = true;
    await intercept(page, /\/assets\/(MacroPicker|Schedule|ForwardDialog|ViewBuilder|MergeCustomers|Preview|HtmlFrame)-/, (route) =>
      cut ? route.abort() : route.continue(),
    );
    await openTicket(desk, page, 'Cleo One');
    const parts: [string, () => Promise<void>][] = [
      ...[
        ['macros', 'Control+;'],
        ['schedule', 'Control+Shift+l'],
        ['forward', 'f'],
        ['view-builder', 'Shift+v'],
      ].map(([part, key]): [string, () => Promise<void>] => [part!, () => press(page, key!)]),
      ['preview', () => page.getByTestId('attachment').click()],
      [
        'merge-customers',
        async () => {
          await page.getByTestId('customer-menu').click();
          await page.getByTestId('action-merge-customer').click();
        },
      ],
    ];
    const ofBox = new Set(['macros', 'schedule']);
    for (const [part, call] of parts) {
      await call();
      const said = page.getByTestId('toast').filter({ hasText: 'This could not be loaded' });
      await said.waitFor();
      if (part === 'macros') await shot(page, 'lazy-toast');
      if (ofBox.has(part)) await backInBox(page);
      await said.getByRole('button', { name: 'Close' }).click();
      if (ofBox.has(part)) await page.getByTestId('composer-text').press('Escape');
      expect(await page.getByTestId('message').count()).toBe(1);
    }
    await page.getByRole('button', { name: 'Show as it was sent' }).click();
    await page.getByRole('alert').getByText('This part of the page broke').waitFor();
    await shot(page, 'lazy-inline');

    cut = false;
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByTestId('html-frame').waitFor();
    for (const [part, call] of parts) {
      await call();
      await page.getByTestId(part).waitFor();
      await press(page, 'Escape');
      await page.getByTestId(part).waitFor({ state: 'detached' });
      if (!ofBox.has(part)) continue;
      await backInBox(page);
      await press(page, 'Escape');
    }

    // A new release has other files: the way out is the page of that release.
    await intercept(page, /\/assets\/Original-/, (route) => route.fulfill({ status: 404, body: '' }));
    await page.getByTestId('message').first().hover();
    await page.getByRole('button', { name: 'More for this message' }).click();
    await page.getByRole('menuitem', { name: 'Show the original' }).click();
    const loaded = page.waitForEvent('load');
    await page.getByTestId('toast').getByRole('button', { name: 'Load again' }).click();
    await loaded;
    await page.getByTestId('message').first().waitFor();
    await page.context().close();
  },
  90_000,
);

browserTest(
  'of forty tags the first ones stand in the ticket, the others a key away, in its events too',
  async () => {
    const { id } = await ticketOf(desk, 'Cleo One');
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { tags: TAGS });
    await openTicket(desk, admin, 'Cleo One');
    const tags = admin.getByRole('main').getByTestId('tag');
    await eventually(async () => expect(await tags.allInnerTexts()).toEqual([...TAGS.slice(0, 6), 'VIP']));
    const more = admin.getByRole('button', { name: '+33: show all tags' });
    expect(await more.innerText()).toBe('+33');
    await shot(admin, 'tags-folded');
    await more.press('Enter');
    await eventually(async () => expect(await tags.count()).toBe(40));
    const fewer = admin.getByRole('button', { name: 'Show fewer' });
    expect([await fewer.getAttribute('aria-expanded'), await fewer.evaluate((button) => button === document.activeElement)]).toEqual([
      'true',
      true,
    ]);
    await shot(admin, 'tags-all');
    await fewer.press('Enter');
    await eventually(async () => expect(await tags.count()).toBe(7));

    // Who adds one sees it.
    await press(admin, 't');
    await admin.keyboard.type('newest');
    await press(admin, 'Enter');
    await eventually(async () => expect(await tags.allInnerTexts()).toEqual([...TAGS.slice(0, 6), 'VIP', 'newest']));
    expect(await admin.getByTestId('toast').last().innerText()).toMatch(/tag 5, & \+35/);
    await press(admin, 'Escape');
    const event = admin.getByTestId('event').filter({ hasText: 'Tags: tag 0' }).first();
    await eventually(async () => expect(await event.innerText()).toMatch(/tag 5, & \+34/));
    await event.getByRole('button', { name: 'Show all' }).press('Enter');
    expect(await event.innerText()).toContain('tag 39');

    for (const [language, dark] of [
      ['en', false],
      ['zh-CN', true],
      ['zh-TW', false],
    ] as const) {
      const phone = await beside({ width: 360, height: 740, language, dark });
      await openTicket(desk, phone, 'Cleo One');
      await phone.getByTestId('tags-more').waitFor();
      expect(await phone.getByRole('main').getByTestId('tag').count()).toBe(7);
      await shot(phone, `tags-phone-${language}`);
      await phone.getByTestId('tags-more').click();
      expect(await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await shot(phone, `tags-phone-all-${language}`);
      await phone.context().close();
    }
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { tags: [] });
  },
  90_000,
);

browserTest('Escape leaves the copies for the words, and closes them when nobody is in them', async () => {
  await openTicket(desk, admin, 'Cleo One');
  const cc = admin.getByTestId('composer-cc');
  const inText = (): Promise<boolean> => admin.getByTestId('composer-text').evaluate((box) => box.contains(document.activeElement));
  await press(admin, 'Control+Shift+c');
  await cc.waitFor();
  await press(admin, 'Escape');
  await cc.waitFor({ state: 'detached' });
  await eventually(inText);
  await press(admin, 'Escape', 'Control+Shift+c');
  await cc.fill('boss@one.example');
  await press(admin, 'Escape');
  await eventually(inText);
  expect(await cc.inputValue()).toBe('boss@one.example');
  expect(new URL(admin.url()).pathname).toContain('/inbox/');
  await cc.fill('');
  await admin.getByTestId('composer-bcc').press('Escape');
  await cc.waitFor({ state: 'detached' });
});

for (const [width, height] of [
  [800, 600],
  [1280, 800],
  [360, 740],
] as const) {
  browserTest(
    `at ${width} px nothing that is said covers what one needs next`,
    async () => {
      const page = await beside({ width, height });
      await openTicket(desk, page, 'Cleo One');
      const covered = (): Promise<string[]> =>
        page.evaluate(() => {
          const rects = [...document.querySelectorAll('[data-testid="toast"]')].map((one) => one.getBoundingClientRect());
          const buttons = [
            ...document.querySelectorAll(
              '[data-testid="composer"], header button, [data-testid="rail"] a, [data-testid="bulk-bar"], [data-testid="split-bar"]',
            ),
          ].filter((one) => one.checkVisibility());
          return buttons
            .filter((one) =>
              rects.some((toast) => {
                const { left, right, top, bottom } = one.getBoundingClientRect();
                return left < toast.right && right > toast.left && top < toast.bottom && bottom > toast.top;
              }),
            )
            .map((one) => one.outerHTML.slice(0, 120));
        });
      await press(page, 'u');
      await page.getByTestId('toast').waitFor();
      await shot(page, `toast-${width}`);
      expect(await covered()).toEqual([]);
      await page.getByTestId('composer-text').click();
      await page.keyboard.type('One\nTwo\nThree\nFour\nFive');
      await eventually(async () => expect(await covered()).toEqual([]));
      await press(page, 'Escape', 'u', 'Shift+s');
      await page.getByTestId('split-bar').waitFor();
      await eventually(async () => expect(await covered()).toEqual([]));
      await page.context().close();
    },
    60_000,
  );
}

for (const [language, width] of [
  ['en', 1280],
  ['zh-TW', 360],
] as const) {
  browserTest(
    `${language}, ${width} px: a dialog is there at once, without motion where none is wanted, and nothing in it is cut off`,
    async () => {
      const page = await beside({ language, width, height: 740 });
      await openTicket(desk, page, 'Cleo One');
      for (const [key, testId] of [
        ['s', 'snooze'],
        ['Control+Shift+l', 'schedule'],
        ['Control+;', 'macros'],
        ['m', 'merge-dialog'],
        ['f', 'forward'],
        ['Shift+v', 'view-builder'],
        ['c', 'start'],
        ['?', 'help-sheet'],
      ] as const) {
        await press(page, key);
        const dialog = page.getByTestId(testId);
        await dialog.waitFor();
        await shot(page, `dialog-${testId}-${width}`);
        const found = await dialog.evaluate((one) => ({
          moves: [one, one.parentElement!, one.parentElement!.parentElement!]
            .map((each) => getComputedStyle(each).animationName)
            .filter((name) => name !== 'none'),
          wider: [one, ...one.querySelectorAll('*')]
            .filter((each) => each.scrollWidth > each.clientWidth && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
            .map((each) => each.className),
          outside: [...one.querySelectorAll('button, input, time')]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > one.getBoundingClientRect().right - 8)
            .map((each) => each.outerHTML.slice(0, 80)),
        }));
        expect({ testId, ...found }).toEqual({ testId, moves: [], wider: [], outside: [] });
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        if (testId !== 'schedule' && testId !== 'macros') continue;
        await backInBox(page);
        await press(page, 'Escape');
      }
      await page.context().close();
    },
    60_000,
  );
}

browserTest('a phone finds back from a ticket and from a customer that are not there', async () => {
  const page = await beside({ width: 360, height: 740 });
  for (const [path, list] of [
    ['/tickets/000000000000000000000000', 'ticket-list'],
    ['/customers/000000000000000000000000', 'customer-add'],
  ] as const) {
    await page.goto(path);
    await page.getByText('is not here').waitFor();
    await shot(page, `gone-${list}`);
    await page.getByRole('main').getByRole('button').click();
    await page.getByTestId(list).waitFor();
    expect(await page.getByText('is not here').count()).toBe(0);
  }
  await page.context().close();
});

browserTest('a slow line shows the frame of the settings at once, and nothing of it moves when the rest comes', async () => {
  const page = await beside();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await intercept(page, /\/assets\/SettingsPart-.*\.js|\/api\/v1\/tokens/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/settings/tokens');
  const name = page.getByRole('heading', { name: 'API tokens' });
  await name.waitFor();
  expect(await page.getByRole('link', { name: 'Business hours' }).isVisible()).toBe(true);
  const places = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, [data-testid^="settings-"]')].map((one) => Math.round(one.getBoundingClientRect().top)),
    );
  const before = await places();
  await page.getByRole('status').filter({ hasText: 'Loading' }).first().waitFor();
  await eventually(async () =>
    expect(await page.locator('main [role="status"]').evaluate((one) => getComputedStyle(one).opacity)).toBe('1'),
  );
  await shot(page, 'settings-slow');
  release();
  await page.getByTestId('token-form').waitFor();
  await shot(page, 'settings-there');
  expect((await places()).slice(0, before.length)).toEqual(before);
  await page.context().close();
});

/** Holds back what the pattern asks for from here on. @returns lets it come, or what is answered instead */
async function hold(page: Page, pattern: RegExp, answer = (route: Route): Promise<void> => route.continue()) {
  let asked = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await intercept(page, pattern, async (route) => {
    asked++;
    await held;
    await answer(route);
  });
  return { release, asked: () => asked };
}
const oneTicket = (id: string): RegExp => new RegExp(`/api/v1/tickets/${id}$`);
/** The box for mail has formatting once that has come. */
const wordsIn = (box: Locator): Promise<string> =>
  box.evaluate((one) => (one instanceof HTMLTextAreaElement ? one.value : (one as HTMLElement).innerText).trim());
const idOf = (page: Page): string => page.url().split('/').at(-1)!;
const HELLO = 'Hello Kay, please let me explain: relax.';

browserTest(
  'who presses r while a ticket still loads writes to that ticket: no letter is a command',
  async () => {
    for (const name of ['Kay Kept', 'Lou Later'])
      await mail(desk, { from: `${name} <${name[0]}@kept.example>`, subject: `About ${name}`, text: `I am ${name}.` });
    const [kay, lou] = [await ticketOf(desk, 'Kay Kept'), await ticketOf(desk, 'Lou Later')];
    const statuses = async () =>
      Promise.all([kay, lou].map(async ({ id }) => (await desk.must<{ status: string }>('GET', `/api/v1/tickets/${id}`)).status));
    const untouched = await statuses();
    const page = await beside();
    const box = page.getByTestId('composer-text');
    const words = () => wordsIn(box);
    const ahead = page.getByTestId('written-ahead');
    const row = ({ id }: { id: string }) => page.locator(`[data-testid="ticket-row"][data-id="${id}"]`);
    const held = new Map([
      [kay.id, await hold(page, oneTicket(kay.id))],
      [lou.id, await hold(page, oneTicket(lou.id))],
    ]);
    await openTicket(desk, page, 'Cleo One');

    // By the key, slowly, and going on when the ticket is there.
    await press(page, 'j');
    const [first, second] = idOf(page) === kay.id ? [kay, lou] : [lou, kay];
    expect(idOf(page)).toBe(first.id);
    await press(page, 'r');
    await page.keyboard.type(`${HELLO}x`, { delay: 5 });
    await press(page, 'Backspace', 'Control+Enter', 'Enter');
    await eventually(async () => expect(await ahead.innerText()).toContain(HELLO));
    await shot(page, 'written-ahead');
    const typed = page.keyboard.type('Yours, the desk', { delay: 20 });
    held.get(first.id)!.release();
    await typed;
    await eventually(async () => expect((await words()).split(/\n+/)).toEqual([HELLO, 'Yours, the desk']));
    await page.keyboard.type('!');
    await eventually(async () => expect(await words()).toMatch(/the desk!$/));
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press(page, 'Escape');

    // By the pointer, before the page changed: the other ticket's box gets nothing of it.
    await row(second).evaluate(async (link) => {
      (link as HTMLElement).click();
      while (!location.pathname.endsWith((link as HTMLElement).dataset['id']!)) await Promise.resolve();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }));
    });
    await page.keyboard.type(HELLO);
    await press(page, 'Escape');
    expect(await ahead.count()).toBe(0);
    // Given up: a key is a command again, and what was written waits in its box.
    await press(page, 'k');
    await eventually(async () => expect(await words()).toMatch(/the desk!$/));
    held.get(second.id)!.release();
    await row(second).click();
    await eventually(async () => expect(await words()).toBe(HELLO));
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).not.toBe('composer-text');
    expect(await statuses()).toEqual(untouched);
    expect(await page.locator('[data-testid="ticket-list"] input:checked').count()).toBe(0);
    await page.context().close();
  },
  90_000,
);

/** Of clicks so long after the file of the editor came, on a slow machine, one in four took its caret to the page. */
const AFTER_MS = [48, 60, 72, 84, 96, 108, 144, 156];

browserTest(
  'on a slow machine the editor takes its place under no caret: nothing that is typed is a command',
  async () => {
    const { id, status } = await ticketOf(desk, 'Cleo One');
    const typed: string[] = [];
    for (const ms of AFTER_MS) {
      const page = await beside();
      const editor = await hold(page, /\/assets\/RichText-/);
      await page.goto(`/tickets/${id}`);
      const box = page.getByTestId('composer-text');
      await box.waitFor();
      await eventually(() => editor.asked() > 0);
      const at = await box.boundingBox();
      if (!at) throw new Error('The box has no place.');
      const slow = await page.context().newCDPSession(page);
      await slow.send('Emulation.setCPUThrottlingRate', { rate: 20 });
      editor.release();
      await new Promise((resolve) => setTimeout(resolve, ms));
      await page.mouse.click(at.x + 20, at.y + 10);
      await page.keyboard.type('relax', { delay: 30 });
      await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      typed.push(await wordsIn(box));
      await page.context().close();
    }
    expect(typed).toEqual(AFTER_MS.map(() => 'relax'));
    expect((await ticketOf(desk, 'Cleo One')).status).toBe(status);
  },
  120_000,
);

browserTest('the editor takes no more room than was kept for it: a button that is being pressed stays under the pointer', async () => {
  const { id } = await ticketOf(desk, 'Cleo One');
  const page = await beside();
  const editor = await hold(page, /\/assets\/RichText-/);
  await page.goto(`/tickets/${id}`);
  const box = page.getByTestId('composer-text');
  await box.click();
  // Nobody writes in it, and the editor is asked for.
  await press(page, 'Escape');
  await eventually(() => editor.asked() > 0);
  await box.click();
  await page.keyboard.type('On its way');
  const came = page.waitForResponse(/\/assets\/RichText-/);
  editor.release();
  await (await came).finished();
  const composer = page.getByTestId('composer');
  const [before, at] = [await composer.boundingBox(), await page.getByTestId('message').last().boundingBox()];
  if (!at) throw new Error('The message has no place.');
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await page.locator('[data-testid=composer-text][contenteditable]').waitFor();
  expect(await composer.boundingBox()).toEqual(before);
  await page.context().close();
});

for (const dark of [false, true]) {
  browserTest(`what is written to a ticket that does not come waits in its box, ${dark ? 'dark' : 'light'}`, async () => {
    const { id } = await ticketOf(desk, 'Cleo One');
    const page = await beside({ dark });
    const held = await hold(page, oneTicket(id), (route) => route.fulfill({ status: 404, json: {} }));
    await page.goto(`/inbox/live/${id}`);
    await page.getByTestId('ticket-row').first().waitFor();
    await press(page, dark ? 'n' : 'r');
    await page.keyboard.type('Please');
    held.release();
    await page.getByText('is not here').waitFor();
    await page.keyboard.type(' relax');
    await eventually(async () => expect(await page.getByTestId('written-ahead').innerText()).toBe('Please relax'));
    await shot(page, `written-ahead-gone-${dark}`);
    await page.getByRole('link', { name: 'Customers' }).first().click();
    await page.getByTestId('customer-add').waitFor();
    await page.unrouteAll();
    await page.goto(`/inbox/live/${id}`);
    await eventually(async () => expect(await page.getByTestId('composer').innerText()).toContain(dark ? 'Note' : 'Please relax'));
    await page.context().close();
  });
}

browserTest(
  'a number that is typed and entered before its list is there takes that ticket, and none of the list that was there',
  async () => {
    for (const [name, text] of [
      ['Pat Picked', 'The hinge creaks.'],
      ['Quin Quick', 'The hinge is loose. I have asked 1 2 3 4 5 6 7 8 9 times.'],
    ] as const)
      await mail(desk, { from: `${name} <${name[0]}@picked.example>`, subject: `About ${name}`, text });
    await ticketOf(desk, 'Quin Quick');
    const cleo = await ticketOf(desk, 'Cleo One');
    const page = await beside();
    const { id } = await openTicket(desk, page, 'Pat Picked');
    const links = async () => (await desk.must<Ticket>('GET', `/api/v1/tickets/${id}`)).links.map(({ ticketId }) => ticketId);
    const search = page.getByTestId('merge-dialog').getByRole('searchbox');
    const target = page.getByTestId('merge-target');
    const none = page.getByTestId('merge-dialog').getByRole('status').filter({ hasText: 'No other ticket fits' });
    const enter = async (words: string) => {
      await search.fill(words);
      await search.press('Enter');
    };
    await press(page, 'l');
    await search.fill('hinge');
    await eventually(async () => expect(await target.count()).toBe(1));

    // What has no such number takes nothing, and says so.
    await enter('#9999');
    await none.waitFor();
    // It is there, but it is the ticket itself: another that only has the digits in its words is not meant.
    await enter(String((await desk.must<Ticket>('GET', `/api/v1/tickets/${id}`)).number));
    await target.first().waitFor();
    await none.waitFor();
    await search.fill('hinge');
    await eventually(async () => expect(await target.allInnerTexts()).toEqual([expect.stringContaining('Quin Quick')]));

    // Typed on: what was entered before it is not meant any more.
    const isCleo = (one: Ticket): number => Number(one.id === cleo.id);
    const list = await hold(page, new RegExp(`/api/v1/tickets\\?.*\\bq=${cleo.number}(&|$)`), async (route) => {
      const response = await route.fetch();
      const { items, ...rest } = (await response.json()) as { items: Ticket[] };
      await route.fulfill({ response, json: { ...rest, items: items.toSorted((a, b) => isCleo(a) - isCleo(b)) } });
    });
    await enter(`#${cleo.number}`);
    await search.press('x');
    await none.waitFor();
    await search.press('Backspace');
    await eventually(() => list.asked() === 1);
    await search.press('Enter');
    expect(await links()).toEqual([]);
    list.release();
    await page.getByTestId('merge-dialog').waitFor({ state: 'detached' });
    await eventually(async () => expect(await links()).toEqual([cleo.id]));

    // The palette finds by the same words.
    const palette = page.getByTestId('palette').getByRole('combobox');
    await press(page, 'Control+k');
    await palette.fill('hinge');
    await page.getByTestId('palette').getByRole('option').filter({ hasText: 'Quin Quick' }).waitFor();
    const late = await hold(page, new RegExp(`/api/v1/(tickets|customers)\\?.*\\bq=${cleo.number}(&|$)`));
    await palette.fill(`#${cleo.number}`);
    await palette.press('Enter');
    await eventually(() => late.asked() > 0);
    late.release();
    await page.waitForURL(`**/${cleo.id}`);
    await page.context().close();
  },
  90_000,
);

browserTest('a canned reply that is chosen twice while it is on its way stands in the box once', async () => {
  await desk.must('POST', '/api/v1/macros', {
    name: 'Patience',
    text: 'One moment, please.',
    scope: 'shared',
    actions: { priority: 'high' },
  });
  const page = await beside();
  await openTicket(desk, page, 'Cleo One');
  const render = await hold(page, /\/api\/v1\/macros\/\w+\/render$/);
  let acted = 0;
  page.on('request', (request) => void (request.url().endsWith('/tickets/bulk') && acted++));
  await page.getByTestId('composer-reply').click();
  await page.getByTestId('composer-text').fill('');
  await press(page, 'Control+;');
  await page.getByTestId('macro').filter({ hasText: 'Patience' }).waitFor();
  await page.keyboard.type('Patience');
  // Held down, then pressed once more.
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await press(page, 'Enter');
  expect(await page.getByTestId('macro').getAttribute('aria-busy')).toBe('true');
  await shot(page, 'macro-busy');
  render.release();
  await page.getByTestId('macros').waitFor({ state: 'detached' });
  await eventually(async () => expect((await desk.must<Ticket>('GET', `/api/v1/tickets/${idOf(page)}`)).priority).toBe('high'));
  const box = page.getByTestId('composer-text');
  await eventually(async () => expect(await wordsIn(box)).toBe('One moment, please.'));
  expect([render.asked(), acted]).toEqual([1, 1]);
  await page.context().close();
});

for (const [language, clock, word] of [
  ['en', /\d\d:\d\d in New York/, 'Go to the sandbox'],
  ['zh-CN', /北美东部时间 \d\d:\d\d/, '去沙盒'],
  ['zh-TW', /東部時間 \d\d:\d\d/, '前往沙盒'],
] as const) {
  browserTest(`in ${language} a customer's clock and the way to the sandbox are named in its own words`, async () => {
    const { customerId } = await ticketOf(desk, 'Cleo One');
    await desk.must('PATCH', `/api/v1/customers/${customerId}`, { timeZone: 'America/New_York' });
    const page = await beside({ language, width: 1280, height: 800, dark: language === 'zh-TW' });
    await openTicket(desk, page, 'Cleo One');
    await eventually(async () => expect(await page.getByTestId('customer-zone').innerText()).toMatch(clock));
    await shot(page, `zone-${language}`);
    await desk.must('PATCH', `/api/v1/customers/${customerId}`, { timeZone: 'UTC' });
    if (language !== 'en')
      await eventually(async () => expect(await page.getByTestId('customer-zone').innerText()).toMatch(/^\d\d:\d\d（GMT\+0）$/));
    await page.goto('/settings/start');
    await page.getByTestId('step-sandbox').getByRole('link', { name: word, exact: true }).click();
    await page.waitForURL('**/sandbox');
    await page.context().close();
  });
}

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

/** The search over everything, as an agent uses it: by mouse, by keys, in Chinese, narrowed, on a phone, and when it fails. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { SearchItem } from '../../../src/contract/search.js';
import type { Message, Ticket } from '../../../src/contract/tickets.js';
import { BROWSER } from '../../support/browser.js';
import { messagesOf } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { addAgent, type Consoles, hold, intercept, openBrowser, press, say, ticketOf, write } from './support.js';

const browserTest = BROWSER ? test : test.skip;
/** More than a page of one kind. */
const KETTLES = 34;
/** More than the story of a ticket shows at first. */
const NOTES = 50;
let desk: Desk;
let consoles: Consoles;
let ann: Page;
let cleo: Ticket;
let torn: Message;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  const agent = await addAgent(desk, 'Ann Agent');
  await say(
    desk,
    'Cleo One',
    'The blender leaks. The gasket was torn <img src=x onerror="document.title=1"> when it came.',
    'Blender leaks',
  );
  cleo = await ticketOf(desk, 'Cleo One');
  torn = await eventually(async () => (await messagesOf(desk, cleo.id))[0] ?? false);
  for (let i = 0; i < NOTES; i++) await write(desk, cleo.id, `Called again, ${i}`);
  await write(desk, cleo.id, 'The gasket of batch seven is the culprit.');
  await say(desk, 'Gasket Works', 'Do you sell spare parts?', 'Spare parts');
  await say(desk, 'Dan Two', 'My gasket is fine now, thank you.', 'All well');
  await say(desk, '王小明', '发票抬头写错了，请帮我改一下。', '发票');
  await say(desk, '田中', '請求書の宛名が違います。', '請求書');
  await desk.must('PATCH', `/api/v1/tickets/${(await ticketOf(desk, 'Dan Two')).id}`, { status: 'solved', assigneeId: agent.id });
  for (let i = 0; i < KETTLES; i++) await say(desk, 'Kettle Fan', `The kettle whistles, time ${i}.`, 'Kettle');
  await eventually(async () => expect((await ask('q=kettle&kinds=message&limit=100')).length).toBe(KETTLES), { timeout: 20_000 });
  await eventually(async () => expect((await ask('q=gasket')).length).toBe(6));
  ann = await consoles.open(agent);
}, 90_000);
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

const ask = async (query: string): Promise<SearchItem[]> =>
  (await desk.api<{ items: SearchItem[] }>('GET', `/api/v1/search?${query}`)).body.items;
const box = () => ann.getByTestId('search-box');
const found = (kind?: string) => ann.locator(`[data-testid="found"]${kind ? `[data-kind="${kind}"]` : ''}`);
const kinds = (): Promise<string[]> => found().evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['kind'] ?? ''));
const focusedKind = (): Promise<string | undefined> => ann.evaluate(() => (document.activeElement as HTMLElement).dataset['kind']);
const query = (): Record<string, string> => Object.fromEntries(new URL(ann.url()).searchParams);
const show = async (address: string): Promise<void> => {
  await ann.goto(address);
  await box().waitFor();
};

browserTest('a hit says whose, where and in which words, tells the browser nothing, and leads to that very message and back', async () => {
  await ann.goto('/inbox/live');
  await ann.getByTestId('list-search').fill('gasket');
  await ann.getByTestId('search-all').waitFor();
  await press(ann, 'Enter');
  await eventually(async () => expect(await kinds()).toEqual(['customer', 'ticket', 'message', 'message', 'message', 'note']));
  expect(query()).toEqual({ q: 'gasket' });
  const row = found('message').filter({ hasText: 'Cleo One' });
  expect(await row.innerText()).toMatch(
    new RegExp(`Cleo One[\\s\\S]*Blender leaks[\\s\\S]*Open[\\s\\S]*#${cleo.number}[\\s\\S]*The gasket was torn <img src=x onerror=`),
  );
  expect(await row.locator('mark').allInnerTexts()).toEqual(['gasket']);
  expect(await ann.getByTestId('search').locator('img').count()).toBe(0);

  await row.click();
  const message = ann.locator(`article[data-id="${torn.id}"]`);
  await message.and(ann.locator('[data-sought]')).waitFor();
  // It was far back: it is there, in sight, and where the keys go on from.
  await eventually(async () =>
    expect(
      await message.evaluate((one) => {
        const [own, around] = [one.getBoundingClientRect(), one.closest('[role="log"]')!.getBoundingClientRect()];
        return own.top >= around.top && own.bottom <= around.bottom && document.activeElement === one;
      }),
    ).toBe(true),
  );
  await ann.locator('[data-sought]').waitFor({ state: 'detached' });

  await press(ann, 'Escape');
  await box().waitFor();
  expect(query()).toEqual({ q: 'gasket' });
  await eventually(async () => expect(await ann.evaluate(() => document.activeElement?.textContent)).toContain('Cleo One'));
});

browserTest('Chinese and Japanese are found as they are written, and half a syllable is looked for by nobody', async () => {
  await show('/search');
  const asked: string[] = [];
  ann.on(
    'request',
    (request) => request.url().includes('/api/v1/search') && asked.push(new URL(request.url()).searchParams.get('q') ?? ''),
  );
  const keyboard = await ann.context().newCDPSession(ann);
  for (const text of ['f', 'fa', 'fap', 'fa piao'])
    await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  expect(await box().inputValue()).toBe('fa piao');
  // Longer than the words have to rest.
  await ann.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
  expect({ asked, query: query() }).toEqual({ asked: [], query: {} });
  await keyboard.send('Input.insertText', { text: '发票' });
  await found('message').filter({ hasText: '王小明' }).waitFor();
  expect([...new Set(asked)]).toEqual(['发票']);
  expect(await found('message').locator('mark').allInnerTexts()).toEqual(['发票']);
  await box().fill('請求書');
  await found('message').filter({ hasText: '田中' }).waitFor();
  expect(query()).toEqual({ q: '請求書' });
});

browserTest('what narrows the search stands in the address, and each is a step that one can go back from', async () => {
  await show('/search?q=gasket');
  await eventually(async () => expect(await found().count()).toBe(6));
  await ann.getByTestId('search-filter-status').click();
  await ann.getByTestId('search-filter-status-solved').click();
  await eventually(async () => expect(await kinds()).toEqual(['message']));
  expect(await found().innerText()).toContain('Dan Two');
  await ann.getByTestId('search-filter-assignee').click();
  await ann.getByTestId('search-filter-assignee-none').click();
  await ann.getByTestId('search-widen').waitFor();
  expect(query()).toEqual({ q: 'gasket', status: 'solved', assignee: 'none' });
  await ann.goBack();
  await eventually(async () => expect(await kinds()).toEqual(['message']));
  await ann.reload();
  await eventually(async () => expect(await kinds()).toEqual(['message']));
  await ann.getByRole('button', { name: 'Remove the filter: Status' }).click();
  await eventually(async () => expect(await found().count()).toBe(6));
  await ann.getByRole('button', { name: 'Notes' }).click();
  await eventually(async () => expect(await kinds()).toEqual(['note']));
  await ann.getByRole('button', { name: 'Newest' }).click();
  await ann.getByTestId('search-filter-time').click();
  await ann.getByTestId('search-filter-time-between').click();
  await ann.getByTestId('search-to').fill('2020-01-01');
  await ann.getByTestId('search-from').fill('2019-01-01');
  await ann.getByTestId('search-widen').click();
  await eventually(async () => expect(query()).toEqual({ q: 'gasket', sort: 'newest' }));
  await eventually(async () => expect(await found().count()).toBe(6));
});

browserTest('many of one kind come page by page', async () => {
  await show('/search?q=kettle');
  await ann.getByTestId('search-all-message').click();
  await eventually(async () => expect(await found('message').count()).toBe(30));
  expect(query()).toEqual({ q: 'kettle', kind: 'message' });
  await ann.getByTestId('search-more').click();
  await eventually(async () => expect(await found('message').count()).toBe(KETTLES));
  expect(await ann.getByTestId('search-more').count()).toBe(0);
});

browserTest('all of it goes by keys', async () => {
  await ann.goto('/queues');
  await ann.getByTestId('rail').waitFor();
  await press(ann, 'Control+Shift+f');
  await box().waitFor();
  await eventually(async () => expect(await box().evaluate((one) => one === document.activeElement)).toBe(true));
  await ann.keyboard.type('gasket');
  await eventually(async () => expect(await found().count()).toBe(6));
  const path: (string | undefined)[] = [];
  for (const key of ['ArrowDown', 'j', 'ArrowDown', 'k', 'ArrowUp', 'ArrowUp']) {
    await press(ann, key);
    path.push(await focusedKind());
  }
  expect(path).toEqual(['customer', 'ticket', 'message', 'ticket', 'customer', undefined]);
  await press(ann, 'ArrowDown', 'Enter');
  await ann.waitForURL('**/customers/*');
  await ann.goBack();
  await box().waitFor();
  await eventually(async () => expect(await focusedKind()).toBe('customer'));
  await press(ann, '/');
  await ann.keyboard.type('kettle');
  await eventually(async () => expect(await found('message').count()).toBe(8));
  await press(ann, 'Escape');
  await ann.waitForURL('**/queues');
  await press(ann, '?');
  expect(await ann.getByTestId('help-sheet').innerText()).toContain('Search everything');
  await press(ann, 'Escape');
  await press(ann, 'g', '/');
  await ann.getByText('Everything that was ever said').waitFor();
  await press(ann, 'Control+k');
  await ann.getByTestId('palette').getByRole('combobox').fill('culprit');
  await ann.getByTestId('palette').getByText('Search everything for "culprit"').click();
  await eventually(async () => expect(await kinds()).toEqual(['note']));
});

browserTest(
  'in the palette the first line is chosen, whichever came first, and what is chosen is what Enter opens, also while it is asked for anew',
  async () => {
    const options = ann.getByTestId('palette').getByRole('option');
    const chosen = () => options.evaluateAll((all) => all.flatMap((one, at) => (one.ariaSelected === 'true' ? [at] : [])));
    const requests = (path: string) => new RegExp(`/api/v1/${path}\\?.*\\bq=gasket`);
    await show('/search');
    const first = await hold(ann, requests('tickets'), 'GET');
    await press(ann, 'Control+k');
    await ann.getByTestId('palette').getByRole('combobox').fill('gasket');
    await options.filter({ hasText: 'Gasket Works' }).waitFor();
    await first.answer();
    await options.filter({ hasText: 'Search everything for "gasket"' }).waitFor();
    await eventually(async () => expect(await chosen()).toEqual([0]));

    const later = await hold(ann, requests('(?:tickets|customers)'), 'GET');
    const asked = ann.waitForRequest(requests('tickets'));
    // As when one comes back to the window.
    await ann.evaluate(() => dispatchEvent(new Event('visibilitychange')));
    await asked;
    await press(ann, 'ArrowDown', 'ArrowDown');
    expect(await chosen()).toEqual([2]);
    const id = (await options.nth(2).getAttribute('data-value'))?.split(' ').at(-1);
    await press(ann, 'Enter');
    await ann.waitForURL(`**/${id}`);
    await later.answer();
  },
  60_000,
);

browserTest(
  'what is typed before the palette is there is meant for it; where it does not come, the page stays, and the next time it does',
  async () => {
    const context = await consoles.context();
    await context.addCookies(await ann.context().cookies());
    const page = await context.newPage();
    const palette = /\/assets\/Palette-/;
    await intercept(page, palette, (route) => route.abort());
    await page.goto(`/tickets/${cleo.id}`);
    await page.getByTestId('message').first().waitFor();
    await press(page, 'Control+k');
    await page.getByText('This could not be loaded').waitFor();
    expect(await page.getByTestId('message').count()).toBeGreaterThan(0);

    await page.unroute(palette);
    const { answer } = await hold(page, palette, 'GET');
    await press(page, 'Control+k');
    // Among these are the keys that resolve, put aside and assign.
    await page.keyboard.type('search every');
    await answer();
    const box = page.getByTestId('palette').getByRole('combobox');
    await box.waitFor();
    await eventually(async () => expect(await box.inputValue()).toBe('search every'));
    await eventually(async () =>
      expect(await page.getByTestId('palette').locator('[aria-selected="true"]').first().innerText()).toContain('Search everything'),
    );
    expect((await desk.api<Ticket>('GET', `/api/v1/tickets/${cleo.id}`)).body).toMatchObject({
      status: cleo.status,
      assigneeId: cleo.assigneeId,
    });
    await context.close();
  },
);

browserTest('what was found stays until the next is there; nothing and a failure say what to do', async () => {
  await show('/search?q=gasket');
  await eventually(async () => expect(await found().count()).toBe(6));
  const { answer } = await hold(ann, /\/api\/v1\/search\?/, 'GET');
  await box().fill('zeppelin');
  await ann.locator('[aria-busy="true"]').waitFor();
  expect(await found().count()).toBe(6);
  await answer();
  await ann.getByText('Nothing has all of "zeppelin"').waitFor();
  expect(await ann.getByTestId('search-widen').count()).toBe(0);
  await intercept(ann, '**/api/v1/search?*', (route) =>
    route.fulfill({ status: 429, json: { error: { code: 'too_many_requests', message: 'x' } } }),
  );
  await box().fill('culprit');
  await ann.getByText('This could not be loaded').waitFor();
  await ann.unroute('**/api/v1/search?*');
  await ann.getByRole('button', { name: 'Try again' }).click();
  await eventually(async () => expect(await kinds()).toEqual(['note']));
});

browserTest('on a phone it fits, in traditional Chinese', async () => {
  const page = await consoles.open(undefined, { width: 360, height: 740, language: 'zh-TW', dark: true });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.getByTestId('rail').getByRole('link', { name: '搜尋' }).click();
  await page.getByText('說過的每一句，都找得到').waitFor();
  expect(await wide()).toBe(0);
  await page.getByTestId('search-box').fill('gasket');
  await page.getByTestId('found').first().waitFor();
  expect(await wide()).toBe(0);
  await page.getByTestId('found').filter({ hasText: 'torn' }).click();
  await page.locator('[data-sought]').waitFor();
  await page.getByRole('button', { name: '返回清單' }).click();
  await page.getByTestId('found').first().waitFor();
  await page.context().close();
});

browserTest('nothing broke meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

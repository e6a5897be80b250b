/** A newcomer's path: from the sign-in to a first answered ticket, to sample data and a desk that is set up, by the mouse alone. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type Consoles, openBrowser } from '../console/support.js';

const browserTest = BROWSER ? test : test.skip;
const SHOTS = process.env['SHOTS'];
let desk: Desk;
let consoles: Consoles;
let page: Page;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  page = await consoles.open();
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk?.stop();
});

const shot = async (name: string, of: Page = page): Promise<void> => void (SHOTS && (await of.screenshot({ path: `${SHOTS}/${name}.png` })));

browserTest('an empty inbox leads to the sandbox, a mail sent there to a ticket, and its answer back to the sandbox', async () => {
  await shot('1-empty-inbox');
  await page.getByTestId('rail').getByRole('link', { name: /Sandbox/ }).click();
  await shot('2-sandbox');
  await page.getByTestId('sandbox-send').click();
  await shot('3-sent');
  await page.getByTestId('rail').getByRole('link', { name: /Inbox/ }).first().click();
  await page.getByTestId('ticket-row').first().click();
  await page.getByTestId('composer-text').fill('A new seal is on its way to you.');
  await shot('4-ticket');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('message-text').filter({ hasText: 'A new seal is on its way' }).waitFor();
  await page.getByTestId('rail').getByRole('link', { name: /Sandbox/ }).click();
  await page.getByTestId('sandbox-answer').filter({ hasText: 'A new seal is on its way' }).waitFor();
  await shot('5-answer');

  await page.getByTestId('sandbox-answer-this').first().click();
  await page.getByTestId('sandbox-words').fill('Wonderful, thank you.');
  await page.getByTestId('sandbox-send').click();
  const { body } = await eventually(async () => {
    const answer = await desk.api<{ items: { id: string; preview: string }[] }>('GET', '/api/v1/tickets');
    return answer.body.items[0]?.preview.includes('Wonderful') ? answer : false;
  });
  expect(body.items).toHaveLength(1);
}, 60_000);

browserTest('a text and a call of the same invented customer come by their own channels', async () => {
  await page.goto('/sandbox');
  await page.getByRole('button', { name: 'Text', exact: true }).or(page.getByRole('radio', { name: 'Text' })).first().click();
  await page.getByTestId('sandbox-words').fill('Where is my parcel?');
  await page.getByTestId('sandbox-send').click();
  await page.getByRole('button', { name: 'Call', exact: true }).or(page.getByRole('radio', { name: 'Call' })).first().click();
  await page.getByTestId('sandbox-words').fill('I called about the parcel.');
  await page.getByTestId('sandbox-send').click();
  await eventually(async () => {
    const { body } = await desk.api<{ items: { channels: string[] }[] }>('GET', '/api/v1/tickets');
    return body.items.some(({ channels }) => channels.includes('sms') && channels.includes('voice'));
  });
}, 60_000);

browserTest('sample data makes a lively desk beside what is there, which can be searched', async () => {
  await page.goto('/sandbox');
  const before = await desk.api<{ items: { number: number }[] }>('GET', '/api/v1/tickets');
  await page.getByTestId('sample-load').click();
  await page.getByTestId('sample-done').waitFor({ timeout: 60_000 });
  const { body } = await desk.api<{ items: { number: number; status: string }[]; nextCursor: string | null }>('GET', '/api/v1/tickets?status=live&limit=200');
  expect(body.items.length).toBeGreaterThan(20);
  const all: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body: list }: { body: { items: { number: number }[]; nextCursor: string | null } } = await desk.api('GET', `/api/v1/tickets?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    all.push(...list.items.map(({ number }) => number));
    cursor = list.nextCursor;
  }
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBe(before.body.items.length + 320);
  await eventually(async () => (await desk.api<{ items: unknown[] }>('GET', `/api/v1/search?q=${encodeURIComponent('退款')}`)).body.items.length > 0, { timeout: 30_000 });
  expect((await desk.api('POST', '/api/v1/sandbox/sample')).status).toBe(409);
  await page.goto('/inbox/live');
  await page.getByTestId('ticket-row').nth(5).waitFor();
  await shot('6-sample');
}, 120_000);

browserTest('the desk is set up in the browser: a mailbox that does not answer is told in plain words, colleagues, hours, tags and replies are kept', async () => {
  await page.goto('/settings');
  await shot('7-settings');
  await page.getByTestId('settings-mail').click();
  await page.getByTestId('mailbox-new').click();
  const form = page.getByTestId('mailbox-form');
  await form.getByLabel('Name', { exact: true }).fill('Support');
  await form.getByLabel('Mail server (IMAP)').fill('127.0.0.1');
  await form.getByLabel('Port').fill('1');
  await form.getByLabel('User name').fill('support');
  await form.getByLabel('Password').fill('secret');
  await page.getByTestId('mailbox-submit').click();
  await page.getByTestId('mailbox-result').getByText('takes no connection on that port').waitFor();
  await shot('8-mailbox');
  await page.keyboard.press('Escape');

  await page.getByTestId('settings-people').click();
  const agent = page.getByTestId('agent-form');
  await agent.getByLabel('Name').fill('Mira Moreau');
  await agent.getByLabel('Mail address').fill('mira@desk.test');
  await page.getByTestId('agent-add').click();
  await page.getByTestId('one-time-password').waitFor();
  await page.getByTestId('team-name').fill('Returns');
  await page.getByTestId('team-add').click();
  await page.getByTestId('team').filter({ hasText: 'Returns' }).getByLabel('Mira Moreau').click();
  await page.getByText('1 member').waitFor();
  await shot('9-people');

  await page.getByTestId('settings-hours').click();
  await page.getByTestId('hours-form').getByLabel('Monday, From').fill('09:00');
  await page.getByTestId('hours-form').getByLabel('Monday, To').fill('17:00');
  await page.getByTestId('hours-save').click();
  await eventually(async () => JSON.stringify((await desk.api<{ week: unknown }>('GET', '/api/v1/settings/hours')).body.week).includes('09:00'));
  await shot('10-hours');

  await page.getByTestId('settings-tags').click();
  await page.getByTestId('tag-name').fill('warranty');
  await page.getByTestId('tag-add').click();
  await page.getByTestId('tag').filter({ hasText: 'warranty' }).waitFor();
  await page.getByTestId('settings-macros').click();
  await page.getByTestId('macro-name').fill('Seal sent');
  await page.getByTestId('macro-text').fill('Hello {{customer.firstName|there}}, a new seal is on its way.');
  await page.getByTestId('macro-add').click();
  await page.getByTestId('macro').filter({ hasText: 'Seal sent' }).waitFor();
  expect(consoles.faults).toEqual([]);
}, 60_000);

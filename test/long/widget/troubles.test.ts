/** The chat when something does not go as it should: fields that are half filled in, a line that is gone, files that are not taken, a page that is left. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Frame } from 'playwright-core';
import type { Customer } from '../../../src/contract/customers.js';
import type { Ticket } from '../../../src/contract/tickets.js';
import { BROWSER } from '../../support/browser.js';
import { messagesOf, tickets } from '../../support/customers.js';
import { eventually } from '../../support/startDesk.js';
import { showChat } from '../console/support.js';
import { openCuttableLine } from '../live/cuttableLine.js';
import { type Chats, shot, startChats } from './support.js';

const browserTest = BROWSER ? test : test.skip;
let { desk, consoles, openChat, stop } = {} as Chats;

beforeAll(async () => {
  if (BROWSER) ({ desk, consoles, openChat, stop } = await startChats());
}, 60_000);
afterAll(() => stop?.());

async function say(frame: Frame, text: string): Promise<void> {
  await frame.getByTestId('sayonce-input').fill(text);
  await frame.getByTestId('sayonce-input').press('Enter');
}

const ticketOf = (text: string): Promise<Ticket> =>
  eventually(async () => (await tickets(desk)).find(({ preview }) => preview === text) ?? false);
const claimsOf = async ({ customerId }: Ticket): Promise<string[]> =>
  (await desk.must<Customer>('GET', `/api/v1/customers/${customerId}`)).claims.map(({ value }) => value);
const stored = (frame: Frame, text: string) =>
  frame.locator('[data-testid=sayonce-message]:not([data-unsent])').filter({ hasText: text }).waitFor();

browserTest(
  'what stands in the fields before goes along with the first line; a wrong address is said, and holds nothing back',
  async () => {
    await desk.must('PATCH', '/api/v1/widget', { preChat: ['name', 'email'] });
    const { page, frame } = await openChat();
    const fields = frame.getByTestId('sayonce-prechat');
    await fields.getByLabel('Your name').fill('Petra');
    await fields.getByLabel('Mail address').fill('petra@example.org');
    await say(frame, 'Petra just writes');
    const ticket = await ticketOf('Petra just writes');
    expect(ticket.customerName).toBe('Petra');
    await eventually(async () => expect(await claimsOf(ticket)).toEqual(['petra@example.org']));
    await fields.waitFor({ state: 'detached' });
    await page.context().close();

    const { page: other, frame: second } = await openChat({ width: 360, height: 740 });
    const again = second.getByTestId('sayonce-prechat');
    await again.getByLabel('Your name').fill('Quentin');
    await again.getByLabel('Mail address').fill('quentin@');
    await say(second, 'Quentin just writes');
    const his = await ticketOf('Quentin just writes');
    expect(his.customerName).toBe('Quentin');
    await again.getByRole('alert').waitFor();
    expect(await again.getByLabel('Mail address').getAttribute('aria-invalid')).toBe('true');
    expect(await again.getByLabel('Your name').getAttribute('aria-invalid')).toBeNull();
    await stored(second, 'Quentin just writes');
    await shot(other, 't1-wrong-address');
    await say(second, 'And goes on');
    await stored(second, 'And goes on');
    await again.getByLabel('Mail address').fill('quentin@example.org');
    await again.getByRole('button', { name: 'Save' }).click();
    await again.waitFor({ state: 'detached' });
    expect(await claimsOf(his)).toEqual(['quentin@example.org']);
    await other.context().close();
    await desk.must('PATCH', '/api/v1/widget', { preChat: [] });
  },
  60_000,
);

browserTest(
  'what was filled in while the line was gone comes with its line once it is back, also after the page was left',
  async () => {
    await desk.must('PATCH', '/api/v1/widget', { preChat: ['name'] });
    const line = await openCuttableLine(() => desk.url);
    const { page, frame } = await openChat({ url: line.url });
    await frame.getByTestId('sayonce-prechat').getByLabel('Your name').fill('Tara');
    line.cut();
    await say(frame, 'Tara in the tunnel');
    await frame.locator('[data-unsent]').waitFor();
    const context = page.context();
    await page.close();
    line.mend();
    const back = await context.newPage();
    await back.goto('/demo');
    const chat = await showChat(back);
    const his = await ticketOf('Tara in the tunnel');
    expect(his.customerName).toBe('Tara');

    await stored(chat, 'Tara in the tunnel');
    line.cut();
    await chat.getByTestId('sayonce-email').fill('tara@example.org');
    await chat.getByRole('button', { name: 'Save' }).click();
    await chat.getByText('The connection is lost.').waitFor();
    line.mend();
    await chat.getByText('Thank you.').waitFor();
    expect(await claimsOf(his)).toEqual(['tara@example.org']);
    await context.close();
    await line.close();
    await desk.must('PATCH', '/api/v1/widget', { preChat: [] });
  },
  60_000,
);

browserTest(
  'seen is what the console shows in a page that is looked at, and a line that comes back tells of nothing new',
  async () => {
    const { page, frame } = await openChat();
    await say(frame, 'Is it seen?');
    await stored(frame, 'Is it seen?');
    const ticket = await ticketOf('Is it seen?');
    const line = await openCuttableLine(() => desk.url);
    const agent = await consoles.open(undefined, { url: line.url });
    await agent.goto(`/tickets/${ticket.id}`);
    const seen = frame.getByTestId('sayonce-seen');
    await seen.waitFor();
    // It lies open in front of him: each line that comes is seen.
    await say(frame, 'And this one?');
    await agent.getByTestId('message').filter({ hasText: 'And this one?' }).waitFor();
    await stored(frame, 'And this one?');
    await seen.waitFor();

    const look = (state: 'hidden' | 'visible') =>
      agent.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await look('hidden');
    await say(frame, 'Nobody looks now');
    await stored(frame, 'Nobody looks now');
    await agent.getByTestId('message').filter({ hasText: 'Nobody looks now' }).waitFor();
    // His line breaks and is back: his console watches the ticket again once it hears the visitor type.
    line.cut();
    line.mend();
    await eventually(
      async () => {
        await frame.getByTestId('sayonce-input').pressSequentially('o');
        expect(await agent.getByRole('log').getByText('is typing').isVisible()).toBe(true);
      },
      { timeout: 20_000, every: 500 },
    );
    expect(await seen.count()).toBe(0);
    await look('visible');
    await seen.waitFor();
    await agent.context().close();
    await page.context().close();
    await line.close();
  },
  60_000,
);

browserTest(
  'while the line is gone every line waits and none is called not sent; then they go by themselves, in their order',
  async () => {
    const line = await openCuttableLine(() => desk.url);
    const { page, frame } = await openChat({ url: line.url, width: 360, height: 740 });
    await say(frame, 'Before');
    await stored(frame, 'Before');
    const ticket = await ticketOf('Before');
    line.cut();
    for (const text of ['One waits', 'Two waits']) await say(frame, text);
    await frame.getByText('The connection is lost.').waitFor();
    const marks = frame.locator('[data-unsent]').locator('.sending, .failed');
    expect(await marks.allInnerTexts()).toEqual(['Waiting for the connection', 'Waiting for the connection']);
    await shot(page, 't2-waiting');
    line.mend();
    await eventually(async () =>
      expect((await messagesOf(desk, ticket.id)).map(({ text }) => text)).toEqual(['Before', 'One waits', 'Two waits']),
    );
    await frame.locator('[data-unsent]').first().waitFor({ state: 'detached' });
    await page.context().close();
    await line.close();
  },
  60_000,
);

const file = (name: string, buffer: Buffer, mimeType = 'text/plain') => ({ name, mimeType, buffer });
const note = (frame: Frame, name: string) => frame.locator('.upload').filter({ hasText: name });

browserTest(
  'a file that is not taken says why; one whose line broke can be sent again, and a reload does not hide it',
  async () => {
    const line = await openCuttableLine(() => desk.url);
    const { page, frame } = await openChat({ url: line.url, width: 360, height: 740, dark: true });
    await say(frame, 'With files');
    const ticket = await ticketOf('With files');
    const input = frame.getByTestId('sayonce-file');
    // From the disk: what is given by its bytes goes to the browser as text, which takes long for so many.
    const folder = mkdtempSync(join(tmpdir(), 'files-'));
    for (const [name, size, why] of [
      ['tool.exe', 2, 'programs are not taken'],
      ['huge.txt', 20_000_001, 'at most 20 MB'],
      ['hollow.txt', 0, 'the file is empty'],
    ] as const) {
      writeFileSync(join(folder, name), '');
      truncateSync(join(folder, name), size);
      await input.setInputFiles(join(folder, name));
      await note(frame, name).getByText(why).waitFor();
      expect(await note(frame, name).getByRole('button').allInnerTexts()).toEqual(['Remove']);
    }
    rmSync(folder, { recursive: true });
    line.cut();
    await input.setInputFiles(file('plan.txt', Buffer.from('The plan')));
    await input.setInputFiles(file('other.txt', Buffer.from('The other plan')));
    await note(frame, 'other.txt').getByText('the connection broke').waitFor();
    const retry = note(frame, 'plan.txt').getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    await shot(page, 't3-files');
    line.mend();
    await retry.click();
    await note(frame, 'plan.txt').waitFor({ state: 'detached' });
    await eventually(async () =>
      expect((await messagesOf(desk, ticket.id)).flatMap(({ attachments }) => attachments.map(({ filename }) => filename))).toEqual([
        'plan.txt',
      ]),
    );

    await page.reload();
    const again = await showChat(page);
    await note(again, 'tool.exe').getByText('programs are not taken').waitFor();
    await note(again, 'other.txt').getByText('Choose the file again').waitFor();
    for (const name of ['tool.exe', 'huge.txt', 'hollow.txt', 'other.txt'])
      await note(again, name).getByRole('button', { name: 'Remove' }).click();
    expect(await again.locator('.upload').count()).toBe(0);
    await page.reload();
    await (await showChat(page)).getByTestId('sayonce-message').first().waitFor();
    await page.context().close();
    await line.close();
  },
  60_000,
);

/** Files do not arrive until the page is gone. */
async function holdFiles(context: BrowserContext): Promise<void> {
  await context.route('**/widget/files?*', () => undefined);
}

browserTest(
  'who leaves while a file goes up is asked first, and told afterwards which one was lost',
  async () => {
    const { page, frame } = await openChat();
    await say(frame, 'A file is coming');
    await stored(frame, 'A file is coming');
    await page.reload();
    const here = await showChat(page);
    await holdFiles(page.context());
    // The browser asks nobody who has not touched the page.
    await here.getByTestId('sayonce-input').click();
    await here.getByTestId('sayonce-file').setInputFiles(file('holiday.txt', Buffer.from('Sun')));
    await note(here, 'holiday.txt').getByText('Sending the file').waitFor();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    const again = await showChat(page);
    await note(again, 'holiday.txt').getByText('Choose the file again').waitFor();
    await shot(page, 't4-lost');
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    await page.context().close();
  },
  60_000,
);

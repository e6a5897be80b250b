/** A session that ends takes no word with it: the desk waits below the sign-in page for its agent, and for nobody else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Macro, View } from '../../../src/contract/workspace.js';
import { BROWSER } from '../../support/browser.js';
import { signIn } from '../../support/signIn.js';
import { ADMIN, type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { addAgent, type Consoles, intercept, openBrowser, openTicket, press, say } from './support.js';

const browserTest = BROWSER ? test : test.skip;
let desk: Desk;
let consoles: Consoles;
let bob: Awaited<ReturnType<typeof addAgent>>;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  bob = await addAgent(desk, 'Bob Other');
  await say(desk, 'Hilde Holm', 'Where is my order?', 'My order');
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

const names = async (path: string): Promise<string[]> =>
  (await desk.must<{ items: (Macro | View)[] }>('GET', `/api/v1/${path}`)).items.map(({ name }) => name);
const html = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);
const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

/** The buttons that a screen reader finds. */
async function buttonsRead(page: Page): Promise<unknown[]> {
  const browser = await page.context().newCDPSession(page);
  const { nodes } = await browser.send('Accessibility.getFullAXTree');
  await browser.detach();
  return nodes.filter(({ role, ignored }) => role?.value === 'button' && !ignored).map(({ name }) => name?.value);
}

/** A canned reply is written, and refused as the session has ended. */
async function writeMacro(page: Page): Promise<void> {
  await page.goto('/settings/macros');
  await page.getByTestId('macro-new').click();
  const words = page.getByRole('textbox', { name: 'Text' });
  await words.click();
  await page.keyboard.type('Words of the first');
  await page.getByTestId('macro-name').fill('Name of the first');
  await page.getByTestId('macro-status').selectOption('solved');
  await page.context().clearCookies();
  await page.getByTestId('macro-save').click();
  await page.getByTestId('sign-in').waitFor();
}

browserTest(
  'a canned reply and a view stand as they were written when their agent is signed in again, and can be saved then',
  async () => {
    const page = await consoles.open();
    await page.clock.install();
    await writeMacro(page);
    // Nothing of the desk is seen, reached or heard meanwhile, and it asks for nothing.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    expect([await page.title(), await focused(page)]).toEqual(['SayOnce', 'sign-in-password']);
    // Whose it is stands there, and what waits.
    expect(await page.getByTestId('sign-in-email').inputValue()).toBe(ADMIN.email);
    await page.getByTestId('sign-in').getByText('all that you were writing is still here').waitFor();
    expect(await buttonsRead(page)).toEqual(['Sign in', 'Sign in as somebody else', 'English', '简体中文', '繁體中文']);
    await press(page, 'Escape', 'Escape', 'Control+k');
    for (let i = 0; i < 8; i++) {
      await press(page, 'Tab');
      // At the end of the round it is the browser's own.
      expect(await page.evaluate(() => document.activeElement?.matches('body, dialog *'))).toBe(true);
    }
    expect(await page.getByTestId('palette').count()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
    expect(asked.filter((path) => path.startsWith('/api/') && path !== '/api/v1/me')).toEqual([]);
    for (const dark of process.env['SHOTS'] ? [false, true] : []) {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.screenshot({ path: `${process.env['SHOTS']}/again-${dark ? 'dark' : 'light'}.png` });
    }

    // However long he is away, what is said to him is there when he is back.
    await page.clock.fastForward(60_000);
    await page.getByTestId('sign-in-password').fill(ADMIN.password);
    await press(page, 'Enter');
    await page.getByTestId('sign-in').waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/settings/macros');
    await eventually(async () => expect(await page.title()).toBe('Canned replies · Settings · SayOnce'));
    expect(await page.getByRole('textbox', { name: 'Text' }).innerText()).toBe('Words of the first');
    expect(await page.getByTestId('macro-name').inputValue()).toBe('Name of the first');
    expect(await page.getByTestId('macro-status').inputValue()).toBe('solved');
    // True before he is back and after it.
    const told = page
      .getByTestId('toast')
      .getByText('You were signed out before this arrived. While you are signed in, you can send it again.');
    await told.waitFor();
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/back.png` });
    await page.clock.fastForward(10_000);
    await told.waitFor({ state: 'detached' });
    await page.getByTestId('macro-save').click();
    await page.getByTestId('macro-form').waitFor({ state: 'detached' });
    expect(await names('macros')).toContain('Name of the first');

    await page.goto('/inbox/live');
    await page.getByTestId('view').click();
    await page.getByTestId('view-add').click();
    const builder = page.getByTestId('view-builder');
    await builder.getByLabel('Name').fill('Urgent ones');
    await builder.getByLabel('What').selectOption('priority');
    await builder.getByRole('checkbox', { name: 'Urgent' }).check();
    await page.context().clearCookies();
    await builder.getByTestId('view-save').click();
    await signIn(page, ADMIN);
    expect(await builder.getByLabel('Name').inputValue()).toBe('Urgent ones');
    expect(await builder.getByRole('checkbox', { name: 'Urgent' }).isChecked()).toBe(true);
    await builder.getByRole('alert').getByText('You were signed out before this arrived.').waitFor();
    await builder.getByTestId('view-save').click();
    await builder.waitFor({ state: 'detached' });
    expect(await names('views')).toContain('Urgent ones');
    // The line is open again: what comes shows by itself.
    await page.goto('/inbox/all');
    await page.getByTestId('ticket-row').first().waitFor();
    await page.getByTestId('view').focus();
    await page.context().clearCookies();
    await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
    await page.getByTestId('sign-in').waitFor();
    await say(desk, 'Nora Meanwhile', 'Came meanwhile', 'Meanwhile');
    await signIn(page, ADMIN);
    expect(await focused(page)).toBe('view');
    await page.getByTestId('ticket-list').getByText('Nora Meanwhile', { exact: true }).waitFor();
    await say(desk, 'Nils Later', 'Came later', 'Later');
    await page.getByTestId('ticket-list').getByText('Nils Later', { exact: true }).waitFor();
    await page.context().close();
  },
  120_000,
);

browserTest(
  'a ticket that could not be put aside says so to its agent when he is back, and can be put aside then',
  async () => {
    const page = await consoles.open();
    const { id } = await openTicket(desk, page, 'Hilde Holm');
    await press(page, 's');
    await page.getByTestId('snooze').waitFor();
    await page.context().clearCookies();
    await press(page, '1');
    await page.getByTestId('sign-in').waitFor();
    await signIn(page, ADMIN);
    await page.getByTestId('snooze').getByText('You were signed out before this arrived.').waitFor();
    expect((await desk.must<{ snooze: unknown }>('GET', `/api/v1/tickets/${id}`)).snooze).toBeNull();
    await press(page, '1');
    await eventually(async () => expect((await desk.must<{ snooze: unknown }>('GET', `/api/v1/tickets/${id}`)).snooze).not.toBeNull());
    await page.context().close();
  },
  60_000,
);

browserTest(
  'another agent who signs in there has his own desk, and nothing of the first one on it',
  async () => {
    await desk.must('POST', '/api/v1/views', { name: 'For one alone', filter: { field: 'priority', in: ['low'] }, scope: 'own' });
    const page = await consoles.open();
    await page.getByTestId('view').click();
    await page.getByText('For one alone').first().waitFor();
    await press(page, 'Escape');
    // Moved by the page itself, so that what was loaded is still known.
    await page.getByTestId('rail').getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Canned replies' }).click();
    await page.getByTestId('macro-new').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Secret words');
    await page.getByTestId('macro-name').fill('Secret name');
    await page.context().clearCookies();
    await page.getByTestId('macro-save').click();
    await page.getByTestId('sign-in').waitFor();
    // His lists do not come: what is shown then would be the first one's.
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await intercept(page, /\/api\/v1\/(views|macros)/, async (route) => released.then(() => route.fallback()));
    await page.getByTestId('sign-in-another').click();
    expect([await focused(page), await page.getByTestId('sign-in-email').inputValue()]).toEqual(['sign-in-email', '']);
    await page.getByTestId('sign-in').getByText('whatever Admin had not saved here is gone').waitFor();
    await signIn(page, bob);
    await page.getByTestId('rail').getByRole('button', { name: 'Bob Other' }).waitFor();
    expect(await page.getByTestId('toast').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    const nothingOfHis = async (): Promise<void> => {
      const all = await html(page);
      for (const word of ['Secret', 'For one alone', ADMIN.email]) expect(all).not.toContain(word);
    };
    await nothingOfHis();
    await page.getByTestId('rail').getByRole('link', { name: 'Inbox' }).click();
    await page.waitForURL('**/inbox/**');
    await nothingOfHis();
    release();
    await page.getByTestId('ticket-row').first().waitFor();
    await page.getByTestId('view').click();
    await page.getByTestId('view-add').waitFor();
    await nothingOfHis();
    await page.context().close();
  },
  60_000,
);

browserTest(
  'signing out by hand leaves nothing of the desk, in no window of the browser',
  async () => {
    const page = await consoles.open();
    const other = await page.context().newPage();
    await other.goto('/settings/macros');
    await other.getByTestId('macro-new').click();
    await other.getByTestId('macro-name').fill('Secret elsewhere');
    await page.goto('/settings/macros');
    await page.getByTestId('macro-new').click();
    await page.getByTestId('macro-name').fill('Secret here');
    await press(page, 'Escape');
    await page.getByTestId('toast').getByText('Closed without saving').waitFor();
    await page.getByTestId('rail').getByRole('button', { name: 'Admin' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    for (const one of [page, other]) {
      await one.getByTestId('sign-in').waitFor();
      await one.getByTestId('rail').waitFor({ state: 'detached' });
      expect(await one.getByTestId('toast').count()).toBe(0);
      expect(await one.getByRole('dialog').count()).toBe(0);
      const all = await html(one);
      for (const word of ['Secret', 'Canned replies']) expect(all).not.toContain(word);
    }
    await page.context().close();
  },
  60_000,
);

/** An admin gives him another password, which ends his sessions. */
const reset = async ({ id }: { id: string }): Promise<string> =>
  (await desk.must<{ oneTimePassword: string }>('POST', `/api/v1/agents/${id}/password`)).oneTimePassword;

async function enter(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.getByTestId('sign-in-email').fill(who.email);
  await page.getByTestId('sign-in-password').fill(who.password);
  await page.getByTestId('sign-in-submit').click();
}

async function choose(page: Page, current: string, next: string): Promise<void> {
  await page.getByTestId('password-current').fill(current);
  await page.getByTestId('password-next').fill(next);
  await page.getByTestId('password-again').fill(next);
  await page.getByTestId('password-save').click();
}

browserTest(
  'what was being written stands there when its agent comes back with a one-time password, and nobody else sees it',
  async () => {
    const cara = await addAgent(desk, 'Cara Third');
    const page = await consoles.open(cara);
    await page.goto('/settings/macros');
    await page.getByTestId('macro-new').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Words of the third');
    await page.getByTestId('macro-name').fill('Name of the third');
    const once = await reset(cara);
    await page.getByTestId('sign-in').waitFor();
    await enter(page, { ...cara, password: once });
    // The cover stays: nothing of the desk is seen or reached before he has a password of his own.
    await page.getByTestId('choose-password').waitFor();
    await eventually(async () => expect(await focused(page)).toBe('password-current'));
    expect((await buttonsRead(page)).toSorted()).toEqual(['Choose this password', 'English', 'Sign out', '简体中文', '繁體中文']);
    await press(page, 'Escape', 'Escape', 'Control+k');
    expect([await page.title(), await page.getByTestId('palette').count()]).toEqual(['SayOnce', 0]);
    // A mistake leaves him there, and what ends the session once more leads back.
    await choose(page, 'not the one', 'a password of my own');
    await page.getByTestId('password-error').waitFor();
    const again = await reset(cara);
    await choose(page, once, 'a password of my own');
    await page.getByTestId('sign-in').waitFor();
    expect(await page.getByTestId('sign-in-email').inputValue()).toBe(cara.email);
    await enter(page, { ...cara, password: again });
    await choose(page, again, 'a password of my own');
    await page.getByTestId('choose-password').waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/settings/macros');
    expect(await page.getByRole('textbox', { name: 'Text' }).innerText()).toBe('Words of the third');
    expect(await page.getByTestId('macro-name').inputValue()).toBe('Name of the third');
    await page.getByTestId('macro-save').click();
    await page.getByTestId('macro-form').waitFor({ state: 'detached' });

    // Another one with such a password begins with nothing of it.
    await page.getByTestId('macro-new').click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Secret words of the third');
    await page.getByTestId('macro-name').fill('Secret of the third');
    await page.context().clearCookies();
    await page.getByTestId('macro-save').click();
    await page.getByTestId('sign-in').waitFor();
    const dora = await addAgent(desk, 'Dora Fourth');
    const hers = await reset(dora);
    await enter(page, { ...dora, password: hers });
    await page.getByTestId('choose-password').waitFor();
    expect([await page.getByRole('dialog').count(), await page.getByTestId('rail').count()]).toEqual([0, 0]);
    for (const word of ['Secret', cara.email]) expect(await html(page)).not.toContain(word);
    // Out once more before she has a desk: the plain page.
    const newest = await reset(dora);
    await choose(page, hers, 'a password of her own');
    await page.getByTestId('sign-in').waitFor();
    expect([await page.getByRole('dialog').count(), await page.getByTestId('sign-in-email').inputValue()]).toEqual([0, '']);
    await enter(page, { ...dora, password: newest });
    await choose(page, newest, 'a password of her own');
    await page.getByTestId('rail').getByRole('button', { name: 'Dora Fourth' }).waitFor();
    await page.getByTestId('macro-new').waitFor();
    expect(await html(page)).not.toContain('Secret');
    await page.context().close();
  },
  120_000,
);

browserTest('a page that is loaded anew after the session has ended is the plain sign-in page', async () => {
  const page = await consoles.open();
  await page.goto('/settings/macros');
  await page.getByTestId('macro-new').waitFor();
  await page.context().clearCookies();
  await page.reload();
  await page.getByTestId('sign-in').waitFor();
  expect([await page.getByRole('dialog').count(), await page.getByTestId('rail').count()]).toEqual([0, 0]);
  await page.context().close();
});

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

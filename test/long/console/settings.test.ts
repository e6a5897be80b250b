/** Parts of the settings that are more than fields and a button. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { HoursState, Macro, View } from '../../../src/contract/workspace.js';
import type { FollowupRule } from '../../../src/contract/desk.js';
import type { Mailbox } from '../../../src/contract/mailboxes.js';
import type { Topic } from '../../../src/contract/topics.js';
import type { Article, WidgetSetup } from '../../../src/contract/widget.js';
import { BROWSER } from '../../support/browser.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { addAgent, type Consoles, hold, intercept, openBrowser, press } from './support.js';

const browserTest = BROWSER ? test : test.skip;
let desk: Desk;
let consoles: Consoles;
let admin: Page;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  admin = await consoles.open();
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

const week = async (): Promise<HoursState['week']> => (await desk.api<HoursState>('GET', '/api/v1/settings/hours')).body.week;
const WHOLE = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '00:00', to: '24:00' }));

browserTest('a desk that never closes says so in one line, and a day from midnight to midnight is all day', async () => {
  await desk.must('PATCH', '/api/v1/settings/hours', { timeZone: 'UTC', week: WHOLE, holidays: [] });
  await admin.goto('/settings/hours');
  const always = admin.getByLabel('Open around the clock');
  await always.waitFor();
  expect(await always.isChecked()).toBe(true);
  expect(await admin.getByTestId('hours-day').count()).toBe(0);

  // By the keyboard: what it unfolds is the usual week, and a whole day is one press.
  await always.focus();
  await press(admin, 'Space');
  const saturday = admin.getByRole('group', { name: 'Saturday' });
  await saturday.getByRole('button', { name: 'Open all day on Saturday' }).press('Enter');
  expect(await saturday.innerText()).toMatch(/Saturday\s+all day/);
  expect(await saturday.locator('input').count()).toBe(0);
  await admin.getByTestId('hours-save').click();
  const office = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
  await eventually(async () => expect(await week()).toEqual([...office, { day: 6, from: '00:00', to: '24:00' }]));

  await admin.reload();
  await saturday.waitFor();
  expect(await saturday.innerText()).toMatch(/Saturday\s+all day/);
  await always.check();
  await admin.getByTestId('hours-save').click();
  await eventually(async () => expect(await week()).toEqual(WHOLE));
});

browserTest('a table is chosen with words of ours, or dropped', async () => {
  const page = await consoles.open(undefined, { language: 'zh-CN' });
  await page.goto('/settings/import');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('group', { name: 'CSV 文件' }).getByRole('button', { name: '选择文件' }).press('Enter');
  const file = { name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Email\nAnn,ann@import.example\n') };
  await (await choosing).setFiles(file);
  await page.getByTestId('import-row').filter({ hasText: 'Ann' }).waitFor();
  expect(await page.getByTestId('import-file-drop').innerText()).toMatch(/换一个文件\s+one\.csv/);
  await page.getByTestId('import-file-drop').evaluate((place) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['Name,Email\nBo,bo@import.example\nCy,cy@import.example\n'], 'two.csv', { type: 'text/csv' }));
    for (const type of ['dragover', 'drop']) place.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.getByTestId('import-row').filter({ hasText: 'Cy' }).waitFor();
  expect(await page.getByTestId('import-file-drop').innerText()).toContain('two.csv');
  await page.context().close();
});

browserTest('a token is made, shown once, used and revoked, and a double click makes and revokes one', async () => {
  const tokens = (): Promise<{ id: string; name: string }[]> =>
    desk
      .api<{ items: { id: string; name: string }[] }>('GET', '/api/v1/tokens')
      .then(({ body }) => body.items.filter(({ name }) => name === 'Shop'));
  await admin.goto('/settings/tokens');
  await admin.getByLabel('Name of the system').fill('Shop');
  await admin.getByTestId('token-add').focus();
  await press(admin, 'Enter');
  const token = await admin.getByTestId('token-shown').locator('code').innerText();
  expect(await admin.title()).toBe('API tokens · Settings · SayOnce');
  // Whoever works by the keyboard is where he was.
  await eventually(async () =>
    expect(await admin.getByTestId('token-add').evaluate((button) => button === document.activeElement)).toBe(true),
  );
  const call = (): Promise<number> =>
    fetch(`${desk.url}/api/v1/tickets`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
  expect(await call()).toBe(200);
  // Back from the other window, and back from another page.
  const row = admin.getByTestId('token').filter({ hasText: 'Shop' });
  await row.filter({ hasText: 'never used' }).waitFor();
  await admin.evaluate(() => window.dispatchEvent(new Event('focus')));
  await row.filter({ hasText: 'last used' }).waitFor();
  await admin.getByLabel('Name of the system').fill('shop');
  await admin.getByTestId('token-add').click();
  await admin
    .getByTestId('toast')
    .filter({ hasText: 'This name is in use already. Choose another one.' })
    .getByRole('button', { name: 'Close' })
    .click();
  await desk.must('POST', '/api/v1/tokens', { name: 'Till', role: 'agent' });
  await admin.getByTestId('settings-tags').click();
  // The name that was refused stands there still.
  await admin.getByRole('button', { name: 'Leave without saving' }).click();
  await admin.getByTestId('tag-add').waitFor();
  await admin.getByTestId('settings-tokens').click();
  await admin.getByTestId('token').filter({ hasText: 'Till' }).waitFor();
  await admin.reload();
  await row.waitFor();
  expect(await admin.getByTestId('token-shown').count()).toBe(0);
  // Once is no more than a slip of the hand.
  await row.getByTestId('token-revoke').click();
  await row.getByTestId('token-revoke-sure').waitFor();
  expect(await call()).toBe(200);
  await row.getByTestId('token-revoke-sure').dblclick();
  await row.waitFor({ state: 'detached' });
  expect(await call()).toBe(401);
  expect(await admin.getByTestId('toast').allTextContents()).toEqual(['Removed']);

  await admin.getByLabel('Name of the system').fill('Shop');
  await admin.getByTestId('token-add').dblclick();
  await admin.getByTestId('token-shown').waitFor();
  expect(await tokens()).toHaveLength(1);
});

browserTest('a canned reply whose name is blank says what is wanted, and two passwords that differ are read out', async () => {
  await admin.goto('/settings/macros');
  await admin.getByTestId('macro-new').click();
  await admin.getByTestId('macro-name').fill('   ');
  await admin.getByTestId('macro-save').click();
  await admin.getByTestId('macro-form').getByRole('alert').getByText('Fill this in.').waitFor();
  expect(await admin.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('macro-name');
  // A name that another one has is told at the name, and taken back by typing.
  const { id } = await desk.must<Macro>('POST', '/api/v1/macros', { name: 'Opening hours', text: 'From nine to five.', scope: 'shared' });
  await admin.getByRole('textbox', { name: 'Text' }).fill('Nine to five');
  await admin.getByTestId('macro-name').fill('opening HOURS');
  await admin.getByTestId('macro-save').click();
  const told = admin.getByTestId('macro-form').getByRole('alert').getByText('This name is in use already.');
  await told.waitFor();
  expect(await admin.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('macro-name');
  if (process.env['SHOTS']) await admin.screenshot({ path: `${process.env['SHOTS']}/taken.png` });
  await admin.keyboard.type('!');
  await told.waitFor({ state: 'detached' });
  await desk.must('DELETE', `/api/v1/macros/${id}`);
  await admin.goto('/profile');
  for (const [field, words] of [
    ['current', 'the present one'],
    ['next', 'another password'],
    ['again', 'yet another one'],
  ] as const)
    await admin.getByTestId(`password-${field}`).fill(words);
  await admin.getByTestId('password-save').click();
  await admin.getByRole('alert').getByText('The two are not the same.').waitFor();
});

browserTest(
  'of two who change one reply, or one view, the second is asked what shall become of both',
  async () => {
    const macro = await desk.must<Macro>('POST', '/api/v1/macros', { name: 'Seal', text: 'The seal', scope: 'shared' });
    const view = await desk.must<View>('POST', '/api/v1/views', {
      name: 'Urgent',
      filter: { field: 'priority', in: ['urgent'] },
      scope: 'shared',
    });
    const textOf = async (): Promise<string> =>
      (await desk.must<{ items: Macro[] }>('GET', '/api/v1/macros')).items.find(({ id }) => id === macro.id)!.text;
    const meanwhile = (text: string): Promise<Macro> => desk.must('PATCH', `/api/v1/macros/${macro.id}`, { text });
    await admin.goto('/settings/macros');
    const edit = async (words: string, by: string): Promise<void> => {
      await admin.getByTestId('macro-edit').click();
      const text = admin.getByRole('textbox', { name: 'Text' });
      await text.fill(words);
      await meanwhile(by);
      await admin.getByTestId('macro-save').click();
      await admin.getByTestId('overtaken').waitFor();
      if (process.env['SHOTS']) await admin.screenshot({ path: `${process.env['SHOTS']}/overtaken.png` });
      expect(await text.innerText()).toBe(words);
      expect(await textOf()).toBe(by);
    };
    await edit('Mine', 'Theirs');
    // What is typed after it counts, too.
    await admin.getByRole('textbox', { name: 'Text' }).fill('Mine, thought over');
    await admin.getByTestId('keep-mine').click();
    await admin.getByTestId('macro-form').waitFor({ state: 'detached' });
    expect(await textOf()).toBe('Mine, thought over');
    await edit('Mine again', 'Theirs again');
    await admin.getByTestId('keep-theirs').click();
    await admin.getByTestId('macro-form').waitFor({ state: 'detached' });
    await eventually(async () => expect(await admin.getByTestId('macro').innerText()).toContain('Theirs again'));

    await admin.goto(`/inbox/${view.id}`);
    await admin.getByTestId('view').waitFor();
    await eventually(async () => expect(await admin.getByTestId('view').innerText()).toContain('Urgent'));
    await press(admin, 'Shift+e');
    const builder = admin.getByTestId('view-builder');
    await builder.getByLabel('Name').fill('Very urgent');
    await desk.must('PATCH', `/api/v1/views/${view.id}`, { name: 'Burning' });
    await builder.getByTestId('view-save').click();
    await builder.getByTestId('keep-mine').click();
    await eventually(async () => expect(await admin.getByTestId('view').innerText()).toContain('Very urgent'));
  },
  60_000,
);

browserTest(
  'of two people who edit one article, follow-up rule or topic, the second erases nothing without being asked',
  async () => {
    const sue = await consoles.open(await addAgent(desk, 'Sue Second', 'supervisor'));
    const article = await desk.must<Article>('POST', '/api/v1/articles', { title: 'Seal', body: 'Pull', language: 'en', public: true });
    const rule = await desk.must<FollowupRule>('POST', '/api/v1/followup-rules', {
      name: 'Seal',
      when: { topic: null, on: 'resolve' },
      expect: { topic: 'parts', withinDays: 7, probability: null },
      prompt: 'Ask',
      checkIn: null,
    });
    const topic = await desk.must<Topic>('POST', '/api/v1/topics', { name: { en: 'Seal' }, keywords: ['seal'] });
    const kinds = [
      // Whatever else somebody does to it meanwhile: it is asked about, and stays.
      { page: '/settings/articles', row: 'article', api: `/articles/${article.id}`, also: { public: false } },
      { page: '/followups', row: 'followup-rule', api: `/followup-rules/${rule.id}`, also: { enabled: false } },
      { page: '/settings/topics', row: 'topic', api: `/topics/${topic.key}`, also: { archived: true } },
    ];
    for (const { page, row, api, also } of kinds) {
      const list = `/api/v1${api.slice(0, api.lastIndexOf('/'))}`;
      const stored = async (): Promise<Article & FollowupRule & Topic> =>
        (await desk.must<{ items: (Article & FollowupRule & Topic)[] }>('GET', list)).items.find((one) =>
          api.endsWith(`/${one.id ?? one.key}`),
        )!;
      const words = async (): Promise<string> => {
        const { title, name } = await stored();
        return title ?? (name as unknown as { en?: string }).en ?? name;
      };
      const rowOf = (who: Page, named: string): Locator =>
        who.getByTestId(row).filter({ has: who.locator('strong, h3', { hasText: new RegExp(`^${named}$`) }) });
      const form = (who: Page): Locator => who.getByTestId(`${row}-form`);
      const name = (who: Page): Locator => form(who).locator('input[name="title"], input[name="name"], input[name="name en"]');
      const edit = async (who: Page, from: string, to: string): Promise<void> => {
        await rowOf(who, from).getByRole('button', { name: 'Edit' }).click();
        await name(who).fill(to);
      };
      const save = (who: Page): Promise<void> => form(who).getByRole('button', { name: 'Save', exact: true }).click();
      await Promise.all([admin, sue].map((who) => who.goto(page)));
      await edit(admin, 'Seal', 'Hers');
      await edit(sue, 'Seal', 'His');
      await save(admin);
      await form(admin).waitFor({ state: 'detached' });
      await save(sue);
      await form(sue).getByTestId('overtaken').waitFor();
      if (process.env['SHOTS']) await sue.screenshot({ path: `${process.env['SHOTS']}/overtaken-${row}.png` });
      expect([await name(sue).inputValue(), await words()]).toEqual(['His', 'Hers']);
      await form(sue).getByTestId('keep-theirs').click();
      await form(sue).waitFor({ state: 'detached' });

      await edit(sue, 'Hers', 'His');
      await desk.must('PATCH', `/api/v1${api}`, also);
      // By the keyboard, from the top of a form that is higher than the window: what is asked at its end is seen.
      await name(sue).press('Enter');
      const mine = form(sue).getByTestId('keep-mine');
      await mine.waitFor();
      expect(
        await mine.evaluate((button) => {
          const { left, right, top, bottom } = button.getBoundingClientRect();
          return button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
        }),
      ).toBe(true);
      await mine.click();
      await form(sue).waitFor({ state: 'detached' });
      await rowOf(sue, 'His').waitFor();
      expect(await words()).toBe('His');
      // What the form does not show, it does not say.
      if (row !== 'article') expect(await stored()).toMatchObject(also);
    }
    await sue.context().close();
    await desk.must('DELETE', `/api/v1/articles/${article.id}`);
  },
  90_000,
);

browserTest('so it is with an address that mail goes out from', async () => {
  const made = { address: 'seal@desk.example', name: 'Seal', signature: 'Before' };
  const { id } = await desk.must<Mailbox>('POST', '/api/v1/mailboxes', made);
  await admin.goto('/settings/mail');
  const row = admin.getByTestId('sender').filter({ hasText: made.address });
  await row.getByRole('button', { name: 'Edit' }).click();
  const form = admin.getByTestId('sender-form');
  await form.getByLabel('Signature').fill('Mine');
  await desk.must('PATCH', `/api/v1/mailboxes/${id}`, { signature: 'Theirs' });
  await form.getByTestId('sender-save').click();
  await form.getByTestId('overtaken').waitFor();
  if (process.env['SHOTS']) await admin.screenshot({ path: `${process.env['SHOTS']}/overtaken-sender.png` });
  expect(await form.getByLabel('Signature').inputValue()).toBe('Mine');
  await form.getByTestId('keep-theirs').click();
  await form.waitFor({ state: 'detached' });
  await row.getByText('Theirs').waitFor();
  await desk.must('DELETE', `/api/v1/mailboxes/${id}`);
});

const toasted = (words: string): Locator => admin.getByTestId('toast').filter({ hasText: words });
const saved = (): Locator => toasted('Saved');

/** Whether the browser would ask before this page goes. */
const asks = (page: Page): Promise<boolean> => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

browserTest('a dialog that is closed with words in it that are not saved can be opened again as it stood', async () => {
  await admin.goto('/settings/articles');
  const [form, title, body] = ['article-form', 'article-title', 'article-body'].map((id) => admin.getByTestId(id)) as [
    Locator,
    Locator,
    Locator,
  ];
  const toast = admin.getByTestId('toast').filter({ hasText: 'Closed without saving' });
  const again = toast.getByRole('button', { name: 'Open again' });
  await admin.getByTestId('article-new').click();
  await form.waitFor();
  await press(admin, 'Escape');
  await form.waitFor({ state: 'detached' });
  // Nothing was typed: nothing is said.
  expect(await toast.count()).toBe(0);
  // Whoever is quicker than the focus, which comes a moment after the dialog, closes it all the same; no key goes by it.
  for (const elsewhere of ['body', '[data-testid="article-new"]']) {
    await admin.getByTestId('article-new').click();
    await form.waitFor();
    await admin.evaluate((where) => {
      (document.activeElement as HTMLElement).blur();
      const target = document.querySelector(where) as HTMLElement;
      for (const key of ['g', 'i', 'Escape']) target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }, elsewhere);
    await form.waitFor({ state: 'detached' });
    expect(admin.url()).toMatch(/articles$/);
  }

  await admin.getByTestId('article-new').click();
  await title.fill('Cleaning the jug');
  await body.fill('With warm water.');
  await form.getByRole('combobox').selectOption({ value: 'zh-TW' });
  expect(await asks(admin)).toBe(true);
  await press(admin, 'Escape');
  await form.waitFor({ state: 'detached' });
  await again.click();
  await toast.waitFor({ state: 'detached' });
  expect([await title.inputValue(), await body.inputValue()]).toEqual(['Cleaning the jug', 'With warm water.']);
  expect(await form.getByRole('combobox').inputValue()).toBe('zh-TW');
  // Once more, by its cross, and then saved from there.
  await form.getByRole('button', { name: 'Close' }).click();
  await form.waitFor({ state: 'detached' });
  await again.click();
  await title.press('Control+a');
  await admin.keyboard.type('Cleaning');
  await admin.getByTestId('article-save').click();
  await form.waitFor({ state: 'detached' });
  await admin.getByTestId('article').getByText('Cleaning', { exact: true }).waitFor();
  expect(await toast.count()).toBe(0);
  expect(await asks(admin)).toBe(false);
  // Another one begins empty.
  await admin.getByTestId('article-new').click();
  expect(await title.inputValue()).toBe('');
  await press(admin, 'Escape');

  // Formatted words, and a press beside.
  await admin.goto('/settings/macros');
  await admin.getByTestId('macro-new').click();
  expect(await admin.getByTestId('macro-name').evaluate((box) => box === document.activeElement)).toBe(true);
  const words = admin.getByRole('textbox', { name: 'Text' });
  await words.click();
  await admin.keyboard.type('Have a nice day');
  await admin.getByTestId('macro-status').selectOption('solved');
  await admin.mouse.click(8, 8);
  await admin.getByTestId('macro-form').waitFor({ state: 'detached' });
  await again.click();
  expect([await words.innerText(), await admin.getByTestId('macro-status').inputValue()]).toEqual(['Have a nice day', 'solved']);
  await admin.getByTestId('macro-name').fill('Nice day');
  await admin.getByTestId('macro-save').click();
  await admin.getByTestId('macro').filter({ hasText: 'Have a nice day' }).waitFor();
});

browserTest('a page of the settings that holds what is not saved is not left without a word', async () => {
  await admin.goto('/settings/chat');
  const origins = admin.getByTestId('chat-origins');
  const leaving = admin.getByTestId('leaving');
  await origins.fill('https://shop.example.com');
  expect(await asks(admin)).toBe(true);
  await admin.getByTestId('settings-tags').click();
  await leaving.waitFor();
  if (process.env['SHOTS']) await admin.screenshot({ path: `${process.env['SHOTS']}/leaving.png` });
  await leaving.getByRole('button', { name: 'Stay here' }).press('Enter');
  await leaving.waitFor({ state: 'detached' });
  expect(await origins.inputValue()).toBe('https://shop.example.com');
  await origins.evaluate((box) => (box as HTMLTextAreaElement).blur());
  await press(admin, 'g', 'i');
  await leaving.waitFor();
  await press(admin, 'Escape');
  await leaving.waitFor({ state: 'detached' });
  // Saved, it is left as ever.
  await admin.getByTestId('chat-save').click();
  await saved().waitFor();
  expect(await asks(admin)).toBe(false);
  await admin.getByTestId('settings-tags').click();
  await admin.waitForURL('**/settings/tags');
  await admin.getByTestId('settings-chat').click();
  await origins.fill('https://other.example.com');
  await admin.getByTestId('settings-tags').click();
  await leaving.getByRole('button', { name: 'Leave without saving' }).click();
  await admin.waitForURL('**/settings/tags');
  await admin.getByTestId('settings-chat').click();
  expect(await origins.inputValue()).toBe('https://shop.example.com');
});

browserTest('a part that was changed by buttons alone is not left without a word either', async () => {
  const day = { from: '09:00', to: '17:00' };
  await desk.must('PATCH', '/api/v1/settings/hours', { timeZone: 'UTC', week: [{ day: 1, ...day }], holidays: [] });
  const leaving = admin.getByTestId('leaving');
  const monday = admin.getByRole('group', { name: 'Monday' });
  for (const change of [
    () => monday.getByRole('button', { name: 'Remove' }),
    () => monday.getByRole('button', { name: 'Open all day on Monday' }),
    () => admin.getByRole('group', { name: 'Saturday' }).getByRole('button', { name: 'Add hours' }),
    () => admin.getByTestId('holiday-add'),
  ]) {
    await admin.goto('/settings/hours');
    await monday.waitFor();
    expect(await asks(admin)).toBe(false);
    await change().press('Enter');
    await admin.getByTestId('settings-tags').click();
    await leaving.getByRole('button', { name: 'Leave without saving' }).click();
    await admin.waitForURL('**/settings/tags');
  }
});

browserTest('what is typed while the part is being saved is not saved by it, and what could not be saved is not forgotten', async () => {
  const requests = /\/api\/v1\/widget$/;
  await admin.goto('/settings/chat');
  const origins = admin.getByTestId('chat-origins');
  const leaving = admin.getByTestId('leaving');
  await origins.fill('https://one.example.com');
  let { asked, answer } = await hold(admin, requests, 'PATCH');
  await admin.getByTestId('chat-save').click();
  await asked;
  await origins.press('End');
  await admin.keyboard.type('/typed-on');
  await answer();
  await saved().waitFor();
  await admin.getByTestId('settings-tags').click();
  await leaving.getByRole('button', { name: 'Stay here' }).click();
  expect(await origins.inputValue()).toBe('https://one.example.com/typed-on');

  ({ asked, answer } = await hold(admin, requests, 'PATCH', { refuses: true }));
  await origins.fill('https://two.example.com');
  await admin.getByTestId('chat-save').click();
  await asked;
  await answer();
  await toasted('Not saved.').waitFor();
  await admin.getByTestId('settings-tags').click();
  await leaving.getByRole('button', { name: 'Leave without saving' }).click();
  await admin.waitForURL('**/settings/tags');
});

browserTest('what was only tried out is not saved by that', async () => {
  await intercept(admin, '**/api/v1/mail-accounts/test', (route) => route.fulfill({ json: { ok: true, mails: 3, problem: null } }));
  const form = admin.getByTestId('mailbox-form');
  const leaving = admin.getByTestId('leaving');
  await admin.goto('/settings/tags');
  await admin.getByTestId('settings-mail').click();
  await admin.getByTestId('mailbox-new').click();
  for (const [name, words] of Object.entries({ name: 'Support', host: 'imap.example.com', user: 'support', password: 'a secret' }))
    await form.locator(`[name="${name}"]`).fill(words);
  await admin.getByTestId('mailbox-submit').click();
  await admin.getByTestId('mailbox-result').getByText('3').waitFor();
  await admin.goBack();
  await leaving.getByRole('button', { name: 'Stay here' }).click();
  await leaving.waitFor({ state: 'detached' });
  expect(await form.locator('[name="password"]').inputValue()).toBe('a secret');
  await admin.unroute('**/api/v1/mail-accounts/test');

  const refused = { ok: false, accountName: null, problem: { code: 'wrong_credentials', message: 'no' } };
  await intercept(admin, '**/api/v1/settings/phone/test', (route) => route.fulfill({ json: refused }));
  await admin.goto('/settings/phone');
  const phone = admin.getByTestId('phone-form');
  for (const [name, words] of Object.entries({ accountSid: `AC${'0'.repeat(32)}`, authToken: 'a token', number: '+12025550123' }))
    await phone.locator(`[name="${name}"]`).fill(words);
  await admin.getByTestId('phone-save').click();
  await admin.getByTestId('phone-result').locator('p').waitFor();
  await admin.getByTestId('settings-tags').click();
  await leaving.getByRole('button', { name: 'Leave without saving' }).click();
  await admin.waitForURL('**/settings/tags');
  await admin.unroute('**/api/v1/settings/phone/test');
});

browserTest('a closed dialog is kept for as long as the way back to it is offered, and no longer', async () => {
  await admin.goto('/settings/mail');
  await admin.getByTestId('mailbox-new').click();
  const form = admin.getByTestId('mailbox-form');
  await form.locator('[name="password"]').fill('a secret');
  const body = await form.locator('form').evaluateHandle((one) => one.parentElement!.parentElement!);
  const isKept = (): Promise<boolean> => body.evaluate((one) => one.querySelector('form') !== null);
  await press(admin, 'Escape');
  await form.waitFor({ state: 'detached' });
  // Taken, it is used: the dialog stays with what was typed.
  await toasted('Closed without saving').getByRole('button', { name: 'Open again' }).click();
  await toasted('Closed without saving').waitFor({ state: 'detached' });
  expect(await form.locator('[name="password"]').inputValue()).toBe('a secret');
  await press(admin, 'Escape');
  await form.waitFor({ state: 'detached' });
  expect(await isKept()).toBe(true);
  await toasted('Closed without saving').getByRole('button', { name: 'Close' }).click();
  await eventually(async () => expect(await isKept()).toBe(false));
});

browserTest('what a closed dialog is refused is told by a toast, and what an editor changes by itself counts as typed', async () => {
  const { id } = await desk.must<Macro>('POST', '/api/v1/macros', { name: 'Late parcel', text: 'It is on its way.', scope: 'shared' });
  const form = admin.getByTestId('macro-form');
  const requests = /\/api\/v1\/macros(?:\/|$)/;
  const again = toasted('Closed without saving').getByRole('button', { name: 'Open again' });
  await admin.goto('/settings/macros');
  await admin.getByTestId('macro-new').click();
  await admin.getByRole('textbox', { name: 'Text' }).fill('Patience');
  await admin.getByTestId('macro-name').fill('late parcel');
  let { asked, answer } = await hold(admin, requests, 'POST');
  await admin.getByTestId('macro-save').click();
  await asked;
  await press(admin, 'Escape');
  await form.waitFor({ state: 'detached' });
  await answer();
  await toasted('Not saved. This name is in use already.').waitFor();
  await again.click();
  await admin.getByTestId('macro-name').fill('Patience');
  await admin.getByTestId('macro-save').click();
  await form.waitFor({ state: 'detached' });

  // Somebody else saves it meanwhile: the toast leads to theirs.
  await admin.getByTestId('macro').filter({ hasText: 'Late parcel' }).getByTestId('macro-edit').click();
  await admin.getByTestId('macro-name').fill('Mine');
  await desk.must('PATCH', `/api/v1/macros/${id}`, { name: 'Parcel news' });
  ({ asked, answer } = await hold(admin, requests, 'PATCH'));
  await admin.getByTestId('macro-save').click();
  await asked;
  await press(admin, 'Escape');
  await form.waitFor({ state: 'detached' });
  await answer();
  await toasted('Not saved. Somebody').waitFor();

  await admin.goto('/settings/macros');
  await admin.getByTestId('macro').filter({ hasText: 'Parcel news' }).getByTestId('macro-edit').click();
  await admin.getByRole('textbox', { name: 'Text' }).press('Control+a');
  await form.getByRole('button', { name: 'Bold' }).click();
  await form.locator('strong').waitFor();
  await press(admin, 'Escape');
  await again.click();
  await form.locator('strong').waitFor();
  await press(admin, 'Escape');
});

browserTest('a rule that could not be saved says so in its dialog, and by a toast once that is closed', async () => {
  const form = admin.getByTestId('followup-rule-form');
  const requests = /\/api\/v1\/followup-rules(?:\/|$)/;
  await admin.goto('/followups');
  await admin.getByTestId('rule-new').click();
  // A switch counts as typed.
  await form.getByRole('switch').click();
  await press(admin, 'Escape');
  await toasted('Closed without saving').getByRole('button', { name: 'Open again' }).click();
  expect(await form.getByRole('switch').getAttribute('aria-checked')).toBe('false');
  await form.locator('[name="name"]').fill('Filters');
  await form.locator('[name="expects"]').selectOption({ index: 1 });
  await form.locator('[name="prompt"]').fill('Are the filters used up?');
  for (const name of ['days', 'odds']) await form.locator(`[name="${name}"]`).fill('30');
  let { asked, answer } = await hold(admin, requests, 'POST', { refuses: true });
  await form.locator('[type="submit"]').click();
  await answer();
  await form.getByRole('alert').filter({ hasText: 'Not saved.' }).waitFor();
  ({ asked, answer } = await hold(admin, requests, 'POST', { refuses: true }));
  await form.locator('[type="submit"]').click();
  await asked;
  await press(admin, 'Escape');
  await form.waitFor({ state: 'detached' });
  await answer();
  await toasted('Not saved.').waitFor();
});

browserTest('an origin that cannot be one is told at its field, with its line, before the server is asked', async () => {
  await admin.goto('/settings/chat');
  const origins = admin.getByTestId('chat-origins');
  const form = admin.getByTestId('chat-settings');
  for (const [line, told] of [
    ['https://shop.test/path', 'Line 2: write https://shop.test instead of https://shop.test/path.'],
    ['*', 'Line 2: every page has to be named, * does not do.'],
    ['shop.example.com', 'Line 2: write https://shop.example.com instead of shop.example.com.'],
  ] as const) {
    await origins.fill(`https://first.example\n${line}`);
    expect(await origins.getAttribute('aria-invalid')).toBeNull();
    await admin.getByTestId('chat-save').click();
    await form.getByRole('alert').getByText(told).waitFor();
    expect(await origins.getAttribute('aria-invalid')).toBe('true');
    expect(
      await origins.evaluate((box) => {
        const { top, bottom } = box.getBoundingClientRect();
        const { value, selectionStart, selectionEnd } = box as HTMLTextAreaElement;
        return [box === document.activeElement, top >= 0 && bottom <= innerHeight, value.slice(selectionStart, selectionEnd)];
      }),
    ).toEqual([true, true, line]);
  }
  if (process.env['SHOTS']) await admin.screenshot({ path: `${process.env['SHOTS']}/origin.png` });
  // What is selected is what is wrong.
  await admin.keyboard.type('https://shop.example.com');
  await admin.getByTestId('chat-save').click();
  await eventually(async () =>
    expect((await desk.api<WidgetSetup>('GET', '/api/v1/widget')).body.origins).toEqual([
      'https://first.example',
      'https://shop.example.com',
    ]),
  );
});

browserTest('nothing broke meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

browserTest('the set-up is for who may set the desk up: an agent who comes to it stands in the inbox', async () => {
  const page = await consoles.open(await addAgent(desk, 'Plain Agent'));
  await page.goto('/welcome');
  await page.waitForURL('**/inbox/live');
  expect(await page.getByTestId('welcome').count()).toBe(0);
});

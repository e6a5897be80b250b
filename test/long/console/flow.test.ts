/** Small things that break the flow of work when they are wrong: a key too early, a list that is stale, words that are lost. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import type { Locator, Page } from 'playwright-core';
import type { Me } from '../../../src/contract/desk.js';
import { BROWSER } from '../../support/browser.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { addAgent, type Consoles, intercept, openBrowser, openTicket, press, say, ticketOf, write } from './support.js';

const browserTest = BROWSER ? test : test.skip;
let desk: Desk;
let consoles: Consoles;
let ann: Page;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  for (const name of ['Una One', 'Duo Two', 'Tria Three']) {
    await say(desk, name, `A question of ${name}`, `About ${name}`);
    await ticketOf(desk, name);
  }
  ann = await consoles.open(await addAgent(desk, 'Ann Agent'));
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk?.stop();
});

const fresh = async (id: string) => (await desk.api<{ topic: string | null; status: string }>('GET', `/api/v1/tickets/${id}`)).body;

browserTest(
  'a picker that is opened by its key and answered with Enter at once leaves what is',
  async () => {
    const { id } = await openTicket(desk, ann, 'Una One');
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { topic: 'refund', status: 'hold' });
    for (const [key, control, value] of [
      ['o', 'topic', 'refund'],
      ['i', 'status', 'hold'],
    ] as const) {
      await eventually(async () => expect(await ann.getByTestId(control).getAttribute('data-value')).toBe(value));
      await press(ann, key);
      await ann.getByTestId(`${control}-${value}`).waitFor();
      await eventually(async () =>
        expect(await ann.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(`${control}-${value}`),
      );
      await press(ann, 'Enter');
      await ann.getByRole('menu').waitFor({ state: 'detached' });
    }
    expect(await fresh(id)).toMatchObject({ topic: 'refund', status: 'hold' });
  },
  60_000,
);

browserTest(
  'the key after an Escape out of the reply is a command, however fast it comes',
  async () => {
    await openTicket(desk, ann, 'Una One');
    await press(ann, 'r');
    await eventually(async () =>
      expect(await ann.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('composer-text'),
    );
    await ann.keyboard.type('One moment');
    await press(ann, 'Escape', 'g', 'c');
    await ann.waitForURL('**/customers');
    await openTicket(desk, ann, 'Una One');
    await eventually(async () => expect((await ann.getByTestId('composer-text').innerText()).trim()).toBe('One moment'));
  },
  60_000,
);

browserTest(
  'bold begins where the caret is, also when the key comes before the browser has told that it moved',
  async () => {
    await openTicket(desk, ann, 'Una One');
    await ann.getByRole('toolbar').waitFor();
    const words = ann.getByTestId('composer-text');
    await words.click();
    await press(ann, 'Control+a', 'Delete');
    await ann.keyboard.type('Hello there');
    // Both within one turn, as on a page that is busy.
    await words.evaluate((box) => {
      getSelection()?.collapse(document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode(), 5);
      box.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'b', code: 'KeyB', keyCode: 66, ctrlKey: true, bubbles: true, cancelable: true }),
      );
    });
    await ann.keyboard.type(' you');
    await eventually(async () => expect(await words.innerHTML()).toMatch(/Hello<strong> you<\/strong> there/));
    await press(ann, 'Control+a', 'Delete');
  },
  60_000,
);

browserTest(
  'the list of the solved goes by the date that it shows, whatever is tidied up later',
  async () => {
    const ids = [];
    for (const name of ['Una One', 'Duo Two', 'Tria Three']) {
      const { id } = await ticketOf(desk, name);
      ids.push(id);
      await write(desk, id, `Done, ${name}.`, { kind: 'reply', status: 'solved' });
    }
    await desk.must('PATCH', `/api/v1/tickets/${ids[0]}`, { tags: ['tidied'] });
    await ann.goto('/inbox/solved');
    await ann.getByTestId('ticket-row').first().waitFor();
    const dates = () =>
      ann
        .getByTestId('ticket-row')
        .locator('time')
        .evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));
    await eventually(async () => expect(await dates()).toHaveLength(3));
    expect(await dates()).toEqual([...(await dates())].sort().reverse());
    expect(await ann.getByTestId('ticket-row').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['id']))).toEqual(
      [...ids].reverse(),
    );
  },
  60_000,
);

browserTest(
  'a canned reply that a colleague saves is there at once, for whoever writes and for whoever looks after them',
  async () => {
    const admin = await consoles.open();
    await admin.goto('/settings/macros');
    await admin.getByTestId('macro-new').waitFor();
    await openTicket(desk, ann, 'Duo Two');
    await press(ann, 'Control+;');
    await ann.getByTestId('macros').waitFor();
    await desk.must('POST', '/api/v1/macros', { name: 'Seal', text: 'A new seal is on its way.', scope: 'shared' });
    await ann.getByTestId('macros').getByText('A new seal is on its way.').waitFor();
    await admin.getByTestId('macro').filter({ hasText: 'A new seal is on its way.' }).waitFor();
    await admin.context().close();
    await press(ann, 'Escape');
  },
  60_000,
);

browserTest(
  'a Chinese reader is told who did it, then what, with no gap but beside Latin letters',
  async () => {
    const { id } = await ticketOf(desk, 'Tria Three');
    const fang = await addAgent(desk, '杨芳 Fang');
    await desk.must('PATCH', `/api/v1/agents/${fang.id}`, { name: '杨芳' });
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { assigneeId: fang.id });
    for (const [language, given, line] of [
      ['zh-CN', 'Admin 分派给杨芳', 'Admin 将优先级改为“高”'],
      ['zh-TW', 'Admin 指派給杨芳', 'Admin 將優先順序改為「高」'],
    ] as const) {
      const page = await consoles.open({ email: 'annagent@desk.test', password: 'a password to test with' }, { language });
      await desk.must('PATCH', `/api/v1/tickets/${id}`, { priority: 'high' });
      await page.goto(`/tickets/${id}`);
      await eventually(async () =>
        expect(await page.locator('[data-testid="event"] > span:first-child').allInnerTexts()).toEqual(
          expect.arrayContaining([given, line]),
        ),
      );
      await page.context().close();
    }
  },
  60_000,
);

browserTest(
  'the log says until when a ticket was put aside',
  async () => {
    const { id } = await openTicket(desk, ann, 'Una One');
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { status: 'open' });
    await desk.must('POST', `/api/v1/tickets/${id}/snooze`, { until: new Date(Date.now() + 3_600_000).toISOString() });
    await ann
      .locator('[data-testid="event"][data-type="ticket.snoozed"]')
      .getByText(/^Put aside until .*\d:\d\d/)
      .first()
      .waitFor();
  },
  60_000,
);

browserTest(
  'on a phone every page is at hand',
  async () => {
    const phone = await consoles.open(undefined, { width: 360, height: 740 });
    for (const [page, path] of [
      ['Settings', '/settings/'],
      ['Sandbox', '/sandbox'],
      ['Outbox', '/outbox'],
    ] as const) {
      await phone.getByRole('button', { name: /^You: / }).click();
      await phone.getByRole('menuitem', { name: page }).click();
      await phone.waitForURL(`**${path}**`);
    }
    await phone.getByRole('button', { name: /^You: / }).click();
    await phone.getByRole('menuitem', { name: 'New message' }).click();
    await phone.getByTestId('start').waitFor();
    await phone.context().close();
  },
  60_000,
);

browserTest(
  'whoever may change a part of the settings is not sent to an admin',
  async () => {
    const lead = await consoles.open(await addAgent(desk, 'Lea Lead', 'supervisor'));
    for (const [part, words] of [
      ['import', 'Changes take effect at once'],
      ['macros', 'Changes take effect at once'],
      ['hours', 'an admin can change it'],
    ] as const) {
      await lead.goto(`/settings/${part}`);
      await lead.getByTestId('settings').locator('header').getByText(words).waitFor();
    }
    await lead.context().close();
  },
  60_000,
);

browserTest(
  "what a role may not do is there to be read, and what is still to do is said to be an admin's",
  async () => {
    const rule = {
      name: 'Filters',
      when: { topic: null, on: 'resolve' },
      expect: { topic: 'returns', withinDays: 30, probability: 0.4 },
      prompt: 'Any more filters?',
    };
    await desk.must('POST', '/api/v1/followup-rules', { ...rule, checkIn: null, enabled: false });
    const [reader, lead, admin] = [
      await consoles.open(await addAgent(desk, 'Rea Reader')),
      await consoles.open(await addAgent(desk, 'Lev Leader', 'supervisor')),
      await consoles.open(),
    ];
    const controls: number[] = [];
    for (const page of [reader, lead]) {
      await page.goto('/followups');
      const row = page.getByTestId('followup-rule').filter({ hasText: 'Filters' });
      await row.waitFor();
      controls.push(
        (await row.getByRole('switch').count()) + (await row.getByRole('button').count()) + (await page.getByTestId('rule-new').count()),
      );
      expect(/\boff\b/i.test(await row.innerText())).toBe(page === reader);
    }
    expect(controls).toEqual([0, 3]);
    if (process.env['SHOTS']) await reader.screenshot({ path: `${process.env['SHOTS']}/rules.png` });

    const step = (page: Page, id: string) => page.getByTestId(`step-${id}`);
    for (const page of [lead, admin]) {
      await page.goto('/settings/start');
      await eventually(async () => expect(await step(page, 'people').getAttribute('data-done')).toBe('true'));
      const links = await Promise.all(['mail', 'chat', 'people', 'number'].map((id) => step(page, id).getByRole('link').count()));
      expect(links).toEqual(page === lead ? [0, 0, 0, 0] : [1, 1, 1, 1]);
    }
    const ofAdmin = (id: string): Promise<number> => step(lead, id).getByText('An admin does this').count();
    expect([await ofAdmin('mail'), await ofAdmin('people')]).toEqual([1, 0]);
    if (process.env['SHOTS']) await lead.screenshot({ path: `${process.env['SHOTS']}/start.png` });
    // Whether there is a mailbox is seen by whoever may not look into its settings, too.
    await intercept(lead, '**/api/v1/queues', async (route) => {
      const answer = await route.fetch();
      const mailAccounts = [{ id: 'a', name: 'Support', state: 'connected', problem: null, waiting: 0 }];
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), mailAccounts } });
    });
    await lead.reload();
    await eventually(async () => expect(await step(lead, 'mail').getAttribute('data-done')).toBe('true'));
    expect(await ofAdmin('mail')).toBe(0);
    for (const page of [reader, lead, admin]) await page.context().close();
    expect(consoles.faults).toEqual([]);
  },
  60_000,
);

browserTest(
  'what was typed in a step of the set-up is not lost by going on',
  async () => {
    const admin = await consoles.open();
    await admin.goto('/welcome');
    await admin.getByTestId('profile-name').fill('Mia Chen');
    await admin.getByTestId('welcome-next').click();
    await admin.getByTestId('welcome-unsaved').waitFor();
    expect(new URL(admin.url()).searchParams.get('step')).toBeNull();
    await admin.getByTestId('welcome-mail').click();
    await admin.getByTestId('welcome-save').click();
    await admin.getByTestId('welcome-step-mail').waitFor();
    expect(await admin.getByTestId('welcome-unsaved').count()).toBe(0);
    expect((await desk.api<{ agent: { name: string } }>('GET', '/api/v1/me')).body.agent.name).toBe('Mia Chen');
    expect(await admin.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await desk.must('PATCH', '/api/v1/me', { name: 'Admin' });

    // Refused is not saved, whether the form itself refuses or the server does; and what asks is in sight, though the way on was not.
    await admin.setViewportSize({ width: 1000, height: 500 });
    const asks = admin.getByTestId('welcome-unsaved');
    for (const [again, problem, on] of [
      ['another new password', 'The two are not the same.', 'welcome-next'],
      ['a new password', 'That is not your current password.', 'welcome-mail'],
    ] as const) {
      await admin.goto('/welcome');
      await admin.getByTestId('password-current').fill('not the present one');
      await admin.getByTestId('password-next').fill('a new password');
      await admin.getByTestId('password-again').fill(again);
      await admin.getByTestId('password-save').click();
      await admin.getByTestId('password-form').getByText(problem).waitFor();
      await admin.getByTestId(on).click();
      await asks.waitFor();
      const seen = await asks.evaluate(
        (note) => note.getBoundingClientRect().bottom <= innerHeight && note.getBoundingClientRect().top >= 0,
      );
      expect([seen, await asks.getAttribute('role'), new URL(admin.url()).searchParams.get('step')]).toEqual([true, 'alert', null]);
      // Nothing stands over what is typed into.
      await admin.getByTestId('password-again').click({ trial: true });
    }
    await asks.getByRole('button', { name: 'Continue without it' }).click();
    await admin.getByTestId('welcome-step-mail').waitFor();
    await admin.context().close();
    expect(consoles.faults).toEqual([]);
  },
  60_000,
);

browserTest(
  'what was typed in the set-up or in the profile is not lost by leaving, and is saved by one press, whichever forms it stands in',
  async () => {
    const who = { email: 'wanda@desk.test', password: 'a password to test with' };
    await desk.must('POST', '/api/v1/agents', { ...who, name: 'Wanda', role: 'admin' });
    const page = await consoles.open(who);
    const [asks, leaving, name, signature] = ['welcome-unsaved', 'leaving', 'profile-name', 'profile-signature'].map((id) =>
      page.getByTestId(id),
    ) as [Locator, Locator, Locator, Locator];
    const toInbox = page.getByTestId('rail').locator('a[href="/inbox/live"]').last();
    const me = () => page.evaluate(async () => (await (await fetch('/api/v1/me')).json()) as Me);
    const fillPassword = async (current: string): Promise<void> => {
      await page.getByTestId('password-current').fill(current);
      for (const id of ['password-next', 'password-again']) await page.getByTestId(id).fill('another password of hers');
    };
    /** Each other way out is asked about: the rail, keys, and closing the page. */
    const staysAt = async (path: string): Promise<void> => {
      await toInbox.click();
      await leaving.getByRole('button', { name: 'Stay here' }).click();
      await leaving.waitFor({ state: 'detached' });
      expect(new URL(page.url()).pathname).toBe(path);
      expect(await page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))).toBe(true);
    };

    await page.goto('/welcome');
    await fillPassword('not the present one');
    await name.fill('Wanda Way');
    await page.getByTestId('welcome-leave').click();
    await asks.waitFor();
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/welcome-leave.png` });
    await staysAt('/welcome');
    // One of two is refused: the other is saved all the same, and nobody is led away from what is not.
    await page.getByTestId('welcome-save').click();
    await page.getByTestId('password-form').getByText('That is not your current password.').waitFor();
    await asks.waitFor();
    await eventually(async () => expect((await me()).agent.name).toBe('Wanda Way'));
    expect(new URL(page.url()).pathname).toBe('/welcome');

    await fillPassword(who.password);
    await name.fill('Wanda Wayfarer');
    await page.getByTestId('welcome-save').click();
    await page.waitForURL('**/inbox/live');
    expect((await me()).agent.name).toBe('Wanda Wayfarer');

    await page.goto('/profile');
    await signature.fill('Wanda, at your service');
    await staysAt('/profile');
    await page.getByTestId('profile-save').click();
    await page.getByTestId('toast').filter({ hasText: 'Saved' }).waitFor();
    await toInbox.click();
    await page.waitForURL('**/inbox/live');
    expect((await me()).signature).toBe('Wanda, at your service');
    await page.goto('/profile');
    await signature.fill('Never mind');
    await toInbox.click();
    await leaving.getByRole('button', { name: 'Leave without saving' }).click();
    await page.waitForURL('**/inbox/live');
    // The present password alone, which browsers fill in by themselves, is nothing to lose.
    await page.goto('/profile');
    await page.getByTestId('password-current').fill('another password of hers');
    await toInbox.click();
    await page.waitForURL('**/inbox/live');
    await page.context().close();
    const again = await consoles.open({ ...who, password: 'another password of hers' });
    await again.context().close();
    expect(consoles.faults).toEqual([]);
  },
  60_000,
);

browserTest(
  'each step of the set-up says once what it is for, and the way out of it stands in line',
  async () => {
    const admin = await consoles.open(undefined, { width: 720, height: 900 });
    /** Where its words begin: the ground of a quiet button is not seen. */
    const wordsAt = (testId: string): Promise<number> =>
      admin.getByTestId(testId).evaluate((element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        return Math.round(words.getBoundingClientRect().left);
      });
    for (const step of ['account', 'mail', 'mailOut', 'phone', 'chat', 'people', 'try']) {
      await admin.goto(`/welcome?step=${step}`);
      const part = admin.getByTestId(`welcome-step-${step}`);
      await part.locator('form, button, ol').first().waitFor();
      await eventually(async () => expect(await part.locator('p[class*="_lead_"]').count()).toBe(1));
    }
    await admin.goto('/welcome');
    expect(await wordsAt('welcome-leave')).toBe(Math.round((await admin.getByRole('heading', { level: 1 }).boundingBox())?.x ?? -1));
    await admin.context().close();
  },
  60_000,
);

browserTest(
  'who else is on the mail is offered, and gets a copy by a click alone',
  async () => {
    await createTransport({ host: '127.0.0.1', port: desk.smtpPort, ignoreTLS: true }).sendMail({
      envelope: { from: 'olga@customer.example', to: 'support@desk.example' },
      from: 'Olga Other <olga@customer.example>',
      to: 'support@desk.example, Bea Beside <bea@beside.example>',
      cc: 'carl@beside.example',
      subject: 'For the three of us',
      text: 'Please tell all of us.',
    });
    const { id } = await openTicket(desk, ann, 'Olga Other');
    expect(await ann.getByTestId('copies-open').innerText()).toBe('Cc +2');
    await press(ann, 'r');
    await ann.keyboard.type('To her alone, then to all.');
    // There the toolbar comes with the focus, above the button that is pressed.
    const wide = ann.viewportSize()!;
    await ann.setViewportSize({ width: 700, height: 800 });
    await press(ann, 'Escape');
    await ann.getByTestId('copies-open').click();
    await ann.getByTestId('others-on-mail').waitFor();
    await ann.setViewportSize(wide);
    expect(await ann.getByTestId('others-on-mail').innerText()).toContain('Bea Beside & carl@beside.example');
    expect(await ann.getByTestId('composer-cc').inputValue()).toBe('');
    await ann.getByTestId('others-take').click();
    expect(await ann.getByTestId('composer-cc').inputValue()).toBe('Bea Beside <bea@beside.example>, carl@beside.example');
    await ann.getByTestId('others-on-mail').waitFor({ state: 'detached' });
    await ann.getByTestId('composer-bcc').fill('boss');
    await press(ann, 'Escape');
    await ann.getByText('Not a mail address: boss').waitFor();
    await ann.getByTestId('composer-bcc').fill('');
    await ann.getByTestId('composer-send').click();
    await eventually(async () => {
      const { items } = (
        await desk.api<{ items: { direction: string; cc: { value: string }[] }[] }>('GET', `/api/v1/tickets/${id}/messages`)
      ).body;
      expect(items.find(({ direction }) => direction === 'out')?.cc.map(({ value }) => value)).toEqual([
        'bea@beside.example',
        'carl@beside.example',
      ]);
    });
  },
  60_000,
);

browserTest(
  'what is pasted beyond what a message holds is not cut, and it is said before it is sent',
  async () => {
    await createTransport({ host: '127.0.0.1', port: desk.smtpPort, ignoreTLS: true }).sendMail({
      envelope: { from: 'nina@customer.example', to: 'support@desk.example' },
      from: 'Nina Note <nina@customer.example>',
      to: 'support@desk.example',
      subject: 'The pump',
      text: 'Did you see the log?',
    });
    await openTicket(desk, ann, 'Nina Note');
    await press(ann, 'n');
    const box = ann.getByTestId('composer-text');
    const words = `${'The log. '.repeat(5600)}The end`;
    // As a hand pastes: what an input may hold counts, which it does not for a value that is set.
    await box.evaluate((area, pasted) => {
      (area as HTMLElement).focus();
      area.ownerDocument.execCommand('insertText', false, pasted);
    }, words);
    await ann.getByText('At most 50,000 characters go in one message, and this has 50,407.').waitFor();
    expect(await box.inputValue()).toBe(words);
    expect(await ann.getByTestId('composer-send').isDisabled()).toBe(true);
    await box.fill('');
    await ann.getByTestId('too-long').waitFor({ state: 'detached' });
    await ann.keyboard.press('Escape');
  },
  60_000,
);

browserTest(
  'of a long list of copies the message and the reply say how many there are',
  async () => {
    await createTransport({ host: '127.0.0.1', port: desk.smtpPort, ignoreTLS: true }).sendMail({
      envelope: { from: 'lars@customer.example', to: 'support@desk.example' },
      from: 'Lars Long <lars@customer.example>',
      to: 'support@desk.example',
      cc: Array.from({ length: 200 }, (_one, at) => ({ name: `Person ${at}`, address: `p${at}@beside.example` })),
      subject: 'For all of the club',
      text: 'Please tell all of us.',
    });
    await openTicket(desk, ann, 'Lars Long');
    await ann.getByText('p4@beside.example and 195 more').waitFor();
    expect(await ann.getByTestId('copies-open').innerText()).toBe('Cc +200');
    await ann.getByTestId('copies-open').click();
    const others = ann.getByTestId('others-on-mail');
    await others.waitFor();
    expect(await others.innerText()).toContain('20 of 200 others on the mail: Person 0, Person 1');
    expect(await ann.getByTestId('others-take').innerText()).toBe('Add these 20 to Cc');
    await ann.getByTestId('others-take').click();
    await ann.getByText('180 others on the mail are not named here').waitFor();
    expect(await ann.getByTestId('others-take').count()).toBe(0);
    await ann.getByTestId('composer-cc').fill('');
    await ann.keyboard.press('Escape');
  },
  60_000,
);

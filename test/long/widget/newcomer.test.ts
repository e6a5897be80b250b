/** A newcomer's path: from the sign-in to a first answered ticket, to sample data and a desk that is set up, by the mouse alone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { BROWSER } from '../../support/browser.js';
import { TWILIO, mail, sms } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type Consoles, openBrowser } from '../console/support.js';

const browserTest = BROWSER ? test : test.skip;
const SHOTS = process.env['SHOTS'];
let desk: Desk;
/** Speaks like Twilio's API, as far as the set-up asks it. */
let api: Server;
let consoles: Consoles;
let page: Page;
const mira = { email: 'mira@desk.test', password: '' };

beforeAll(async () => {
  api = createServer((request, response) => {
    const known =
      request.headers.authorization ===
      `Basic ${Buffer.from(`${TWILIO.TWILIO_ACCOUNT_SID}:${TWILIO.TWILIO_AUTH_TOKEN}`).toString('base64')}`;
    const body = !known
      ? { code: 20003, message: 'Authenticate', status: 401 }
      : request.url?.includes('IncomingPhoneNumbers')
        ? { incoming_phone_numbers: [{ sid: 'PN1', sms_url: '', voice_url: '', capabilities: { sms: true } }] }
        : { friendly_name: 'Shop', status: 'active' };
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  desk = await startDesk({ env: { TWILIO_API_BASE: `http://127.0.0.1:${(api.address() as AddressInfo).port}` } });
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  page = await consoles.open();
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk?.stop();
  api?.close();
});

const shot = async (name: string, of: Page = page): Promise<void> =>
  void (SHOTS && (await of.screenshot({ path: `${SHOTS}/${name}.png` })));

/** For a person to look at: each page in Chinese, dark, and on a phone. Nothing is wider than the phone. */
async function eyes(...paths: string[]): Promise<void> {
  const looks = [
    ['zh-CN', { language: 'zh-CN' }],
    ['zh-TW-dark', { language: 'zh-TW', dark: true }],
    ['phone', { width: 360, height: 740 }],
  ] as const;
  for (const [name, options] of looks) {
    const there = await consoles.open(undefined, options);
    for (const path of paths) {
      await there.goto(path);
      await there.locator('main:visible').first().waitFor();
      await there.waitForTimeout(SHOTS ? 700 : 100);
      await shot(`${name}${path.replace(/\W+/g, '-')}`, there);
      expect([path, await there.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)]).toEqual([
        path,
        0,
      ]);
    }
    await there.context().close();
  }
}

browserTest(
  'an empty inbox leads to the sandbox, a mail sent there to a ticket, and its answer back to the sandbox',
  async () => {
    await shot('1-empty-inbox');
    await page
      .getByTestId('rail')
      .getByRole('link', { name: /Sandbox/ })
      .click();
    await shot('2-sandbox');
    await page.getByTestId('sandbox-send').click();
    // Said beside the button, over which nothing lies.
    const isThere = (): Promise<void> => page.getByTestId('sandbox-form').getByRole('status').getByText('It is there.').waitFor();
    await isThere();
    expect(await page.getByTestId('sandbox-words').inputValue()).toBe('');
    expect(await page.getByTestId('sandbox-subject').inputValue()).toBe('');
    expect(await page.getByTestId('toast').count()).toBe(0);
    await shot('3-sent');
    await page.getByTestId('sandbox-ticket').click();
    await page.getByTestId('message').first().waitFor();
    await page.getByTestId('composer-text').fill('A new seal is on its way to you.');
    await shot('4-ticket');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('message-text').filter({ hasText: 'A new seal is on its way' }).waitFor();
    const kept = page.getByRole('link', { name: 'Kept in the outbox' });
    expect(await kept.getAttribute('title')).toContain('No way out is set up for this channel yet');
    await page
      .getByTestId('rail')
      .getByRole('link', { name: /Sandbox/ })
      .click();
    await page.getByTestId('sandbox-answer').filter({ hasText: 'A new seal is on its way' }).waitFor();
    await shot('5-answer');

    await page.getByTestId('sandbox-answer-this').first().click();
    await page.getByTestId('sandbox-words').fill('Wonderful, thank you.');
    await page.getByTestId('sandbox-send').click();
    await isThere();
    expect(await page.getByTestId('sandbox-words').inputValue()).toBe('');
    const { body } = await eventually(async () => {
      const answer = await desk.api<{ items: { id: string; preview: string }[] }>('GET', '/api/v1/tickets');
      return answer.body.items[0]?.preview.includes('Wonderful') ? answer : false;
    });
    expect(body.items).toHaveLength(1);
  },
  60_000,
);

browserTest(
  'by mail, text, call and chat the invented customer is one, and has one ticket',
  async () => {
    await page.goto('/sandbox');
    await page.getByRole('button', { name: 'Text', exact: true }).click();
    await page.getByTestId('sandbox-words').fill('I also sent a text: the blender still leaks at the bottom.');
    await page.getByTestId('sandbox-send').click();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByTestId('sandbox-words').fill('I called about my leaking blender.');
    await page.getByTestId('sandbox-send').click();
    await page.getByRole('button', { name: 'Chat', exact: true }).click();
    const [shop] = await Promise.all([page.context().waitForEvent('page'), page.getByTestId('sandbox-chat').click()]);
    await shop.getByTestId('sayonce-launcher').click();
    const frame = shop.frameLocator('#sayonce-frame');
    await frame.getByTestId('sayonce-input').fill('And now by chat: the leaking blender again.');
    await frame.getByTestId('sayonce-input').press('Enter');
    const { body } = await eventually(
      async () => {
        const answer = await desk.api<{ items: { id: string; channels: string[]; customerName: string }[] }>('GET', '/api/v1/tickets');
        return answer.body.items.some(({ channels }) => channels.length === 4) ? answer : false;
      },
      { timeout: 20_000 },
    );
    expect(body.items).toEqual([
      expect.objectContaining({ customerName: 'Ann Lee', channels: expect.arrayContaining(['email', 'sms', 'voice', 'chat']) }),
    ]);
    expect((await desk.api<{ items: unknown[] }>('GET', '/api/v1/customers')).body.items).toHaveLength(1);
    await desk.must('POST', `/api/v1/tickets/${body.items[0]!.id}/messages`, {
      kind: 'reply',
      channel: 'chat',
      text: 'We are at it, here in the chat.',
    });
    await frame.getByText('We are at it, here in the chat.').waitFor();
    await shop.close();
    await page.goto('/sandbox');
    await page.getByTestId('sandbox-answer').filter({ hasText: 'We are at it, here in the chat.' }).waitFor();
    await page.getByTestId('persona').nth(1).click();
    await page.getByTestId('sandbox-answer').first().waitFor({ state: 'detached' });
    expect(await page.getByTestId('sandbox-words').inputValue()).toContain('20931');
  },
  90_000,
);

browserTest(
  'sample data makes a lively desk beside what is there, which can be searched',
  async () => {
    await page.goto('/sandbox');
    const before = await desk.api<{ items: { number: number }[] }>('GET', '/api/v1/tickets');
    await page.getByTestId('sample-load').click();
    await page.getByTestId('sample-done').waitFor({ timeout: 60_000 });
    const { body } = await desk.api<{ items: { number: number; status: string }[]; nextCursor: string | null }>(
      'GET',
      '/api/v1/tickets?status=live&limit=200',
    );
    expect(body.items.length).toBeGreaterThan(20);
    const all: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body: list }: { body: { items: { number: number }[]; nextCursor: string | null } } = await desk.api(
        'GET',
        `/api/v1/tickets?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      );
      all.push(...list.items.map(({ number }) => number));
      cursor = list.nextCursor;
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(before.body.items.length + 320);
    await eventually(
      async () => (await desk.api<{ items: unknown[] }>('GET', `/api/v1/search?q=${encodeURIComponent('退款')}`)).body.items.length > 0,
      { timeout: 30_000 },
    );
    expect((await desk.api('POST', '/api/v1/sandbox/sample')).status).toBe(409);
    await page.goto('/inbox/live');
    await page.getByTestId('ticket-row').nth(5).waitFor();
    await shot('6-sample');
  },
  120_000,
);

browserTest(
  'the desk is set up in the browser: a mailbox that does not answer is told in plain words, colleagues, hours, tags and replies are kept',
  async () => {
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
    mira.password = /[\w-]{16}/.exec((await page.getByTestId('one-time-password').innerText()).split(':').at(-1) ?? '')?.[0] ?? '';
    await page.getByTestId('team-name').fill('Returns');
    await page.getByTestId('team-add').click();
    await page.getByTestId('team').filter({ hasText: 'Returns' }).getByLabel('Mira Moreau').click();
    await page.getByText('1 member').waitFor();
    await shot('9-people');

    // A break at noon and a holiday that the API has set stay when somebody adds a day.
    const week = [
      { day: 2, from: '09:00', to: '12:00' },
      { day: 2, from: '13:00', to: '17:00' },
    ];
    await desk.must('PATCH', '/api/v1/settings/hours', {
      timeZone: 'Europe/Berlin',
      week,
      holidays: [{ date: '2026-12-25', name: 'Christmas', yearly: true }],
    });
    await page.getByTestId('settings-hours').click();
    const hours = page.getByTestId('hours-form');
    await hours.getByRole('button', { name: 'Add hours on Monday' }).click();
    await hours.getByLabel('Monday, To').fill('08:00');
    await page.getByTestId('hours-save').click();
    await hours.getByText('It has to end after it begins.').waitFor();
    await hours.getByLabel('Monday, To').fill('15:00');
    await page.getByTestId('holiday-add').click();
    await page.getByTestId('holiday').last().getByLabel('Date').fill('2027-01-01');
    await page.getByTestId('holiday').last().getByLabel('Name').fill('New Year');
    await page.getByTestId('hours-save').click();
    await eventually(async () =>
      expect((await desk.api('GET', '/api/v1/settings/hours')).body).toMatchObject({
        week: [{ day: 1, from: '09:00', to: '15:00' }, ...week],
        holidays: [
          { date: '2026-12-25', name: 'Christmas', yearly: true },
          { date: '2027-01-01', name: 'New Year', yearly: false },
        ],
      }),
    );
    await shot('10-hours');

    await page.getByTestId('settings-tags').click();
    await page.getByTestId('tag-name').fill('warranty');
    await page.getByTestId('tag-add').click();
    await page.getByTestId('tag').filter({ hasText: 'warranty' }).waitFor();
    await page.getByTestId('settings-macros').click();
    await page.getByTestId('macro-new').click();
    const macro = page.getByTestId('macro-form');
    await macro.getByTestId('macro-name').fill('Seal sent');
    await macro.getByTestId('composer-text').click();
    await macro.getByRole('button', { name: 'Bold' }).click();
    await page.keyboard.type('Hello {{customer.firstName|there}}, a new seal is on its way.');
    await macro.getByTestId('macro-status').selectOption('pending');
    await macro.getByTestId('macro-tags').fill('seal, warranty');
    await shot('11-macro');
    await macro.getByTestId('macro-save').click();
    await page.getByTestId('macro').filter({ hasText: 'Seal sent' }).getByTestId('macro-edit').click();
    await macro.getByTestId('macro-name').fill('Seal is sent');
    await macro.getByTestId('macro-save').click();
    await page.getByTestId('macro').filter({ hasText: 'Seal is sent' }).waitFor();
    expect((await desk.api<{ items: unknown[] }>('GET', '/api/v1/macros')).body.items).toEqual([
      expect.objectContaining({
        name: 'Seal is sent',
        scope: 'shared',
        html: expect.stringContaining('<strong>Hello {{customer.firstName|there}}'),
        actions: { status: 'pending', addTags: ['seal', 'warranty'] },
      }),
    ]);

    await page.getByTestId('settings-topics').click();
    await page.getByTestId('topic-new').click();
    await page.getByTestId('topic-name-en').fill('Recipes');
    await page.getByTestId('topic-words').fill('recipe*, 食谱');
    await page.getByTestId('topic-save').click();
    await page.getByTestId('topic').filter({ hasText: 'Recipes' }).waitFor();
    await shot('12-topics');
    expect(consoles.faults).toEqual([]);
  },
  60_000,
);

browserTest(
  'the new colleague chooses a password of her own and answers a customer; what was opened before it is dead',
  async () => {
    const context = await consoles.context();
    await context.addCookies([{ name: 'sayonce_session', value: 'planted-by-somebody-else', url: desk.url }]);
    const hers = await context.newPage();
    const sessionOf = async (): Promise<string> => (await context.cookies()).find(({ name }) => name === 'sayonce_session')?.value ?? '';
    await hers.goto('/');
    await hers.getByTestId('sign-in-email').fill(mira.email);
    await hers.getByTestId('sign-in-password').fill(mira.password);
    await hers.getByTestId('sign-in-submit').click();
    await hers.getByTestId('choose-password').waitFor();
    await shot('13-choose-password', hers);
    const first = await sessionOf();
    expect(first).not.toBe('planted-by-somebody-else');

    const chosen = 'a seal of my own';
    await hers.getByTestId('password-current').fill(mira.password);
    await hers.getByTestId('password-next').fill(chosen);
    await hers.getByTestId('password-again').fill('another one');
    await hers.getByTestId('password-save').click();
    await hers.getByText('The two are not the same.').waitFor();
    await hers.getByTestId('password-again').fill(chosen);
    await hers.getByTestId('password-save').click();
    await hers.getByTestId('rail').waitFor();
    const second = await sessionOf();
    expect(second).not.toBe(first);
    const meAs = (token: string) => fetch(`${desk.url}/api/v1/me`, { headers: { cookie: `sayonce_session=${token}` } });
    expect([(await meAs(first)).status, (await meAs(second)).status]).toEqual([401, 200]);

    await hers.getByTestId('ticket-row').first().click();
    await hers.getByTestId('message').first().waitFor();
    await hers.getByTestId('composer-text').fill('Mira here: I look into it.');
    await hers.keyboard.press('Control+Enter');
    await hers.getByTestId('message-text').filter({ hasText: 'Mira here' }).waitFor();

    // A second browser of hers; changing the password in the first one throws it out, its socket with it.
    const thief = await consoles.open({ email: mira.email, password: chosen });
    await hers.goto('/profile');
    await hers.getByTestId('profile-signature').fill('Mira\nReturns');
    await hers.getByTestId('profile-save').click();
    await hers.getByTestId('toast').filter({ hasText: 'Saved' }).waitFor();
    await shot('14-profile', hers);
    await hers.getByTestId('password-current').fill(chosen);
    for (const field of ['password-next', 'password-again']) await hers.getByTestId(field).fill('yet another seal');
    await hers.getByTestId('password-save').click();
    await hers.getByTestId('toast').filter({ hasText: 'Your password is changed' }).waitFor();
    await thief.getByTestId('sign-in').waitFor({ timeout: 10_000 });
    expect(await sessionOf()).not.toBe(second);
    await hers.getByRole('button', { name: /Mira Moreau, Live$/ }).waitFor();

    // Another role ends what was opened with the old one.
    await page.goto('/settings/people');
    await page.getByTestId('agent').filter({ hasText: 'Mira' }).getByTestId('agent-role').selectOption('success');
    await hers.getByTestId('sign-in').waitFor({ timeout: 10_000 });
    await page.getByTestId('agent').filter({ hasText: 'Mira' }).getByTestId('agent-reset').click();
    await page.getByTestId('one-time-password').waitFor();
    await context.close();
    expect(consoles.faults).toEqual([]);
  },
  90_000,
);

browserTest(
  'the first run leads from the own account through every channel, tried for real, to the sandbox',
  async () => {
    const relay = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) =>
        void text(stream).then((raw) => {
          relayed.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
          done();
        }),
    });
    const relayed: { to: string[]; raw: string }[] = [];
    const relayPort = await new Promise<number>((resolve) => {
      const server = relay.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
    try {
      await page.goto('/welcome');
      await page.getByTestId('welcome-step-account').waitFor();
      await page.getByTestId('profile-name').fill('Ada Admin');
      await page.getByTestId('profile-signature').fill('Ada');
      await page.getByTestId('profile-save').click();
      await page.getByTestId('toast').filter({ hasText: 'Saved' }).waitFor();
      await shot('15-welcome-account');
      await page.getByTestId('welcome-next').click();

      await page.getByTestId('smtp-door').getByText(`:${desk.smtpPort}`).waitFor();
      await mail(desk, { from: 'Uma Test <uma@shop.example>', subject: 'Does it come?', text: 'A mail to try the door.' });
      await page.locator('[data-testid="mail-seen"][data-seen="done"]').waitFor();
      await shot('16-welcome-mail');
      await page.getByTestId('welcome-next').click();

      await page.getByTestId('no-relay').waitFor();
      await page.getByTestId('sender-new').click();
      const sender = page.getByTestId('sender-form');
      await sender.getByLabel('Mail address').fill('help@shop.example');
      await sender.getByLabel('Name that customers see').fill('The shop');
      await sender.getByLabel('Server', { exact: true }).fill('127.0.0.1');
      await sender.getByLabel('Encryption').selectOption('none');
      await sender.getByLabel('Port').fill('1');
      await page.getByTestId('sender-save').click();
      await page.getByTestId('mail-test-send').click();
      await page.getByTestId('mail-test-result').getByText('It did not go').waitFor();
      await page.getByTestId('sender').getByRole('button', { name: 'Edit' }).click();
      await sender.getByLabel('Server', { exact: true }).fill('127.0.0.1');
      await sender.getByLabel('Encryption').selectOption('none');
      await sender.getByLabel('Port').fill(String(relayPort));
      await page.getByTestId('sender-save').click();
      await page.getByTestId('sender-form').waitFor({ state: 'detached' });
      await page.getByTestId('mail-test').getByLabel('Send a mail to').fill('ada@home.example');
      await page.getByTestId('mail-test-send').click();
      await page.getByTestId('mail-test-result').getByText('Handed over for ada@home.example').waitFor();
      expect(relayed).toEqual([{ to: ['ada@home.example'], raw: expect.stringMatching(/^From: "?The shop"? <help@shop\.example>/m) }]);
      await shot('17-welcome-mail-out');
      await page.getByTestId('welcome-next').click();

      const phone = page.getByTestId('phone-form');
      await phone.getByLabel('Account SID').fill(TWILIO.TWILIO_ACCOUNT_SID);
      await phone.getByLabel('Auth token').fill('wrong-token');
      await phone.getByLabel('Number').fill('+1 202 555 0100');
      await page.getByTestId('phone-save').click();
      await page.getByTestId('phone-result').getByText('do not belong together').waitFor();
      await phone.getByLabel('Auth token').fill(TWILIO.TWILIO_AUTH_TOKEN);
      await page.getByTestId('phone-save').click();
      await page.locator('[data-testid="phone-seen"][data-seen="no"]').waitFor();
      expect((await sms(desk, '+12025550177', 'Does the number work?')).status).toBe(200);
      await page.locator('[data-testid="phone-seen"][data-seen="yes"]').waitFor();
      expect((await desk.api<{ accountSid: string }>('GET', '/api/v1/settings/phone')).body).toMatchObject({
        origin: 'settings',
        number: '+12025550100',
        reachable: false,
      });
      await shot('18-welcome-phone');
      await page.getByTestId('welcome-next').click();

      await page.getByTestId('chat-pages').waitFor();
      await fetch(`${desk.url}/widget.js`, { headers: { referer: 'https://www.shop.example/cart' } });
      await page.getByTestId('chat-pages').getByText('is not in the list below').waitFor();
      await page.getByTestId('chat-origins').fill('https://www.shop.example');
      await page.getByTestId('chat-save').click();
      await page.getByTestId('chat-pages').getByText('https://www.shop.example shows the chat').waitFor();
      await shot('19-welcome-chat');
      await page.getByTestId('welcome-next').click();
      await page.getByTestId('agent').filter({ hasText: 'Mira' }).waitFor();
      await page.getByTestId('welcome-next').click();
      await shot('20-welcome-try');
      await eyes('/welcome', '/welcome?step=mailOut', '/settings/hours', '/settings/people', '/settings/topics', '/sandbox', '/profile');
      await page.getByTestId('welcome-sandbox').click();
      await page.getByTestId('sandbox').waitFor();
      expect(consoles.faults).toEqual([]);
    } finally {
      await new Promise<void>((resolve) => relay.close(resolve));
    }
  },
  120_000,
);

browserTest(
  'a view that asks for more than the form can show keeps its conditions when it is renamed',
  async () => {
    const filter = { all: [{ field: 'status', in: ['open'] }, { not: { field: 'tag', in: ['spam'] } }] };
    const { body: view } = await desk.api<{ id: string }>('POST', '/api/v1/views', { name: 'Not spam', filter });
    await page.goto(`/inbox/${view.id}`);
    await page.getByTestId('view-edit').click();
    await page.getByTestId('view-fixed').waitFor();
    await page.getByTestId('view-builder').getByLabel('Name').fill('No spam');
    await page.getByTestId('view-save').click();
    await eventually(async () =>
      expect((await desk.api<{ items: unknown[] }>('GET', '/api/v1/views')).body.items).toEqual([
        expect.objectContaining({ name: 'No spam', filter }),
      ]),
    );
  },
  60_000,
);

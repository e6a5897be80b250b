/** One customer on one screen: what is known of him, who he is, his records and story, own fields, and tables of customers. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { io } from 'socket.io-client';
import { BROWSER } from '../../support/browser.js';
import { mail, messagesOf } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { addAgent, type Consoles, hold, intercept, openBrowser, ticketOf } from './support.js';
import type { CustomerDetail } from '../../../src/contract/customers.js';
import type { ChatSessionResult } from '../../../src/contract/realtime.js';
import type { Ticket } from '../../../src/contract/tickets.js';

const browserTest = BROWSER ? test : test.skip;
let desk: Desk;
let consoles: Consoles;
let ann: Page;
let customerId: string;
let ticketId: string;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  const agent = await addAgent(desk, 'Ann Agent', 'supervisor');
  await mail(desk, { from: 'Cleo One <cleo@one.example>', subject: 'Blender leaks', text: 'It leaks.\n\n-- \nCleo One\n+1 202 555 0171' });
  await mail(desk, { from: 'Dan Two <dan@two.example>', subject: 'Wrong colour', text: 'I got a red one.' });
  const ticket = await ticketOf(desk, 'Cleo One');
  await ticketOf(desk, 'Dan Two');
  ({ customerId, id: ticketId } = ticket);
  ann = await consoles.open(agent);
});
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

const cleo = async (): Promise<CustomerDetail> => (await desk.api<CustomerDetail>('GET', `/api/v1/customers/${customerId}`)).body;
const panel = () => ann.getByTestId('customer-panel');
const openTicket = async (): Promise<void> => {
  await ann.goto(`/tickets/${ticketId}`);
  await panel().waitFor();
};
const undoToast = async (said: string): Promise<void> => {
  await ann.getByTestId('toast').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).last().click();
};

browserTest('what colleagues learn is written where it stands, by keyboard, and taken back', async () => {
  await openTicket();
  await panel().getByTestId('customer-likes').getByRole('button').focus();
  await ann.keyboard.press('Enter');
  await ann.keyboard.type('short answers');
  await ann.keyboard.press('Control+Enter');
  await eventually(async () => expect((await cleo()).likes).toBe('short answers'));
  // Escape leaves it as it was.
  await panel().getByTestId('customer-likes').getByRole('button').press('Enter');
  await ann.keyboard.type('never mind');
  await ann.keyboard.press('Escape');
  expect(await panel().getByTestId('customer-likes').innerText()).toContain('short answers');
  await undoToast('Likes changed');
  await eventually(async () => expect((await cleo()).likes).toBe(''));
  await eventually(async () => expect(await panel().getByTestId('customer-likes').innerText()).toContain('What do they like?'));
});

browserTest(
  "of two who write the same note the second sees the other's below his own, and nothing is lost or taken over unasked",
  async () => {
    const bob = await consoles.open();
    const notes = (page: Page) => page.getByTestId('customer-panel').getByTestId('customer-notes');
    const theirs = panel().getByTestId('customer-notes-theirs');
    await Promise.all([openTicket(), bob.goto(`/tickets/${ticketId}`)]);
    for (const [page, words] of [
      [ann, 'Ann: call after ten'],
      [bob, 'Bob: has a big dog'],
    ] as const) {
      await notes(page).getByRole('button').click();
      await page.keyboard.type(words);
    }
    await bob.keyboard.press('Control+Enter');
    await theirs.getByText('Bob: has a big dog').waitFor();
    // Neither the key that saves nor leaving takes over what he wrote, and hers wait for her.
    await ann.keyboard.press('Control+Enter');
    await panel().getByRole('heading', { name: 'Good to know' }).click();
    expect(await notes(ann).getByRole('textbox').inputValue()).toBe('Ann: call after ten');
    expect((await cleo()).notes).toBe('Bob: has a big dog');
    await panel().getByTitle("Open the customer's page").click();
    await ann.getByTestId('customer-notes-theirs').getByText('Bob: has a big dog').waitFor();
    expect(await ann.getByTestId('customer-notes').getByRole('textbox').inputValue()).toBe('Ann: call after ten');
    await ann.getByTestId('customer-notes').getByRole('textbox').fill('Bob: has a big dog. Ann: call after ten');
    await ann.getByTestId('customer-notes-theirs').getByRole('button', { name: 'Use mine' }).click();
    await eventually(async () => expect((await cleo()).notes).toBe('Bob: has a big dog. Ann: call after ten'));
    await eventually(async () => expect(await notes(bob).innerText()).toContain('Ann: call after ten'));
    await bob.context().close();
  },
);

browserTest(
  'words that were refused come back into their editor, and a choice is refused as well when another was made meanwhile',
  async () => {
    await openTicket();
    await intercept(ann, `**/api/v1/customers/${customerId}`, async (route) => {
      if (route.request().method() === 'PATCH') await desk.api('PATCH', `/api/v1/customers/${customerId}`, { notes: 'from a colleague' });
      return route.continue();
    });
    const notes = panel().getByTestId('customer-notes');
    await notes.getByRole('button').click();
    await ann.keyboard.press('Control+A');
    await ann.keyboard.type('mine');
    await ann.keyboard.press('Control+Enter');
    await ann.getByTestId('toast').filter({ hasText: 'Your words are kept' }).waitFor();
    await panel().getByTestId('customer-notes-theirs').getByText('from a colleague').waitFor();
    expect(await notes.getByRole('textbox').inputValue()).toBe('mine');
    await ann.unroute(`**/api/v1/customers/${customerId}`);
    await panel().getByRole('button', { name: 'Leave theirs' }).click();
    await notes.getByRole('button', { name: 'from a colleague' }).waitFor();

    await panel().getByTestId('customer-zone').click();
    const zone = ann.getByRole('combobox', { name: 'Time zone' });
    await zone.fill('Asia/Seoul');
    await desk.must('PATCH', `/api/v1/customers/${customerId}`, { timeZone: 'Europe/Rome' });
    await panel().getByText('in Rome').waitFor();
    await zone.press('Enter');
    const toast = ann.getByTestId('toast').filter({ hasText: /Yours: Asia\/Seoul.*now says: Europe\/Rome/ });
    await toast.waitFor();
    expect((await cleo()).timeZone).toBe('Europe/Rome');
    await toast.getByRole('button', { name: 'Use mine' }).click();
    await eventually(async () => expect((await cleo()).timeZone).toBe('Asia/Seoul'));
  },
);

browserTest('their clock, language and tags are set in the panel', async () => {
  await openTicket();
  await panel().getByTestId('customer-zone').click();
  await ann.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo');
  await ann.keyboard.press('Enter');
  await eventually(async () => expect(await panel().getByTestId('customer-zone').innerText()).toMatch(/\d\d:\d\d in Tokyo/));
  await panel().getByRole('button', { name: 'Add a tag' }).click();
  await ann.keyboard.type('VIP');
  await ann.keyboard.press('Enter');
  await eventually(async () => expect(await cleo()).toMatchObject({ timeZone: 'Asia/Tokyo', tags: ['VIP'] }));
});

browserTest('orders from outside stand in the panel at once, once each, and in the story', async () => {
  await openTicket();
  const order = {
    kind: 'order',
    externalId: 'A-4711',
    title: 'Blender 500',
    status: 'sent',
    at: '2026-11-01T10:00:00.000Z',
    url: 'https://shop.example/A-4711',
    amount: { value: 89.5, currency: 'EUR' },
  };
  for (const status of ['paid', 'sent'])
    expect((await desk.api('PUT', `/api/v1/customers/${customerId}/records`, { ...order, status })).status).toBe(200);
  expect((await desk.api('PUT', `/api/v1/customers/${customerId}/records`, { ...order, url: 'javascript:alert(1)' })).status).toBe(400);
  const record = panel().getByTestId('record');
  await record.waitFor();
  await eventually(async () => expect(await record.innerText()).toMatch(/Blender 500[\s\S]*A-4711\s+sent[\s\S]*€89\.50/));
  expect(await record.getByRole('link').getAttribute('href')).toBe('https://shop.example/A-4711');
  await ann.goto(`/customers/${customerId}`);
  await ann.getByTestId('story-record').waitFor();
  expect(await ann.getByTestId('story-record').count()).toBe(1);
});

browserTest('open and past tickets stand apart, and a click opens one', async () => {
  await mail(desk, {
    from: 'Cleo One <cleo@one.example>',
    subject: 'Invoice for my taxes',
    text: 'Please send me the invoice 2024 for my tax office.',
  });
  const tickets = async (): Promise<Ticket[]> =>
    (await desk.api<{ items: Ticket[] }>('GET', `/api/v1/tickets?customerId=${customerId}`)).body.items;
  const other = await eventually(async () => {
    const found = (await tickets()).find(({ id }) => id !== ticketId);
    if (!found)
      await desk.api('POST', `/api/v1/tickets/${ticketId}/split`, {
        messageIds: [(await desk.api<{ items: { id: string }[] }>('GET', `/api/v1/tickets/${ticketId}/messages`)).body.items.at(-1)?.id],
      });
    return found ?? false;
  });
  await openTicket();
  await panel().getByTestId('open-tickets').getByText(`#${other.number}`).waitFor();
  await desk.must('PATCH', `/api/v1/tickets/${other.id}`, { status: 'solved' });
  await ann.reload();
  await panel().getByTestId('past-tickets').getByText(`#${other.number}`).waitFor();
  expect(await panel().getByTestId('open-tickets').count()).toBe(0);
  await panel().getByTestId('past-tickets').getByRole('link').click();
  await eventually(() => expect(ann.url()).toContain(other.id));
});

browserTest('a suggestion from the signature is told with its reason; accepted it can be taken back', async () => {
  await openTicket();
  const suggestion = panel().getByTestId('suggestion');
  await suggestion.waitFor();
  expect(await suggestion.innerText()).toMatch(/Maybe theirs too[\s\S]*\+12025550171[\s\S]*signature/);
  await suggestion.getByTestId('suggestion-accept').click();
  const phone = panel().locator('[data-testid="identity"][data-kind="phone"]');
  await phone.waitFor();
  expect(await phone.getAttribute('data-verified')).toBe('false');
  expect(await phone.getAttribute('title')).toContain('an agent wrote it down');
  await undoToast('+12025550171 is added');
  await eventually(async () => expect((await cleo()).identities).toHaveLength(1));
});

browserTest("two customers become one after a look at what moves, and two again, on the customer's page too", async () => {
  const dan = (await ticketOf(desk, 'Dan Two')).customerId;
  await ann.goto(`/customers/${customerId}`);
  await ann.getByTestId('customer-menu').click();
  await ann.getByTestId('action-merge-customer').click();
  await ann.getByRole('searchbox', { name: 'Name, address or number' }).last().fill('Dan');
  await ann.getByTestId('merge-customer').filter({ hasText: 'Dan Two' }).click();
  const preview = ann.getByTestId('merge-preview');
  await preview.waitFor();
  expect(await preview.innerText()).toMatch(/Dan Two becomes part of Cleo One[\s\S]*1 address: dan@two\.example[\s\S]*1 ticket/);
  await preview.getByTestId('merge-go').click();
  await ann.locator('[data-testid="identity"]').filter({ hasText: 'dan@two.example' }).waitFor();
  const change = ann.locator('[data-testid="customer-change"][data-kind="merge"]');
  await change.getByTestId('customer-change-undo').click();
  await eventually(async () =>
    expect((await desk.api<CustomerDetail>('GET', `/api/v1/customers/${dan}`)).body).toMatchObject({
      mergedIntoId: null,
      identities: [{ value: 'dan@two.example' }],
    }),
  );
  await eventually(async () => expect(await change.first().getAttribute('data-undone')).toBe('true'));
});

browserTest('an address is added, taken over only when one says so, and taken off again', async () => {
  await ann.goto(`/customers/${customerId}`);
  await ann.getByTestId('identity-add').click();
  await ann.getByTestId('identity-value').fill('dan@two.example');
  await ann.keyboard.press('Enter');
  await ann.getByRole('alert').filter({ hasText: 'belongs to Dan Two' }).waitFor();
  await ann.getByTestId('identity-value').fill('cleo@work.example');
  await ann.keyboard.press('Enter');
  const line = ann.getByTestId('identity').filter({ hasText: 'cleo@work.example' });
  await line.waitFor();
  await line.getByTestId('identity-menu').click({ force: true });
  await ann.getByTestId('action-unlink').click();
  await line.waitFor({ state: 'hidden' });
  await undoToast('a customer of its own now');
  await line.waitFor();
});

browserTest("the desk's own fields: defined in the settings, filled beside the ticket, asked for by a view", async () => {
  await ann.goto('/settings/fields');
  const form = ann.getByTestId('field-form');
  await form.getByTestId('field-name').fill('Order number');
  await form.getByTestId('field-add').click();
  await ann.getByTestId('own-field').filter({ hasText: 'order_number' }).waitFor();
  await form.getByLabel('Belongs to').selectOption('customer');
  await form.getByLabel('Kind').selectOption('choice');
  await form.getByTestId('field-name').fill('Plan');
  await form.getByLabel('Choices').fill('Basic\nPro');
  await form.getByTestId('field-add').click();
  await ann.getByTestId('own-field').filter({ hasText: 'Basic, Pro' }).waitFor();

  await openTicket();
  await panel().getByTestId('field-order_number').click();
  await ann.keyboard.type('A-4711');
  await ann.keyboard.press('Enter');
  await panel().getByTestId('field-plan').selectOption('Pro');
  await eventually(async () => expect((await cleo()).fields).toEqual({ plan: 'Pro' }));
  await eventually(async () =>
    expect((await desk.api<Ticket>('GET', `/api/v1/tickets/${ticketId}`)).body.fields).toEqual({ order_number: 'A-4711' }),
  );
  // A colleague who was quicker is not written over by a box that was opened before.
  await panel().getByTestId('field-order_number').click();
  await desk.must('PATCH', `/api/v1/tickets/${ticketId}`, { fields: { order_number: 'B-1' } });
  await ann.getByTestId('event').filter({ hasText: 'B-1' }).waitFor();
  await ann.keyboard.type('9');
  await ann.keyboard.press('Enter');
  const both = ann.getByTestId('conflict');
  await both.getByText('B-1').waitFor();
  await both.getByRole('button', { name: 'Use mine' }).click();
  await eventually(async () =>
    expect((await desk.api<Ticket>('GET', `/api/v1/tickets/${ticketId}`)).body.fields).toEqual({ order_number: 'A-47119' }),
  );
  await desk.must('PATCH', `/api/v1/tickets/${ticketId}`, { fields: { order_number: 'A-4711' } });

  await ann.getByTestId('view').click();
  await ann.getByTestId('view-add').click();
  const builder = ann.getByTestId('view-builder');
  await builder.getByLabel('Name').fill('That order');
  await builder.getByLabel('What').selectOption({ label: 'Order number' });
  await builder.getByLabel('Which').fill('A-4711');
  await builder.getByTestId('view-save').click();
  await eventually(async () => expect(await ann.getByTestId('ticket-row').allInnerTexts()).toEqual([expect.stringContaining('Cleo One')]));
});

browserTest('the whole story is told page by page, and a change in it can be taken back', async () => {
  for (let i = 0; i < 60; i++) await desk.api('PATCH', `/api/v1/customers/${customerId}`, { notes: `note ${i}` });
  await ann.goto(`/customers/${customerId}`);
  const newest = ann.locator('[data-testid="story-event"][data-type="customer.changed"]').first();
  await newest.waitFor();
  expect(await newest.innerText()).toContain('note 59');
  await ann.getByTestId('story-more').click();
  await eventually(async () =>
    expect(await ann.getByTestId('story-message').allInnerTexts()).toContainEqual(expect.stringContaining('It leaks.')),
  );
  await newest.getByTestId('edit-undo').click();
  await eventually(async () => expect((await cleo()).notes).toBe('note 58'));
});

browserTest('a table is looked at first and imported then; the second time everybody is known', async () => {
  await ann.goto('/settings/import');
  const csv =
    'Name;E-Mail;Telefon;Plan\nJörg Müßig;joerg@import.example;+49 30 901820;Pro\nCleo;cleo@one.example;;\nBad;not an address;;\n';
  const file = { name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'latin1') };
  await ann.getByTestId('import-file').setInputFiles(file);
  const preview = ann.getByTestId('import-preview');
  await preview.waitFor();
  expect(await preview.innerText()).toMatch(/3 rows[\s\S]*1 new[\s\S]*1 known[\s\S]*1 not readable/);
  expect(await ann.getByTestId('import-row').filter({ hasText: 'Jörg Müßig' }).count()).toBe(1);
  expect(await ann.getByTestId('import-row').filter({ hasText: '"not an address" is not a mail address' }).count()).toBe(1);
  const found = async () => (await desk.api<{ items: CustomerDetail[] }>('GET', '/api/v1/customers?q=joerg@import')).body.items;
  expect(await found()).toEqual([]);
  await ann.getByTestId('import-go').click();
  await ann.getByTestId('import-done').filter({ hasText: '1 new, 1 known' }).waitFor();
  // Whoever has to mend the file still sees what.
  expect(await ann.getByTestId('import-left-out').innerText()).toMatch(/1 row was left out[\s\S]*"not an address" is not a mail address/);
  expect(await ann.getByTestId('import-left-out').getByTestId('import-row').count()).toBe(1);
  expect(await found()).toMatchObject([{ name: 'Jörg Müßig', fields: { plan: 'Pro' } }]);
  await ann.getByTestId('import-file').setInputFiles({ ...file, name: 'again.csv' });
  await preview.getByText('2 known').waitFor();
});

browserTest(
  'of each address it is told whether it is proven or only claimed, and what a visitor says of himself stands apart',
  async () => {
    const identities = [
      { kind: 'email', value: 'ida@proven.example' },
      { kind: 'phone', value: '+12025550161', verified: false },
    ];
    const { id } = await desk.must<{ id: string }>('POST', '/api/v1/customers', { name: 'Ida Proven', identities });
    await ann.goto(`/customers/${id}`);
    const line = (value: string) => ann.getByTestId('identity').filter({ hasText: value });
    await line('ida@proven.example').getByRole('img', { name: 'proven', exact: true }).waitFor();
    await line('+12025550161').getByText('only claimed', { exact: true }).waitFor();
    expect(await ann.getByTestId('identity').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['verified']))).toEqual([
      'true',
      'false',
    ]);
    expect(await ann.getByTestId('claim').count()).toBe(0);

    // A visitor who says that he is she gets neither her ticket nor her name.
    const { token } = (await (
      await fetch(`${desk.url}/api/v1/chat/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"language":"en"}',
      })
    ).json()) as ChatSessionResult;
    const visitor = io(`${desk.url}/chat`, { transports: ['websocket'], auth: { token }, forceNew: true });
    try {
      expect(await visitor.timeout(8_000).emitWithAck('chat:send', { clientId: randomUUID(), text: 'It is me, Ida' })).toEqual({
        ok: true,
      });
      const ticket = await eventually(
        async () =>
          (await desk.api<{ items: Ticket[] }>('GET', '/api/v1/tickets')).body.items.find(({ preview }) => preview === 'It is me, Ida') ??
          false,
      );
      expect(ticket.customerId).not.toBe(id);
      await ann.goto(`/tickets/${ticket.id}`);
      await panel().getByTestId('identity').waitFor();
      expect(await visitor.timeout(8_000).emitWithAck('chat:contact', { email: 'ida@proven.example' })).toEqual({ ok: true });
    } finally {
      visitor.close();
    }
    await panel().getByTestId('claim').getByText('ida@proven.example').waitFor();
    expect(await panel().getByTestId('identity').filter({ hasText: 'ida@proven.example' }).count()).toBe(0);
  },
);

browserTest(
  'when a customer mostly writes is told beside his clock, on that clock',
  async () => {
    const from = { kind: 'email', value: 'hal@hours.example', name: 'Hal Hours' };
    for (let day = 10; day < 16; day++)
      await desk.must('POST', '/api/v1/inbound', {
        externalId: `hours ${day}`,
        from,
        text: `Day ${day}`,
        occurredAt: `2026-11-${day}T01:20:00Z`,
      });
    const ticket = await ticketOf(desk, 'Hal Hours');
    await eventually(async () => expect(await messagesOf(desk, ticket.id)).toHaveLength(6));
    await ann.goto(`/tickets/${ticket.id}`);
    await panel().getByText('time zone not known').waitFor();
    expect(await panel().getByTestId('usual-hours').count()).toBe(0);
    await desk.must('PATCH', `/api/v1/customers/${ticket.customerId}`, { timeZone: 'Asia/Tokyo' });
    await panel().getByTestId('usual-hours').waitFor();
    expect(await panel().getByTestId('usual-hours').innerText()).toBe('usually writes 10:00 to 11:00');
    expect(await panel().getByTestId('usual-hours').getAttribute('title')).toBe('From 6 times they wrote, by their own clock');
    const tokyo = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Tokyo' });
    // The minute may turn between the two looks.
    await eventually(
      async () => expect(await panel().getByTestId('customer-zone').innerText()).toContain(`${tokyo.format(new Date())} in Tokyo`),
      { timeout: 40_000 },
    );
    await desk.must('PATCH', `/api/v1/customers/${ticket.customerId}`, { timeZone: 'Europe/Berlin' });
    await panel().getByText('usually writes 02:00 to 03:00').waitFor();
  },
  60_000,
);

browserTest(
  'a message that somebody else wrote leaves with its writer, and one undo, beside it or in the log, brings both back',
  async () => {
    for (const text of ['The lamp flickers.', 'And this I never wrote.'])
      await mail(desk, { from: 'Mo Many <mo@many.example>', subject: 'Lamp flickers', text });
    const { id, customerId: mo } = await ticketOf(desk, 'Mo Many');
    const here = async (): Promise<string[]> => (await messagesOf(desk, id)).map(({ text }) => text.trim());
    await eventually(async () => expect(await here()).toHaveLength(2));
    await ann.goto(`/tickets/${id}`);
    const message = ann.getByTestId('message').filter({ hasText: 'I never wrote' });
    const takeAway = async (): Promise<void> => {
      await message.getByTestId('why-menu').click();
      await ann.getByTestId('action-not-them').click();
      await eventually(async () => expect(await here()).toEqual(['The lamp flickers.']));
      await message.waitFor({ state: 'detached' });
    };
    const isBack = async (): Promise<void> => {
      await message.waitFor();
      await eventually(async () => expect(await here()).toEqual(['The lamp flickers.', 'And this I never wrote.']));
      const { identities } = (await desk.api<CustomerDetail>('GET', `/api/v1/customers/${mo}`)).body;
      expect(identities.map(({ value }) => value)).toEqual(['mo@many.example']);
    };

    await takeAway();
    await undoToast('A customer of its own now');
    await isBack();
    await takeAway();
    const logged = ann.locator('[data-testid="event"][data-type="ticket.split"]').last();
    await logged.getByTestId('undo').click();
    await isBack();
    await eventually(async () => expect(await logged.getAttribute('data-undone')).toBe('true'));
  },
);

browserTest(
  'a customer who is added after his dialog was closed leads nobody away, and who has his address already is told by a toast',
  async () => {
    const requests = /\/api\/v1\/customers$/;
    const form = ann.getByRole('dialog', { name: 'Add a customer' });
    const toast = (words: string) => ann.getByTestId('toast').filter({ hasText: words });
    const add = async (name: string, email: string): Promise<void> => {
      await ann.getByTestId('customer-add').click();
      await form.getByLabel('Name').fill(name);
      await form.getByLabel('Mail address').fill(email);
      const { asked, answer } = await hold(ann, requests, 'POST');
      await form.getByRole('button', { name: 'Add', exact: true }).click();
      await asked;
      await ann.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      await answer();
    };
    await ann.goto('/customers');
    await add('Eve Late', 'eve@late.example');
    await toast('Customer added').waitFor();
    // Added, there is nothing to come back to.
    await toast('Closed without saving').waitFor({ state: 'detached' });
    expect(new URL(ann.url()).pathname).toBe('/customers');
    await toast('Customer added').getByRole('button', { name: 'Open them' }).click();
    await ann.getByRole('heading', { name: 'Eve Late' }).waitFor();

    await ann.goto('/customers');
    await add('Eve Twice', 'eve@late.example');
    await toast('This address already belongs to Eve Late.').waitFor();
    expect(new URL(ann.url()).pathname).toBe('/customers');
    // Open again it says so itself.
    await toast('Closed without saving').getByRole('button', { name: 'Open again' }).click();
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.getByRole('alert').getByText('This address already belongs to Eve Late.').waitFor();
    await form.getByRole('button', { name: 'Open them' }).click();
    await form.waitFor({ state: 'detached' });
    await ann.getByRole('heading', { name: 'Eve Late' }).waitFor();
  },
);

browserTest('no page of it has thrown', async () => {
  expect(consoles.faults).toEqual([]);
});

/** The chat on a page, in a real browser: what it offers, how it looks in three languages, and that nothing foreign runs or loads. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { messagesOf, rawMail, tickets } from '../../support/customers.js';
import type { Ticket } from '../../../src/contract/tickets.js';
import { eventually } from '../../support/startDesk.js';
import { hold, showChat } from '../console/support.js';
import { openCuttableLine } from '../live/cuttableLine.js';
import { type Chats, shot, startChats } from './support.js';

const browserTest = BROWSER ? test : test.skip;
let { desk, consoles, openChat, stop } = {} as Chats;

beforeAll(async () => {
  if (BROWSER) ({ desk, consoles, openChat, stop } = await startChats());
}, 60_000);
afterAll(() => stop?.());

browserTest(
  'articles are proposed before and while somebody asks, in his language; a draft never is',
  async () => {
    const article = (title: string, body: string, language: string, shown = true) =>
      desk.api('POST', '/api/v1/articles', { title, body, language, public: shown });
    await article(
      'Change the seal of your blender',
      '# Seal\n\n1. Pull the **jug** off.\n2. Turn the ring.\n\n<img src=x onerror="window.hacked=1">\n\n[guide](https://example.com/seal) [bad](javascript:alert(1))',
      'en',
    );
    await article('Track a parcel', 'Use the link in your mail.', 'en');
    await article('Secret plans', 'The blender seal of next year.', 'en', false);
    await article('更換果汁機的墊圈', '拔出杯子，轉開底部的環。', 'zh-TW');
    const { page, frame, faults } = await openChat();
    await frame.getByTestId('sayonce-article').nth(1).waitFor();
    // What was found before is not said to answer what is written now.
    const heading = frame.getByTestId('sayonce-articles').getByRole('heading');
    const found = await hold(page, /\/widget\/articles\?.*q=/, 'GET');
    await frame.getByTestId('sayonce-input').fill('my blender leaks at the seal');
    await found.asked;
    expect(await heading.innerText()).toBe('You may find it here');
    await found.answer();
    await heading.filter({ hasText: 'This may answer it' }).waitFor();
    await eventually(async () => (await frame.getByTestId('sayonce-article').allTextContents()).join().startsWith('Change the seal'));
    expect((await frame.getByTestId('sayonce-article').allTextContents()).join()).not.toContain('Secret');
    await shot(page, 'w1-articles');
    await frame.getByTestId('sayonce-article').first().click();
    await frame.getByText('Turn the ring.').waitFor();
    expect(await frame.locator('.markdown img, .markdown script').count()).toBe(0);
    expect(await frame.locator('.markdown a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
      'https://example.com/seal',
    ]);
    await shot(page, 'w2-article');
    await frame.getByRole('button', { name: 'Back to the chat' }).click();
    expect(await frame.getByTestId('sayonce-input').inputValue()).toBe('my blender leaks at the seal');
    // Whoever writes from an article sees his words.
    await frame.getByTestId('sayonce-article').first().click();
    await frame.getByText('Turn the ring.').waitFor();
    await frame.getByTestId('sayonce-send').click();
    await frame.getByTestId('sayonce-message').filter({ hasText: 'my blender leaks at the seal' }).waitFor();
    expect(await frame.getByText('Turn the ring.').count()).toBe(0);
    expect(faults).toEqual([]);
  },
  60_000,
);

browserTest(
  'words, emoji and a file reach the agent; his answer comes back with what was read',
  async () => {
    const { page, frame, faults } = await openChat();
    await frame.getByTestId('sayonce-input').fill('It leaks ');
    const emoji = frame.getByTestId('sayonce-emoji');
    const isOpen = (): Promise<string | null> => emoji.getAttribute('aria-expanded');
    await emoji.click();
    await frame.getByRole('button', { name: '😢' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await isOpen()).toBe('false'));
    expect(await emoji.evaluate((one) => one === document.activeElement)).toBe(true);
    await emoji.click();
    await frame.getByTestId('sayonce-input').focus();
    await eventually(async () => expect(await isOpen()).toBe('false'));
    await emoji.click();
    await frame.getByRole('button', { name: '😢' }).click();
    await frame.getByTestId('sayonce-send').click();
    const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview.startsWith('It leaks')) ?? false);
    await frame.getByTestId('sayonce-file').setInputFiles({
      name: 'leak <b>.png',
      mimeType: 'image/png',
      buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64'),
    });
    const withFile = await eventually(
      async () => (await messagesOf(desk, ticket.id)).find(({ attachments }) => attachments.length === 1) ?? false,
    );
    expect(withFile.attachments[0]).toMatchObject({ contentType: 'image/png', state: 'stored' });
    const link = frame.getByTestId('sayonce-file-line').getByRole('link');
    await link.waitFor();
    const href = await link.getAttribute('href');
    expect((await fetch(desk.url + href)).status).toBe(200);
    expect((await fetch(`${desk.url}${href?.slice(0, -3)}xyz`)).status).toBe(404);

    await desk.must('POST', `/api/v1/tickets/${ticket.id}/messages`, {
      kind: 'reply',
      channel: 'chat',
      text: 'Look at **this**: https://example.com/seal.',
    });
    await frame.getByTestId('sayonce-message').filter({ hasText: 'Look at this' }).waitFor();
    expect(await frame.locator('.bubble strong').textContent()).toBe('this');
    await eventually(async () =>
      (await messagesOf(desk, ticket.id)).some(({ text, delivery }) => text.startsWith('Look') && delivery?.state === 'delivered'),
    );
    await shot(page, 'w3-talk');

    await page.reload();
    const again = await showChat(page);
    await again.getByTestId('sayonce-message').filter({ hasText: 'Look at this' }).waitFor();
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  },
  60_000,
);

browserTest('of what nobody sees no line is made', async () => {
  const { frame, faults } = await openChat();
  const box = frame.getByTestId('sayonce-input');
  await box.fill('\u200b\u2060 \u3164');
  expect(await frame.getByTestId('sayonce-send').isDisabled()).toBe(true);
  await box.press('Enter');
  await box.fill('Seen');
  await box.press('Enter');
  await frame.locator('[data-testid=sayonce-message]:not([data-unsent])').waitFor();
  expect(await frame.locator('.bubble').allInnerTexts()).toEqual(['Seen']);
  // In an address it is shown, so that none looks like another.
  await box.fill('https://user:pw@evil.example/\u202egpj.exe');
  await box.press('Enter');
  const link = frame.locator('.bubble a');
  await link.waitFor();
  expect(await link.innerText()).toBe('https://user:pw@evil.example/%E2%80%AEgpj.exe');
  // Stored, the line is drawn anew.
  await eventually(async () => expect(await link.evaluate((one) => getComputedStyle(one).unicodeBidi)).toBe('isolate'));
  expect(faults).toEqual([]);
});

browserTest(
  'lines that are too many at once wait and go by themselves: none is told not to be sent',
  async () => {
    const { frame, faults } = await openChat();
    await frame.evaluate(() => {
      const seen = new Set<string>();
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        for (const one of document.querySelectorAll<HTMLElement>('[data-unsent]')) seen.add(one.dataset['unsent'] ?? '');
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const box = frame.getByTestId('sayonce-input');
    const texts = Array.from({ length: 48 }, (_, index) => `Many ${index}`);
    for (const text of texts) {
      await box.fill(text);
      await box.press('Enter');
    }
    // The desk takes forty in ten seconds: the rest waits.
    await eventually(async () => expect(await frame.locator('[data-unsent]').count()).toBe(0), { timeout: 40_000 });
    expect(await frame.locator('.bubble').allInnerTexts()).toEqual(texts);
    expect(await frame.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen])).toEqual(['sending']);
    expect(faults).toEqual([]);
  },
  60_000,
);

browserTest(
  'when nobody is there it says when somebody is back, takes an address, and goes on by mail in the same ticket, and back',
  async () => {
    await desk.must('PATCH', '/api/v1/settings/hours', {
      timeZone: 'UTC',
      week: [{ day: (new Date().getUTCDay() + 3) % 7, from: '09:00', to: '17:00' }],
      holidays: [],
    });
    const { page, frame } = await openChat();
    const promise = frame.getByRole('status').first();
    await promise.filter({ hasText: 'Nobody is at the desk right now. We are back' }).waitFor();
    // A console that is left open over the night promises nothing.
    const left = await consoles.open();
    await promise.filter({ hasText: 'Our hours are over. We are back' }).waitFor();
    await left.context().close();
    await promise.filter({ hasText: 'Nobody is at the desk right now. We are back' }).waitFor();
    await frame.getByTestId('sayonce-input').fill('Are you there at night?');
    await frame.getByTestId('sayonce-send').click();
    await frame.getByTestId('sayonce-email').fill('night@example.org');
    await shot(page, 'w4-offline');
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByText('Thank you.').waitFor();
    const ticket = await eventually(
      async () => (await tickets(desk)).find(({ preview }) => preview === 'Are you there at night?') ?? false,
    );
    await page.context().close();

    // The desk knows that the browser has gone, and offers the mail first.
    await eventually(
      async () =>
        (await desk.api<{ replyChannels: { channel: string }[] }>('GET', `/api/v1/tickets/${ticket.id}`)).body.replyChannels[0]?.channel ===
        'email',
    );
    const { body: reply } = await desk.api<{ id: string; channel: string }>('POST', `/api/v1/tickets/${ticket.id}/messages`, {
      kind: 'reply',
      text: 'We are now.',
    });
    expect(reply.channel).toBe('email');
    const sent = await eventually(
      async () =>
        (
          await desk.api<{ items: { id: string; to: string; headers?: Record<string, string> }[] }>('GET', '/api/v1/outbox')
        ).body.items.find(({ id }) => id === reply.id) ?? false,
    );
    expect(sent.to).toContain('night@example.org');
    const to = sent.headers?.['Reply-To'] ?? 'support@example.com';
    await rawMail(
      desk,
      `From: Night <night@example.org>\r\nTo: ${to}\r\nSubject: Re: chat\r\nMessage-ID: <night-1@example.org>\r\nIn-Reply-To: ${sent.headers?.['Message-ID']}\r\n\r\nThank you, by mail.\r\n`,
      'night@example.org',
      /<?([^<>\s]+@[^<>\s]+)>?$/.exec(to)?.[1] ?? to,
    );
    await eventually(async () =>
      (await messagesOf(desk, ticket.id)).some(({ text, channel }) => channel === 'email' && text.includes('by mail')),
    );
    await desk.must('PATCH', '/api/v1/settings/hours', {
      timeZone: 'UTC',
      week: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '00:00', to: '24:00' })),
      holidays: [],
    });
  },
  60_000,
);

browserTest(
  "colour, texts and questions are the desk's own; a page that is not listed cannot show it",
  async () => {
    const { status } = await desk.api('PATCH', '/api/v1/widget', {
      color: '#7a1f5c',
      title: { 'zh-TW': '廚房客服' },
      hello: { en: 'Hello from the kitchen' },
      preChat: ['name', 'phone'],
      origins: ['https://shop.example'],
    });
    expect(status).toBe(200);
    const { page, frame } = await openChat();
    await frame.getByText('Hello from the kitchen').waitFor();
    await frame.getByTestId('sayonce-prechat').getByLabel('Your name').fill('Petra');
    await shot(page, 'w5-own');
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByTestId('sayonce-prechat').waitFor({ state: 'detached' });
    await frame.getByTestId('sayonce-input').fill('Petra asks');
    await frame.getByTestId('sayonce-send').click();
    await eventually(async () =>
      (await tickets(desk)).some(({ preview, customerName }) => preview === 'Petra asks' && customerName === 'Petra'),
    );
    expect(await page.locator('#sayonce-launcher').evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(122, 31, 92)');

    const policy = (await fetch(`${desk.url}/widget/frame`)).headers.get('content-security-policy') ?? '';
    expect(/frame-ancestors ([^;]*)/.exec(policy)?.[1]).toContain('https://shop.example');
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).not.toMatch(/unsafe|:\/\/\*|data-src/);
    const asks = (origin: string) =>
      fetch(`${desk.url}/api/v1/chat/session`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: '{}',
      }).then((response) => response.status);
    expect(await asks('https://shop.example')).toBe(200);
    for (const origin of ['https://shop.example.evil.example', 'http://shop.example', 'https://shop.example:8443', 'null'])
      expect(await asks(origin)).toBe(403);
    for (const origin of ['*', 'https://*.example', 'https://shop.example/', 'shop.example'])
      expect((await desk.api('PATCH', '/api/v1/widget', { origins: [origin] })).status).toBe(400);
    await desk.must('PATCH', '/api/v1/widget', { color: null, title: {}, hello: {}, preChat: [] });
  },
  60_000,
);

/** The visitor goes on to another page of the shop. */
async function frameOfNextPage(page: Page): Promise<Frame> {
  const next = await page.context().newPage();
  await next.goto('/demo');
  return showChat(next);
}

/** Writes a line and gives its ticket. */
async function begin(frame: Frame, text: string): Promise<Ticket> {
  await frame.getByTestId('sayonce-input').fill(text);
  await frame.getByTestId('sayonce-send').click();
  const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === text) ?? false);
  // Stored is not yet acknowledged: on a slow line the mark goes a moment after it.
  await frame.locator('[data-testid=sayonce-message]:not([data-unsent])').waitFor();
  return ticket;
}

browserTest(
  'each side sees that the other types; what was seen is said, what came while the chat was closed is counted, and half a sentence stays',
  async () => {
    const { page, frame, faults } = await openChat();
    const ticket = await begin(frame, 'Is anybody there?');
    expect(await frame.getByTestId('sayonce-seen').count()).toBe(0);

    const agent = await consoles.open();
    await agent.goto(`/tickets/${ticket.id}`);
    await frame.getByTestId('sayonce-seen').waitFor();
    await frame.getByTestId('sayonce-input').pressSequentially('and one mo');
    // It is said to who watches the ticket, once for a while: a console that begins to watch a moment later hears the next time.
    await eventually(
      async () => {
        await frame.getByTestId('sayonce-input').press('Backspace');
        await frame.getByTestId('sayonce-input').pressSequentially('o');
        expect(await agent.getByRole('log').getByText('is typing').isVisible()).toBe(true);
      },
      { timeout: 15_000, every: 500 },
    );
    await agent.getByTestId('composer-text').pressSequentially('I am');
    await frame.getByText('Admin is typing').waitFor();
    await agent.getByTestId('composer-text').pressSequentially(' here.');
    await agent.getByTestId('composer-text').press('Control+Enter');
    await frame.getByTestId('sayonce-message').filter({ hasText: 'I am here.' }).waitFor();
    expect(await frame.getByText('Admin is typing').count()).toBe(0);

    const badge = page.locator('.sayonce-badge');
    const stateOf = async (text: string) => (await messagesOf(desk, ticket.id)).find((message) => message.text === text)?.delivery?.state;
    await eventually(async () => (await stateOf('I am here.')) === 'delivered');
    expect(await badge.isVisible()).toBe(false);
    await page.getByTestId('sayonce-launcher').click();
    for (const text of ['Still there?', 'I wait.'])
      await desk.api('POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'reply', channel: 'chat', text });
    await eventually(async () => (await badge.textContent()) === '2');
    expect(await page.getByTestId('sayonce-launcher').getAttribute('aria-label')).toBe('Chat with us, 2 new');
    // Come to his browser, but not read.
    expect(await stateOf('I wait.')).toBe('accepted');
    await shot(page, 'w7-badge');
    await page.getByTestId('sayonce-launcher').click();
    await eventually(async () => (await stateOf('I wait.')) === 'delivered');
    expect(await badge.isVisible()).toBe(false);

    expect(await frame.getByTestId('sayonce-input').inputValue()).toBe('and one mo');
    await page.reload();
    const again = await showChat(page);
    expect(await again.getByTestId('sayonce-input').inputValue()).toBe('and one mo');
    expect(faults).toEqual([]);
    await agent.context().close();
    await page.context().close();
  },
  60_000,
);

browserTest(
  'the end stays in view while the box grows and with each own line; who has scrolled up stays, and is told what came below',
  async () => {
    const { page, frame, faults } = await openChat();
    const ticket = await begin(frame, 'A long talk begins.');
    const list = frame.getByRole('log');
    const box = frame.getByTestId('sayonce-input');
    await box.fill(Array.from({ length: 30 }, (_, index) => `Row ${index}`).join('\n'));
    await box.press('Enter');
    const fromEnd = (): Promise<number> => list.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
    const answer = (text: string) => desk.must('POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'reply', channel: 'chat', text });
    const come = (text: string) => frame.getByTestId('sayonce-message').filter({ hasText: text }).waitFor();
    const isAtEnd = () => eventually(async () => expect(await fromEnd()).toBeLessThan(2));
    const settled = () => frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await isAtEnd();
    // As pasted: five rows at once, and then a key.
    await box.fill('one\ntwo\nthree\nfour\nfive');
    await isAtEnd();
    await box.press('!');
    await settled();
    await answer('While five rows stand there.');
    await come('While five rows');
    await isAtEnd();
    await box.press('Enter');
    await come('three');
    await isAtEnd();
    await box.fill('short?');
    await box.press('Enter');
    await come('short?');
    await isAtEnd();
    expect(await frame.getByTestId('sayonce-below').count()).toBe(0);

    await list.hover();
    await page.mouse.wheel(0, -400);
    await eventually(async () => expect(await fromEnd()).toBeGreaterThan(200));
    await settled();
    const at = await list.evaluate((one) => one.scrollTop);
    await answer('Something new.');
    const below = frame.getByTestId('sayonce-below');
    await below.waitFor();
    expect(await below.innerText()).toBe('1 new below');
    expect(await list.evaluate((one) => one.scrollTop)).toBe(at);
    await shot(page, 'w9-below');
    await below.click();
    await isAtEnd();
    await below.waitFor({ state: 'detached' });

    await page.mouse.wheel(0, -400);
    await eventually(async () => expect(await fromEnd()).toBeGreaterThan(200));
    await box.fill('His own line leads to the end.');
    await box.press('Enter');
    await come('His own line');
    await isAtEnd();
    expect(faults).toEqual([]);
    await page.context().close();
  },
  60_000,
);

browserTest(
  'a line that could not be sent waits, goes by itself, and once; who passes over the address is not asked again',
  async () => {
    const line = await openCuttableLine(() => desk.url);
    const { page, frame } = await openChat({ url: line.url });
    const ticket = await begin(frame, 'Before the tunnel');
    await frame.getByTestId('sayonce-email').waitFor();
    await frame.getByRole('button', { name: 'Not now' }).click();
    await frame.getByTestId('sayonce-email').waitFor({ state: 'detached' });
    line.cut();
    await frame.getByTestId('sayonce-input').fill('In the tunnel');
    await frame.getByTestId('sayonce-send').click();
    await frame.getByText('Waiting for the connection').waitFor();
    await frame.getByText('The connection is lost.').waitFor();
    await shot(page, 'w8-not-sent');
    line.mend();
    await eventually(async () =>
      expect((await messagesOf(desk, ticket.id)).map(({ text }) => text)).toEqual(['Before the tunnel', 'In the tunnel']),
    );
    // Stored is not yet acknowledged: the mark goes a moment after it.
    await frame.locator('[data-unsent]').waitFor({ state: 'detached' });
    expect(await frame.locator('.bubble').allTextContents()).toEqual(['Before the tunnel', 'In the tunnel']);
    await page.reload();
    const again = await showChat(page);
    await again.getByTestId('sayonce-message').nth(1).waitFor();
    expect(await again.getByTestId('sayonce-email').count()).toBe(0);
    await page.context().close();
    await line.close();
  },
  60_000,
);

browserTest(
  'what was written in two windows while the line was gone is sent by the next page, all of it once',
  async () => {
    const line = await openCuttableLine(() => desk.url);
    const { page, frame } = await openChat({ url: line.url });
    const ticket = await begin(frame, 'From the first window');
    const other = await frameOfNextPage(page);
    await other.getByTestId('sayonce-message').waitFor();
    line.cut();
    for (const [chat, text] of [
      [frame, 'First in the tunnel'],
      [other, 'Second in the tunnel'],
      [frame, 'Third in the tunnel'],
    ] as const) {
      await chat.getByTestId('sayonce-input').fill(text);
      await chat.getByTestId('sayonce-send').click();
      await chat.getByTestId('sayonce-message').filter({ hasText: text }).waitFor();
    }
    for (const window of page.context().pages()) await window.close();
    line.mend();
    const back = await frameOfNextPage(page);
    const all = ['From the first window', 'First in the tunnel', 'Second in the tunnel', 'Third in the tunnel'];
    await eventually(async () => expect((await messagesOf(desk, ticket.id)).map(({ text }) => text)).toEqual(all));
    await eventually(async () => expect(await back.locator('.bubble').allTextContents()).toEqual(all));
    await page.context().close();
    await line.close();
  },
  60_000,
);

browserTest(
  'a long text that was pasted arrives whole and once, also when the page is left in between; one that is far too long stays',
  async () => {
    const line = await openCuttableLine(() => desk.url);
    const { page, frame } = await openChat({ url: line.url });
    const ticket = await begin(frame, 'The log comes now');
    const log = Array.from({ length: 700 }, (_, n) => `${String(n).padStart(4, '0')} the pump stopped`).join('\n');
    const pasted = `${log}\nPlease send somebody today.`;
    const input = frame.getByTestId('sayonce-input');
    const paste = async (text: string): Promise<void> => {
      await input.focus();
      // As a hand pastes: what an input may hold counts, which it does not for a value that is set.
      await input.evaluate((box, words) => void box.ownerDocument.execCommand('insertText', false, words), text);
    };
    line.cut();
    await paste(pasted);
    expect((await input.inputValue()).length).toBe(pasted.length);
    await frame.getByTestId('sayonce-send').click();
    await frame.getByTestId('sayonce-message').nth(2).waitFor();
    expect(await input.inputValue()).toBe('');
    await page.close();
    line.mend();
    const back = await frameOfNextPage(page);
    const said = async (): Promise<string[]> => (await messagesOf(desk, ticket.id)).map(({ text }) => text);
    await eventually(async () => expect((await said()).slice(1).join('\n')).toBe(pasted));
    expect(await said()).toHaveLength(3);
    await eventually(async () => expect(await back.locator('.bubble').allTextContents()).toEqual(await said()));
    await eventually(async () => expect(await back.locator('[data-unsent]').count()).toBe(0));

    const box = back.getByTestId('sayonce-input');
    const far = `${'All of it. '.repeat(10_000)}The end`;
    await box.fill(far);
    await back.getByTestId('sayonce-too-long').waitFor();
    expect(await back.getByTestId('sayonce-send').isDisabled()).toBe(true);
    await box.press('Enter');
    expect(await box.inputValue()).toBe(far);
    await shot(page.context().pages().at(-1) ?? page, 'w9-too-long');
    await box.fill('Enough');
    await back.getByTestId('sayonce-too-long').waitFor({ state: 'detached' });
    await back.getByTestId('sayonce-send').click();
    await eventually(async () => expect((await said()).slice(3)).toEqual(['Enough']));
    await page.context().close();
    await line.close();
  },
  60_000,
);

browserTest(
  'who left a phone number and went is written to by text message in the same ticket, and goes on in it when he is back',
  async () => {
    const { page, frame } = await openChat();
    const ticket = await begin(frame, 'Call me on my way');
    const address = frame.getByTestId('sayonce-email');
    await frame.getByRole('button', { name: 'Save' }).click();
    // Nothing was sent: it leads to where something is to be written.
    expect(await address.evaluate((input) => document.activeElement === input && (input as HTMLInputElement).form?.checkValidity())).toBe(
      true,
    );
    await address.fill('+1 202 555 0177');
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByText('Thank you.').waitFor();
    const context = page.context();
    await page.close();

    await eventually(async () =>
      expect(
        (await desk.api<{ replyChannels: { channel: string }[] }>('GET', `/api/v1/tickets/${ticket.id}`)).body.replyChannels,
      ).toMatchObject([{ channel: 'sms', address: '+12025550177' }, { channel: 'chat' }]),
    );
    const { body: reply } = await desk.api<{ id: string; channel: string }>('POST', `/api/v1/tickets/${ticket.id}/messages`, {
      kind: 'reply',
      text: 'By text now.',
    });
    expect(reply.channel).toBe('sms');
    const sent = await eventually(
      async () =>
        (await desk.api<{ items: { id: string; to: string }[] }>('GET', '/api/v1/outbox')).body.items.find(({ id }) => id === reply.id) ??
        false,
    );
    expect(sent.to).toContain('+12025550177');

    const back = await context.newPage();
    await back.goto('/demo');
    const chat = await showChat(back);
    await chat.getByTestId('sayonce-input').fill('Back at my desk');
    await chat.getByTestId('sayonce-send').click();
    await eventually(async () =>
      expect((await messagesOf(desk, ticket.id)).map(({ text, channel }) => `${channel}: ${text}`)).toEqual([
        'chat: Call me on my way',
        'sms: By text now.',
        'chat: Back at my desk',
      ]),
    );
    await context.close();
  },
  60_000,
);

for (const [language, hello] of [
  ['en', 'How can we help'],
  ['zh-CN', '请问有什么'],
  ['zh-TW', '為您服務'],
] as const) {
  for (const look of [
    { dark: false, width: 1100 },
    { dark: true, width: 360 },
  ]) {
    browserTest(
      `reads in ${language}, ${look.dark ? 'dark on a phone' : 'light on a desk'}`,
      async () => {
        const { page, frame } = await openChat({ language, ...look, height: look.width === 360 ? 740 : 800 }, `/demo?lang=${language}`);
        await frame.getByText(hello).waitFor();
        expect(await frame.evaluate(() => document.documentElement.lang)).toBe(language);
        expect(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        if (language !== 'en') {
          // With a line, the question for an address and the emoji open: no word of ours is in another language.
          await frame.getByTestId('sayonce-input').fill('你好');
          await frame.getByTestId('sayonce-send').click();
          await frame.getByTestId('sayonce-email').waitFor();
          await frame.getByTestId('sayonce-emoji').click();
          const said = await frame.evaluate(() => [
            document.title,
            document.body.innerText,
            ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((one) =>
              ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? ''),
            ),
          ]);
          said.push(
            (await page.getByTestId('sayonce-launcher').getAttribute('aria-label')) ?? '',
            (await page.locator('#sayonce-frame').getAttribute('title')) ?? '',
          );
          expect(said.filter((words) => /[A-Za-z]{2}/.test(words))).toEqual([]);
        }
        await shot(page, `w6-${language}-${look.width}`);
      },
      60_000,
    );
  }
}

/** The chat on somebody else's page, in a real browser: what is typed into it arrives, and that page can neither break nor prove anything. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { Frame } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { messagesOf, tickets } from '../../support/customers.js';
import { eventually } from '../../support/startDesk.js';
import { refuseOnce, showChat } from '../console/support.js';
import { type Shop, startShop } from './support.js';

const browserTest = BROWSER ? test : test.skip;
/** The frame is of another process than the page, and a browser that was wrong about the focus was so one time in twelve. */
const OPENINGS = 12;
let { desk, consoles, url, openChat, setPage, stop } = {} as Shop;

beforeAll(async () => {
  if (BROWSER) ({ desk, consoles, url, openChat, setPage, stop } = await startShop());
}, 60_000);
afterAll(() => stop?.());

const hasFocus = (frame: Frame): Promise<boolean> =>
  frame.evaluate(() => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA');

browserTest(
  'who opens it while it is still coming, and types, types into it',
  async () => {
    setPage();
    const typed: string[] = [];
    for (let i = 0; i < OPENINGS; i++) {
      const context = await consoles.context({ width: 1100, height: 800 });
      const page = await context.newPage();
      await page.route('**/widget/frame?*', async (route) => {
        void route.continue();
        await new Promise((resolve) => setTimeout(resolve, (i % 12) * 4));
        await page.evaluate(() => document.getElementById('sayonce-launcher')?.click());
      });
      await page.goto(`${url}/`);
      const frame = await (await page.locator('#sayonce-frame').elementHandle())?.contentFrame();
      if (!frame) throw new Error('The page has no frame.');
      await frame.getByTestId('sayonce-input').waitFor();
      await eventually(() => hasFocus(frame));
      await page.keyboard.type('Hi');
      typed.push(await frame.getByTestId('sayonce-input').inputValue());
      await context.close();
    }
    expect(typed).toEqual(Array.from({ length: OPENINGS }, () => 'Hi'));
  },
  120_000,
);

browserTest(
  'open on one page of the shop it is open on the next, without taking the focus from it, until it is closed',
  async () => {
    setPage();
    const context = await consoles.context({ width: 1100, height: 800 });
    const page = await context.newPage();
    const opened = (): Promise<boolean> => page.locator('#sayonce').evaluate((root) => root.hasAttribute('data-open'));
    await page.goto(`${url}/`);
    const frame = await showChat(page);
    await frame.getByTestId('sayonce-input').fill('Half a sen');

    await page.goto(`${url}/basket`);
    const next = await showChat(page);
    expect(await opened()).toBe(true);
    expect(await page.getByTestId('sayonce-launcher').getAttribute('aria-expanded')).toBe('true');
    await eventually(async () => expect(await next.getByTestId('sayonce-input').inputValue()).toBe('Half a sen'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([await hasFocus(next), await page.evaluate(() => document.activeElement === document.body)]).toEqual([false, true]);
    // Whoever opens it himself types into it.
    await page.getByTestId('sayonce-launcher').click();
    await page.getByTestId('sayonce-launcher').click();
    await eventually(() => hasFocus(next));

    // A phone would show nothing but the chat of the page he went on to.
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${url}/phone`);
    await page.waitForLoadState('networkidle');
    expect(await opened()).toBe(false);
    await page.setViewportSize({ width: 1100, height: 800 });
    await page.reload();
    await eventually(opened);

    await page.getByTestId('sayonce-launcher').click();
    await page.goto(`${url}/till`);
    await page.waitForLoadState('networkidle');
    expect(await opened()).toBe(false);
    // Another tab is another visit.
    const other = await context.newPage();
    await other.goto(`${url}/`);
    await other.waitForLoadState('networkidle');
    expect(await other.locator('#sayonce').getAttribute('data-open')).toBeNull();
    await context.close();
  },
  60_000,
);

browserTest('where a page may keep nothing, it opens and closes as ever', async () => {
  const context = await consoles.context({ width: 1100, height: 800 });
  await context.addInitScript(() => {
    if (window === window.top)
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(`${url}/`);
  for (const open of ['true', 'false']) {
    await page.getByTestId('sayonce-launcher').click();
    expect(await page.getByTestId('sayonce-launcher').getAttribute('aria-expanded')).toBe(open);
  }
  expect(faults).toEqual([]);
  await context.close();
});

browserTest(
  'a desk that could not look him up when he came back costs him a moment, not his chat',
  async () => {
    const context = await consoles.context({ width: 1100, height: 800 });
    const page = await context.newPage();
    await page.goto(`${url}/`);
    const said = await showChat(page);
    await said.getByTestId('sayonce-input').fill('Is it still here?');
    await said.getByTestId('sayonce-send').click();
    const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === 'Is it still here?') ?? false);
    const refusals = await refuseOnce(page, '/chat');
    await page.reload();
    const frame = await showChat(page);
    await eventually(() => refusals() === 1);
    await desk.must('POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'reply', channel: 'chat', text: 'It is.' });
    await frame.getByTestId('sayonce-message').filter({ hasText: 'It is.' }).waitFor();
    await frame.getByTestId('sayonce-input').fill('Good.');
    await frame.getByTestId('sayonce-send').click();
    await eventually(async () => (await messagesOf(desk, ticket.id)).map(({ text }) => text).join() === 'Is it still here?,It is.,Good.');
    await context.close();
  },
  60_000,
);

browserTest(
  'it works on a page with a strict CSP; without a secret that page can prove nobody, and its visitor keeps his chat',
  async () => {
    const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${b64({ alg: 'HS256', typ: 'JWT' })}.${b64({ sub: 'customer-1', name: 'Mallory', exp: Math.floor(Date.now() / 1000) + 600 })}`;
    // Nothing is set: neither an empty key nor a guess of the page's opens anything.
    const tokens = ['x'.repeat(32), 'secret'].map(
      (secret) => `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`,
    );
    for (const userToken of [...tokens, `${unsigned}.`]) {
      const refused = await fetch(`${desk.url}/api/v1/chat/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ userToken }),
      });
      expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([403, 'bad_signature']);
    }
    setPage({
      attributes: `data-user-token="${tokens[0]}"`,
      policy: `default-src 'none'; script-src ${desk.url}; frame-src ${desk.url}; base-uri 'none'; form-action 'none'`,
    });
    const { page, frame, faults } = await openChat({}, `${url}/`);
    expect(await page.locator('#sayonce').evaluate((root) => getComputedStyle(root).position)).toBe('fixed');
    expect(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await frame.getByTestId('sayonce-input').fill('From a strict page');
    await frame.getByTestId('sayonce-send').click();
    const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === 'From a strict page') ?? false);
    await desk.must('POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'reply', channel: 'chat', text: 'Heard.' });
    await frame.getByTestId('sayonce-message').filter({ hasText: 'Heard.' }).waitFor();
    expect((await messagesOf(desk, ticket.id)).map(({ text }) => text)).toEqual(['From a strict page', 'Heard.']);
    // He is nobody's customer-1, and bears no name that nobody signed.
    const { body: customer } = await desk.api<object>('GET', `/api/v1/customers/${ticket.customerId}`);
    expect(JSON.stringify([ticket, customer])).not.toMatch(/customer-1|Mallory/);
    expect(faults.filter((fault) => !fault.includes('403'))).toEqual([]);
    await page.context().close();
  },
  60_000,
);

browserTest(
  'what a closed tab had not sent goes from the other one, before what is written there later, and is there once',
  async () => {
    setPage();
    const context = await consoles.context({ width: 1100, height: 800 });
    const [stays, closes] = [await context.newPage(), await context.newPage()];
    await stays.goto(`${url}/`);
    const frame = await showChat(stays);
    const write = async (to: Frame, text: string): Promise<void> => {
      await to.getByTestId('sayonce-input').fill(text);
      await to.getByTestId('sayonce-send').click();
    };
    await write(frame, 'Tabs, first');
    const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === 'Tabs, first') ?? false);
    const arrived = async (): Promise<string> => (await messagesOf(desk, ticket.id)).map(({ text }) => text).join();

    // Its line takes nothing that is written.
    await closes.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((packet) => void (String(packet).includes('chat:send') || server.send(packet)));
    });
    await closes.goto(`${url}/`);
    const lost = await showChat(closes);
    for (const text of ['Tabs, second', 'Tabs, third']) await write(lost, text);
    await eventually(async () => expect(await lost.locator('[data-unsent]').count()).toBe(2));
    await closes.close();
    await write(frame, 'Tabs, fourth');
    await eventually(async () => expect(await arrived()).toBe('Tabs, first,Tabs, second,Tabs, third,Tabs, fourth'));

    // Nor need anybody write there.
    const silent = await context.newPage();
    await silent.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((packet) => void (String(packet).includes('chat:send') || server.send(packet)));
    });
    await silent.goto(`${url}/`);
    const quiet = await showChat(silent);
    await write(quiet, 'Tabs, fifth');
    await quiet.locator('[data-unsent]').waitFor();
    await silent.close();
    await eventually(async () => expect(await arrived()).toMatch(/fourth,Tabs, fifth$/), { timeout: 20_000 });
    await eventually(async () => expect(await frame.locator('.bubble').count()).toBe(5));
    // Stored is not yet acknowledged.
    await frame.locator('[data-unsent]').waitFor({ state: 'detached' });
    await context.close();
  },
  60_000,
);

/** The chat on a page that signs its visitor in, in a real browser: whose chat it shows, by a good signature and by one that is refused. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { Frame } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { tickets } from '../../support/customers.js';
import { eventually } from '../../support/startDesk.js';
import { showChat } from '../console/support.js';
import { type Shop, startShop } from './support.js';

const browserTest = BROWSER ? test : test.skip;
const SECRET = 'a widget secret of more than thirty-two characters';
let { desk, consoles, url, setPage, stop } = {} as Shop;

beforeAll(async () => {
  if (BROWSER) ({ desk, consoles, url, setPage, stop } = await startShop({ env: { WIDGET_SECRET: SECRET } }));
}, 60_000);
afterAll(() => stop?.());

browserTest(
  'a page with an old signature neither takes nor shows the chat of whom it names, has one of its own, and its author is told why',
  async () => {
    const jwt = (seconds: number): string => {
      const parts = [
        { alg: 'HS256', typ: 'JWT' },
        { sub: 'customer-7', name: 'Ann', exp: Math.floor(Date.now() / 1000) + seconds },
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      return `${parts.join('.')}.${createHmac('sha256', SECRET).update(parts.join('.')).digest('base64url')}`;
    };
    const [good, old] = [jwt(600), jwt(-600)];
    const context = await consoles.context({ width: 1100, height: 800 });
    const page = await context.newPage();
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    const come = async (userToken: string): Promise<{ frame: Frame; said: () => Promise<string[]> }> => {
      setPage({ attributes: `data-user-token="${userToken}"` });
      const answered = page.waitForResponse((response) => response.url().endsWith('/chat/session') && response.ok());
      await page.goto(`${url}/`);
      const frame = await showChat(page);
      await answered;
      return { frame, said: () => frame.locator('.bubble').allInnerTexts() };
    };
    const write = async (frame: Frame, text: string): Promise<void> => {
      await frame.getByTestId('sayonce-input').fill(text);
      await frame.getByTestId('sayonce-send').click();
      await frame.locator('[data-testid=sayonce-message]:not([data-unsent])').filter({ hasText: text }).waitFor();
    };
    const hers = await come(good);
    await write(hers.frame, 'Of Ann alone');
    await hers.frame.getByTestId('sayonce-input').fill('Half a sen');
    expect(warnings).toEqual([]);

    const cached = await come(old);
    await eventually(() => warnings.length === 1);
    expect(warnings[0]).toMatch(/data-user-token of this page was refused \(.*exp.*\)/);
    await write(cached.frame, 'From a cached page');
    expect([await cached.said(), await cached.frame.getByTestId('sayonce-input').inputValue()]).toEqual([['From a cached page'], '']);
    // The next such page is the same visitor.
    const again = await come(old);
    await eventually(async () => expect(await again.said()).toEqual(['From a cached page']));

    const back = await come(good);
    await eventually(async () => expect(await back.said()).toEqual(['Of Ann alone']));
    expect(await back.frame.getByTestId('sayonce-input').inputValue()).toBe('Half a sen');
    await write(back.frame, 'And more of Ann');
    const names = new Map((await tickets(desk)).map(({ preview, customerName }) => [preview, customerName]));
    expect([names.get('And more of Ann'), names.get('From a cached page')]).toEqual(['Ann', expect.stringMatching(/^Visitor /)]);
    await context.close();
  },
  60_000,
);

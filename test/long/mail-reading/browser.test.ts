import { chromium, type Browser } from 'playwright-core';
import { parseInline } from '../../../src/channels/email/parse.js';
import { sanitiseHtml } from '../../../src/channels/email/sanitise.js';
import { XSS_ACTORS, xssVectors } from '../../support/mail/xssVectors.js';
import { BROWSER, CHROMIUM_ARGS } from '../../support/browser.js';

const BATCH = 40;

/** Shows HTML in a page of its own without any policy, so that only the cleaning stands between it and running. */
async function hits(browser: Browser, bodies: readonly string[]): Promise<{ ran: boolean; asked: string[] }> {
  const page = await browser.newPage();
  const asked: string[] = [];
  try {
    await page.route('**/*', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await page.setContent(`<!doctype html><body>${bodies.map((body) => `<section>${body}</section>`).join('\n')}</body>`, {
      waitUntil: 'load',
    });
    // Handlers that wait for a person: everything is hovered, clicked and focused at once.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('section *')) {
        for (const type of ['pointerover', 'mouseover', 'click', 'focus', 'wheel', 'animationstart', 'toggle'])
          element.dispatchEvent(new Event(type, { bubbles: false, cancelable: true }));
      }
    });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
    return {
      ran: await page.evaluate(() => '__hit' in window),
      asked: asked.filter((url) => !/^(https?:\/\/ok\.example|https:\/\/)/.test(url)),
    };
  } finally {
    await page.close();
  }
}

const withBrowser = BROWSER === null ? describe.skip : describe;

withBrowser('in a real browser (S01)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER ?? '', args: CHROMIUM_ARGS });
  });
  afterAll(() => browser.close());

  test('the probe sees what runs', async () => {
    expect((await hits(browser, ['<img src=x onerror=window.__hit=1>'])).ran).toBe(true);
  });

  test('nothing of any vector runs once it is cleaned', async () => {
    const clean = xssVectors().map((vector) => sanitiseHtml(vector) ?? '');
    for (let at = 0; at < clean.length; at += BATCH) {
      const batch = clean.slice(at, at + BATCH);
      const { ran, asked } = await hits(browser, batch);
      expect({ at, ran, asked }).toEqual({ at, ran: false, asked: [] });
    }
  }, 120_000);

  test('nor as a whole mail', async () => {
    const mails = await Promise.all(
      XSS_ACTORS.map((actor) =>
        parseInline(
          Buffer.from(
            `From: a@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p>${actor}`,
          ),
        ),
      ),
    );
    for (let at = 0; at < mails.length; at += BATCH) {
      const { ran } = await hits(
        browser,
        mails.slice(at, at + BATCH).map((mail) => mail.html ?? ''),
      );
      expect({ at, ran }).toEqual({ at, ran: false });
    }
  }, 60_000);
});

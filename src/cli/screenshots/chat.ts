import type { Browser, Page } from 'playwright-core';

/** Opens the chat on the demo page and says something in it. The line is stored when this returns. */
export async function say(page: Page, text: string, user?: string): Promise<void> {
  await page.goto(user ? `/demo?user=${encodeURIComponent(user)}` : '/demo');
  await page.getByTestId('sayonce-launcher').click();
  const frame = page.frameLocator('#sayonce-frame');
  await frame.getByTestId('sayonce-input').fill(text);
  await frame.getByTestId('sayonce-input').press('Enter');
  await frame.locator('[data-testid=sayonce-message]:not([data-unsent])').filter({ hasText: text }).waitFor();
}

/** The same in a browser of its own, as somebody whom the shop's page has signed in. */
export async function sayInChat(browser: Browser, url: string, { language, user, text }: { language: string; user: string; text: string }): Promise<void> {
  const context = await browser.newContext({ baseURL: url, locale: language });
  await say(await context.newPage(), text, user);
  await context.close();
}

import type { Page } from 'playwright-core';

/** Fills in the console's first page, and waits for the desk behind it. */
export async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.getByTestId('sign-in-email').fill(who.email);
  await page.getByTestId('sign-in-password').fill(who.password);
  await page.getByTestId('sign-in-submit').click();
  // Over a desk that waited, its rail was there all along.
  await page.getByTestId('sign-in').waitFor({ state: 'detached' });
  await page.getByTestId('rail').waitFor();
}

/** An agent's hour: thirty tickets, one after the other, on the keyboard alone. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { messagesOf, tickets } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type Consoles, addAgent, openBrowser, press, say } from './support.js';

const browserTest = BROWSER ? test : test.skip;
const TICKETS = 30;
const name = (index: number): string => `Customer ${String(index).padStart(2, '0')}`;
let desk: Desk;
let consoles: Consoles;
let page: Page;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  for (let i = 0; i < TICKETS; i++) await say(desk, name(i), `Question ${i}: where is my parcel?`, `Parcel ${i}`);
  await eventually(async () => expect(await tickets(desk)).toHaveLength(TICKETS));
  page = await consoles.open(await addAgent(desk, 'Kim Keys'));
  // Whoever would take the mouse fails at once.
  for (const device of ['click', 'dblclick', 'move', 'down', 'up', 'wheel'] as const)
    page.mouse[device] = () => Promise.reject(new Error('the mouse was used'));
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk?.stop();
});

/** Where the keys go: nowhere but to the page or to what was just opened. */
const focus = () =>
  page.evaluate(
    () => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? document.activeElement?.tagName ?? null,
  );
const subject = () => page.getByTestId('ticket-subject').innerText();

browserTest(
  'thirty tickets are answered, noted, tagged, put aside or resolved without the mouse, and the focus is never lost',
  async () => {
    await page.getByTestId('ticket-row').first().waitFor();
    await press(page, '3');
    await eventually(async () => expect(await page.getByTestId('view').getAttribute('data-value')).toBe('unassigned'));
    await eventually(async () => expect(await page.getByTestId('ticket-row').count()).toBeGreaterThan(5));
    const seen = new Set<string>();
    let before = '';
    for (let i = 0; i < TICKETS; i++) {
      await press(page, 'j');
      await eventually(async () => expect(await subject()).not.toBe(before));
      await page.getByTestId('message').first().waitFor();
      const now = await subject();
      expect(seen.has(now)).toBe(false);
      seen.add(now);
      before = now;
      switch (i % 3) {
        case 0: // answer and resolve in one
          await press(page, 'r');
          await eventually(async () => expect(await focus()).toBe('composer-text'));
          await page.keyboard.type(`Your parcel is on its way (${now}).`);
          await press(page, 'Control+Shift+Enter');
          // What such customers ask next is said first; the same keys once more: sent all the same.
          await page.getByTestId('anticipation').locator('visible=true').first().waitFor();
          await press(page, 'Control+Shift+Enter');
          break;
        case 1: // a note for the others, tagged, put aside until the customer writes
          await press(page, 'n');
          await eventually(async () => expect(await focus()).toBe('composer-text'));
          await page.keyboard.type(`Asked the carrier about ${now}.`);
          await press(page, 'Control+Enter', 'Escape', 't');
          await eventually(async () => expect(await focus()).toBe('tag-input'));
          await page.keyboard.type('carrier');
          await press(page, 'Enter', 'Escape', 's');
          await page.getByTestId('snooze').waitFor();
          await press(page, '5');
          await page.getByTestId('snooze').waitFor({ state: 'detached' });
          break;
        default: // mine, urgent, answered
          await press(page, 'p');
          await page.getByRole('menu').waitFor();
          await press(page, 'Enter');
          await page.getByRole('menu').waitFor({ state: 'detached' });
          await press(page, 'r');
          await eventually(async () => expect(await focus()).toBe('composer-text'));
          await page.keyboard.type(`We look into ${now}.`);
          await press(page, 'Control+Enter');
      }
      // Out of the box, or back to the list: the next key is a command again, and goes on from here.
      await press(page, 'Escape');
      // The editor lets go with the next frame.
      await eventually(async () => expect(await focus()).not.toBe('composer-text'));
    }
    expect(seen.size).toBe(TICKETS);
    await eventually(
      async () => {
        const all = await tickets(desk);
        expect(all.filter(({ status }) => status === 'solved')).toHaveLength(10);
        expect(all.filter(({ snooze, tags }) => snooze && tags.includes('carrier'))).toHaveLength(10);
        expect(all.filter(({ priority }) => priority === 'urgent')).toHaveLength(10);
      },
      { timeout: 30_000 },
    );
    for (const { id, subject: about } of await tickets(desk))
      await eventually(async () => {
        const ours = (await messagesOf(desk, id)).filter(({ direction }) => direction !== 'in');
        expect({ about, ours: ours.map(({ text }) => text) }).toEqual({ about, ours: [expect.stringContaining(about)] });
      });
    expect(consoles.faults).toEqual([]);
  },
  180_000,
);

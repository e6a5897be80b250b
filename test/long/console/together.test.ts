/** Two agents and three customers at once, all writing: everybody sees the right words, once, in order, and nobody else's. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { messagesOf, tickets } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type Consoles, addAgent, openBrowser, press, showChat, shownTexts } from './support.js';

const browserTest = BROWSER ? test : test.skip;
const ROUNDS = 3;
const VISITORS = ['amber', 'birch', 'coral'];
let desk: Desk;
let consoles: Consoles;
let agents: Page[];
let chats: Frame[];

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  const who = [await addAgent(desk, 'Ann Agent'), await addAgent(desk, 'Bob Builder')];
  agents = await Promise.all(who.map((one) => consoles.open(one)));
  chats = await Promise.all(
    VISITORS.map(async () => {
      const page = await (await consoles.context({ width: 900, height: 760 })).newPage();
      await page.goto('/demo');
      return showChat(page);
    }),
  );
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk?.stop();
});

const said = (name: string, round: number): string => `${name} asks ${round}`;
const answered = (name: string, by: number, round: number): string => `agent ${by} answers ${name} ${round}`;

async function ask(index: number, text: string): Promise<void> {
  const chat = chats[index]!;
  await chat.getByTestId('sayonce-input').fill(text);
  await chat.getByTestId('sayonce-input').press('Enter');
}

async function answer(page: Page, ticketId: string, text: string): Promise<void> {
  if (!page.url().includes(ticketId)) {
    const row = page.locator(`[data-testid="ticket-row"][data-id="${ticketId}"]`);
    // What came after the agent has begun does not move the rows by itself.
    await row.or(page.getByTestId('new-tickets')).first().waitFor();
    if (!(await row.isVisible())) await page.getByTestId('new-tickets').click();
    await row.click();
    await page.locator(`[data-testid="message"]`).first().waitFor();
  }
  await eventually(() => page.url().includes(ticketId));
  await press(page, 'r');
  await page.getByTestId('composer-text').fill(text);
  // The other agent's words that came in between stop it once, before it goes out or on its way.
  await eventually(async () => {
    const back = page.getByTestId('outgoing').getByRole('button', { name: 'Put back into the box' });
    if (await back.isVisible()) await back.click();
    await page.getByTestId('composer-text').press('Control+Enter');
    return (await page.getByTestId('composer-text').inputValue()) === '' && (await page.getByTestId('outgoing').count()) === 0;
  });
  await press(page, 'Escape');
}

browserTest(
  'two agents and three customers talk at once',
  async () => {
    await Promise.all(VISITORS.map((name, index) => ask(index, said(name, 0))));
    const ids = await eventually(async () => {
      const all = await tickets(desk);
      const found = VISITORS.map((name) => all.find(({ preview }) => preview === said(name, 0))?.id);
      return found.every((id) => id !== undefined) && (found as string[]);
    });
    for (let round = 1; round <= ROUNDS; round++) {
      // Both agents and all customers write in the same moments; the agents go round the tickets the other way about.
      await Promise.all([
        ...VISITORS.map((name, index) => ask(index, said(name, round))),
        ...agents.map(async (page, by) => {
          const order = by === 0 ? [0, 1, 2] : [2, 1, 0];
          for (const index of order) await answer(page, ids[index]!, answered(VISITORS[index]!, by, round));
        }),
      ]);
    }

    const all = await tickets(desk);
    expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const [index, name] of VISITORS.entries()) {
      const wanted = [
        ...Array.from({ length: ROUNDS + 1 }, (_, round) => said(name, round)),
        ...[0, 1].flatMap((by) => Array.from({ length: ROUNDS }, (_, i) => answered(name, by, i + 1))),
      ].sort();
      const stored = await eventually(async () => {
        const texts = (await messagesOf(desk, ids[index]!)).map(({ text }) => text);
        return texts.length >= wanted.length && texts;
      });
      expect([...stored].sort()).toEqual(wanted);
      // Whoever wrote, his own words are in the order in which he wrote them.
      for (const own of [`${name} asks`, `agent 0 answers ${name}`, `agent 1 answers ${name}`]) {
        const mine = stored.filter((text) => text.startsWith(own));
        expect(mine).toEqual([...mine].sort());
      }
      const undelivered = async () =>
        (await messagesOf(desk, ids[index]!))
          .filter(({ direction, delivery }) => direction !== 'in' && delivery?.state !== 'delivered')
          .map(({ text, direction, channel, delivery }) => ({
            text,
            direction,
            channel,
            state: delivery?.state,
            reason: delivery?.reason,
          }));
      await eventually(async () => expect(await undelivered()).toEqual([]), { timeout: 20_000 });
      const chat = chats[index]!;
      const bubbles = async (): Promise<string[]> =>
        (await chat.getByTestId('sayonce-message').locator('.bubble').allInnerTexts()).map((text) => text.trim());
      // In the order in which the desk has them: each sees the same talk.
      await eventually(async () => expect(await bubbles()).toEqual(stored));
      for (const page of agents) {
        await page.goto(`/tickets/${ids[index]}`);
        await eventually(async () => expect(await shownTexts(page)).toEqual(stored));
      }
    }
    expect(consoles.faults).toEqual([]);
  },
  120_000,
);

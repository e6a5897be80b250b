import { expect } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { messagesOf, tickets } from '../../support/customers.js';
import { type Desk, eventually } from '../../support/startDesk.js';
import { type Consoles, showChat, shownTexts } from '../console/support.js';
import { type Plan, breakIt, told, type } from './breaks.js';
import { type CuttableLine, openCuttableLine } from './cuttableLine.js';

/** The real console and the real chat, each in a browser window behind a line of its own that can be cut. */
export interface Seats {
  agent: Page;
  agentLine: CuttableLine;
  visitorLine: CuttableLine;
  close(): Promise<void>;
}

export async function takeSeats(desk: Desk, consoles: Consoles): Promise<Seats> {
  const agentLine = await openCuttableLine(() => desk.url);
  const visitorLine = await openCuttableLine(() => desk.url);
  const agent = await consoles.open(undefined, { url: agentLine.url, width: 1100, height: 800 });
  return {
    agent,
    agentLine,
    visitorLine,
    async close() {
      await agent.context().close();
      await agentLine.close();
      await visitorLine.close();
    },
  };
}

/** On both screens, in the order in which it stands there, also what is not confirmed yet. */
const AGENT_SEES = '[data-testid=message-text], [data-testid=outgoing] > div > p:first-of-type';
const VISITOR_SEES = '[data-testid=sayonce-message] .bubble';
/** A stalled line is noticed when pings fail. */
const SETTLE_MS = 75_000;

/** From here on, what stands on that screen twice is noted, be it for a moment only. */
async function watchForDoubles(where: Page | Frame, selector: string): Promise<() => Promise<string[]>> {
  await where.evaluate((texts) => {
    const doubled = new Set<string>();
    (globalThis as unknown as { doubled: Set<string> }).doubled = doubled;
    new MutationObserver(() => {
      const seen = new Set<string>();
      for (const { textContent } of document.querySelectorAll(texts)) {
        if (seen.has(textContent ?? '')) doubled.add(textContent ?? '');
        seen.add(textContent ?? '');
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, selector);
  return () => where.evaluate(() => [...(globalThis as unknown as { doubled: Set<string> }).doubled]);
}

/**
 * One conversation: both sides type `lines` lines by keyboard while things break. At its end the ledger of what was typed, the
 * API and both screens agree: nothing lost, doubled or out of order.
 */
export async function playTalk(
  desk: Desk,
  consoles: Consoles,
  { agent, agentLine, visitorLine }: Seats,
  round: string,
  lines: number,
  { breaks, gaps }: Plan,
): Promise<void> {
  const context = await consoles.context({ url: visitorLine.url, width: 800, height: 760 });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => consoles.faults.push(`${round}, the chat: ${String(error)}`));
    await page.goto('/demo');
    const frame = await showChat(page);
    const visitorWrites = async (text: string): Promise<void> => {
      await frame.getByTestId('sayonce-input').fill(text);
      await frame.getByTestId('sayonce-input').press('Enter');
    };
    await visitorWrites(`${round} hello`);
    const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === `${round} hello`) ?? false, {
      timeout: 30_000,
      every: 100,
    });
    await agent.goto(`/tickets/${ticket.id}`);
    await agent.getByTestId('message').first().waitFor();
    const agentWrites = async (text: string): Promise<void> => {
      await agent.getByTestId('composer-text').fill(text);
      await agent.getByTestId('composer-text').press('Control+Enter');
    };
    const doubles = [await watchForDoubles(agent, AGENT_SEES), await watchForDoubles(frame, VISITOR_SEES)];

    const ledger = {
      visitor: Array.from({ length: lines }, (_, i) => `${round} visitor ${i}`),
      agent: Array.from({ length: lines }, (_, i) => `${round} agent ${i}`),
    };
    await Promise.all([
      type(visitorWrites, ledger.visitor, gaps.visitor),
      type(agentWrites, ledger.agent, gaps.agent),
      (async () => {
        for (const one of breaks) await breakIt({ desk, visitorLine, agentLine }, one);
      })(),
    ]);

    await eventually(
      async () => {
        const stored = (await messagesOf(desk, ticket.id)).map(({ text }) => text);
        expect({
          storedOfVisitor: stored.filter((text) => !text.includes(' agent ')),
          storedOfAgent: stored.filter((text) => text.includes(' agent ')),
          visitorSees: await frame.locator(VISITOR_SEES).allTextContents(),
          agentSees: await shownTexts(agent),
          unsent: await frame.locator('[data-unsent]').count(),
          outgoing: await agent.getByTestId('outgoing').count(),
        }).toEqual({
          storedOfVisitor: [`${round} hello`, ...ledger.visitor],
          storedOfAgent: ledger.agent,
          visitorSees: stored,
          agentSees: stored,
          unsent: 0,
          outgoing: 0,
        });
      },
      { timeout: SETTLE_MS, every: 200 },
    );
    for (const doubled of doubles) expect(await doubled()).toEqual([]);
  } catch (failure) {
    throw new Error(`${round} (${told(breaks)}): ${(failure as Error).message}`, { cause: failure });
  } finally {
    await context.close();
  }
}

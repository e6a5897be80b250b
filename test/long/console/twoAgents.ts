import type { Page } from 'playwright-core';
import { messagesOf } from '../../support/customers.js';
import { type Desk, startDesk } from '../../support/startDesk.js';
import type { Message, Ticket } from '../../../src/contract/tickets.js';
import { type Consoles, addAgent, openBrowser, openTicket, press } from './support.js';

type AgentLogin = Awaited<ReturnType<typeof addAgent>>;

/** A desk, two agents in browsers of their own, and what a test asks about them. */
export interface TwoAgents {
  desk: Desk;
  consoles: Consoles;
  ann: Page;
  /** A supervisor. */
  bob: Page;
  /** Opens that customer's ticket on the page. */
  open(page: Page, name: string): Promise<Ticket>;
  /** A ticket as it stands now. */
  fresh(ticketId: string): Promise<Ticket>;
  lastOf(ticketId: string): Promise<Message>;
  stop(): Promise<void>;
}

/** @param prepare what is there before they look: customers and their tickets */
export async function startTwoAgents(prepare: (desk: Desk, agents: readonly AgentLogin[]) => Promise<void>): Promise<TwoAgents> {
  const desk = await startDesk();
  const consoles = await openBrowser(desk);
  const agents = [await addAgent(desk, 'Ann Agent'), await addAgent(desk, 'Bob Builder', 'supervisor')] as const;
  await prepare(desk, agents);
  const [ann, bob] = await Promise.all([consoles.open(agents[0]), consoles.open(agents[1])]);
  return {
    desk,
    consoles,
    ann,
    bob,
    open: (page, name) => openTicket(desk, page, name),
    fresh: async (ticketId) => (await desk.api<Ticket>('GET', `/api/v1/tickets/${ticketId}`)).body,
    lastOf: async (ticketId) => (await messagesOf(desk, ticketId)).at(-1) as Message,
    async stop() {
      await consoles.close();
      await desk.stop();
    },
  };
}

/** That customer's row of the list. */
export const rowOf = (page: Page, name: string) => page.getByTestId('ticket-row').filter({ hasText: name });

/** Takes back what was done last, once the page has said that it was done. */
export async function undoLast(page: Page, said = ''): Promise<void> {
  await page.getByTestId('toast').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).last().waitFor();
  await press(page, 'z');
}

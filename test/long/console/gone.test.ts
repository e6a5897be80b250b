/** A colleague leaves: his customers are seen, and come to whoever frees them; in real browsers. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { QueueHealth } from '../../../src/contract/desk.js';
import { BROWSER } from '../../support/browser.js';
import { type Desk, startDesk } from '../../support/startDesk.js';
import { type Consoles, addAgent, hold, openBrowser, openTicket, press, say, ticketOf } from './support.js';
import { rowOf, undoLast } from './twoAgents.js';

const browserTest = BROWSER ? test : test.skip;
const FREE = /\/free-tickets$/;
const CUSTOMERS = ['Cleo One', 'Dan Two', 'Eve Three'];
let desk: Desk;
let consoles: Consoles;
let admin: Page;
let hugo: string;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  hugo = (await addAgent(desk, 'Hugo Gone')).id;
  for (const name of CUSTOMERS) {
    await say(desk, name, 'It leaks.', `Of ${name}`);
    await desk.must('PATCH', `/api/v1/tickets/${(await ticketOf(desk, name)).id}`, { assigneeId: hugo });
  }
  await desk.must('PATCH', `/api/v1/tickets/${(await ticketOf(desk, 'Dan Two')).id}`, { status: 'pending' });
  admin = await consoles.open();
}, 90_000);
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

const assignees = () => Promise.all(CUSTOMERS.map(async (name) => (await ticketOf(desk, name)).assigneeId));
const health = async () => (await desk.api<QueueHealth>('GET', '/api/v1/queues')).body;
const row = () => admin.getByTestId('agent').filter({ hasText: 'Hugo Gone' });
const toast = (words: string) => admin.getByTestId('toast').filter({ hasText: words });
const inHealth = () => admin.getByTestId('queue-agent').filter({ hasText: 'Hugo Gone' });

browserTest('who deactivates him is asked first what becomes of his tickets, and may think again', async () => {
  await admin.goto('/settings/people');
  await row().getByTestId('agent-active').click();
  const dialog = admin.getByTestId('deactivate');
  await dialog.getByRole('heading', { name: 'Deactivate Hugo Gone?' }).waitFor();
  expect(await dialog.innerText()).toContain('3 live tickets are assigned to Hugo Gone.');
  // The key that opened it, pressed once more, decides nothing.
  await press(admin, 'Enter', 'Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await row().innerText()).not.toContain('Deactivated');
  expect((await health()).agents.find(({ id }) => id === hugo)).toMatchObject({ active: true, open: 3 });

  await row().getByTestId('agent-active').click();
  await admin.getByTestId('deactivate-leave').click();
  await row().getByTestId('agent-holds').waitFor();
  expect(await row().innerText()).toMatch(/Deactivated[\s\S]*3 live tickets are assigned to Hugo Gone\./);
  expect(await assignees()).toEqual([hugo, hugo, hugo]);
});

browserTest('what was left to him is seen: in queue health, and at each ticket, where he is offered to nobody', async () => {
  await admin.goto('/queues');
  await inHealth().waitFor();
  expect(await inHealth().innerText()).toMatch(/Hugo Gone, deactivated\s+3 open/);
  await admin.getByText('1 of 1 here').waitFor();

  await openTicket(desk, admin, 'Cleo One');
  await admin.getByRole('button', { name: 'Assigned to: Hugo Gone (deactivated)' }).waitFor();
  const chinese = await consoles.open(undefined, { language: 'zh-CN' });
  await openTicket(desk, chinese, 'Cleo One');
  await chinese.getByRole('button', { name: /负责人.*Hugo Gone\s*（已停用）/ }).waitFor();
  await chinese.context().close();

  await admin.getByTestId('assignee').click();
  await admin.getByTestId('assignee-nobody').click();
  await toast('Nobody has it now').waitFor();
  await admin.getByTestId('assignee').click();
  await admin.getByTestId('assignee-nobody').waitFor();
  expect(await admin.getByTestId(`assignee-${hugo}`).count()).toBe(0);
  await press(admin, 'Escape');
  expect(await assignees()).toEqual([null, hugo, hugo]);
});

browserTest("freeing them that fails says so and is done again; freed they are nobody's, and can be given back", async () => {
  await admin.goto('/settings/people');
  const { asked, answer } = await hold(admin, FREE, 'POST', { refuses: true });
  await row().getByTestId('agent-free').click();
  await asked;
  await answer();
  await toast('Not all tickets of Hugo Gone could be unassigned.').waitFor();
  expect(await assignees()).toEqual([null, hugo, hugo]);
  await toast('Not all tickets').getByRole('button', { name: 'Try again' }).click();
  await toast('2 tickets of Hugo Gone are unassigned now').waitFor();
  await row().getByTestId('agent-holds').waitFor({ state: 'hidden' });
  expect(await assignees()).toEqual([null, null, null]);
  expect(await health()).toMatchObject({ unassigned: 3, agents: expect.not.arrayContaining([expect.objectContaining({ id: hugo })]) });

  await undoLast(admin, 'unassigned now');
  await row().getByTestId('agent-holds').waitFor();
  expect(await assignees()).toEqual([null, hugo, hugo]);
  await row().getByTestId('agent-free').click();
  await row().getByTestId('agent-holds').waitFor({ state: 'hidden' });
  await admin.goto('/inbox/unassigned');
  for (const name of CUSTOMERS) await rowOf(admin, name).waitFor();
  await admin.goto('/queues');
  await admin.getByTestId('queue-agent').first().waitFor();
  expect(await inHealth().count()).toBe(0);
});

browserTest('back again he has no mark, and what is his then can be freed as he is deactivated', async () => {
  await admin.goto('/settings/people');
  await row().getByTestId('agent-active').click();
  await row().getByRole('button', { name: 'Deactivate' }).waitFor();
  const { id } = await ticketOf(desk, 'Cleo One');
  await desk.must('PATCH', `/api/v1/tickets/${id}`, { assigneeId: hugo });
  await openTicket(desk, admin, 'Cleo One');
  await admin.getByRole('button', { name: 'Assigned to: Hugo Gone', exact: true }).waitFor();

  await admin.goto('/settings/people');
  await row().getByTestId('agent-active').click();
  await admin.getByTestId('deactivate').getByText('1 live ticket is assigned to Hugo Gone.').waitFor();
  await admin.getByTestId('deactivate-free').click();
  await toast('1 ticket of Hugo Gone is unassigned now').waitFor();
  expect(await assignees()).toEqual([null, null, null]);
  expect(await row().innerText()).toContain('Deactivated');
  expect(await row().getByTestId('agent-holds').count()).toBe(0);

  // Nothing is asked about somebody who has nothing.
  await row().getByTestId('agent-active').click();
  await row().getByRole('button', { name: 'Deactivate' }).click();
  await row().getByRole('button', { name: 'Activate' }).waitFor();
  expect(consoles.faults).toEqual([]);
});

/** The lists of the inbox: what stands in which, leaves it live, and how it is counted and announced. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { addAgent, type Consoles, hold, intercept, openBrowser, say, ticketOf, write } from './support.js';
import { rowOf } from './twoAgents.js';
import type { Field, View } from '../../../src/contract/workspace.js';

const browserTest = BROWSER ? test : test.skip;
const AWAY = { x: 1000, y: 300 };
let desk: Desk;
let consoles: Consoles;
let ann: Page;
let annId: string;
let ids: Record<'una' | 'duo', string>;

beforeAll(async () => {
  // Sooner than "nearly late" begins: whoever writes stands in that view at once.
  desk = await startDesk({ env: { FIRST_REPLY_MINUTES: '10' } });
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  const agent = await addAgent(desk, 'Ann Agent');
  annId = agent.id;
  for (const name of ['Una One', 'Duo Two']) await say(desk, name, `A question of ${name}`, `About ${name}`);
  ids = { una: (await ticketOf(desk, 'Una One')).id, duo: (await ticketOf(desk, 'Duo Two')).id };
  ann = await consoles.open(agent);
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk?.stop();
});

const change = (id: string, patch: Record<string, unknown>): Promise<unknown> => desk.must('PATCH', `/api/v1/tickets/${id}`, patch);

/** Looks at a view from beside it, so that nothing keeps its rows. */
async function lookAt(view: string): Promise<void> {
  await ann.goto(`/inbox/${view}`);
  await ann.getByTestId('view').waitFor();
  await ann.mouse.move(AWAY.x, AWAY.y);
}

/** What the view holds, by its rows and by the number beside its name; nothing is said of an empty one. */
const holds = (...names: string[]): Promise<void> =>
  eventually(async () => {
    const rows = await ann.getByTestId('ticket-row').allInnerTexts();
    expect(rows.map((row) => names.find((name) => row.includes(name))).toSorted()).toEqual(names.toSorted());
    expect(await ann.getByTestId('view-count').innerText()).toBe(names.length === 0 ? '' : String(names.length));
  });

browserTest(
  'mine holds what I work on: not what goes to nobody, is solved, or rests',
  async () => {
    await lookAt('mine');
    await holds();
    await change(ids.una, { assigneeId: annId });
    await change(ids.duo, { assigneeId: annId });
    await holds('Una One', 'Duo Two');
    await desk.must('POST', `/api/v1/tickets/${ids.una}/snooze`, { until: null });
    await holds('Duo Two');
    await desk.must('DELETE', `/api/v1/tickets/${ids.una}/snooze`);
    await holds('Una One', 'Duo Two');
    await change(ids.una, { assigneeId: null });
    await holds('Duo Two');
    await change(ids.duo, { status: 'solved' });
    await holds();
    await change(ids.duo, { status: 'open', assigneeId: null });
  },
  60_000,
);

browserTest(
  'what nobody has leaves out what rests',
  async () => {
    await lookAt('unassigned');
    await holds('Una One', 'Duo Two');
    await desk.must('POST', `/api/v1/tickets/${ids.duo}/snooze`, { until: null });
    await holds('Una One');
    await desk.must('DELETE', `/api/v1/tickets/${ids.duo}/snooze`);
    await holds('Una One', 'Duo Two');
  },
  60_000,
);

browserTest(
  'late or nearly holds those whom nobody has answered, and lets go of who is',
  async () => {
    await lookAt('breaching');
    await holds('Una One', 'Duo Two');
    await say(desk, 'Tria Three', 'Is somebody there?');
    await holds('Una One', 'Duo Two', 'Tria Three');
    await write(desk, (await ticketOf(desk, 'Tria Three')).id, 'We are.', { kind: 'reply' });
    await holds('Una One', 'Duo Two');
    await change(ids.una, { status: 'solved' });
    await holds('Duo Two');
    await change(ids.una, { status: 'open' });
    await holds('Una One', 'Duo Two');
  },
  60_000,
);

browserTest(
  'waiting on the customer holds what we have answered until he writes again',
  async () => {
    await change((await ticketOf(desk, 'Tria Three')).id, { status: 'solved' });
    await lookAt('pending');
    await holds();
    await write(desk, ids.una, 'Which one is it?', { kind: 'reply', status: 'pending' });
    await holds('Una One');
    await change(ids.duo, { status: 'pending' });
    await holds('Una One', 'Duo Two');
    await say(desk, 'Una One', 'The red one.');
    await holds('Duo Two');
    await change(ids.duo, { status: 'open' });
    await holds();
  },
  60_000,
);

browserTest(
  'what changes while the page asks what it missed is shown, though the answer comes after it and does not know of it',
  async () => {
    // So lately that it is told to who opens the line.
    await change(ids.una, { priority: 'high' });
    let [isAsked, goOn] = [(): void => undefined, (): void => undefined];
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const told = new Promise<void>((resolve) => (goOn = resolve));
    await intercept(ann, '**/tickets/changes?after=*', async (route) => {
      const response = await route.fetch();
      isAsked();
      await told;
      await route.fulfill({ response });
    });
    const heard = new Promise<void>((resolve) =>
      ann.once('websocket', (line) =>
        line.on(
          'framereceived',
          ({ payload }) => payload.toString().includes('pending') && payload.toString().includes(ids.una) && resolve(),
        ),
      ),
    );
    await lookAt('pending');
    await holds();
    await asked;
    await change(ids.una, { status: 'pending' });
    await heard;
    goOn();
    await holds('Una One');
    await ann.unroute('**/tickets/changes?after=*');
    await change(ids.una, { status: 'open' });
    await holds();
  },
  60_000,
);

browserTest(
  'a saved view, too, says what is new while somebody points at it, and counts only what belongs in it',
  async () => {
    const { id } = await desk.must<View>('POST', '/api/v1/views', {
      name: 'Urgent ones',
      filter: { field: 'priority', in: ['urgent'] },
      scope: 'shared',
    });
    await change(ids.una, { priority: 'urgent' });
    await lookAt(id);
    await holds('Una One');
    await rowOf(ann, 'Una One').hover();
    const top = async () => (await rowOf(ann, 'Una One').boundingBox())?.y;
    const before = await top();
    await say(desk, 'Quad Four', 'This is not urgent at all.');
    await change(ids.duo, { priority: 'urgent' });
    const chip = ann.getByTestId('new-tickets');
    await chip.getByText('1', { exact: false }).waitFor();
    await ticketOf(desk, 'Quad Four');
    expect(await rowOf(ann, 'Duo Two').count()).toBe(0);
    expect(await top()).toBe(before);
    // It leaves before anybody has looked at it.
    await change(ids.duo, { priority: 'normal' });
    await chip.waitFor({ state: 'detached' });
    await change(ids.duo, { priority: 'urgent' });
    await chip.click();
    await rowOf(ann, 'Duo Two').waitFor();
    await chip.waitFor({ state: 'detached' });
    await ann.mouse.move(AWAY.x, AWAY.y);
    await holds('Una One', 'Duo Two');
    await change(ids.una, { priority: 'normal' });
    await holds('Duo Two');
  },
  60_000,
);

browserTest(
  'what is set up for a view outlives an Escape; what is refused is said in its dialog, and by a toast once that is closed',
  async () => {
    const builder = ann.getByTestId('view-builder');
    const toast = (words: string) => ann.getByTestId('toast').filter({ hasText: words });
    const requests = /\/api\/v1\/views(?:\/|$)/;
    await lookAt('live');
    await ann.getByTestId('view').click();
    await ann.getByTestId('view-add').click();
    await builder.getByLabel('Name').fill('Those I wait for');
    await builder.getByLabel('What').selectOption('priority');
    await builder.getByRole('checkbox', { name: 'Urgent' }).check();
    await ann.keyboard.press('Escape');
    await builder.waitFor({ state: 'detached' });
    await toast('Closed without saving').getByRole('button', { name: 'Open again' }).click();
    await toast('Closed without saving').waitFor({ state: 'detached' });
    expect(await builder.getByLabel('Name').inputValue()).toBe('Those I wait for');
    expect(await builder.getByRole('checkbox', { name: 'Urgent' }).isChecked()).toBe(true);

    let { answer } = await hold(ann, requests, 'POST', { refuses: true });
    await builder.getByTestId('view-save').click();
    await answer();
    await builder.getByRole('alert').filter({ hasText: 'Not saved.' }).waitFor();
    // Closed before the answer: it is said all the same, and the way back to the words is there.
    ({ answer } = await hold(ann, requests, 'POST', { refuses: true }));
    await builder.getByTestId('view-save').click();
    await ann.keyboard.press('Escape');
    await builder.waitFor({ state: 'detached' });
    await answer();
    await toast('Not saved.').waitFor();
    await toast('Closed without saving').getByRole('button', { name: 'Open again' }).click();
    await builder.getByTestId('view-save').click();
    await toast('View saved').waitFor();
    await builder.waitFor({ state: 'detached' });
    await eventually(async () => expect(await ann.getByTestId('view').innerText()).toContain('Those I wait for'));

    ({ answer } = await hold(ann, requests, 'DELETE', { refuses: true }));
    await ann.getByTestId('view-edit').click();
    await builder.getByRole('button', { name: 'Remove the view' }).click();
    await answer();
    await builder.getByRole('alert').filter({ hasText: 'Not removed.' }).waitFor();
    await builder.getByRole('button', { name: 'Remove the view' }).click();
    await toast('View removed').waitFor();
    await ann.waitForURL((url) => url.pathname === '/inbox/live');
  },
  60_000,
);

browserTest('conditions that are added or removed count as typed', async () => {
  const builder = ann.getByTestId('view-builder');
  const toast = ann.getByTestId('toast').filter({ hasText: 'Closed without saving' });
  const conditions = builder.getByLabel('What');
  const comesBack = async (count: number): Promise<void> => {
    await eventually(async () => expect(await conditions.count()).toBe(count));
    await ann.keyboard.press('Escape');
    await builder.waitFor({ state: 'detached' });
    await toast.getByRole('button', { name: 'Open again' }).click();
    await builder.waitFor();
    expect(await conditions.count()).toBe(count);
  };
  await lookAt('live');
  await ann.getByTestId('view').click();
  await ann.getByTestId('view-add').click();
  await builder.getByRole('button', { name: 'Add a condition' }).click();
  await comesBack(2);
  await builder.getByLabel('Name').fill('Two conditions');
  await builder.getByRole('checkbox', { name: 'Urgent' }).check();
  await builder.getByTestId('view-save').click();
  await builder.waitFor({ state: 'detached' });
  await ann.getByTestId('view').filter({ hasText: 'Two conditions' }).waitFor();
  await ann.getByTestId('view-edit').click();
  await builder.getByRole('button', { name: 'Remove this condition' }).last().click();
  await comesBack(1);
  await ann.keyboard.press('Escape');
});

browserTest(
  'what a view asks for stays in sight when it is archived, deactivated or removed, and is gone once it is taken out',
  async () => {
    const hugo = await addAgent(desk, 'Hugo Gone');
    const team = await desk.must<{ id: string }>('POST', '/api/v1/teams', { name: 'Night shift', memberIds: [] });
    const size = await desk.must<Field>('POST', '/api/v1/fields', {
      name: 'Size',
      on: 'ticket',
      key: 'size',
      type: 'choice',
      choices: ['Large', 'Small'],
    });
    const { id } = await desk.must<View>('POST', '/api/v1/views', {
      name: 'Refunds of Hugo',
      filter: {
        all: [
          { field: 'topic', in: ['refund'] },
          { field: 'assignee', in: [hugo.id, annId] },
          { field: 'team', in: [team.id, 'mine'] },
          { field: 'custom', key: 'size', in: ['Large', 'Small'] },
        ],
      },
      scope: 'shared',
    });
    await desk.must('PATCH', '/api/v1/topics/refund', { archived: true });
    await desk.must('PATCH', `/api/v1/agents/${hugo.id}`, { active: false });
    await desk.must('DELETE', `/api/v1/teams/${team.id}`);
    await desk.must('PATCH', `/api/v1/fields/${size.id}`, { choices: ['Small'], archived: true });

    const admin = await consoles.open();
    const builder = admin.getByTestId('view-builder');
    const boxes = async (): Promise<string[]> =>
      (await builder.getByRole('checkbox', { checked: true }).locator('..').allInnerTexts()).map((text) => text.trim());
    const opened = async (): Promise<void> => {
      await admin.goto(`/inbox/${id}`);
      await admin.getByTestId('view-edit').click();
      await builder.waitFor();
    };
    await opened();
    const chosen = ['Refund · archived', 'Hugo Gone · Deactivated', 'Ann Agent', 'Removed', 'My teams', 'Large · Removed', 'Small'];
    await eventually(async () => expect(await boxes()).toEqual(chosen));
    expect(await builder.getByLabel('What').last().locator('option:checked').innerText()).toBe('Size · archived');

    await builder.getByRole('checkbox', { name: 'Delivery' }).check();
    for (const name of ['Refund', 'Hugo Gone', 'Removed', 'Large'])
      await builder.getByRole('checkbox', { name: name === 'Removed' ? /^Removed$/ : name }).uncheck();
    // Until it is saved it is there for who did not mean it.
    expect(await builder.getByRole('checkbox', { name: 'Refund · archived' }).count()).toBe(1);
    await builder.getByTestId('view-save').click();
    await builder.waitFor({ state: 'detached' });
    const { items } = await desk.must<{ items: View[] }>('GET', '/api/v1/views');
    expect(items.find((view) => view.id === id)?.filter).toEqual({
      all: [
        { field: 'topic', in: ['delivery'] },
        { field: 'assignee', in: [annId] },
        { field: 'team', in: ['mine'] },
        { field: 'custom', key: 'size', in: ['Small'] },
      ],
    });
    await opened();
    await eventually(async () => expect(await boxes()).toEqual(['Delivery', 'Ann Agent', 'My teams', 'Small']));
    for (const name of ['Refund', 'Hugo Gone', 'Removed', 'Large']) expect(await builder.getByText(name).count()).toBe(0);
    await builder.getByRole('button', { name: 'Remove this condition' }).last().click();
    await builder.getByTestId('view-save').click();
    await builder.waitFor({ state: 'detached' });
    // A field that no condition asks for any more is not offered again.
    await opened();
    expect(await builder.getByLabel('What').last().locator('option').allInnerTexts()).not.toContain('Size · archived');
    await desk.must('DELETE', `/api/v1/views/${id}`);
    await desk.must('PATCH', '/api/v1/topics/refund', { archived: false });
  },
  60_000,
);

browserTest('a ticket that could not be put aside says so, also to whom has closed the dialog by then', async () => {
  await ann.goto(`/tickets/${ids.una}`);
  await ann.getByTestId('message').first().waitFor();
  let { answer } = await hold(ann, /\/snooze$/, 'POST', { refuses: true });
  const dialog = ann.getByTestId('snooze');
  await ann.keyboard.press('s');
  await dialog.waitFor();
  await ann.keyboard.press('5');
  await ann.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await answer();
  await ann.getByTestId('toast').filter({ hasText: 'Not done.' }).waitFor();
  ({ answer } = await hold(ann, /\/snooze$/, 'POST', { refuses: true }));
  await ann.keyboard.press('s');
  await ann.keyboard.press('5');
  await answer();
  await dialog.getByRole('alert').filter({ hasText: 'Not done.' }).waitFor();
});

browserTest('nothing broke on the page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

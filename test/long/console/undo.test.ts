/** What was done is taken back step by step, and nothing of what a colleague has made of it since. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Macro } from '../../../src/contract/workspace.js';
import { BROWSER } from '../../support/browser.js';
import { messagesOf } from '../../support/customers.js';
import { eventually } from '../../support/startDesk.js';
import { enterBox, hold, intercept, press, say, ticketOf, wordsIn } from './support.js';
import { startTwoAgents, type TwoAgents } from './twoAgents.js';

const browserTest = BROWSER ? test : test.skip;
let { desk, consoles, ann, open, fresh, stop } = {} as TwoAgents;
let bobId: string;

beforeAll(async () => {
  if (!BROWSER) return;
  ({ desk, consoles, ann, open, fresh, stop } = await startTwoAgents(async (desk, agents) => {
    bobId = agents[1]!.id;
    for (const name of ['Tia Tags', 'Olga Order', 'Meg Merged', 'Ines Into', 'Sam Snoozed', 'Max Macro', 'Mia Macro', 'Zoe Elsewhere'])
      await say(desk, name, `A word of ${name}`, name);
    for (const name of ['Tia Tags', 'Olga Order', 'Meg Merged', 'Ines Into', 'Sam Snoozed', 'Max Macro', 'Mia Macro', 'Zoe Elsewhere'])
      await ticketOf(desk, name);
  }));
}, 60_000);
afterAll(() => stop?.());

const toast = (words: string) => ann.getByTestId('toast').filter({ hasText: words });
const undo = (words: string) => toast(words).getByRole('button', { name: 'Undo' }).click();
const patch = (id: string, body: Record<string, unknown>): Promise<unknown> => desk.must('PATCH', `/api/v1/tickets/${id}`, body);
const priority = async (name: string): Promise<void> => {
  await press(ann, 'p');
  await ann.getByTestId(`priority-${name}`).click();
  await ann.getByRole('menu').waitFor({ state: 'detached' });
};
const tag = async (name: string): Promise<void> => {
  await press(ann, 't');
  await ann.getByTestId('tag-input').fill(name);
  await press(ann, 'Enter');
  await toast(name).waitFor();
  await ann.getByTestId('tag-input').press('Escape');
};

browserTest('of tags only the own ones go back; of anything else nothing that a colleague has changed since', async () => {
  const { id } = await open(ann, 'Tia Tags');
  await tag('one');
  await tag('two');
  await eventually(async () => expect((await fresh(id)).tags).toEqual(['one', 'two']));
  await patch(id, { tags: ['one', 'two', 'refund-due'] });
  await ann.getByTestId('tag').filter({ hasText: 'refund-due' }).waitFor();
  await undo('two');
  await eventually(async () => expect((await fresh(id)).tags).toEqual(['one', 'refund-due']));
  await press(ann, 'z');
  await eventually(async () => expect((await fresh(id)).tags).toEqual(['refund-due']));

  await priority('high');
  await toast('High').waitFor();
  await patch(id, { priority: 'urgent' });
  await eventually(async () => expect(await ann.getByTestId('priority').getAttribute('data-value')).toBe('urgent'));
  await undo('High');
  await ann.getByTestId('conflict').waitFor();
  expect((await fresh(id)).priority).toBe('urgent');
  await press(ann, 'Escape');
  await ann.getByTestId('conflict').waitFor({ state: 'detached' });

  await press(ann, 'a');
  // Oneself comes first.
  await ann.getByRole('menu').waitFor();
  await press(ann, 'Enter');
  await eventually(async () => expect((await fresh(id)).assigneeName).toBe('Ann Agent'));
  await patch(id, { assigneeId: bobId });
  await eventually(async () => expect(await ann.getByTestId('assignee').innerText()).toContain('Bob'));
  await press(ann, 'z');
  await ann.getByTestId('conflict').waitFor();
  expect((await fresh(id)).assigneeId).toBe(bobId);
  await press(ann, 'Escape');
  await ann.getByTestId('conflict').waitFor({ state: 'detached' });
});

browserTest('a second change never overtakes the first', async () => {
  const { id } = await open(ann, 'Olga Order');
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let asked = 0;
  await intercept(ann, `**/api/v1/tickets/${id}`, async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback();
    if (asked++ === 0) await answered;
    return route.fallback();
  });
  await priority('high');
  await eventually(() => asked === 1);
  await priority('urgent');
  await eventually(async () => expect(await ann.getByTestId('priority').getAttribute('data-value')).toBe('urgent'));
  expect(asked).toBe(1);
  answer();
  await toast('Urgent').waitFor();
  expect(await ann.getByTestId('conflict').count()).toBe(0);
  expect((await fresh(id)).priority).toBe('urgent');
  await ann.unroute(`**/api/v1/tickets/${id}`);
});

browserTest('by z one goes back step by step, past a merge', async () => {
  const into = await ticketOf(desk, 'Ines Into');
  const { id } = await open(ann, 'Meg Merged');
  await priority('high');
  await toast('High').waitFor();
  await press(ann, 'm');
  await ann.getByRole('searchbox', { name: 'Number, name or subject' }).fill('Ines Into');
  await ann.getByTestId('merge-target').filter({ hasText: 'Ines Into' }).click();
  await ann.getByTestId('merge-two-customers').getByRole('button', { name: 'Merge tickets of two customers' }).click();
  await eventually(async () => expect((await fresh(id)).mergedIntoId).toBe(into.id));
  await toast('Merged').waitFor();
  await press(ann, 'z');
  await eventually(async () => expect((await fresh(id)).mergedIntoId).toBeNull());
  await toast('Undone').waitFor();
  await press(ann, 'z');
  await eventually(async () => expect((await fresh(id)).priority).toBe('normal'));
  expect((await fresh(id)).mergedIntoId).toBeNull();
});

browserTest('what is closed stays so, and no way back is offered', async () => {
  const { id } = await open(ann, 'Olga Order');
  await ann.getByTestId('status').click();
  await ann.getByTestId('status-closed').click();
  await toast('Closed').waitFor();
  expect(await toast('Closed').getByRole('button', { name: 'Undo' }).count()).toBe(0);
  expect((await fresh(id)).status).toBe('closed');
});

browserTest('a ticket that is put aside anew goes back to the time that it had', async () => {
  const { id } = await open(ann, 'Sam Snoozed');
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
  await desk.must('POST', `/api/v1/tickets/${id}/snooze`, { until });
  // The story may tell of it before the ticket itself does, from which the time is taken.
  await ann.getByRole('button', { name: 'Take it up again' }).waitFor();
  await press(ann, 's');
  await ann.getByTestId('snooze').waitFor();
  await press(ann, '5');
  await eventually(async () => expect((await fresh(id)).snooze?.until).toBeNull());
  await ann.getByTestId('snooze').waitFor({ state: 'detached' });
  await ann.getByTestId('toast').getByRole('button', { name: 'Undo' }).click();
  await eventually(async () => expect((await fresh(id)).snooze?.until).toBe(until));
});

const aside = async (key: string): Promise<void> => {
  await press(ann, 's');
  await ann.getByTestId('snooze').waitFor();
  await press(ann, key);
  await ann.getByTestId('snooze').waitFor({ state: 'detached' });
};

browserTest('what a colleague has put aside since stays so', async () => {
  const { id } = await open(ann, 'Sam Snoozed');
  const note = ann.getByRole('status').filter({ hasText: 'Put aside' });
  const both = [
    // It was awake: it would be taken up. It slept: it would sleep as before.
    () => desk.must('DELETE', `/api/v1/tickets/${id}/snooze`),
    () => desk.must('POST', `/api/v1/tickets/${id}/snooze`, { until: new Date(Date.now() + 30 * 86_400_000).toISOString() }),
  ];
  for (const before of both) {
    await before();
    const { snooze: was } = await fresh(id);
    // The first round leaves it put aside until the customer writes: the way back would lead there for as long as the page shows that.
    await eventually(async () => expect(await note.getByText(/until (?!the customer)/).count()).toBe(was ? 1 : 0));
    await aside('1');
    await toast('Put aside until').getByRole('button', { name: 'Undo' }).waitFor();
    await desk.must('POST', `/api/v1/tickets/${id}/snooze`, { until: null });
    const { snooze: theirs } = await fresh(id);
    await note.getByText('Put aside until the customer writes').waitFor();
    await press(ann, 'z');
    await toast('Not undone: somebody has changed this since.').waitFor();
    expect((await fresh(id)).snooze).toEqual(theirs);
    await toast('Not undone').waitFor({ state: 'detached' });
  }
});

browserTest('the way back names the ticket when another one is on the page, as the way forward does', async () => {
  const { id, number } = await open(ann, 'Zoe Elsewhere');
  await aside('5');
  await priority('high');
  await toast('High').waitFor();
  await press(ann, 'g', 'c');
  await ann.waitForURL('**/customers');
  await press(ann, 'z');
  await toast(`#${number} · Undone`).waitFor();
  expect((await fresh(id)).priority).toBe('normal');
  await press(ann, 'z');
  await toast(`#${number} · Taken up again`).waitFor();
  expect((await fresh(id)).snooze).toBeNull();
});

browserTest('a canned reply says what went back and what did not', async () => {
  const macro = await desk.must<Macro>('POST', '/api/v1/macros', {
    name: 'Rush it',
    text: 'We hurry.',
    scope: 'shared',
    actions: { priority: 'high', addTags: ['rush'] },
  });
  const { id } = await open(ann, 'Mia Macro');
  await ann.locator('[data-testid="composer-text"][contenteditable]').waitFor();
  const run = async (): Promise<void> => {
    await enterBox(ann);
    await press(ann, 'Control+;');
    await ann.getByTestId('macros').getByText('We hurry.').waitFor();
    await press(ann, 'Enter');
    await toast('Done by "Rush it"').waitFor();
  };
  // The tag is its own, whatever else there is by then.
  await run();
  await patch(id, { tags: ['rush', 'theirs'], priority: 'urgent' });
  await undo('Done by "Rush it"');
  await toast('Undone, but for what somebody has changed since: Priority').waitFor();
  expect(await fresh(id)).toMatchObject({ tags: ['theirs'], priority: 'urgent' });

  await run();
  await patch(id, { tags: ['theirs'], priority: 'low' });
  await undo('Done by "Rush it"');
  await toast('Not undone: somebody has changed this since.').waitFor();
  expect(await fresh(id)).toMatchObject({ tags: ['theirs'], priority: 'low' });

  // So does the button in the story.
  await run();
  await patch(id, { priority: 'normal' });
  // By then its own line is there, too.
  await eventually(async () => expect(await ann.getByTestId('priority').getAttribute('data-value')).toBe('normal'));
  await ann.getByTestId('event').filter({ hasText: 'rush' }).getByTestId('undo').last().click();
  await toast('Undone, but for what somebody has changed since: Priority').waitFor();
  expect(await fresh(id)).toMatchObject({ tags: ['theirs'], priority: 'normal' });
  await desk.must('DELETE', `/api/v1/macros/${macro.id}`);
});

browserTest('a canned reply that is left before it is there does nothing; one that changes the ticket says so, and goes back', async () => {
  const macro = await desk.must<Macro>('POST', '/api/v1/macros', {
    name: 'Solve it',
    text: 'It is solved.',
    scope: 'shared',
    actions: { status: 'pending', addTags: ['done-by-macro'] },
  });
  const { id } = await open(ann, 'Max Macro');
  const box = ann.getByTestId('composer-text');
  await ann.locator('[data-testid="composer-text"][contenteditable]').waitFor();
  const render = new RegExp(`/macros/${macro.id}/render$`);
  const rendered = await hold(ann, render, 'POST');
  const choose = async (): Promise<void> => {
    await press(ann, 'Control+;');
    await ann.getByTestId('macros').getByText('It is solved.').waitFor();
  };
  await box.click();
  await choose();
  await press(ann, 'Enter');
  await rendered.asked;
  await press(ann, 'Escape');
  await ann.getByTestId('macros').waitFor({ state: 'detached' });
  await eventually(() => box.evaluate((one) => one === document.activeElement));
  await ann.keyboard.type('My own words');
  const came = ann.waitForResponse(render);
  await rendered.answer();
  await (await came).finished();
  expect(await wordsIn(ann)).toBe('My own words');
  await box.fill('');

  await choose();
  await press(ann, 'Enter');
  await toast('Done by "Solve it"').waitFor();
  expect(await fresh(id)).toMatchObject({ status: 'pending', tags: ['done-by-macro'] });
  expect((await wordsIn(ann)).trim()).toBe('It is solved.');
  await undo('Done by "Solve it"');
  await eventually(async () => expect(await fresh(id)).toMatchObject({ status: 'open', tags: [] }));

  // Kept as a canned reply, and refused after the picker is closed.
  const kept = await hold(ann, /\/api\/v1\/macros$/, 'POST', { refuses: true });
  await box.click();
  await choose();
  await ann.getByTestId('macros').locator('[name=name]').fill('Kept');
  await press(ann, 'Enter');
  await kept.asked;
  await press(ann, 'Escape');
  await ann.getByTestId('macros').waitFor({ state: 'detached' });
  await kept.answer();
  await toast('Not saved.').waitFor();
  expect((await messagesOf(desk, id)).filter(({ direction }) => direction === 'out')).toEqual([]);
});

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

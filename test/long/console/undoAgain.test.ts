/** What could not be taken back for now stays the next step, by its toast and by the key. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Macro } from '../../../src/contract/workspace.js';
import { BROWSER } from '../../support/browser.js';
import { signIn } from '../../support/signIn.js';
import { eventually } from '../../support/startDesk.js';
import { enterBox, hold, intercept, press, say, ticketOf } from './support.js';
import { rowOf, startTwoAgents, type TwoAgents } from './twoAgents.js';

const browserTest = BROWSER ? test : test.skip;
const MANY = ['Ada One', 'Ben Two', 'Cai Three'];
const NAMES = [...MANY, 'Dot Four', 'Eve Five', 'Flo Six'];
let { desk, consoles, ann, open, fresh, stop } = {} as TwoAgents;
let login: { email: string; password: string };

beforeAll(async () => {
  if (!BROWSER) return;
  ({ desk, consoles, ann, open, fresh, stop } = await startTwoAgents(async (desk, agents) => {
    login = agents[0]!;
    for (const name of NAMES) await say(desk, name, `A word of ${name}`, name);
    for (const name of NAMES) await ticketOf(desk, name);
  }));
}, 60_000);
afterAll(() => stop?.());

const toast = (words: string) => ann.getByTestId('toast').filter({ hasText: words });
const NO_ANSWER = 'Not undone. No answer from the server. Try again when the line is back.';
const again = (words = NO_ANSWER) => toast(words).getByRole('button', { name: 'Try again' });
/** The next request there is answered that the server cannot do it now. */
const refused = async (path: RegExp, method = 'POST'): Promise<void> => {
  const waiting = await hold(ann, path, method, { refuses: true });
  await press(ann, 'z');
  await waiting.answer();
  await again().waitFor();
};
const priorities = () => Promise.all(MANY.map(async (name) => (await ticketOf(desk, name)).priority));

/** Four's priority, then one change of three in the list. @returns the fourth ticket's id */
async function changeFourThenThree(): Promise<string> {
  for (const name of [...MANY, 'Dot Four'])
    await desk.must('PATCH', `/api/v1/tickets/${(await ticketOf(desk, name)).id}`, { priority: 'normal' });
  const { id } = await open(ann, 'Dot Four');
  await press(ann, 'p');
  await ann.getByTestId('priority-high').click();
  await toast('High').waitFor();
  await press(ann, 'g', 'i');
  for (const name of MANY)
    await ann
      .locator('li')
      .filter({ has: rowOf(ann, name) })
      .getByTestId('pick-ticket')
      .check();
  await ann.getByTestId('bulk-priority').click();
  await ann.getByTestId('bulk-priority-low').click();
  await toast('3 tickets changed').waitFor();
  expect(await priorities()).toEqual(['low', 'low', 'low']);
  return id;
}

browserTest('a change of many that the server or the line kept from going back is the next to go back', async () => {
  const id = await changeFourThenThree();
  await refused(/\/bulk\/.*\/undo$/);
  await intercept(ann, /\/bulk\/.*\/undo$/, (route) => route.abort(), { times: 1 });
  await press(ann, 'z');
  await again().waitFor();
  expect([await priorities(), (await fresh(id)).priority]).toEqual([['low', 'low', 'low'], 'high']);
  await press(ann, 'z');
  await toast('3 tickets as before').waitFor();
  expect(await again().count()).toBe(0);
  expect([await priorities(), (await fresh(id)).priority]).toEqual([['normal', 'normal', 'normal'], 'high']);
  await refused(/\/tickets\/[^/]+$/, 'PATCH');
  await again().click();
  await toast('Undone').waitFor();
  expect((await fresh(id)).priority).toBe('normal');
});

browserTest('pressed twice, one does not go back twice, and the one before follows once it has', async () => {
  const id = await changeFourThenThree();
  const asked: string[] = [];
  ann.on('request', (request) => void (request.method() !== 'GET' && asked.push(request.method())));
  const waiting = await hold(ann, /\/bulk\/.*\/undo$/, 'POST');
  await press(ann, 'z', 'z');
  await waiting.asked;
  expect([asked, (await fresh(id)).priority]).toEqual([['POST'], 'high']);
  await waiting.answer();
  await eventually(async () => expect((await fresh(id)).priority).toBe('normal'));
  expect([await priorities(), asked]).toEqual([
    ['normal', 'normal', 'normal'],
    ['POST', 'PATCH'],
  ]);
});

browserTest('a merge that a session ended over goes back once its agent is signed in again', async () => {
  const into = await ticketOf(desk, 'Flo Six');
  const { id } = await open(ann, 'Eve Five');
  await press(ann, 'p');
  await ann.getByTestId('priority-high').click();
  await toast('High').waitFor();
  await press(ann, 'm');
  await ann.getByRole('searchbox', { name: 'Number, name or subject' }).fill('Flo Six');
  await ann.getByTestId('merge-target').filter({ hasText: 'Flo Six' }).click();
  await ann.getByTestId('merge-two-customers').getByRole('button', { name: 'Merge tickets of two customers' }).click();
  await toast('Merged').waitFor();
  await refused(/\/decisions\/.*\/undo$/);
  await ann.context().clearCookies();
  await press(ann, 'z');
  await ann.getByTestId('sign-in').waitFor();
  await signIn(ann, login);
  await again('Not undone. You were signed out before this arrived.').waitFor();
  expect((await fresh(id)).mergedIntoId).toBe(into.id);
  await press(ann, 'z');
  await eventually(async () => expect((await fresh(id)).mergedIntoId).toBeNull());
  expect((await fresh(id)).priority).toBe('high');
});

browserTest('so does what was put aside, and what a canned reply changed', async () => {
  await desk.must<Macro>('POST', '/api/v1/macros', { name: 'Raise', text: 'Raised.', scope: 'shared', actions: { priority: 'urgent' } });
  const { id } = await open(ann, 'Flo Six');
  await press(ann, 's');
  await ann.getByTestId('snooze').waitFor();
  await press(ann, '5');
  await toast('Put aside').waitFor();
  await enterBox(ann);
  await press(ann, 'Control+;');
  await ann.getByTestId('macros').getByText('Raised.').waitFor();
  await press(ann, 'Enter');
  await toast('Done by "Raise"').waitFor();
  await ann.getByTestId('composer-text').fill('');
  await press(ann, 'Escape');
  await refused(/\/bulk\/.*\/undo$/);
  await again().click();
  await toast('Undone').waitFor();
  expect(await fresh(id)).toMatchObject({ priority: 'normal', snooze: { until: null } });
  await refused(/\/snooze\?/, 'DELETE');
  await press(ann, 'z');
  await toast('Taken up again').waitFor();
  expect((await fresh(id)).snooze).toBeNull();
});

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

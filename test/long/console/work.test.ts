/** Two agents and three customers at once, in real browsers, through all that an agent does in a day. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { mail, messagesOf, rawMail } from '../../support/customers.js';
import { eventually } from '../../support/startDesk.js';
import { enterBox, hold, intercept, press, say, shownTexts, ticketOf, write } from './support.js';
import { rowOf, startTwoAgents, undoLast, type TwoAgents } from './twoAgents.js';
import type { OutboxItem } from '../../../src/contract/desk.js';
import type { ChangeResult, Message } from '../../../src/contract/tickets.js';

const browserTest = BROWSER ? test : test.skip;
const BULK = /\/api\/v1\/tickets\/bulk$/;
const FORWARD = /\/forward$/;
let { desk, consoles, ann, bob, open, fresh, lastOf, stop } = {} as TwoAgents;

beforeAll(async () => {
  if (!BROWSER) return;
  ({ desk, consoles, ann, bob, open, fresh, lastOf, stop } = await startTwoAgents(async (desk) => {
    await mail(desk, { from: 'Cleo One <cleo@one.example>', subject: 'Blender leaks', text: 'The blender leaks at the bottom.' });
    await mail(desk, { from: 'Dan Two <dan@two.example>', subject: 'Wrong colour', text: 'I got a red one.' });
    await say(desk, 'Eve Three', 'Where is my parcel?', 'Parcel');
    for (const name of ['Cleo One', 'Dan Two', 'Eve Three']) await ticketOf(desk, name);
  }));
});
afterAll(() => stop?.());

browserTest('new customers show up by themselves, unread; the keys go through them without going back to the list', async () => {
  await rowOf(ann, 'Cleo One').waitFor();
  expect(await rowOf(ann, 'Cleo One').getAttribute('data-unread')).toBe('true');
  await press(ann, 'j');
  const first = await ann.getByTestId('ticket-subject').innerText();
  await press(ann, 'j');
  await eventually(async () => expect(await ann.getByTestId('ticket-subject').innerText()).not.toBe(first));
  await press(ann, 'k');
  await eventually(async () => expect(await ann.getByTestId('ticket-subject').innerText()).toBe(first));
  await open(ann, 'Cleo One');
  await eventually(async () => expect(await rowOf(ann, 'Cleo One').getAttribute('data-unread')).toBeNull());
  await press(ann, 'u', 'Escape');
  await eventually(async () => expect(await rowOf(ann, 'Cleo One').getAttribute('data-unread')).toBe('true'));
});

browserTest('colleagues see who is here and who writes; two changes of one thing at once show both sides', async () => {
  const { id } = await open(ann, 'Cleo One');
  await open(bob, 'Cleo One');
  await bob.getByText('Ann Agent is here too').first().waitFor();
  await enterBox(ann);
  await ann.keyboard.type('Hello Cleo');
  await bob.getByTestId('agent-typing').waitFor();

  // Bob's page does not hear of Ann's change before he makes his own.
  const { asked, answer } = await hold(bob, new RegExp(`/api/v1/tickets/${id}$`), 'PATCH');
  await press(bob, 'p');
  await bob.getByTestId('priority-urgent').click();
  await asked;
  await desk.must('PATCH', `/api/v1/tickets/${id}`, { priority: 'high' });
  await answer();
  const dialog = bob.getByTestId('conflict');
  await dialog.waitFor();
  expect(await dialog.innerText()).toMatch(/Urgent[\s\S]*High/);
  await dialog.getByRole('heading', { name: 'Admin changed this at the same moment' }).waitFor();
  await dialog.getByRole('button', { name: 'Use mine' }).click();
  await eventually(async () => expect((await fresh(id)).priority).toBe('urgent'));
});

browserTest('a mail is written with formatting, a file, a copy and at the right moment', async () => {
  const { id } = await open(ann, 'Dan Two');
  const toolbar = ann.getByRole('toolbar');
  await toolbar.waitFor();
  await enterBox(ann);
  await toolbar.getByRole('button', { name: 'Bold' }).click();
  await ann.keyboard.type('So sorry');
  await ann.getByTestId('file-input').setInputFiles({ name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('return label') });
  await ann.locator('[data-testid="file"][data-state="ready"]').waitFor();
  await ann.getByTestId('copies-open').click();
  await ann.getByTestId('composer-cc').fill('Boss <boss@two.example>');
  // The customer writes before it is sent: that is said, and does not get in the way.
  await mail(desk, { from: 'Dan Two <dan@two.example>', subject: 'Re: Wrong colour', text: 'And the lid is missing.' });
  await ann.getByTestId('wrote-meanwhile').waitFor();
  await ann.getByTestId('wrote-meanwhile').getByRole('button', { name: 'I have read it' }).click();
  await ann.getByTestId('composer-send').click();
  const sent = await eventually(async () => {
    const last = await lastOf(id);
    return last.direction === 'out' && last;
  });
  expect(sent).toMatchObject({
    text: expect.stringContaining('So sorry'),
    html: expect.stringMatching(/<(strong|b)>So sorry/),
    cc: [{ value: 'boss@two.example' }],
    attachments: [{ filename: 'label.txt', size: 12 }],
  });

  await enterBox(ann);
  await ann.keyboard.type('And good morning');
  await ann.getByTestId('schedule-open').click();
  await ann.getByTestId('schedule').getByRole('button', { name: 'Tomorrow at 09:00' }).click();
  await ann.getByTestId('scheduled').waitFor();
  await ann.getByTestId('composer-send').click();
  const later = await eventually(async () => {
    const last = await lastOf(id);
    return last.text.includes('good morning') && last;
  });
  expect(later.delivery?.state).toBe('queued');
  expect(Date.parse(later.delivery?.nextAt ?? '')).toBeGreaterThan(Date.now() + 60_000);

  // When that is stands below it for everybody, wherever it is seen.
  const saysOf = (page: Page, place: 'message' | 'outbox-item', one: Message): Promise<string> =>
    page.locator(`[data-testid="${place}"][data-id="${one.id}"]`).getByTestId('delivery').innerText();
  const says = 'Goes out tomorrow at 09:00';
  await eventually(async () => expect(await saysOf(ann, 'message', later)).toContain(says));
  await ann.reload();
  await open(bob, 'Dan Two');
  for (const page of [ann, bob]) expect(await saysOf(page, 'message', later)).toContain(says);
  // The moments in which a reply can be taken back are no time that anybody chose, nor is that of the next try after one that failed.
  const soon = await write(desk, id, 'Not yet', { kind: 'reply', delaySeconds: 30 });
  await eventually(async () => expect(await saysOf(bob, 'message', soon)).toContain('Waiting to go out'));
  await bob.goto('/outbox');
  expect([await saysOf(bob, 'outbox-item', later), await saysOf(bob, 'outbox-item', soon)]).toEqual([
    expect.stringContaining(says),
    expect.stringContaining('Waiting to go out'),
  ]);
  if (process.env['SHOTS']) {
    await bob.screenshot({ path: `${process.env['SHOTS']}/later-outbox.png` });
    await ann.screenshot({ path: `${process.env['SHOTS']}/later-ticket.png` });
  }
  await intercept(bob, '**/api/v1/outbox**', async (route) => {
    const answer = await route.fetch();
    const { items, ...rest } = (await answer.json()) as { items: OutboxItem[] };
    await route.fulfill({ response: answer, json: { ...rest, items: items.map((item) => ({ ...item, attempts: 1 })) } });
  });
  await bob.reload();
  expect(await saysOf(bob, 'outbox-item', later)).toContain('Waiting to go out');
  await bob.unroute('**/api/v1/outbox**');
});

browserTest(
  'a link is set, changed and taken off in a dialog, by the keyboard; only the web and mail can be linked',
  async () => {
    const { id } = await open(ann, 'Dan Two');
    const link = ann.getByRole('toolbar').getByRole('button', { name: 'Link' });
    const words = ann.getByTestId('composer-text');
    const dialog = ann.getByTestId('link-dialog');
    const isWriting = () => eventually(async () => expect(await words.evaluate((box) => box === document.activeElement)).toBe(true));
    await link.waitFor();
    await words.click();
    await ann.keyboard.type('Read our help');
    await press(ann, 'Control+Shift+ArrowLeft');
    await link.click();
    await ann.keyboard.type('javascript:alert(1)');
    await press(ann, 'Enter');
    await dialog.getByText('That is not the address of a page or of mail').waitFor();
    await press(ann, 'Control+a');
    await ann.keyboard.type('shop.example/help');
    await press(ann, 'Enter');
    await dialog.waitFor({ state: 'detached' });
    await isWriting();
    expect(await words.innerHTML()).toMatch(/our <a [^>]*href="https:\/\/shop\.example\/help"[^>]*>help<\/a>/);

    await link.click();
    expect(await ann.getByTestId('link-address').inputValue()).toBe('https://shop.example/help');
    await press(ann, 'Escape');
    await dialog.waitFor({ state: 'detached' });
    await isWriting();
    await press(ann, 'ArrowRight');
    await ann.keyboard.type(', or ask ');
    await link.click();
    await ann.keyboard.type('help@shop.example');
    await press(ann, 'Enter');
    await dialog.waitFor({ state: 'detached' });
    await isWriting();
    await press(ann, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await link.click();
    await ann.getByTestId('link-remove').click();
    await isWriting();
    await ann.getByTestId('composer-send').click();
    const sent = await eventually(async () => {
      const last = await lastOf(id);
      return last.text.includes('Read our') && last;
    });
    expect(sent.html).toContain('href="https://shop.example/help"');
    expect(sent.html).not.toContain('mailto:');
    expect(sent.html).toContain('help@shop.example');
  },
  60_000,
);

browserTest(
  'a pasted picture is attached, a draft outlives the page, and a reply that is taken back comes back whole and can be sent',
  async () => {
    const { id } = await open(ann, 'Cleo One');
    await ann.getByRole('toolbar').waitFor();
    await enterBox(ann);
    await press(ann, 'End', 'Control+b');
    await ann.keyboard.type(' still here');
    await ann.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], 'shot.png', { type: 'image/png' }));
      document
        .querySelector('[data-testid="composer-text"]')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await ann.locator('[data-testid="file"][data-state="ready"]').waitFor();
    await press(ann, 'Control+Shift+c');
    await ann.getByTestId('composer-cc').fill('boss@one.example');
    await ann.reload();
    const whole = async (): Promise<void> => {
      await eventually(async () => expect(await ann.getByTestId('composer').innerHTML()).toMatch(/<strong>[^<]*still here/));
      await ann.locator('[data-testid="file"][data-state="ready"]').filter({ hasText: 'shot.png' }).waitFor();
      expect(await ann.getByTestId('composer-cc').inputValue()).toBe('boss@one.example');
    };
    await whole();
    await ann.getByTestId('composer-send').click();
    await ann.getByTestId('toast').getByRole('button', { name: 'Take back' }).click();
    await eventually(async () => expect((await lastOf(id)).delivery?.state).toBe('cancelled'));
    await whole();
    // From the message itself, and after a reload, it is the same.
    await ann.getByTestId('composer-send').click();
    await ann.getByTestId('take-back').last().waitFor();
    await ann.reload();
    await ann.getByTestId('take-back').last().click();
    await whole();
    await ann.getByTestId('composer-send').click();
    await eventually(
      async () =>
        expect(await lastOf(id)).toMatchObject({
          html: expect.stringMatching(/<strong>[^<]*still here/),
          cc: [{ value: 'boss@one.example' }],
          attachments: [{ filename: 'shot.png', size: 8 }],
          delivery: { state: 'kept' },
        }),
      { timeout: 15_000 },
    );
  },
);

browserTest('a note names a colleague, who finds it among his mentions', async () => {
  await open(ann, 'Eve Three');
  await press(ann, 'n');
  await ann.keyboard.type('Please look, @Bob');
  await ann.getByTestId('mention-option').first().waitFor();
  await press(ann, 'Enter', 'Control+Enter');
  await eventually(async () => expect(await shownTexts(ann)).toContain('Please look, @Bob Builder'));
  await bob.goto('/inbox/mentions');
  const mention = bob.getByTestId('mention');
  await mention.waitFor();
  expect(await mention.getAttribute('data-unread')).toBe('true');
  await mention.click();
  await eventually(async () => expect(await mention.getAttribute('data-unread')).toBeNull());
});

browserTest("words that are said often are kept once and put in with the customer's name", async () => {
  await desk.must('POST', '/api/v1/macros', {
    name: 'Greeting',
    text: 'Hello {{customer.name}}, thank you.',
    scope: 'shared',
    actions: { addTags: ['greeted'] },
  });
  const { id } = await open(ann, 'Eve Three');
  await press(ann, 'r', 'Control+;');
  await ann.getByTestId('macro').filter({ hasText: 'Greeting' }).click();
  await eventually(async () => expect(await ann.getByTestId('composer').innerHTML()).toContain('Eve Three'));
  await eventually(async () => expect((await fresh(id)).tags).toContain('greeted'));
});

browserTest('a ticket is put aside and taken up again', async () => {
  const { id } = await open(ann, 'Eve Three');
  await press(ann, 's');
  await ann.getByTestId('snooze').getByRole('button', { name: 'Until the customer writes' }).click();
  await eventually(async () => expect((await fresh(id)).snooze).toMatchObject({ until: null }));
  await ann.getByRole('button', { name: 'Take it up again' }).click();
  await eventually(async () => expect((await fresh(id)).snooze).toBeNull());

  // Undone from the toast, when the dialog is long gone; also when that fails.
  const aside = async (): Promise<void> => {
    await press(ann, 's');
    await ann.getByTestId('snooze').waitFor();
    await press(ann, '5');
    await ann.getByTestId('snooze').waitFor({ state: 'detached' });
  };
  const toast = (text: string) => ann.getByTestId('toast').filter({ hasText: text });
  const undo = () => toast('Put aside until the customer writes').last().getByRole('button', { name: 'Undo' }).click();
  await aside();
  await toast('Taken up again').waitFor({ state: 'detached' });
  await intercept(ann, /\/snooze\?/, (route) => route.fulfill({ status: 500, json: { error: { code: 'internal_error', message: 'no' } } }));
  await undo();
  await toast('Not undone. Something went wrong on our side.').waitFor();
  await ann.unroute(/\/snooze\?/);
  await ann.getByRole('button', { name: 'Take it up again' }).click();
  await toast('Taken up again').waitFor();
  await eventually(async () => expect((await fresh(id)).snooze).toBeNull());
  await toast('Taken up again').waitFor({ state: 'detached' });
  await aside();
  await undo();
  await toast('Taken up again').waitFor();
  await eventually(async () => expect((await fresh(id)).snooze).toBeNull());
});

browserTest(
  'what its toast has taken back is not taken back once more by z, which goes on to the step before',
  async () => {
    await say(desk, 'Ike Again', 'The clock stands still.', 'Clock');
    const { id } = await open(ann, 'Ike Again');
    const toast = (text: string) => ann.getByTestId('toast').filter({ hasText: text });
    const undo = (text: string) => toast(text).last().getByRole('button', { name: 'Undo' }).click();
    const asked: string[] = [];
    ann.on('request', (request) => {
      const path = new URL(request.url()).pathname;
      if (request.method() !== 'GET' && /\/(snooze|undo)$/.test(path)) asked.push(`${request.method()} ${path.split('/').at(-1)}`);
    });
    const urgent = async (): Promise<void> => {
      await press(ann, 'p');
      await ann.getByTestId('priority-urgent').click();
      await eventually(async () => expect((await fresh(id)).priority).toBe('urgent'));
      await toast('Priority').last().waitFor();
    };
    await urgent();
    await press(ann, 's');
    await ann.getByTestId('snooze').waitFor();
    await press(ann, '5');
    await undo('Put aside until the customer writes');
    await toast('Taken up again').waitFor();
    await press(ann, 'z');
    await eventually(async () => expect((await fresh(id)).priority).toBe('normal'));
    expect(asked).toEqual(['POST snooze', 'DELETE snooze']);

    // A change that is taken back where it stands in the story is no step to be taken back itself.
    await urgent();
    await ann.getByTestId('event').getByTestId('undo').last().click();
    await eventually(async () => expect((await fresh(id)).priority).toBe('normal'));
    await toast('Undone').waitFor();
    expect(await toast('Undone').getByRole('button', { name: 'Undo' }).count()).toBe(0);
    const change = ann.waitForRequest((request) => request.method() === 'PATCH' && request.url().endsWith(id));
    await press(ann, 'z');
    expect((await change).postDataJSON()).toEqual({ priority: 'normal', expected: { priority: 'urgent' } });
    expect(asked.slice(2)).toEqual(['POST undo']);
  },
  60_000,
);

browserTest('a time that has passed, or is too far ahead, is told before it is sent, in the words of the desk', async () => {
  await open(ann, 'Eve Three');
  await enterBox(ann);
  for (const [keys, dialog, go] of [
    ['Control+Shift+l', 'schedule', 'Choose this time'],
    ['s', 'snooze', 'Put aside'],
  ] as const) {
    const isInBox = () => ann.getByTestId('composer-text').evaluate((box) => box === document.activeElement);
    if (keys === 's') {
      // The caret is given back once the dialog is gone; from there a letter is no command.
      await eventually(isInBox);
      await press(ann, 'Escape');
      await eventually(async () => !(await isInBox()));
    }
    await press(ann, keys);
    const shown = ann.getByTestId(dialog);
    for (const [time, words] of [
      ['2020-01-01T09:00', 'That time has passed.'],
      [`${new Date().getFullYear() + 2}-01-01T09:00`, 'At most a year ahead.'],
    ] as const) {
      await shown.getByLabel('Another time').fill(time);
      await shown.getByRole('button', { name: go, exact: true }).click();
      await shown.getByRole('alert').getByText(words).waitFor();
      expect(await shown.getByLabel('Another time').getAttribute('aria-invalid')).toBe('true');
    }
    await press(ann, 'Escape');
    await shown.waitFor({ state: 'detached' });
  }
});

browserTest(
  'a ticket comes into the list where it belongs by now, though another list has it; nothing moves under the pointer',
  async () => {
    await ann.goto('/inbox/live');
    await rowOf(ann, 'Dan Two').waitFor();
    await press(ann, '2');
    await ann.getByTestId('view').filter({ hasText: 'Mine' }).waitFor();
    const dan = await ticketOf(desk, 'Dan Two');
    const had = dan.assigneeId;
    expect(await rowOf(ann, 'Dan Two').count()).toBe(0);
    const me = (await desk.api<{ items: { id: string; name: string }[] }>('GET', '/api/v1/agents')).body.items.find(
      ({ name }) => name === 'Ann Agent',
    );
    await desk.must('PATCH', `/api/v1/tickets/${dan.id}`, { assigneeId: me?.id });
    await rowOf(ann, 'Dan Two').waitFor();

    const cleo = await ticketOf(desk, 'Cleo One');
    const top = async () => (await rowOf(ann, 'Dan Two').boundingBox())?.y;
    await rowOf(ann, 'Dan Two').hover();
    const before = await top();
    await desk.must('PATCH', `/api/v1/tickets/${cleo.id}`, { assigneeId: me?.id });
    await ann.getByTestId('new-tickets').waitFor();
    expect(await top()).toBe(before);
    await ann.getByTestId('new-tickets').click();
    await rowOf(ann, 'Cleo One').waitFor();
    expect(await ann.getByTestId('new-tickets').count()).toBe(0);
    for (const [id, assigneeId] of [
      [dan.id, had],
      [cleo.id, cleo.assigneeId],
    ])
      await desk.must('PATCH', `/api/v1/tickets/${id}`, { assigneeId });
  },
);

browserTest('several tickets change at once, and all of them come back', async () => {
  await ann.goto('/inbox/live');
  for (const name of ['Cleo One', 'Dan Two'])
    await ann
      .locator('li')
      .filter({ has: rowOf(ann, name) })
      .getByTestId('pick-ticket')
      .check();
  await ann.getByTestId('bulk-priority').click();
  await ann.getByTestId('bulk-priority-low').click();
  const ids = await Promise.all(['Cleo One', 'Dan Two'].map(async (name) => (await ticketOf(desk, name)).id));
  const priorities = async () => Promise.all(ids.map(async (id) => (await fresh(id)).priority));
  await eventually(async () => expect(await priorities()).toEqual(['low', 'low']));
  await undoLast(ann);
  await eventually(async () => expect(await priorities()).toEqual(['urgent', 'normal']));

  // The others by their keys: a topic, a team, and aside.
  const team = (await desk.must<{ id: string }>('POST', '/api/v1/teams', { name: 'Repairs', memberIds: [] })).id;
  const said = async () => Promise.all(ids.map(async (id) => fresh(id)));
  const before = (await said()).map(({ topic }) => topic);
  const pickBoth = async () => {
    await ann.goto('/inbox/live');
    for (const name of ['Cleo One', 'Dan Two'])
      await ann
        .locator('li')
        .filter({ has: rowOf(ann, name) })
        .getByTestId('pick-ticket')
        .check();
  };
  await pickBoth();
  await press(ann, 'o');
  await ann.getByTestId('bulk-topic-refund').click();
  await eventually(async () => expect((await said()).map(({ topic }) => topic)).toEqual(['refund', 'refund']));
  await undoLast(ann);
  await eventually(async () => expect((await said()).map(({ topic }) => topic)).toEqual(before));

  await pickBoth();
  await ann.getByTestId('bulk-team').waitFor();
  await press(ann, 'Shift+A');
  await ann.getByTestId(`bulk-team-${team}`).click();
  await eventually(async () => expect((await said()).map(({ teamId }) => teamId)).toEqual([team, team]));
  await undoLast(ann);
  await eventually(async () => expect((await said()).map(({ teamId }) => teamId)).toEqual([null, null]));

  await pickBoth();
  await press(ann, 's');
  await ann.getByTestId('snooze').waitFor();
  await press(ann, '5');
  await eventually(async () => expect((await said()).map(({ snooze }) => snooze?.until)).toEqual([null, null]));
  await undoLast(ann);
  await eventually(async () => expect((await said()).map(({ snooze }) => snooze)).toEqual([null, null]));
  await desk.must('DELETE', `/api/v1/teams/${team}`);
});

browserTest(
  'several are resolved at once: whose customer writes meanwhile stays open and picked, and is resolved when that is said',
  async () => {
    await say(desk, 'Fay Four', 'The lid is cracked.', 'Lid');
    await say(desk, 'Gus Five', 'The cable is short.', 'Cable');
    const [fay, gus] = [await ticketOf(desk, 'Fay Four'), await ticketOf(desk, 'Gus Five')];
    const states = async () => [(await fresh(fay.id)).status, (await fresh(gus.id)).status];
    await ann.goto('/inbox/live');
    const pick = (name: string) =>
      ann
        .locator('li')
        .filter({ has: rowOf(ann, name) })
        .getByTestId('pick-ticket');
    for (const name of ['Fay Four', 'Gus Five']) await pick(name).check();
    const { asked, answer } = await hold(ann, BULK, 'POST');
    await press(ann, 'e');
    await asked;
    await say(desk, 'Fay Four', 'And it has cut my finger!');
    await eventually(async () => expect((await messagesOf(desk, fay.id)).length).toBe(2));
    await answer();
    const toast = (text: string) => ann.getByTestId('toast').filter({ hasText: text });
    await toast('1 left open: the customer wrote meanwhile.').waitFor();
    expect(await states()).toEqual(['open', 'solved']);
    expect(await pick('Fay Four').isChecked()).toBe(true);
    await undoLast(ann, '1 ticket changed');
    await eventually(async () => expect(await states()).toEqual(['open', 'open']));
    await toast('1 left open').getByRole('button', { name: 'Resolve anyway' }).click();
    await eventually(async () => expect(await states()).toEqual(['solved', 'open']));
    expect(await ann.getByTestId('bulk-bar').count()).toBe(0);
    await desk.must('PATCH', `/api/v1/tickets/${gus.id}`, { status: 'solved' });
  },
);

browserTest('a change of several unpicks what it changed, and nothing that was picked meanwhile', async () => {
  const names = ['Ned Seven', 'Ola Eight', 'Pam Nine'] as const;
  for (const name of names) await say(desk, name, `Here is ${name}.`, `Of ${name}`);
  const [ned, ola, pam] = [await ticketOf(desk, names[0]), await ticketOf(desk, names[1]), await ticketOf(desk, names[2])];
  await ann.goto('/inbox/live');
  const pick = (name: string) =>
    ann
      .locator('li')
      .filter({ has: rowOf(ann, name) })
      .getByTestId('pick-ticket');
  const stays = async () => {
    await ann.getByTestId('bulk-bar').getByText('1 selected').waitFor();
    expect(await pick('Pam Nine').isChecked()).toBe(true);
  };
  for (const name of ['Ned Seven', 'Ola Eight']) await pick(name).check();
  const { asked, answer } = await hold(ann, BULK, 'POST');
  await press(ann, 'i');
  await ann.getByTestId('bulk-status-closed').click();
  await asked;
  await pick('Pam Nine').check();
  await say(desk, 'Ned Seven', 'Wait, it is not mine!');
  await eventually(async () => expect((await messagesOf(desk, ned.id)).length).toBe(2));
  await answer();
  // Of all that were picked, one has been changed.
  const anyway = ann.getByTestId('toast').filter({ hasText: '1 left open' }).getByRole('button', { name: 'Close anyway' });
  await anyway.waitFor();
  await ann.getByTestId('bulk-bar').getByText('2 selected').waitFor();
  expect((await fresh(ola.id)).status).toBe('closed');
  await anyway.click();
  await eventually(async () => expect((await fresh(ned.id)).status).toBe('closed'));
  await stays();
  await press(ann, 'Escape');
  await desk.must('PATCH', `/api/v1/tickets/${pam.id}`, { status: 'solved' });
});

browserTest('a canned reply that resolves leaves open what the customer has said more in, until that is said', async () => {
  await desk.must('POST', '/api/v1/macros', {
    name: 'Lid is sent',
    text: 'It is on its way.',
    actions: { status: 'solved' },
    scope: 'shared',
  });
  await say(desk, 'Hugo Six', 'The lid is lost.', 'Lost lid');
  const { id } = await open(ann, 'Hugo Six');
  const { asked, answer } = await hold(ann, BULK, 'POST');
  await enterBox(ann);
  await press(ann, 'Control+;');
  await ann.getByTestId('macro').filter({ hasText: 'Lid is sent' }).click();
  await asked;
  await say(desk, 'Hugo Six', 'No, I have found it. Send none!');
  await eventually(async () => expect((await messagesOf(desk, id)).length).toBe(2));
  await answer();
  const anyway = ann.getByTestId('toast').filter({ hasText: 'Not resolved' }).getByRole('button', { name: 'Resolve anyway' });
  await anyway.waitFor();
  expect((await fresh(id)).status).toBe('open');
  await anyway.click();
  await eventually(async () => expect((await fresh(id)).status).toBe('solved'));
});

browserTest('a canned reply whose change is refused says so, with the reason; its words stand in the box all the same', async () => {
  const gone = await desk.must<{ id: string }>('POST', '/api/v1/agents', {
    email: 'gone@desk.test',
    password: 'a password to test with',
    name: 'Gone Agent',
    role: 'agent',
  });
  await desk.must('POST', '/api/v1/macros', {
    name: 'To Gone',
    text: 'Gone looks at it.',
    actions: { assigneeId: gone.id },
    scope: 'shared',
  });
  await desk.must('PATCH', `/api/v1/agents/${gone.id}`, { active: false });
  await say(desk, 'Quin Ten', 'The strap is torn.', 'Strap');
  const { id } = await open(ann, 'Quin Ten');
  await enterBox(ann);
  await press(ann, 'Control+;');
  await ann.getByTestId('macro').filter({ hasText: 'To Gone' }).click();
  await ann.getByTestId('toast').filter({ hasText: 'Not changed.' }).getByText('There is no such agent to assign it to.').waitFor();
  await eventually(async () => expect(await ann.getByTestId('composer').innerHTML()).toContain('Gone looks at it.'));
  expect((await fresh(id)).assigneeId).toBeNull();
});

browserTest("a view of one's own asks for what one wants to see, and counts it live", async () => {
  await ann.goto('/inbox/live');
  await ann.getByTestId('view').click();
  await ann.getByTestId('view-add').click();
  const builder = ann.getByTestId('view-builder');
  await builder.getByLabel('Name').fill('Urgent ones');
  await builder.getByLabel('What').selectOption('priority');
  await builder.getByRole('checkbox', { name: 'Urgent' }).check();
  await builder.getByTestId('view-save').click();
  await rowOf(ann, 'Cleo One').waitFor();
  await eventually(async () => expect(await ann.getByTestId('ticket-row').count()).toBe(1));
  const dan = await ticketOf(desk, 'Dan Two');
  await desk.must('PATCH', `/api/v1/tickets/${dan.id}`, { priority: 'urgent' });
  await rowOf(ann, 'Dan Two').waitFor();
  await eventually(async () => expect(await ann.getByTestId('view-count').innerText()).toBe('2'));
});

browserTest('a message that is not right here moves, splits off, or leaves for somebody else; each comes back', async () => {
  const cleo = await ticketOf(desk, 'Cleo One');
  await desk.must('POST', '/api/v1/inbound', {
    externalId: 'x-1',
    from: { kind: 'email', value: 'cleo@one.example', name: 'Cleo One' },
    text: 'This belongs elsewhere.',
  });
  await eventually(async () => expect((await messagesOf(desk, cleo.id)).some(({ text }) => text === 'This belongs elsewhere.')).toBe(true));
  await open(ann, 'Cleo One');
  const stray = ann.getByTestId('message').filter({ hasText: 'This belongs elsewhere.' });
  const here = async () => (await messagesOf(desk, cleo.id)).some(({ text }) => text === 'This belongs elsewhere.');

  await stray.getByTestId('why-menu').click();
  await ann.getByTestId('action-move').click();
  await ann.getByRole('searchbox', { name: 'Number, name or subject' }).fill('Dan Two');
  await ann.getByTestId('merge-target').filter({ hasText: 'Dan Two' }).click();
  const dan = await ticketOf(desk, 'Dan Two');
  await eventually(async () => expect((await messagesOf(desk, dan.id)).some(({ text }) => text === 'This belongs elsewhere.')).toBe(true));
  const danHad = (await messagesOf(desk, dan.id)).length;
  await undoLast(ann);
  await eventually(async () => expect(await here()).toBe(true));
  expect((await messagesOf(desk, dan.id)).length).toBe(danHad - 1);

  await stray.getByTestId('why-menu').click();
  await ann.getByTestId('action-split').click();
  await eventually(async () => expect(await here()).toBe(false));
  await undoLast(ann);
  await eventually(async () => expect(await here()).toBe(true));

  await stray.getByTestId('why-menu').click();
  await ann.getByTestId('action-not-them').click();
  await eventually(async () => expect(await here()).toBe(false));
});

browserTest('the original of a mail is one click away, as text', async () => {
  await open(ann, 'Dan Two');
  const first = ann.getByTestId('message').filter({ hasText: 'I got a red one.' });
  await first.hover();
  await first.getByTestId('message-menu').click();
  await ann.getByTestId('action-original').click();
  await eventually(async () => expect(await ann.getByTestId('original').innerText()).toContain('Subject: Wrong colour'));
  await press(ann, 'Escape');
});

browserTest('an hour on the keyboard alone: find, answer, note, assign, tag, resolve, undo', async () => {
  await ann.goto('/inbox/live');
  await rowOf(ann, 'Dan Two').waitFor();
  await press(ann, 'Control+k');
  await ann.getByTestId('palette').getByRole('combobox').waitFor();
  await ann.keyboard.type('Eve Three');
  await ann.getByTestId('palette').getByText('Parcel').first().waitFor();
  await press(ann, 'Enter');
  await eventually(async () => expect(await ann.getByTestId('ticket-subject').innerText()).toBe('Parcel'));
  await eventually(async () => expect(await ann.getByTestId('palette').count()).toBe(0));
  await press(ann, 't');
  await ann.keyboard.type('parcel');
  await press(ann, 'Enter', 'Escape');
  const { id } = await ticketOf(desk, 'Eve Three');
  await eventually(async () => expect((await fresh(id)).tags).toContain('parcel'));
  await press(ann, 'a');
  await ann.getByRole('menu').waitFor();
  await press(ann, 'Enter');
  await eventually(async () => expect((await fresh(id)).assigneeName).toBe('Ann Agent'));
  await ann.getByRole('menu').waitFor({ state: 'hidden' });
  // What customers often ask next is shown first; the same key once more goes on.
  await press(ann, 'e');
  await ann.getByTestId('resolve-confirm').waitFor();
  await press(ann, 'e');
  await eventually(async () => expect((await fresh(id)).status).toBe('solved'));
  await undoLast(ann, 'Resolved');
  await eventually(async () => expect((await fresh(id)).status).toBe('open'));
  await press(ann, '?');
  await ann.getByTestId('help-sheet').waitFor();
  await press(ann, 'Escape');
});

browserTest('where else a message could have gone is one click away, and supervisors see what was put right', async () => {
  const corrected = () =>
    bob.evaluate(async () => ((await (await fetch('/api/v1/corrections/summary')).json()) as { corrected: number }).corrected);
  // What was put right before on this desk counts as well.
  const earlier = await corrected();
  const from = 'Finn Four <finn@four.example>';
  await mail(desk, { from, subject: 'Toaster burns', text: 'The toaster burns every slice.' });
  const first = await ticketOf(desk, 'Finn Four');
  await mail(desk, { from, subject: 'Wrong amount on invoice 4711', text: 'You charged me twice.' });
  const second = await eventually(async () => (await messagesOf(desk, first.id))[1] ?? false);
  const { body: split } = await desk.api<ChangeResult>('POST', `/api/v1/tickets/${first.id}/split`, { messageIds: [second.id] });
  await mail(desk, { from, subject: 'The toaster still burns', text: 'Every slice of the toaster is black.' });
  await eventually(async () => (await messagesOf(desk, first.id)).length === 2);

  await ann.goto(`/tickets/${first.id}`);
  const guess = ann.getByTestId('message').filter({ hasText: 'Every slice of the toaster' });
  await guess.getByTestId('elsewhere').click();
  const other = split.otherTicket!;
  await eventually(async () =>
    expect((await messagesOf(desk, other.id)).map(({ text }) => text.trim())).toContain('Every slice of the toaster is black.'),
  );
  await undoLast(ann, `#${other.number}`);
  await eventually(async () => expect(await messagesOf(desk, first.id)).toHaveLength(2));

  // The split stands, the move was withdrawn.
  await bob.goto('/queues');
  await eventually(async () => expect(await bob.getByTestId('placing').getAttribute('data-corrected')).toBe(String(earlier + 1)));
  const lines = await bob.evaluate(async () => (await fetch('/api/v1/corrections/cases')).text());
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toContainEqual(
    expect.objectContaining({
      input: expect.objectContaining({ message: expect.objectContaining({ subject: 'Wrong amount on invoice 4711' }) }),
      expected: expect.objectContaining({ outcome: 'new' }),
    }),
  );
});

browserTest('an agent writes first, to somebody new and to somebody known, by the key c', async () => {
  await ann.goto('/inbox/live');
  await rowOf(ann, 'Dan Two').waitFor();
  await press(ann, 'c');
  const dialog = ann.getByTestId('start');
  await dialog.getByTestId('start-to').fill('gwen@five.example');
  await press(ann, 'Enter');
  await dialog.locator('[name=name]').fill('Gwen Five');
  await dialog.locator('[name=subject]').fill('Your kettle is ready');
  await dialog.locator('[name=text]').fill('You can fetch it from Monday.');
  await dialog.getByTestId('start-send').click();
  await eventually(async () => expect(await ann.getByTestId('ticket-subject').innerText()).toBe('Your kettle is ready'));
  const started = await ticketOf(desk, 'Gwen Five');
  expect(started).toMatchObject({ status: 'pending', assigneeName: 'Ann Agent' });
  const { externalId } = await lastOf(started.id);

  // Her answer comes into it.
  await mail(desk, { from: 'Gwen Five <gwen@five.example>', subject: 'Monday', text: 'I come at nine.', inReplyTo: `<${externalId}>` });
  await eventually(async () => expect(await shownTexts(ann)).toContain('I come at nine.'));

  await press(ann, 'c');
  // A whole address means nobody whose own only begins so.
  await dialog.getByTestId('start-to').fill('gwen@five.exam');
  await press(ann, 'Enter');
  await dialog.locator('strong').getByText('gwen@five.exam', { exact: true }).waitFor();
  await dialog.locator('[name=name]').waitFor();
  await dialog.getByRole('button', { name: 'Somebody else' }).click();
  await dialog.getByTestId('start-to').fill('Gwen');
  await press(ann, 'Enter');
  await dialog.locator('[name=subject]:focus').waitFor();
  await dialog.locator('[name=subject]').fill('One more thing');
  await dialog.locator('[name=text]').fill('Bring the receipt.');
  await dialog.getByTestId('start-send').click();
  await eventually(async () => expect(await ann.getByTestId('ticket-subject').innerText()).toBe('One more thing'));
  expect((await ticketOf(desk, 'Gwen Five')).customerId).toBe(started.customerId);
});

browserTest('a box that comes back after messages were picked takes neither the caret nor another tab', async () => {
  await open(ann, 'Eve Three');
  const box = ann.getByTestId('composer-text');
  await press(ann, 'r');
  await eventually(() => box.evaluate((one) => one === document.activeElement));
  await ann.getByTestId('composer-note').click();
  await box.fill('Only for us');
  await press(ann, 'Escape', 'Shift+s');
  await ann.getByTestId('split-bar').waitFor();
  await press(ann, 'Escape');
  await ann.getByTestId('split-bar').waitFor({ state: 'detached' });
  expect(await box.inputValue()).toBe('Only for us');
  // The frame in which it would ask has gone by.
  await ann.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await box.evaluate((one) => one === document.activeElement)).toBe(false);
  await box.fill('');
  await ann.getByTestId('composer-reply').click();
});

browserTest('while a dialog waits for its answer, keys are no commands to the page behind it, and Escape closes it', async () => {
  const { id } = await ticketOf(desk, 'Eve Three');
  await open(ann, 'Eve Three');
  const forward = ann.getByTestId('forward');
  const { asked, answer } = await hold(ann, FORWARD, 'POST', { refuses: true });
  await press(ann, 'f');
  await forward.locator('[name=to]').fill('maker@parts.example');
  await forward.getByRole('button', { name: 'Forward' }).press('Enter');
  await asked;
  // By these a ticket is resolved, and the next one opened.
  await press(ann, 'e', 'j');
  expect(await forward.isVisible()).toBe(true);
  expect(ann.url()).toContain(id);
  await press(ann, 'Escape');
  await forward.waitFor({ state: 'detached' });
  expect(ann.url()).toContain(id);
  await answer();
  await ann.getByTestId('toast').filter({ hasText: 'Not forwarded' }).waitFor();
  expect((await ticketOf(desk, 'Eve Three')).status).toBe('open');
  await press(ann, 'f');
  await forward.getByTestId('begun-discard').click();
  await press(ann, 'Escape');
});

browserTest('what is typed before the first message is there is meant for it', async () => {
  const page = await ann.context().newPage();
  const { answer } = await hold(page, /\/assets\/StartDialog-/, 'GET');
  await page.goto('/inbox/live');
  await page.getByTestId('ticket-row').first().waitFor();
  await press(page, 'c');
  await page.keyboard.type('gwen');
  await answer();
  await eventually(async () => expect(await page.getByTestId('start-to').inputValue()).toBe('gwen'));
  await page.getByTestId('start-to').fill('');
  await page.close();
});

browserTest('a first message and a forward that were begun are kept for whoever began them until they are sent', async () => {
  const { id } = await ticketOf(desk, 'Eve Three');
  await open(ann, 'Eve Three');
  const start = ann.getByTestId('start');
  const forward = ann.getByTestId('forward');
  await press(ann, 'c');
  await start.getByTestId('start-to').fill('hugo@six.example');
  await start.getByTestId('start-fresh').click();
  await start.locator('[name=subject]').fill('Your grinder');
  await start.locator('[name=text]').fill('It was found in the other shop.');
  await press(ann, 'Escape');
  await start.waitFor({ state: 'detached' });
  await press(ann, 'f');
  await forward.locator('[name=to]').fill('maker@parts.example');
  await forward.locator('[name=text]').fill('Where is it?');
  // A press beside it.
  await ann.mouse.click(8, 8);
  await forward.waitFor({ state: 'detached' });

  await ann.reload();
  await ann.getByTestId('message').first().waitFor();
  await press(ann, 'c');
  expect(await start.locator('[name=subject]').inputValue()).toBe('Your grinder');
  expect(await start.locator('[name=text]').inputValue()).toBe('It was found in the other shop.');
  await start.getByText('hugo@six.example').waitFor();
  expect(await start.locator('[name=text]').evaluate((box) => box === document.activeElement)).toBe(true);
  // Discarded, and at once taken back.
  await start.getByRole('button', { name: 'Discard' }).click();
  expect(await start.locator('[name=text]').inputValue()).toBe('');
  await start.getByTestId('start-to').waitFor();
  await start.getByRole('button', { name: 'Undo' }).click();
  expect(await start.locator('[name=text]').inputValue()).toBe('It was found in the other shop.');

  // Refused, and the words changed: they go as what they are now.
  let refuse = true;
  await intercept(ann, '**/api/v1/tickets', (route) =>
    route.request().method() === 'POST' && refuse ? route.fulfill({ status: 503, body: '' }) : route.continue(),
  );
  await start.getByTestId('start-send').click();
  await start.getByRole('alert').waitFor();
  refuse = false;
  await start.locator('[name=name]').fill('Hugo Six');
  await start.getByTestId('start-send').click();
  await eventually(async () => expect(await ann.getByTestId('ticket-subject').innerText()).toBe('Your grinder'));
  await ticketOf(desk, 'Hugo Six');
  await press(ann, 'c');
  await start.getByTestId('start-to').waitFor();
  expect(await start.locator('[name=text]').inputValue()).toBe('');
  expect(await start.getByTestId('begun-discard').count()).toBe(0);
  await press(ann, 'Escape');

  // Another agent at this browser is shown none of it.
  const kept = await ann.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('sayonce.begun.')));
  expect(kept).toHaveLength(1);
  const shared = await bob.context().newPage();
  await shared.goto(`/inbox/live/${id}`);
  await shared.evaluate((all) => all.forEach(([key, value]) => localStorage.setItem(key, value)), kept);
  await shared.reload();
  await shared.getByTestId('message').first().waitFor();
  await press(shared, 'f');
  expect(await shared.getByTestId('forward').locator('[name=text]').inputValue()).toBe('');
  await shared.close();

  await open(ann, 'Eve Three');
  await press(ann, 'f');
  expect(await forward.locator('[name=to]').inputValue()).toBe('maker@parts.example');
  // Closed while it is on its way: nothing is closed or left for it then.
  const { answer } = await hold(ann, FORWARD, 'POST');
  await forward.getByRole('button', { name: 'Forward' }).click();
  await press(ann, 'Escape', 'c');
  await start.waitFor();
  await answer();
  await eventually(async () => expect(await lastOf(id)).toMatchObject({ forwarded: true, to: [{ value: 'maker@parts.example' }] }));
  await eventually(async () =>
    expect(await ann.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('sayonce.begun.')))).toEqual([]),
  );
  expect(await start.count()).toBe(1);
  await press(ann, 'Escape');
  await start.waitFor({ state: 'detached' });
});

browserTest('a supervisor has everything that could not be read tried again at once', async () => {
  // Nested deeper than anybody reads.
  const parts = Array.from({ length: 2000 }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}`);
  for (const n of [1, 2])
    await rawMail(
      desk,
      [
        'From: bomb@example.org',
        'Subject: bomb',
        `Message-ID: <bomb-${n}@example.org>`,
        'MIME-Version: 1.0',
        ...parts,
        'Content-Type: text/plain',
        '',
        'hello',
      ].join('\r\n'),
    );
  const waiting = async () => (await desk.api<{ items: { code: string; count: number }[] }>('GET', '/api/v1/intake/quarantine')).body.items;
  await eventually(async () => expect(await waiting()).toMatchObject([{ count: 2 }]), { timeout: 20_000 });
  await bob.goto('/intake');
  const row = bob.getByTestId('intake-row').first();
  await row.getByText('ask the sender for it once more').waitFor();
  const original = row.getByText('The mail could not be read');
  expect(await original.isVisible()).toBe(false);
  await row.getByText('What the server said').click();
  await original.waitFor();
  await bob.getByTestId('intake-retry-all').click();
  await bob.getByTestId('toast').filter({ hasText: '2 are being read again' }).waitFor();
  // They are as unreadable as before.
  await eventually(async () => expect(await waiting()).toMatchObject([{ count: 2 }]), { timeout: 20_000 });
});

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

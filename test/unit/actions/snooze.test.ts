/** What was put aside is taken up, or put aside as before, only over what whoever asks for it knows of. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';

let desk: InProcessDesk;
let id: string;
beforeEach(async () => {
  desk = await openInProcessDesk();
  id = await write('a');
}, 60_000);
afterEach(() => desk.close());

async function write(name: string): Promise<string> {
  desk.clock.pass(0.1);
  const message = await desk.mail(
    letter({ from: 'Ann <ann@home.example>', subject: 'A tap', id: `${name}@mail.example`, text: 'It leaks.' }),
  );
  return message?.ticketId ?? '';
}

/** @returns when it began */
async function snooze(hours: number | null, expected?: string | null): Promise<string> {
  desk.clock.pass(0.1);
  const until = hours === null ? null : new Date(desk.clock.now.getTime() + hours * 3_600_000);
  return (await desk.actions.desk.tickets.snooze(desk.admin, id, until, expected)).snooze?.at ?? '';
}
const wake = (expected?: string): Promise<unknown> => desk.actions.desk.tickets.wake(desk.admin, id, expected);
const now = async (): Promise<string | null> => (await desk.ticket(id)).snooze?.at.toISOString() ?? null;

test('it is taken up by whoever knows how it was put aside, or asks for nothing', async () => {
  await wake(await snooze(3));
  expect(await now()).toBeNull();
  await snooze(3);
  await wake();
  expect(await now()).toBeNull();
});

test('it is not taken up over what somebody else has made of it since, which is named', async () => {
  const own = await snooze(3);
  const theirs = await snooze(null);
  await expect(wake(own)).rejects.toMatchObject({ code: 'conflict', details: { now: { snooze: { until: null, at: new Date(theirs) } } } });
  expect(await now()).toBe(theirs);
});

test('one that is awake stays so, whatever was expected', async () => {
  const own = await snooze(3);
  await write('b');
  await wake(own);
  expect(await now()).toBeNull();
});

test('it is put aside as before over what is known only; asked once more it is done once', async () => {
  const own = await snooze(3);
  await expect(snooze(5, null)).rejects.toMatchObject({ code: 'conflict' });
  const theirs = await snooze(null);
  await expect(snooze(5, own)).rejects.toMatchObject({ code: 'conflict' });
  expect(await now()).toBe(theirs);
  // The answer was lost on its way.
  expect(await snooze(null, own)).toBe(theirs);
  expect(await snooze(5, theirs)).not.toBe(theirs);
});

test('what the customer woke is not put aside again over his words', async () => {
  const own = await snooze(3);
  await write('b');
  await expect(snooze(5, own)).rejects.toMatchObject({ code: 'conflict', details: { now: { snooze: null } } });
  await expect(snooze(null, own)).rejects.toMatchObject({ code: 'conflict' });
});

/** An agent ends a ticket between the decision about a message and its write: then it is decided anew. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

async function say(visitor: string, text: string): Promise<Message> {
  desk.clock.pass(0.1);
  const message = await desk.chat(visitor, text);
  if (!message) throw new Error('it became no message');
  return message;
}

/** Does it once, when the next message is about to be written. */
function meanwhile(work: () => Promise<unknown>): void {
  const receive = desk.store.tickets.receive.bind(desk.store.tickets);
  jest.spyOn(desk.store.tickets, 'receive').mockImplementationOnce(async (...args) => {
    await work();
    return receive(...args);
  });
}

const change = (ticketId: string, status: 'solved' | 'closed'): Promise<unknown> =>
  desk.actions.desk.tickets.change(desk.admin, ticketId, { status });

test('solved: it opens again, and its customer is waited on', async () => {
  const first = await say('ann', 'My lid leaks at the bottom.');
  meanwhile(() => change(first.ticketId, 'solved'));
  const second = await say('ann', 'And now it has cut my finger, please call me at once!');
  expect(second.ticketId).toBe(first.ticketId);
  expect(await desk.ticket(first.ticketId)).toMatchObject({ status: 'open', waitingSince: second.createdAt });
});

test('closed: a new ticket takes it, with a link back', async () => {
  const first = await say('ann', 'My lid leaks at the bottom.');
  meanwhile(async () => {
    await change(first.ticketId, 'solved');
    await change(first.ticketId, 'closed');
  });
  const second = await say('ann', 'And now it has cut my finger, please call me at once!');
  expect(second.ticketId).toBe(second.id);
  expect(await desk.ticket(second.ticketId)).toMatchObject({
    status: 'open',
    waitingSince: second.createdAt,
    links: [{ ticketId: first.ticketId, kind: 'previous' }],
  });
  expect(await desk.messages(first.ticketId)).toHaveLength(1);
});

test('merged into another: it goes there, once', async () => {
  const first = await say('ann', 'My lid leaks at the bottom.');
  const other = await say('bob', 'My kettle whistles.');
  meanwhile(() => desk.actions.desk.tickets.merge(desk.admin, first.ticketId, other.ticketId));
  const second = await say('ann', 'It leaks still.');
  expect(second.ticketId).toBe(other.ticketId);
  expect((await desk.messages(other.ticketId)).map(({ id }) => id).toSorted()).toEqual([first.id, other.id, second.id].toSorted());
  expect(await desk.ticket(other.ticketId)).toMatchObject({ status: 'open', lastMessageAt: second.createdAt });
});

/** "Send and resolve": the ticket is ended by who knew all that its customer said, and by nobody else. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import type { NewMessage } from '../../../src/contract/tickets.js';
import { newId } from '../../../src/lib/ids.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

async function ask(text: string): Promise<Message> {
  desk.clock.pass(0.1);
  const message = await desk.chat('ann', text);
  if (!message) throw new Error('it became no message');
  return message;
}

function resolve(ticketId: string, more: Pick<NewMessage, 'knew' | 'clientId'> = {}) {
  desk.clock.pass(0.1);
  return desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', text: 'We send another one.', status: 'solved', ...more });
}

const knewOf = ({ id }: Message) => ({ knew: [id] });

/** The customer speaks just before the ticket is changed for the n-th time from now. */
function before(n: number, work: () => Promise<unknown>): void {
  const mutate = desk.store.tickets.mutate.bind(desk.store.tickets);
  let count = 0;
  jest.spyOn(desk.store.tickets, 'mutate').mockImplementation(async (...given) => {
    if (++count === n) await work();
    return mutate(...given);
  });
}

const solvedIn = async (ticketId: string): Promise<number> => {
  const { items } = await desk.actions.desk.tickets.events(desk.admin, ticketId, { limit: 100 });
  return items.filter(({ type }) => type === 'ticket.solved').length;
};

test('resolves where the customer said nothing since', async () => {
  const asked = await ask('It came broken.');
  const { ticketId } = asked;
  expect(await resolve(ticketId, knewOf(asked))).toMatchObject({ staysLive: false });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'solved' });
});

test('does not resolve over what the customer said between the answer and the change, and says so', async () => {
  const { ticketId } = await ask('It came broken.');
  before(2, () => ask('Please do NOT send another one!'));
  expect(await resolve(ticketId)).toMatchObject({ text: 'We send another one.', staysLive: true });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'open' });
  expect(await solvedIn(ticketId)).toBe(0);
});

test('does not resolve over what the customer said before the answer, where its writer did not know it', async () => {
  const asked = await ask('It came broken.');
  const { ticketId } = asked;
  await ask('Please do NOT send another one!');
  expect(await resolve(ticketId, knewOf(asked))).toMatchObject({ staysLive: true });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'open' });
  expect((await desk.ticket(ticketId)).waitingSince).not.toBeNull();
  expect(await solvedIn(ticketId)).toBe(0);
});

test('asked once more by who did not hear the answer, it does not resolve over what came since', async () => {
  const { ticketId } = await ask('It came broken.');
  const clientId = newId();
  await resolve(ticketId, { clientId });
  await ask('Please do NOT send another one, it is still broken!');
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'open' });
  expect(await resolve(ticketId, { clientId })).toMatchObject({ staysLive: true });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'open' });
  expect(await solvedIn(ticketId)).toBe(1);
});

test('without an answer it is resolved by who knows all that its customer said, and by nobody else', async () => {
  const asked = await ask('It came broken.');
  const { ticketId } = asked;
  const more = await ask('Please do NOT send another one!');
  const solve = (knew: string[]) => desk.actions.desk.tickets.change(desk.admin, ticketId, { status: 'solved', knew });
  await expect(solve([asked.id])).rejects.toMatchObject({ code: 'conflict', details: { cameSince: { customer: true } } });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'open' });
  expect(await solve([asked.id, more.id])).toMatchObject({ status: 'solved' });
});

test('asked once more after a colleague has set another status, it does not set its own again', async () => {
  const { ticketId } = await ask('It came broken.');
  const clientId = newId();
  await resolve(ticketId, { clientId });
  await desk.actions.desk.tickets.change(desk.admin, ticketId, { status: 'hold' });
  await resolve(ticketId, { clientId });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'hold' });
});

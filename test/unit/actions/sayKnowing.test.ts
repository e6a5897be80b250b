/** A reply over words that its writer could not know is told to him, and is not sent. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Viewer } from '../../../src/actions/desk.js';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { NewMessage } from '../../../src/contract/tickets.js';
import { newUuid } from '../../../src/contract/newUuid.js';
import { newId } from '../../../src/lib/ids.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
let ticketId: string;
let knew: string[];
let asked: Message;
const BEA: Viewer = { id: 'b'.repeat(24), name: 'Bea', email: 'bea@desk.example', role: 'agent' };

beforeEach(async () => {
  desk = await openInProcessDesk();
  asked = await write('It came broken.');
  ticketId = asked.ticketId;
  knew = [asked.id];
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

async function write(text: string, headers: string[] = []): Promise<Message> {
  desk.clock.pass(0.1);
  const subject = 'My kettle';
  const message = await desk.mail(letter({ from: 'Ann <ann@home.example>', subject, id: `${newId()}@mail.example`, text, headers }));
  if (!message) throw new Error('it became no message');
  return message;
}

function reply(viewer: Viewer, text: string, more: Partial<NewMessage> = {}) {
  desk.clock.pass(0.01);
  return desk.actions.desk.tickets.write(viewer, ticketId, { kind: 'reply', text, ...more });
}
const answers = async () => (await desk.messages(ticketId)).flatMap(({ direction, text }) => (direction === 'in' ? [] : [text]));

test('the customer wrote: it is refused, and sent once its writer knows', async () => {
  const { id } = await write('Please do NOT send another one!');
  const refusal = { code: 'conflict', details: { cameSince: { customer: true, colleague: null } } };
  await expect(reply(desk.admin, 'We send another one.', { knew, status: 'solved' })).rejects.toMatchObject(refusal);
  expect([await answers(), (await desk.ticket(ticketId)).status]).toEqual([[], 'open']);
  await reply(desk.admin, 'We send none.', { knew: [...knew, id], status: 'solved' });
  expect([await answers(), (await desk.ticket(ticketId)).status]).toEqual([['We send none.'], 'solved']);
});

test('what was placed late is news, though it is dated before what its writer knew', async () => {
  const { id } = await write('The small one.');
  const { lastOfTicket } = desk.store.messages;
  const late = await write('The large one: please do NOT!');
  // As it is dated by its receipt, between the two.
  jest.spyOn(desk.store.messages, 'lastOfTicket').mockImplementation(async (...given) => {
    const { items, nextCursor } = await lastOfTicket(...given);
    const at = new Date(asked.createdAt.getTime() + 1);
    const dated = items.map((message) => (message.id === late.id ? { ...message, createdAt: at } : message));
    return { items: dated.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()), nextCursor };
  });
  await expect(reply(desk.admin, 'We send another one.', { knew: [asked.id, id] })).rejects.toMatchObject({ code: 'conflict' });
});

test('what is placed while the reply is stored goes on waiting, whatever the channel', async () => {
  const { insert } = desk.store.messages;
  let meanwhile: Message | null = null;
  jest.spyOn(desk.store.messages, 'insert').mockImplementationOnce(async (...given) => {
    const done = await insert(...given);
    meanwhile = await write('Please do NOT!');
    return done;
  });
  expect(await reply(desk.admin, 'We send another one.', { knew, status: 'solved' })).toMatchObject({ staysLive: true });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'open', waitingSince: (meanwhile as Message | null)?.createdAt });
});

test('of two agents who send in the same moment one is told of the other', async () => {
  const both = await Promise.allSettled([
    reply(BEA, 'Bea answers.', { knew }),
    reply(desk.admin, 'Ada answers.', { knew }),
    reply(desk.admin, 'And once more.', { knew }),
  ]);
  expect(await answers()).toEqual(['Bea answers.']);
  expect(both.map((one) => (one.status === 'rejected' ? (one.reason as { details: unknown }).details : null))).toEqual([
    null,
    { cameSince: { customer: false, colleague: 'Bea' } },
    { cameSince: { customer: false, colleague: 'Bea' } },
  ]);
});

test('who has nothing before him is told of all that is there', async () => {
  await expect(reply(desk.admin, 'Hello?', { knew: [] })).rejects.toMatchObject({ details: { cameSince: { customer: true } } });
});

test.each<[string, () => Promise<unknown>, Partial<NewMessage>?]>([
  ['its writer answered before', () => reply(desk.admin, 'Before.')],
  ['what a colleague wrote was taken back', async () => desk.actions.desk.tickets.cancelMessage(BEA, (await reply(BEA, 'Oops')).id)],
  ['a colleague noted something', () => desk.actions.desk.tickets.write(BEA, ticketId, { kind: 'note', text: 'Broken in the post.' })],
  [
    'a colleague forwarded it',
    () => desk.actions.desk.tickets.forward(BEA, ticketId, { to: [{ address: 'maker@kettles.example' }], text: '', withFiles: false }),
  ],
  ['a machine of the customer answered', () => write('I am away.', ['Auto-Submitted: auto-replied'])],
  ['it is a note', () => write('Please do NOT!'), { kind: 'note' }],
  ['its writer says nothing of what he knew', () => write('Please do NOT!'), { knew: undefined as never }],
])('it goes when %s', async (_name, meanwhile, more = {}) => {
  await meanwhile();
  expect(await reply(desk.admin, 'Ours.', { knew, ...more })).toMatchObject({ text: 'Ours.' });
});

test('in a chat it goes over what the visitor wrote, who goes on waiting, and not over what a colleague did', async () => {
  const first = await desk.chat('vic', 'Is it open?');
  if (!first) throw new Error('it became no message');
  ({ ticketId } = first);
  knew = [first.id];
  desk.clock.pass(0.1);
  const more = await desk.chat('vic', 'Hello?');
  const done = await reply(desk.admin, 'Yes.', { knew, status: 'solved' });
  expect(done).toMatchObject({ text: 'Yes.', staysLive: true });
  expect(await desk.ticket(ticketId)).toMatchObject({ status: 'open', waitingSince: more?.createdAt });
  knew = [first.id, more?.id ?? '', done.id];
  await reply(BEA, 'No.');
  await expect(reply(desk.admin, 'Until six.', { knew })).rejects.toMatchObject({
    details: { cameSince: { customer: false, colleague: 'Bea' } },
  });
});

test('sent again by who did not hear that it was taken, it is the same message, whatever came since', async () => {
  const clientId = newUuid();
  const { id } = await reply(desk.admin, 'Ours.', { knew, clientId });
  await write('Please do NOT!');
  await reply(BEA, 'Bea answers.');
  expect(await reply(desk.admin, 'Ours.', { knew, clientId })).toMatchObject({ id });
  expect(await answers()).toEqual(['Ours.', 'Bea answers.']);
});

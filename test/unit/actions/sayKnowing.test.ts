/** A reply over words that its writer could not know is told to him, and is not sent. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Viewer } from '../../../src/actions/desk.js';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { NewMessage } from '../../../src/contract/tickets.js';
import { newUuid } from '../../../src/contract/newUuid.js';
import { newId } from '../../../src/lib/ids.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
let ticketId: string;
let knew: NonNullable<NewMessage['knew']>;
const BEA: Viewer = { id: 'b'.repeat(24), name: 'Bea', email: 'bea@desk.example', role: 'agent' };

beforeEach(async () => {
  desk = await openInProcessDesk();
  const asked = await write('It came broken.');
  ticketId = asked.ticketId;
  knew = { heardUntil: asked.createdAt.toISOString(), knewUntil: asked.createdAt.toISOString() };
}, 60_000);
afterEach(() => desk.close());

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
  const since = (await write('Please do NOT send another one!')).createdAt.toISOString();
  const refusal = { code: 'conflict', details: { cameSince: { customer: true, colleague: null } } };
  await expect(reply(desk.admin, 'We send another one.', { knew, status: 'solved' })).rejects.toMatchObject(refusal);
  expect([await answers(), (await desk.ticket(ticketId)).status]).toEqual([[], 'open']);
  await reply(desk.admin, 'We send none.', { knew: { heardUntil: since, knewUntil: since }, status: 'solved' });
  expect([await answers(), (await desk.ticket(ticketId)).status]).toEqual([['We send none.'], 'solved']);
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

test('who wrote before the customer did knows nothing of him, and is told', async () => {
  const earlier = { heardUntil: null, knewUntil: knew.knewUntil };
  await expect(reply(desk.admin, 'Hello?', { knew: earlier })).rejects.toMatchObject({ details: { cameSince: { customer: true } } });
});

test('times without milliseconds are compared as times', async () => {
  const second = desk.clock.now.toISOString().replace('.000Z', 'Z');
  expect(second).toMatch(/:\d\dZ$/);
  desk.clock.now = new Date(Date.parse(second) + 500);
  await desk.actions.desk.tickets.write(BEA, ticketId, { kind: 'reply', text: 'Bea answers.' });
  const refusal = { details: { cameSince: { customer: false, colleague: 'Bea' } } };
  await expect(reply(desk.admin, 'Ours.', { knew: { heardUntil: second, knewUntil: second } })).rejects.toMatchObject(refusal);
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

test('in a chat it goes over what the visitor wrote, and not over what a colleague did', async () => {
  const first = await desk.chat('vic', 'Is it open?');
  if (!first) throw new Error('it became no message');
  ({ ticketId } = first);
  const at = first.createdAt.toISOString();
  knew = { heardUntil: at, knewUntil: at };
  desk.clock.pass(0.1);
  await desk.chat('vic', 'Hello?');
  expect(await reply(desk.admin, 'Yes.', { knew, status: 'solved' })).toMatchObject({ text: 'Yes.', staysLive: true });
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

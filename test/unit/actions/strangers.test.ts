/**
 * Whatever a stranger forges, he never gets into somebody's ticket, and nobody's answer ever goes to him (S10, S11, S13).
 * Through the real reading, signatures, deciding and store.
 */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { createMailIds } from '../../../src/channels/email/ids.js';
import type { Message } from '../../../src/tickets/message.js';

const ANNA = 'Anna Adler <anna@customer.example>';
const MALLORY = 'Mallory <mallory@evil.example>';
const pass = (domain: string): string[] => [`Authentication-Results: mx.desk.example; dmarc=pass header.from=${domain}`];
const fail = (domain: string): string[] => [`Authentication-Results: mx.desk.example; dmarc=fail header.from=${domain}`];

let desk: InProcessDesk;
let ticketId: string;
let reply: Message;
let replyAddress: string;
let next = 0;
const send = async (parts: Parameters<typeof letter>[0], to?: string): Promise<Message> => {
  const message = await desk.mail(letter({ id: `m${next++}@evil.example`, ...parts }), to);
  if (!message) throw new Error('it became no message');
  return message;
};

beforeAll(async () => {
  desk = await openInProcessDesk();
  await desk.actions.firstAdmin('ada@desk.example', 'a-long-password');
  const first = await send({ from: ANNA, id: 'first@customer.example', subject: 'Coffee machine leaks', text: 'It leaks.', headers: pass('customer.example') });
  ticketId = first.ticketId;
  desk.clock.pass(1);
  await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', text: 'We send a new seal.' });
  reply = (await desk.messages(ticketId)).find((message) => message.direction === 'out') as Message;
  replyAddress = desk.channels.email.sender.mailHeaders(reply)['Reply-To'] ?? '';
  desk.clock.pass(1);
});
afterAll(() => desk.close());

const otherIds = createMailIds(Buffer.alloc(32, 99), 'desk.example');
const forgeries = (): [string, Parameters<typeof letter>[0], string?][] => {
  const ownId = reply.externalId ?? '';
  const address = replyAddress.replace(/^.*<|>.*$/g, '');
  return [
    ['the customer\'s own Message-ID', { from: MALLORY, inReplyTo: 'first@customer.example' }],
    ['the customer\'s Message-ID deep in References', { from: MALLORY, references: ['a@b', 'first@customer.example', 'c@d'] }],
    ['our real Message-ID, seen somewhere', { from: MALLORY, inReplyTo: ownId, references: ['first@customer.example', ownId] }],
    ['our Message-ID with a made-up signature', { from: MALLORY, inReplyTo: ownId.replace(/-[0-9a-f]{32}@/, `-${'0'.repeat(32)}@`) }],
    ['our Message-ID without a signature, as older programs made them', { from: MALLORY, inReplyTo: ownId.replace(/-[0-9a-f]{32}@/, '@') }],
    ['our Message-ID signed by another installation', { from: MALLORY, inReplyTo: otherIds.mintMessageId(reply.id, 'anna@customer.example') }],
    ['our Message-ID for another recipient', { from: MALLORY, inReplyTo: createMailIds(Buffer.alloc(32, 7), 'desk.example').mintMessageId(reply.id, 'mallory@evil.example') }],
    ['the ticket\'s number in the subject', { from: MALLORY, subject: 'Re: [#1] Coffee machine leaks' }],
    ['the same subject', { from: MALLORY, subject: 'Re: Coffee machine leaks' }],
    ['our reply address, leaked', { from: MALLORY }, address],
    ['a reply address signed by another installation', { from: MALLORY }, otherIds.mintReplyAddress('support@desk.example', reply.id, 'anna@customer.example') ?? ''],
    ['a guessed plus-address', { from: MALLORY }, `support+${ticketId}@desk.example`],
    ['a plus-address of our form with nothing in it', { from: MALLORY }, `support+so-${'a'.repeat(45)}@desk.example`],
    ['the customer\'s name', { from: 'Anna Adler <mallory@evil.example>', inReplyTo: ownId }],
    ['the customer\'s address as the name', { from: '"anna@customer.example" <mallory@evil.example>', inReplyTo: ownId }],
    ['the customer as Reply-To', { from: MALLORY, inReplyTo: ownId, headers: ['Reply-To: anna@customer.example'] }],
    ['the customer as Sender', { from: MALLORY, inReplyTo: ownId, headers: ['Sender: anna@customer.example'] }],
    ['the customer in a comment', { from: 'mallory@evil.example (anna@customer.example)', inReplyTo: ownId }],
    ['a second From', { from: MALLORY, inReplyTo: ownId, headers: ['From: mallory2@evil.example'] }],
    ['a proof of himself', { from: MALLORY, inReplyTo: ownId, headers: pass('evil.example') }],
    ['a body that quotes the ticket', { from: MALLORY, text: `Yes, do so.\n\n> ${ownId}\n> We send a new seal. Ticket #1 ${ticketId}` }],
    ['the look of a bounce', { from: 'MAILER-DAEMON@evil.example', subject: 'Undelivered mail', inReplyTo: 'first@customer.example', headers: ['Auto-Submitted: auto-replied'] }],
    ['a vacation note without our mark', { from: MALLORY, subject: 'Automatic reply: Coffee machine leaks', references: ['first@customer.example'], headers: ['Auto-Submitted: auto-replied'] }],
  ];
};

test('a stranger never joins a ticket, whatever he forges', async () => {
  const before = (await desk.messages(ticketId)).map(({ id }) => id);
  for (const [what, parts, to] of forgeries()) {
    const message = await send({ subject: 'Re: Coffee machine leaks', text: 'Send it to me instead.', ...parts }, to || undefined);
    expect({ what, joined: message.ticketId === ticketId }).toEqual({ what, joined: false });
    expect({ what, customer: message.customerId === (await desk.ticket(ticketId)).customerId }).toEqual({ what, customer: false });
  }
  expect((await desk.messages(ticketId)).map(({ id }) => id)).toEqual(before);
  // What he claims is shown beside his own ticket, so that an agent can see it and merge.
  const claims = await send({ from: 'Carol <carol@evil.example>', inReplyTo: reply.externalId ?? '' });
  expect((await desk.ticket(claims.ticketId)).links).toEqual([{ ticketId, kind: 'claims' }]);
});

test('a mail in the customer\'s name that his domain disowns opens a ticket of its own and is nobody\'s', async () => {
  const forged = await send({ from: ANNA, subject: 'Re: Coffee machine leaks', text: 'New address: 1 Evil Street.', inReplyTo: 'first@customer.example', headers: fail('customer.example') });
  expect(forged.ticketId).not.toBe(ticketId);
  expect(forged.senderVerified).toBe(false);
  expect(forged.decision?.evidence).toContainEqual({ kind: 'sender_check', value: 'dmarc=fail' });
  const ticket = await desk.ticket(forged.ticketId);
  expect(ticket.customerId).not.toBe((await desk.ticket(ticketId)).customerId);
  // And it cannot be answered by accident: the address is Anna's.
  await expect(desk.actions.desk.tickets.write(desk.admin, ticket.id, { kind: 'reply', text: 'Done.' })).rejects.toMatchObject({ code: 'no_address' });
});

test('what he writes above a real check is not believed', async () => {
  const forged = await send({ from: ANNA, subject: 'Hello', headers: [...fail('customer.example'), ...pass('customer.example')] });
  expect(forged.ticketId).not.toBe(ticketId);
});

test('an unproven mail in the customer\'s name is shown as unproven, and changes neither his addresses nor where answers go', async () => {
  const customerId = (await desk.ticket(ticketId)).customerId;
  const identities = async () => (await desk.store.customers.identities([customerId])).get(customerId);
  const before = await identities();
  const message = await send({ from: ANNA, cc: 'mallory@evil.example', subject: 'Re: Coffee machine leaks', text: 'Please answer to mallory@evil.example.', headers: ['Reply-To: mallory@evil.example'] });
  expect(message).toMatchObject({ ticketId, senderVerified: false });
  expect(await identities()).toEqual(before);
  desk.clock.pass(1);
  await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', text: 'The seal is on its way.' });
  const last = (await desk.messages(ticketId)).at(-1);
  expect(last).toMatchObject({ direction: 'out', to: [{ kind: 'email', value: 'anna@customer.example' }] });
  // Whom an unproven mail copies is no participant.
  const copied = await send({ from: MALLORY, subject: 'Re: Coffee machine leaks', inReplyTo: message.externalId ?? '' });
  expect(copied.ticketId).not.toBe(ticketId);
});

test('a reply with the token of a mail that went to the customer alone proves its sender', async () => {
  const fresh = await openInProcessDesk();
  const first = await fresh.mail(letter({ from: 'Bo <bo@customer.example>', id: 'b1@customer.example', subject: 'Lid' }));
  expect(first?.senderVerified).toBe(false);
  fresh.clock.pass(1);
  await fresh.actions.desk.tickets.write(fresh.admin, first?.ticketId ?? '', { kind: 'reply', text: 'Which one?' });
  const out = (await fresh.messages(first?.ticketId ?? '')).at(-1) as Message;
  const address = (fresh.channels.email.sender.mailHeaders(out)['Reply-To'] ?? '').replace(/^.*<|>.*$/g, '');
  fresh.clock.pass(1);
  const answer = await fresh.mail(letter({ from: 'Bo <bo@customer.example>', id: 'b2@customer.example', subject: 'Re: Lid', to: address }), address);
  expect(answer).toMatchObject({ ticketId: first?.ticketId, senderVerified: true });
  const identities = (await fresh.store.customers.identities([first?.customerId ?? ''])).get(first?.customerId ?? '');
  expect(identities).toMatchObject([{ value: 'bo@customer.example', verified: true }]);
  await fresh.close();
});

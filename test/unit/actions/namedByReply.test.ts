/** Forms and groups write as themselves: whom their Reply-To names is the customer, and no more than named. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { Message } from '../../../src/tickets/message.js';

const pass = (domain: string): string => `Authentication-Results: mx.desk.example; dmarc=pass header.from=${domain}`;
const group = (address: string): string[] => [
  'Precedence: list',
  `List-Id: <${address.replace('@', '.')}>`,
  `List-Post: <https://groups.example/post>, <mailto:${address}>`,
  'List-Unsubscribe: <mailto:unsubscribe@groups.example>',
];

let desk: InProcessDesk;
let next = 0;
const send = async (parts: Parameters<typeof letter>[0]): Promise<Message> => {
  const message = await desk.mail(letter({ id: `n${next++}@mailer.example`, subject: 'Lamp', ...parts }));
  if (!message) throw new Error('it became no message');
  return message;
};

beforeAll(async () => {
  desk = await openInProcessDesk();
  await desk.actions.firstAdmin('ada@desk.example', 'a-long-password');
});
afterAll(() => desk.close());

test.each<[string, string, string[], string]>([
  [
    'a group in front of the desk',
    `'WHO' via Support <support@desk.example>`,
    [pass('desk.example'), ...group('support@desk.example')],
    'group',
  ],
  ['a group that nobody told the desk of', `'WHO' via Support <help@shop.example>`, group('help@shop.example'), 'group'],
  ['a program that writes on behalf of somebody', 'WHO via Desk <mail@saas.example>', [], 'group'],
  ["a shop's form", 'Shop (Shopify) <mailer@shopify.example>', [], 'form'],
  ['a form that nobody reads', 'Jot <noreply@jot.example>', [], 'form'],
  ['a form elsewhere', 'Web site <contact-form@web.example>', [], 'form'],
  ['a form of our own', 'Web site <support@desk.example>', [pass('desk.example')], 'form'],
])('%s: two people are two customers with a ticket each, and the answer goes to them', async (_what, from, headers, kind) => {
  const mark = `p${next}`;
  const one = async (who: string): Promise<Message> =>
    send({ from: from.replace('WHO', who), headers: [...headers, `Reply-To: ${who} <${mark}.${who.toLowerCase()}@cust.example>`] });
  const bob = await one('Bob');
  desk.clock.pass(0.1);
  const carl = await one('Carl');
  expect(bob).toMatchObject({ wroteBy: 'person', senderVerified: false, from: { value: `${mark}.bob@cust.example`, name: 'Bob' } });
  expect(bob.decision?.evidence.map((fact) => fact.kind)).toContain(kind);
  expect([carl.customerId === bob.customerId, carl.ticketId === bob.ticketId]).toEqual([false, false]);
  const ticket = await desk.ticket(carl.ticketId);
  expect([ticket.waitingSince, ticket.firstReplyDueAt]).toEqual([expect.any(Date), expect.any(Date)]);
  await desk.actions.desk.tickets.write(desk.admin, carl.ticketId, { kind: 'reply', text: 'We mend it.' });
  const reply = (await desk.messages(carl.ticketId)).find(({ direction }) => direction === 'out');
  expect(reply?.to.map(({ value }) => value)).toEqual([`${mark}.carl@cust.example`]);
  desk.clock.pass(0.1);
  expect((await one('Bob')).ticketId).toBe(bob.ticketId);
});

test.each<[string, string, string[]]>([
  ['his own mail', 'Dee <dee@own.example>', ['Reply-To: dee@home.example']],
  ['a desk that answers to itself', 'Shop <mailer@own.example>', ['Reply-To: mailer@own.example']],
  ['a form that names an address of the desk', 'Jot <form@own.example>', ['Reply-To: Sales <Sales+x@desk.example>']],
  [
    'a group that names an address of the desk',
    "'Dee' via Own <dee@own.example>",
    ['Reply-To: support@desk.example', ...group('dee@own.example')],
  ],
  ['a form that names nobody who reads', 'Jot <form@own.example>', ['Reply-To: noreply@own.example']],
])('%s is of its From', async (_what, from, headers) => {
  const message = await send({ from, headers });
  expect(message.from.value).toBe(/<(.*)>/.exec(from)?.[1]);
  expect(await desk.store.customers.holders([{ kind: 'email', value: 'sales@desk.example' }])).toEqual([]);
});

test('what answers as the desk is no form, and without the word of our server nothing of the desk is', async () => {
  const asked = ['Reply-To: eve@cust.example'];
  const from = 'Support <support@desk.example>';
  expect((await send({ from, headers: [pass('desk.example'), ...asked], inReplyTo: 'x@cust.example' })).from.value).toBe(
    'support@desk.example',
  );
  expect((await send({ from, headers: asked })).from.value).toBe('support@desk.example');
});

test.each<[string, string, string[]]>([
  ['a form', 'Jot <noreply@evil.example>', [pass('evil.example')]],
  ['a group', "'Anna' via Evil <all@evil.example>", [pass('evil.example'), ...group('all@evil.example')]],
])('%s elsewhere never gets into the ticket of who has proven his address', async (_what, from, headers) => {
  const address = `anna${next}@customer.example`;
  const own = await send({ from: `Anna <${address}>`, headers: [pass('customer.example')] });
  desk.clock.pass(0.1);
  const forged = await send({ from, headers: [...headers, `Reply-To: Anna <${address}>`], text: 'Send it to my new address.' });
  expect([forged.ticketId === own.ticketId, forged.customerId === own.customerId, forged.senderVerified]).toEqual([false, false, false]);
  expect((await desk.messages(own.ticketId)).length).toBe(1);
});

test.each([
  ['that a form elsewhere names', 'Jot <noreply@jot.example>', ['Reply-To: new1@cust.example'], 'new1@cust.example'],
  [
    'that its domain disowns',
    'New <new2@cust.example>',
    ['Authentication-Results: mx.desk.example; dmarc=fail header.from=cust.example'],
    'new2@cust.example',
  ],
])('a new address %s is stored as one that nobody has proven', async (_what, from, headers, value) => {
  await send({ from, headers });
  expect(await desk.store.customers.holders([{ kind: 'email', value }])).toMatchObject([{ verified: false }]);
});

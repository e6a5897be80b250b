/** Who else is on a customer's mail is offered to whoever answers it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { buildIdentity } from '../../store/support/build.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

async function mail(parts: Parameters<typeof letter>[0]): Promise<string> {
  desk.clock.pass(1);
  const message = await desk.mail(letter({ subject: 'Lid', text: 'It leaks.', date: desk.clock.now, ...parts }));
  if (!message) throw new Error('it became no message');
  return message.ticketId;
}
const others = async (ticketId: string): Promise<unknown> => (await desk.actions.desk.tickets.get(desk.admin, ticketId)).othersOnMail;

test('neither ours nor his own, each once; none of them gets an answer that does not name him', async () => {
  const ticketId = await mail({
    from: 'Anna <anna@customer.example>',
    to: 'Support <support@desk.example>, Bea <bea@other.example>, ANNA@customer.example',
    cc: '"Carl, C." <carl@other.example>, bea@other.example, sales@desk.example',
  });
  expect(await others(ticketId)).toEqual([
    { address: 'bea@other.example', name: 'Bea' },
    { address: 'carl@other.example', name: 'Carl, C.' },
  ]);
  const said = await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', text: 'Turn the ring.' });
  expect([said.to.map(({ value }) => value), said.cc]).toEqual([['anna@customer.example'], []]);
});

test('an address is his, and answered, however its domain is written', async () => {
  const { customerId } = await desk.ticket(await mail({ from: 'Kim <kim@customer.example>' }));
  await desk.store.customers.addIdentity(buildIdentity({ customerId, value: 'kim@xn--mnchen-3ya.example', addedAt: desk.clock.now }));
  const copied = await mail({ from: 'Kim <kim@customer.example>', cc: 'kim@münchen.example, bea@köln.example' });
  expect(await others(copied)).toEqual([{ address: 'bea@köln.example', name: null }]);

  const ticketId = await mail({ from: 'Kim <kim@münchen.example>' });
  const [by] = (await desk.actions.desk.tickets.get(desk.admin, ticketId)).replyChannels;
  expect([(await desk.ticket(ticketId)).customerId, by?.address]).toEqual([customerId, 'kim@xn--mnchen-3ya.example']);
});

test('of 450 the first are named and all are counted; of a few all are named', async () => {
  const ticketId = await mail({
    from: 'Gil <gil@customer.example>',
    to: 'support@desk.example',
    cc: Array.from({ length: 450 }, (_one, at) => `Person ${at} <p${at}@other.example>`).join(',\r\n '),
  });
  const detail = await desk.actions.desk.tickets.get(desk.admin, ticketId);
  expect([detail.othersOnMail.length, detail.othersOnMailCount]).toEqual([20, 450]);
  const [said] = (await desk.actions.desk.tickets.messages(desk.admin, ticketId, { limit: 1 })).items;
  expect([said?.to.length, said?.cc.length, said?.unnamed]).toEqual([1, 99, { to: 0, cc: 351 }]);

  const few = await mail({ from: 'Hal <hal@customer.example>', cc: 'bea@other.example' });
  const { othersOnMail, othersOnMailCount } = await desk.actions.desk.tickets.get(desk.admin, few);
  expect([othersOnMail.length, othersOnMailCount]).toEqual([1, 1]);
  const [stored] = (await desk.actions.desk.tickets.messages(desk.admin, few, { limit: 1 })).items;
  expect(stored?.unnamed).toEqual({ to: 0, cc: 0 });
});

test('nobody whose address has something in it that nobody sees', async () => {
  expect(await others(await mail({ from: 'Ed <ed@customer.example>', cc: 'bea\u200b@other.example' }))).toEqual([]);
});

test('nobody where only he and we are, nor on another channel', async () => {
  expect(await others(await mail({ from: 'Dora <dora@customer.example>' }))).toEqual([]);
  const line = await desk.chat('visitor', 'Hello');
  expect(await others(line?.ticketId ?? '')).toEqual([]);
});

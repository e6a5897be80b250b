/** A thread of mails makes the same ticket in whichever order it arrives: through the real reading, deciding and store. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { mailThread, permutations } from '../../support/mailThread.js';

let desk: InProcessDesk;
beforeAll(async () => {
  desk = await openInProcessDesk();
  desk.clock.now = new Date('2026-11-12T09:00:00Z');
});
afterAll(() => desk.close());

test('all 120 orders of five mails give one ticket with five messages', async () => {
  const orders = permutations([0, 1, 2, 3, 4]);
  expect(orders).toHaveLength(120);
  for (const [run, order] of orders.entries()) {
    const mails = mailThread(`perm${run}`, 5);
    const tickets = new Set<string>();
    for (const n of order) {
      // Now and then a day and more between them, so that a mail could count as another issue.
      desk.clock.pass(run % 2 === 0 ? 0 : 26);
      const message = await desk.mail(mails[n]?.raw ?? '');
      tickets.add(message?.ticketId ?? 'none');
      // Sent twice, as servers do: it is there already.
      if (n === order[2]) await desk.mail(mails[n]?.raw ?? '');
    }
    const [ticketId = ''] = tickets;
    expect({ order, tickets: tickets.size, messages: (await desk.messages(ticketId)).length }).toEqual({ order, tickets: 1, messages: 5 });
  }
  expect(await desk.store.intake.count('pending')).toBe(0);
}, 60_000);

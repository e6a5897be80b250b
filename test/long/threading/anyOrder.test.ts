/** 500 random orders of threads of twelve mails, with gaps, repeats and answers before their question: one ticket each. */
import fc from '../../support/random.js';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { mailThread } from '../../support/mailThread.js';

let desk: InProcessDesk;
beforeAll(async () => {
  desk = await openInProcessDesk();
});
afterAll(() => desk.close());

test('500 orders of twelve mails give one ticket each, with every mail that arrived, once', async () => {
  const all = Array.from({ length: 12 }, (_, n) => n);
  const arrivals = fc.record({
    order: fc.shuffledSubarray(all, { minLength: 7, maxLength: 12 }),
    repeats: fc.array(fc.nat(11), { maxLength: 5 }),
    hours: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 }),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ order, repeats, hours }) => {
      const mails = mailThread(`order${run++}`, 12);
      desk.clock.now = new Date('2026-11-16T09:00:00Z');
      const tickets = new Set<string>();
      for (const [i, n] of [...order, ...repeats.filter((again) => order.includes(again))].entries()) {
        desk.clock.pass(hours[i % hours.length] ?? 0);
        const message = await desk.mail(mails[n]?.raw ?? '');
        tickets.add(message?.ticketId ?? 'none');
      }
      const [ticketId = ''] = tickets;
      expect(tickets.size).toBe(1);
      expect(await desk.messages(ticketId)).toHaveLength(order.length);
    }),
    { numRuns: 500, endOnFailure: true },
  );
}, 300_000);

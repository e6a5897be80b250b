/** A thread of mails makes the same ticket in whichever order it arrives: through the real reading, deciding and store. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { mailThread, permutations } from '../../support/mailThread.js';

let desk: InProcessDesk;
beforeAll(async () => {
  desk = await openInProcessDesk();
});
afterAll(() => desk.close());

/** More than a day apart, so that a mail could count as another issue. */
test.each([26])('all 120 orders of five mails, %i hours apart, give one ticket with five messages', async (hours) => {
  desk.clock.now = new Date('2026-11-12T09:00:00Z');
  const runs = permutations([0, 1, 2, 3, 4]).map((order, run) => ({ order, mails: mailThread(`perm${hours}-${run}`, 5), tickets: new Set<string>() }));
  expect(runs).toHaveLength(120);
  // Step by step for all of them, so that they share the store's transactions.
  for (let step = 0; step < 5; step++) {
    desk.clock.pass(hours);
    await Promise.all(
      runs.map(async ({ order, mails, tickets }) => {
        const raw = mails[order[step] ?? 0]?.raw ?? '';
        tickets.add((await desk.mail(raw))?.ticketId ?? 'none');
        // Sent twice, as servers do: it is there already.
        if (step === 2) await desk.mail(raw);
      }),
    );
  }
  for (const { order, tickets } of runs) {
    const [ticketId = ''] = tickets;
    expect({ order, tickets: tickets.size, messages: (await desk.messages(ticketId)).length }).toEqual({ order, tickets: 1, messages: 5 });
  }
  expect(await desk.store.intake.count('pending')).toBe(0);
}, 60_000);

/** What a first reply is promised for, by the desk's opening hours. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

async function dueOf(at: string): Promise<Date | null> {
  desk.clock.now = new Date(at);
  const message = await desk.mail(
    letter({
      from: `Nora <nora${desk.clock.now.getTime()}@night.example>`,
      subject: 'Hello',
      id: `${at}@night.example`,
      date: desk.clock.now,
      text: 'Is anybody there?',
    }),
  );
  return (await desk.ticket(message?.ticketId ?? '')).firstReplyDueAt;
}

test('round the clock until hours are set, then from the next opening on', async () => {
  expect(await dueOf('2026-11-24T19:00:00Z')).toEqual(new Date('2026-11-24T20:00:00Z'));
  const { hours } = desk.actions.desk.workspace;
  await hours.change(desk.admin, {
    timeZone: 'Europe/Berlin',
    week: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
    holidays: [],
  });
  expect(await dueOf('2026-11-24T19:10:00Z')).toEqual(new Date('2026-11-25T09:00:00Z'));
  expect(await dueOf('2026-11-25T09:00:00Z')).toEqual(new Date('2026-11-25T10:00:00Z'));
  await hours.change(desk.admin, { timeZone: 'Europe/Berlin', week: [], holidays: [] });
  expect(await dueOf('2026-11-26T09:00:00Z')).toBeNull();
});

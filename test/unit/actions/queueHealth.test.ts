/** How the queues fare, as a manager asks. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

test('who asks is here, before his socket is; others are when they are, and a program is nobody', async () => {
  const [bo, di] = ['b'.repeat(24), 'd'.repeat(24)];
  for (const id of [bo, di])
    await desk.store.people.addAgent({
      id,
      name: id.slice(0, 2),
      email: `${id}@staff.example`,
      role: 'supervisor',
      passwordHash: '-',
      active: true,
      createdAt: desk.clock.now,
    });
  const { queues } = desk.actions.desk;
  const here = async (id: string) =>
    (await queues.health({ ...desk.admin, id })).agents.filter(({ online }) => online).map((agent) => agent.id);
  expect(await here(bo)).toEqual([bo]);
  expect(await here(di)).toEqual([di]);
  expect(await here('f'.repeat(24))).toEqual([]);
});

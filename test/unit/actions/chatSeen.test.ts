/** What the visitor of a chat is told to be seen: what an agent has read, and nothing else. Through the real actions and store. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';

let desk: InProcessDesk;
const told: { visitorId: string; event: string; at: unknown }[] = [];
beforeAll(async () => {
  desk = await openInProcessDesk({
    bus: { toVisitor: (visitorId, event, payload) => void told.push({ visitorId, event, at: (payload as { at?: unknown }).at }) },
  });
});
afterAll(() => desk.close());

const seen = () => told.filter(({ event }) => event === 'chat:seen');

async function chatted(visitorId: string): Promise<string> {
  const message = await desk.chat(visitorId, `My lid leaks, says ${visitorId}.`);
  if (!message) throw new Error('it became no message');
  desk.clock.pass(1);
  told.length = 0;
  return message.ticketId;
}

test('each time that an agent has read the ticket, until that moment', async () => {
  const ticketId = await chatted('visitor-1');
  await desk.actions.desk.tickets.get(desk.admin, ticketId);
  expect(seen()).toEqual([]);
  const first = await desk.actions.desk.tickets.markRead(desk.admin, ticketId, true);
  expect(seen()).toEqual([{ visitorId: 'visitor-1', event: 'chat:seen', at: first.readAt }]);
  desk.clock.pass(1);
  await desk.chat('visitor-1', 'And the jug.');
  desk.clock.pass(1);
  const second = await desk.actions.desk.tickets.markRead(desk.admin, ticketId, true);
  expect(seen().map(({ at }) => at)).toEqual([first.readAt, second.readAt]);
  expect((await desk.store.people.visitor('visitor-1'))?.agentSawAt?.toISOString()).toBe(second.readAt);
});

test('not what was put back to unread, nor what a program has read', async () => {
  const ticketId = await chatted('visitor-2');
  await desk.actions.desk.tickets.markRead(desk.admin, ticketId, false);
  await desk.actions.desk.tickets.markRead({ ...desk.admin, isProgram: true }, ticketId, true);
  expect(seen()).toEqual([]);
  expect((await desk.store.people.visitor('visitor-2'))?.agentSawAt).toBeNull();
});

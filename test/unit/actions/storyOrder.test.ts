/** What was said in one instant stands in a ticket's story as it does among its messages. */
import { expect, test } from '@jest/globals';
import { openInProcessDesk } from '../../../src/cli/inProcess/desk.js';

test('lines of one instant have one order', async () => {
  const desk = await openInProcessDesk();
  try {
    const first = await desk.chat('ann', 'My lid leaks.');
    for (const text of ['At the bottom.', 'All day long.', 'Since Monday.']) await desk.chat('ann', text);
    const ticketId = first?.ticketId ?? '';
    const { items } = await desk.actions.desk.tickets.messages(desk.admin, ticketId, { limit: 10 });
    const story = await desk.actions.desk.tickets.story(desk.admin, ticketId, { limit: 10 });
    expect(new Set(items.map(({ createdAt }) => createdAt)).size).toBe(1);
    expect(story.items.flatMap((one) => (one.kind === 'message' ? [one.message.id] : []))).toEqual(items.map(({ id }) => id));
  } finally {
    await desk.close();
  }
}, 60_000);

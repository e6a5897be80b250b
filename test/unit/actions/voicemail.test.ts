/** A call that begins a ticket says what it is about only later, with its transcript. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

const CALLER = '+12025550177';
const row = (call: string, event: 'call' | 'transcript', fields: Record<string, string> = {}): Promise<Message | null> =>
  desk.receive({
    channel: 'voice', channelAccount: 'twilio:+12025550100', externalKey: `${call}:${event}`,
    raw: Buffer.from(new URLSearchParams({ CallSid: call, ...fields }).toString()), meta: { event, from: CALLER, to: '+12025550100' },
  });
const ticketOf = async (message: Message | null) => desk.ticket(message?.ticketId ?? '');
const TRANSCRIPT = { TranscriptionText: 'The glass lid of my kettle arrived broken, order 4711-0815.' };

test('the ticket of a call gets topic and terms from the transcript', async () => {
  const call = await row('CA1', 'call');
  expect(await ticketOf(call)).toMatchObject({ topic: null, preview: 'Phone call' });
  const told = await row('CA1', 'transcript', TRANSCRIPT);
  expect(told?.id).toBe(call?.id);
  const ticket = await ticketOf(told);
  expect(ticket).toMatchObject({ topic: 'damaged', topicByAgent: false, preview: TRANSCRIPT.TranscriptionText });
  expect(ticket.terms).toEqual(expect.arrayContaining(['kettle', 'lid']));
});

test.each([['delivery'], [null]])('the topic that an agent chose stays: %s', async (topic) => {
  const id = `CA-${topic}`;
  const call = await row(id, 'call');
  const { tickets } = desk.actions.desk;
  // Null must be chosen too: as long as nothing is changed, nobody has chosen anything.
  await tickets.change(desk.admin, call?.ticketId ?? '', { topic: 'delivery' });
  await tickets.change(desk.admin, call?.ticketId ?? '', { topic });
  await row(id, 'transcript', TRANSCRIPT);
  expect(await ticketOf(call)).toMatchObject({ topic, topicByAgent: true });
});

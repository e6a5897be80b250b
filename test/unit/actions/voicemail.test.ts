/** A call is told in pieces, which are one message; it says what it is about only with its transcript. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

const CALLER = '+12025550177';
const row = (
  call: string,
  event: 'call' | 'recording' | 'transcript',
  fields: Record<string, string> = {},
  from = CALLER,
): Promise<Message | null> =>
  desk.receive({
    channel: 'voice',
    channelAccount: 'twilio:+12025550100',
    externalKey: `${call}:${event}`,
    raw: Buffer.from(new URLSearchParams({ CallSid: call, ...fields }).toString()),
    meta: { event, from, to: '+12025550100' },
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

test.each([
  ['with a number', CALLER],
  ['without one', '+266696687'],
])('the pieces of a call %s are one message in one ticket, in whatever order they come', async (who, from) => {
  const id = `CA pieces ${who}`;
  const [recording, transcript, call] = await Promise.all([
    row(id, 'recording', { RecordingSid: 'RE1', RecordingUrl: 'https://api.twilio.com/RE1', RecordingDuration: '14' }, from),
    row(id, 'transcript', TRANSCRIPT, from),
    row(id, 'call'),
  ]);
  const [message] = new Set([call?.id, recording?.id, transcript?.id]);
  expect([call?.id, recording?.id, transcript?.id]).toEqual([message, message, message]);
  expect(await desk.store.messages.get(message ?? '')).toMatchObject({
    text: TRANSCRIPT.TranscriptionText,
    attachments: [{ filename: 'voicemail-RE1.mp3' }],
  });
  // Also when the customer has another ticket by then.
  await desk.actions.desk.tickets.change(desk.admin, call?.ticketId ?? '', { status: 'solved' });
  expect((await row(`${id}`, 'recording', { RecordingSid: 'RE2', RecordingUrl: 'https://api.twilio.com/RE2' }, from))?.id).toBe(message);
});

test.each([
  ['with a number', '+12025550178'],
  ['without one', '+266696687'],
])('pieces that do not say who called wait for a call %s, and make nobody', async (who, from) => {
  const id = `CA silent ${who}`;
  const silent = (event: 'recording' | 'transcript', fields: Record<string, string>) =>
    desk.actions.accept({
      channel: 'voice',
      channelAccount: 'twilio:',
      externalKey: `${id}:${event}`,
      raw: Buffer.from(new URLSearchParams({ CallSid: id, ...fields }).toString()),
      meta: { event, from: '', to: '' },
    });
  const pieces = [
    await silent('transcript', TRANSCRIPT),
    await silent('recording', { RecordingSid: 'RE1', RecordingUrl: 'https://api.twilio.com/RE1' }),
  ];
  const customers = async () => (await desk.store.customers.list({ limit: 100 })).items.length;
  const before = await customers();
  for (const { intakeId } of pieces) await expect(desk.actions.receiveMessage(intakeId)).rejects.toThrow('does not say who called');
  expect(await customers()).toBe(before);

  const call = await row(id, 'call', {}, from);
  for (const { intakeId } of pieces) await desk.actions.receiveMessage(intakeId);
  expect(await desk.store.messages.get(call?.id ?? '')).toMatchObject({
    text: TRANSCRIPT.TranscriptionText,
    attachments: [{ filename: 'voicemail-RE1.mp3' }],
    customerId: call?.customerId,
  });
  expect(await customers()).toBe(before + 1);
});

test('a piece of a call that never comes is in quarantine, and made nobody', async () => {
  const { intakeId } = await desk.actions.accept({
    channel: 'voice',
    channelAccount: 'twilio:',
    externalKey: 'CA lost',
    raw: Buffer.from('CallSid=CAlost&RecordingSid=RE9&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2FRE9'),
    meta: { event: 'recording', from: '', to: '' },
  });
  for (let tries = 1; tries < 8; tries++) await expect(desk.actions.receiveMessage(intakeId)).rejects.toThrow();
  await desk.actions.receiveMessage(intakeId);
  expect(await desk.store.intake.find(intakeId)).toMatchObject({
    state: 'quarantined',
    code: 'processing_failed',
    message: expect.stringContaining('CAlost'),
  });
});

test('two calls from one SIP address are one customer', async () => {
  const [first, second] = [
    await row('CA sip 1', 'call', {}, 'sip:ann@pbx.example'),
    await row('CA sip 2', 'call', {}, 'sip:ann@pbx.example'),
  ];
  expect(first?.customerId).toEqual(expect.any(String));
  expect(second?.customerId).toBe(first?.customerId);
});

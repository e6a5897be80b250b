/** A visitor chats, leaves a number and goes; the desk answers by text, and so does he: one ticket, through the real doors. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import type { ChatMessage, ChatSessionResult } from '../../src/contract/realtime.js';
import type { Message, TicketDetail } from '../../src/contract/tickets.js';
import { mail, messagesOf, settled, sms, tickets, TWILIO } from '../support/customers.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';

const redis = process.env['SKIP_REDIS'] ? describe.skip : describe;

redis('a visitor who leaves where he can be reached', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk({ env: TWILIO });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  /** Says one line, leaves the contact, and closes the page. @returns the session's token and the ticket's id */
  async function chatted(text: string, contact: object): Promise<{ token: string; ticketId: string }> {
    const answer = await fetch(`${desk.url}/api/v1/chat/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"language":"en"}',
    });
    const { token } = (await answer.json()) as ChatSessionResult;
    const socket = io(`${desk.url}/chat`, { transports: ['websocket'], auth: { token }, forceNew: true, reconnection: false });
    try {
      expect(await socket.timeout(8_000).emitWithAck('chat:send', { clientId: randomUUID(), text })).toEqual({ ok: true });
      expect(await socket.timeout(8_000).emitWithAck('chat:contact', contact)).toEqual({ ok: true });
    } finally {
      socket.close();
    }
    const ticket = await eventually(async () => (await tickets(desk)).find(({ preview }) => preview === text) ?? false);
    await eventually(
      async () => (await desk.api<TicketDetail>('GET', `/api/v1/tickets/${ticket.id}`)).body.replyChannels[0]?.channel !== 'chat',
    );
    return { token, ticketId: ticket.id };
  }
  const reply = async (ticketId: string, text: string): Promise<Message> =>
    (await desk.api<Message>('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'reply', text })).body;
  const waysTo = async (ticketId: string): Promise<string[]> =>
    (await desk.api<TicketDetail>('GET', `/api/v1/tickets/${ticketId}`)).body.replyChannels.map(({ channel }) => channel);

  test("by text is in the chat's ticket with his text back, and can still be answered both ways; a stranger's text is not", async () => {
    const phone = '+12025550181';
    const { token, ticketId } = await chatted('My lid leaks, can you write to my phone?', { phone });
    expect(await reply(ticketId, 'Which lid?')).toMatchObject({ channel: 'sms', to: [{ value: phone }] });
    expect((await sms(desk, '+12025550182', 'The red one.')).status).toBe(200);
    expect((await sms(desk, phone, 'The blue one.')).status).toBe(200);
    await settled(desk);
    expect(
      (await messagesOf(desk, ticketId)).map(({ channel, direction, text, decision }) => [
        channel,
        direction,
        text,
        decision?.rule ?? null,
      ]),
    ).toEqual([
      ['chat', 'in', 'My lid leaks, can you write to my phone?', 'new_ticket'],
      ['sms', 'out', 'Which lid?', null],
      ['sms', 'in', 'The blue one.', 'text_answer'],
    ]);
    expect(await waysTo(ticketId)).toEqual(expect.arrayContaining(['sms', 'chat']));
    expect(await reply(ticketId, 'On its way.')).toMatchObject({ channel: 'sms', to: [{ value: phone }] });
    const session = await fetch(`${desk.url}/api/v1/chat/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const { messages } = (await session.json()) as { messages: ChatMessage[] };
    expect(messages.map(({ text }) => text)).toEqual(['My lid leaks, can you write to my phone?']);
  }, 60_000);

  test('by mail likewise, with our reply address', async () => {
    const email = 'left@customer.example';
    const { ticketId } = await chatted('My kettle leaks, can you mail me?', { email });
    const sent = await reply(ticketId, 'Which kettle?');
    expect(sent).toMatchObject({ channel: 'email', to: [{ value: email }] });
    const address = await eventually(async () => {
      const { body } = await desk.api<{ items: { id: string; headers?: Record<string, string> }[] }>('GET', '/api/v1/outbox');
      return /<(.+)>/.exec(body.items.find(({ id }) => id === sent.id)?.headers?.['Reply-To'] ?? '')?.[1] ?? false;
    });
    await mail(desk, { from: email, to: address, subject: 'Re: My kettle', text: 'The steel one.' });
    await settled(desk);
    expect((await messagesOf(desk, ticketId)).at(-1)).toMatchObject({
      direction: 'in',
      text: expect.stringContaining('The steel one.') as unknown,
      decision: { rule: 'reply_token' },
    });
    expect(await waysTo(ticketId)).toEqual(expect.arrayContaining(['email', 'chat']));
  }, 60_000);
});

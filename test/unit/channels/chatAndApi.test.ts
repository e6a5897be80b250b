import { createApiChannel } from '../../../src/channels/api/channel.js';
import { apiIntake } from '../../../src/channels/api/intake.js';
import { createChatChannel } from '../../../src/channels/chat/channel.js';
import { chatIntake, type ChatMeta } from '../../../src/channels/chat/intake.js';
import { createInlineParser } from '../../../src/channels/email/inlineParser.js';
import { createTwilioLine } from '../../../src/channels/twilio/line.js';
import { createChannels } from '../../../src/channels/registry.js';
import { CHANNELS } from '../../../src/contract/common.js';
import type { InboundBody } from '../../../src/contract/tickets.js';
import type { Message } from '../../../src/tickets/message.js';
import { asRecord, createMemoryBlobs, RECEIVED_AT } from './support/fixtures.js';
import { twilioConfig } from './support/twilio.js';

describe('a chat message', () => {
  const chat = createChatChannel({ deliverToVisitor: () => Promise.resolve() });
  const read = (meta: ChatMeta) => chat.read(asRecord(chatIntake({ clientId: 'c-1', text: 'Hello' }, meta)));

  test('of a stranger is from his browser; what he types about himself is a claim', async () => {
    expect(await read({ visitorId: 'v1', name: 'Ann', claimedEmail: ' Ann@Example.com ' })).toMatchObject({
      kind: 'message',
      inbound: {
        channelAccount: 'widget',
        externalId: 'c-1',
        sender: [{ kind: 'chat', value: 'v1', proof: 'signed', source: 'chat_session' }],
        claims: [{ kind: 'email', value: 'ann@example.com' }],
        hints: [{ kind: 'chat_session', value: 'v1' }],
        text: 'Hello',
      },
    });
  });

  test('of a signed-in visitor is from his account first', async () => {
    expect(await read({ visitorId: 'v1', externalId: 'user-7' })).toMatchObject({
      inbound: { sender: [{ kind: 'external', value: 'user-7', proof: 'signed', source: 'signed_visitor' }, { kind: 'chat' }], claims: [] },
    });
  });

  test('is one row for each id of the client', () => {
    const key = (visitorId: string, clientId: string): string => chatIntake({ clientId, text: 'x' }, { visitorId }).externalKey;
    expect(key('v1', 'c-1')).toBe(key('v1', 'c-1'));
    expect(new Set([key('v1', 'c-1'), key('v1', 'c-2'), key('v2', 'c-1')]).size).toBe(3);
    expect(key('v1', 'C-1')).toBe(key('v1', 'c-1'));
  });

  test('that is none cannot be read', async () => {
    for (const raw of ['', 'null', '{}', '{"clientId":"c","text":""}', 'not json']) {
      await expect(
        chat.read({ ...asRecord(chatIntake({ clientId: 'c', text: 'x' }, { visitorId: 'v' })), raw: Buffer.from(raw) }),
      ).rejects.toMatchObject({ code: 'bad_body' });
    }
    await expect(chat.read({ ...asRecord(chatIntake({ clientId: 'c', text: 'x' }, { visitorId: 'v' })), meta: {} })).rejects.toMatchObject({
      code: 'bad_body',
    });
  });

  test('goes back by the gateway, and may go again', async () => {
    const delivered: string[] = [];
    const { sender } = createChatChannel({
      deliverToVisitor: (visitorId, message) => Promise.resolve(void delivered.push(`${visitorId} ${message.id}`)),
    });
    const prepared = sender?.prepare({
      id: 'm1',
      ticketId: 't',
      ticketNumber: 1,
      subject: 's',
      text: 'x',
      html: null,
      to: { kind: 'chat', value: 'v1', name: null },
      threadIds: [],
      agentName: 'Bo',
    });
    const message = { id: 'm1', ...prepared } as unknown as Message;
    expect(prepared).toMatchObject({
      externalId: 'm1',
      channelAccount: 'widget',
      to: [{ kind: 'chat', value: 'v1' }],
      from: { name: 'Bo' },
    });
    expect(await sender?.send(message, new AbortController().signal)).toEqual({ state: 'accepted', providerId: 'm1' });
    expect(delivered).toEqual(['v1 m1']);
    const broken = createChatChannel({ deliverToVisitor: () => Promise.reject(new Error('redis')) });
    await expect(broken.sender?.send(message, new AbortController().signal)).rejects.toMatchObject({ outcome: 'retry' });
  });
});

describe('a message by the API', () => {
  const api = createApiChannel();
  const body: InboundBody = {
    externalId: 'fb-1',
    from: { kind: 'email', value: 'Ann@Example.com', name: 'Ann' },
    subject: 'Hi\r\nthere',
    text: 'Words',
    occurredAt: '2026-11-01T10:00:00Z',
  };

  test('is what its caller says, and proves nothing', async () => {
    expect(await api.read(asRecord(apiIntake(body)))).toMatchObject({
      inbound: {
        channel: 'api',
        channelAccount: 'api',
        externalId: 'fb-1',
        sender: [{ kind: 'email', value: 'ann@example.com', proof: 'claimed', source: 'api' }],
        subject: 'Hi there',
        text: 'Words',
        occurredAt: new Date('2026-11-01T10:00:00Z'),
      },
    });
  });

  test('did not happen after it came', async () => {
    expect(await api.read(asRecord(apiIntake({ ...body, occurredAt: '2099-01-01T00:00:00Z' })))).toMatchObject({
      inbound: { occurredAt: RECEIVED_AT },
    });
  });

  test('with a long id has a short key', () => {
    expect(apiIntake({ ...body, externalId: 'x'.repeat(500) }).externalKey).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(apiIntake(body).externalKey).toBe('fb-1');
  });

  test('that is none cannot be read', async () => {
    await expect(api.read({ ...asRecord(apiIntake(body)), raw: Buffer.from('{"text":"x"}') })).rejects.toMatchObject({ code: 'bad_body' });
  });
});

test('the registry has every channel of the contract', () => {
  const channels = createChannels({
    email: { fromAddress: 's@d.example', fromName: 'S', domain: 'd.example', plusAddressing: false, smtpUrl: null, key: Buffer.alloc(32) },
    twilio: createTwilioLine(twilioConfig),
    parser: createInlineParser(),
    blobs: createMemoryBlobs(),
    findSent: () => Promise.resolve(null),
    findCall: () => Promise.resolve(null),
    deliverToVisitor: () => Promise.resolve(),
  });
  expect(Object.keys(channels).sort()).toEqual([...CHANNELS].sort());
  for (const channel of CHANNELS) expect(channels[channel].channel).toBe(channel);
});

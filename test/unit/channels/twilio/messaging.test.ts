import { createServer, type Server } from 'node:http';
import { createMessagingChannel } from '../../../../src/channels/sms/channel.js';
import { twilioFailure } from '../../../../src/channels/sms/failures.js';
import { messageIntake, statusIntake } from '../../../../src/channels/sms/intake.js';
import { createTwilioClient } from '../../../../src/channels/twilio/client.js';
import { readForm } from '../../../../src/channels/twilio/form.js';
import type { DeliveryFailure, InboundMessage, OutboundDraft, ReadResult } from '../../../../src/ports/channel.js';
import type { Message } from '../../../../src/tickets/message.js';
import { asRecord } from '../support/fixtures.js';
import { encode, formOf, twilioConfig, type Form } from '../support/twilio.js';

const sms = createMessagingChannel('sms', { config: twilioConfig, client: () => null });

function read(form: Form): Promise<ReadResult> {
  const raw = encode(form);
  const inbound = messageIntake(readForm(raw), raw);
  if (!inbound) throw new Error('no row');
  return sms.read(asRecord(inbound));
}

async function readMessage(name: string): Promise<InboundMessage> {
  const result = await read(formOf(name));
  if (result.kind !== 'message') throw new Error(JSON.stringify(result));
  return result.inbound;
}

describe('a message by SMS or WhatsApp', () => {
  test('is from the number that the carrier vouches for', async () => {
    expect(await readMessage('sms')).toMatchObject({
      channel: 'sms',
      channelAccount: 'twilio:+15550001111',
      externalId: 'SM00000000000000000000000000000001',
      amends: false,
      sender: [{ kind: 'phone', value: '+15552223333', proof: 'carrier', source: 'carrier' }],
      from: { kind: 'phone', value: '+15552223333', name: null },
      to: [{ kind: 'phone', value: '+15550001111', name: null }],
      text: "Where is my order? 🙁 It's 'late' & \"wrong\" + 50%",
      attachments: [],
      hints: [{ kind: 'text_answer', value: '+15552223333' }],
      wroteBy: 'person',
    });
  });

  test('keeps all its media, to be fetched', async () => {
    const inbound = await readMessage('mms');
    expect(inbound.text).toBe('');
    expect(inbound.attachments).toMatchObject([
      {
        filename: 'attachment-1.jpg',
        contentType: 'image/jpeg',
        state: 'pending',
        sha256: null,
        sourceUrl: 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM2/Media/ME1',
      },
      { filename: 'attachment-2.mp4', contentType: 'video/mp4', state: 'pending' },
    ]);
  });

  test('STOP is a message like any other', async () => {
    expect(await readMessage('stop')).toMatchObject({ text: 'STOP', wroteBy: 'person' });
  });

  test('by WhatsApp is the same number, with its name', async () => {
    expect(await readMessage('whatsapp')).toMatchObject({
      channel: 'whatsapp',
      channelAccount: 'twilio:whatsapp:+14155238886',
      sender: [{ kind: 'phone', value: '+15552223333' }],
      from: { name: 'Ann' },
      text: 'Hi',
    });
  });

  test('a profile name cannot break out of its line', async () => {
    const result = await read({ ...formOf('whatsapp'), ProfileName: 'Ann\r\nBcc: evil@x\u202e' });
    expect(result).toMatchObject({ inbound: { from: { name: 'Ann Bcc: evil@x' } } });
  });

  test('may be a place', async () => {
    expect((await readMessage('whatsappLocation')).text).toBe('Location: Berlin Alexanderplatz 52.52, 13.40');
  });

  test('from a short code keeps what was sent', async () => {
    expect((await readMessage('shortCode')).sender[0]?.value).toBe('12345');
  });

  test('is never empty', async () => {
    const result = await read({ MessageSid: 'SM1', From: '+15552223333', To: '+15550001111', Body: ' ' });
    expect(result).toMatchObject({ kind: 'message', inbound: { text: '[no text]' } });
  });

  test('without a sender cannot be read', async () => {
    await expect(read({ MessageSid: 'SM1', To: '+1', Body: 'x' })).rejects.toMatchObject({ code: 'bad_form' });
  });
});

describe('a status report', () => {
  test.each([
    ['accepted', 'accepted'],
    ['queued', 'accepted'],
    ['sending', 'accepted'],
    ['sent', 'accepted'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
    ['DELIVERED', 'delivered'],
  ])('%s means %s', async (status, state) => {
    const raw = encode({ ...formOf('status'), MessageStatus: status });
    const inbound = statusIntake(readForm(raw), raw);
    expect(inbound && (await sms.read(asRecord(inbound)))).toMatchObject({
      kind: 'delivery_report',
      providerId: 'SM00000000000000000000000000000009',
      state,
    });
  });

  test('says why it failed', async () => {
    const raw = encode(formOf('statusFailed'));
    const inbound = statusIntake(readForm(raw), raw);
    expect(inbound && (await sms.read(asRecord(inbound)))).toMatchObject({
      state: 'failed',
      reason: 'The number is unknown or no longer in use. (30005)',
    });
  });

  test('of a kind that is not known yet is ignored, visibly', async () => {
    const raw = encode({ ...formOf('status'), MessageStatus: 'teleported' });
    const inbound = statusIntake(readForm(raw), raw);
    expect(inbound && (await sms.read(asRecord(inbound)))).toEqual({ kind: 'ignored', reason: 'unknown_status:teleported' });
  });
});

describe('what an error of Twilio means', () => {
  const rest = (status: number, code?: number): object =>
    Object.assign(new Error('x'), { status, ...(code === undefined ? {} : { code }) });
  const network = (code: string): object => Object.assign(new Error(code), { code });
  test.each<[string, object, DeliveryFailure['outcome']]>([
    ['20003 wrong credentials', rest(401, 20003), 'retry'],
    ['20429 too many', rest(429, 20429), 'retry'],
    ['429 without a code', rest(429), 'retry'],
    ['21211 no number', rest(400, 21211), 'final'],
    ['21408 region', rest(400, 21408), 'final'],
    ['21610 opted out', rest(400, 21610), 'final'],
    ['21611 queue full', rest(429, 21611), 'retry'],
    ['21614 landline', rest(400, 21614), 'final'],
    ['21617 too long', rest(400, 21617), 'final'],
    ['30001 queue overflow', rest(400, 30001), 'retry'],
    ['30003 unreachable', rest(400, 30003), 'final'],
    ['30007 filtered', rest(400, 30007), 'final'],
    ['63016 outside the window', rest(400, 63016), 'final'],
    ['a 4xx that nobody knows', rest(400, 99999), 'final'],
    ['20500 internal', rest(500, 20500), 'uncertain'],
    ['502 without a code', rest(502), 'uncertain'],
    ['503', rest(503, 20503), 'uncertain'],
    ['refused', network('ECONNREFUSED'), 'retry'],
    ['no such host', network('ENOTFOUND'), 'retry'],
    ['reset', network('ECONNRESET'), 'uncertain'],
    ['timed out', network('ECONNABORTED'), 'uncertain'],
    ['anything else', new TypeError('bug'), 'uncertain'],
  ])('%s', (_name, error, outcome) => {
    expect(twilioFailure(error)).toMatchObject({ name: 'DeliveryFailure', outcome });
  });
});

describe('sending', () => {
  let server: Server | null = null;
  const seen: { path: string; form: URLSearchParams }[] = [];
  afterEach(async () => {
    const listening = server;
    server = null;
    seen.length = 0;
    if (listening) await new Promise((resolve) => (listening.closeAllConnections(), listening.close(resolve)));
  });

  async function startApi(answer: { status: number; body: object } | null): Promise<string> {
    const listening = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ path: request.url ?? '', form: new URLSearchParams(Buffer.concat(chunks).toString()) });
        if (answer) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const address = listening.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  const draft: OutboundDraft = {
    ...{
      id: '0190aabbccdd001122334455',
      ticketId: 't',
      ticketNumber: 1,
      subject: 's',
      text: 'On its way.',
      html: null,
      threadIds: [],
      agentName: null,
    },
    to: { kind: 'phone', value: '+15552223333', name: null },
  };

  function sendWith(
    channel: 'sms' | 'whatsapp',
    apiBase: string | null,
    text = draft.text,
    signal = new AbortController().signal,
    attachments: Message['attachments'] = [],
  ) {
    const config = { ...twilioConfig, apiBase, filePath: (messageId: string, index: number) => `/media/${messageId}-${index}` };
    const { sender } = createMessagingChannel(channel, { config, client: () => (apiBase === null ? null : createTwilioClient(config)) });
    if (!sender) throw new Error('no sender');
    const message = { ...sender.prepare(draft), id: draft.id, text, attachments } as unknown as Message;
    return { sender, sent: () => sender.send(message, signal) };
  }

  test.each([
    ['sms', '+15550001111', '+15552223333'],
    ['whatsapp', 'whatsapp:+15550001111', 'whatsapp:+15552223333'],
  ] as const)('%s goes out by the SDK, with our status hook', async (channel, from, to) => {
    const { sender, sent } = sendWith(channel, await startApi({ status: 201, body: { sid: 'SM77', status: 'queued' } }));
    expect(sender.configured({} as Message)).toBe(true);
    expect(sender.repeatable).toBe(false);
    expect(sender.prepare(draft)).toMatchObject({
      externalId: null,
      channelAccount: `twilio:${from}`,
      to: [{ kind: 'phone', value: '+15552223333' }],
    });
    expect(await sent()).toEqual({ state: 'accepted', providerId: 'SM77' });
    expect(seen[0]?.path).toBe('/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json');
    expect(Object.fromEntries(seen[0]?.form ?? [])).toEqual({
      From: from,
      To: to,
      Body: 'On its way.',
      StatusCallback: 'https://desk.example/hooks/twilio/status',
    });
  });

  test('files go out as links that Twilio fetches', async () => {
    const file = {
      filename: 'p.png',
      contentType: 'image/png',
      size: 3,
      inline: false,
      contentId: null,
      state: 'stored' as const,
      sourceUrl: null,
    };
    const api = await startApi({ status: 201, body: { sid: 'SM78', status: 'queued' } });
    await sendWith('sms', api, '', undefined, [
      { ...file, sha256: 'a'.repeat(64) },
      { ...file, state: 'failed', sha256: null },
      { ...file, sha256: 'b'.repeat(64) },
    ]).sent();
    expect(seen[0]?.form.getAll('MediaUrl')).toEqual([
      `https://desk.example/media/${draft.id}-0`,
      `https://desk.example/media/${draft.id}-2`,
    ]);
  });

  test('a refusal of the API is what its code says', async () => {
    const api = await startApi({ status: 400, body: { code: 21610, message: 'Attempt to send to unsubscribed recipient', status: 400 } });
    await expect(sendWith('sms', api).sent()).rejects.toMatchObject({ outcome: 'final', providerCode: '21610' });
  });

  test('a fault of the API is uncertain, and not sent again by us or the SDK', async () => {
    const api = await startApi({ status: 500, body: { code: 20500, message: 'x', status: 500 } });
    await expect(sendWith('sms', api).sent()).rejects.toMatchObject({ outcome: 'uncertain', providerCode: '20500' });
    expect(seen).toHaveLength(1);
  });

  test('an API that is silent until we give up is uncertain', async () => {
    await expect(sendWith('sms', await startApi(null), 'x', AbortSignal.timeout(200)).sent()).rejects.toMatchObject({
      outcome: 'uncertain',
      providerCode: 'ABORTED',
    });
  });

  test('an API that is not there was not asked', async () => {
    await expect(sendWith('sms', 'http://127.0.0.1:1').sent()).rejects.toMatchObject({ outcome: 'retry' });
  });

  test('given up before it began was not sent', async () => {
    await expect(sendWith('sms', 'http://127.0.0.1:1', 'x', AbortSignal.abort()).sent()).rejects.toMatchObject({ outcome: 'retry' });
  });

  test('a text beyond the limit is refused before it is sent', async () => {
    const api = await startApi({ status: 201, body: { sid: 'SM77' } });
    await expect(sendWith('sms', api, 'x'.repeat(1_601)).sent()).rejects.toMatchObject({ outcome: 'final', providerCode: '21617' });
    expect(seen).toEqual([]);
  });

  test('without an account nothing is sent', async () => {
    const { sender, sent } = sendWith('sms', null);
    expect(sender.configured({} as Message)).toBe(false);
    await expect(sent()).rejects.toMatchObject({ outcome: 'retry' });
  });

  test.each([
    ['no SID', { accountSid: null }],
    ['a SID of another kind', { accountSid: 'SK123' }],
    ['no token', { authTokens: [] }],
    ['an empty token', { authTokens: [''] }],
  ])('%s is no account', (_name, change) => {
    expect(createTwilioClient({ ...twilioConfig, ...change })).toBeNull();
  });
});

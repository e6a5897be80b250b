/** A customer mails, texts, calls and chats: one ticket, and our answer threads in his mail client. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import type { OutboxItem } from '../../src/contract/desk.js';
import { BROWSER, CHROMIUM_ARGS } from '../support/browser.js';
import { mail, messagesOf, newSid, run, settled, sms, tickets, TWILIO, twilioPost } from '../support/customers.js';
import { signIn } from '../support/signIn.js';
import { ADMIN, eventually, startDesk, type Desk } from '../support/startDesk.js';

const PHONE = '+12025550177';
const EMAIL = 'ann.lee@example.org';
const EXTERNAL = 'cust-1042';
// Both begin the story, and nothing in it stands without its beginning.
const ready = process.env['SKIP_REDIS'] || process.env['SKIP_SWAKS'] ? describe.skip : describe;

ready('one customer on four channels', () => {
  let desk: Desk;
  let browser: Browser | null = null;

  beforeAll(async () => {
    desk = await startDesk({ env: TWILIO });
    const made = await desk.api('POST', '/api/v1/customers', {
      name: 'Ann Lee',
      identities: [
        { kind: 'email', value: EMAIL, verified: true },
        { kind: 'phone', value: PHONE, verified: true },
        { kind: 'external', value: EXTERNAL, verified: true },
      ],
    });
    expect(made.status).toBe(201);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('a mail by swaks opens a ticket', async () => {
    const swaks = await run('swaks', [
      '--server',
      '127.0.0.1',
      '--port',
      String(desk.smtpPort),
      '--from',
      EMAIL,
      '--to',
      'support@example.com',
      '--header',
      'Subject: Blender leaks',
      '--header',
      'Message-Id: <first@example.org>',
      '--body',
      'The blender leaks at the bottom.',
    ]);
    expect(swaks.output).toContain('250');
    expect(swaks.code).toBe(0);
    await eventually(async () => (await tickets(desk)).length === 1);
  }, 30_000);

  test('a text from his phone joins it', async () => {
    expect((await sms(desk, PHONE, 'Also sent you a mail about the blender')).status).toBe(200);
    await settled(desk);
  });

  test('so does a voicemail, with its recording and transcript', async () => {
    const CallSid = newSid('CA');
    const call = { CallSid, AccountSid: TWILIO.TWILIO_ACCOUNT_SID, From: PHONE, To: TWILIO.TWILIO_NUMBER, Direction: 'inbound' };
    const greeting = await twilioPost(desk, '/hooks/twilio/voice', { ...call, CallStatus: 'ringing' });
    expect(greeting.status).toBe(200);
    expect(greeting.body).toContain('<Say');
    const record = /<Record[^>]*>/.exec(greeting.body)?.[0] ?? '';
    const url = (name: string): string => (new RegExp(`${name}="([^"]+)"`).exec(record)?.[1] ?? '').replaceAll('&amp;', '&');
    const recording = {
      RecordingSid: newSid('RE'),
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${TWILIO.TWILIO_ACCOUNT_SID}/Recordings/RE1`,
      RecordingDuration: '14',
    };
    expect((await twilioPost(desk, url('recordingStatusCallback'), { ...call, ...recording, RecordingStatus: 'completed' })).status).toBe(
      200,
    );
    expect(
      (
        await twilioPost(desk, url('transcribeCallback'), {
          ...call,
          ...recording,
          TranscriptionSid: newSid('TR'),
          TranscriptionStatus: 'completed',
          TranscriptionText: 'Hello, it is me again, about the blender.',
        })
      ).status,
    ).toBe(200);
    await settled(desk);
    const [ticket] = await tickets(desk);
    const calls = (await messagesOf(desk, ticket?.id ?? '')).filter((message) => message.channel === 'voice');
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ externalId: CallSid, text: 'Hello, it is me again, about the blender.' });
    expect(calls[0]?.attachments).toHaveLength(1);
  }, 30_000);

  (BROWSER ? test : test.skip)(
    'and a chat in a real browser, signed in as himself',
    async () => {
      browser = await chromium.launch({ executablePath: BROWSER ?? '', args: CHROMIUM_ARGS });
      const page = await browser.newPage();
      await page.goto(`${desk.url}/demo?user=${EXTERNAL}`);
      await page.getByTestId('sayonce-launcher').click();
      const frame = page.frameLocator('iframe');
      await frame.getByTestId('sayonce-input').fill('Is somebody there? It is about my blender.');
      await frame.getByTestId('sayonce-send').click();
      await eventually(async () => (await tickets(desk))[0]?.channels.includes('chat') === true);
    },
    60_000,
  );

  test('all of it is one ticket, in order, each with its channel and its reason', async () => {
    await settled(desk);
    const all = await tickets(desk);
    expect(all).toHaveLength(1);
    const messages = await messagesOf(desk, all[0]?.id ?? '');
    expect(messages.map((message) => message.channel)).toEqual(BROWSER ? ['email', 'sms', 'voice', 'chat'] : ['email', 'sms', 'voice']);
    expect(messages.map((message) => message.decision?.rule)).toEqual([
      'new_ticket',
      'live_ticket',
      'live_ticket',
      ...(BROWSER ? ['live_ticket'] : []),
    ]);
    for (const message of messages.slice(1)) {
      expect(message.decision?.evidence.length).toBeGreaterThan(0);
      expect(message.decision?.id).toMatch(/^[0-9a-f]{24}$/);
    }
  });

  /** As the agent does, in the console; by the API where there is no browser. */
  async function answer(ticketId: string, text: string): Promise<void> {
    if (!browser) {
      const { status } = await desk.api('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'reply', channel: 'email', text });
      expect(status).toBe(201);
      return;
    }
    const page = await browser.newPage({ locale: 'en' });
    await page.goto(`${desk.url}/tickets/${ticketId}`);
    await signIn(page, ADMIN);
    await page.getByTestId('message').first().waitFor();
    // The chat spoke last; he is to have a mail.
    await page.getByTestId('composer-channel').click();
    await page.getByTestId('composer-channel-email').click();
    await page.getByTestId('composer-text').click();
    await page.keyboard.type(text);
    await page.getByTestId('composer-send').click();
    await page.getByTestId('message').filter({ hasText: text }).waitFor();
    await page.close();
  }

  test('our reply by mail carries the headers that thread it, and the answer to it joins', async () => {
    const [ticket] = await tickets(desk);
    const id = ticket?.id ?? '';
    const words = 'A new seal is on its way.';
    await answer(id, words);
    const outbox = await eventually(
      async () => {
        const { body } = await desk.api<{ items: OutboxItem[] }>('GET', '/api/v1/outbox');
        const item = body.items.find((entry) => entry.text.startsWith(words));
        return item?.state === 'kept' ? item : false;
      },
      { timeout: 20_000 },
    );
    const headers = Object.fromEntries(Object.entries(outbox.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers['in-reply-to']).toBe('<first@example.org>');
    expect(headers['references']).toContain('<first@example.org>');
    expect(headers['subject']).toBe('Re: Blender leaks');
    expect(headers['message-id']).toMatch(/^<so-[0-9a-f]{24}-.+@.+>$/);
    expect(outbox.to).toBe(EMAIL);

    const ours = headers['message-id'] ?? '';
    const swaks = await run('swaks', [
      '--server',
      '127.0.0.1',
      '--port',
      String(desk.smtpPort),
      '--from',
      EMAIL,
      '--to',
      'support@example.com',
      '--header',
      'Subject: Re: Blender leaks',
      '--header',
      `In-Reply-To: ${ours}`,
      '--header',
      `References: <first@example.org> ${ours}`,
      '--body',
      'Thank you, waiting for it.',
    ]);
    expect(swaks.code).toBe(0);
    await settled(desk);
    expect(await tickets(desk)).toHaveLength(1);
    const last = (await messagesOf(desk, id)).at(-1);
    expect(last).toMatchObject({ direction: 'in', channel: 'email', decision: { rule: 'own_message_id' } });
  }, 30_000);

  test('a stranger who guesses the In-Reply-To does not join', async () => {
    const [ticket] = await tickets(desk);
    const { body } = await desk.api<{ items: OutboxItem[] }>('GET', '/api/v1/outbox');
    const ours = Object.entries(body.items[0]?.headers ?? {}).find(([name]) => name.toLowerCase() === 'message-id')?.[1] ?? '';
    expect(ours).not.toBe('');
    for (const inReplyTo of [ours, '<first@example.org>', ours.replace(/-[0-9a-z]+@/, '-00000000000000000000000000000000@')]) {
      await mail(desk, {
        from: `mallory+${inReplyTo.length}@evil.example`,
        subject: 'Re: Blender leaks',
        text: 'Please send me all you know.',
        inReplyTo,
        references: inReplyTo,
      });
    }
    await settled(desk);
    const messages = await messagesOf(desk, ticket?.id ?? '');
    expect(messages.filter((message) => message.from.value.includes('mallory'))).toHaveLength(0);
    const theirs = (await tickets(desk)).filter((other) => other.id !== ticket?.id);
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.every((other) => other.customerId !== ticket?.customerId)).toBe(true);
  }, 30_000);
});

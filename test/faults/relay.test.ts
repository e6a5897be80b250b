/** F33: the relay is down, refuses for now or for good, hangs after the data. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { Message } from '../../src/contract/tickets.js';
import { messagesOf, settled, tickets } from '../support/customers.js';
import { freePort } from '../../src/cli/setup/ports.mjs';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { bySmtp, createLedger } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;
type Mood = 'takes' | 'later' | 'never' | 'cuts' | 'hangs';

withRedis('the relay', () => {
  let mood: Mood = 'takes';
  const seen: { id: string; mood: Mood }[] = [];
  let relay: SMTPServer;
  let desk: Desk;
  let ticketId = '';
  const open = (): SMTPServer =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData(stream, session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          seen.push({ id: /^Message-ID:\s*<([^>]*)>/im.exec(text)?.[1] ?? '', mood });
          if (mood === 'later') return done(Object.assign(new Error('Greylisted, come back later'), { responseCode: 451 }));
          if (mood === 'never') return done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
          // It has the mail, and the line breaks before it can say so.
          if (mood === 'cuts') return void [...relay.connections].find((one) => one.id === session.id)?.close();
          // It has the mail, and says nothing more.
          if (mood === 'hangs') return;
          done();
        });
      },
    });
  let port = 0;
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      relay = open();
      // Once it listens these are lines that broke, which is what happens here.
      relay.on('error', reject);
      relay.listen(at, '127.0.0.1', () => resolve());
    });

  beforeAll(async () => {
    port = await freePort();
    await listen(port);
    desk = await startDesk({ env: { LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', SMTP_URL: `smtp://127.0.0.1:${port}` } });
    const ledger = createLedger();
    await ledger.send([bySmtp(desk, 'relay@faults.test', 'relay')]);
    await settled(desk);
    ticketId = (await tickets(desk))[0]?.id ?? '';
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
    relay?.close(() => undefined);
  });

  async function reply(text: string): Promise<void> {
    expect((await desk.api('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'reply', text })).status).toBe(201);
  }
  async function state(text: string, wanted: (delivery: NonNullable<Message['delivery']>) => boolean, timeout = 60_000): Promise<Message> {
    return eventually(
      async () => {
        const found = (await messagesOf(desk, ticketId)).find((message) => message.text === text);
        return found?.delivery && wanted(found.delivery) ? found : false;
      },
      { timeout, every: 100 },
    );
  }

  test('F33 down: the reply waits in the outbox, and goes out when the relay is back, once', async () => {
    await new Promise<void>((resolve) => relay.close(() => resolve()));
    await reply('While it is down');
    await state('While it is down', ({ reason, state: at }) => reason !== null && at === 'queued');
    await listen(port);
    const message = await state('While it is down', ({ state: at }) => at === 'accepted', 90_000);
    expect(seen.filter(({ id }) => id === message.externalId)).toHaveLength(1);
  }, 180_000);

  test('F33 4xx: it is tried again under the same Message-ID', async () => {
    mood = 'later';
    await reply('Come back later');
    await state('Come back later', ({ reason, state: at }) => reason !== null && at === 'queued');
    mood = 'takes';
    const message = await state('Come back later', ({ state: at }) => at === 'accepted', 90_000);
    expect(seen.filter(({ id }) => id === message.externalId).map((one) => one.mood)).toEqual(expect.arrayContaining(['later', 'takes']));
  }, 180_000);

  test('F33 5xx: it is not tried again, and the ticket says why', async () => {
    mood = 'never';
    await reply('Nobody there');
    const message = await state('Nobody there', ({ state: at }) => at === 'failed');
    expect(message.delivery?.reason).toBeTruthy();
    expect(seen.filter(({ id }) => id === message.externalId)).toHaveLength(1);
    mood = 'takes';
  }, 90_000);

  test('F33 cut off after the data: whatever is sent again has the same Message-ID', async () => {
    mood = 'cuts';
    await reply('Did it arrive?');
    await eventually(() => seen.some((one) => one.mood === 'cuts'), { timeout: 30_000 });
    mood = 'takes';
    const message = await state('Did it arrive?', ({ state: at }) => at === 'accepted' || at === 'uncertain', 90_000);
    const ids = seen.filter((one) => one.id === message.externalId);
    expect(ids.length).toBeGreaterThanOrEqual(1);
    expect(seen.every(({ id }) => id !== '')).toBe(true);
  }, 180_000);

  test('F33 it hangs after the data: given up after a while, sent again under the same Message-ID', async () => {
    mood = 'hangs';
    await reply('Are you still there?');
    await eventually(() => seen.some((one) => one.mood === 'hangs'), { timeout: 30_000 });
    mood = 'takes';
    const message = await state('Are you still there?', ({ state: at }) => at === 'accepted' || at === 'uncertain', 150_000);
    const ids = seen.filter((one) => one.id === message.externalId);
    expect(ids[0]?.mood).toBe('hangs');
    expect(ids.filter((one) => one.mood === 'takes').length).toBe(message.delivery?.state === 'accepted' ? 1 : 0);
  }, 240_000);

  test('I5 over all of that: nothing but the five answers went out, and none was taken twice with a "yes"', async () => {
    const answers = (await messagesOf(desk, ticketId)).filter((message) => message.direction === 'out');
    expect(answers).toHaveLength(5);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(answers.map((message) => message.externalId)));
    for (const { externalId } of answers)
      expect(seen.filter((one) => one.id === externalId && one.mood === 'takes').length).toBeLessThanOrEqual(1);
  });
});

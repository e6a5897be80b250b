import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import nodemailer from 'nodemailer';
import { createByteBudget, readData } from '../../../../src/channels/email/smtpData.js';
import { createSmtpListener, SMTP_LIMITS, type SmtpLimits, type SmtpListener } from '../../../../src/channels/email/smtpListener.js';
import type { InboundRaw } from '../../../../src/ports/intake.js';
import { eventually } from '../../../support/startDesk.js';
import { createMemoryIntake, readFixture, silentLog } from '../support/fixtures.js';

let running: SmtpListener[] = [];
afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(running.map((listener) => listener.close()));
  running = [];
});

async function start(
  overrides: { accept?: (inbound: InboundRaw) => Promise<{ intakeId: string; duplicate: boolean }>; limits?: Partial<SmtpLimits> } = {},
) {
  const intake = createMemoryIntake();
  const listener = createSmtpListener({
    port: 0,
    host: '127.0.0.1',
    accept: overrides.accept ?? intake.accept,
    addressAllowed: (address) => address.toLowerCase().endsWith('@desk.example'),
    log: silentLog,
    limits: { closeMs: 50, ...overrides.limits },
  });
  running.push(listener);
  return { port: await listener.listen(), rows: intake.rows, listener };
}

/** A client that says what it is told, bytes as they are. */
async function dial(
  port: number,
): Promise<{ say(text: string | Buffer): Promise<string>; send(text: string | Buffer): void; reply(): Promise<string>; socket: Socket }> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  let wake: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    wake();
  });
  socket.on('close', () => {
    heard += '(closed)';
    wake();
  });
  socket.on('error', () => undefined);
  const reply = async (): Promise<string> => {
    for (;;) {
      const end = /^\d{3} [^\r\n]*\r\n|\(closed\)/m.exec(heard);
      if (end) {
        const line = heard.slice(0, end.index + end[0].length);
        heard = heard.slice(line.length);
        return end[0].trim();
      }
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const send = (text: string | Buffer): void => void socket.write(text);
  const client = { socket, reply, send, say: (text: string | Buffer) => (send(text), reply()) };
  await reply();
  await client.say('EHLO client.example\r\n');
  return client;
}

async function toData(port: number) {
  const client = await dial(port);
  await client.say('MAIL FROM:<a@b.example>\r\n');
  await client.say('RCPT TO:<support@desk.example>\r\n');
  expect(await client.say('DATA\r\n')).toMatch(/^354/);
  return client;
}

describe('the SMTP door', () => {
  test('keeps the bytes as they were sent, with the envelope', async () => {
    const { port, rows } = await start();
    const raw = Buffer.concat([
      readFixture('emails/qq-mail-gbk.eml'),
      Buffer.from('.leading dot\r\n..two dots\r\n'),
      Buffer.from([0x80, 0xff, 0x0d, 0x0a]),
    ]);
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    const info = await transport.sendMail({ envelope: { from: 'wang@qq.com', to: ['support@desk.example', 'Sales@Desk.example'] }, raw });
    transport.close();
    expect(info.response).toMatch(/^250 .*row-0/);
    expect(rows[0]?.raw.equals(raw)).toBe(true);
    expect(rows[0]).toMatchObject({
      channel: 'email',
      channelAccount: 'mail:support@desk.example',
      externalKey: expect.stringMatching(/^mid:tencent_1@qq\.com:[0-9a-f]{32}$/),
      meta: { via: 'smtp', mailFrom: 'wang@qq.com', rcptTo: ['support@desk.example', 'Sales@desk.example'], secure: false },
    });
    expect(rows.map((row) => row.channelAccount)).toEqual(['mail:support@desk.example', 'mail:sales@desk.example']);
  });

  test('greets as SayOnce and offers neither STARTTLS nor AUTH', async () => {
    const { port } = await start();
    const socket = connect(port, '127.0.0.1');
    const heard: string[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    while (!heard.join('').includes('220')) await new Promise((resolve) => setTimeout(resolve, 5));
    socket.write('EHLO x\r\n');
    while (!heard.join('').includes('250 ')) await new Promise((resolve) => setTimeout(resolve, 5));
    socket.destroy();
    expect(heard.join('')).toContain('SayOnce');
    expect(heard.join('')).not.toMatch(/STARTTLS|AUTH/);
  });

  test('takes the null sender of bounces', async () => {
    const { port, rows } = await start();
    const client = await dial(port);
    expect(await client.say('MAIL FROM:<>\r\n')).toMatch(/^250/);
    await client.say('RCPT TO:<support@desk.example>\r\n');
    await client.say('DATA\r\n');
    expect(await client.say('Subject: x\r\n\r\nbody\r\n.\r\n')).toMatch(/^250/);
    client.socket.destroy();
    expect(rows[0]?.meta['mailFrom']).toBe('');
  });

  test('says 451 when nothing was stored, and stores the second try', async () => {
    let tries = 0;
    const { port } = await start({
      accept: () => (++tries === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve({ intakeId: 'x', duplicate: false })),
    });
    const client = await toData(port);
    expect(await client.say('Subject: x\r\n\r\nbody\r\n.\r\n')).toMatch(/^451/);
    await client.say('MAIL FROM:<a@b.example>\r\n');
    await client.say('RCPT TO:<support@desk.example>\r\n');
    await client.say('DATA\r\n');
    expect(await client.say('Subject: x\r\n\r\nbody\r\n.\r\n')).toMatch(/^250/);
    client.socket.destroy();
  });

  test('says 250 only after the row is durable', async () => {
    let durable: (() => void) | null = null;
    const { port } = await start({
      accept: () => new Promise((resolve) => (durable = () => resolve({ intakeId: 'x', duplicate: false }))),
    });
    const client = await toData(port);
    client.send('Subject: x\r\n\r\nbody\r\n.\r\n');
    await eventually(() => durable !== null);
    const early = await Promise.race([client.reply(), new Promise<string>((resolve) => setTimeout(() => resolve('silent'), 100))]);
    expect(early).toBe('silent');
    (durable as (() => void) | null)?.();
    expect(await client.reply().catch(() => '')).toMatch(/^250/);
    client.socket.destroy();
  });

  test('says 451 when storing takes longer than the deadline', async () => {
    const { port } = await start({ accept: () => new Promise(() => undefined), limits: { dataDeadlineMs: 80 } });
    const client = await toData(port);
    expect(await client.say('Subject: x\r\n\r\nbody\r\n.\r\n')).toMatch(/^451/);
    client.socket.destroy();
  });

  test('cuts a client that sends too slowly', async () => {
    const { port, rows } = await start({ limits: { dataDeadlineMs: 100 } });
    const client = await toData(port);
    const drip = setInterval(() => client.send('x'), 20);
    expect(await client.reply()).toMatch(/^451/);
    expect(await client.reply()).toContain('closed');
    clearInterval(drip);
    expect(rows).toEqual([]);
  });

  test('lets a large mail on a slow line finish as long as it moves', async () => {
    // The streams keep their own time.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask'] });
    const line = (): { stream: PassThrough; mail: Promise<Buffer | string> } => {
      const stream = new PassThrough();
      const mail = readData(stream, SMTP_LIMITS, createByteBudget(SMTP_LIMITS.maxBufferedBytes));
      return { stream, mail: mail.catch((error: Error) => error.message) };
    };
    const [moving, standing] = [line(), line()];
    standing.stream.write(Buffer.alloc(500_000));
    for (let part = 0; part < 8; part += 1) {
      moving.stream.write(Buffer.alloc(500_000));
      await jest.advanceTimersByTimeAsync(SMTP_LIMITS.dataDeadlineMs / 2.5);
    }
    moving.stream.end();
    expect(await standing.mail).toMatch(/too slowly/);
    expect((await moving.mail).length).toBe(4_000_000);
  });

  test('refuses a mail beyond the size limit with 552, announced or not, and keeps none of it', async () => {
    const { port, rows } = await start({ limits: { maxBytes: 100_000 } });
    const announced = await dial(port);
    expect(await announced.say('MAIL FROM:<a@b.example> SIZE=100001\r\n')).toMatch(/^552/);
    announced.socket.destroy();
    const client = await toData(port);
    client.send(`${'x'.repeat(998)}\r\n`.repeat(150));
    expect(await client.say('.\r\n')).toMatch(/^552/);
    expect(await client.say('NOOP\r\n')).toMatch(/^250/);
    client.socket.destroy();
    expect(rows).toEqual([]);
  });

  test('hangs up on a client that goes on and on beyond the limit', async () => {
    const { port, rows } = await start({ limits: { maxBytes: 10_000 } });
    const client = await toData(port);
    for (let part = 0; part < 100; part += 1) client.send(`${'x'.repeat(998)}\r\n`);
    expect(await client.reply()).toMatch(/^552/);
    client.socket.destroy();
    expect(rows).toEqual([]);
  });

  test('refuses mail with 452 when too much is in memory, and takes it afterwards', async () => {
    const intake = createMemoryIntake();
    let stored: (() => void) | null = null;
    const { port } = await start({
      limits: { maxBufferedBytes: 50_000 },
      // The first stays in memory until it is told to be stored.
      accept: (inbound) => (stored ? intake.accept(inbound) : new Promise((resolve) => (stored = () => resolve(intake.accept(inbound))))),
    });
    const first = await toData(port);
    first.send(`${'x'.repeat(998)}\r\n`.repeat(40));
    first.send('.\r\n');
    await eventually(() => stored !== null);
    const second = await toData(port);
    second.send(`${'y'.repeat(998)}\r\n`.repeat(40));
    expect(await second.say('.\r\n')).toMatch(/^452/);
    (stored as (() => void) | null)?.();
    expect(await first.reply()).toMatch(/^250/);
    await second.say('MAIL FROM:<a@b.example>\r\n');
    await second.say('RCPT TO:<support@desk.example>\r\n');
    await second.say('DATA\r\n');
    second.send(`${'y'.repeat(998)}\r\n`.repeat(40));
    expect(await second.say('.\r\n')).toMatch(/^250/);
    first.socket.destroy();
    second.socket.destroy();
    expect(intake.rows).toHaveLength(2);
  });

  test('refuses unlisted recipients with 550 and the 51st with 452', async () => {
    const { port } = await start();
    const client = await dial(port);
    await client.say('MAIL FROM:<a@b.example>\r\n');
    expect(await client.say('RCPT TO:<someone@else.example>\r\n')).toMatch(/^550/);
    for (let n = 0; n < 50; n += 1) expect(await client.say(`RCPT TO:<r${n}@desk.example>\r\n`)).toMatch(/^250/);
    expect(await client.say('RCPT TO:<r51@desk.example>\r\n')).toMatch(/^452/);
    client.socket.destroy();
  });

  test('takes mail to the postmaster, as every server has to', async () => {
    const { port, rows } = await start();
    const client = await dial(port);
    await client.say('MAIL FROM:<a@b.example>\r\n');
    expect(await client.say('RCPT TO:<Postmaster>\r\n')).toMatch(/^250/);
    expect(await client.say('RCPT TO:<postmasters>\r\n')).toMatch(/^5/);
    await client.say('DATA\r\n');
    expect(await client.say('Subject: x\r\n\r\nbody\r\n.\r\n')).toMatch(/^250/);
    client.socket.destroy();
    expect(rows.map(({ channelAccount, meta }) => [channelAccount, meta['rcptTo']])).toEqual([['mail:postmaster', ['Postmaster']]]);
  });

  test('counts connections per address', async () => {
    const { port } = await start({ limits: { maxPerLoopback: 2 } });
    const first = await dial(port);
    const second = await dial(port);
    const third = connect(port, '127.0.0.1');
    const refusal = await new Promise<string>((resolve) => third.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    expect(refusal).toMatch(/^421/);
    first.socket.destroy();
    const fourth = await eventually(async () => {
      const client = await dial(port);
      expect(await client.say('NOOP\r\n')).toMatch(/^250/);
      return client;
    });
    for (const client of [second, fourth]) client.socket.destroy();
    third.destroy();
  });

  test.each([
    ['LF dot LF', 'one\n.\nMAIL FROM:<evil@x>\r\n'],
    ['LF dot CRLF', 'one\n.\r\nMAIL FROM:<evil@x>\r\n'],
    ['CRLF dot LF', 'one\r\n.\nMAIL FROM:<evil@x>\r\n'],
    ['CR dot CR', 'one\r.\rMAIL FROM:<evil@x>\r\n'],
    ['CRLF dot CR', 'one\r\n.\rMAIL FROM:<evil@x>\r\n'],
    ['NUL in the end mark', 'one\r\n\0.\r\nMAIL FROM:<evil@x>\r\n'],
  ])('smuggling by %s gives one mail', async (_name, body) => {
    const { port, rows } = await start();
    const client = await toData(port);
    client.send(`Subject: x\r\n\r\n${body}`);
    expect(await client.say('RCPT TO:<support@desk.example>\r\nDATA\r\nsmuggled\r\n.\r\n')).toMatch(/^250/);
    expect(await client.say('NOOP\r\n')).toMatch(/^250/);
    client.socket.destroy();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.raw.toString()).toContain('smuggled');
  });

  test.each([
    ['reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['closed', (socket: Socket) => void socket.destroy()],
    ['half closed', (socket: Socket) => void socket.end()],
  ])('a connection %s in the middle of a mail stores nothing', async (_name, cut) => {
    const { port, rows } = await start();
    for (const part of [
      '',
      'Subject: x\r\n',
      'Subject: x\r\n\r\nhalf a mail',
      'Subject: x\r\n\r\nhalf a mail\r\n',
      'Subject: x\r\n\r\nalmost\r\n.',
    ]) {
      const client = await toData(port);
      client.send(part);
      await new Promise((resolve) => setTimeout(resolve, 15));
      cut(client.socket);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    expect(rows).toEqual([]);
  });

  test('a client that does not wait for its 250 sends a duplicate, which is one row', async () => {
    const intake = createMemoryIntake();
    let taken = 0;
    const { port } = await start({ accept: (inbound) => intake.accept(inbound).finally(() => (taken += 1)) });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const client = await toData(port);
      client.send(readFixture('emails/lf-only.eml').toString('latin1').replaceAll('\n', '\r\n'));
      client.send('.\r\n');
      await eventually(() => taken > attempt, { every: 5 });
      client.socket.destroy();
    }
    expect(intake.rows).toHaveLength(1);
  });

  test('several mails on one connection, pipelined, are several rows', async () => {
    const { port, rows } = await start();
    const client = await dial(port);
    const one = (n: number): string =>
      `MAIL FROM:<a@b.example>\r\nRCPT TO:<support@desk.example>\r\nDATA\r\nMessage-ID: <${n}@x>\r\n\r\nbody\r\n.\r\n`;
    client.send(one(1) + one(2) + one(3));
    while (rows.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    client.socket.destroy();
    expect(rows.map((row) => row.externalKey.split(':')[1])).toEqual(['1@x', '2@x', '3@x']);
  });

  test('closes at once when its clients are idle, and tells them', async () => {
    // Waiting for them would outlast the test.
    const { port, listener } = await start({ limits: { closeMs: 600_000 } });
    const client = await dial(port);
    const closed = listener.close();
    expect(await client.reply()).toMatch(/^421/);
    await closed;
  });

  test('takes the mail that is on its way when it closes', async () => {
    const { port, rows, listener } = await start({ limits: { closeMs: 5_000 } });
    const client = await toData(port);
    client.send('Subject: x\r\n\r\nfirst half');
    await new Promise((resolve) => setTimeout(resolve, 30));
    const closed = listener.close();
    expect(await client.say(' second half\r\n.\r\n')).toMatch(/^250/);
    expect(await client.reply()).toMatch(/^421/);
    await closed;
    expect(rows[0]?.raw.toString()).toContain('first half second half');
  });
});

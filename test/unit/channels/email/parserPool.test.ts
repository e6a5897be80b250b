import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals';
import { createParserPool, type MailParser } from '../../../../src/channels/email/parserPool.js';
import { eventually } from '../../../support/startDesk.js';
import { BOMBS } from '../support/bombs.js';
import { compileSource } from '../support/compileSource.js';
import { eml, readFixture } from '../support/fixtures.js';

const source = compileSource();
const pools: MailParser[] = [];
const DEADLINE_MS = 10_000;

/** A worker that reads mails as ours does, and does as the mail says. */
function moodyWorker(): URL {
  const url = new URL('channels/email/moodyWorker.js', source);
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(
    url,
    `import parse from './parseWorker.js';
     export default async function moody(bytes) {
       const text = Buffer.from(bytes).toString('latin1');
       if (text.includes('please hang')) for (;;);
       if (text.includes('please wait')) await new Promise(() => undefined);
       if (text.includes('please exit')) process.exit(3);
       if (text.includes('please throw')) setImmediate(() => { throw new Error('outside of any promise'); }), await new Promise(() => undefined);
       if (text.includes('please eat')) { const eaten = []; for (;;) eaten.push(new Array(100_000).fill(eaten.length)); }
       return parse(bytes);
     }`,
  );
  return url;
}

function pool(options: { deadlineMs?: number; threads?: number; memoryMb?: number; workerUrl?: URL }): MailParser {
  const made = createParserPool({ threads: 2, memoryMb: 64, workerUrl: new URL('channels/email/parseWorker.js', source), ...options });
  pools.push(made);
  return made;
}

/** The deadlines of the pool are over when a test says so: how fast a thread starts and reads decides nothing. */
function stopDeadlines(): void {
  const kept = ['setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] as const;
  jest.useFakeTimers({ doNotFake: [...kept, 'performance', 'Date', 'hrtime'] });
}

/** Lets deadlines pass until one that hangs is given up. Each time at once, so that none begins meanwhile. */
async function passDeadlines(hanging: Promise<unknown>): Promise<void> {
  let givenUp = false;
  void hanging.finally(() => (givenUp = true));
  await eventually(() => {
    if (!givenUp) jest.advanceTimersByTime(DEADLINE_MS);
    return givenUp;
  });
}

afterEach(() => void jest.useRealTimers());
afterAll(async () => {
  await Promise.all(pools.map((made) => made.close()));
  rmSync(new URL('..', source), { recursive: true, force: true });
});

const mail = (words: string): Buffer => eml('From: a@example.com', 'Subject: x', 'Message-ID: <m@x>', '', words);

describe('the parser threads', () => {
  test('read a mail as the inline parser does, attachments too', async () => {
    const parsed = await pool({}).parse(readFixture('emails/gmail-inline-image.eml'));
    expect(parsed.subject).toBe('Minha máquina quebrou');
    expect(parsed.attachments[0]?.bytes).toHaveLength(70);
    expect(Buffer.from(parsed.attachments[0]?.bytes ?? []).toString('latin1', 1, 4)).toBe('PNG');
  }, 60_000);

  test('refuse what cannot be read', async () => {
    const bomb = Array.from({ length: 1_200 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nx');
    await expect(pool({}).parse(eml('Content-Type: multipart/mixed; boundary=b', '', ...bomb))).rejects.toMatchObject({
      name: 'UnreadableInbound',
      code: 'parse_failed',
    });
  }, 60_000);

  test.each([
    ['please hang', 'parse_timeout'],
    ['please wait', 'parse_timeout'],
    ['please exit', 'parse_crashed'],
    ['please throw', 'parse_crashed'],
    ['please eat', 'parse_crashed'],
  ])(
    'a mail that makes its thread "%s" is %s, and its neighbours are read',
    async (words, code) => {
      stopDeadlines();
      const moody = pool({ workerUrl: moodyWorker(), deadlineMs: DEADLINE_MS });
      await moody.parse(mail('warm'));
      const poison = moody.parse(mail(words)).then(
        () => 'read',
        (error: { code?: string }) => error.code,
      );
      const neighbours = Promise.all(Array.from({ length: 20 }, (_value, n) => moody.parse(mail(`innocent ${n}`))));
      expect((await neighbours).map((parsed) => parsed.text)).toEqual(Array.from({ length: 20 }, (_value, n) => `innocent ${n}`));
      if (code === 'parse_timeout') await passDeadlines(poison);
      expect(await poison).toBe(code);
      expect((await moody.parse(mail('afterwards'))).text).toBe('afterwards');
    },
    60_000,
  );

  test('mails made to stop their reader are read or refused in 200 MB, and other mail flows beside them', async () => {
    // 168 MB and the 32 MB for what is young.
    const small = pool({ memoryMb: 168, deadlineMs: 250_000 });
    const became = BOMBS.map(async ([name, text]) => {
      const end = await small.parse(Buffer.from(text, 'latin1')).then(
        () => 'read',
        (error: { code?: string }) => error.code,
      );
      return [name, end === 'parse_failed' ? 'read' : end];
    });
    const neighbours = Array.from({ length: 60 }, (_value, n) => small.parse(mail(`innocent ${n}`)).then((parsed) => parsed.text));
    expect(await Promise.all(neighbours)).toEqual(neighbours.map((_one, n) => `innocent ${n}`));
    expect(await Promise.all(became)).toEqual(BOMBS.map(([name]) => [name, 'read']));
  }, 300_000);

  test('waiting for a thread does not use up the deadline', async () => {
    stopDeadlines();
    const moody = pool({ workerUrl: moodyWorker(), threads: 1, deadlineMs: DEADLINE_MS });
    await moody.parse(mail('warm'));
    const [first, second, patient] = ['please hang', 'please hang', 'patient'].map((words) =>
      moody.parse(mail(words)).then(
        () => 'read',
        (error: { code?: string }) => error.code,
      ),
    ) as [Promise<unknown>, Promise<unknown>, Promise<unknown>];
    await passDeadlines(first);
    await passDeadlines(second);
    expect(await Promise.all([first, second, patient])).toEqual(['parse_timeout', 'parse_timeout', 'read']);
  }, 60_000);
});

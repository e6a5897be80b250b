import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createParserPool, type MailParser } from '../../../../src/channels/email/parserPool.js';
import { BOMBS } from '../support/bombs.js';
import { compileSource } from '../support/compileSource.js';
import { eml, readFixture } from '../support/fixtures.js';

const source = compileSource();
const pools: MailParser[] = [];

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
  }, 20_000);

  test('refuse what cannot be read', async () => {
    const bomb = Array.from({ length: 1_200 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nx');
    await expect(pool({}).parse(eml('Content-Type: multipart/mixed; boundary=b', '', ...bomb))).rejects.toMatchObject({
      name: 'UnreadableInbound',
      code: 'parse_failed',
    });
  }, 20_000);

  test.each([
    ['please hang', 'parse_timeout'],
    ['please wait', 'parse_timeout'],
    ['please exit', 'parse_crashed'],
    ['please throw', 'parse_crashed'],
    ['please eat', 'parse_crashed'],
  ])(
    'a mail that makes its thread "%s" is %s, and its neighbours are read',
    async (words, code) => {
      const moody = pool({ workerUrl: moodyWorker(), deadlineMs: words === 'please eat' ? 15_000 : 4_500 });
      await moody.parse(mail('warm'));
      const poison = moody.parse(mail(words)).then(
        () => 'read',
        (error: { code?: string }) => error.code,
      );
      const neighbours = Promise.all(Array.from({ length: 20 }, (_value, n) => moody.parse(mail(`innocent ${n}`))));
      expect((await neighbours).map((parsed) => parsed.text)).toEqual(Array.from({ length: 20 }, (_value, n) => `innocent ${n}`));
      expect(await poison).toBe(code);
      expect((await moody.parse(mail('afterwards'))).text).toBe('afterwards');
    },
    40_000,
  );

  test('mails made to stop their reader are read or refused in 200 MB, and other mail flows beside them', async () => {
    // 168 MB and the 32 MB for what is young.
    const small = pool({ memoryMb: 168 });
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
  }, 120_000);

  test('waiting for a thread does not use up the deadline', async () => {
    const moody = pool({ workerUrl: moodyWorker(), threads: 1, deadlineMs: 4_000 });
    await moody.parse(mail('warm'));
    const results = await Promise.allSettled([
      ...Array.from({ length: 2 }, () => moody.parse(mail('please hang'))),
      moody.parse(mail('patient')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  }, 40_000);
});

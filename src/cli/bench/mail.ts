import { randomFillSync } from 'node:crypto';
import { figure, type Figure } from './figures.js';
import { doorFloor, parserFloor } from './floors.js';
import { bulk } from './intake.js';
import { makeMails, type BenchMail } from './mails.js';
import { spawnDesk, type BenchDesk } from './spawnDesk.js';

const SMALL = 1500;
const MIXED = 200;
/** One mail of so many has a large attachment. */
const LARGE_EVERY = 10;
const LARGE_BYTES = 5 * 1024 * 1024;
/** A desk runs for days: what V8 compiles in the first minute is no part of what a mail costs, here or at the floor. */
const WARM = 3000;
const TARGET_BYTES = 20 * 1024;

/**
 * From SMTP's first byte to stored and threaded, for mails of 20 kB and with attachments of 5 MB among them. What the floor
 * allows is what the same machine does in the same run with all that cannot be left out and nothing else: the same client
 * sends the same mails over as many connections to a bare SMTP server, which puts one row on the disk before it says 250 and
 * has mailparser read them in two threads, like ours. mailparser alone on one thread, without a door, is shown beside it.
 */
export async function benchMail(): Promise<Figure[]> {
  const small = padded(makeMails(SMALL, 'small'));
  const mixed = withLarge(padded(makeMails(MIXED, 'mixed')));
  const warm = padded(makeMails(WARM, 'warmup'));
  const [smallFloor, mixedFloor] = [await floorsOf(small, warm), await floorsOf(mixed, warm)];
  const desk = await spawnDesk();
  try {
    await bulk(desk, warm);
    return [
      ...(await measured(desk, 'mails of 20 kB', small, smallFloor)),
      ...(await measured(desk, 'one of ten with 5 MB', mixed, mixedFloor)),
    ];
  } finally {
    await desk.stop();
  }
}

interface Floors {
  door: number;
  parser: number;
}

async function floorsOf(mails: BenchMail[], warm: BenchMail[]): Promise<Floors> {
  return { door: await doorFloor(mails, warm), parser: await parserFloor(mails.slice(0, 500)) };
}

async function measured(desk: BenchDesk, name: string, mails: BenchMail[], { door, parser }: Floors): Promise<Figure[]> {
  const before = desk.cpu();
  const { accepted, stored } = await bulk(desk, mails);
  const after = desk.cpu();
  const megabytes = mails.reduce((sum, { raw }) => sum + raw.length, 0) / 2 ** 20;
  return [
    figure(`${name}: accepted (250)`, accepted, 'mails/s'),
    figure(`${name}: stored and threaded`, stored, 'mails/s', door, { words: 'half of the floor', holds: stored >= door / 2 }),
    figure('  against mailparser alone, on one thread', stored, 'mails/s', parser),
    figure('  in bytes', (stored * megabytes) / mails.length, 'MB/s'),
    figure('  CPU for a mail, all threads', ((after.all - before.all) * 1000) / mails.length, 'ms', 1000 / parser),
    figure('  of the main thread', ((after.main - before.main) * 1000) / mails.length, 'ms'),
  ];
}

/** Each of them 20 kB long: a mail program's own baggage does that to most. */
function padded(mails: BenchMail[]): BenchMail[] {
  return mails.map((mail) => {
    const missing = TARGET_BYTES - mail.raw.length;
    if (missing <= 0) return mail;
    const lines = Buffer.from(`<p>${'and so on, as mail programs write it. '.repeat(2)}</p>\r\n`.repeat(Math.ceil(missing / 80)));
    const end = mail.raw.lastIndexOf('</body>');
    return { ...mail, raw: Buffer.concat([mail.raw.subarray(0, end), lines.subarray(0, missing), mail.raw.subarray(end)]) };
  });
}

/** Random bytes, so that no two attachments are one blob. */
function withLarge(mails: BenchMail[]): BenchMail[] {
  return mails.map((mail, i) => {
    if (i % LARGE_EVERY !== 0) return mail;
    const file = randomFillSync(Buffer.alloc(LARGE_BYTES))
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n');
    const raw = mail.raw.toString('latin1');
    const split = raw.indexOf('MIME-Version: 1.0');
    const body = raw.slice(split).replace('MIME-Version: 1.0\r\n', '');
    const wrapped = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="m1"',
      '',
      '--m1',
      body,
      '--m1',
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="file-${i}.bin"`,
      '',
      file,
      '--m1--',
      '',
    ].join('\r\n');
    return { ...mail, raw: Buffer.from(raw.slice(0, split) + wrapped, 'latin1') };
  });
}

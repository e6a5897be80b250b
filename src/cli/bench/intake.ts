import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { QueueHealth } from '../../contract/desk.js';
import type { Ticket } from '../../contract/tickets.js';
import { figure, percentile, type Figure } from './figures.js';
import { parserFloor, queueFloor, socketFloor, storeFloor } from './floors.js';
import { makeMails, type BenchMail } from './mails.js';
import { CONNECTIONS, sendAll, sendOver, type NextMail } from './smtpClient.js';
import { spawnDesk, type BenchDesk } from './spawnDesk.js';

const BULK = 3000;
/** A desk runs for days: what V8 compiles in the first minute is no part of what a mail costs. */
const WARM = 3000;
const PACED = 200;
const PACED_EVERY_MS = 25;

/**
 * From SMTP's "250" to a message in its ticket: first as fast as it goes, then at a calm pace with a console watching.
 * All through the front doors of the built server; the floors run in the same minutes on the same machine.
 */
export async function benchIntake(): Promise<Figure[]> {
  const mails = makeMails(BULK, 'bulk');
  const [parser, store, socket] = [await parserFloor(mails.slice(0, 1000)), await storeFloor(mails), await socketFloor(500)];
  const desk = await spawnDesk();
  try {
    const queue = await queueFloor(desk.redisUrl, BULK);
    await bulk(desk, makeMails(WARM, 'warmup'));
    const before = desk.cpu();
    const { accepted, stored } = await bulk(desk, mails);
    const after = desk.cpu();
    const latency = await paced(desk);
    const best = Math.min(parser, store, queue);
    return [
      figure('mails accepted (250)', accepted, 'mails/s'),
      figure('mails stored in their ticket', stored, 'mails/s', best, { words: '>= 300 mails/s', holds: stored >= 300 }),
      figure('  against mailparser alone', stored, 'mails/s', parser),
      figure('  against five hand-written rows a mail', stored, 'mails/s', store),
      figure('  against BullMQ with empty jobs', stored, 'jobs/s', queue),
      figure('CPU of the server for a mail, all threads', ((after.all - before.all) * 1000) / BULK, 'ms'),
      figure('  of its main thread', ((after.main - before.main) * 1000) / BULK, 'ms'),
      figure("accepted to agent's socket, p50", latency.p50, 'ms', socket.p50),
      figure("accepted to agent's socket, p99", latency.p99, 'ms', socket.p99),
    ];
  } finally {
    await desk.stop();
  }
}

/** Sends all mails and waits until nothing is pending. Fails if one was lost or put into quarantine. */
export async function bulk(desk: BenchDesk, mails: BenchMail[]): Promise<{ accepted: number; stored: number }> {
  const before = await countDone(desk);
  const from = performance.now();
  await sendOver(CONNECTIONS, desk.smtpPort, mails);
  const acceptedMs = performance.now() - from;
  for (;;) {
    const { intake } = await desk.get<QueueHealth>('/api/v1/queues');
    if (intake.quarantined) throw new Error(`${intake.quarantined} mails were quarantined`);
    if (intake.pending === 0) break;
    await sleep(50);
  }
  const storedMs = performance.now() - from;
  const done = (await countDone(desk)) - before;
  if (done !== mails.length) throw new Error(`${mails.length} mails were sent, ${done} are done`);
  return { accepted: mails.length / (acceptedMs / 1000), stored: mails.length / (storedMs / 1000) };
}

async function countDone(desk: BenchDesk): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: { items: unknown[]; nextCursor: string | null } = await desk.get(
      `/api/v1/intake?state=done&limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    count += page.items.length;
    cursor = page.nextCursor;
  } while (cursor);
  return count;
}

/** One mail every 25 ms; the time from "250" until the console's socket knows its ticket. */
async function paced(desk: BenchDesk): Promise<{ p50: number; p99: number }> {
  const mails = makeMails(PACED, 'paced').map((mail, i) => ({
    ...mail,
    from: mail.from.replace('customer', `calm${i}`),
    raw: Buffer.from(mail.raw.toString().replaceAll('customer', `calm${i}`)),
  }));
  const acceptedAt: number[] = [];
  const seenAt = new Map<string, number>();
  const socket = io(`${desk.url}/agents`, { transports: ['websocket'], auth: { token: desk.token } });
  await once(socket as never, 'connect');
  socket.on('tickets:changed', ({ tickets }: { tickets: Ticket[] }) => {
    for (const { subject } of tickets) if (!seenAt.has(subject)) seenAt.set(subject, performance.now());
  });
  let next = 0;
  let due = performance.now();
  const nextDue = async (): Promise<NextMail> => {
    due += PACED_EVERY_MS;
    await sleep(Math.max(0, due - performance.now()));
    return take(mails, next++);
  };
  await sendAll(desk.smtpPort, nextDue, (index) => (acceptedAt[index] = performance.now()));
  for (let tries = 0; tries < 200 && seenAt.size < PACED; tries++) await sleep(50);
  socket.disconnect();
  const waits = mails.flatMap((mail, i) => {
    const seen = seenAt.get(mail.subject);
    const accepted = acceptedAt[i];
    return seen !== undefined && accepted !== undefined ? [Math.max(0, seen - accepted)] : [];
  });
  if (waits.length < PACED) throw new Error(`the console saw ${waits.length} of ${PACED} mails`);
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
}

function take(mails: BenchMail[], index: number): NextMail {
  const mail = mails[index];
  return mail ? { index, from: mail.from, raw: mail.raw } : null;
}

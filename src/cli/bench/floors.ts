import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import Database from 'libsql';
import { simpleParser } from 'mailparser';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import type { BenchMail } from './mails.js';
import { percentile } from './figures.js';
import { CONNECTIONS, sendOver } from './smtpClient.js';

/** Mails a second that mailparser alone reads, on one thread, with the options that we use. */
export async function parserFloor(mails: BenchMail[]): Promise<number> {
  const options = { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true };
  const from = performance.now();
  for (const { raw } of mails) await simpleParser(raw, options);
  return mails.length / ((performance.now() - from) / 1000);
}

/**
 * Mails a second through a bare door: taken by SMTP over the same connections, one row on the disk for each, and read by
 * mailparser in as many threads as we have (`bareMailDoor.ts`), in a process of its own as the desk is.
 */
export async function doorFloor(mails: BenchMail[], warm: BenchMail[]): Promise<number> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'sayonce-door-'));
  const child = fork(path.resolve(import.meta.dirname, 'bareMailDoor.js'), [dir], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const until = async (count: number): Promise<void> => {
      for (let read = 0; read < count;) {
        await sleep(10);
        child.send('how many?');
        [{ read }] = (await once(child, 'message')) as [{ read: number }];
      }
    };
    await sendOver(CONNECTIONS, port, warm);
    await until(warm.length);
    const from = performance.now();
    await sendOver(CONNECTIONS, port, mails);
    await until(warm.length + mails.length);
    return mails.length / ((performance.now() - from) / 1000);
  } finally {
    child.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Mails a second if storing one were nothing but five rows and their keys, written by hand in SQLite with the same
 * durability, 24 mails to a transaction as our writers share theirs.
 */
export async function storeFloor(mails: BenchMail[]): Promise<number> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'sayonce-floor-'));
  const db = new Database(path.join(dir, 'floor.db'));
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id TEXT PRIMARY KEY, kind TEXT, body BLOB) WITHOUT ROWID; CREATE INDEX kinds ON rows (kind, id);',
  );
  const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?)');
  const from = performance.now();
  for (let i = 0; i < mails.length; i += 24) {
    db.exec('BEGIN IMMEDIATE');
    for (const [j, { raw }] of mails.slice(i, i + 24).entries()) {
      for (const kind of ['intake', 'ticket', 'message', 'event', 'identity'])
        insert.run([`${kind}-${i + j}`, kind, kind === 'intake' || kind === 'message' ? raw : raw.subarray(0, 600)]);
    }
    db.exec('COMMIT');
  }
  const seconds = (performance.now() - from) / 1000;
  db.close();
  await rm(dir, { recursive: true, force: true });
  return mails.length / seconds;
}

/** Jobs a second through BullMQ with nothing in them, added one by one as they come and worked off 24 at once. */
export async function queueFloor(redisUrl: string, count: number): Promise<number> {
  const connect = (): Redis => new Redis({ path: redisUrl.replace('unix://', ''), maxRetriesPerRequest: null });
  const [producer, consumer] = [connect(), connect()];
  const queue = new Queue('floor', { connection: producer, defaultJobOptions: { removeOnComplete: true } });
  let done = 0;
  const worker = new Worker('floor', async () => void done++, { connection: consumer, concurrency: 24 });
  await worker.waitUntilReady();
  const from = performance.now();
  await Promise.all(Array.from({ length: count }, (_, i) => queue.add('floor', { v: 1, id: String(i) }, { jobId: `floor-${i}` })));
  while (done < count) await new Promise((resolve) => setTimeout(resolve, 2));
  const seconds = (performance.now() - from) / 1000;
  await worker.close();
  await queue.close();
  producer.disconnect();
  consumer.disconnect();
  return count / seconds;
}

/** Milliseconds for a bare socket.io server to echo to one client, one at a time. */
export async function socketFloor(rounds: number): Promise<{ p50: number; p99: number }> {
  const server = http.createServer();
  const sockets = new Server(server, { transports: ['websocket'] });
  sockets.on('connection', (socket) => socket.on('ping', (n: number) => socket.emit('pong', n)));
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
  await once(client as never, 'connect');
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const from = performance.now();
    await new Promise<void>((resolve) => {
      client.once('pong', () => resolve());
      client.emit('ping', i);
    });
    times.push(performance.now() - from);
  }
  client.disconnect();
  await sockets.close();
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

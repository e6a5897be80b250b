/**
 * The floor of the mail bench: an SMTP server that stores each mail as one row, says 250 once the row is on the disk, and
 * has it read by mailparser in as many threads as ours, which keep nothing. Mails that come together share a transaction.
 * Forked; says where it listens, and at every message how many mails it has read.
 */
import path from 'node:path';
import Database from 'libsql';
import { Piscina } from 'piscina';
import { SMTPServer } from 'smtp-server';

const THREADS = 2;

const db = new Database(path.join(process.argv[2] ?? '', 'door.db'));
db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE mails (id INTEGER PRIMARY KEY, raw BLOB)');
const insert = db.prepare('INSERT INTO mails (raw) VALUES (?)');
const pool = new Piscina<Buffer, void>({
  filename: path.resolve(import.meta.dirname, 'bareMailReader.js'),
  minThreads: THREADS,
  maxThreads: THREADS,
  atomics: 'disabled',
});
let waiting: { raw: Buffer; stored: () => void }[] = [];
let read = 0;

function commit(): void {
  const mails = waiting;
  waiting = [];
  db.exec('BEGIN IMMEDIATE');
  for (const { raw } of mails) insert.run([raw]);
  db.exec('COMMIT');
  for (const { raw, stored } of mails) {
    stored();
    void pool.run(raw).then(() => read++);
  }
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ raw: Buffer.concat(chunks), stored: () => done() });
    });
  },
});
const listening = server.listen({ port: 0, host: '127.0.0.1' }, () => {
  const address = listening.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('message', () => process.send?.({ read }));
process.on('disconnect', () => process.exit(0));

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Blobs } from '../../../../src/ports/blobs.js';
import type { Accepted, InboundRaw, IntakeRecord } from '../../../../src/ports/intake.js';
import type { Log } from '../../../../src/ports/log.js';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);

export function readFixture(path: string): Buffer {
  return readFileSync(new URL(path, FIXTURES));
}

export function readJsonFixture<T>(path: string): T {
  return JSON.parse(readFixture(path).toString('utf8')) as T;
}

/** Lines as a mail: CRLF, one character per byte. */
export function eml(...lines: string[]): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
  child: () => silentLog,
};

/** Blobs in memory. */
export function createMemoryBlobs(): Blobs & { stored: Map<string, Buffer> } {
  const stored = new Map<string, Buffer>();
  const get = (sha256: string): Buffer => {
    const bytes = stored.get(sha256);
    if (!bytes) throw new Error('no such blob');
    return bytes;
  };
  return {
    stored,
    put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      stored.set(sha256, Buffer.from(bytes));
      return Promise.resolve(sha256);
    },
    async putStream(source) {
      const bytes = await buffer(source);
      return { sha256: await this.put(bytes), size: bytes.length };
    },
    get: (sha256) => Promise.resolve().then(() => get(sha256)),
    open: (sha256) => Promise.resolve().then(() => Readable.from([get(sha256)])),
  };
}

/** An intake that keeps rows in memory, unique by account and key as the real one. */
export function createMemoryIntake(): { rows: InboundRaw[]; accept(inbound: InboundRaw): Promise<Accepted> } {
  const rows: InboundRaw[] = [];
  return {
    rows,
    accept(inbound) {
      const at = rows.findIndex((row) => row.channelAccount === inbound.channelAccount && row.externalKey === inbound.externalKey);
      if (at >= 0) return Promise.resolve({ intakeId: `row-${at}`, duplicate: true });
      rows.push(inbound);
      return Promise.resolve({ intakeId: `row-${rows.length - 1}`, duplicate: false });
    },
  };
}

export const RECEIVED_AT = new Date('2026-11-22T12:00:00Z');

export function asRecord(inbound: InboundRaw): IntakeRecord {
  return { ...inbound, id: '0'.repeat(24), receivedAt: RECEIVED_AT };
}

/** Faults planted in a store, and what the check calls them. */
import { createHash } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawStore } from '../../../src/store/care/rawStore.js';
import { ageBlobs, type Story } from './support.js';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const OLD = new Date('2020-01-01');
const LATER = new Date('2100-01-01');

export interface Fault {
  check: string;
  count: number;
  plant: (raw: RawStore, story: Story) => Promise<unknown>;
  /** Only where blobs are files. */
  files?: true;
}
const fault = (check: string, plant: Fault['plant'], more: Partial<Fault> = {}): Fault => ({ check, count: 1, plant, ...more });
const out = { direction: 'out' } as never;

export const FAULTS: Fault[] = [
  fault('messages without ticket', (raw) => raw.collection('messages').updateOne(out, { $set: { ticketId: 'nowhere' } } as never)),
  fault('messages without customer', (raw) => raw.collection('messages').updateOne(out, { $set: { customerId: 'nobody' } } as never)),
  fault('tickets without customer', (raw) => raw.collection('tickets').updateOne({}, { $set: { customerId: 'nobody' } })),
  fault('tickets merged into nothing', (raw) => raw.collection('tickets').updateOne({}, { $set: { mergedIntoId: 'nowhere' } })),
  fault('tickets merged in a circle', (raw, { ticketId }) =>
    raw.collection('tickets').updateOne({ _id: ticketId } as never, { $set: { mergedIntoId: ticketId } } as never),
  ),
  fault('identities without customer', (raw) => raw.collection('identities').updateOne({}, { $set: { customerId: 'nobody' } })),
  fault('events without ticket', (raw) => raw.collection('events').updateOne({}, { $set: { ticketId: 'nowhere' } })),
  fault('follow-ups without ticket', (raw) => raw.collection('followups').updateOne({}, { $set: { ticketId: 'nowhere' } })),
  fault('follow-ups without customer', (raw) => raw.collection('followups').updateOne({}, { $set: { customerId: 'nobody' } })),
  fault('visitors without customer', (raw) => raw.collection('visitors').updateOne({}, { $set: { customerId: 'nobody' } })),
  fault('mentions without ticket', async (raw) => {
    await raw.collection('agents').insertOne({ _id: 'ann', email: 'ann@example.com' } as never);
    await raw.collection('mentions').insertOne({ _id: 'mention', agentId: 'ann', ticketId: 'nowhere' } as never);
  }),
  fault('mentions without colleague', (raw, { ticketId }) =>
    raw.collection('mentions').insertOne({ _id: 'mention', agentId: 'nobody', ticketId } as never),
  ),
  fault('customer records without customer', (raw) =>
    raw.collection('customer_records').insertOne({ _id: 'record', customerId: 'nobody', kind: 'order', externalId: '1' } as never),
  ),
  fault('sightings without customer', (raw) =>
    raw
      .collection('sightings')
      .insertOne({ _id: 'nobody phone +12025550123', customerId: 'nobody', contact: 'phone +12025550123' } as never),
  ),
  fault('customers merged into nothing', (raw, { customerId }) =>
    raw.collection('customers').updateOne({ _id: customerId } as never, { $set: { mergedIntoId: 'nobody' } } as never),
  ),
  fault('done intake without message', (raw) => raw.collection('intake').updateOne({}, { $set: { messageId: 'nothing' } })),
  fault('blobs named but absent', (raw, { blob }) => raw.shelf.remove(blob, LATER)),
  fault('blobs named but absent', (raw, { rawBlob }) => raw.shelf.remove(rawBlob, LATER)),
  fault('blobs nobody names', async (raw) => {
    await raw.shelf.write(hash('loose'), Buffer.from('loose'));
    if (raw.dataDir) ageBlobs(raw.dataDir);
    else await raw.collection('blobs.files').updateMany({}, { $set: { uploadDate: OLD } });
  }),
  fault(
    'left over from interrupted writes',
    async ({ dataDir }) => {
      const folder = join(dataDir ?? '', 'blobs/ab');
      mkdirSync(folder, { recursive: true });
      const part = join(folder, `${'ab'.repeat(32)}.123456.part`);
      writeFileSync(part, 'half');
      utimesSync(part, OLD, OLD);
    },
    { files: true },
  ),
  fault('intake pending for too long', (raw) => raw.collection('intake').updateOne({}, { $set: { state: 'pending', messageId: null } })),
  fault('moves of messages unfinished', (raw) => raw.collection('tickets').updateOne({}, { $set: { moving: { at: new Date() } } })),
  fault('outgoing messages overdue', (raw) =>
    raw.collection('messages').updateOne(out, { $set: { 'delivery.state': 'queued', 'delivery.nextAt': new Date() } } as never),
  ),
  fault('outgoing messages half sent', (raw) =>
    raw.collection('messages').updateOne(out, { $set: { 'delivery.state': 'sending' } } as never),
  ),
  fault('follow-ups overdue', (raw) => raw.collection('followups').updateOne({}, { $set: { dueAt: new Date(0) } })),
  fault('events not moved out of their ticket', (raw, { ticketId }) => raw.collection('events').deleteMany({ ticketId } as never), {
    count: 2,
  }),
  fault('ticket counter behind the tickets', (raw) =>
    raw.collection('counters').updateOne({ _id: 'ticket' } as never, { $set: { value: 1 } }),
  ),
  fault('declared indexes', async (raw) => raw.connection.db?.collection('tickets').dropIndex('number_1')),
];
/** What is put right without a doubt. */
export const REPAIRED = ['left over from interrupted writes', 'events not moved out of their ticket', 'ticket counter behind the tickets'];

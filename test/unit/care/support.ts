import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { derivedId, newId } from '../../../src/lib/ids.js';
import type { Log } from '../../../src/ports/log.js';
import { contentOf, type Content } from '../../../src/store/care/contentHash.js';
import { openRawStore, type RawStore } from '../../../src/store/care/rawStore.js';
import { openStore, type OpenedStore, type StoreConfig } from '../../../src/store/openStore.js';
import {
  buildCustomer,
  buildDraft,
  buildFollowup,
  buildIdentity,
  buildInbound,
  buildMessage,
  buildOutgoing,
  buildTicket,
  buildVisitor,
} from '../../store/support/build.js';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const nothing = (): void => undefined;
export const SILENT: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing, child: () => SILENT };
export const quiet = nothing;

const folders: string[] = [];
/** An empty folder; all are removed by `removeFolders`. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'care-'));
  folders.push(folder);
  return folder;
}
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

export const embedded = (dataDir = newFolder()): StoreConfig & { kind: 'embedded' } => ({ kind: 'embedded', dataDir });

export async function withStore<T>(config: StoreConfig, work: (opened: OpenedStore) => Promise<T>): Promise<T> {
  const opened = await openStore(config, SILENT);
  try {
    return await work(opened);
  } finally {
    await opened.store.close();
  }
}

export async function withRaw<T>(config: StoreConfig, work: (raw: RawStore) => Promise<T>, create = false): Promise<T> {
  const raw = await openRawStore(config, { create });
  try {
    return await work(raw);
  } finally {
    await raw.close();
  }
}

export interface Story {
  customerId: string;
  ticketId: string;
  /** The attachment of his first message. */
  blob: string;
  /** The raw bytes of his second message: too large to ride in the row. */
  rawBlob: string;
  email: string;
}

/** One customer with one ticket: two messages of his through the intake, a reply of ours, events, a follow-up, a visitor. */
export async function tell(
  { store, blobs }: OpenedStore,
  number: number,
  { at = new Date(), status = 'open' as 'open' | 'solved' | 'closed' } = {},
): Promise<Story> {
  const customer = buildCustomer({ name: `Customer ${number}`, createdAt: at, updatedAt: at });
  const email = `c${number}@example.org`;
  await store.customers.addIdentity(buildIdentity({ customerId: customer.id, value: email, addedAt: at }));
  await store.customers.ensure(customer, [email]);
  const blob = await blobs.put(Buffer.from(`attachment ${number}`));
  const ticketId = newId(at.getTime());
  await store.tickets.nextNumber();
  const ticket = buildTicket({
    id: ticketId,
    number,
    status,
    customerId: customer.id,
    opened: { customerId: customer.id, ordinal: 1, intakeId: null, at },
    lastMessageAt: at,
    createdAt: at,
    updatedAt: at,
    closedAt: status === 'closed' ? at : null,
    firstReplyDueAt: at,
  });
  await store.tickets.open(ticket, customer.name, [buildDraft({ at }), buildDraft({ at })]);
  let rawBlob = '';
  for (const [i, size] of [200, 150_000].entries()) {
    const row = await store.intake.accept(
      buildInbound({ externalKey: `${number}-${i}`, raw: Buffer.alloc(size, `${number} `), meta: { from: email } }),
      newId(at.getTime()),
      at,
    );
    const messageId = derivedId(row.intakeId, 'message');
    const attachments =
      i === 0
        ? [
            {
              filename: 'a.txt',
              contentType: 'text/plain',
              size: 12,
              inline: false,
              contentId: null,
              state: 'stored' as const,
              sha256: blob,
              sourceUrl: null,
            },
          ]
        : [];
    await store.messages.insert(
      buildMessage({
        id: messageId,
        ticketId,
        customerId: customer.id,
        intakeId: row.intakeId,
        attachments,
        createdAt: at,
        updatedAt: at,
        occurredAt: at,
      }),
    );
    await store.intake.finish(row.intakeId, { state: 'done', ticketId, messageId }, at);
    rawBlob = (await store.intake.find(row.intakeId))?.sha256 ?? '';
  }
  await store.messages.insert(
    buildOutgoing({
      ticketId,
      customerId: customer.id,
      createdAt: at,
      updatedAt: at,
      delivery: { state: 'accepted', reason: null, attempts: 1, nextAt: null, claim: 1, providerId: `p${number}`, at },
    }),
  );
  await store.followups.plan(
    buildFollowup({ ticketId, customerId: customer.id, dueAt: new Date(Date.now() + 3_600_000), createdAt: at, state: 'planned' }),
  );
  await store.people.addVisitor(buildVisitor({ customerId: customer.id, ticketId, createdAt: at, seenAt: at }));
  return { customerId: customer.id, ticketId, blob, rawBlob, email };
}

/** A store with so many stories. */
export async function fill(config: StoreConfig, count: number, options: Parameters<typeof tell>[2] = {}): Promise<Story[]> {
  return withStore(config, async (opened) => {
    const stories: Story[] = [];
    for (let n = 1; n <= count; n++) stories.push(await tell(opened, n, options));
    return stories;
  });
}

/** What is in a store, whatever its engine; without what these commands themselves note. */
export async function contents(raw: RawStore): Promise<Record<string, Content>> {
  const all: Record<string, Content> = {};
  for (const name of await raw.collections()) if (name !== 'care_log') all[name] = await contentOf(raw.collection(name));
  return Object.fromEntries(Object.entries(all).filter(([, { count }]) => count > 0));
}

/** As if all blobs had been put long ago. */
export function ageBlobs(dataDir: string, at = new Date('2020-01-01')): void {
  for (const name of readdirSync(join(dataDir, 'blobs'), { recursive: true, encoding: 'utf8' }))
    if (/[0-9a-f]{64}/.test(name)) utimesSync(join(dataDir, 'blobs', name), at, at);
}

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** A command of the built desk, as a process of its own. */
export function command(
  name: string,
  args: string[],
  env: Record<string, string> = {},
  as: { uid?: number; gid?: number } = {},
): { child: ChildProcess; done: Promise<Ran>; said: () => string } {
  const entry = join(ROOT, 'dist/src/cli', `${name}.js`);
  if (!existsSync(entry)) throw new Error(`${entry} is not there: run npm run build first (npm test does)`);
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  });
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { child, said: () => err, done: once(child, 'close').then(() => ({ code: child.exitCode, out, err })) };
}

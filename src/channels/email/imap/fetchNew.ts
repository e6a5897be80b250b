import { MAX_FETCHED_BYTES } from '../../../lib/mailSizes.js';
import type { MailProgress, MailAccountRecord } from '../../../ports/mailAccounts.js';
import { findHeaderBlock } from '../headerScan.js';
import { MailboxTrouble } from './problems.js';
import type { FetchedMail, MailboxSession } from './session.js';

/** Mails of one batch; they are in memory at the same time, and stored before the next batch is asked for. */
export const BATCH_MAILS = 50;
const BATCH_BYTES = 16 * 1024 * 1024;
/** So many sizes are asked for at once. */
const SIZES = 500;
/** Rows of one batch that are being stored at the same time. */
const STORING = 8;

export interface FetchDeps {
  /** Stores one mail durably; a repeat is fine. */
  store(raw: Buffer): Promise<void>;
  /** Notes how far it has come, and how many mails were fetched. @throws when another process fetches now. */
  note(progress: MailProgress, fetched: number): Promise<void>;
  /**
   * Set when fetching has failed again and again at the server's word: each mail is then asked for alone, and one that
   * the server does not give is told by a note, so that a single broken mail never keeps the others.
   */
  oneByOne: boolean;
  /** Mails of a batch: fewer on a line that keeps breaking, so that each try gets somewhere. */
  batchMails: number;
}

/** Where fetching stands: the stored truth, carried along. */
export interface Cursor {
  uidValidity: string | null;
  lastUid: number;
}

/**
 * Where to go on in this folder. With another UIDVALIDITY the server has numbered the mails anew, so everything is looked
 * at again; what was stored before is recognised.
 */
export function cursorFor(
  account: Pick<MailAccountRecord, 'uidValidity' | 'lastUid' | 'startAt' | 'afterFetch'>,
  session: Pick<MailboxSession, 'uidValidity' | 'uidNext'>,
): Cursor {
  const { uidValidity } = session;
  if (account.uidValidity === null) return { uidValidity, lastUid: account.startAt === 'now' ? session.uidNext - 1 : 0 };
  if (account.uidValidity !== uidValidity) return { uidValidity, lastUid: 0 };
  return { uidValidity, lastUid: account.lastUid };
}

/**
 * Fetches what is new, oldest first, in batches. A mail is marked only after it is stored, and the cursor moves only
 * after that: whatever dies in between, the next run finds it again.
 * @param since leaves out mails of earlier days, for an account that began at some day
 * @returns the cursor at the end
 */
export async function fetchNew(
  session: MailboxSession,
  from: Cursor,
  since: Date | null,
  deps: FetchDeps,
  signal: AbortSignal,
): Promise<Cursor> {
  let cursor = from;
  const uids = await session.uidsAfter(cursor.lastUid, since);
  let waiting = uids.length;
  for (let at = 0; at < uids.length && !signal.aborted; at += SIZES) {
    const some = uids.slice(at, at + SIZES);
    const sizes = await session.sizes(some);
    for (const batch of batches(some, sizes, deps.batchMails)) {
      if (signal.aborted) break;
      const mails = await (deps.oneByOne ? readEach : readBatch)(session, batch, sizes);
      await storeAll(mails, deps);
      if (mails.length > 0) await session.finish(mails.map((mail) => mail.uid));
      waiting -= batch.length;
      cursor = { ...cursor, lastUid: batch.at(-1) ?? cursor.lastUid };
      await deps.note({ ...cursor, waiting }, mails.length);
    }
  }
  return cursor;
}

/** A large mail is a batch of its own. */
function* batches(uids: readonly number[], sizes: ReadonlyMap<number, number>, most: number): Generator<number[]> {
  let batch: number[] = [];
  let bytes = 0;
  for (const uid of uids) {
    const size = sizes.get(uid) ?? 0;
    if (batch.length > 0 && (batch.length >= most || bytes + size > BATCH_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(uid);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** @throws {MailboxTrouble} when the server does not give a mail that it still lists: it is tried again. */
async function readBatch(session: MailboxSession, batch: readonly number[], sizes: ReadonlyMap<number, number>): Promise<FetchedMail[]> {
  const isTooLarge = (uid: number): boolean => (sizes.get(uid) ?? 0) > MAX_FETCHED_BYTES;
  const whole = batch.filter((uid) => sizes.has(uid) && !isTooLarge(uid));
  const mails = whole.length > 0 ? await session.read(whole) : [];
  const missing = batch.filter((uid) => !isTooLarge(uid) && !mails.some((mail) => mail.uid === uid));
  if (missing.length > 0) {
    // Deleted by somebody in the meantime, or held back by the server: only the server knows.
    const [first = 0] = missing;
    const still = new Set(await session.uidsAfter(first - 1, null));
    const kept = missing.filter((uid) => still.has(uid));
    if (kept.length > 0)
      throw new MailboxTrouble(
        'server_error',
        `The server lists mail ${kept.slice(0, 3).join(', ')} of this folder, and does not give it.`,
      );
  }
  for (const uid of batch.filter(isTooLarge)) {
    const header = await session.header(uid);
    const megabytes = Math.round((sizes.get(uid) ?? 0) / 1024 / 1024);
    if (header)
      mails.push({
        uid,
        raw: standIn(header, `This mail has ${megabytes} MB, more than is taken in here. It is still in its mailbox: open it there.`),
      });
  }
  return mails;
}

async function readEach(session: MailboxSession, batch: readonly number[], sizes: ReadonlyMap<number, number>): Promise<FetchedMail[]> {
  const mails: FetchedMail[] = [];
  for (const uid of batch) {
    try {
      mails.push(...(await readBatch(session, [uid], sizes)));
    } catch (error) {
      if (!(error instanceof MailboxTrouble) || error.code !== 'server_error') throw error;
      const header = await session.header(uid).catch(() => null);
      const raw = standIn(
        header ??
          Buffer.from(`Subject: A mail that the server does not give\r\nMessage-ID: <uid-${session.uidValidity}-${uid}@mailbox.invalid>`),
        'The mail server lists this mail and does not give it. It may still be read in its mailbox: open it there.',
      );
      mails.push({ uid, raw });
    }
  }
  return mails;
}

/** A mail that cannot be fetched is told in its own thread, by its own sender. */
function standIn(header: Buffer, words: string): Buffer {
  const lines = header.toString('latin1', 0, findHeaderBlock(header).end).split(/\r?\n(?![ \t])/);
  const kept = lines.filter((line) => line !== '' && !/^(?:content-|mime-version:)/i.test(line));
  return Buffer.from([...kept, 'Content-Type: text/plain; charset=utf-8', '', `[${words}]`, ''].join('\r\n'), 'latin1');
}

/** All of a batch, some at a time. @throws the first failure, when all have ended: nothing of them is marked. */
async function storeAll(mails: readonly FetchedMail[], { store }: FetchDeps): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const one = async (): Promise<void> => {
    for (let mail = mails[next++]; mail && failures.length === 0; mail = mails[next++]) {
      await store(mail.raw).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(STORING, mails.length) }, one));
  if (failures.length > 0)
    throw new MailboxTrouble('cannot_store', 'Mails wait in their mailbox, because nothing can be stored here at the moment.', {
      cause: failures[0],
    });
}

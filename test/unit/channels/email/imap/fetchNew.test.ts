import { cursorFor, fetchNew, type Cursor } from '../../../../../src/channels/email/imap/fetchNew.js';
import { MAX_FETCHED_BYTES } from '../../../../../src/lib/mailSizes.js';
import { MailboxTrouble } from '../../../../../src/channels/email/imap/problems.js';
import type { MailboxSession } from '../../../../../src/channels/email/imap/session.js';

const START: Cursor = { uidValidity: '1', lastUid: 0 };
const running = new AbortController().signal;

interface Folder {
  /** UID -> size in bytes. */
  mails: Map<number, number>;
  finished: number[];
  reads: number[][];
  /** UIDs that the server lists and does not give. */
  withheld: Set<number>;
  /** Deleted between being listed and being asked for. */
  vanishing: Set<number>;
}

/** A folder in memory, in the shape of the port; the real servers are in test/long. */
function folder(sizes: Record<number, number> | number): Folder & { session: MailboxSession } {
  const mails = new Map(
    typeof sizes === 'number'
      ? Array.from({ length: sizes }, (_, i) => [i + 1, 1000] as const)
      : Object.entries(sizes).map(([uid, size]) => [Number(uid), size] as const),
  );
  const state: Folder = { mails, finished: [], reads: [], withheld: new Set(), vanishing: new Set() };
  const session: MailboxSession = {
    uidValidity: '1',
    uidNext: 1000,
    mails: mails.size,
    warning: null,
    uidsAfter: async (uid) => [...mails.keys()].filter((one) => one > uid).sort((a, b) => a - b),
    sizes: async (uids) => {
      for (const uid of state.vanishing) mails.delete(uid);
      return new Map(uids.flatMap((uid) => (mails.has(uid) ? [[uid, mails.get(uid) ?? 0] as const] : [])));
    },
    read: async (uids) => {
      state.reads.push([...uids]);
      return uids
        .filter((uid) => mails.has(uid) && !state.withheld.has(uid))
        .map((uid) => ({ uid, raw: Buffer.from(`Message-ID: <${uid}@x>\r\n\r\n${uid}`) }));
    },
    header: async (uid) =>
      Buffer.from(
        `From: ann@example.org\r\nMessage-ID: <${uid}@x>\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nSubject: Large\r\n\r\n`,
      ),
    finish: async (uids) => void state.finished.push(...uids),
    wait: async () => undefined,
    folders: async () => [],
    close: () => undefined,
  };
  return { ...state, session };
}

function sink() {
  const stored: string[] = [];
  const notes: { lastUid?: number | undefined; waiting?: number | undefined; fetched: number }[] = [];
  return {
    stored,
    notes,
    oneByOne: false,
    batchMails: 50,
    store: async (raw: Buffer): Promise<void> => void stored.push(raw.toString()),
    note: async ({ lastUid, waiting }: { lastUid?: number; waiting?: number }, fetched: number): Promise<void> =>
      void notes.push({ lastUid, waiting, fetched }),
  };
}

describe('where fetching goes on', () => {
  const account = { uidValidity: '1', lastUid: 40, startAt: 'beginning', afterFetch: 'mark_seen' } as const;
  test.each([
    ['at the cursor', account, '1', 40],
    ['at the beginning when the server numbered anew', account, '2', 0],
    ['at the beginning of a new account', { ...account, uidValidity: null, lastUid: 0 }, '1', 0],
    ['at the end for an account that begins now', { ...account, uidValidity: null, lastUid: 0, startAt: 'now' as const }, '1', 99],
    ['at the beginning after a renumbering, also for one that began at some day', { ...account, startAt: 'now' as const }, '2', 0],
  ])('%s', (_name, from, uidValidity, lastUid) => {
    expect(cursorFor(from, { uidValidity, uidNext: 100 })).toEqual({ uidValidity, lastUid });
  });
});

describe('fetching what is new', () => {
  test('goes in bounded batches, oldest first, and notes each', async () => {
    const { session, finished, reads } = folder(120);
    const to = sink();
    expect(await fetchNew(session, START, null, to, running)).toEqual({ uidValidity: '1', lastUid: 120 });
    expect(to.stored).toHaveLength(120);
    expect(finished).toHaveLength(120);
    expect(reads.map((uids) => uids.length)).toEqual([50, 50, 20]);
    expect(to.notes).toEqual([
      { lastUid: 50, waiting: 70, fetched: 50 },
      { lastUid: 100, waiting: 20, fetched: 50 },
      { lastUid: 120, waiting: 0, fetched: 20 },
    ]);
  });

  test('a large mail is a batch of its own', async () => {
    const { session, reads } = folder({ 1: 1000, 2: 15e6, 3: 10e6, 4: 1000 });
    await fetchNew(session, START, null, sink(), running);
    expect(reads).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('nothing of a batch is marked or noted when one mail could not be stored', async () => {
    const { session, finished } = folder(10);
    const to = sink();
    const failing = { ...to, store: async (raw: Buffer) => (raw.includes('\n7') ? Promise.reject(new Error('disk full')) : to.store(raw)) };
    await expect(fetchNew(session, START, null, failing, running)).rejects.toMatchObject({ code: 'cannot_store' });
    expect(finished).toEqual([]);
    expect(to.notes).toEqual([]);
  });

  test('a mail that was deleted in the meantime is passed over', async () => {
    const { session, vanishing } = folder(5);
    vanishing.add(3);
    const to = sink();
    expect((await fetchNew(session, START, null, to, running)).lastUid).toBe(5);
    expect(to.stored).toHaveLength(4);
  });

  test('a mail that the server lists and does not give is tried again, then told, and never keeps the others', async () => {
    const { session, withheld, finished } = folder(5);
    withheld.add(3);
    const to = sink();
    await expect(fetchNew(session, START, null, to, running)).rejects.toBeInstanceOf(MailboxTrouble);
    expect(to.notes).toEqual([]);
    expect((await fetchNew(session, START, null, { ...to, oneByOne: true }, running)).lastUid).toBe(5);
    expect(finished).toEqual([1, 2, 3, 4, 5]);
    expect(to.stored.find((mail) => mail.includes('<3@x>'))).toMatch(/From: ann@example.org\r\n[^]*does not give it/);
  });

  test('of a mail beyond the limit its header comes, with a note instead of the parts', async () => {
    const { session, reads } = folder({ 1: MAX_FETCHED_BYTES + 1 });
    const to = sink();
    await fetchNew(session, START, null, to, running);
    expect(reads).toEqual([]);
    expect(to.stored).toEqual([
      'From: ann@example.org\r\nMessage-ID: <1@x>\r\nSubject: Large\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n[This mail has 64 MB, more than is taken in here. It is still in its mailbox: open it there.]\r\n',
    ]);
  });

  test('stops between two batches when told to', async () => {
    const { session } = folder(120);
    const stop = new AbortController();
    const to = sink();
    const cursor = await fetchNew(session, START, null, { ...to, note: async () => stop.abort() }, stop.signal);
    expect(cursor.lastUid).toBe(50);
    expect(to.stored).toHaveLength(50);
  });
});

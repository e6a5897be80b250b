import { createHash } from 'node:crypto';
import type { Blobs } from '../ports/blobs.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { IntakeDoc, IntakeRowRecord, IntakeStore } from '../ports/store.js';
import { afterCursor, page } from './cursor.js';
import type { Models } from './models.js';
import { countRaw, findRaw, isDuplicate, listRaw } from './record.js';
import { changePatiently } from './together.js';

/** Raw bytes up to this size ride in their row: one write and one fsync accept them. */
const INLINE_RAW_BYTES = 100_000;

/** So many rows change in one update. */
const RELEASED_AT_ONCE = 500;
/** So many are asked for by one query. */
const ASKED_AT_ONCE = 500;

const WITHOUT_RAW = { raw: 0 } as const;

/** What came in, as it came in. A row is unique for its account and key, so what comes twice is one row. */
export function createIntakeStore({ intake }: Models, blobs: Blobs): IntakeStore {
  return {
    async accept(inbound, id, at) {
      const { raw, channelAccount, externalKey } = inbound;
      // The bytes are durable before the row that names them.
      const doc =
        raw.length <= INLINE_RAW_BYTES
          ? shortRow({ ...inbound, id, receivedAt: at })
          : rowOf({ ...inbound, id, receivedAt: at }, null, await blobs.put(raw));
      try {
        await intake.collection.insertOne(doc as never);
        return { intakeId: id, duplicate: false };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const first = await findRaw(intake, { channelAccount, externalKey }, { _id: 1 });
        if (!first) throw error;
        return { intakeId: first._id, duplicate: true };
      }
    },

    async load(id) {
      const row = await findRaw(intake, { _id: id });
      // A purge drops the bytes of rows that were done long ago; such a row has nothing to be loaded for.
      if (!row || row.rawDroppedAt) return null;
      const raw = row.raw ? toBuffer(row.raw) : await blobs.get(row.sha256);
      return { ...fromRow(row), raw };
    },

    async find(id) {
      const row = await intake.findById(id, WITHOUT_RAW).lean<IntakeDoc>();
      return row ? fromRow(row) : null;
    },

    async finish(id, end, at) {
      // Of two runs the slower may fail where the other placed the message; what was placed in the end needs nobody's eyes.
      const from = end.state === 'quarantined' ? 'pending' : { $in: ['pending', 'quarantined'] };
      // By now it has all been said: should this be lost with the process, the row is done once more and changes nothing.
      await changePatiently(
        intake,
        { _id: id, state: from },
        {
          $set: {
            state: end.state,
            code: end.code ?? null,
            message: end.message ?? null,
            ticketId: end.ticketId ?? null,
            messageId: end.messageId ?? null,
            doneAt: at,
          },
        },
      );
    },

    async postpone(id, failure) {
      await intake.updateOne(
        { _id: id, state: 'pending' },
        { $set: { message: failure.message, nextAt: failure.nextAt }, $inc: { attempts: 1 } },
      );
    },

    async suspect(id) {
      const row = await intake
        .findOneAndUpdate({ _id: id }, { $inc: { suspected: 1 } }, { returnDocument: 'after', projection: { suspected: 1 } })
        .lean<IntakeDoc>();
      return row?.suspected ?? 0;
    },

    async release(id, at) {
      const row = await intake
        .findOneAndUpdate({ _id: id, state: 'quarantined' }, { $set: released(at) }, { returnDocument: 'after', projection: WITHOUT_RAW })
        .lean<IntakeDoc>();
      return row ? fromRow(row) : null;
    },

    async releaseAll(code, at) {
      const ids: string[] = [];
      for (;;) {
        // What comes back into quarantine meanwhile has been tried: the ids only rise.
        const rows = await intake
          .find({ state: 'quarantined', code, _id: { $gt: ids.at(-1) ?? '' } }, { _id: 1 })
          .sort({ _id: 1 })
          .limit(RELEASED_AT_ONCE)
          .lean();
        if (rows.length === 0) return ids;
        const found = rows.map((row) => row._id);
        await intake.updateMany({ _id: { $in: found }, state: 'quarantined' }, { $set: released(at) });
        ids.push(...found);
      }
    },

    async quarantine() {
      const codes: { code: string; count: number }[] = [];
      for (let code = ''; ;) {
        const [next] = await intake
          .find({ state: 'quarantined', code: { $gt: code } }, { code: 1 })
          .sort({ code: 1 })
          .limit(1)
          .lean();
        if (!next?.code) return codes;
        code = next.code;
        codes.push({ code, count: await countRaw(intake, { state: 'quarantined', code }) });
      }
    },

    async list({ state, limit, cursor }) {
      const rows = await intake
        .find({ ...(state ? { state } : {}), ...afterCursor(cursor, null, -1) }, WITHOUT_RAW)
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<IntakeDoc[]>();
      return page(rows.map(fromRow), limit, () => null);
    },

    async overdue(before, limit) {
      const rows = await intake
        .find({ state: 'pending', nextAt: { $lte: before } }, { _id: 1 })
        .sort({ nextAt: 1 })
        .limit(limit)
        .lean();
      return rows.map((row) => row._id);
    },

    async pendingAmong(ids) {
      const found: string[] = [];
      for (let at = 0; at < ids.length; at += ASKED_AT_ONCE) {
        const rows = await listRaw(
          intake,
          { _id: { $in: ids.slice(at, at + ASKED_AT_ONCE) }, state: 'pending' },
          { projection: { _id: 1 } },
        );
        found.push(...rows.map(({ _id }) => _id));
      }
      return found;
    },

    count: (state) => countRaw(intake, { state }),

    async oldestPending() {
      const [row] = await intake.find({ state: 'pending' }, { receivedAt: 1 }).sort({ _id: 1 }).limit(1).lean();
      return row?.receivedAt ?? null;
    },
  };
}

/** The row of what is short enough to ride in it. */
function shortRow(record: IntakeRecord): IntakeDoc {
  return rowOf(record, record.raw, createHash('sha256').update(record.raw).digest('hex'));
}

/** The row of what is stored with the message that it becomes. @param doneAt null: something is left to be done for it */
export function arrivedRow(
  { record, doneAt }: { record: IntakeRecord; doneAt: Date | null },
  ticketId: string,
  messageId: string,
): IntakeDoc {
  return { ...shortRow(record), ...(doneAt ? { state: 'done' as const, ticketId, messageId, doneAt } : {}) };
}

function rowOf(
  { id, receivedAt, channel, channelAccount, externalKey, meta, raw: { length: size } }: IntakeRecord,
  raw: Buffer | null,
  sha256: string,
): IntakeDoc {
  return {
    _id: id,
    channel,
    channelAccount,
    externalKey,
    state: 'pending',
    raw,
    size,
    sha256,
    meta,
    receivedAt,
    nextAt: receivedAt,
    attempts: 0,
    code: null,
    message: null,
    ticketId: null,
    messageId: null,
    doneAt: null,
  };
}

const released = (at: Date): Partial<IntakeDoc> => ({
  state: 'pending',
  code: null,
  message: null,
  nextAt: at,
  attempts: 0,
  suspected: 0,
  doneAt: null,
});

function fromRow(row: IntakeDoc): IntakeRowRecord {
  const { _id, raw: _raw, nextAt: _nextAt, rawDroppedAt: _dropped, suspected: _suspected, ...rest } = row;
  return { id: _id, ...rest };
}

/** Lean reads give the driver's Binary where a hydrated document would give a Buffer. */
function toBuffer(value: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
}

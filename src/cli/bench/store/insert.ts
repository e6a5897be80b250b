import { createHash } from 'node:crypto';
import { newId } from '../../../lib/ids.js';
import type { Store } from '../../../ports/store.js';
import type { Message } from '../../../tickets/message.js';
import { applyInbound } from '../../../tickets/transitions.js';
import { type Block, longestBlock } from './measure.js';
import { eventRow, into, messageRow, ms, type ShadowDb } from './shadow.js';

export interface InsertMeasured {
  /** Messages a second, one after the other and many at once. */
  oneByOne: number;
  oneByOneFloor: number;
  together: number;
  togetherFloor: number;
  /** Transactions a message, one by one and at once: the floor is given as many, since each is an fsync. */
  commits: { oneByOne: number; oneByOneFloor: number; together: number; togetherFloor: number };
  block: Block;
}

export const AT_ONCE = 24;
const WARM_UP = 480;
/** Row, message, ticket, event, end of the row. */
const STEPS = 5;

/**
 * What intake writes for a mail that joins a ticket: the row, the message, the ticket with its event riding, the event,
 * the row's end. Many at once share transactions; the floor puts as many messages into one as the store did, so that both
 * wait for the disk about as often.
 * @param commits how many transactions the store has made so far.
 */
export async function measureInsert(
  store: Store,
  db: ShadowDb,
  samples: Message[],
  count: number,
  commits: () => number,
): Promise<InsertMeasured> {
  const floor = createInsertFloor(db);
  const copies = (offset: number, many: number): Message[] =>
    Array.from({ length: many }, (_, i) => copyOf(samples[(offset + i) % samples.length] as Message));
  // As in `measure`: a desk runs for days.
  await inWaves(copies(0, WARM_UP), (message) => arrive(store, message));

  const perSecond = async (many: number, work: () => Promise<void> | void): Promise<number> => {
    const from = performance.now();
    await work();
    return many / ((performance.now() - from) / 1000);
  };
  // In short turns, so that both meet the same neighbours on the machine.
  const one: [number[], number[]] = [[], []];
  const many: [number[], number[]] = [[], []];
  const made = { one: 0, many: 0 };
  let share = AT_ONCE;
  for (let turn = 0; turn < 4; turn++) {
    const [a, b] = [copies(turn * 100, count / 4), copies(turn * 100 + 50, count / 4)];
    let before = commits();
    one[0].push(
      await perSecond(a.length, async () => {
        for (const message of a) await arrive(store, message);
      }),
    );
    made.one += commits() - before;
    one[1].push(
      await perSecond(b.length, () => {
        for (const message of b) floor([message]);
      }),
    );
    const [c, d] = [copies(turn * 200, count), copies(turn * 200 + 100, count)];
    before = commits();
    many[0].push(await perSecond(c.length, () => inWaves(c, (message) => arrive(store, message))));
    made.many += commits() - before;
    share = Math.max(1, Math.round((STEPS * c.length * (turn + 1)) / made.many));
    many[1].push(
      await perSecond(d.length, () => {
        for (let i = 0; i < d.length; i += share) floor(d.slice(i, i + share));
      }),
    );
  }
  const mean = (list: number[]): number => list.length / list.reduce((sum, value) => sum + 1 / value, 0);
  const block = await longestBlock(copies(7, 100), (message) => arrive(store, message));
  return {
    oneByOne: mean(one[0]),
    oneByOneFloor: mean(one[1]),
    together: mean(many[0]),
    togetherFloor: mean(many[1]),
    block,
    commits: { oneByOne: made.one / count, oneByOneFloor: STEPS, together: made.many / (4 * count), togetherFloor: STEPS / share },
  };
}

async function inWaves(messages: Message[], work: (message: Message) => Promise<void>): Promise<void> {
  for (let i = 0; i < messages.length; i += AT_ONCE) await Promise.all(messages.slice(i, i + AT_ONCE).map(work));
}

const raw = Buffer.alloc(1200, 'From: somebody\r\n');

async function arrive(store: Store, message: Message): Promise<void> {
  const at = message.createdAt;
  await store.intake.accept(
    { channel: message.channel, channelAccount: 'bench', externalKey: message.id, raw, meta: { via: 'smtp' } },
    message.id,
    at,
  );
  await store.messages.insert(message);
  await store.tickets.mutate(message.ticketId, (ticket) => {
    const { set, addChannels } = applyInbound(ticket, { at, channel: message.channel, text: message.text, isPerson: true, reopen: true });
    return {
      set: { ...set, lastDirection: 'in', updatedAt: at },
      addChannels,
      events: [
        {
          id: message.id,
          type: 'message.received',
          actor: { kind: 'customer', id: message.customerId, name: null },
          at,
          data: { messageId: message.id },
          undo: null,
        },
      ],
    };
  });
  await store.intake.finish(message.id, { state: 'done', ticketId: message.ticketId, messageId: message.id }, at);
}

/** The same rows by hand; each step is one transaction for all the messages given. */
function createInsertFloor(db: ShadowDb): (messages: Message[]) => void {
  const accept = into(db, 'f_intake', 17);
  const insert = into(db, 'f_messages', 30);
  const read = db.prepare('SELECT seq, status, channels, waiting_since, last_message_at FROM f_tickets WHERE id = ?');
  const change = db.prepare(
    "UPDATE f_tickets SET status = 'open', waiting_since = ?, last_message_at = ?, last_inbound_at = ?, last_channel = ?, preview = ?, last_direction = 'in', live = 1, seq = seq + 1, updated_at = ? WHERE id = ? AND seq = ?",
  );
  const event = into(db, 'f_events', 10);
  const finish = db.prepare("UPDATE f_intake SET state = 'done', ticket_id = ?, message_id = ?, done_at = ? WHERE id = ?");
  const seqs = new Map<string, number>();
  const step = (messages: Message[], work: (message: Message, at: number) => void): void => {
    db.exec('BEGIN IMMEDIATE');
    for (const message of messages) work(message, ms(message.createdAt) ?? 0);
    db.exec('COMMIT');
  };
  return (messages) => {
    step(messages, (m, at) =>
      accept.run([
        m.id,
        m.channel,
        'bench',
        m.id,
        'pending',
        raw,
        raw.length,
        createHash('sha256').update(raw).digest('hex'),
        '{"via":"smtp"}',
        at,
        at,
        0,
        null,
        null,
        null,
        null,
        null,
      ]),
    );
    step(messages, (m) => insert.run(messageRow(m)));
    step(messages, (m, at) => {
      const [seq] = read.get([m.ticketId]) ?? [];
      seqs.set(m.id, Number(seq) + 1);
      change.run([at, at, at, m.channel, m.text.slice(0, 200), at, m.ticketId, Number(seq)]);
    });
    step(messages, (m) =>
      event.run(
        eventRow({
          id: m.id,
          ticketId: m.ticketId,
          customerId: m.customerId,
          seq: seqs.get(m.id) ?? 0,
          type: 'message.received',
          actor: { kind: 'customer', id: m.customerId, name: null },
          at: m.createdAt,
          data: { messageId: m.id },
          undo: null,
          undoneBy: null,
        }),
      ),
    );
    step(messages, (m, at) => finish.run([m.ticketId, m.id, at, m.id]));
  };
}

function copyOf(message: Message): Message {
  const at = new Date();
  const id = newId(at.getTime());
  return { ...message, id, intakeId: id, externalId: `${id}@bench.example`, createdAt: at, updatedAt: at, occurredAt: at };
}

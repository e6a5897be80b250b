import type { Channel } from '../../../contract/common.js';
import { randomOf } from '../../seed/random.js';
import type { ShadowDb } from './shadow.js';

export type ListState = 'solved' | 'open' | 'live';

/** As many tickets as some agents have in the smallest store too (10k messages: 27 to 49 solved, up to 3 open and 5 live). */
export const FULL: Readonly<Record<ListState, number>> = { solved: 25, open: 1, live: 2 };

const WHERE: Readonly<Record<ListState, string>> = { solved: "status = 'solved'", open: "status = 'open'", live: 'live' };

/** What is asked for: drawn from all of the data, the same in each run on the same seed. */
export interface Keys {
  identities: { kind: 'email' | 'phone' | 'external' | 'chat'; value: string }[];
  tickets: string[];
  externalIds: { channel: Channel; account: string; externalId: string }[];
  intake: { account: string; key: string; id: string }[];
  agents: string[];
  /** Who has a whole page of such tickets, and one more: then a page is as long at every size. */
  busy: Record<ListState, string[]>;
  /** Who has more than FULL of such tickets: at every size, so that growth compares answers that are equally long. */
  full: Record<ListState, string[]>;
  /** Of whom there is a whole page of messages. */
  customers: string[];
  longTicket: string;
  messages: string[];
  english: string[];
  chinese: string[];
}

const ENGLISH = [
  'refund',
  'parcel',
  'invoice number',
  'blender',
  'tracking',
  'account locked',
  'damaged',
  'smith',
  'patel invoice',
  'coffee grinder',
  'spare lid',
  'battery door',
];
const CHINESE = ['退款', '快递', '发票', '破壁机', '订单', '登录不了', '密封圈', '净化器', '欧阳', '水箱 漏水', '退貨', '包裹'];

export function drawKeys(db: ShadowDb, count: number): Keys {
  const random = randomOf('bench', 'keys');
  const draw = (table: string, columns: string, many: number): unknown[][] => {
    const [last] = db.prepare(`SELECT max(rowid) FROM ${table}`).get([]) as [number];
    const statement = db.prepare(`SELECT ${columns} FROM ${table} WHERE rowid >= ? ORDER BY rowid LIMIT 1`);
    return Array.from({ length: many }, () => statement.get([random.int(1, last)]) as unknown[]);
  };
  const mails = db.prepare(
    'SELECT channel, channel_account, external_id FROM f_messages WHERE rowid >= ? AND external_id IS NOT NULL ORDER BY rowid LIMIT 1',
  );
  const [lastMessage] = db.prepare('SELECT max(rowid) FROM f_messages').get([]) as [number];
  const [longTicket] = db.prepare('SELECT ticket_id FROM f_messages GROUP BY ticket_id ORDER BY count(*) DESC LIMIT 1').get([]) as [string];
  // Chinese and order numbers too: some words are everywhere, some in one ticket only.
  const numbers = draw('f_tickets', 'number', 4).map(([number]) => String(number));
  const column = (sql: string): string[] =>
    db
      .prepare(sql)
      .all([])
      .map(([id]) => String(id));
  const agents = column('SELECT DISTINCT assignee_id FROM f_tickets WHERE assignee_id IS NOT NULL ORDER BY 1');
  const having = (state: ListState, more: number): string[] => {
    const busy = column(
      `SELECT assignee_id FROM f_tickets WHERE assignee_id IS NOT NULL AND ${WHERE[state]} GROUP BY 1 HAVING count(*) > ${more} ORDER BY 1`,
    );
    return busy.length > 0 ? busy : agents;
  };
  const eachState = (more: (state: ListState) => number): Keys['busy'] => ({
    solved: having('solved', more('solved')),
    open: having('open', more('open')),
    live: having('live', more('live')),
  });
  const regulars = column('SELECT customer_id FROM f_messages GROUP BY customer_id HAVING count(*) > 50 ORDER BY 1');
  return {
    identities: draw('f_identities', 'kind, value', count).map(([kind, value]) => ({ kind: kind as 'email', value: String(value) })),
    tickets: draw('f_tickets', 'id', count).map(([id]) => String(id)),
    externalIds: Array.from(
      { length: count },
      () => mails.get([random.int(1, Math.floor(lastMessage * 0.99))]) ?? mails.get([1]) ?? [],
    ).map(([channel, account, externalId]) => ({ channel: channel as Channel, account: String(account), externalId: String(externalId) })),
    intake: draw('f_intake', 'account, key, id', Math.min(count, 200)).map(([account, key, id]) => ({
      account: String(account),
      key: String(key),
      id: String(id),
    })),
    agents,
    busy: eachState(() => 50),
    full: eachState((state) => FULL[state]),
    customers: Array.from({ length: Math.min(count, 300) }, () => regulars[random.int(0, regulars.length - 1)] ?? ''),
    longTicket,
    messages: draw('f_messages', 'id', 400).map(([id]) => String(id)),
    english: [...ENGLISH, ...numbers],
    chinese: CHINESE,
  };
}

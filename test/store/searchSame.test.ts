/** One and the same content on both engines: every search gives the same hits, snippets and order. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SearchHit, SearchRequest } from '../../src/ports/search.js';
import type { Store } from '../../src/ports/store.js';
import { openStore } from '../../src/store/openStore.js';
import { buildCustomer, buildDraft, buildIdentity, buildMessage, buildTicket, minute, T0 } from './support/build.js';
import { newPlace, SERVER } from './support/testStore.js';

const onServer = SERVER === 'embedded' || SERVER === 'mongo-java-server' ? describe.skip : describe;

const SAID = [
  'My lamp arrived broken, please refund order ORD-2024-001734.',
  'Die Lampe von Herrn Müller ist zerbrochen, bitte prüfen.',
  'Ma commande a été livrée en retard, remboursement.',
  'El pedido llegó dañado, ¿cuándo me devuelven el dinero?',
  '我想申请退款，什么时候发货？',
  '請問發票什麼時候開具？頭髮乾燥機壞了。',
  '返金をお願いします。パスワードを忘れました。',
  '주문한 램프가 깨졌어요. 환불을 요청합니다.',
  'iPhone15充电器坏了，call me at +49 170 555-1234 or jo.doe@example.com 👍',
  'The grey lamp again: refund, refund, refund!',
];
const ASKED = [
  'lamp',
  'LAMP refund',
  'ref',
  'ord 2024',
  '001734',
  'müller',
  'mueller',
  'ete',
  'llegó',
  '退款',
  '什么时候',
  '什麼時候',
  '发票',
  '坏了',
  '返金',
  'パスワード',
  '환불',
  'iphone 充电',
  '0170 5551234',
  '+491705551234',
  '+431705551234',
  'jo.doe@exa',
  '👍',
  '"grey lamp"',
  '"lamp grey"',
  'case 7',
  'ann',
  'customer 3',
  'c4@example.org',
  'changed',
  'nowhere',
  '.*',
  'a',
  '款退',
];
const NARROWED: Partial<SearchRequest>[] = [
  {},
  { kinds: ['ticket', 'customer'] },
  { kinds: ['note'] },
  { statuses: ['open'] },
  { statuses: ['solved', 'closed'], channel: 'chat' },
  { channel: 'email' },
  { assigneeId: null },
  { assigneeId: 'a1', tag: 'vip' },
  { tag: 'vip' },
  { from: minute(40) },
  { to: minute(90), statuses: ['open'] },
  { from: minute(30), to: minute(120) },
];

onServer(`search on the embedded engine and on ${SERVER}`, () => {
  const place = newPlace();
  const dataDir = mkdtempSync(join(tmpdir(), 'same-'));
  let stores: Store[] = [];

  beforeAll(async () => {
    const { store: theirs } = await place.open();
    const log = { debug() {}, info() {}, warn() {}, error() {}, fatal() {}, child: () => log };
    const { store: ours } = await openStore({ kind: 'embedded', dataDir }, log);
    stores = [ours, theirs];
    const customers = Array.from({ length: 8 }, (_, i) => buildCustomer({ name: `Customer ${i}` }));
    const tickets = Array.from({ length: 24 }, (_, i) =>
      buildTicket({
        subject: `Case ${i} ${SAID[(i * 3) % SAID.length]}`,
        customerId: customers[i % 8]?.id ?? '',
        opened: { customerId: customers[i % 8]?.id ?? '', ordinal: i, intakeId: null, at: T0 },
        status: i % 3 ? 'open' : 'solved',
        assigneeId: i % 2 ? 'a1' : null,
        tags: i % 5 ? [] : ['vip'],
        channels: i % 4 ? ['email'] : ['chat'],
        createdAt: minute(i * 5),
      }),
    );
    const messages = Array.from({ length: 150 }, (_, i) =>
      buildMessage({
        ticketId: tickets[i % 24]?.id ?? '',
        customerId: tickets[i % 24]?.customerId ?? '',
        text: `${SAID[i % SAID.length]} ${SAID[(i * 7) % SAID.length]}`,
        direction: i % 11 ? 'in' : 'note',
        channel: i % 4 ? 'email' : 'chat',
        createdAt: minute(i),
        subject: null,
      }),
    );
    for (const store of stores) {
      for (const customer of customers) await store.customers.ensure(customer, [`c${customer.name.slice(-1)}@example.org`]);
      for (const customer of customers)
        await store.customers.addIdentity(
          buildIdentity({ customerId: customer.id, value: `c${customer.name.slice(-1)}@example.org`, addedAt: T0 }),
        );
      for (const ticket of tickets)
        await store.tickets.open(ticket, customers.find(({ id }) => id === ticket.customerId)?.name ?? '', [buildDraft()]);
      for (const [i, message] of messages.entries()) {
        await store.messages.insert(message);
        if (i % 50 === 49) await store.search.index();
      }
      // What has changed since, in other segments: amended, moved and merged.
      for (const message of messages.filter((_, i) => i % 20 === 3))
        await store.messages.amend(message.id, 0, { text: 'changed to something of a lamp' }, T0);
      await store.messages.moveAll(tickets[5]?.id ?? '', tickets[6]?.id ?? '');
      await store.tickets.mutate(tickets[5]?.id ?? '', () => ({
        set: { mergedIntoId: tickets[6]?.id ?? '', status: 'closed' },
        events: [buildDraft()],
      }));
      await store.search.index();
    }
  }, 240_000);
  afterAll(async () => {
    await stores[0]?.close();
    rmSync(dataDir, { recursive: true, force: true });
    await place.remove();
  });

  test(`${ASKED.length * NARROWED.length} searches, page by page`, async () => {
    let found = 0;
    for (const [i, q] of ASKED.entries()) {
      for (const [j, narrowed] of NARROWED.entries()) {
        const request = { q, ...narrowed, sort: (i + j) % 2 ? 'newest' : 'best', limit: i % 2 ? 3 : 20 } as const;
        const [ours, theirs] = await Promise.all(stores.map((store) => hits(store, request)));
        expect({ request, hits: theirs }).toEqual({ request, hits: ours });
        found += ours?.length ?? 0;
      }
      const [ours, theirs] = await Promise.all(stores.map((store) => store.search.ticketIds(q, 10, 2)));
      expect(theirs).toEqual(ours);
    }
    // It would also be the same if nothing were found.
    expect(found).toBeGreaterThan(1000);
  }, 240_000);
});

/** At most three pages; without the score, which grows old while one looks. */
async function hits(store: Store, request: SearchRequest): Promise<Omit<SearchHit, 'score'>[]> {
  const all: Omit<SearchHit, 'score'>[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 3; pages++) {
    const page = await store.search.find({ ...request, cursor });
    all.push(...page.items.map(({ score: _score, ...hit }) => hit));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  return all;
}

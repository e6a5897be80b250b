/** Search over a whole store, on the engine of this run: what is stored is found, and only what is there. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listFound } from '../../src/actions/listFound.js';
import { newId } from '../../src/lib/ids.js';
import type { SearchHit, SearchRequest } from '../../src/ports/search.js';
import type { Store } from '../../src/ports/store.js';
import type { AttachedBulkLoad } from '../../src/store/bulkLoad.js';
import type { Message } from '../../src/tickets/message.js';
import type { Ticket } from '../../src/tickets/ticket.js';
import { buildCustomer, buildDraft, buildIdentity, buildMessage, buildTicket, minute, T0 } from './support/build.js';
import { newPlace, SERVER } from './support/testStore.js';

const WORDS = {
  en: 'My lamp arrived broken, please refund order ORD-2024-001734.',
  de: 'Die Lampe von Herrn Müller ist zerbrochen, bitte prüfen Sie die Größe.',
  fr: 'Ma commande a été livrée en retard, je veux un remboursement.',
  es: 'El pedido llegó dañado, ¿cuándo me devuelven el dinero mañana?',
  pl: 'Proszę o zwrot pieniędzy za zamówienie, żarówka z Łodzi nie działa.',
  ru: 'Ещё не получил возврат за заказ, лампа разбита.',
  zhHans: '我想申请退款，什么时候发货？',
  zhHant: '請問發票什麼時候開具？頭髮乾燥機壞了。',
  ja: '返金をお願いします。パスワードを忘れました。',
  ko: '주문한 램프가 깨졌어요. 환불을 요청합니다.',
  mixed: 'iPhone15充电器坏了，call me at +49 170 555-1234 or jo.doe@example.com 👍',
} as const;

/** More than one page reads; more tickets than are put in order together. */
const REFUSED = 1200;
const MANY_TICKETS = SERVER === 'embedded' ? 1100 : 600;

describe(`search on ${SERVER}`, () => {
  const place = newPlace();
  let store: Store;
  let bulk: AttachedBulkLoad;
  let made = 0;

  beforeAll(async () => {
    ({ store, bulk } = await place.open());
  });
  afterAll(() => place.remove());

  /** A ticket with messages. */
  async function say(
    texts: string[],
    set: { ticket?: Partial<Ticket>; message?: Partial<Message> } = {},
  ): Promise<{ ticket: Ticket; messages: Message[] }> {
    const ticket = buildTicket({ subject: `Case ${++made}`, createdAt: minute(made), ...set.ticket });
    await store.tickets.open(ticket, 'Somebody', [buildDraft()]);
    const messages: Message[] = [];
    for (const text of texts) {
      const message = buildMessage({
        ticketId: ticket.id,
        customerId: ticket.customerId,
        subject: null,
        text,
        createdAt: minute(++made),
        from: { kind: 'email', value: 'x@example.org', name: null },
        ...set.message,
      });
      await store.messages.insert(message);
      messages.push(message);
    }
    return { ticket, messages };
  }

  async function find(q: string, more: Partial<SearchRequest> = {}): Promise<SearchHit[]> {
    await store.search.index();
    return (await store.search.find({ q, sort: 'newest', limit: 50, ...more })).items;
  }
  const ids = async (q: string, more: Partial<SearchRequest> = {}): Promise<string[]> => (await find(q, more)).map(({ id }) => id);
  const shown = ({ snippet }: SearchHit): string => snippet.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

  test('what we wrote is found by everybody who got it, what came in by who wrote it', async () => {
    const party = (value: string, name: string | null = null) => ({ kind: 'email' as const, value, name });
    const everybody = {
      to: [party('first@recipients.example')],
      cc: [party('copied@recipients.example', 'Cosima Copied')],
      bcc: [party('hidden@recipients.example')],
    };
    const [ours] = (await say(['Here is the plan.'], { message: { direction: 'out', ...everybody } })).messages;
    await say(['Thanks for the plan.'], { message: { direction: 'in', ...everybody } });
    for (const words of ['first@recipients.example', 'copied@recipients.example', 'Cosima', 'hidden@recipients.example'])
      expect(await ids(words)).toEqual([ours?.id]);
  });

  describe('in every language', () => {
    const messageOf = new Map<string, string>();
    beforeAll(async () => {
      for (const [language, text] of Object.entries(WORDS)) messageOf.set(language, (await say([text])).messages[0]?.id ?? '');
    });

    test.each<[string, (keyof typeof WORDS)[]]>([
      ['lamp broken', ['en']],
      ['BROKEN refund', ['en']],
      ['ORD-2024-001734', ['en']],
      ['ord 2024', ['en']],
      ['001734', ['en']],
      ['müller', ['de']],
      ['mueller', ['de']],
      ['MULLER prufen', ['de']],
      ['grösse', ['de']],
      ['ete remb', ['fr']],
      ['livrée', ['fr']],
      ['danado manana', ['es']],
      ['llegó', ['es']],
      ['pieniedzy', ['pl']],
      ['żarówka łodzi', ['pl']],
      ['еще возврат', ['ru']],
      ['ЗАКАЗ', ['ru']],
      ['退款', ['zhHans']],
      ['什么时候', ['zhHant', 'zhHans']],
      ['什麼時候', ['zhHant', 'zhHans']],
      ['发票', ['zhHant']],
      ['头发', ['zhHant']],
      ['發貨', ['zhHans']],
      ['坏了', ['mixed', 'zhHant']],
      ['返金', ['ja']],
      ['パスワード', ['ja']],
      ['ﾊﾟｽﾜｰﾄﾞ', ['ja']],
      ['환불', ['ko']],
      ['램프 환불', ['ko']],
      ['iphone 充电', ['mixed']],
      ['iPhone15充电器', ['mixed']],
      ['0170 5551234', ['mixed']],
      ['+491705551234', ['mixed']],
      ['jo.doe@example.com', ['mixed']],
      ['jo.doe@exa', ['mixed']],
      ['👍', ['mixed']],
      ['款退', []],
      ['nowhere', []],
      ['lamp nowhere', []],
    ])('%s', async (q, languages) => {
      const expected = languages.map((language) => messageOf.get(language)).toSorted();
      expect((await ids(q)).toSorted()).toEqual(expected);
      expect((await ids(q, { sort: 'best' })).toSorted()).toEqual(expected);
    });

    test('shows the words where they stand', async () => {
      const [hit] = await find('发票 什么');
      expect(hit && shown(hit)).toBe('請問[發票什麼]時候開具？頭髮乾燥機壞了。');
    });
  });

  describe('hostile queries', () => {
    test.each([
      '',
      ' ',
      '.,;:!?',
      '***',
      '(((',
      '.*',
      '[',
      '\\',
      '$ne',
      '{"$ne":null}',
      '$where',
      "'; drop table",
      '\u0000',
      '\ud83d',
      'a'.repeat(10_000),
      '退'.repeat(5000),
      '1 '.repeat(5000),
      '"',
      '"""',
      '%',
      '__proto__',
    ])('%.24j finds nothing and breaks nothing', async (q) => {
      expect(await find(q)).toEqual([]);
    });

    test('foreign cursors are refused', async () => {
      for (const cursor of ['x', Buffer.from('{"v":1,"id":"zz"}').toString('base64url'), Buffer.from('{}').toString('base64url')]) {
        for (const sort of ['best', 'newest'] as const)
          await expect(store.search.find({ q: 'lamp', sort, limit: 5, cursor })).rejects.toMatchObject({ code: 'invalid_input' });
      }
    });
  });

  test('tickets by number, subject and customer; notes; customers by name and addresses', async () => {
    const customer = buildCustomer({ name: 'Zoë Quixote' });
    await store.customers.ensure(customer, ['zoe@quixote.test']);
    await store.customers.addIdentity(buildIdentity({ customerId: customer.id, kind: 'email', value: 'zoe@quixote.test' }));
    const { ticket, messages } = await say(['Nothing special'], {
      ticket: { subject: 'Windmill ordered', number: 778_899, customerId: customer.id },
      message: { direction: 'note' },
    });
    await store.customers.refreshWords(customer.id);
    expect(await find('windmill')).toMatchObject([
      { kind: 'ticket', ticketId: ticket.id, ticketNumber: 778_899, messageId: null, title: 'Windmill ordered' },
    ]);
    expect(await find('778899')).toMatchObject([{ kind: 'ticket', ticketId: ticket.id }]);
    expect(await find('#778899')).toMatchObject([{ kind: 'ticket' }]);
    expect(await find('special')).toMatchObject([{ kind: 'note', messageId: messages[0]?.id, ticketId: ticket.id, said: null }]);
    expect((await find('zoe quixote')).map(({ kind }) => kind).toSorted()).toEqual(['customer', 'ticket']);
    expect(await find('zoe@quixote.test')).toMatchObject([
      { kind: 'customer', ticketId: null, customerId: customer.id, title: 'Zoë Quixote' },
    ]);
    expect(await find('quixote', { kinds: ['customer'] })).toHaveLength(1);
    expect(await find('quixote', { kinds: ['message', 'note'] })).toEqual([]);
    expect(await store.search.ticketIds('quixote', 10)).toEqual([ticket.id]);
  });

  describe('phone numbers that end alike', () => {
    const PEOPLE = { priya: '+13025556677', mia: '+12125556677', noah: '+12025556677', lena: '+493025556677' };
    const people = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];
    const found = new Map<string, string>();
    let short: { ticket: Ticket; messages: Message[] };

    beforeAll(async () => {
      // Who has the end alone is the oldest, so nothing but the number puts it first.
      short = await say(['extension 25556677 please'], { ticket: { subject: 'Ring 2555 6677' } });
      for (const name of people) {
        const customer = buildCustomer({ name, createdAt: minute(++made) });
        await store.customers.ensure(customer, []);
        await store.customers.addIdentity(buildIdentity({ customerId: customer.id, kind: 'phone', value: PEOPLE[name] }));
        const digits = PEOPLE[name];
        const { ticket, messages } = await say([`Call ${digits} or +1 999 000 1111 back.`, 'Nothing.'], {
          ticket: { subject: `Ring ${digits.replace(/(\d{3})(\d{4})$/, ' $1 $2')}`, customerId: customer.id },
          message: { channel: 'sms', from: { kind: 'phone', value: digits, name: null } },
        });
        for (const id of [customer.id, ticket.id, ...messages.map((message) => message.id)]) found.set(id, name);
        await store.customers.refreshWords(customer.id);
      }
      await store.search.index();
    });

    const whose = async (q: string, more: Partial<SearchRequest> = {}): Promise<string[]> =>
      (await find(q, more)).map(({ id, kind }) => `${found.get(id) ?? 'short'}'s ${kind}`);

    test.each([
      ['+13025556677', 'priya'],
      ['+1 302 555 6677', 'priya'],
      ['001 (302) 555-6677', 'priya'],
      ['+12125556677', 'mia'],
      ['1 202 555 6677', 'noah'],
      ['+49 30 25556677', 'lena'],
    ])('whole, %s finds what is of %s only', async (q, name) => {
      const all = [`${name}'s customer`, `${name}'s message`, `${name}'s message`, `${name}'s ticket`];
      for (const sort of ['best', 'newest'] as const) expect((await whose(q, { sort })).toSorted()).toEqual(all);
      const tickets = await store.search.ticketIds(q, 10);
      expect(tickets.map((id) => found.get(id))).toEqual([name]);
    });

    test('marks nothing but that number', async () => {
      const hits = await find('+13025556677', { kinds: ['customer', 'message'] });
      expect(hits.map((hit) => shown(hit).trim()).toSorted()).toEqual([
        'Call [+13025556677] or +1 999 000 1111 back.',
        '[+13025556677]',
        '[+13025556677]',
      ]);
    });

    test('an end finds all that end so, whoever has it whole first, and each page goes on where the last one ended', async () => {
      const order = await whose('2555 6677', { sort: 'best' });
      expect(order.slice(0, 2).toSorted()).toEqual(["short's message", "short's ticket"]);
      expect(order).toHaveLength(2 + 4 * people.length);
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.search.find({ q: '2555 6677', sort: 'best', limit: 3, cursor });
        paged.push(...page.items.map(({ id, kind }) => `${found.get(id) ?? 'short'}'s ${kind}`));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(paged).toEqual(order);
      // Hers ends so as well, in Berlin.
      expect((await whose('302 555 6677', { kinds: ['customer'] })).toSorted()).toEqual(["lena's customer", "priya's customer"]);
      expect((await whose('302 555 6677', { kinds: ['ticket'] })).toSorted()).toEqual(["lena's ticket", "priya's ticket"]);
      expect(await whose('212 555 6677', { kinds: ['customer'] })).toEqual(["mia's customer"]);
      const tickets = await store.search.ticketIds('25556677', 3);
      expect(tickets).toHaveLength(3);
      expect(await store.search.ticketIds('25556677', 10, 3)).toHaveLength(2);
      expect(await store.search.ticketIds('25556677', 10)).toContain(short.ticket.id);
    });
  });

  test('filters by status, channel, assignee, tag and time', async () => {
    const {
      messages: [a],
    } = await say(['filterword one'], { ticket: { status: 'open', assigneeId: 'a1', tags: ['vip'] }, message: { channel: 'email' } });
    const {
      messages: [b],
    } = await say(['filterword two'], { ticket: { status: 'solved', assigneeId: null }, message: { channel: 'sms' } });
    const all = [b?.id, a?.id];
    expect(await ids('filterword')).toEqual(all);
    expect(await ids('filterword', { statuses: ['open', 'pending'] })).toEqual([a?.id]);
    expect(await ids('filterword', { statuses: ['solved'] })).toEqual([b?.id]);
    expect(await ids('filterword', { channel: 'sms' })).toEqual([b?.id]);
    expect(await ids('filterword', { assigneeId: 'a1' })).toEqual([a?.id]);
    expect(await ids('filterword', { assigneeId: null })).toEqual([b?.id]);
    expect(await ids('filterword', { tag: 'vip' })).toEqual([a?.id]);
    const cut = b?.createdAt ?? T0;
    for (const sort of ['best', 'newest'] as const) {
      expect(await ids('filterword', { from: cut, sort })).toEqual([b?.id]);
      expect(await ids('filterword', { to: cut, sort })).toEqual([a?.id]);
      expect(await ids('filterword', { from: cut, to: cut, sort })).toEqual([]);
    }
  });

  test('newest: pages show each match once, in order, also while more come in', async () => {
    const { messages } = await say(Array.from({ length: 23 }, (_, i) => `pageword ${i}`));
    const expected = messages.map(({ id }) => id).toReversed();
    for (const limit of [1, 5, 23, 24]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.search
          .find({ q: 'pageword', sort: 'newest', limit, cursor })
          .then(async (found) =>
            found.items.length || seen.length
              ? found
              : (await store.search.index(), store.search.find({ q: 'pageword', sort: 'newest', limit })),
          );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
        if (limit === 5 && seen.length === 5) {
          // Older and newer ones than where the pages are.
          await say(['pageword new']);
          await store.search.index();
        }
      } while (cursor);
      expect(seen.filter((id) => expected.includes(id))).toEqual(expected);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  test('what filters refuse by the thousand leaves pages short, and the cursor leads to the rest', async () => {
    const refused = buildTicket({ subject: 'Many', tags: [] });
    await store.tickets.open(refused, 'Somebody', []);
    const wanted = await say(['selectiveword first', 'selectiveword second'], { ticket: { tags: ['needle'] } });
    const later = made + 1;
    await bulk.add({
      messages: Array.from({ length: REFUSED }, (_, i) => ({
        message: buildMessage({
          ticketId: refused.id,
          customerId: refused.customerId,
          subject: null,
          text: `selectiveword ${i}`,
          createdAt: minute(later + i),
        }),
        keys: {},
      })),
    });
    made += REFUSED;
    await bulk.findable();
    await store.search.index();
    for (const sort of ['newest', 'best'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await store.search.find({ q: 'selectiveword', tag: 'needle', sort, limit: 5, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
        pages++;
      } while (cursor);
      expect(seen.toSorted()).toEqual(wanted.messages.map(({ id }) => id).toSorted());
      expect(pages).toBeGreaterThan(1);
    }
  }, 120_000);

  test('a run takes what was there when it began, and the next what came meanwhile', async () => {
    await store.search.index();
    await say(['meanwhileword']);
    const [first] = await Promise.all([store.search.index(), say(Array.from({ length: 30 }, () => 'meanwhileword'))]);
    const [records, all] = [2, 2 + 31];
    expect(first).toBeGreaterThanOrEqual(records);
    expect(first).toBeLessThan(all);
    expect(await ids('meanwhileword')).toHaveLength(31);
  });

  test('a list of tickets by words leaves none out, however many there are', async () => {
    const old = Array.from({ length: MANY_TICKETS }, (_, i) =>
      buildTicket({
        subject: `Manyword ${i}`,
        status: i % 100 ? 'solved' : 'open',
        createdAt: minute(made + i),
        lastMessageAt: minute(made + i),
      }),
    );
    await bulk.add({ tickets: old.map((ticket) => ({ ticket, customerName: 'Ann', riding: [] })) });
    made += MANY_TICKETS;
    await bulk.findable();
    await store.search.index();
    for (const [statuses, wanted] of [
      [undefined, old],
      [['open' as const], old.filter(({ status }) => status === 'open')],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listFound(store, 'manyword', {
          ...(statuses ? { statuses: [...statuses] } : {}),
          sort: 'newest',
          limit: 200,
          cursor,
        });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(wanted.map(({ id }) => id).toReversed());
    }
    await expect(listFound(store, 'manyword', { sort: 'newest', limit: 5, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
  }, 120_000);

  test('best: titles and whole words first, pages show each once', async () => {
    const {
      messages: [part],
    } = await say(['bestwording']);
    const {
      ticket,
      messages: [whole],
    } = await say(['a bestword here'], { ticket: { subject: 'About bestword' } });
    const {
      messages: [often],
    } = await say(['bestword bestword bestword']);
    const order = (await find('bestword', { sort: 'best' })).map(({ id }) => id);
    expect(order).toEqual([ticket.id, often?.id, whole?.id, part?.id]);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.search.find({ q: 'bestword', sort: 'best', limit: 1, cursor });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(order);
  });

  test('the end of a long letter is found, and who wrote it and what was with it, however long it is', async () => {
    const letter = `${Array.from({ length: 900 }, (_, i) => `letterword${i.toString(36)}x`).join(' ')} lastofletter`;
    const chinese = `${Array.from({ length: 700 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 37) % 4000))).join('')}。最后是鳄鱼牌`;
    const endless = Array.from({ length: 5000 }, (_, i) => `endless${i.toString(36)}x`).join(' ');
    const file = {
      filename: 'zebrareceipt.pdf',
      contentType: 'application/pdf',
      size: 1,
      inline: false,
      contentId: null,
      state: 'stored' as const,
      sha256: 'a'.repeat(64),
      sourceUrl: null,
    };
    const {
      messages: [a, b],
    } = await say([letter, chinese]);
    const {
      messages: [c],
    } = await say([endless], { message: { attachments: [file], from: { kind: 'email', value: 'endless@writer.test', name: null } } });
    expect(await ids('lastofletter')).toEqual([a?.id]);
    expect(await ids('鱷魚牌')).toEqual([b?.id]);
    expect(await ids('zebrareceipt')).toEqual([c?.id]);
    expect(await ids('endless@writer.test')).toEqual([c?.id]);
  });

  test('a changed subject, name or text is found by its new words only', async () => {
    const {
      ticket,
      messages: [message],
    } = await say(['firsttext'], { ticket: { subject: 'Firstsubject' } });
    expect(await ids('firstsubject')).toEqual([ticket.id]);
    await store.tickets.mutate(ticket.id, () => ({ set: { subject: 'Secondsubject' }, events: [buildDraft()] }));
    await store.messages.amend(message?.id ?? '', 0, { text: 'secondtext' }, T0);
    // Before the index knows it the old words find nothing wrong.
    expect((await store.search.find({ q: 'firstsubject', sort: 'newest', limit: 5 })).items).toEqual([]);
    expect(await ids('secondsubject')).toEqual([ticket.id]);
    expect(await ids('firstsubject')).toEqual([]);
    expect(await ids('secondtext')).toEqual([message?.id]);
    expect(await ids('firsttext')).toEqual([]);
  });

  test('after a merge, a split and a move the ticket is the one it is in now', async () => {
    const {
      ticket: a,
      messages: [m1, m2],
    } = await say(['mergeword one', 'mergeword two'], { ticket: { subject: 'Mergesubject' } });
    const { ticket: b } = await say(['other']);
    expect((await find('mergeword')).map(({ ticketId }) => ticketId)).toEqual([a.id, a.id]);
    await store.messages.moveAll(a.id, b.id);
    await store.tickets.mutate(a.id, () => ({ set: { mergedIntoId: b.id, status: 'closed' }, events: [buildDraft()] }));
    // At once, before the index has heard of it.
    const merged = (await store.search.find({ q: 'mergeword', sort: 'newest', limit: 5 })).items;
    expect(merged.map(({ ticketId, ticketNumber }) => [ticketId, ticketNumber])).toEqual([
      [b.id, b.number],
      [b.id, b.number],
    ]);
    expect(await find('mergesubject')).toEqual([]);
    await store.search.index();
    expect(await store.search.ticketIds('mergeword', 10)).toEqual([b.id]);
    expect(await ids('mergeword')).toEqual([m2?.id, m1?.id]);

    const { ticket: c } = await say([]);
    await store.messages.move([m1?.id ?? ''], c.id);
    expect((await find('mergeword')).map(({ ticketId }) => ticketId)).toEqual([b.id, c.id]);
    expect((await store.search.ticketIds('mergeword', 10)).toSorted()).toEqual([b.id, c.id].toSorted());
    await store.tickets.mutate(a.id, () => ({ set: { mergedIntoId: null, status: 'open' }, events: [buildDraft()] }));
    expect(await ids('mergesubject')).toEqual([a.id]);
  });

  test('a hit shows its ticket as it is now, whatever was known of it before', async () => {
    const { ticket: a } = await say(['knownword in a chat'], { ticket: { subject: 'Knownsubject' }, message: { channel: 'chat' } });
    const {
      ticket: b,
      messages: [mail],
    } = await say(['knownword in a mail'], { message: { subject: 'Re: lamp' } });
    const shownNow = async (): Promise<unknown[]> => (await find('knownword')).map(({ ticketNumber, title }) => [ticketNumber, title]);
    for (let again = 0; again < 2; again++)
      expect(await shownNow()).toEqual([
        [b.number, 'Re: lamp'],
        [a.number, 'Knownsubject'],
      ]);
    await store.tickets.mutate(a.id, () => ({ set: { subject: 'Othersubject' }, events: [buildDraft()] }));
    await store.messages.move([mail?.id ?? ''], a.id);
    expect(await shownNow()).toEqual([
      [a.number, 'Re: lamp'],
      [a.number, 'Othersubject'],
    ]);
    expect(await find('knownword', { tag: 'nowhere' })).toEqual([]);
  });

  test('what was noted by a process that died is indexed, and a note without a record does no harm', async () => {
    await place.raw(async (db) => {
      await db.collection('search_todo').insertOne({ _id: newId(), kind: 'message', ref: newId() });
      await db.collection('search_todo').insertOne({ _id: newId(Date.now() - 3_600_000), kind: 'message', ref: newId() });
    });
    await say(['afterdeath']);
    expect(await find('afterdeath')).toHaveLength(1);
    const left = await place.raw((db) => db.collection('search_todo').countDocuments({}));
    expect(left).toBe(1);
  });
});

describe(`a search index on ${SERVER}`, () => {
  test('is made for a store that has records and no index, and merges lose and double nothing', async () => {
    const place = newPlace();
    try {
      const { store } = await place.open();
      const ticket = buildTicket({ subject: 'walked' });
      await store.tickets.open(ticket, 'Ann', [buildDraft()]);
      const made: string[] = [];
      for (let round = 0; round < 24; round++) {
        const batch = Array.from({ length: 1 + (round % 7) * 4 }, (_, i) =>
          buildMessage({
            ticketId: ticket.id,
            text: `mergeall word${i} round${round} ${'filler text '.repeat(round % 3)}`,
            createdAt: minute(round * 100 + i),
          }),
        );
        await Promise.all(batch.map((message) => store.messages.insert(message)));
        made.unshift(...batch.map(({ id }) => id).toReversed());
        // Every few rounds an old one changes, so that it has a later form in another segment.
        const [old] = batch;
        if (round % 5 === 4 && old) {
          await store.search.index();
          await store.messages.amend(old.id, 0, { text: `mergeall changed${round}` }, T0);
        }
        await store.search.index();
      }
      const all = async (s: Store): Promise<string[]> =>
        (await s.search.find({ q: 'mergeall', sort: 'newest', limit: 1000 })).items.map(({ id }) => id);
      expect(await all(store)).toEqual(made);
      expect((await store.search.find({ q: 'changed14', sort: 'best', limit: 10 })).items).toHaveLength(1);
      expect((await store.search.find({ q: 'round14 word0', sort: 'best', limit: 10 })).items).toEqual([]);
      const live = await place.raw((db) => db.collection('search_segments').countDocuments({ state: 'live' }));
      expect(live).toBeLessThan(20);
      await store.close();

      await place.raw(async (db) => {
        for (const name of ['search_segments', 'search_blocks', 'search_todo']) await db.collection(name).deleteMany({});
      });
      const { store: again } = await place.open();
      expect(await all(again)).toEqual([]);
      await again.search.index();
      expect(await all(again)).toEqual(made);
      expect(await again.search.ticketIds('walked', 5)).toEqual([ticket.id]);
      expect(place.logged.filter(({ level }) => level !== 'info' && level !== 'debug')).toEqual([]);
    } finally {
      await place.remove();
    }
  }, 60_000);

  test('two processes share the work: one indexes, both find', async () => {
    const place = newPlace();
    try {
      const [{ store: one }, { store: two }] = [await place.open(), await place.open()];
      const ticket = buildTicket();
      await one.tickets.open(ticket, 'Ann', [buildDraft()]);
      await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          (i % 2 ? one : two).messages.insert(buildMessage({ ticketId: ticket.id, text: `shared ${i}`, createdAt: minute(i) })),
        ),
      );
      const counts = await Promise.all([one.search.index(), two.search.index()]);
      expect(counts.filter((count) => count > 0)).toHaveLength(1);
      for (const store of [one, two]) expect((await store.search.find({ q: 'shared', sort: 'newest', limit: 100 })).items).toHaveLength(40);
      await one.close();
      await two.close();
      const { store: three } = await place.open();
      await three.messages.insert(buildMessage({ ticketId: ticket.id, text: 'shared late' }));
      expect(await three.search.index()).toBeGreaterThan(0);
    } finally {
      await place.remove();
    }
  });
});

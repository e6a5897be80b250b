/** A thread of mails makes the same ticket in whichever order it arrives: through the real reading, deciding and store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { openInProcessDesk, SILENT, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { openStore, type OpenedStore } from '../../../src/store/openStore.js';
import { mailThread, permutations } from '../../support/mailThread.js';

let desk: InProcessDesk;
let opened: OpenedStore;
const dataDir = mkdtempSync(join(tmpdir(), 'any-order-'));
beforeAll(async () => {
  opened = await openStore({ kind: 'embedded', dataDir }, SILENT);
  desk = await openInProcessDesk({ opened });
}, 60_000);
afterAll(async () => {
  await opened.store.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
});

/** More than a day apart, so that a mail could count as another issue. */
test.each([26])(
  'all 120 orders of five mails, %i hours apart, give one ticket with five messages',
  async (hours) => {
    desk.clock.now = new Date('2026-11-12T09:00:00Z');
    const runs = permutations([0, 1, 2, 3, 4]).map((order, run) => ({
      order,
      mails: mailThread(`perm${hours}-${run}`, 5),
      tickets: new Set<string>(),
    }));
    expect(runs).toHaveLength(120);
    // Step by step for all of them, so that they share the store's transactions.
    for (let step = 0; step < 5; step++) {
      desk.clock.pass(hours);
      await Promise.all(
        runs.map(async ({ order, mails, tickets }) => {
          const raw = mails[order[step] ?? 0]?.raw ?? '';
          tickets.add((await desk.mail(raw))?.ticketId ?? 'none');
          // Sent twice, as servers do: it is there already.
          if (step === 2) await desk.mail(raw);
        }),
      );
    }
    for (const { order, tickets } of runs) {
      const [ticketId = ''] = tickets;
      expect({ order, tickets: tickets.size, messages: (await desk.messages(ticketId)).length }).toEqual({
        order,
        tickets: 1,
        messages: 5,
      });
    }
    expect(await desk.store.intake.count('pending')).toBe(0);
  },
  60_000,
);

test("a worker is overtaken by another between reading a customer's tickets and opening one: both messages are in one ticket", async () => {
  const { store } = opened;
  await desk.actions.desk.customers.create(desk.admin, {
    name: 'Olga',
    identities: [{ kind: 'email', value: 'olga@overtaken.example', verified: true }],
  });
  const raw = (id: string): string =>
    letter({ from: 'Olga <olga@overtaken.example>', id: `${id}@overtaken.example`, subject: 'Coffee machine leaks', text: `Mail ${id}.` });
  let overtaking: ReturnType<InProcessDesk['mail']> | null = null;
  const slow = await openInProcessDesk({
    opened: {
      ...opened,
      store: {
        ...store,
        tickets: {
          ...store.tickets,
          async ofCustomer(...asked) {
            const found = await store.tickets.ofCustomer(...asked);
            await (overtaking ??= desk.mail(raw('fast')));
            return found;
          },
        },
      },
    },
  });
  const message = await slow.mail(raw('slow'));
  expect((await overtaking!)?.decision?.rule).toBe('new_ticket');
  expect((await desk.messages(message?.ticketId ?? '')).map(({ externalId }) => externalId).toSorted()).toEqual([
    'fast@overtaken.example',
    'slow@overtaken.example',
  ]);
}, 60_000);

test.each(['dies', 'goes on'])(
  'a new customer is found by his address when another worker makes him, and the one who claimed the address %s',
  async (end) => {
    const { store } = opened;
    const from = `${end.replace(' ', '')}@overtaken.example`;
    const raw = (id: string): string => letter({ from: `Tim <${from}>`, id: `${id}-${from}`, text: `Mail ${id}.` });
    let overtaking: ReturnType<InProcessDesk['mail']> | null = null;
    const slow = await openInProcessDesk({
      opened: {
        ...opened,
        store: {
          ...store,
          customers: {
            ...store.customers,
            async ensure(...asked) {
              await (overtaking ??= desk.mail(raw('fast')));
              if (end === 'goes on') await store.customers.ensure(...asked);
            },
          },
        },
      },
    });
    await slow.mail(raw('slow'));
    expect(
      (await desk.actions.desk.customers.list(desk.admin, { q: from, limit: 10 })).items.map(({ identities }) =>
        identities.map(({ value }) => value),
      ),
    ).toEqual([[from]]);
  },
  60_000,
);

import { expect } from '@jest/globals';
import { createTransport } from 'nodemailer';
import type { IntakeRow } from '../../../src/contract/desk.js';
import type { Message, TicketEvent } from '../../../src/contract/tickets.js';
import { messagesOf, settled, sms } from '../../support/customers.js';
import type { Dovecot } from '../../support/mail/dovecot.js';
import type { Desk } from '../../support/startDesk.js';

/** One message of a customer, as the ledger outside the desk knows it. */
export interface Entry {
  /** Its Message-ID or MessageSid. */
  id: string;
  /** Who says it: all of one customer belong to one ticket here, since none is solved in between. */
  customer: string;
  send(): Promise<boolean>;
  acknowledged: boolean;
}

export interface Ledger {
  entries: Entry[];
  /** Sends each; what was not acknowledged stays so. */
  send(entries: Entry[]): Promise<void>;
  /** As relays and providers do: what was not acknowledged is sent again until it is. */
  sendAgain(): Promise<void>;
}

export function createLedger(): Ledger {
  const send = async (entries: Entry[]): Promise<void> => {
    await Promise.all(entries.map(async (entry) => {
      // Whatever goes wrong on the way is "not acknowledged".
      if (await entry.send().catch(() => false)) entry.acknowledged = true;
    }));
  };
  const ledger: Ledger = {
    entries: [],
    async send(entries) {
      ledger.entries.push(...entries);
      await send(entries);
    },
    async sendAgain() {
      await send(ledger.entries.filter((entry) => !entry.acknowledged));
      expect(ledger.entries.filter((entry) => !entry.acknowledged).map((entry) => entry.id)).toEqual([]);
    },
  };
  return ledger;
}

export function mailText(id: string, customer: string, more: string[] = []): string {
  return [`From: ${customer} <${customer}@faults.test>`, 'To: support@desk.test', `Subject: About ${customer}`, `Message-ID: <${id}>`, 'Date: Sun, 22 Nov 2026 10:00:00 +0000', ...more, '', `Entry ${id} of ${customer}.`, ''].join('\r\n');
}

export function bySmtp(desk: Desk, id: string, customer: string, raw = mailText(id, customer)): Entry {
  return {
    id, customer, acknowledged: false,
    async send() {
      const transport = createTransport({ host: '127.0.0.1', port: desk.smtpPort, ignoreTLS: true, connectionTimeout: 5_000, greetingTimeout: 20_000, socketTimeout: 90_000 });
      try {
        return (await transport.sendMail({ envelope: { from: `${customer}@faults.test`, to: ['support@desk.test'] }, raw })).response.startsWith('250');
      } finally {
        transport.close();
      }
    },
  };
}

/** In the mailbox is acknowledged: the desk has to come and get it. */
export function byImap(dovecot: Dovecot, user: string, id: string, customer: string): Entry {
  let delivered = false;
  return {
    id, customer, acknowledged: false,
    async send() {
      if (!delivered) dovecot.deliver(user, [mailText(id, customer)]);
      return (delivered = true);
    },
  };
}

export function byHook(desk: Desk, id: string, customer: string, raw = mailText(id, customer), token?: string): Entry {
  return {
    id, customer, acknowledged: false,
    async send() {
      const answer = await fetch(`${desk.url}/hooks/email/raw`, {
        method: 'POST', headers: { authorization: `Bearer ${token ?? desk.env['MAIL_HOOK_TOKEN'] ?? ''}`, 'content-type': 'message/rfc822' }, body: raw, signal: AbortSignal.timeout(60_000),
      });
      await answer.text();
      return answer.ok;
    },
  };
}

export function bySms(desk: Desk, sid: string, customer: string): Entry {
  return { id: sid, customer, acknowledged: false, send: async () => (await sms(desk, customer, `Entry ${sid}`, sid)).status === 200 };
}

/**
 * The invariants: I1 every acknowledged message is in a ticket, I2 exactly once, I3 in its customer's one ticket, I4 what
 * was not acknowledged is there at most once and never half, I6 the numbers of a ticket's events have no gap.
 * @param options.twice Message-IDs under which there are two mails by rule, since their words differ
 * @returns all messages that are there
 */
export async function holds(desk: Desk, { entries }: Pick<Ledger, 'entries'>, { onlyThese = true, withinMs = 60_000, twice = [] as string[] } = {}): Promise<Message[]> {
  await settled(desk, withinMs);
  const all: Message[] = [];
  for (const ticket of await allTickets(desk)) {
    const messages = await messagesOf(desk, ticket.id);
    expect(messages.length).toBeGreaterThan(0);
    all.push(...messages);
    const seqs = (await eventsOf(desk, ticket.id)).map((event) => event.seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => i + 1));
  }
  const inbound = all.filter((message) => message.direction === 'in');
  const times = new Map<string, Message[]>();
  for (const message of inbound) times.set(message.externalId ?? '', [...(times.get(message.externalId ?? '') ?? []), message]);
  expect(entries.filter((entry) => entry.acknowledged && !times.has(entry.id)).map((entry) => entry.id)).toEqual([]);
  expect([...times].filter(([, messages]) => messages.length > 1).map(([id]) => id).filter((id) => !twice.includes(id))).toEqual([]);
  const ticketsOf = new Map<string, Set<string>>();
  for (const entry of entries) {
    const [message] = times.get(entry.id) ?? [];
    if (message) ticketsOf.set(entry.customer, (ticketsOf.get(entry.customer) ?? new Set()).add(message.ticketId));
  }
  expect([...ticketsOf].filter(([, ids]) => ids.size !== 1).map(([customer]) => customer)).toEqual([]);
  if (onlyThese) expect([...times.keys()].filter((id) => !entries.some((entry) => entry.id === id))).toEqual([]);
  const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=quarantined');
  expect(body.items).toEqual([]);
  return all;
}

async function allTickets(desk: Desk): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await desk.api('GET', `/api/v1/tickets?limit=200${cursor ? `&cursor=${cursor}` : ''}`);
    found.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return found;
}

async function eventsOf(desk: Desk, ticketId: string): Promise<TicketEvent[]> {
  const found: TicketEvent[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { items: TicketEvent[]; nextCursor: string | null } } = await desk.api('GET', `/api/v1/tickets/${ticketId}/events?limit=200${cursor ? `&cursor=${cursor}` : ''}`);
    found.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return found;
}


import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { createTransport } from 'nodemailer';
import type { IntakeRow } from '../../../src/contract/desk.js';
import type { Message, TicketEvent } from '../../../src/contract/tickets.js';
import { io } from 'socket.io-client';
import { messagesOf, newSid, settled, sms, twilioPost, TWILIO } from '../../support/customers.js';
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
  /** What is attached to it, to be held against what an agent can download. */
  attached?: Buffer;
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
    await Promise.all(
      entries.map(async (entry) => {
        // Whatever goes wrong on the way is "not acknowledged".
        if (await entry.send().catch(() => false)) entry.acknowledged = true;
      }),
    );
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
  return [
    `From: ${customer} <${customer}@faults.test>`,
    'To: support@desk.test',
    `Subject: About ${customer}`,
    `Message-ID: <${id}>`,
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    ...more,
    '',
    `Entry ${id} of ${customer}.`,
    '',
  ].join('\r\n');
}

/** The same with a file of noise, which no compression makes small. */
export function withFile(id: string, customer: string, bytes = 40_000): { raw: string; attached: Buffer } {
  const attached = randomBytes(bytes);
  const head = mailText(id, customer, ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b']);
  const file = [
    '--b',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename=noise.bin',
    '',
    attached.toString('base64').replace(/(.{76})/g, '$1\r\n'),
    '--b--',
    '',
  ];
  return { raw: head.replace('\r\n\r\n', '\r\n\r\n--b\r\n\r\n') + file.join('\r\n'), attached };
}

export function bySmtp(desk: Desk, id: string, customer: string, raw = mailText(id, customer)): Entry {
  return {
    id,
    customer,
    acknowledged: false,
    async send() {
      const transport = createTransport({
        host: '127.0.0.1',
        port: desk.smtpPort,
        ignoreTLS: true,
        connectionTimeout: 5_000,
        greetingTimeout: 20_000,
        socketTimeout: 90_000,
      });
      try {
        return (
          await transport.sendMail({ envelope: { from: `${customer}@faults.test`, to: ['support@desk.test'] }, raw })
        ).response.startsWith('250');
      } finally {
        transport.close();
      }
    },
  };
}

/** In the mailbox is acknowledged: the desk has to come and get it. */
export function byImap(dovecot: Dovecot, user: string, id: string, customer: string, raw = mailText(id, customer)): Entry {
  let delivered = false;
  return {
    id,
    customer,
    acknowledged: false,
    async send() {
      if (!delivered) dovecot.deliver(user, [raw]);
      return (delivered = true);
    },
  };
}

export function byHook(desk: Desk, id: string, customer: string, raw = mailText(id, customer), token?: string): Entry {
  return {
    id,
    customer,
    acknowledged: false,
    async send() {
      const answer = await fetch(`${desk.url}/hooks/email/raw`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token ?? desk.env['MAIL_HOOK_TOKEN'] ?? ''}`, 'content-type': 'message/rfc822' },
        body: raw,
        signal: AbortSignal.timeout(60_000),
      });
      await answer.text();
      return answer.ok;
    },
  };
}

export function bySms(desk: Desk, sid: string, customer: string): Entry {
  return { id: sid, customer, acknowledged: false, send: async () => (await sms(desk, customer, `Entry ${sid}`, sid)).status === 200 };
}

/** A call that ends in the mailbox: three hooks of Twilio's, and acknowledged when all three are. */
export function byVoice(desk: Desk, callSid: string, customer: string): Entry {
  const call = { CallSid: callSid, AccountSid: TWILIO.TWILIO_ACCOUNT_SID, From: customer, To: TWILIO.TWILIO_NUMBER, Direction: 'inbound' };
  const recording = {
    RecordingSid: newSid('RE'),
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${TWILIO.TWILIO_ACCOUNT_SID}/Recordings/RE1`,
    RecordingDuration: '14',
    RecordingStatus: 'completed',
  };
  const transcript = { TranscriptionSid: newSid('TR'), TranscriptionStatus: 'completed', TranscriptionText: `Entry ${callSid}` };
  return {
    id: callSid,
    customer,
    acknowledged: false,
    async send() {
      const greeting = await twilioPost(desk, '/hooks/twilio/voice', { ...call, CallStatus: 'ringing' });
      const record = /<Record[^>]*>/.exec(greeting.body)?.[0] ?? '';
      const url = (name: string): string => (new RegExp(`${name}="([^"]+)"`).exec(record)?.[1] ?? '').replaceAll('&amp;', '&');
      if (greeting.status !== 200) return false;
      const recorded = await twilioPost(desk, url('recordingStatusCallback'), { ...call, ...recording });
      return (
        recorded.status === 200 &&
        (await twilioPost(desk, url('transcribeCallback'), { ...call, ...recording, ...transcript })).status === 200
      );
    },
  };
}

/** One line of a visitor, sent again under the same id; acknowledged by the socket's own acknowledgement. */
export async function chatVisitor(desk: Desk): Promise<(text?: string) => Entry> {
  const session = async (body: object): Promise<{ token: string; visitorId: string }> => {
    const answer = await fetch(`${desk.url}/api/v1/chat/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'en', ...body }),
    });
    return (await answer.json()) as { token: string; visitorId: string };
  };
  const { token, visitorId } = await session({});
  return (text) => {
    const clientId = randomUUID();
    return {
      id: clientId,
      customer: visitorId,
      acknowledged: false,
      async send() {
        const socket = io(`${desk.url}/chat`, { transports: ['websocket'], auth: { token }, forceNew: true, reconnection: false });
        try {
          const answer = (await socket.timeout(8_000).emitWithAck('chat:send', { clientId, text: text ?? `Entry ${clientId}` })) as {
            ok: boolean;
          };
          return answer.ok;
        } finally {
          socket.disconnect();
        }
      },
    };
  };
}

/**
 * The invariants: I1 every acknowledged message is in a ticket, I2 exactly once, I3 in its customer's one ticket, I4 what
 * was not acknowledged is there at most once and never half - a file has all its bytes -, I5 nobody was written to but
 * by `answers`, I6 the numbers of a ticket's events have no gap.
 * @param options.twice Message-IDs under which there are two mails by rule, since their words differ
 * @param options.answers so many messages of ours there are: the desk itself writes to nobody here
 * @returns all messages that are there
 */
export async function holds(
  desk: Desk,
  { entries }: Pick<Ledger, 'entries'>,
  { onlyThese = true, withinMs = 60_000, twice = [] as string[], answers = 0 } = {},
): Promise<Message[]> {
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
  expect(all.filter((message) => message.direction === 'out')).toHaveLength(answers);
  const times = new Map<string, Message[]>();
  for (const message of inbound) times.set(message.externalId ?? '', [...(times.get(message.externalId ?? '') ?? []), message]);
  expect(entries.filter((entry) => entry.acknowledged && !times.has(entry.id)).map((entry) => entry.id)).toEqual([]);
  expect(
    [...times]
      .filter(([, messages]) => messages.length > 1)
      .map(([id]) => id)
      .filter((id) => !twice.includes(id)),
  ).toEqual([]);
  const ticketsOf = new Map<string, Set<string>>();
  for (const entry of entries) {
    const [message] = times.get(entry.id) ?? [];
    if (message) ticketsOf.set(entry.customer, (ticketsOf.get(entry.customer) ?? new Set()).add(message.ticketId));
  }
  expect([...ticketsOf].filter(([, ids]) => ids.size !== 1).map(([customer]) => customer)).toEqual([]);
  if (onlyThese) expect([...times.keys()].filter((id) => !entries.some((entry) => entry.id === id))).toEqual([]);
  const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=quarantined');
  expect(body.items).toEqual([]);
  for (const { id, attached } of entries) {
    const [message] = times.get(id) ?? [];
    if (!attached || !message) continue;
    expect({ id, files: message.attachments.length }).toEqual({ id, files: 1 });
    const answer = await fetch(desk.url + (message.attachments[0]?.url ?? ''), {
      headers: { authorization: `Bearer ${await desk.token()}` },
    });
    expect({ id, same: Buffer.from(await answer.arrayBuffer()).equals(attached) }).toEqual({ id, same: true });
  }
  return all;
}

async function allTickets(desk: Desk): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await desk.api(
      'GET',
      `/api/v1/tickets?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    found.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return found;
}

async function eventsOf(desk: Desk, ticketId: string): Promise<TicketEvent[]> {
  const found: TicketEvent[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { items: TicketEvent[]; nextCursor: string | null } } = await desk.api(
      'GET',
      `/api/v1/tickets/${ticketId}/events?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    found.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return found;
}

/** Machines that write to us: shown in their tickets, and never answered by one. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mailIntake } from '../../../src/channels/email/intake.js';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { startRelay, type Relay } from '../../unit/channels/support/outgoing.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()));
afterAll(() => desk.close());

const mail = (from: string, lines: string[], id: string, text = 'I am away until Monday.'): string =>
  [
    `From: ${from}`,
    'To: support@desk.example',
    `Subject: About ${id}`,
    `Message-ID: <${id}@loops.example>`,
    'Date: Mon, 02 Nov 2026 08:00:00 +0000',
    ...lines,
    '',
    text,
  ].join('\n');

const outgoing = async (): Promise<number> => (await desk.store.messages.outbox({ limit: 200 })).items.length;

const MACHINES: [string, string, string[]][] = [
  ['a null sender', 'x@customers.example', ['Return-Path: <>', 'Auto-Submitted: auto-replied']],
  ['a vacation responder', 'y@customers.example', ['Auto-Submitted: auto-replied; owner-email="y@customers.example"']],
  ['an Exchange rule', 'z@customers.example', ['X-MS-Exchange-Inbox-Rules-Loop: z@customers.example', 'X-Auto-Response-Suppress: All']],
  ['bulk mail', 'news@shop.example', ['Precedence: bulk']],
  ['a mailing list', 'list@groups.example', ['List-Id: <all.groups.example>', 'List-Unsubscribe: <mailto:x@groups.example>']],
  ['a mailer daemon', 'MAILER-DAEMON@mx.example', ['Auto-Submitted: auto-replied']],
  ['a no-reply address', 'no-reply@shop.example', []],
  ['another mailbox of ours', 'sales@desk.example', ['Auto-Submitted: auto-generated']],
];

test.each(MACHINES)('%s is kept, and nothing goes out, also when a check-in is planned', async (name, from, lines) => {
  const id = name.replaceAll(' ', '-');
  const message = await desk.mail(mail(from, lines, id));
  expect(message).toMatchObject({ direction: 'in', externalId: `${id}@loops.example` });
  const before = await outgoing();
  const ticketId = message?.ticketId ?? '';
  await desk.actions.desk.tickets.change(desk.admin, ticketId, { status: 'solved' });
  desk.clock.pass(1);
  const now = desk.clock.now;
  const followup = {
    id: ticketId.slice(0, 12) + 'f'.repeat(12),
    ruleId: 'none',
    ruleName: 'Check-in',
    ticketId,
    ticketNumber: 1,
    customerId: message?.customerId ?? '',
    customerName: 'x',
    state: 'planned' as const,
    dueAt: now,
    text: 'Is it well?',
    reason: null,
    messageId: null,
    createdAt: now,
    endedAt: null,
    planKey: `loop ${ticketId}`,
  };
  const rule = await anyRule();
  expect(await desk.store.followups.plan({ ...followup, ruleId: rule })).toBe(true);
  await desk.actions.runFollowup(followup.id);
  expect(await outgoing()).toBe(before);
  expect(await desk.store.followups.get(followup.id)).toMatchObject({ state: 'cancelled', reason: 'machine_address' });
});

test('two hundred forged senders get no word from us', async () => {
  const before = await outgoing();
  for (let i = 0; i < 200; i++) await desk.mail(mail(`victim${i}@victims.example`, [], `forged-${i}`, 'Buy now.'));
  expect(await outgoing()).toBe(before);
}, 60_000);

test('our mail that came back is set aside with its reason, and whoever copied its Message-ID is heard', async () => {
  const relay = await startRelay();
  const side = await openInProcessDesk({ email: { smtpUrl: relay.url } });
  try {
    const ticketId = (await side.mail(mail('Cleo <cleo@customers.example>', [], 'asked', 'My lid leaks.')))?.ticketId ?? '';
    side.clock.pass(1);
    const { id } = await side.actions.desk.tickets.write(side.admin, ticketId, {
      kind: 'reply',
      text: 'Is it dented at the rim, or is the seal worn, as it is after some years of daily use in a kitchen?',
    });
    await side.actions.sendMessage(id);
    const [ours = ''] = relay.mails;
    side.clock.pass(1);
    const { intakeId } = await side.actions.accept(
      mailIntake(Buffer.from(ours, 'latin1'), 'support@desk.example', {
        via: 'smtp',
        mailFrom: 'list@lists.example',
        rcptTo: ['support@desk.example'],
      }),
    );
    await side.actions.receiveMessage(intakeId);
    expect((await side.actions.desk.intake.list(side.admin, { state: 'ignored', limit: 10 })).items).toMatchObject([
      { id: intakeId, code: 'loop' },
    ]);
    expect(await side.messages(ticketId)).toHaveLength(2);

    const messageId = /^Message-ID:\s*(<[^>]*>)/im.exec(ours)?.[1] ?? '';
    expect(messageId).toMatch(/^<so-/);
    const answer = await side.mail(
      [
        'From: Cleo <cleo@customers.example>',
        'To: support@desk.example',
        'Subject: Re: About asked',
        `Message-ID: ${messageId}`,
        '',
        'It is dented.',
      ].join('\n'),
    );
    expect(answer).toMatchObject({ ticketId, direction: 'in', wroteBy: 'person', text: 'It is dented.' });
    expect(await side.ticket(ticketId)).toMatchObject({ status: 'open', waitingSince: answer?.createdAt });
  } finally {
    side.channels.email.sender.close();
    await side.close();
    await relay.close();
  }
});

let made: string | null = null;
async function anyRule(): Promise<string> {
  made ??= (
    await desk.actions.desk.followups.createRule(desk.admin, {
      name: 'Check-in',
      enabled: true,
      when: { topic: null, on: 'resolve' },
      expect: { topic: 'other', withinDays: 7, probability: null },
      prompt: 'Ask.',
      reply: null,
      checkIn: { afterHours: 700, text: 'Is it well?' },
    })
  ).id;
  return made;
}

describe('two desks that mail each other', () => {
  const SIDES = [
    ['one', 'help@one.example'],
    ['two', 'care@two.example'],
  ] as const;
  let relays: Relay[] = [];
  let desks: InProcessDesk[] = [];
  beforeAll(async () => {
    relays = [await startRelay(), await startRelay()];
    // The mail of each goes to the other.
    desks = await Promise.all(
      SIDES.map(([, address], i) =>
        openInProcessDesk({
          email: { fromAddress: address, domain: address.split('@')[1], smtpUrl: relays[i]?.url, key: Buffer.alloc(32, i + 1) },
        }),
      ),
    );
    for (const side of desks) {
      await side.actions.desk.followups.createRule(side.admin, {
        name: 'Check-in',
        enabled: true,
        when: { topic: null, on: 'resolve' },
        expect: { topic: 'other', withinDays: 7, probability: null },
        prompt: 'Ask.',
        reply: null,
        checkIn: { afterHours: 1, text: 'Is it well now?' },
      });
    }
  });
  afterAll(async () => {
    for (const side of desks) {
      side.channels.email.sender.close();
      await side.close();
    }
    for (const relay of relays) await relay.close();
  });

  /** Whatever is queued leaves, and arrives at the other desk in the envelope that it left in. @returns how many mails. */
  async function exchange(i: number): Promise<number> {
    const [from, to, relay] = [desks[i], desks[1 - i], relays[i]];
    if (!from || !to || !relay) throw new Error('there is no such desk');
    for (const { id, delivery } of (await from.store.messages.outbox({ limit: 200 })).items)
      if (delivery?.state === 'queued') await from.actions.sendMessage(id);
    const envelopes = relay.commands.splice(0).flatMap((line) => /^MAIL FROM:<([^>]*)>/.exec(line)?.[1] ?? []);
    const mails = relay.mails.splice(0);
    for (const [n, raw] of mails.entries()) {
      const address = SIDES[1 - i]?.[1] ?? '';
      await to.receive(mailIntake(Buffer.from(raw, 'latin1'), address, { via: 'smtp', mailFrom: envelopes[n] ?? '', rcptTo: [address] }));
    }
    return mails.length;
  }

  test("stop: each check-in is seen to be a machine's, and is answered by none", async () => {
    const [one, two] = desks;
    if (!one || !two) throw new Error('there are two desks');
    // A person at desk two asks desk one, so that both know each other as customers.
    const asked = await one.receive(
      mailIntake(
        Buffer.from(mail('Care <care@two.example>', [], 'asked', 'Do you have lids?').replaceAll('\n', '\r\n')),
        'help@one.example',
        { via: 'smtp', mailFrom: 'care@two.example', rcptTo: ['help@one.example'] },
      ),
    );
    one.clock.pass(1);
    await one.actions.desk.tickets.write(one.admin, asked?.ticketId ?? '', { kind: 'reply', text: 'We do.' });
    expect(await exchange(0)).toBe(1);

    const sent: number[] = [];
    for (let day = 0; day < 12; day += 1) {
      let mails = 0;
      for (const [i, side] of desks.entries()) {
        side.clock.now = new Date(one.clock.now.getTime() + i);
        // Both sides resolve whatever is there, so that their rules have every reason to write again.
        for (const { id, status } of (await side.store.tickets.list({ limit: 50, sort: 'newest' })).items)
          if (status !== 'solved' && status !== 'closed') await side.actions.desk.tickets.change(side.admin, id, { status: 'solved' });
        side.clock.pass(30);
        for (const { id } of (await side.store.followups.list({ state: 'planned', limit: 50 })).items) await side.actions.runFollowup(id);
        mails += await exchange(i);
      }
      sent.push(mails);
    }
    // Each wrote to the other at most as often as a person may be written to, and then both fell silent.
    expect(sent.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(4);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(sent.slice(4)).toEqual(sent.slice(4).map(() => 0));
    const kinds = (await two.store.messages.outbox({ limit: 200 })).items.length;
    expect(kinds).toBeLessThanOrEqual(2);
  }, 60_000);
});

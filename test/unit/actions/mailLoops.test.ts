/** Machines that write to us: shown in their tickets, and never answered by one. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()));
afterAll(() => desk.close());

const mail = (from: string, lines: string[], id: string, text = 'I am away until Monday.'): string =>
  [`From: ${from}`, 'To: support@desk.example', `Subject: About ${id}`, `Message-ID: <${id}@loops.example>`, 'Date: Mon, 02 Nov 2026 08:00:00 +0000', ...lines, '', text].join('\n');

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
    id: ticketId.slice(0, 12) + 'f'.repeat(12), ruleId: 'none', ruleName: 'Check-in', ticketId, ticketNumber: 1, customerId: message?.customerId ?? '', customerName: 'x', state: 'planned' as const,
    dueAt: now, text: 'Is it well?', reason: null, messageId: null, createdAt: now, endedAt: null, planKey: `loop ${ticketId}`,
  };
  const rule = await anyRule();
  expect(await desk.store.followups.plan({ ...followup, ruleId: rule })).toBe(true);
  await desk.actions.runFollowup(followup.id);
  expect(await outgoing()).toBe(before);
  expect(await desk.store.followups.get(followup.id)).toMatchObject({ state: 'cancelled', reason: 'machine_address' });
});

test('a thousand forged senders get no word from us', async () => {
  const before = await outgoing();
  for (let i = 0; i < 1000; i++) await desk.mail(mail(`victim${i}@victims.example`, [], `forged-${i}`, 'Buy now.'));
  expect(await outgoing()).toBe(before);
}, 120_000);

let made: string | null = null;
async function anyRule(): Promise<string> {
  made ??= (
    await desk.actions.desk.followups.createRule(desk.admin, {
      name: 'Check-in', enabled: true, when: { topic: null, on: 'resolve' }, expect: { topic: 'other', withinDays: 7, probability: null }, prompt: 'Ask.', reply: null, checkIn: { afterHours: 700, text: 'Is it well?' },
    })
  ).id;
  return made;
}

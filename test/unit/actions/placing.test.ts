/** What a decision passed over, what people put right, what is tried again, and what we begin ourselves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessDesk, SILENT, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { openStore } from '../../../src/store/openStore.js';
import { decideThread } from '../../../src/threading/decideThread.js';
import type { Message } from '../../../src/tickets/message.js';
import { inputOf, type CaseInput } from '../threading/caseInput.js';

let desk: InProcessDesk;
beforeEach(async () => {
  desk = await openInProcessDesk();
}, 60_000);
afterEach(() => desk.close());

const ANNA = 'Anna <anna@customer.example>';
let count = 0;
async function write(parts: Parameters<typeof letter>[0], to?: string): Promise<Message> {
  desk.clock.pass(1);
  const message = await desk.mail(letter({ id: `p${count++}@mail.example`, date: desk.clock.now, ...parts }), to);
  if (!message) throw new Error('it became no message');
  return message;
}
const tickets = () => desk.actions.desk.tickets;
const corrections = async () => (await desk.actions.desk.corrections.list(desk.admin, { limit: 50 })).items;
const agent = () => ({ ...desk.admin, role: 'agent' as const });

/** Two live tickets of one customer, made by splitting, and a third message that could go on with either. */
async function twoTickets(): Promise<{ first: Message; second: Message; splitId: string }> {
  const first = await write({ from: ANNA, subject: 'Coffee machine leaks', text: 'Water runs out below the tank.' });
  const second = await write({ from: ANNA, subject: 'Wrong amount on invoice 4711', text: 'You charged me twice.' });
  expect(second.ticketId).toBe(first.ticketId);
  desk.clock.pass(1);
  const { decisionId } = await tickets().split(desk.admin, first.ticketId, [second.id]);
  return { first, second: (await desk.store.messages.get(second.id)) ?? second, splitId: decisionId };
}

describe('alternatives', () => {
  test('are kept on the message with number, subject and score, also when it opens a ticket', async () => {
    const { first, second } = await twoTickets();
    const third = await write({
      from: ANNA,
      subject: 'The machine still leaks',
      text: 'Water below the coffee machine again.',
      headers: ['Authentication-Results: mx.desk.example; dmarc=pass header.from=customer.example'],
    });
    expect(third.ticketId).toBe(first.ticketId);
    const [shown] = (await tickets().messages(desk.admin, third.ticketId, { limit: 10 })).items.filter(({ id }) => id === third.id);
    expect(shown?.decision).toMatchObject({
      rule: 'best_live_ticket',
      alternatives: [{ ticketId: second.ticketId, number: 2, subject: 'Wrong amount on invoice 4711', rule: 'best_live_ticket' }],
    });
    const [other] = shown?.decision?.alternatives ?? [];
    expect(other?.confidence).toBeCloseTo(1 - (shown?.decision?.confidence ?? 0));

    desk.clock.pass(48);
    const apart = await write({ from: ANNA, subject: 'Order 99001 never came', text: 'The parcel of order 99001 is missing.' });
    expect(apart.decision).toMatchObject({
      id: null,
      rule: 'another_issue',
      alternatives: [{ number: 2 }, { number: 1 }].map(() => expect.objectContaining({ rule: 'live_ticket' })),
    });
  }, 60_000);

  test('of somebody else are named by number, and their words stay where they are', async () => {
    const first = await write({
      from: ANNA,
      id: 'secret@customer.example',
      subject: 'My divorce papers',
      text: 'They are in the machine.',
    });
    await write({
      from: 'Mallory <mallory@evil.example>',
      subject: 'Re: hello',
      inReplyTo: 'secret@customer.example',
      text: 'Send them to me.',
    });
    const [mine] = (await desk.store.tickets.list({ limit: 1, sort: 'newest' })).items;
    const [message] = await desk.messages(mine?.id ?? '');
    expect(message?.decision).toMatchObject({
      rule: 'stranger_with_known_id',
      alternatives: [{ ticketId: first.ticketId, number: 1, subject: '' }],
    });
  }, 60_000);
});

describe('corrections', () => {
  test('splitting, moving and undoing are noted with the rule that was wrong, and taking that back withdraws them', async () => {
    const { first, second, splitId } = await twoTickets();
    expect(await corrections()).toMatchObject([
      {
        messageId: second.id,
        rule: 'live_ticket',
        chosen: first.ticketId,
        correctedTo: second.ticketId,
        how: 'split',
        withdrawn: false,
        by: 'Ada Admin',
      },
    ]);
    expect((await corrections())[0]?.evidence.map(({ kind }) => kind)).toContain('live_tickets');

    const third = await write({ from: ANNA, subject: 'Machine', text: 'It leaks again.' });
    const elsewhere = third.ticketId === first.ticketId ? second.ticketId : first.ticketId;
    desk.clock.pass(1);
    const moved = await tickets().split(desk.admin, third.ticketId, [third.id], elsewhere);
    expect((await corrections())[0]).toMatchObject({ messageId: third.id, rule: 'best_live_ticket', how: 'move', correctedTo: elsewhere });
    desk.clock.pass(1);
    const back = await tickets().undo(desk.admin, moved.decisionId);
    expect((await corrections())[0]).toMatchObject({ messageId: third.id, how: 'move', withdrawn: true });
    desk.clock.pass(1);
    await tickets().undo(desk.admin, back.decisionId);
    expect((await corrections())[0]).toMatchObject({ messageId: third.id, how: 'move', withdrawn: false });
    desk.clock.pass(1);
    await tickets().undo(desk.admin, splitId);

    const fourth = await write({ from: ANNA, subject: 'Machine', text: 'Any news?' });
    desk.clock.pass(1);
    await tickets().undo(desk.admin, fourth.decision?.id ?? '');
    expect((await corrections())[0]).toMatchObject({ messageId: fourth.id, how: 'undo', withdrawn: false });
    expect((await corrections()).map(({ how, withdrawn }) => `${how} ${withdrawn}`)).toEqual([
      'undo false',
      'split true',
      'move false',
      'move true',
      'move false',
      'split false',
    ]);
  }, 60_000);

  test('a merge is one only of two that should have been one, and not this person is one', async () => {
    const first = await write({ from: ANNA, subject: 'Wrong amount on invoice 4711', text: 'You charged me twice.' });
    const bob = await write({ from: 'Bob <bob@other.example>', subject: 'Opening hours', text: 'When do you open?' });
    desk.clock.pass(1);
    await tickets().merge(desk.admin, bob.ticketId, first.ticketId);
    expect(await corrections()).toEqual([]);

    desk.clock.pass(48);
    const apart = await write({ from: ANNA, subject: 'Order 99001 never came', text: 'The parcel of order 99001 is missing.' });
    expect(apart.decision?.rule).toBe('another_issue');
    desk.clock.pass(1);
    // The older into the newer: the newer should not have been opened all the same.
    await tickets().merge(desk.admin, first.ticketId, apart.ticketId);
    expect(await corrections()).toMatchObject([
      { messageId: apart.id, rule: 'another_issue', how: 'merge', chosen: apart.ticketId, correctedTo: first.ticketId },
    ]);

    const later = await write({ from: ANNA, subject: 'Invoice', text: 'It is fine now.' });
    desk.clock.pass(1);
    await tickets().notThisPerson(desk.admin, later.id);
    expect((await corrections())[0]).toMatchObject({ messageId: later.id, how: 'not_this_person' });
  }, 60_000);

  test('of messages that leave together only the first, and who did not just answer it, was placed wrongly', async () => {
    const first = await write({ from: ANNA, subject: 'Coffee machine leaks', text: 'Water runs out.' });
    const wrong = await write({ from: ANNA, id: 'w1@mail.example', subject: 'Invoice', text: 'You charged me twice.' });
    const follows = await write({ from: ANNA, subject: 'Re: Invoice', inReplyTo: 'w1@mail.example', text: 'And here is the number.' });
    expect(follows.decision?.rule).toBe('reference');
    desk.clock.pass(1);
    await tickets().split(desk.admin, first.ticketId, [wrong.id, follows.id]);
    expect((await corrections()).map(({ messageId }) => messageId)).toEqual([wrong.id]);
  }, 60_000);

  test('a supervisor sees how often each rule was wrong, and takes the cases along; an agent does not', async () => {
    const { corrections: desks } = desk.actions.desk;
    expect(await desks.summary(desk.admin)).toMatchObject({ decisions: 0, corrected: 0, rules: [] });
    const { first, second, splitId } = await twoTickets();
    expect(await desks.summary({ ...desk.admin, role: 'supervisor' })).toMatchObject({
      decisions: 2,
      corrected: 1,
      rules: [
        { rule: 'live_ticket', decisions: 1, corrected: 1, share: 1 },
        { rule: 'new_ticket', decisions: 1, corrected: 0, share: 0 },
      ],
    });
    const third = await write({ from: ANNA, subject: 'The machine still leaks', text: 'Water below the coffee machine again.' });
    desk.clock.pass(1);
    await tickets().split(desk.admin, third.ticketId, [third.id], second.ticketId);

    const lines = (await desks.cases(desk.admin))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; why: string; input: CaseInput; expected: { outcome: string; ticket?: string } });
    expect(lines).toMatchObject([
      {
        input: { message: { channel: 'email', subject: 'The machine still leaks' } },
        expected: { outcome: 'join', rule: 'best_live_ticket', ticket: 'T2' },
      },
      {
        input: {
          message: { subject: 'Wrong amount on invoice 4711', text: 'You charged me twice.' },
          tickets: { T1: { subject: 'Coffee machine leaks', last: '1h ago' } },
        },
        expected: { outcome: 'new', rule: 'another_issue' },
      },
    ]);
    // They are what the table takes: fed to the rules they tell again what was decided.
    const decided = lines.map(({ input }) => decideThread(inputOf(input)));
    expect(decided.map(({ rule, ticketId }) => `${rule} ${ticketId}`)).toEqual(['best_live_ticket T1', 'live_ticket T1']);
    expect(JSON.stringify(lines)).not.toContain('anna@customer.example');

    desk.clock.pass(1);
    await tickets().undo(desk.admin, splitId);
    expect((await desks.cases(desk.admin)).toString('utf8')).not.toContain('"name":"split');
    expect(await desks.summary(desk.admin)).toMatchObject({ corrected: 1 });
    expect(first.ticketId).not.toBe(second.ticketId);
    for (const ask of [() => desks.list(agent(), { limit: 1 }), () => desks.summary(agent()), () => desks.cases(agent())])
      await expect(ask()).rejects.toMatchObject({ code: 'not_allowed' });
  }, 60_000);

  test('are noted though the process dies before the move is closed, and once', async () => {
    const first = await write({ from: ANNA, subject: 'Coffee machine leaks', text: 'Water runs out.' });
    const second = await write({ from: ANNA, subject: 'Invoice', text: 'You charged me twice.' });
    const { setDecision } = desk.store.messages;
    desk.store.messages.setDecision = () => Promise.reject(new Error('killed'));
    await expect(tickets().undo(desk.admin, second.decision?.id ?? '')).rejects.toThrow('killed');
    desk.store.messages.setDecision = setDecision;
    desk.clock.pass(1);
    await desk.actions.reconcile.sweep();
    expect(await corrections()).toMatchObject([{ messageId: second.id, how: 'undo', chosen: first.ticketId }]);
  }, 60_000);
});

describe('moves that cross', () => {
  const three = async (): Promise<string[]> => {
    const { first, second } = await twoTickets();
    const third = await write({ from: 'Bob <bob@customer.example>', subject: 'Parcel', text: 'Where is it?' });
    return [first.ticketId, second.ticketId, third.ticketId];
  };
  /** Which tickets still stand, and how many messages are in each; one that was merged away must be empty. */
  async function standing(ids: string[]): Promise<number[]> {
    const found = await Promise.all(
      ids.map(async (id) => ({ gone: Boolean((await desk.ticket(id))?.mergedIntoId), held: (await desk.messages(id)).length })),
    );
    expect(found.filter(({ gone, held }) => gone && held > 0)).toEqual([]);
    return found.flatMap(({ gone, held }) => (gone ? [] : [held]));
  }
  const merge = (fromId = '', intoId = '') => tickets().merge(desk.admin, fromId, intoId);
  /** Whoever comes first; the codes of the others. */
  const refusals = async (asked: Promise<unknown>[]) =>
    (await Promise.allSettled(asked)).flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []));

  test('of two tickets that are merged into each other at once one stays, with everything', async () => {
    const [a = '', b = ''] = await three();
    expect(await refusals([merge(a, b), merge(b, a)])).toEqual(['conflict']);
    expect(await standing([a, b])).toEqual([2]);
  }, 60_000);

  test('also when they are asked of two processes', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'placing-'));
    const opened = await Promise.all([1, 2].map(() => openStore({ kind: 'embedded', dataDir }, SILENT)));
    try {
      const [one, other] = (await Promise.all(opened.map((store) => openInProcessDesk({ opened: store })))) as [
        InProcessDesk,
        InProcessDesk,
      ];
      for (let round = 0; round < 5; round++) {
        const ids = await Promise.all(
          ['Anna', 'Bob'].map(
            async (name) =>
              (
                await one.mail(
                  letter({
                    from: `${name} <${name}${round}@customer.example>`,
                    id: `${name}${round}@mail.example`,
                    date: one.clock.now,
                    text: 'Hello.',
                  }),
                )
              )?.ticketId ?? '',
          ),
        );
        const [a = '', b = ''] = ids;
        expect(
          await refusals([one.actions.desk.tickets.merge(desk.admin, a, b), other.actions.desk.tickets.merge(desk.admin, b, a)]),
        ).toEqual(['conflict']);
        expect((await Promise.all(ids.map((id) => one.ticket(id)))).filter(({ mergedIntoId }) => mergedIntoId === null)).toHaveLength(1);
      }
    } finally {
      await Promise.all(opened.map(({ store }) => store.close()));
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    }
  }, 60_000);

  test('nothing is left in a ticket that is merged away while others are merged or split into it', async () => {
    const ids = await three();
    const [a = '', b = '', c = ''] = ids;
    expect(await refusals([merge(b, c), merge(a, b), merge(c, a)])).toContain('conflict');
    const [all, ...none] = await standing(ids);
    expect([all, none]).toEqual([3, []]);
  }, 60_000);

  test('a split into a ticket does not bring it back when it is merged away in that moment', async () => {
    const { first } = await twoTickets();
    const third = await write({ from: ANNA, subject: 'The machine still leaks', text: 'Water below the coffee machine again.' });
    expect(third.ticketId).toBe(first.ticketId);
    const [bob, kim] = [
      await write({ from: 'Bob <bob@customer.example>', subject: 'Hose', text: 'It drips.' }),
      await write({ from: 'Kim <kim@customer.example>', subject: 'Seal', text: 'It is worn.' }),
    ];
    await refusals([merge(bob.ticketId, kim.ticketId), tickets().split(desk.admin, first.ticketId, [third.id], bob.ticketId)]);
    expect(await desk.ticket(bob.ticketId)).toMatchObject({ status: 'closed', mergedIntoId: kim.ticketId });
    expect((await standing([first.ticketId, bob.ticketId, kim.ticketId])).reduce((sum, held) => sum + held)).toBe(4);
  }, 60_000);

  test('a split is not taken back into a ticket that was merged away since', async () => {
    const { first, second, splitId } = await twoTickets();
    const other = await write({ from: 'Bob <bob@customer.example>', subject: 'Parcel', text: 'Where is it?' });
    await merge(first.ticketId, other.ticketId);
    await expect(tickets().undo(desk.admin, splitId)).rejects.toMatchObject({
      code: 'conflict',
      details: { mergedIntoId: other.ticketId },
    });
    expect(await standing([first.ticketId, second.ticketId, other.ticketId])).toEqual([1, 2]);
  }, 60_000);
});

describe('writing first', () => {
  const lastOut = async (ticketId: string) => (await desk.messages(ticketId)).at(-1) as Message;

  test('opens a ticket that waits on the customer, whose answer comes into it by proof, whatever its subject', async () => {
    const { ticket, message } = await tickets().start(desk.admin, {
      to: { kind: 'email', value: 'Zoe@Customer.example', name: 'Zoe' },
      subject: 'Your order is ready',
      text: 'You can fetch it.',
    });
    expect(ticket).toMatchObject({
      number: 1,
      status: 'pending',
      subject: 'Your order is ready',
      customerName: 'Zoe',
      assigneeId: desk.admin.id,
      waitingSince: null,
      channels: ['email'],
      lastDirection: 'out',
    });
    expect(message).toMatchObject({
      direction: 'out',
      subject: 'Your order is ready',
      to: [{ value: 'zoe@customer.example' }],
      delivery: { state: 'queued' },
    });
    const held = (await desk.store.customers.identities([ticket.customerId])).get(ticket.customerId);
    expect(held).toMatchObject([{ value: 'zoe@customer.example', verified: false, source: 'agent' }]);

    const out = await lastOut(ticket.id);
    const headers = desk.channels.email.sender.mailHeaders(out);
    const answer = await write(
      { from: 'Zoe <zoe@customer.example>', subject: 'Tomorrow at nine', inReplyTo: out.externalId ?? '', text: 'I come tomorrow.' },
      /<(.*)>/.exec(headers['Reply-To'] ?? '')?.[1],
    );
    expect(answer).toMatchObject({ ticketId: ticket.id, customerId: ticket.customerId });
    expect(['reply_token', 'own_message_id']).toContain(answer.decision?.rule);
    expect(await desk.ticket(ticket.id)).toMatchObject({ status: 'open' });
    // The answer to a token of ours proves the address.
    expect((await desk.store.customers.identities([ticket.customerId])).get(ticket.customerId)).toMatchObject([{ verified: true }]);
  }, 60_000);

  test('goes to a known customer by his address or his id, and by text when he has a number only', async () => {
    const anna = await write({ from: ANNA, subject: 'Lid', text: 'Broken.' });
    const byAddress = await tickets().start(desk.admin, {
      to: { kind: 'email', value: 'anna@customer.example', name: 'Somebody' },
      subject: 'A new lid',
      text: 'It is on its way.',
    });
    expect(byAddress.ticket).toMatchObject({ customerId: anna.customerId, customerName: 'Anna', number: 2 });
    const bo = await desk.sms('+12025550111', 'Hi');
    const byId = await tickets().start(desk.admin, { customerId: bo?.customerId ?? '', subject: 'Parcel', text: 'It is at the door.' });
    expect(byId.message).toMatchObject({ channel: 'sms', to: [{ value: '+12025550111' }] });
    // Merged customers are written to where they are now.
    await desk.actions.desk.identity.merge(desk.admin, bo?.customerId ?? '', { intoId: anna.customerId });
    const merged = await tickets().start(desk.admin, {
      customerId: bo?.customerId ?? '',
      subject: 'Parcel',
      text: 'Still there?',
      channel: 'sms',
    });
    expect(merged.ticket.customerId).toBe(anna.customerId);
  }, 60_000);

  test('the same client id is one ticket and one message, also when the first try died between the two', async () => {
    const body = {
      to: { kind: 'email' as const, value: 'zoe@customer.example' },
      subject: 'Your order',
      text: 'Ready.',
      clientId: '0b5f2f5e-7d0e-4d53-9a64-0c7a1e0d3f10',
    };
    const { insert } = desk.store.messages;
    desk.store.messages.insert = () => Promise.reject(new Error('killed'));
    await expect(tickets().start(desk.admin, body)).rejects.toThrow('killed');
    desk.store.messages.insert = insert;
    const first = await tickets().start(desk.admin, body);
    const [again, once] = await Promise.all([tickets().start(desk.admin, body), tickets().start(desk.admin, body)]);
    expect([again.ticket.id, once.ticket.id, again.message.id]).toEqual([first.ticket.id, first.ticket.id, first.message.id]);
    expect(await desk.messages(first.ticket.id)).toHaveLength(1);
    expect((await desk.store.tickets.list({ limit: 10, sort: 'newest' })).items).toHaveLength(1);
  }, 60_000);

  test('several at once to an address that nobody has are all to one customer, also when who claimed it died at that', async () => {
    const to = { kind: 'email' as const, value: 'zoe@customer.example', name: 'Zoe' };
    const { ensure } = desk.store.customers;
    desk.store.customers.ensure = () => Promise.reject(new Error('killed'));
    await expect(tickets().start(desk.admin, { to, subject: 'Lid', text: 'Sent.' })).rejects.toThrow('killed');
    desk.store.customers.ensure = ensure;
    const begun = await Promise.all(['Tank', 'Seal', 'Hose'].map((subject) => tickets().start(desk.admin, { to, subject, text: 'Sent.' })));
    expect(new Set(begun.map(({ ticket }) => ticket.customerId)).size).toBe(1);
    expect(begun[0]?.ticket.customerName).toBe('Zoe');
    expect((await desk.store.customers.list({ limit: 10 })).items).toHaveLength(1);
  }, 60_000);

  test('what cannot go out opens nothing', async () => {
    const bo = await desk.sms('+12025550111', 'Hi');
    const open = async () => (await desk.store.tickets.list({ limit: 10, sort: 'newest' })).items.length;
    const before = await open();
    const customerId = bo?.customerId ?? '';
    for (const [body, code] of [
      [{ customerId, channel: 'email' as const }, 'no_address'],
      [{ customerId, cc: [{ address: 'a@b.example' }] }, 'invalid_input'],
      [{ customerId, html: '<script>x</script>' }, 'invalid_input'],
      [{ to: { kind: 'email' as const, value: 'not an address' } }, 'invalid_input'],
      [{ to: { kind: 'phone' as const, value: '0123' } }, 'invalid_input'],
      [{ customerId: 'f'.repeat(24) }, 'not_found'],
    ] as const) {
      await expect(
        tickets().start(desk.admin, {
          subject: 'Hello',
          text: 'html' in body ? '' : 'Hi',
          ...body,
          cc: 'cc' in body ? [...body.cc] : undefined,
        }),
      ).rejects.toMatchObject({ code });
    }
    await expect(
      tickets().start({ ...desk.admin, role: 'nobody' as never }, { customerId, subject: 'Hello', text: 'Hi' }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await open()).toBe(before);
  }, 60_000);
});

test('everything in quarantine for one reason is tried again at once, and nothing else', async () => {
  const { intake } = desk.actions.desk;
  const accept = async (key: string, raw: string) =>
    (await desk.actions.accept({ channel: 'api', channelAccount: 'api:test', externalKey: key, raw: Buffer.from(raw), meta: {} })).intakeId;
  const broken = await Promise.all([accept('1', 'no json'), accept('2', 'no json either')]);
  const other = await accept('3', 'x');
  for (const id of broken) await desk.actions.receiveMessage(id);
  await desk.store.intake.finish(other, { state: 'quarantined', code: 'worker_died' }, desk.clock.now);
  const codes = (await intake.quarantine(desk.admin)).items;
  const code = (await desk.store.intake.find(broken[0] ?? ''))?.code ?? '';
  expect(codes).toEqual(
    [
      { code, count: 2 },
      { code: 'worker_died', count: 1 },
    ].sort((a, b) => (a.code < b.code ? -1 : 1)),
  );

  await expect(intake.retryAll(agent(), code)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await intake.retryAll(desk.admin, code)).toEqual({ released: 2 });
  expect(await Promise.all([...broken, other].map(async (id) => (await desk.store.intake.find(id))?.state))).toEqual([
    'pending',
    'pending',
    'quarantined',
  ]);
  expect(await intake.retryAll(desk.admin, code)).toEqual({ released: 0 });
  expect((await intake.quarantine(desk.admin)).items).toEqual([{ code: 'worker_died', count: 1 }]);
}, 60_000);

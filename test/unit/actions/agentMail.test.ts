/**
 * Agents who answer, or pass mail on, from a mail program of their own: believed only when the domain of their address
 * answers for the mail (S11). Through the real reading, deciding and store.
 */
import { jest } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { Agent } from '../../../src/agents/agent.js';
import { ownText } from '../../../src/screening/fold/foldOf.js';
import type { Message } from '../../../src/tickets/message.js';

const ANNA = 'Anna Adler <anna@customer.example>';
const MALLORY = 'Mallory <mallory@evil.example>';
const BO = 'Bo at home <bo@staff.example>';
const proven = ['Authentication-Results: mx.desk.example; dmarc=pass header.from=staff.example'];
const refuted = ['Authentication-Results: mx.desk.example; dmarc=fail header.from=staff.example'];

let desk: InProcessDesk;
let bo: Agent;
let next = 0;
/** As after a death before the row's end was written. */
const readAgain = async (intakeId: string | null): Promise<void> => {
  const row = await desk.store.intake.load(intakeId ?? '');
  if (!row) throw new Error('there is no such row');
  jest.spyOn(desk.store.intake, 'load').mockResolvedValueOnce({ ...row, state: 'pending' });
  await desk.actions.receiveMessage(row.id);
};
const send = async (parts: Parameters<typeof letter>[0], to?: string): Promise<Message> => {
  const message = await desk.mail(letter({ id: `a${next++}@staff.example`, ...parts }), to);
  if (!message) throw new Error('it became no message');
  return message;
};

interface Story {
  ticketId: string;
  customerId: string;
  asked: string;
  reply: Message;
  replyTo: string;
}

/** Anna has asked and was answered; each story has its own Anna. */
async function answered(): Promise<Story> {
  const asked = `q${next++}@customer.example`;
  const first = await send({ from: `Anna <anna${next}@customer.example>`, id: asked, subject: `Lid ${next}`, text: 'It leaks.' });
  desk.clock.pass(1);
  await desk.actions.desk.tickets.write(desk.admin, first.ticketId, { kind: 'reply', text: 'Which lid?' });
  const reply = (await desk.messages(first.ticketId)).at(-1) as Message;
  desk.clock.pass(1);
  return {
    ticketId: first.ticketId,
    customerId: first.customerId,
    asked,
    reply,
    replyTo: (desk.channels.email.sender.mailHeaders(reply)['Reply-To'] ?? '').replace(/^.*<|>.*$/g, ''),
  };
}
const addressOf = (story: Story): string => story.reply.to[0]?.value ?? '';
/** All that a mail may change about a ticket. */
const stateOf = async ({ ticketId }: Story) => {
  const { status, waitingSince, assigneeId, customerId, solvedAt, closedAt, snooze } = await desk.ticket(ticketId);
  return {
    status,
    waitingSince,
    assigneeId,
    customerId,
    solvedAt,
    closedAt,
    snooze,
    messages: (await desk.messages(ticketId)).map(({ id }) => id),
  };
};

beforeAll(async () => {
  desk = await openInProcessDesk();
  bo = {
    id: 'b'.repeat(24),
    name: 'Bo',
    email: 'bo@staff.example',
    role: 'agent',
    passwordHash: '-',
    active: true,
    createdAt: desk.clock.now,
  };
  await desk.store.people.addAgent(bo);
});
afterAll(() => desk.close());

describe("an agent's answer from his own mail program", () => {
  test("keeps whom it was for apart from who had a copy, as does the customer's", async () => {
    const story = await answered();
    const again = await send({
      from: `Anna <${addressOf(story)}>`,
      cc: 'Her Friend <friend@customer.example>',
      id: `copied${next++}@customer.example`,
      subject: 'Re: Lid',
      inReplyTo: story.reply.externalId ?? '',
      text: 'The blue one.',
    });
    const [shown] = (await desk.actions.desk.tickets.messages(desk.admin, again.ticketId, { limit: 50 })).items.filter(
      ({ id }) => id === again.id,
    );
    expect(shown).toMatchObject({
      to: [{ value: 'support@desk.example' }],
      cc: [{ value: 'friend@customer.example', name: 'Her Friend' }],
    });
    const answer = { from: BO, subject: 'Re: Lid', inReplyTo: story.asked, text: 'We send a blue one.', headers: proven };
    expect(await send({ ...answer, to: addressOf(story), cc: 'support@desk.example, friend@customer.example' })).toMatchObject({
      to: [{ value: addressOf(story) }],
      cc: [{ value: 'friend@customer.example' }],
    });
    const onlyCopied = await send({ ...answer, cc: addressOf(story) });
    expect(onlyCopied).toMatchObject({ direction: 'out', ticketId: story.ticketId, to: [{ value: addressOf(story) }] });
    expect(onlyCopied.cc ?? []).toEqual([]);
    const many = (count: number): string => Array.from({ length: count }, (_one, at) => `p${at}@customer.example`).join(',\r\n ');
    const toMany = await send({ ...answer, cc: `${addressOf(story)}, ${many(149)}` });
    expect([toMany.to.length, toMany.cc, toMany.unnamed]).toEqual([99, undefined, { to: 51, cc: 0 }]);
    const ccMany = await send({ ...answer, to: addressOf(story), cc: many(120) });
    expect([ccMany.to.length, ccMany.cc?.length, ccMany.unnamed]).toEqual([1, 99, { to: 0, cc: 21 }]);
  });

  test("to the customer is what we said: by him, sent already, and the customer's answer to it comes home", async () => {
    const story = await answered();
    await send({
      from: `Anna <${addressOf(story)}>`,
      id: `again${next++}@customer.example`,
      subject: 'Re: Lid',
      inReplyTo: story.reply.externalId ?? '',
      text: 'The blue one.',
    });
    expect((await desk.ticket(story.ticketId)).status).toBe('open');
    desk.clock.pass(1);
    const said = await send({
      from: BO,
      to: addressOf(story),
      cc: 'support@desk.example, support+so-x@desk.example',
      id: `bo${next}@staff.example`,
      subject: 'Re: Lid',
      inReplyTo: story.asked,
      text: 'We send a blue one.',
      headers: proven,
    });
    expect(said).toMatchObject({
      ticketId: story.ticketId,
      customerId: story.customerId,
      direction: 'out',
      authorId: bo.id,
      from: { name: 'Bo', value: 'bo@staff.example' },
      to: [{ value: addressOf(story) }],
      senderVerified: true,
      decision: { id: null, rule: 'agent_mail' },
      delivery: { state: 'accepted' },
    });
    expect(await desk.ticket(story.ticketId)).toMatchObject({ status: 'pending', waitingSince: null });
    // There is nothing left to send.
    await desk.actions.sendMessage(said.id);
    expect((await desk.store.messages.get(said.id))?.delivery).toMatchObject({ state: 'accepted', attempts: 1 });
    // Whatever dies, the row may be read again.
    const events = async () =>
      (await desk.store.tickets.events(story.ticketId, { limit: 50 })).items.filter(({ type }) => type === 'message.sent').length;
    const before = await events();
    await readAgain(said.intakeId);
    expect(await events()).toBe(before);

    desk.clock.pass(1);
    const answer = await send({
      from: `Anna <${addressOf(story)}>`,
      id: `thanks${next++}@customer.example`,
      subject: 'Re: Lid',
      inReplyTo: said.externalId ?? '',
      text: 'When will it be here?',
    });
    expect(answer).toMatchObject({ ticketId: story.ticketId, direction: 'in', decision: { rule: 'reference' } });
    expect((await desk.ticket(story.ticketId)).customerId).toBe(story.customerId);
  });

  test.each<[string, (story: Story) => [Parameters<typeof letter>[0], string?]]>([
    ['our reply address', (story) => [{ from: BO, to: story.replyTo, subject: 'Re: Lid' }, story.replyTo]],
    ['our mail by its id', (story) => [{ from: BO, subject: 'Re: Lid', inReplyTo: story.reply.externalId ?? '' }]],
    [
      "the customer's mail, to a colleague",
      (story) => [{ from: BO, to: 'colleague@staff.example', cc: 'support@desk.example', subject: 'Re: Lid', inReplyTo: story.asked }],
    ],
  ])('to %s is a note: nobody outside reads it, and the customer waits on', async (_what, write) => {
    const story = await answered();
    const before = await stateOf(story);
    const [parts, to] = write(story);
    const note = await send({ text: 'They always order the wrong one.', headers: proven, ...parts }, to);
    expect(note).toMatchObject({
      ticketId: story.ticketId,
      direction: 'note',
      authorId: bo.id,
      to: [],
      delivery: null,
      decision: { rule: 'agent_mail' },
    });
    expect(await stateOf(story)).toEqual({ ...before, messages: [...before.messages, note.id] });
    expect((await desk.store.messages.outbox({ ticketId: story.ticketId, limit: 50 })).items.map(({ id }) => id)).toEqual([story.reply.id]);
    expect((await desk.store.tickets.events(story.ticketId, { limit: 50 })).items).toContainEqual(
      expect.objectContaining({ type: 'message.noted', actor: { kind: 'agent', id: bo.id, name: 'Bo' } }),
    );
  });

  test('that answers nothing of ours, and goes to no customer, is mail like any other', async () => {
    expect(await send({ from: BO, subject: 'My own headset', text: 'It is broken.', headers: proven })).toMatchObject({
      direction: 'in',
      authorId: null,
      decision: { rule: 'new_ticket' },
    });
  });
});

describe('a mail that an agent wrote to a customer in his own mail program, with us in blind copy', () => {
  const write = (to: string, parts: Partial<Parameters<typeof letter>[0]> = {}): Promise<Message> =>
    send({ from: BO, to, subject: 'Your lid', text: 'A blue lid is on its way.', headers: proven, date: desk.clock.now, ...parts });
  const isOurs = async (message: Message): Promise<void> => {
    const [himself] = await desk.store.customers.holders([{ kind: 'email', value: 'bo@staff.example' }]);
    expect(message.customerId).not.toBe(himself?.customerId);
    expect(message).toMatchObject({
      direction: 'out',
      authorId: bo.id,
      from: { name: 'Bo', value: 'bo@staff.example' },
      delivery: { state: 'accepted' },
      decision: { id: null, rule: 'agent_mail' },
    });
  };

  test("is what we said in the customer's live ticket, and his answer to it comes home", async () => {
    const story = await answered();
    const said = await write(`Anna <${addressOf(story)}>`, { id: `blind${next}@staff.example` });
    await isOurs(said);
    expect(said).toMatchObject({ ticketId: story.ticketId, customerId: story.customerId, to: [{ value: addressOf(story) }] });
    expect(said.decision?.evidence).toContainEqual({ kind: 'wrote_to', value: addressOf(story) });
    expect(await desk.ticket(story.ticketId)).toMatchObject({ status: 'pending', waitingSince: null, customerId: story.customerId });
    desk.clock.pass(1);
    const answer = await send({
      from: `Anna <${addressOf(story)}>`,
      id: `home${next++}@customer.example`,
      subject: 'Re: Your lid',
      inReplyTo: said.externalId ?? '',
      text: 'Thank you, when?',
    });
    expect(answer).toMatchObject({ ticketId: story.ticketId, direction: 'in', decision: { rule: 'reference' } });
  });

  test('begins a ticket of his where there is none, for somebody new as well, once however often it is read', async () => {
    const to = `Dee <dee${next++}@customer.example>`;
    const said = await write(to);
    await isOurs(said);
    const ticket = await desk.ticket(said.ticketId);
    expect(ticket).toMatchObject({
      subject: 'Your lid',
      status: 'pending',
      assigneeId: bo.id,
      customerId: said.customerId,
      waitingSince: null,
      lastDirection: 'out',
    });
    expect(await desk.store.customers.get(ticket.customerId)).toMatchObject({ name: 'Dee' });
    expect((await desk.store.customers.identities([ticket.customerId])).get(ticket.customerId)).toMatchObject([
      { kind: 'email', verified: false, source: 'agent' },
    ]);

    // Solved and long over: the row that is read again finds the message and opens nothing.
    await desk.actions.desk.tickets.change(desk.admin, ticket.id, { status: 'closed' });
    await readAgain(said.intakeId);
    expect(await desk.store.tickets.ofCustomer(ticket.customerId, 10)).toHaveLength(1);
    expect(await desk.messages(ticket.id)).toHaveLength(1);

    const again = await write(to, { text: 'Did it arrive?' });
    await isOurs(again);
    expect(again).toMatchObject({ customerId: said.customerId });
    expect((await desk.ticket(again.ticketId)).links).toEqual([{ ticketId: ticket.id, kind: 'previous' }]);
  });

  test('stands in the ticket that was solved lately, and leaves it solved', async () => {
    const story = await answered();
    await desk.actions.desk.tickets.change(desk.admin, story.ticketId, { status: 'solved' });
    desk.clock.pass(1);
    const said = await write(addressOf(story));
    await isOurs(said);
    expect(said.ticketId).toBe(story.ticketId);
    expect((await desk.ticket(story.ticketId)).status).toBe('solved');
  });

  test("to a colleague beside the customer is the customer's; with us in sight as well", async () => {
    const story = await answered();
    await desk.store.people.addAgent({ ...bo, id: 'd'.repeat(24), name: 'Di', email: 'di@staff.example' });
    expect(await write('di@staff.example', { cc: addressOf(story) })).toMatchObject({ ticketId: story.ticketId, direction: 'out' });
    expect(await write('support@desk.example', { cc: addressOf(story) })).toMatchObject({ ticketId: story.ticketId, direction: 'out' });
  });

  test.each<[string, Partial<Parameters<typeof letter>[0]>]>([
    ['without any proof', {}],
    ['whose domain disowns it', { headers: refuted }],
    ['beside a second sender', { headers: [...proven, 'From: mallory@evil.example'] }],
    [
      'by somebody who is no agent',
      { from: ANNA, headers: ['Authentication-Results: mx.desk.example; dmarc=pass header.from=customer.example'] },
    ],
  ])('%s, says nothing in our name and makes nobody a customer', async (_what, parts) => {
    const story = await answered();
    const before = await stateOf(story);
    const stranger = `new${next++}@customer.example`;
    for (const to of [addressOf(story), stranger]) {
      const message = await write(to, { headers: [], ...parts });
      expect(message).toMatchObject({ direction: 'in', authorId: null });
      expect(message.ticketId).not.toBe(story.ticketId);
    }
    expect(await stateOf(story)).toEqual(before);
    expect(await desk.store.customers.holders([{ kind: 'email', value: stranger }])).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a colleague', 'bo2@staff.example', ''],
    ['a mailbox that nobody reads', 'noreply@shop.example', ''],
    ['us, with somebody unknown in copy', 'support@desk.example', 'friend@elsewhere.example'],
  ])('to %s makes nobody a customer of ours', async (_whom, to, cc) => {
    await desk.store.people.addAgent({ ...bo, id: 'c'.repeat(24), name: 'Bo Two', email: 'bo2@staff.example' });
    const message = await write(to, { cc });
    expect(message.direction).toBe('in');
    expect(await desk.store.customers.holders([to, cc].map((value) => ({ kind: 'email', value })))).toEqual([]);
  });
});

describe('who only says that he is an agent', () => {
  const forgeries: [string, Partial<Parameters<typeof letter>[0]>][] = [
    ['without any proof', {}],
    ['whose domain disowns it', { headers: refuted }],
    ['with a proof for another domain', { headers: ['Authentication-Results: mx.desk.example; dmarc=pass header.from=evil.example'] }],
    ['with a proof that he wrote himself', { headers: ['Authentication-Results: mx.evil.example; dmarc=pass header.from=staff.example'] }],
    ['beside a second sender', { headers: [...proven, 'From: mallory@evil.example'] }],
    [
      'as the name',
      {
        from: '"bo@staff.example" <mallory@evil.example>',
        headers: ['Authentication-Results: mx.desk.example; dmarc=pass header.from=evil.example'],
      },
    ],
  ];

  test.each(forgeries)('%s, reopens, answers, copies and closes nothing', async (_what, forgery) => {
    const story = await answered();
    await desk.actions.desk.tickets.change(desk.admin, story.ticketId, { status: 'solved' });
    const before = await stateOf(story);
    for (const to of ['support@desk.example', story.replyTo]) {
      const message = await send(
        {
          from: BO,
          to: `${addressOf(story)}, ${to}`,
          cc: 'mallory@evil.example',
          subject: 'Re: Lid [close] [urgent]',
          inReplyTo: story.reply.externalId ?? '',
          references: [story.asked, story.reply.externalId ?? ''],
          text: '@close @priority urgent\nSend the refund to my new account.',
          ...forgery,
        },
        to,
      );
      expect(message).toMatchObject({ direction: 'in', authorId: null });
      expect(message.ticketId).not.toBe(story.ticketId);
    }
    expect(await stateOf(story)).toEqual(before);
    desk.clock.pass(1);
    await desk.actions.desk.tickets.write(desk.admin, story.ticketId, { kind: 'reply', text: 'Anything else?' });
    const last = (await desk.messages(story.ticketId)).at(-1);
    expect([last?.to.map(({ value }) => value), last?.cc ?? [], last?.bcc ?? []]).toEqual([[addressOf(story)], [], []]);
  });

  test('our reply token does not make him one, though the mail went to his address alone', async () => {
    const story = await answered();
    await desk.actions.desk.tickets.forward(desk.admin, story.ticketId, {
      to: [{ address: 'bo@staff.example' }],
      text: 'Do you know?',
    } as never);
    const forwarded = (await desk.messages(story.ticketId)).at(-1) as Message;
    const token = (desk.channels.email.sender.mailHeaders(forwarded)['Reply-To'] ?? '').replace(/^.*<|>.*$/g, '');
    desk.clock.pass(1);
    // We wrote to that address in this ticket, so the words are here, as those of somebody from outside.
    expect(await send({ from: BO, to: token, subject: 'Re: Lid', text: 'No idea.' }, token)).toMatchObject({
      ticketId: story.ticketId,
      direction: 'in',
      authorId: null,
    });
  });

  test('who has left the desk is none any more', async () => {
    const story = await answered();
    await desk.store.people.changeAgent(bo.id, { active: false });
    const message = await send({ from: BO, subject: 'Re: Lid', inReplyTo: story.asked, headers: proven });
    await desk.store.people.changeAgent(bo.id, { active: true });
    expect(message).toMatchObject({ direction: 'in', authorId: null });
    expect(message.ticketId).not.toBe(story.ticketId);
  });

  test("his vacation note is a machine's", async () => {
    const story = await answered();
    const before = await stateOf(story);
    expect(
      await send({
        from: BO,
        subject: 'Automatic reply: Lid',
        inReplyTo: story.reply.externalId ?? '',
        headers: [...proven, 'Auto-Submitted: auto-replied'],
      }),
    ).toMatchObject({ direction: 'in', wroteBy: 'auto_reply' });
    expect(await stateOf(story)).toEqual(before);
  });
});

describe('what an agent passes on', () => {
  const gmail = (address: string): string =>
    `Can you take this?\n\n---------- Forwarded message ---------\nFrom: Cleo Kant <${address}>\nDate: Mon, 2 Nov 2026 at 08:00\nSubject: Where is my kettle\nTo: <bo@staff.example>\n\nI ordered it three weeks ago.`;

  test("is a ticket of whoever wrote it, who is not proven by the agent's proof", async () => {
    const message = await send({ from: BO, subject: 'Fwd: Where is my kettle', text: gmail('cleo@customer.example'), headers: proven });
    expect(message).toMatchObject({
      direction: 'in',
      from: { value: 'cleo@customer.example', name: 'Cleo Kant' },
      senderVerified: false,
      authorId: null,
      decision: { rule: 'agent_forward', id: null },
    });
    expect(message.text).toContain('I ordered it three weeks ago.');
    expect(ownText(message)).toBe(message.text);
    expect(message.decision?.evidence).toContainEqual({ kind: 'forwarded_by', value: 'Bo' });
    expect(
      (await desk.store.customers.holders([{ kind: 'email', value: 'cleo@customer.example' }])).map(({ customerId, verified }) => ({
        customerId,
        verified,
      })),
    ).toEqual([{ customerId: message.customerId, verified: false }]);
    desk.clock.pass(1);
    await desk.actions.desk.tickets.write(desk.admin, message.ticketId, { kind: 'reply', text: 'It is on its way.' });
    expect((await desk.messages(message.ticketId)).at(-1)).toMatchObject({ to: [{ value: 'cleo@customer.example' }] });
  });

  test('joins nothing that is there, and is linked to it', async () => {
    const story = await answered();
    const before = await stateOf(story);
    const own = await send({ from: BO, subject: 'WG: Wo ist mein Kessel', text: gmail(addressOf(story)), headers: proven });
    expect(own.ticketId).not.toBe(story.ticketId);
    expect(own.customerId).toBe(story.customerId);
    expect((await desk.ticket(own.ticketId)).links).toEqual([{ ticketId: story.ticketId, kind: 'previous' }]);
    const other = await send({
      from: BO,
      subject: '转发: Where is my kettle',
      text: gmail(`other${next++}@customer.example`),
      inReplyTo: story.asked,
      headers: proven,
    });
    expect((await desk.ticket(other.ticketId)).links).toEqual([{ ticketId: story.ticketId, kind: 'claims' }]);
    expect(await stateOf(story)).toEqual(before);
  });

  test.each<[string, Partial<Parameters<typeof letter>[0]>]>([
    ['by nobody who proves that he is an agent', {}],
    ['by one whose domain disowns it', { headers: refuted }],
    ['by a customer', { from: ANNA, headers: ['Authentication-Results: mx.desk.example; dmarc=pass header.from=customer.example'] }],
    ['without a mark that it is a forward', { subject: 'Where is my kettle', headers: proven }],
    ['without a head that names anybody', { text: 'Somebody called about a kettle.', headers: proven }],
    ['of a mail of our own', { text: gmail('support@desk.example'), headers: proven }],
  ])('%s, is the mail of whoever sent it', async (_what, parts) => {
    const message = await send({ from: BO, subject: 'Fwd: Where is my kettle', text: gmail(`victim${next}@customer.example`), ...parts });
    expect(message.from.value).toBe(parts.from ? 'anna@customer.example' : 'bo@staff.example');
    expect(await desk.store.customers.holders([{ kind: 'email', value: `victim${next}@customer.example` }])).toEqual([]);
  });
});

describe('the same mail to two of our mailboxes, by a sender whom nobody is known by', () => {
  const twice = async (
    parts: Parameters<typeof letter>[0],
    second: Partial<Parameters<typeof letter>[0]> = {},
  ): Promise<[Message, Message]> => {
    const both = { id: `c${next++}@forms.example`, to: 'support@desk.example, sales@desk.example', ...parts };
    const first = await send(both, 'support@desk.example');
    return [first, await send({ ...both, ...second }, 'sales@desk.example')];
  };

  test.each<[string, Parameters<typeof letter>[0]]>([
    ['a no-reply address', { from: 'Forms <noreply@forms.example>', subject: 'Contact form', text: 'Name: Dee. My chair broke.' }],
    ['a disowned address', { from: BO, subject: 'Invoice', text: 'Please pay.', headers: refuted }],
  ])('%s: one ticket, and one customer', async (_what, parts) => {
    const [first, second] = await twice(parts);
    expect(second).toMatchObject({
      ticketId: first.ticketId,
      customerId: first.customerId,
      decision: { rule: 'copy', evidence: expect.arrayContaining([{ kind: 'copy_of', value: first.id }]) as never },
    });
    expect(await desk.store.customers.get(second.id)).toBeNull();
  });

  test.each<[string, Partial<Parameters<typeof letter>[0]>]>([
    ['other words', { text: 'Name: Eve. My chair broke.' }],
    ['another sender', { from: 'Forms <no-reply@forms.example>' }],
    ['another subject', { subject: 'Contact form 2' }],
    ['another id', { id: 'x@forms.example' }],
  ])('with %s, it is another one', async (_what, second) => {
    const [first, other] = await twice(
      { from: 'Forms <noreply@forms.example>', subject: 'Contact form', text: 'Name: Dee. My chair broke.' },
      second,
    );
    expect(other.ticketId).not.toBe(first.ticketId);
    expect(other.customerId).not.toBe(first.customerId);
  });

  test("nobody slips a file into a customer's ticket by his own words under his own id", async () => {
    const mail = { from: ANNA, id: `own${next++}@customer.example`, subject: 'Kettle', text: 'It leaks.' };
    const first = await send(mail);
    const raw = letter({ ...mail, headers: ['Authentication-Results: mx.desk.example; dmarc=fail header.from=customer.example'] }).replace(
      'Content-Type: text/plain; charset=utf-8\n\nIt leaks.\n',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt leaks.\n--b\nContent-Type: application/x-msdownload\nContent-Disposition: attachment; filename=refund.exe\n\nMZ\n--b--\n',
    );
    const forged = await desk.mail(raw, 'sales@desk.example');
    expect(forged?.attachments).toHaveLength(1);
    expect(forged?.text).toBe(first.text);
    expect(forged?.ticketId).not.toBe(first.ticketId);
  });
});

describe('a thread that began with a mail that never came to us', () => {
  test('is one ticket of its customer, of several that are live', async () => {
    const from = `Fay <fay${next++}@customer.example>`;
    const first = await send({
      from,
      id: `f1-${next}@customer.example`,
      subject: 'RE: Delivery',
      references: ['root@colleague.example'],
      inReplyTo: 'root@colleague.example',
      text: 'As my colleague says, it is late.',
    });
    desk.clock.pass(30);
    const other = await send({
      from,
      id: `f2-${next}@customer.example`,
      subject: 'Invoice 4711 is wrong',
      text: 'The refund for invoice 4711 is missing.',
      date: desk.clock.now,
    });
    const split = other.ticketId === first.ticketId ? await desk.actions.desk.tickets.split(desk.admin, first.ticketId, [other.id]) : null;
    expect(split ?? other.ticketId).not.toBe(first.ticketId);
    desk.clock.pass(1);
    const second = await send({
      from,
      id: `f3-${next}@customer.example`,
      subject: 'RE: Delivery',
      references: ['root@colleague.example', 'later@colleague.example'],
      inReplyTo: 'later@colleague.example',
      text: 'Invoice and refund can wait.',
      date: desk.clock.now,
    });
    expect(second).toMatchObject({ ticketId: first.ticketId, decision: { rule: 'answered' } });
    // Somebody else who answers the same mail is not in it.
    expect(
      (await send({ from: MALLORY, id: `f4-${next}@evil.example`, subject: 'RE: Delivery', references: ['root@colleague.example'] }))
        .ticketId,
    ).not.toBe(first.ticketId);
  });

  test('the notes about one Jira issue are told apart from those about another by their ids', async () => {
    const from = 'Jira <jira@tracker.example>';
    const note = (issue: string, n: number, references: string[]): Promise<Message> =>
      send({
        from,
        id: `JIRA.${issue}.1700000000000.${n}.170000000${n}000@Atlassian.JIRA`,
        subject: `[JIRA] (SHOP-${issue}) update ${n}`,
        text: `Note ${n}.`,
        references,
        headers: ['X-JIRA-FingerPrint: a1'],
        date: desk.clock.now,
      });
    const one = await note('10001', 1, []);
    desk.clock.pass(1);
    const two = await note('10002', 1, []);
    const apart = two.ticketId === one.ticketId ? await desk.actions.desk.tickets.split(desk.admin, one.ticketId, [two.id]) : null;
    desk.clock.pass(1);
    const more = await note('10001', 2, ['JIRA.10001.1700000000000@Atlassian.JIRA']);
    expect(more).toMatchObject({ ticketId: one.ticketId, decision: { rule: 'answered' } });
    expect(apart ?? two.ticketId).not.toBe(one.ticketId);
  });
});

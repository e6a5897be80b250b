/**
 * Whatever a stranger forges, he never gets into somebody's ticket, and nobody's answer ever goes to him (S10, S11, S13).
 * Through the real reading, signatures, deciding and store.
 */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { createMailIds } from '../../../src/channels/email/ids.js';
import { mailIntake } from '../../../src/channels/email/intake.js';
import type { Message } from '../../../src/tickets/message.js';

const ANNA = 'Anna Adler <anna@customer.example>';
const MALLORY = 'Mallory <mallory@evil.example>';
const pass = (domain: string): string[] => [`Authentication-Results: mx.desk.example; dmarc=pass header.from=${domain}`];
const fail = (domain: string): string[] => [`Authentication-Results: mx.desk.example; dmarc=fail header.from=${domain}`];

let desk: InProcessDesk;
let ticketId: string;
let reply: Message;
let replyAddress: string;
let next = 0;
const send = async (parts: Parameters<typeof letter>[0], to?: string): Promise<Message> => {
  const message = await desk.mail(letter({ id: `m${next++}@evil.example`, ...parts }), to);
  if (!message) throw new Error('it became no message');
  return message;
};

beforeAll(async () => {
  desk = await openInProcessDesk();
  await desk.actions.firstAdmin('ada@desk.example', 'a-long-password');
  const first = await send({
    from: ANNA,
    id: 'first@customer.example',
    subject: 'Coffee machine leaks',
    text: 'It leaks.',
    headers: pass('customer.example'),
  });
  ticketId = first.ticketId;
  desk.clock.pass(1);
  await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', text: 'We send a new seal.' });
  reply = (await desk.messages(ticketId)).find((message) => message.direction === 'out') as Message;
  replyAddress = desk.channels.email.sender.mailHeaders(reply)['Reply-To'] ?? '';
  await leave(desk, reply, ids.mintEnvelopeSender('support@desk.example', reply.id, 'anna@customer.example') ?? '');
  desk.clock.pass(1);
});
afterAll(() => desk.close());

/** One header makes any mail look like a machine's echo. */
const ECHOES: [string, string[], string][] = [
  ['an automatic reply', ['Auto-Submitted: auto-replied'], MALLORY],
  ['a vacation note by its subject', ['X-Autoreply: yes'], MALLORY],
  ['a failed recipient', ['X-Failed-Recipients: anna@customer.example'], 'MAILER-DAEMON@evil.example'],
  ['a daemon', ['Auto-Submitted: auto-replied'], 'MAILER-DAEMON@evil.example'],
];
const ids = createMailIds(Buffer.alloc(32, 7), 'desk.example');
/** A relay took it in this envelope. */
async function leave({ store, clock }: InProcessDesk, { id }: Message, returnPath: string): Promise<void> {
  const claimed = await store.messages.claim(id, clock.now);
  await store.messages.recordDelivery(id, claimed?.delivery?.claim ?? 0, { state: 'accepted', returnPath, at: clock.now });
}
const addressIn = (line: string | undefined): string => (line ?? '').replace(/^.*<|>.*$/g, '');

const otherIds = createMailIds(Buffer.alloc(32, 99), 'desk.example');
const forgeries = (): [string, Parameters<typeof letter>[0], string?][] => {
  const ownId = reply.externalId ?? '';
  const address = replyAddress.replace(/^.*<|>.*$/g, '');
  return [
    ["the customer's own Message-ID", { from: MALLORY, inReplyTo: 'first@customer.example' }],
    ["the customer's Message-ID deep in References", { from: MALLORY, references: ['a@b', 'first@customer.example', 'c@d'] }],
    ['our real Message-ID, seen somewhere', { from: MALLORY, inReplyTo: ownId, references: ['first@customer.example', ownId] }],
    ['our Message-ID with a made-up signature', { from: MALLORY, inReplyTo: ownId.replace(/-[0-9a-f]{32}@/, `-${'0'.repeat(32)}@`) }],
    ['our Message-ID without a signature, as older programs made them', { from: MALLORY, inReplyTo: ownId.replace(/-[0-9a-f]{32}@/, '@') }],
    [
      'our Message-ID signed by another installation',
      { from: MALLORY, inReplyTo: otherIds.mintMessageId(reply.id, 'anna@customer.example') },
    ],
    ['our Message-ID for another recipient', { from: MALLORY, inReplyTo: ids.mintMessageId(reply.id, 'mallory@evil.example') }],
    ["the ticket's number in the subject", { from: MALLORY, subject: 'Re: [#1] Coffee machine leaks' }],
    ['the same subject', { from: MALLORY, subject: 'Re: Coffee machine leaks' }],
    ['our reply address, leaked', { from: MALLORY }, address],
    [
      'a reply address signed by another installation',
      { from: MALLORY },
      otherIds.mintReplyAddress('support@desk.example', reply.id, 'anna@customer.example') ?? '',
    ],
    ['a guessed plus-address', { from: MALLORY }, `support+${ticketId}@desk.example`],
    ['a plus-address of our form with nothing in it', { from: MALLORY }, `support+so-${'a'.repeat(45)}@desk.example`],
    ["the customer's name", { from: 'Anna Adler <mallory@evil.example>', inReplyTo: ownId }],
    ["the customer's address as the name", { from: '"anna@customer.example" <mallory@evil.example>', inReplyTo: ownId }],
    ['the customer as Reply-To', { from: MALLORY, inReplyTo: ownId, headers: ['Reply-To: anna@customer.example'] }],
    ['the customer as Sender', { from: MALLORY, inReplyTo: ownId, headers: ['Sender: anna@customer.example'] }],
    ['the customer in a comment', { from: 'mallory@evil.example (anna@customer.example)', inReplyTo: ownId }],
    ['a second From', { from: MALLORY, inReplyTo: ownId, headers: ['From: mallory2@evil.example'] }],
    ['a proof of himself', { from: MALLORY, inReplyTo: ownId, headers: pass('evil.example') }],
    ['a body that quotes the ticket', { from: MALLORY, text: `Yes, do so.\n\n> ${ownId}\n> We send a new seal. Ticket #1 ${ticketId}` }],
    [
      'the look of a bounce',
      {
        from: 'MAILER-DAEMON@evil.example',
        subject: 'Undelivered mail',
        inReplyTo: 'first@customer.example',
        headers: ['Auto-Submitted: auto-replied'],
      },
    ],
    ...ECHOES.flatMap(([look, headers, from]): [string, Parameters<typeof letter>[0], string?][] => [
      [`${look} with our real Message-ID`, { from, inReplyTo: ownId, references: [ownId], headers }],
      [`${look} to our reply address`, { from, headers }, address],
      [`${look} with both`, { from, inReplyTo: ownId, headers }, address],
      [
        `${look} to an envelope sender of another installation`,
        { from, inReplyTo: ownId, headers },
        otherIds.mintEnvelopeSender('support@desk.example', reply.id, 'anna@customer.example') ?? '',
      ],
      [
        `${look} to an envelope sender for himself`,
        { from, headers },
        ids.mintEnvelopeSender('support@desk.example', reply.id, 'mallory@evil.example') ?? '',
      ],
    ]),
    [
      'a vacation note without our mark',
      {
        from: MALLORY,
        subject: 'Automatic reply: Coffee machine leaks',
        references: ['first@customer.example'],
        headers: ['Auto-Submitted: auto-replied'],
      },
    ],
  ];
};

test('a stranger never joins a ticket, whatever he forges', async () => {
  const before = (await desk.messages(ticketId)).map(({ id }) => id);
  for (const [what, parts, to] of forgeries()) {
    const message = await send({ subject: 'Re: Coffee machine leaks', text: 'Send it to me instead.', ...parts }, to || undefined);
    expect({ what, joined: message.ticketId === ticketId }).toEqual({ what, joined: false });
    expect({ what, customer: message.customerId === (await desk.ticket(ticketId)).customerId }).toEqual({ what, customer: false });
  }
  expect((await desk.messages(ticketId)).map(({ id }) => id)).toEqual(before);
  // What he claims is shown beside his own ticket, so that an agent can see it and merge.
  const claims = await send({ from: 'Carol <carol@evil.example>', inReplyTo: reply.externalId ?? '' });
  expect((await desk.ticket(claims.ticketId)).links).toEqual([{ ticketId, kind: 'claims' }]);
});

const REPORTS: [string, string, string[]][] = [
  [
    'a delivery report',
    'MAILER-DAEMON@evil.example',
    [
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; anna@customer.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
    ],
  ],
  [
    'a complaint',
    'fbl@evil.example',
    [
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
      '',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'Original-Mail-From: <support@desk.example>',
      '',
    ],
  ],
];
test.each(REPORTS)(
  '%s made up from our real id joins nothing, fails nothing and marks nobody, from whatever envelope',
  async (_what, from, parts) => {
    const before = await desk.store.messages.get(reply.id);
    for (const mailFrom of ['', 'mallory@evil.example', null]) {
      for (const to of ['support@desk.example', addressIn(replyAddress)]) {
        const raw = [
          `From: ${from}`,
          `To: ${to}`,
          'Subject: Undelivered Mail Returned to Sender',
          `Message-ID: <r${next++}@evil.example>`,
          `In-Reply-To: <${reply.externalId}>`,
          'MIME-Version: 1.0',
          ...parts,
          '--b',
          'Content-Type: text/rfc822-headers',
          '',
          `Message-ID: <${reply.externalId}>`,
          '',
          '--b--',
        ].join('\r\n');
        const message = await desk.receive(mailIntake(Buffer.from(raw), to, { via: 'smtp', mailFrom, rcptTo: [to] }));
        expect({ mailFrom, to, joined: message?.ticketId === ticketId, wroteBy: message?.wroteBy }).toEqual({
          mailFrom,
          to,
          joined: false,
          wroteBy: expect.stringMatching(/^(bounce|feedback_report)$/) as string,
        });
        expect((await desk.ticket(message?.ticketId ?? '')).links).toEqual([{ ticketId, kind: 'claims' }]);
      }
    }
    expect((await desk.store.messages.get(reply.id))?.delivery).toEqual(before?.delivery);
    expect((await desk.store.customers.holders([{ kind: 'email', value: 'anna@customer.example' }]))[0]?.bounced ?? null).toBeNull();
  },
);

test("a mail in the customer's name that his domain disowns opens a ticket of its own and is nobody's", async () => {
  const forged = await send({
    from: ANNA,
    subject: 'Re: Coffee machine leaks',
    text: 'New address: 1 Evil Street.',
    inReplyTo: 'first@customer.example',
    headers: fail('customer.example'),
  });
  expect(forged.ticketId).not.toBe(ticketId);
  expect(forged.senderVerified).toBe(false);
  expect(forged.decision?.evidence).toContainEqual({ kind: 'sender_check', value: 'dmarc=fail' });
  const ticket = await desk.ticket(forged.ticketId);
  expect(ticket.customerId).not.toBe((await desk.ticket(ticketId)).customerId);
  // And it cannot be answered by accident: the address is Anna's.
  await expect(desk.actions.desk.tickets.write(desk.admin, ticket.id, { kind: 'reply', text: 'Done.' })).rejects.toMatchObject({
    code: 'no_address',
  });
});

test.each([
  ['that its domain disowns leaves', fail('bounced.example'), true],
  ['that nothing proves takes', [], false],
  ['that its domain answers for takes', pass('bounced.example'), false],
])('a mail in the name of an address to which nothing gets through, and %s its mark', async (_name, headers, stays) => {
  const from = `Bo <bo${next}@bounced.example>`;
  const address = { kind: 'email', value: addressIn(from) } as const;
  await send({ from, subject: 'Lamp', text: 'It is dark.' });
  await desk.store.customers.setBounced(address, { at: desk.clock.now, hard: true, status: '5.1.1', reason: null }, desk.clock.now);
  desk.clock.pass(1);
  await send({ from, subject: 'Lamp', text: 'Still dark.', headers });
  expect(Boolean((await desk.store.customers.holders([address]))[0]?.bounced)).toBe(stays);
});

test('a domain in look-alike letters is shown as it is sent, whoever names it, and stored as it came', async () => {
  const alike = 'cust\u043emer.example';
  const sent = 'xn--custmer-djg.example';
  const mail = await send({
    from: `Anna Adler <anna@${alike}>`,
    to: `support@desk.example, Bo <bo@${alike}>`,
    cc: 'Cy <cy@m\u00fcnchen.example>',
    text: 'My new address: 1 Evil Street.',
  });
  expect(mail.from.value).toBe(`anna@${alike}`);
  const [shown] = (await desk.actions.desk.tickets.messages(desk.admin, mail.ticketId, { limit: 5 })).items;
  expect(shown?.from).toEqual({ kind: 'email', value: `anna@${sent}`, name: 'Anna Adler' });
  expect([...(shown?.to ?? []), ...(shown?.cc ?? [])].map(({ value }) => value)).toEqual([
    'support@desk.example',
    `bo@${sent}`,
    'cy@m\u00fcnchen.example',
  ]);
  const { othersOnMail } = await desk.actions.desk.tickets.get(desk.admin, mail.ticketId);
  expect(othersOnMail.map(({ address }) => address)).toEqual([`bo@${sent}`, 'cy@m\u00fcnchen.example']);
});

/** What our server may say of a mail that nothing proves. */
const SILENCES: [string, string[]][] = [
  ['nothing', []],
  [
    'nothing good',
    ['Authentication-Results: mx.desk.example; spf=fail smtp.mailfrom=customer.example; dmarc=none header.from=customer.example'],
  ],
  ['something of another domain', ['Authentication-Results: mx.desk.example; spf=pass smtp.mailfrom=x@evil.example; dkim=none']],
];
test.each(SILENCES)(
  "an answer in the customer's name of which our server says %s is a guess, and answered to her alone",
  async (_what, headers) => {
    const fresh = await openInProcessDesk();
    const first = await fresh.mail(letter({ from: ANNA, id: 'g1@customer.example', subject: 'Lid', headers: pass('customer.example') }));
    const id = first?.ticketId ?? '';
    const answer = async (): Promise<Message> => {
      fresh.clock.pass(1);
      await fresh.actions.desk.tickets.write(fresh.admin, id, { kind: 'reply', text: 'Which one?' });
      fresh.clock.pass(1);
      return (await fresh.messages(id)).at(-1) as Message;
    };
    const out = await answer();
    const forged = await fresh.mail(
      letter({
        from: ANNA,
        id: 'f1@evil.example',
        subject: 'Re: Lid',
        inReplyTo: out.externalId ?? '',
        cc: 'mallory@evil.example',
        headers: [...headers, 'Reply-To: mallory@evil.example'],
      }),
    );
    expect(forged).toMatchObject({ ticketId: id, senderVerified: false, decision: { rule: 'own_message_id', confidence: 0.7 } });
    expect(forged?.decision?.evidence).toContainEqual({ kind: 'sender_unproven', value: 'anna@customer.example' });
    const last = await answer();
    expect([last.to.map(({ value }) => value), last.cc ?? [], last.bcc ?? []]).toEqual([['anna@customer.example'], [], []]);
    const proven = await fresh.mail(
      letter({
        from: ANNA,
        id: 'g2@customer.example',
        subject: 'Re: Lid',
        inReplyTo: out.externalId ?? '',
        headers: pass('customer.example'),
      }),
    );
    expect(proven).toMatchObject({ ticketId: id, senderVerified: true, decision: { rule: 'own_message_id', confidence: 1 } });
    await fresh.close();
  },
);

describe('a mail that the domain of its sender disowns', () => {
  const holder = async (address: string) => (await desk.store.customers.holders([{ kind: 'email', value: address }]))[0];

  test.each([true, false])('in the name of whom an agent wrote to first goes apart, as an answer: %s', async (answers) => {
    const address = `nora${next++}@recall.example`;
    const { ticket: begun } = await desk.actions.desk.tickets.start(desk.admin, {
      channel: 'email',
      to: { kind: 'email', value: address },
      subject: 'Your device is recalled',
      text: 'Please send it in.',
    } as never);
    const out = (await desk.messages(begun.id)).at(-1);
    desk.clock.pass(1);
    const forged = await send({
      from: `Nora <${address}>`,
      subject: 'Re: Your device is recalled',
      text: 'Send the box to Evil Street.',
      headers: fail('recall.example'),
      ...(answers ? { inReplyTo: out?.externalId ?? '' } : {}),
    });
    expect(forged.ticketId).not.toBe(begun.id);
    expect(forged.customerId).not.toBe((await desk.ticket(begun.id)).customerId);
    expect((await holder(address))?.verified).toBe(false);
    // Who answers with the token that went to this address alone is heard, however badly its domain is set up.
    const replyTo = addressIn(desk.channels.email.sender.mailHeaders(out as Message)['Reply-To']);
    const own = await send({ from: `Nora <${address}>`, subject: 'Re: Your device is recalled', headers: fail('recall.example') }, replyTo);
    expect(own.ticketId).toBe(begun.id);
  });

  test('in the name of a customer whom another system made goes apart', async () => {
    const made = await desk.actions.desk.customers.create(desk.admin, {
      name: 'Otto',
      identities: [{ kind: 'email', value: 'otto@import.example', verified: false }],
    });
    const forged = await send({ from: 'Otto <otto@import.example>', subject: 'Address', headers: fail('import.example') });
    expect(forged.customerId).not.toBe(made.id);
  });

  test('proves no address, and who never wrote another kind stays one person', async () => {
    const parts = { from: 'Hal <hal@badly.example>', subject: 'Lid', headers: fail('badly.example') };
    const first = await send(parts);
    expect((await holder('hal@badly.example'))?.verified).toBe(false);
    desk.clock.pass(1);
    const second = await send(parts);
    expect(second.ticketId).toBe(first.ticketId);
    expect(second.decision?.confidence).toBeLessThan(0.8);
    expect((await holder('hal@badly.example'))?.verified).toBe(false);
  });
});

/** What a server writes of a mail from evil.example, in which the sender chose the words in quotes. */
const CHOSEN: [string, string][] = [
  ['envelope', 'spf=pass smtp.mailfrom="x@customer.example"@evil.example; dkim=none; dmarc=none header.from=customer.example'],
  ['signer', 'dkim=pass header.i="x@customer.example"@evil.example; dmarc=none header.from=customer.example'],
  ['reason', 'dkim=pass reason="header.d=customer.example" header.d=evil.example; dmarc=none header.from=customer.example'],
];
test.each(CHOSEN)("the customer's address in quotes proves nothing: %s", async (_where, results) => {
  const headers = [`Authentication-Results: mx.desk.example; ${results}`];
  const forged = await send({ from: ANNA, subject: 'Re: Coffee machine leaks', text: 'New address: 1 Evil Street.', headers });
  expect(forged.senderVerified).toBe(false);
});

test('that a domain disowns a mail is read behind the results of many signatures, too', async () => {
  const signatures = '; dkim=fail reason="signature verification failed" header.d=evil.example'.repeat(60);
  const headers = [`Authentication-Results: mx.desk.example${signatures}; dmarc=fail header.from=customer.example`];
  const forged = await send({ from: ANNA, subject: 'Re: Coffee machine leaks', headers });
  expect(forged.decision?.rule).not.toBe('live_ticket');
  expect(forged.customerId).not.toBe((await desk.ticket(ticketId)).customerId);
});

test('what he writes above a real check is not believed', async () => {
  const forged = await send({ from: ANNA, subject: 'Hello', headers: [...fail('customer.example'), ...pass('customer.example')] });
  expect(forged.ticketId).not.toBe(ticketId);
});

test("an unproven mail in the customer's name is shown as unproven, and changes neither his addresses nor where answers go", async () => {
  const customerId = (await desk.ticket(ticketId)).customerId;
  const identities = async () => (await desk.store.customers.identities([customerId])).get(customerId);
  const before = await identities();
  const message = await send({
    from: ANNA,
    cc: 'mallory@evil.example',
    subject: 'Re: Coffee machine leaks',
    text: 'Please answer to mallory@evil.example.',
    headers: ['Reply-To: mallory@evil.example'],
  });
  expect(message).toMatchObject({ ticketId, senderVerified: false });
  expect(await identities()).toEqual(before);
  desk.clock.pass(1);
  await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', text: 'The seal is on its way.' });
  const last = (await desk.messages(ticketId)).at(-1);
  expect(last).toMatchObject({ direction: 'out', to: [{ kind: 'email', value: 'anna@customer.example' }] });
  // Whom an unproven mail copies is no participant.
  const copied = await send({ from: MALLORY, subject: 'Re: Coffee machine leaks', inReplyTo: message.externalId ?? '' });
  expect(copied.ticketId).not.toBe(ticketId);
});

describe('who got a copy of our mail', () => {
  const COPIES: [string, (to: string) => object][] = [
    ['in copy', (address) => ({ kind: 'reply', text: 'We send a new lid.', cc: [{ address }] })],
    ['in blind copy', (address) => ({ kind: 'reply', text: 'We send a new lid.', bcc: [{ address }] })],
  ];

  async function copied(write: (to: string) => object): Promise<{ desk: InProcessDesk; ticketId: string; out: Message; replyTo: string }> {
    const fresh = await openInProcessDesk();
    const first = await fresh.mail(letter({ from: ANNA, id: 'c1@customer.example', subject: 'Lid' }));
    fresh.clock.pass(1);
    await fresh.actions.desk.tickets.write(fresh.admin, first?.ticketId ?? '', write('Bob@customer.example') as never);
    const out = (await fresh.messages(first?.ticketId ?? '')).at(-1) as Message;
    fresh.clock.pass(1);
    return {
      desk: fresh,
      ticketId: first?.ticketId ?? '',
      out,
      replyTo: addressIn(fresh.channels.email.sender.mailHeaders(out)['Reply-To']),
    };
  }

  test.each(COPIES)('%s, proves nobody by the token that all of them hold', async (_what, write) => {
    const { desk: fresh, ticketId: id, replyTo } = await copied(write);
    for (const from of [ANNA, 'Bob <bob@customer.example>']) {
      const forged = await fresh.mail(letter({ from, id: `f${next++}@evil.example`, subject: 'Re: Lid', to: replyTo }), replyTo);
      expect({ from, ticketId: forged?.ticketId, verified: forged?.senderVerified }).toEqual({ from, ticketId: id, verified: false });
    }
    const [anna] = await fresh.store.customers.holders([{ kind: 'email', value: 'anna@customer.example' }]);
    expect(anna?.verified).toBe(false);
    await fresh.close();
  });

  test.each(COPIES)(
    '%s, may answer as a third party: the customer stays the customer, and the next answer is his',
    async (_what, write) => {
      const { desk: fresh, ticketId: id, out, replyTo } = await copied(write);
      const before = await fresh.ticket(id);
      const answer = await fresh.mail(
        letter({
          from: 'Bob <bob@customer.example>',
          id: 'bob1@customer.example',
          subject: 'Re: Lid',
          inReplyTo: out.externalId ?? '',
          to: replyTo,
          text: 'I have the old lid here.',
        }),
        replyTo,
      );
      expect(answer).toMatchObject({
        ticketId: id,
        from: { value: 'bob@customer.example' },
        decision: { rule: 'reply_token', confidence: 0.7 },
      });
      expect(answer?.decision?.evidence).toContainEqual({ kind: 'participant', value: 'bob@customer.example' });
      expect(answer?.customerId).not.toBe(before.customerId);
      expect((await fresh.ticket(id)).customerId).toBe(before.customerId);
      fresh.clock.pass(1);
      await fresh.actions.desk.tickets.write(fresh.admin, id, { kind: 'reply', text: 'Please keep it.' });
      const last = (await fresh.messages(id)).at(-1);
      expect(last).toMatchObject({ direction: 'out', to: [{ value: 'anna@customer.example' }] });
      expect([last?.cc ?? [], last?.bcc ?? []]).toEqual([[], []]);
      // And a stranger with the same mail in hand is none of them.
      const stranger = await fresh.mail(
        letter({ from: MALLORY, id: `f${next++}@evil.example`, subject: 'Re: Lid', inReplyTo: out.externalId ?? '', to: replyTo }),
        replyTo,
      );
      expect(stranger?.ticketId).not.toBe(id);
      await fresh.close();
    },
  );

  test('beside the first on a forward, proves nobody either', async () => {
    const fresh = await openInProcessDesk();
    const first = await fresh.mail(letter({ from: ANNA, id: 'c1@customer.example', subject: 'Lid' }));
    fresh.clock.pass(1);
    await fresh.actions.desk.tickets.forward(fresh.admin, first?.ticketId ?? '', {
      to: [{ address: 'maker@lids.example' }, { address: 'spy@lids.example' }],
      text: 'Do you have one?',
    } as never);
    const out = (await fresh.messages(first?.ticketId ?? '')).at(-1) as Message;
    const replyTo = addressIn(fresh.channels.email.sender.mailHeaders(out)['Reply-To']);
    fresh.clock.pass(1);
    const forged = await fresh.mail(
      letter({ from: 'Maker <maker@lids.example>', id: `f${next++}@lids.example`, subject: 'Re: Lid', to: replyTo }),
      replyTo,
    );
    expect(forged).toMatchObject({ ticketId: first?.ticketId, senderVerified: false });
    await fresh.close();
  });
});

test('a reply with the token of a mail that went to the customer alone proves its sender', async () => {
  const fresh = await openInProcessDesk();
  const first = await fresh.mail(letter({ from: 'Bo <bo@customer.example>', id: 'b1@customer.example', subject: 'Lid' }));
  expect(first?.senderVerified).toBe(false);
  fresh.clock.pass(1);
  await fresh.actions.desk.tickets.write(fresh.admin, first?.ticketId ?? '', { kind: 'reply', text: 'Which one?' });
  const out = (await fresh.messages(first?.ticketId ?? '')).at(-1) as Message;
  const address = (fresh.channels.email.sender.mailHeaders(out)['Reply-To'] ?? '').replace(/^.*<|>.*$/g, '');
  fresh.clock.pass(1);
  const answer = await fresh.mail(
    letter({ from: 'Bo <bo@customer.example>', id: 'b2@customer.example', subject: 'Re: Lid', to: address }),
    address,
  );
  expect(answer).toMatchObject({ ticketId: first?.ticketId, senderVerified: true });
  const identities = (await fresh.store.customers.identities([first?.customerId ?? ''])).get(first?.customerId ?? '');
  expect(identities).toMatchObject([{ value: 'bo@customer.example', verified: true }]);
  await fresh.close();
});

describe("our reply address in other hands than the customer's", () => {
  async function answered(): Promise<{ desk: InProcessDesk; ticketId: string; customerId: string; replyTo: string; out: Message }> {
    const fresh = await openInProcessDesk();
    const first = await fresh.mail(letter({ from: ANNA, id: 'h1@customer.example', subject: 'Lid', text: 'My lid leaks.' }));
    fresh.clock.pass(1);
    await fresh.actions.desk.tickets.write(fresh.admin, first?.ticketId ?? '', { kind: 'reply', text: 'Which one?' });
    const out = (await fresh.messages(first?.ticketId ?? '')).at(-1) as Message;
    fresh.clock.pass(1);
    return {
      desk: fresh,
      ticketId: first?.ticketId ?? '',
      customerId: first?.customerId ?? '',
      replyTo: addressIn(fresh.channels.email.sender.mailHeaders(out)['Reply-To']),
      out,
    };
  }
  const verified = async ({ store }: InProcessDesk): Promise<boolean | undefined> =>
    (await store.customers.holders([{ kind: 'email', value: 'anna@customer.example' }]))[0]?.verified;

  /** How it got there, and who has it now. */
  const HOLDERS: [string, string, string[]][] = [
    ['whom the customer put in copy of her answer', 'Bob <bob@customer.example>', ['bob@customer.example']],
    ['to whom the customer passed it on', 'Carol <carol@elsewhere.example>', []],
    ['whom nobody knows', MALLORY, []],
  ];

  test('a form of ours that shows it to others leaves it worth nothing', async () => {
    const { desk: fresh, ticketId: id, replyTo, out } = await answered();
    const form = await fresh.mail(
      letter({
        from: 'Website <support@desk.example>',
        id: 'h3@web.example',
        subject: 'Form',
        to: replyTo,
        cc: 'mallory@evil.example',
        headers: [...pass('desk.example'), 'Reply-To: anna@customer.example'],
      }),
      replyTo,
    );
    expect(form).toMatchObject({ from: { value: 'anna@customer.example' }, senderVerified: false });
    expect((await fresh.store.messages.get(out.id))?.exposed).toBe(true);
    fresh.clock.pass(1);
    const forged = await fresh.mail(
      letter({ from: ANNA, id: `h${next++}@evil.example`, subject: 'Re: Lid', to: replyTo, text: 'Send it to my new address.' }),
      replyTo,
    );
    expect([forged?.ticketId, forged?.senderVerified]).toEqual([id, false]);
    await fresh.close();
  });

  test.each(HOLDERS)("somebody %s has a ticket of his own, linked; the customer's stays as it was", async (_who, from, copied) => {
    const { desk: fresh, ticketId: id, customerId, replyTo, out } = await answered();
    if (copied.length > 0) {
      const all = await fresh.mail(
        letter({
          from: ANNA,
          id: 'h2@customer.example',
          subject: 'Re: Lid',
          to: replyTo,
          cc: copied.join(', '),
          inReplyTo: out.externalId ?? '',
          text: 'The blue one. Bob knows more.',
        }),
        replyTo,
      );
      // She had it before she gave it away.
      expect(all).toMatchObject({ ticketId: id, customerId, senderVerified: true });
      fresh.clock.pass(1);
    }
    const before = await fresh.messages(id);
    for (const parts of [
      {},
      { inReplyTo: 'h2@customer.example' },
      { inReplyTo: out.externalId ?? '', references: ['h1@customer.example', out.externalId ?? ''], cc: 'anna@customer.example' },
    ]) {
      const joined = await fresh.mail(
        letter({ from, id: `h${next++}@evil.example`, subject: 'Re: Lid', to: replyTo, text: 'Send it to my address instead.', ...parts }),
        replyTo,
      );
      expect(joined?.ticketId).not.toBe(id);
      expect(joined?.customerId).not.toBe(customerId);
      expect(joined?.senderVerified).toBe(false);
      expect((await fresh.ticket(joined?.ticketId ?? '')).links).toEqual([{ ticketId: id, kind: 'claims' }]);
    }
    expect(await fresh.messages(id)).toEqual(before.map((message) => (message.id === out.id ? { ...message, exposed: true } : message)));
    fresh.clock.pass(1);
    await fresh.actions.desk.tickets.write(fresh.admin, id, { kind: 'reply', text: 'On its way.' });
    const last = (await fresh.messages(id)).at(-1);
    expect([last?.to.map(({ value }) => value), last?.cc ?? [], last?.bcc ?? []]).toEqual([['anna@customer.example'], [], []]);
    await fresh.close();
  });

  test.each(HOLDERS)('somebody %s does not prove to be the customer by it', async (_who, from, copied) => {
    const { desk: fresh, ticketId: id, replyTo } = await answered();
    // The copy itself, or the first words of who has it, show that it is in other hands.
    if (copied.length > 0)
      await fresh.mail(
        letter({ from: 'Anna at home <anna@home.example>', id: 'h3@home.example', subject: 'Re: Lid', to: replyTo, cc: copied.join(', ') }),
        replyTo,
      );
    else await fresh.mail(letter({ from, id: 'h3@evil.example', subject: 'Re: Lid', to: replyTo }), replyTo);
    fresh.clock.pass(1);
    const forged = await fresh.mail(
      letter({ from: ANNA, id: `h${next++}@evil.example`, subject: 'Re: Lid', to: replyTo, text: 'Please send it to 1 Evil Street.' }),
      replyTo,
    );
    // It is in her ticket as any mail in her name is: shown as unproven, and proving no address.
    expect(forged).toMatchObject({ ticketId: id, senderVerified: false });
    expect(await verified(fresh)).toBe(false);

    // The next mail of ours carries another one, which proves her again.
    fresh.clock.pass(1);
    await fresh.actions.desk.tickets.write(fresh.admin, id, { kind: 'reply', text: 'Is that you?' });
    const anew = addressIn(fresh.channels.email.sender.mailHeaders((await fresh.messages(id)).at(-1) as Message)['Reply-To']);
    fresh.clock.pass(1);
    expect(await fresh.mail(letter({ from: ANNA, id: `h${next++}@customer.example`, subject: 'Re: Lid', to: anew }), anew)).toMatchObject({
      ticketId: id,
      senderVerified: true,
    });
    expect(await verified(fresh)).toBe(true);
    await fresh.close();
  });

  test('the customer herself, answering to us alone or to two of our mailboxes, gives nothing away', async () => {
    const { desk: fresh, ticketId: id, replyTo, out } = await answered();
    for (const cc of ['', 'sales@desk.example', 'anna@customer.example']) {
      expect(
        await fresh.mail(letter({ from: ANNA, id: `h${next++}@customer.example`, subject: 'Re: Lid', to: replyTo, cc }), replyTo),
      ).toMatchObject({ ticketId: id, senderVerified: true });
      fresh.clock.pass(1);
    }
    expect((await fresh.store.messages.get(out.id))?.exposed).toBeUndefined();
    await fresh.close();
  });
});

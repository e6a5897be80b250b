import { createEmailChannel, type EmailChannelDeps } from '../../../../src/channels/email/channel.js';
import { createMailIds } from '../../../../src/channels/email/ids.js';
import { createInlineParser } from '../../../../src/channels/email/inlineParser.js';
import { mailIntake, type MailMeta } from '../../../../src/channels/email/intake.js';
import { UnreadableInbound, type InboundMessage } from '../../../../src/ports/channel.js';
import { asRecord, createMemoryBlobs, eml, readFixture, RECEIVED_AT } from '../support/fixtures.js';

const KEY = Buffer.alloc(32, 3);
const ids = createMailIds(KEY, 'desk.example');
const OURS = '0190aabbccdd001122334455';
const RECIPIENT = 'ann@example.com';
const ownId = ids.mintMessageId(OURS, RECIPIENT);
const forged = ownId.replace(/-[0-9a-f]{32}@/, `-${'0'.repeat(32)}@`);
/** A mail that has left with a signed envelope sender. */
const SIGNED = '0190aabbccdd001122334466';
const envelope = ids.mintEnvelopeSender('support@desk.example', SIGNED, RECIPIENT) ?? '';
const token = ids.mintReplyAddress('support@desk.example', OURS, RECIPIENT) ?? '';

const blobs = createMemoryBlobs();
const lookups: string[] = [];
const deps: EmailChannelDeps = {
  config: {
    fromAddress: 'support@desk.example',
    fromName: 'Support',
    domain: 'desk.example',
    plusAddressing: true,
    smtpUrl: null,
    key: KEY,
  },
  parser: createInlineParser(),
  blobs,
  findSent: (messageId) => {
    lookups.push(messageId);
    const said = {
      from: 'support@desk.example',
      text: 'We mend your lamp\nfor nothing.',
      trailer: '-- \nAda\n\nOn Monday, Ann wrote:\n> My lamp is broken.',
    };
    return Promise.resolve(
      messageId === OURS
        ? { ...said, recipients: [RECIPIENT], returnPath: null }
        : messageId === SIGNED
          ? { ...said, recipients: [RECIPIENT, 'copy@example.com'], returnPath: envelope }
          : null,
    );
  },
};
const channel = createEmailChannel(deps);

async function read(raw: Buffer, meta: Partial<MailMeta> = {}) {
  return channel.read(
    asRecord(
      mailIntake(raw, 'support@desk.example', { via: 'smtp', mailFrom: 'ann@example.com', rcptTo: ['support@desk.example'], ...meta }),
    ),
  );
}

async function readMessage(raw: Buffer, meta: Partial<MailMeta> = {}): Promise<InboundMessage> {
  const result = await read(raw, meta);
  if (result.kind !== 'message') throw new Error(`read as ${JSON.stringify(result)}`);
  return result.inbound;
}

const head = [
  'From: Ann <Ann@Example.com>',
  'To: support@desk.example',
  'Subject: Lamp',
  'Message-ID: <new@example.com>',
  'Date: Sun, 22 Nov 2026 11:00:00 +0000',
];

describe('a mail as a message', () => {
  test('tells whom it is for from who has a copy', async () => {
    const [from, , ...rest] = head as [string, string, ...string[]];
    const party = (value: string, name: string | null = null) => ({ kind: 'email', value, name });
    expect(await readMessage(eml(...head, 'Cc: Bo <bo@example.org>, cleo@example.org', '', 'x'))).toMatchObject({
      to: [party('support@desk.example')],
      cc: [party('bo@example.org', 'Bo'), party('cleo@example.org')],
    });
    expect(await readMessage(eml(from, 'Cc: support@desk.example', ...rest, '', 'x'))).toMatchObject({
      to: [],
      cc: [party('support@desk.example')],
    });
    const unnamed = await readMessage(eml(from, ...rest, '', 'x'));
    expect([unnamed.to, unnamed.cc]).toEqual([[party('support@desk.example')], undefined]);
    const many = await readMessage(
      eml(
        from,
        `To: ${Array.from({ length: 60 }, (_one, at) => `to${at}@example.org`).join(',\r\n ')}`,
        `Cc: ${Array.from({ length: 60 }, (_one, at) => `cc${at}@example.org`).join(',\r\n ')}`,
        ...rest,
        '',
        'x',
      ),
    );
    expect([many.to.length, many.cc?.length]).toEqual([60, 40]);
  });

  test.each(['ann@[1.2.3.4]', 'ann@x@y.example', `${'a'.repeat(70)}@x.example`, 'ann@.example'])(
    'from %s is a message by nobody whom we know',
    async (address) => {
      const inbound = await readMessage(eml(`From: ${address}`, 'To: support@desk.example', '', 'My lamp is broken.'));
      expect(inbound).toMatchObject({
        from: { value: address },
        sender: [{ kind: 'email', value: 'unknown@invalid', proof: 'claimed' }],
        senderDoubt: 'malformed_from',
        text: 'My lamp is broken.',
      });
    },
  );

  test.each([
    ['a zero-width space', 'ann\u200b@example.com', 'ann[U+200B]@example.com'],
    ['a soft hyphen', 'ann@exam\u00adple.com', 'ann@exam[U+00AD]ple.com'],
    ['a variation selector', 'ann\ufe0f@example.com', 'ann[U+FE0F]@example.com'],
    ['a filler', 'ann\u3164@example.com', 'ann[U+3164]@example.com'],
    ['a mark that turns text around', '\u202eann@example.com', '[U+202E]ann@example.com'],
  ])('an address with %s is shown so that nobody takes it for another, and nobody is known by it', async (_what, address, shown) => {
    const lines = [`From: Ann <${address}>`, `To: support@desk.example, ${address}`, `Cc: ${address}`, '', 'Hello.'];
    const inbound = await readMessage(Buffer.from(lines.join('\r\n'), 'utf8'));
    expect(inbound).toMatchObject({
      from: { value: shown },
      to: [{ value: 'support@desk.example' }, { value: shown }],
      cc: [{ value: shown }],
      sender: [{ value: 'unknown@invalid' }],
      senderDoubt: 'malformed_from',
    });
  });

  test('files are stored a few at once, and stand in their order', async () => {
    let open = 0;
    let most = 0;
    const slow = {
      ...blobs,
      put: async (bytes: Buffer) => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return blobs.put(bytes);
      },
    };
    const part = (at: number): string[] => [
      '--b',
      'Content-Type: application/pdf',
      `Content-Disposition: attachment; filename=${at}.pdf`,
      '',
      `file ${at}`,
    ];
    const raw = eml(
      ...head,
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...Array.from({ length: 20 }, (_one, at) => part(at)).flat(),
      '--b--',
    );
    const result = await createEmailChannel({ ...deps, blobs: slow }).read(
      asRecord(mailIntake(raw, 'support@desk.example', { via: 'smtp' })),
    );
    expect(result.kind === 'message' && result.inbound.attachments.map(({ filename }) => filename)).toEqual(
      Array.from({ length: 20 }, (_one, at) => `${at}.pdf`),
    );
    expect(most).toBe(4);
  });

  test('says who, what, when and in answer to what', async () => {
    const inbound = await readMessage(eml(...head, 'In-Reply-To: <b@x>', 'References: <a@x> <b@x>', '', 'My lamp is broken.'));
    expect(inbound).toMatchObject({
      channel: 'email',
      channelAccount: 'mail:support@desk.example',
      externalId: 'new@example.com',
      amends: false,
      sender: [{ kind: 'email', value: 'ann@example.com', proof: 'claimed', source: 'email_from' }],
      from: { kind: 'email', value: 'Ann@Example.com', name: 'Ann' },
      senderDoubt: null,
      to: [{ kind: 'email', value: 'support@desk.example', name: null }],
      claims: [],
      subject: 'Lamp',
      text: 'My lamp is broken.',
      textRank: 0,
      html: null,
      mail: { messageId: 'new@example.com', inReplyTo: ['b@x'], references: ['a@x', 'b@x'] },
      hints: [
        { kind: 'reference', value: 'b@x' },
        { kind: 'reference', value: 'a@x' },
      ],
      wroteBy: 'person',
      occurredAt: new Date('2026-11-22T11:00:00Z'),
    });
  });

  test.each([
    ['in the future', 'Date: Mon, 01 Jan 2035 00:00:00 +0000'],
    ['nonsense', 'Date: yesterday'],
    ['before there was mail', 'Date: Thu, 01 Jan 1970 00:00:00 +0000'],
  ])('with a date %s happened when it came', async (_name, date) => {
    expect((await readMessage(eml(...head.slice(0, 4), date, '', 'x'))).occurredAt).toEqual(RECEIVED_AT);
  });

  test('keeps its attachments in the blob store', async () => {
    const inbound = await readMessage(readFixture('emails/gmail-inline-image.eml'));
    const [picture] = inbound.attachments;
    expect(picture).toMatchObject({
      filename: 'foto.png',
      contentType: 'image/png',
      inline: true,
      contentId: 'ii_abc',
      state: 'stored',
      sourceUrl: null,
    });
    expect(blobs.stored.get(picture?.sha256 ?? '')?.length).toBe(picture?.size);
  });

  test('shows the envelope when nobody is named in To', async () => {
    expect((await readMessage(eml('From: a@x.example', 'Subject: bcc', '', 'x'), { rcptTo: ['hidden@desk.example'] })).to).toEqual([
      { kind: 'email', value: 'hidden@desk.example', name: null },
    ]);
  });

  test('without any sender is from its envelope, or from nobody', async () => {
    expect((await readMessage(eml('Subject: x', '', 'words'), { mailFrom: 'env@x.example' })).sender[0]?.value).toBe('env@x.example');
    expect((await readMessage(eml('Subject: x', '', 'words'), { mailFrom: '' })).sender[0]?.value).toBe('unknown@invalid');
    expect((await readMessage(eml('Subject: x', '', 'words'), { mailFrom: '' })).senderDoubt).toBe('no_from');
  });

  test('a person who wants to be answered elsewhere only claims that address', async () => {
    const inbound = await readMessage(
      eml('From: ann@shop.example', 'Reply-To: Bob <BOB@example.org>', 'To: support@desk.example', 'Subject: x', '', 'words'),
    );
    expect(inbound.sender[0]?.value).toBe('ann@shop.example');
    expect(inbound.claims).toEqual([{ kind: 'email', value: 'bob@example.org' }]);
  });

  test('a form speaks for whom it names', async () => {
    const inbound = await readMessage(
      eml('From: form@shop.example', 'Reply-To: Bob <BOB@example.org>', 'To: support@desk.example', 'Subject: x', '', 'words'),
    );
    expect(inbound).toMatchObject({ from: { value: 'bob@example.org', name: 'Bob' }, claims: [] });
    expect(inbound.sender).toEqual([{ kind: 'email', value: 'bob@example.org', proof: 'claimed', source: 'email_reply_to' }]);
  });

  test('of two From lines is in doubt', async () => {
    const inbound = await readMessage(readFixture('emails/two-from.eml'));
    expect(inbound).toMatchObject({ senderDoubt: 'two_from_headers', sender: [{ value: 'alice@example.com' }] });
  });

  test('without a Message-ID has no external id', async () => {
    expect((await readMessage(readFixture('emails/no-message-id.eml'))).externalId).toBeNull();
  });

  test('with meta that no door of ours wrote is read all the same', async () => {
    const record = {
      ...asRecord(mailIntake(eml(...head, '', 'words'), 'support@desk.example', { via: 'hook' })),
      meta: { rcptTo: 'x', mailFrom: 7 },
    };
    expect((await channel.read(record)).kind).toBe('message');
  });

  test('that cannot be read is refused with a code', async () => {
    const bomb = Array.from({ length: 1_200 }, (_value, level) => `--b\r\nContent-Type: text/plain\r\n\r\nx${level}`);
    await expect(read(eml(...head, 'Content-Type: multipart/mixed; boundary=b', '', ...bomb))).rejects.toMatchObject({
      name: 'UnreadableInbound',
      code: 'parse_failed',
    });
    await expect(read(eml(...head, 'Content-Type: multipart/mixed; boundary=b', '', ...bomb))).rejects.toBeInstanceOf(UnreadableInbound);
  });
});

describe('what a mail answers', () => {
  test.each([
    ['To', [`To: "Support" <${token}>`], {}],
    ['To in capitals', [`To: ${token.toUpperCase()}`], {}],
    ['Cc', ['To: other@x.example', `Cc: x@y.example, ${token}`], {}],
    ['Delivered-To', ['To: support@desk.example', `Delivered-To: ${token}`], {}],
    ['X-Original-To', ['To: support@desk.example', `X-Original-To: ${token}`], {}],
    ['the envelope', ['To: support@desk.example'], { rcptTo: [token] }],
  ])('a signed token in %s is a proof', async (_name, lines, meta) => {
    const inbound = await readMessage(eml('From: ann@example.com', ...lines, 'Subject: x', 'Message-ID: <t@x>', '', 'words'), meta);
    expect(inbound.hints[0]).toEqual({ kind: 'reply_token', value: `so-${OURS}`, messageId: OURS });
  });

  test('our own id is a proof, wherever it stands among the others; the newest first', async () => {
    const inbound = await readMessage(eml(...head, 'In-Reply-To: <last@x>', `References: <first@x> <${ownId}> <last@x>`, '', 'words'));
    expect(inbound.hints).toEqual([
      { kind: 'own_message_id', value: ownId, messageId: OURS },
      { kind: 'reference', value: 'last@x' },
      { kind: 'reference', value: 'first@x' },
    ]);
  });

  test('the token comes before the id, and each only once', async () => {
    const inbound = await readMessage(
      eml(
        'From: ann@example.com',
        `To: ${token}`,
        `Delivered-To: ${token}`,
        'Subject: x',
        `In-Reply-To: <${ownId}>`,
        `References: <${ownId}>`,
        '',
        'words',
      ),
      { rcptTo: [token] },
    );
    expect(inbound.hints.map((hint) => hint.kind)).toEqual(['reply_token', 'own_message_id']);
  });

  test('a forged id is a reference like any other', async () => {
    const inbound = await readMessage(eml(...head, `In-Reply-To: <${forged}>`, '', 'words'));
    expect(inbound.hints).toEqual([{ kind: 'reference', value: forged }]);
  });

  test('a forged token is nothing', async () => {
    const changed = token.replace(/so-(.)/, (_whole, letter: string) => `so-${letter === 'a' ? 'b' : 'a'}`);
    expect((await readMessage(eml('From: a@x.example', `To: ${changed}`, 'Subject: x', '', 'words'))).hints).toEqual([]);
  });

  test('an id of ours for a message that we do not know is a reference', async () => {
    const unknown = ids.mintMessageId('0190aabbccdd001122334499', RECIPIENT);
    expect((await readMessage(eml(...head, `In-Reply-To: <${unknown}>`, '', 'words'))).hints).toEqual([
      { kind: 'reference', value: unknown },
    ]);
  });

  test('a mail that only looks like many of ours costs few look-ups', async () => {
    lookups.length = 0;
    const many = Array.from({ length: 50 }, (_value, n) => `<so-${n.toString(16).padStart(24, '0')}-${'0'.repeat(32)}@desk.example>`);
    const inbound = await readMessage(eml(...head, `References: ${many.join(' ')}`, '', 'words'));
    expect(lookups.length).toBeLessThanOrEqual(20);
    expect(inbound.hints).toHaveLength(50);
  });

  test('at most 50 hints', async () => {
    const many = Array.from({ length: 200 }, (_value, n) => `<r${n}@x>`);
    const inbound = await readMessage(eml(...head, `References: ${many.join(' ')}`, '', 'words'));
    expect(inbound.hints).toHaveLength(50);
    expect(inbound.hints[0]?.value).toBe('r199@x');
  });
});

describe('machines', () => {
  const bounce = (id: string): Buffer =>
    Buffer.from(
      readFixture('emails/dsn-postfix.eml')
        .toString('latin1')
        .replace(/so-[0-9a-f]{24}-[0-9a-f]{32}@sayonce\.example/g, id),
      'latin1',
    );

  test('a bounce names our message, found anywhere in it', async () => {
    const inbound = await readMessage(bounce(ownId), { mailFrom: '' });
    expect(inbound.wroteBy).toBe('bounce');
    expect(inbound.hints).toEqual([{ kind: 'own_message_id', value: ownId, messageId: OURS, echo: true }]);
  });

  test.each<[string, Partial<MailMeta>, string[]]>([
    ['the envelope', { mailFrom: '', rcptTo: [envelope] }, []],
    ['capital letters', { mailFrom: '', rcptTo: [envelope.toUpperCase()] }, []],
    ['Delivered-To of a fetched mail', { mailFrom: null, rcptTo: [] }, [`Delivered-To: ${envelope}`]],
  ])('a bounce that comes to our signed envelope sender is proof before anything else: %s', async (_name, meta, lines) => {
    const inbound = await readMessage(
      eml(
        ...lines,
        'From: MAILER-DAEMON@mx.example',
        'To: support@desk.example',
        'Subject: Undelivered Mail',
        `In-Reply-To: <${ownId}>`,
        '',
        'It could not be delivered.',
      ),
      meta,
    );
    expect(inbound.hints.map(({ kind, messageId, echo }) => ({ kind, messageId, echo }))[0]).toEqual({
      kind: 'envelope_token',
      messageId: SIGNED,
      echo: true,
    });
  });

  test.each<[string, string, Partial<MailMeta>, string[]]>([
    ['whose mail left with a signed envelope sender', ids.mintMessageId(SIGNED, RECIPIENT), { mailFrom: '' }, []],
    ['with a sender in its envelope', ownId, { mailFrom: 'mallory@evil.example' }, []],
    ['that calls itself one, from an envelope that nobody knows', ownId, { mailFrom: null }, ['Auto-Submitted: auto-replied']],
  ])('a bounce by our id alone is no echo: one %s', async (_name, id, meta, lines) => {
    const raw = eml(
      ...lines,
      'From: Mail <reports@evil.example>',
      'To: support@desk.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; ann@example.com',
      'Action: failed',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${id}>`,
      '',
      '--b--',
    );
    const inbound = await readMessage(raw, meta);
    expect(inbound.wroteBy).toBe('bounce');
    expect(inbound.hints.map(({ kind, echo }) => [kind, echo])).toEqual([['own_message_id', undefined]]);
  });

  test('a feedback report proves itself by the envelope sender that it tells, and not by our id', async () => {
    const report = (...told: string[]): Buffer =>
      eml(
        'From: fbl@isp.example',
        'To: abuse@desk.example',
        'Subject: Complaint',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
        '',
        '--b',
        'Content-Type: message/feedback-report',
        '',
        'Feedback-Type: abuse',
        'Version: 1',
        ...told,
        '',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: <${ids.mintMessageId(SIGNED, RECIPIENT)}>`,
        '',
        '--b--',
      );
    expect((await readMessage(report(`Original-Mail-From: <${envelope}>`))).hints.map(({ kind, echo }) => [kind, echo])).toEqual([
      ['envelope_token', true],
      ['own_message_id', undefined],
    ]);
    expect((await readMessage(report())).hints.map(({ kind, echo }) => [kind, echo])).toEqual([['own_message_id', undefined]]);
  });

  test('an envelope token of another installation, of a copy, or in the words is nothing', async () => {
    const other = createMailIds(Buffer.alloc(32, 9), 'desk.example');
    for (const to of [
      other.mintEnvelopeSender('support@desk.example', SIGNED, RECIPIENT),
      ids.mintEnvelopeSender('support@desk.example', SIGNED, 'copy@example.com'),
      ids.mintReplyAddress('support@desk.example', SIGNED, RECIPIENT)?.replace('+so-', '+sb-'),
    ]) {
      expect(
        (
          await readMessage(eml('From: MAILER-DAEMON@mx.example', 'Subject: failure', '', `x ${envelope}`), {
            mailFrom: '',
            rcptTo: [to ?? ''],
          })
        ).hints,
      ).toEqual([]);
    }
  });

  test.each([
    ['in a line of its own', `Message-ID: <${ownId}>`],
    ['run together with other words', `Please call.|Message-ID: <${ownId}>`],
    ['alone', `About ${ownId} that is.`],
    [
      "beside the customer's",
      `In-Reply-To: <first@customer.example>\nReferences: <zero@customer.example>\n <first@customer.example>\nMessage-Id:\n <${ownId}>`,
    ],
  ])('the name of a mail is no recipient of it: %s', async (_where, line) => {
    const returned = (words: string) =>
      readMessage(
        eml(
          'From: Mail Delivery System <mailer-daemon@mx.example>',
          'To: support@desk.example',
          'Subject: Undelivered Mail Returned to Sender',
          '',
          `Your message could not be delivered. ${words}`,
          line,
        ),
        { mailFrom: '' },
      );
    expect((await returned('')).notice).toMatchObject({ action: 'failed', recipient: null });
    expect((await returned('\nann@example.com: no such user')).notice).toMatchObject({ recipient: 'ann@example.com' });
  });

  test.each<[string, string, string | null]>([
    ['a new address, which works', 'This mailbox is closed. Please write to paul@new.example.', null],
    ['somebody to turn to', 'Paul has left us. Please contact ann@old.example.', null],
    [
      'whom it could not reach, and somebody to turn to',
      'No such user: paul@old.example. Please contact ann@old.example.',
      'paul@old.example',
    ],
    ['whom it could not reach', 'Your mail to paul@old.example could not be delivered.', 'paul@old.example'],
  ])('a bounce in words that names %s', async (_name, text, recipient) => {
    const inbound = await readMessage(eml('From: mailer-daemon@old.example', 'Subject: Closed', '', text), { mailFrom: '' });
    expect(inbound).toMatchObject({ wroteBy: 'bounce', notice: { recipient } });
  });

  test.each([
    ['a status of SMTP', 'The mail to ann@x.example was refused: 5.1.1 unknown', 'bounce'],
    ['the reply of a server', 'ann@x.example\n550 User unknown', 'bounce'],
    ['the head of our mail', 'It was this one:\n\nMessage-ID: <so@desk.example>\nSubject: Lamp', 'bounce'],
    ['nothing of the kind', 'Hello colleagues, your server is on a blocklist here. Regards, Jim', 'person'],
  ])('a postmaster who names %s', async (_name, text, wroteBy) => {
    const raw = eml('From: Postmaster <postmaster@x.example>', 'Subject: Mail delivery from you is delayed', '', text);
    expect((await readMessage(raw, { mailFrom: 'postmaster@x.example' })).wroteBy).toBe(wroteBy);
  });

  test.each([
    ['Sorry, I was on holiday last week. The blender still leaks, my order number is 4711.'],
    ['The following address is mine now: Elm Street 5.'],
    ['Delivery failed again today, nobody came. I want my money back.'],
  ])('a person whose words begin like a server, in a mailbox that keeps no envelope: %s', async (text) => {
    const answer = eml('From: ann@example.com', 'Subject: Re: Delivery problem', `In-Reply-To: <${ownId}>`, '', text);
    expect((await readMessage(answer, { mailFrom: null, rcptTo: [] })).wroteBy).toBe('person');
    expect((await readMessage(eml('From: ann@example.com', 'Subject: blender', '', text), { mailFrom: null, rcptTo: [] })).wroteBy).toBe(
      'person',
    );
  });

  test('a bounce with a forged id proves nothing', async () => {
    const inbound = await readMessage(bounce(forged), { mailFrom: '' });
    expect(inbound.hints.map((hint) => hint.kind)).toEqual(['reference']);
  });

  test('a person who quotes our id in the words proves nothing', async () => {
    expect((await readMessage(eml(...head, '', `I saw <${ownId}> somewhere`))).hints).toEqual([]);
  });

  test('a vacation note is a message, and marked', async () => {
    const inbound = await readMessage(readFixture('emails/out-of-office-exchange.eml'));
    expect(inbound.text).toContain('nicht im Büro');
    expect(inbound.wroteBy).not.toBe('person');
  });

  test('a read receipt is a message, and marked', async () => {
    const receipt = eml(
      ...head,
      'Content-Type: multipart/report;',
      ' report-type=disposition-notification; boundary=r',
      '',
      '--r',
      'Content-Type: text/plain',
      '',
      'Was read.',
      '--r',
      'Content-Type: message/disposition-notification',
      '',
      'Disposition: displayed',
      '--r--',
    );
    expect(await readMessage(receipt)).toMatchObject({ wroteBy: 'auto_reply', text: 'Was read.' });
  });

  test('a list mail is a message, and marked', async () => {
    expect((await readMessage(readFixture('emails/html-only.eml'))).wroteBy).toBe('list');
  });

  describe.each([
    ['our own Message-ID', [`Message-ID: <${ownId}>`]],
    ['our loop mark', ['Message-ID: <relay@x>', `X-SayOnce-Loop: ${ids.mintLoopMark(OURS, RECIPIENT)}`]],
  ])('with %s', (_name, lines) => {
    const said = ['We mend your', 'lamp for nothing.'];
    const below = ['-- ', 'Ada', '', 'On Monday, Ann wrote:', '> My lamp is broken.'];
    const marked = (from: string, ...text: string[]) =>
      eml(`From: ${from}`, 'To: list@x.example', 'Subject: Re: Lamp', ...lines, '', ...text);
    const loop = { kind: 'ignored', reason: 'loop' };

    test('our own mail that came back is known', async () => {
      expect(await read(marked('Support <Support@Desk.example>', ...said, '', ...below))).toEqual(loop);
      expect(
        await read(
          marked(
            'support@desk.example',
            '[External mail]',
            '',
            ...said,
            '',
            ...below,
            '',
            '____',
            'Lamp fans: https://lists.example/lamps',
          ),
        ),
      ).toEqual(loop);
    });

    test('so is it when a list sends it in a name of its own', async () => {
      expect(await read(marked('Support by way of Lamp fans <lamps@lists.example>', ...said, '', ...below))).toEqual(loop);
    });

    test("somebody's own words are heard, also above and below ours", async () => {
      for (const text of [
        ['It leaks still.'],
        ['It leaks still.', '', ...said, '', ...below],
        [...said, '', ...below, '', 'It leaks still.'],
        [...said],
      ]) {
        expect(await read(marked('Ann <ann@example.com>', ...text))).toMatchObject({
          kind: 'message',
          inbound: { wroteBy: 'person', from: { value: 'ann@example.com' } },
        });
      }
      expect(await read(marked('support@desk.example', 'It leaks still.'))).toMatchObject({ kind: 'message' });
    });

    test('so is a machine that copies our headers, as the machine that it is', async () => {
      expect(
        await read(eml('From: ann@example.com', 'Auto-Submitted: auto-replied', 'Subject: Away', ...lines, '', 'I am away.')),
      ).toMatchObject({ kind: 'message', inbound: { wroteBy: 'auto_reply' } });
    });

    test('a file from somebody else is never ours', async () => {
      const part = [
        '--b',
        'Content-Type: text/plain',
        '',
        ...said,
        '',
        ...below,
        '--b',
        'Content-Type: image/png',
        'Content-Disposition: attachment; filename=lamp.png',
        '',
        'png',
        '--b--',
      ];
      expect(
        await read(eml('From: ann@example.com', 'Subject: Lamp', ...lines, 'Content-Type: multipart/mixed; boundary=b', '', ...part)),
      ).toMatchObject({ kind: 'message', inbound: { attachments: [{ filename: 'lamp.png' }] } });
    });
  });

  test.each([
    ['a forged Message-ID of ours', [`Message-ID: <${forged}>`]],
    ['a forged loop mark', ['Message-ID: <relay@x>', `X-SayOnce-Loop: so-${OURS}-${'0'.repeat(32)}`]],
    ['the loop mark of another desk', ['Message-ID: <relay@x>', 'X-SayOnce-Loop: something']],
  ])('nobody silences a customer by %s', async (_name, lines) => {
    expect((await read(eml('From: ann@example.com', 'To: support@desk.example', 'Subject: x', ...lines, '', 'words'))).kind).toBe(
      'message',
    );
  });
});

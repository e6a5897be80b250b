import { boundReferences, formatAddress, replySubject } from '../../../../src/channels/email/compose.js';
import { parseInline } from '../../../../src/channels/email/parse.js';
import { createSmtpListener } from '../../../../src/channels/email/smtpListener.js';
import { AppError } from '../../../../src/lib/errors.js';
import type { DeliveryFailure } from '../../../../src/ports/channel.js';
import { createMemoryBlobs, createMemoryIntake, silentLog } from '../support/fixtures.js';
import { asMessage, channelTo, draft, never, startRelay, type Relay } from '../support/outgoing.js';

describe('a reply by mail', () => {
  test('arrives with the headers that the outbox shows', async () => {
    const intake = createMemoryIntake();
    const relay = createSmtpListener({
      port: 0,
      host: '127.0.0.1',
      accept: intake.accept,
      addressAllowed: () => true,
      log: silentLog,
      limits: { closeMs: 20 },
    });
    const { sender } = channelTo(`smtp://127.0.0.1:${await relay.listen()}`);
    const message = asMessage(sender.prepare(draft));
    expect(await sender.configured(message)).toBe(true);
    const sent = await sender.send(message, never);
    const again = await sender.send(message, never);
    sender.close();
    await relay.close();
    expect(sent.state).toBe('accepted');
    expect(again.state).toBe('accepted');

    // The second time is the same mail: the receiver sees a duplicate.
    expect(intake.rows).toHaveLength(2);
    expect(intake.rows[0]?.meta).toMatchObject({
      mailFrom: expect.stringMatching(/^support\+sb-[a-z2-7]{45}@desk\.example$/) as string,
      rcptTo: ['ann@example.com'],
    });
    expect(sent.returnPath).toBe(intake.rows[0]?.meta['mailFrom']);
    const mail = await parseInline(intake.rows[0]?.raw ?? Buffer.alloc(0));
    const shown = sender.mailHeaders(message);
    const header = (name: string): string | null => mail.headers.find((line) => line.name === name)?.value ?? null;
    expect(mail).toMatchObject({
      from: { address: 'support@desk.example', name: 'Desk "24/7"' },
      to: [{ address: 'ann@example.com', name: 'Ann' }],
      subject: 'Re: Lamp é',
      messageId: message.externalId,
      inReplyTo: ['second@x'],
      references: ['first@x', 'second@x'],
      text: draft.text,
    });
    expect(mail.html).toContain('it is on its way – 5 €.');
    expect(shown).toMatchObject({ Subject: 'Re: Lamp é', From: '"Desk \\"24/7\\"" <support@desk.example>', To: '"Ann" <ann@example.com>' });
    for (const name of ['Message-ID', 'In-Reply-To', 'References', 'X-SayOnce-Loop', 'X-Auto-Response-Suppress'])
      expect(header(name.toLowerCase())).toBe(shown[name]);
    expect(mail.replyTo?.address).toMatch(/^support\+so-[a-z2-7]{45}@desk\.example$/);
    expect(shown['Reply-To']).toContain(mail.replyTo?.address);
    expect(header('x-auto-response-suppress')).toBe('OOF');
    expect(header('auto-submitted')).toBeNull();
  });

  test('carries copies, files, pictures in their place, the signature and the words that it answers', async () => {
    const intake = createMemoryIntake();
    const relay = createSmtpListener({
      port: 0,
      host: '127.0.0.1',
      accept: intake.accept,
      addressAllowed: () => true,
      log: silentLog,
      limits: { closeMs: 20 },
    });
    const blobs = createMemoryBlobs();
    const [bill, picture] = [await blobs.put(Buffer.from('Bill: 5 €')), await blobs.put(Buffer.from('png'))];
    const { sender } = channelTo(`smtp://127.0.0.1:${await relay.listen()}`, {}, blobs);
    const prepared = sender.prepare({
      ...draft,
      mailbox: { address: 'shop@desk.example', name: 'Shop' },
      cc: [
        { value: 'eva@example.com', name: 'Eva' },
        { value: 'ANN@example.com', name: null },
      ],
      bcc: [{ value: 'boss@example.com', name: null }],
    });
    const file = { size: 1, inline: false, contentId: null, state: 'stored' as const, sourceUrl: null };
    const message = asMessage(prepared, {
      html: '<p>Dear Ann</p><img src="cid:1.x@inline">',
      attachments: [
        { ...file, filename: 'Bill\r\nBcc: evil@x.txt', contentType: 'text/plain', sha256: bill },
        { ...file, filename: 'p.png', contentType: 'image/png', sha256: picture, inline: true, contentId: '1.x@inline' },
      ],
      trailer: { signature: 'Bo\nShop', quote: { intro: 'On 22 Nov, Ann wrote:', text: 'It <b>broke</b>\n> as I said' } },
    });
    await sender.send(message, never);
    sender.close();
    await relay.close();
    expect(intake.rows[0]?.meta).toMatchObject({
      mailFrom: expect.stringMatching(/^shop\+sb-/) as string,
      rcptTo: ['ann@example.com', 'eva@example.com', 'boss@example.com'],
    });
    const raw = intake.rows[0]?.raw ?? Buffer.alloc(0);
    const mail = await parseInline(raw);
    expect(raw.toString()).not.toMatch(/^bcc:/im);
    expect(raw.toString()).not.toContain('boss@');
    expect(mail).toMatchObject({
      from: { address: 'shop@desk.example' },
      to: [{ address: 'ann@example.com' }],
      cc: [{ address: 'eva@example.com', name: 'Eva' }],
    });
    expect(mail.replyTo?.address).toMatch(/^shop\+so-/);
    expect(mail.text).toBe(`${draft.text}\n\n-- \nBo\nShop\n\nOn 22 Nov, Ann wrote:\n> It <b>broke</b>\n>> as I said`);
    expect(mail.html).toContain('It &lt;b&gt;broke');
    expect(mail.html).toContain('<img src="cid:1.x@inline"');
    expect(mail.attachments.map(({ filename, contentType, contentId, inline }) => ({ filename, contentType, contentId, inline }))).toEqual([
      { filename: 'p.png', contentType: 'image/png', contentId: '1.x@inline', inline: true },
      { filename: expect.stringMatching(/^[^\r\n]*Bcc_ evil@x\.txt$/), contentType: 'text/plain', contentId: null, inline: false },
    ]);
  });

  test('an automatic mail says so', () => {
    const { sender } = channelTo(null);
    expect(sender.mailHeaders(asMessage(sender.prepare(draft), { wroteBy: 'system' }))).toMatchObject({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    });
  });

  test('preparing twice gives the same', () => {
    const { sender } = channelTo(null);
    expect(sender.prepare(draft)).toEqual(sender.prepare(draft));
  });

  test.each([
    ['plus addressing is off', { plusAddressing: false }],
    ['the address leaves no room for a token', { fromAddress: 'customer-service-and-returns@desk.example' }],
  ])('has no Reply-To when %s', (_name, config) => {
    const { sender } = channelTo(null, config);
    expect(sender.mailHeaders(asMessage(sender.prepare(draft)))).not.toHaveProperty('Reply-To');
  });

  test('a first mail of ours answers nothing', () => {
    const { sender } = channelTo(null);
    const headers = sender.mailHeaders(asMessage(sender.prepare({ ...draft, threadIds: [] })));
    expect(headers).not.toHaveProperty('In-Reply-To');
    expect(headers).not.toHaveProperty('References');
  });

  test.each([
    ['subject', { subject: 'x\r\nBcc: evil@x' }],
    ['subject by LF', { subject: 'x\nBcc: evil@x' }],
    ['subject by CR', { subject: 'x\rBcc: evil@x' }],
    ['subject by NUL', { subject: 'x\0y' }],
    ['subject by line separator', { subject: 'x\u2028y' }],
    ['name', { to: { kind: 'email' as const, value: 'a@x.example', name: 'A\r\nBcc: evil@x' } }],
    ['address', { to: { kind: 'email' as const, value: 'a@x.example\r\nRCPT TO:<evil@x>', name: null } }],
    ['two addresses', { to: { kind: 'email' as const, value: 'a@x.example, b@x.example', name: null } }],
    ['brackets', { to: { kind: 'email' as const, value: 'a@x.example> SIZE=1 <b@x', name: null } }],
    ['thread id', { threadIds: ['a@x>\r\nBcc: evil@x'] }],
    ['copy', { cc: [{ value: 'b@x.example', name: 'B\nBcc: evil@x' }] }],
    ['blind copy', { bcc: [{ value: 'b@x.example\r\nDATA', name: null }] }],
    ['no address of a copy', { cc: [{ value: 'nobody', name: null }] }],
    ['no address', { to: { kind: 'email' as const, value: 'nobody', name: null } }],
  ])('refuses an injection by %s', (_name, change) => {
    expect(() => channelTo(null).sender.prepare({ ...draft, ...change })).toThrow(AppError);
  });

  test('refuses an injection that was stored all the same', async () => {
    const { sender } = channelTo('smtp://127.0.0.1:1');
    await expect(sender.send(asMessage(sender.prepare(draft), { subject: 'x\r\nBcc: evil@x' }), never)).rejects.toMatchObject({
      name: 'DeliveryFailure',
      outcome: 'final',
    });
  });
});

describe('a relay that does not take it', () => {
  const relays: Relay[] = [];
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.close();
  });
  const relayUrl = async (answers: Parameters<typeof startRelay>[0]): Promise<string> => {
    const relay = await startRelay(answers);
    relays.push(relay);
    return relay.url;
  };

  test.each<[string, Record<string, string | null>, DeliveryFailure['outcome'], string]>([
    ['greylists', { RCPT: '451 4.7.1 greylisted' }, 'retry', '451'],
    ['has a full mailbox', { RCPT: '452 4.2.2 full' }, 'retry', '452'],
    ['does not know the recipient', { RCPT: '550 5.1.1 user unknown' }, 'final', '550'],
    ['refuses the sender, also the plain one', { MAIL: '553 5.1.8 bad sender' }, 'final', '553'],
    ['refuses the content', { '.': '554 5.7.1 spam' }, 'final', '554'],
    ['defers the content', { '.': '451 4.3.0 later' }, 'retry', '451'],
    ['refuses DATA for now', { DATA: '421 4.3.2 shutting down' }, 'retry', '421'],
    ['refuses us at the greeting', { GREETING: '554 no service for you' }, 'retry', '554'],
    ['hangs up at the greeting', { GREETING: '' }, 'retry', ''],
    ['hangs up in the middle', { RCPT: '' }, 'retry', ''],
    ['hangs up after the mail', { '.': '' }, 'retry', ''],
  ])('%s', async (_name, answers, outcome, code) => {
    const { sender } = channelTo(await relayUrl(answers));
    const failure: DeliveryFailure = await sender.send(asMessage(sender.prepare(draft)), never).then(
      () => Promise.reject(new Error('sent')),
      (error: DeliveryFailure) => error,
    );
    sender.close();
    expect(failure).toMatchObject({ name: 'DeliveryFailure', outcome });
    if (code !== '') expect(failure.providerCode).toBe(code);
    expect(failure.message).not.toMatch(/[\r\n]/);
  });

  test('takes it for some: the others are tried again alone', async () => {
    let greylisted = true;
    const relay = await startRelay({
      RCPT: (line) =>
        line.includes('ann@') && greylisted
          ? '451 4.7.1 Greylisted, come back'
          : line.includes('gone@')
            ? '550 5.1.1 User unknown'
            : '250 ok',
    });
    relays.push(relay);
    const { sender } = channelTo(relay.url);
    const message = asMessage(sender.prepare({ ...draft, cc: [{ value: 'eva@example.com', name: null }] }));
    const failure: DeliveryFailure = await sender.send(message, never).then(
      () => Promise.reject(new Error('sent')),
      (error: DeliveryFailure) => error,
    );
    expect(failure).toMatchObject({ outcome: 'retry', providerCode: '451', took: ['eva@example.com'] });
    greylisted = false;
    const delivery = {
      state: 'queued' as const,
      reason: null,
      attempts: 1,
      nextAt: null,
      claim: 1,
      providerId: null,
      took: [...failure.took],
      at: message.createdAt,
    };
    expect(await sender.send({ ...message, delivery }, never)).toMatchObject({ state: 'accepted' });
    expect(relay.commands.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<ann@example.com>',
      'RCPT TO:<eva@example.com>',
      'RCPT TO:<ann@example.com>',
    ]);

    expect(
      await sender.send(asMessage(sender.prepare({ ...draft, cc: [{ value: 'gone@example.com', name: null }] })), never),
    ).toMatchObject({ state: 'accepted', reason: expect.stringContaining('gone@example.com') });
    const toGone = asMessage(
      sender.prepare({
        ...draft,
        to: { kind: 'email', value: 'gone@example.com', name: null },
        cc: [{ value: 'eva@example.com', name: null }],
      }),
    );
    await expect(sender.send(toGone, never)).rejects.toMatchObject({
      outcome: 'final',
      message: expect.stringMatching(/^There is no such address\./),
      took: ['eva@example.com'],
    });
    sender.close();
  });

  test('is not there', async () => {
    const { sender } = channelTo('smtp://127.0.0.1:1');
    await expect(sender.send(asMessage(sender.prepare(draft)), never)).rejects.toMatchObject({ outcome: 'retry' });
    sender.close();
  });

  test('hangs after the mail: we stop waiting, and may send it again', async () => {
    const { sender } = channelTo(await relayUrl({ '.': null }));
    await expect(sender.send(asMessage(sender.prepare(draft)), AbortSignal.timeout(300))).rejects.toMatchObject({
      outcome: 'retry',
      providerCode: 'ABORTED',
    });
    sender.close();
  });

  test('is not configured', async () => {
    const { sender } = channelTo(null);
    expect(await sender.configured(asMessage(sender.prepare(draft)))).toBe(false);
    await expect(sender.send(asMessage(sender.prepare(draft)), never)).rejects.toMatchObject({ outcome: 'retry' });
  });
});

describe('the words around a reply', () => {
  test.each([
    ['Lamp', 'Re: Lamp'],
    ['Re: Lamp', 'Re: Lamp'],
    ['RE: AW: Re[2]: Lamp', 'Re: Lamp'],
    ['回复:订单', 'Re: 订单'],
    ['Fwd: Lamp', 'Re: Fwd: Lamp'],
    ['Re: ', 'Re: (no subject)'],
    ['', 'Re: (no subject)'],
    ['Response: x', 'Re: Response: x'],
  ])('the subject %j becomes %j', (subject, expected) => {
    expect(replySubject(subject)).toBe(expected);
  });

  test('the root and the newest 20 references stay', () => {
    const ids = Array.from({ length: 100 }, (_value, n) => `r${n}`);
    expect(boundReferences(ids)).toEqual(['r0', ...ids.slice(80)]);
    expect(boundReferences(['a', 'b', 'a'])).toEqual(['a', 'b']);
  });

  test('names are quoted', () => {
    expect(formatAddress('A "B" \\C', 'a@x')).toBe('"A \\"B\\" \\\\C" <a@x>');
    expect(formatAddress(null, 'a@x')).toBe('a@x');
  });
});

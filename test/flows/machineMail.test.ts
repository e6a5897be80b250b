import { createMailIds } from '../../src/channels/email/ids.js';
import { createInlineParser } from '../../src/channels/email/inlineParser.js';
import { createScratchDesk, type Placed, type ScratchDesk } from '../../src/cli/explain/scratchDesk.js';
import type { Identity } from '../../src/customers/customer.js';
import { eml } from '../unit/channels/support/fixtures.js';

const ids = createMailIds(Buffer.alloc(32, 7), 'desk.example');
let desk: ScratchDesk;
let count = 0;

beforeAll(async () => {
  desk = await createScratchDesk(createInlineParser());
});
afterAll(() => desk.close());

interface Story {
  address: string;
  ticketId: string;
  sentId: string;
  ourId: string;
  replyTo: string;
  /** Its signed envelope sender. */
  returnPath: string;
}

/** A customer has written and was answered. */
async function answered(envelope: 'signed' | 'plain' = 'signed'): Promise<Story> {
  count += 1;
  const address = `customer${count}@shop.example`;
  const first = await desk.receive(
    eml(
      `From: Cy <${address}>`,
      'To: support@desk.example',
      `Subject: Broken lamp ${count}`,
      `Message-ID: <first${count}@shop.example>`,
      '',
      'My lamp is broken.',
    ),
    'first',
  );
  const ticketId = first.ticket?.id ?? '';
  const { messageId, headers } = await desk.reply(ticketId, 'We send a new one.');
  // It left: a relay took it.
  const claimed = await desk.store.messages.claim(messageId, new Date(Date.now() + 60_000));
  const returnPath =
    envelope === 'signed' ? (ids.mintEnvelopeSender('support@desk.example', messageId, address) ?? '') : 'support@desk.example';
  await desk.store.messages.recordDelivery(messageId, claimed?.delivery?.claim ?? 0, { state: 'accepted', returnPath, at: new Date() });
  return {
    returnPath,
    address,
    ticketId,
    sentId: messageId,
    ourId: (headers['Message-ID'] ?? '').replace(/[<>]/g, ''),
    replyTo: /<([^>]+)>/.exec(headers['Reply-To'] ?? '')?.[1] ?? '',
  };
}

const delivery = async (story: Story) => (await desk.store.messages.get(story.sentId))?.delivery;
const identity = async (story: Story): Promise<Identity | undefined> =>
  (await desk.store.customers.holders([{ kind: 'email', value: story.address }]))[0];

/** RFC 3464, as Postfix writes it. */
function dsn(story: Story, fields: { action: string; status: string; diagnostic: string; recipient?: string; ourId?: string }): Buffer {
  const recipient = fields.recipient ?? story.address;
  return eml(
    'Return-Path: <>',
    `Delivered-To: ${story.returnPath}`,
    'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
    'To: support@desk.example',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <dsn${(count += 1)}@mx.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is the mail system at host mx.example.',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${fields.action}`,
    `Status: ${fields.status}`,
    `Diagnostic-Code: smtp; ${fields.diagnostic}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${fields.ourId ?? story.ourId}>`,
    'Subject: Re: Broken lamp',
    '',
    '--b--',
  );
}

function wasPlaced(placed: Placed, story: Story): void {
  expect({ state: placed.row.state, ticketId: placed.ticket?.id }).toEqual({ state: 'done', ticketId: story.ticketId });
}

test('a hard bounce stands in its ticket, fails its message and marks the address', async () => {
  const story = await answered();
  const placed = await desk.receive(dsn(story, { action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 <x>: user unknown' }), 'dsn');
  wasPlaced(placed, story);
  expect(placed.message?.wroteBy).toBe('bounce');
  expect(await delivery(story)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('550 5.1.1 <x>: user unknown') as string,
  });
  expect((await identity(story))?.bounced).toMatchObject({ hard: true, status: '5.1.1', reason: '550 5.1.1 <x>: user unknown' });
  const events = await desk.store.tickets.events(story.ticketId, { limit: 50 });
  expect(events.items.filter((event) => event.type === 'message.delivery_changed').map((event) => event.data['state'])).toEqual(['failed']);
});

test('a machine wakes nobody: a bounce neither reopens its ticket nor starts the waiting', async () => {
  const story = await answered();
  const before = await desk.store.tickets.get(story.ticketId);
  await desk.receive(dsn(story, { action: 'failed', status: '5.1.1', diagnostic: '550 no' }), 'dsn');
  const after = await desk.store.tickets.get(story.ticketId);
  expect([after?.status, after?.waitingSince]).toEqual([before?.status, before?.waitingSince]);
});

test.each([
  ['a full mailbox', '5.2.2'],
  ['a passing fault that was given up', '4.4.1'],
  ['a refused content', '5.7.1'],
])('%s is a soft bounce', async (_name, status) => {
  const story = await answered();
  await desk.receive(dsn(story, { action: 'failed', status, diagnostic: '552 not now' }), 'dsn');
  expect((await delivery(story))?.state).toBe('failed');
  expect((await identity(story))?.bounced).toMatchObject({ hard: false, status });
});

test('a delay changes nothing, a confirmation does', async () => {
  const story = await answered();
  wasPlaced(await desk.receive(dsn(story, { action: 'delayed', status: '4.4.1', diagnostic: 'connection timed out' }), 'dsn'), story);
  expect((await delivery(story))?.state).toBe('accepted');
  wasPlaced(await desk.receive(dsn(story, { action: 'delivered', status: '2.0.0', diagnostic: '250 ok' }), 'dsn'), story);
  expect((await delivery(story))?.state).toBe('delivered');
  expect((await identity(story))?.bounced ?? null).toBeNull();
});

test('a mail from the address takes the mark away', async () => {
  const story = await answered();
  await desk.receive(dsn(story, { action: 'failed', status: '5.1.1', diagnostic: '550 no' }), 'dsn');
  expect((await identity(story))?.bounced?.hard).toBe(true);
  await desk.receive(
    eml(
      `From: Cy <${story.address}>`,
      'To: support@desk.example',
      'Subject: Still here',
      `Message-ID: <again${count}@shop.example>`,
      '',
      'I am still here.',
    ),
    'again',
  );
  expect((await identity(story))?.bounced ?? null).toBeNull();
});

test('a bounce without any form is known by the signed envelope sender that it came to', async () => {
  const story = await answered();
  const raw = eml(
    'From: MAILER-DAEMON@qmail.example',
    `To: ${story.returnPath}`,
    'Subject: failure notice',
    '',
    'Hi. This is the qmail-send program at qmail.example.',
    "I'm afraid I wasn't able to deliver your message to the following addresses.",
    '',
    `<${story.address}>:`,
    'Sorry, no mailbox here by that name. (#5.1.1)',
  );
  wasPlaced(await desk.receive(raw, 'qmail', { mailFrom: '', rcptTo: [story.returnPath] }), story);
  expect((await delivery(story))?.state).toBe('failed');
  expect((await identity(story))?.bounced).toMatchObject({ hard: true, status: '5.1.1' });
});

test.each([
  [
    'our id in the part that it returns',
    (story: Story) => dsn(story, { action: 'failed', status: '5.1.1', diagnostic: '550 no' }),
    undefined,
  ],
  [
    'our reply address',
    (story: Story) =>
      eml(
        'From: MAILER-DAEMON@qmail.example',
        `To: ${story.replyTo}`,
        'Subject: failure notice',
        '',
        'Hi. This is the qmail-send program at qmail.example.',
        '',
        `<${story.address}>:`,
        'Sorry, no mailbox here by that name. (#5.1.1)',
      ),
    { mailFrom: '' },
  ],
])(
  'a mail that left in a plain envelope fails by a returned bounce with %s, and no address is marked for it',
  async (_name, write, meta) => {
    const story = await answered('plain');
    wasPlaced(await desk.receive(write(story), 'plain', meta), story);
    expect((await delivery(story))?.state).toBe('failed');
    expect((await identity(story))?.bounced ?? null).toBeNull();
  },
);

test('a vacation note of somebody else is attached by the envelope sender that it answers', async () => {
  const story = await answered();
  const note = (to: string): Buffer =>
    eml(
      'From: Deputy <deputy@elsewhere.example>',
      `To: ${to}`,
      'Subject: Automatic reply: Re: Broken lamp',
      `Message-ID: <dep${(count += 1)}@elsewhere.example>`,
      `In-Reply-To: <${story.ourId}>`,
      'Auto-Submitted: auto-replied',
      '',
      'Cy is away.',
    );
  wasPlaced(await desk.receive(note(story.returnPath), 'note', { mailFrom: '', rcptTo: [story.returnPath] }), story);
  const other = await desk.receive(note('support@desk.example'), 'note', { mailFrom: '', rcptTo: ['support@desk.example'] });
  expect(other.ticket?.links).toEqual([{ ticketId: story.ticketId, kind: 'claims' }]);
  expect((await delivery(story))?.state).toBe('accepted');
});

test.each([
  ['a forged token', (story: Story) => story.ourId.replace(/-[0-9a-f]{32}@/, `-${'0'.repeat(32)}@`)],
  [
    "the token of another customer's mail under this one's id",
    (story: Story) => story.ourId.replace(/^so-[0-9a-f]{24}/, `so-${'1'.repeat(24)}`),
  ],
  ['no token', () => 'somebody@elsewhere.example'],
  ['our own id, and not to the envelope sender that the mail left with', (story: Story) => story.ourId],
])('a bounce with %s marks nothing and joins nothing, and is not lost', async (_name, ourId) => {
  const story = await answered();
  const placed = await desk.receive(
    dsn({ ...story, returnPath: 'support@desk.example' }, { action: 'failed', status: '5.1.1', diagnostic: '550 no', ourId: ourId(story) }),
    'forged',
  );
  expect(placed.row.state).toBe('done');
  expect(placed.ticket?.id).not.toBe(story.ticketId);
  expect((await delivery(story))?.state).toBe('accepted');
  expect((await identity(story))?.bounced ?? null).toBeNull();
});

test('a bounce that names somebody else marks the one whom we wrote to', async () => {
  const story = await answered();
  const other = await answered();
  await desk.receive(dsn(story, { action: 'failed', status: '5.1.1', diagnostic: '550 no', recipient: other.address }), 'dsn');
  expect((await identity(story))?.bounced?.hard).toBe(true);
  expect((await identity(other))?.bounced ?? null).toBeNull();
});

test.each([
  [
    'a vacation note',
    'auto_reply',
    (story: Story) =>
      eml(
        `From: Cy <${story.address}>`,
        'To: support@desk.example',
        'Subject: Automatic reply: Re: Broken lamp',
        `Message-ID: <ooo${(count += 1)}@shop.example>`,
        `In-Reply-To: <${story.ourId}>`,
        'Auto-Submitted: auto-replied',
        '',
        'I am away until Monday.',
      ),
  ],
  [
    'a complaint report',
    'feedback_report',
    (story: Story) =>
      eml(
        'From: fbl@isp.example',
        'To: support@desk.example',
        'Subject: Complaint',
        `Message-ID: <arf${(count += 1)}@isp.example>`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'This is an abuse report.',
        '',
        '--b',
        'Content-Type: message/feedback-report',
        '',
        'Feedback-Type: abuse',
        'User-Agent: isp/1',
        'Version: 1',
        `Original-Mail-From: <${story.returnPath}>`,
        '',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: <${story.ourId}>`,
        '',
        '--b--',
      ),
  ],
  [
    'another ticket system',
    'ticket_system',
    (story: Story) =>
      eml(
        `From: Desk <${story.address}>`,
        'To: support@desk.example',
        'Subject: [Ticket#4711] Re: Broken lamp',
        `Message-ID: <zd${(count += 1)}@zendesk.com>`,
        `In-Reply-To: <${story.ourId}>`,
        'X-Mailer: Zendesk Mailer',
        'Auto-Submitted: auto-generated',
        '',
        'Your request was updated.',
      ),
  ],
])('%s is attached to its ticket, as %s', async (_name, wroteBy, write) => {
  const story = await answered();
  const placed = await desk.receive(write(story), 'machine');
  wasPlaced(placed, story);
  expect(placed.message?.wroteBy).toBe(wroteBy);
  expect((await delivery(story))?.state).toBe('accepted');
});

/**
 * A visitor leaves a number or an address in the chat and goes; what he answers there comes to the chat's ticket, and to
 * no other; nobody gets in by a number that somebody else has typed. Through the real reading, deciding and store.
 */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { ChatContact } from '../../../src/contract/realtime.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
let next = 100;
beforeAll(async () => {
  desk = await openInProcessDesk();
});
afterAll(() => desk.close());

const anyNumber = (): string => `+12025550${next++}`;
const sure = (message: Message | null): Message => {
  if (!message) throw new Error('it became no message');
  return message;
};

interface Left {
  visitorId: string;
  ticketId: string;
  customerId: string;
}

/** A visitor asks, leaves where he can be reached, and goes. */
async function visitorLeft(contact: ChatContact | null): Promise<Left> {
  const visitorId = `visitor-${next++}`;
  const { ticketId, customerId } = sure(await desk.chat(visitorId, `My lid ${next} leaks.`));
  if (contact) await desk.actions.desk.chat.contact({ id: visitorId, externalId: null, name: null }, contact);
  await desk.actions.desk.chat.left({ id: visitorId, externalId: null, name: null });
  desk.clock.pass(1);
  return { visitorId, ticketId, customerId };
}

async function write({ ticketId }: Left, text = 'Which lid?', channel?: 'email' | 'sms' | 'chat'): Promise<Message> {
  const id = sure(
    await desk.store.messages.get(
      (await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', text, ...(channel ? { channel } : {}) })).id,
    ),
  );
  desk.clock.pass(1);
  return id;
}

const channelsOf = async ({ ticketId }: Left): Promise<string[]> =>
  (await desk.actions.desk.tickets.get(desk.admin, ticketId)).replyChannels.map(({ channel, address }) =>
    `${channel} ${channel === 'chat' ? '' : address}`.trim(),
  );
const holderOf = async (kind: 'email' | 'phone', value: string) => (await desk.store.customers.holders([{ kind, value }]))[0];

describe('a first line', () => {
  /** A moment after it is stored the visitor is noted as the customer's: the state in between, in which a quick agent sees the ticket. */
  const inBetween = async (visitor: Left): Promise<void> =>
    desk.store.people.changeVisitor(visitor.visitorId, { customerId: null, ticketId: null });

  test('can be answered in the chat, and be read again, before its visitor is noted', async () => {
    const visitor = await visitorLeft(null);
    await inBetween(visitor);
    const reply = await write(visitor, 'Which lid?', 'chat');
    expect(reply).toMatchObject({ channel: 'chat', to: [{ value: visitor.visitorId }] });
    await desk.actions.sendMessage(reply.id);
    expect(
      (await desk.actions.desk.chat.lines({ id: visitor.visitorId, externalId: null, name: null }, null)).map(({ text }) => text),
    ).toEqual([expect.stringContaining('leaks'), 'Which lid?']);
  });

  test('in a ticket of somebody else brings the answers to nobody who is another customer', async () => {
    const [visitor, other] = [await visitorLeft(null), await visitorLeft(null)];
    await desk.store.people.changeVisitor(visitor.visitorId, { customerId: other.customerId });
    await expect(write(visitor, 'Which lid?', 'chat')).rejects.toMatchObject({ code: 'no_address' });
  });
});

describe('a name that a visitor gave', () => {
  const say = ({ visitorId }: Left, name: string): Promise<void> =>
    desk.actions.desk.chat.contact({ id: visitorId, externalId: null, name: null }, { name });
  const nameOf = async ({ customerId }: Left): Promise<string> => (await desk.actions.desk.customers.get(desk.admin, customerId)).name;

  test('after his first line is what agents see, in his tickets and in mails to him', async () => {
    const email = `tess${next++}@customer.example`;
    const visitor = await visitorLeft({ email });
    expect(await nameOf(visitor)).toMatch(/^Visitor /);
    await say(visitor, ' Tess\n ');
    expect(await nameOf(visitor)).toBe('Tess');
    expect((await desk.actions.desk.tickets.get(desk.admin, visitor.ticketId)).customerName).toBe('Tess');
    expect(await write(visitor)).toMatchObject({ to: [{ value: email, name: 'Tess' }] });
  });

  test('before his line had its place is his all the same', async () => {
    const visitorId = `visitor-${next++}`;
    const some = await desk.store.people.visitor((await visitorLeft(null)).visitorId);
    if (!some) throw new Error('there is no visitor');
    await desk.store.people.addVisitor({ ...some, id: visitorId, tokenHash: visitorId, customerId: null, ticketId: null, name: 'Tess' });
    // The line was accepted before he gave it.
    const { ticketId, customerId } = sure(await desk.chat(visitorId, 'My lid leaks.'));
    expect(await nameOf({ visitorId, ticketId, customerId })).toBe('Tess');
  });

  test('renames nobody whom an agent has named, nor who signed in', async () => {
    const visitor = await visitorLeft(null);
    await desk.actions.desk.customers.edit(desk.admin, visitor.customerId, { name: 'Mrs. Known' });
    await say(visitor, 'Mallory');
    expect(await nameOf(visitor)).toBe('Mrs. Known');
    const visitorId = `visitor-${next++}`;
    const { ticketId, customerId } = sure(await desk.chat(visitorId, 'It is me.', `user-${next}`));
    const before = await nameOf({ visitorId, ticketId, customerId });
    await desk.actions.desk.chat.contact({ id: visitorId, externalId: `user-${next}`, name: null }, { name: 'Mallory' });
    expect(await nameOf({ visitorId, ticketId, customerId })).toBe(before);
  });

  test('can be taken back by an agent, as what the customer did', async () => {
    const visitor = await visitorLeft(null);
    const before = await nameOf(visitor);
    await say(visitor, 'Tess');
    const { items } = await desk.actions.desk.customers.timeline(desk.admin, visitor.customerId, { limit: 20 });
    const event = items.flatMap((item) => (item.kind === 'event' && item.event.type === 'customer.changed' ? [item.event] : []))[0];
    expect(event?.actor.kind).toBe('customer');
    await desk.actions.desk.customers.undoEdit(desk.admin, event?.id ?? '');
    expect(await nameOf(visitor)).toBe(before);
  });
});

describe('a number that a visitor left', () => {
  test("is written to, and a text back from it is in the chat's ticket", async () => {
    const phone = anyNumber();
    const visitor = await visitorLeft({ phone });
    expect(await write(visitor)).toMatchObject({ channel: 'sms', to: [{ value: phone }] });
    const answer = sure(await desk.sms(phone, 'The blue one.'));
    expect(answer).toMatchObject({ ticketId: visitor.ticketId, decision: { rule: 'text_answer', confidence: 0.8 } });
    expect(answer.decision?.evidence).toContainEqual({ kind: 'participant', value: phone });
    expect(await desk.ticket(visitor.ticketId)).toMatchObject({ customerId: visitor.customerId, status: 'open' });

    // It stays a claim: the phone's holder is a customer of his own, until an agent says who he is.
    expect(await holderOf('phone', phone)).toMatchObject({ customerId: answer.customerId, verified: true });
    expect(answer.customerId).not.toBe(visitor.customerId);
    expect((await desk.store.customers.identities([visitor.customerId])).get(visitor.customerId)?.map(({ kind }) => kind)).toEqual([
      'chat',
    ]);

    // The way back to him is still there, whichever he took last, and is where the next answer goes.
    expect(await channelsOf(visitor)).toEqual([`sms ${phone}`, 'chat']);
    expect(await write(visitor, 'It is on its way.')).toMatchObject({ channel: 'sms', to: [{ value: phone }] });
    expect(sure(await desk.sms(phone, 'When?')).ticketId).toBe(visitor.ticketId);
    desk.clock.pass(1);
    expect(sure(await desk.chat(visitor.visitorId, 'I am back.')).ticketId).toBe(visitor.ticketId);
    expect(await channelsOf(visitor)).toEqual(expect.arrayContaining([`sms ${phone}`, 'chat']));
    // What was said by text is not shown in the browser that typed the number.
    expect(
      (await desk.actions.desk.chat.lines({ id: visitor.visitorId, externalId: null, name: null }, null)).map(({ text }) => text),
    ).not.toContain('The blue one.');
  });

  test("is nobody's way in before we wrote to it", async () => {
    const phone = anyNumber();
    const visitor = await visitorLeft({ phone });
    const early = sure(await desk.sms(phone, 'Hello?'));
    expect(early).toMatchObject({ decision: { rule: 'new_ticket' } });
    expect(early.ticketId).not.toBe(visitor.ticketId);
    // Now it is somebody's, so that we do not write there for the visitor either.
    expect(await channelsOf(visitor)).toEqual(['chat']);
  });

  test('lets in no other number, nor the same one to another number of ours', async () => {
    const phone = anyNumber();
    const visitor = await visitorLeft({ phone });
    await write(visitor);
    const stranger = sure(await desk.sms(anyNumber(), 'The blue one.'));
    expect(stranger.ticketId).not.toBe(visitor.ticketId);
    expect((await desk.ticket(stranger.ticketId)).links).toEqual([]);
    const form = { MessageSid: `SM${'7'.repeat(32)}`, From: phone, To: '+12025550999', Body: 'The blue one.', NumMedia: '0' };
    const elsewhere = sure(
      await desk.receive({
        channel: 'sms',
        channelAccount: 'twilio:+12025550999',
        externalKey: form.MessageSid,
        raw: Buffer.from(new URLSearchParams(form).toString()),
        meta: { hook: 'sms' },
      }),
    );
    expect(elsewhere.ticketId).not.toBe(visitor.ticketId);
  });

  test('that two visitors left belongs to neither: its text has a ticket of its own, linked to both', async () => {
    const phone = anyNumber();
    const [one, other] = [await visitorLeft({ phone }), await visitorLeft({ phone })];
    await write(one);
    await write(other);
    const answer = sure(await desk.sms(phone, 'Yes please.'));
    expect(answer).toMatchObject({ decision: { rule: 'stranger_with_known_id' } });
    expect([one.ticketId, other.ticketId]).not.toContain(answer.ticketId);
    expect((await desk.ticket(answer.ticketId)).links).toEqual(
      expect.arrayContaining([
        { ticketId: one.ticketId, kind: 'claims' },
        { ticketId: other.ticketId, kind: 'claims' },
      ]),
    );
    desk.clock.pass(1);
    // From now on he has a ticket of his own, and stays in it.
    expect(sure(await desk.sms(phone, 'Hello?')).ticketId).toBe(answer.ticketId);
  });

  test('that was corrected is no way in any more: our last text went to another one', async () => {
    const [wrong, right] = [anyNumber(), anyNumber()];
    const visitor = await visitorLeft({ phone: wrong });
    await write(visitor);
    const who = { id: visitor.visitorId, externalId: null, name: null };
    await expect(desk.actions.desk.chat.contact(who, { phone: '01234' })).rejects.toMatchObject({ code: 'invalid_input' });
    await desk.actions.desk.chat.contact(who, { phone: right });
    expect(await write(visitor)).toMatchObject({ to: [{ value: right }] });
    expect(sure(await desk.sms(wrong, 'Who is this?')).ticketId).not.toBe(visitor.ticketId);
    expect(sure(await desk.sms(right, 'The blue one.')).ticketId).toBe(visitor.ticketId);
    expect(await channelsOf(visitor)).toEqual([`sms ${right}`, 'chat']);
  });

  test('is no way in once we wrote to another one, though it still stands in the chat', async () => {
    const [left, own] = [anyNumber(), anyNumber()];
    const visitor = await visitorLeft({ phone: left });
    await write(visitor);
    await desk.actions.desk.identity.link(desk.admin, visitor.customerId, { kind: 'phone', value: own, verified: true });
    expect(await write(visitor, 'Which lid?', 'sms')).toMatchObject({ to: [{ value: own }] });
    expect(sure(await desk.sms(left, 'Who is this?')).ticketId).not.toBe(visitor.ticketId);
  });

  test('that nobody left in the chat is none by our text alone: an agent has taken it from the customer', async () => {
    const phone = anyNumber();
    const visitor = await visitorLeft(null);
    await desk.actions.desk.identity.link(desk.admin, visitor.customerId, { kind: 'phone', value: phone, verified: true });
    await write(visitor, 'Which lid?', 'sms');
    await desk.actions.desk.identity.unlink(desk.admin, visitor.customerId, { kind: 'phone', value: phone });
    expect(sure(await desk.sms(phone, 'Who is this?')).ticketId).not.toBe(visitor.ticketId);
    expect(await channelsOf(visitor)).toEqual(['chat']);
  });

  test("whose holder has a customer's standing already is not written to by whoever typed it", async () => {
    const phone = anyNumber();
    const own = sure(await desk.sms(phone, 'My kettle is broken.'));
    const visitor = await visitorLeft({ phone });
    expect(await channelsOf(visitor)).toEqual(['chat']);
    await expect(write(visitor, 'Which lid?', 'sms')).rejects.toMatchObject({ code: 'no_address' });
    desk.clock.pass(1);
    expect(sure(await desk.sms(phone, 'Any news?')).ticketId).toBe(own.ticketId);
  });

  test('whose holder an agent has taken out of the ticket is not taken for the visitor again', async () => {
    const phone = anyNumber();
    const visitor = await visitorLeft({ phone });
    await write(visitor);
    const answer = sure(await desk.sms(phone, 'Wrong number, I think.'));
    await desk.actions.desk.tickets.undo(desk.admin, answer.decision?.id ?? '');
    const own = sure(await desk.store.messages.get(answer.id)).ticketId;
    expect(own).not.toBe(visitor.ticketId);
    desk.clock.pass(1);
    expect(sure(await desk.sms(phone, 'Please stop.')).ticketId).toBe(own);
  });
});

describe('an address that a visitor left', () => {
  const replyTo = (message: Message): string =>
    (desk.channels.email.sender.mailHeaders(message)['Reply-To'] ?? '').replace(/^.*<|>.*$/g, '');

  test.each<[string, (sent: Message) => [Partial<Parameters<typeof letter>[0]>, string?], string]>([
    ['to our reply address', (sent) => [{ to: replyTo(sent) }, replyTo(sent)], 'reply_token'],
    ['with our Message-ID alone', (sent) => [{ inReplyTo: sent.externalId ?? '' }], 'own_message_id'],
  ])("is written to, and his mail back %s is in the chat's ticket; both ways stay open", async (_how, answerBy, rule) => {
    const email = `left${next++}@customer.example`;
    const visitor = await visitorLeft({ email });
    const sent = await write(visitor);
    expect(sent).toMatchObject({ channel: 'email', to: [{ value: email }] });
    const [parts, to] = answerBy(sent);
    const answer = sure(
      await desk.mail(
        letter({ from: `Vi <${email}>`, id: `v${next++}@customer.example`, subject: 'Re: Lid', text: 'The blue one.', ...parts }),
        to,
      ),
    );
    expect(answer).toMatchObject({ ticketId: visitor.ticketId, decision: { rule } });
    expect((await desk.ticket(visitor.ticketId)).customerId).toBe(visitor.customerId);
    expect(await channelsOf(visitor)).toEqual([`email ${email}`, 'chat']);
    desk.clock.pass(1);
    expect(await write(visitor, 'On its way.')).toMatchObject({
      channel: 'email',
      to: [{ value: email }],
      mail: { inReplyTo: [answer.externalId] },
    });
    // A mail of his that answers nothing is a matter of his own: the address proves nothing about the visitor.
    expect(
      sure(
        await desk.mail(
          letter({ from: `Vi <${email}>`, id: `w${next++}@customer.example`, subject: 'Where is my kettle?', text: 'I ordered a kettle.' }),
        ),
      ).ticketId,
    ).not.toBe(visitor.ticketId);
    expect(await channelsOf(visitor)).toContain(`email ${email}`);
  });
});

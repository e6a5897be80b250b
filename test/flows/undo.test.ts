/** Every decision can be taken back: a wrong join, a merge, a split, and the taking back itself. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChangeResult, Message, Ticket } from '../../src/contract/tickets.js';
import { mail, messagesOf, settled, sms, tickets, TWILIO } from '../support/customers.js';
import { startDesk, type Desk } from '../support/startDesk.js';

const redis = process.env['SKIP_REDIS'] ? describe.skip : describe;

redis('undo', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk({ env: TWILIO });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  const ticket = async (id: string): Promise<Ticket> => (await desk.api<Ticket>('GET', `/api/v1/tickets/${id}`)).body;
  const texts = async (id: string): Promise<string[]> => (await messagesOf(desk, id)).map((message) => message.text.trim());
  const undo = (decisionId: string) =>
    desk.api<ChangeResult & { error?: { code: string } }>('POST', `/api/v1/decisions/${decisionId}/undo`);
  const ofCustomer = async (name: string): Promise<Ticket[]> =>
    (await tickets(desk)).filter((t) => t.customerName === name && !t.mergedIntoId).sort((a, b) => a.number - b.number);

  test('a wrongly joined message is split off, and joined again when that is undone', async () => {
    const from = 'Rita Wrong <rita@example.org>';
    await mail(desk, { from, subject: 'Lid is broken', text: 'The lid is broken.' });
    await settled(desk);
    await mail(desk, { from, subject: 'Invoice 2291', text: 'Where is my invoice?' });
    await settled(desk);
    const [home] = await ofCustomer('Rita Wrong');
    const id = home?.id ?? '';
    expect(await texts(id)).toEqual(['The lid is broken.', 'Where is my invoice?']);
    const joined = (await messagesOf(desk, id))[1] as Message;

    const undone = await undo(joined.decision?.id ?? '');
    expect(undone.status).toBe(200);
    const other = undone.body.otherTicket?.id ?? '';
    expect(await texts(id)).toEqual(['The lid is broken.']);
    expect(await texts(other)).toEqual(['Where is my invoice?']);
    expect(await ticket(other)).toMatchObject({
      subject: 'Invoice 2291',
      status: 'open',
      customerId: home?.customerId,
      channels: ['email'],
      links: [{ ticketId: id, kind: 'split' }],
    });
    expect((await messagesOf(desk, other))[0]?.decision).toMatchObject({ undone: true });

    expect((await undo(joined.decision?.id ?? '')).body.error?.code).toBe('already_undone');

    const redone = await undo(undone.body.decisionId);
    expect(redone.status).toBe(200);
    expect(await texts(id)).toEqual(['The lid is broken.', 'Where is my invoice?']);
    expect(await ticket(other)).toMatchObject({ status: 'closed', mergedIntoId: id });
    expect((await messagesOf(desk, id))[1]?.decision).toMatchObject({ undone: false });
    // And once more: it stands again, so it can be undone again.
    expect((await undo(joined.decision?.id ?? '')).status).toBe(200);
    expect(await texts(id)).toEqual(['The lid is broken.']);
  }, 30_000);

  test('two tickets are linked, unlinked, and each of it is taken back', async () => {
    for (const name of ['Lin', 'Lou']) await mail(desk, { from: `${name} <${name}@example.org>`, subject: `About ${name}`, text: name });
    await settled(desk);
    const [lin, lou] = [(await ofCustomer('Lin'))[0] as Ticket, (await ofCustomer('Lou'))[0] as Ticket];
    const change = (how: 'link' | 'unlink') => desk.api<ChangeResult>('POST', `/api/v1/tickets/${lin.id}/${how}`, { ticketId: lou.id });
    const links = async () => [(await ticket(lin.id)).links, (await ticket(lou.id)).links];
    const both = [[{ ticketId: lou.id, kind: 'linked' }], [{ ticketId: lin.id, kind: 'linked' }]];

    const linked = await change('link');
    expect([linked.status, linked.body.otherTicket?.id]).toEqual([200, lou.id]);
    expect(await links()).toEqual(both);
    expect((await change('link')).status).toBe(409);
    expect((await desk.api('POST', `/api/v1/tickets/${lin.id}/link`, { ticketId: lin.id })).status).toBe(400);
    expect((await undo(linked.body.decisionId)).status).toBe(200);
    expect(await links()).toEqual([[], []]);
    expect((await undo(linked.body.decisionId)).body.error?.code).toBe('already_undone');

    await change('link');
    const unlinked = await change('unlink');
    expect(await links()).toEqual([[], []]);
    expect((await change('unlink')).status).toBe(409);
    expect((await undo(unlinked.body.decisionId)).status).toBe(200);
    expect(await links()).toEqual(both);
    const events = await desk.api<{ items: { type: string }[] }>('GET', `/api/v1/tickets/${lou.id}/events?limit=50`);
    expect(events.body.items.map(({ type }) => type).filter((type) => /linked|undone/.test(type))).toEqual([
      'ticket.linked',
      'decision.undone',
      'ticket.linked',
      'ticket.unlinked',
      'decision.undone',
    ]);
  }, 30_000);

  test('two tickets are merged and come apart again as they were', async () => {
    await mail(desk, { from: 'One <one@example.org>', subject: 'First issue', text: 'one' });
    await sms(desk, '+12025550133', 'two');
    await settled(desk);
    const all = await tickets(desk);
    const one = all.find((t) => t.preview === 'one') as Ticket;
    const two = all.find((t) => t.preview === 'two') as Ticket;

    const merged = await desk.api<ChangeResult>('POST', `/api/v1/tickets/${two.id}/merge`, { intoId: one.id });
    expect(merged.status).toBe(200);
    expect(await texts(one.id)).toEqual(['one', 'two']);
    expect(await ticket(one.id)).toMatchObject({ channels: ['email', 'sms'] });
    expect(await ticket(two.id)).toMatchObject({ status: 'closed', mergedIntoId: one.id });
    expect((await tickets(desk, '&status=live')).some((t) => t.id === two.id)).toBe(false);

    // What the customer of the merged ticket says next arrives where his words are now.
    await sms(desk, '+12025550133', 'three');
    await settled(desk);

    const undone = await undo(merged.body.decisionId);
    expect(undone.status).toBe(200);
    expect(await texts(one.id)).toEqual(['one']);
    expect(await texts(two.id)).toEqual(['two', 'three']);
    const after = await ticket(two.id);
    expect(after).toMatchObject({ status: 'open', mergedIntoId: null, channels: ['sms'] });
    expect(await ticket(one.id)).toMatchObject({ status: 'open', channels: ['email'], waitingSince: one.waitingSince });

    expect((await undo(undone.body.decisionId)).status).toBe(200);
    expect(await texts(one.id)).toEqual(expect.arrayContaining(['one', 'two']));
    expect(await ticket(two.id)).toMatchObject({ mergedIntoId: one.id });
  }, 30_000);

  test('an agent splits messages off and takes it back', async () => {
    const from = 'Sam Split <split@example.org>';
    for (const text of ['a', 'I want a refund.', 'c']) {
      await mail(desk, { from, subject: 'Three things', text });
      await settled(desk);
    }
    const [home] = await ofCustomer('Sam Split');
    const id = home?.id ?? '';
    const messages = await messagesOf(desk, id);
    const split = await desk.api<ChangeResult>('POST', `/api/v1/tickets/${id}/split`, { messageIds: [messages[1]?.id] });
    expect(split.status).toBe(200);
    expect(await texts(id)).toEqual(['a', 'c']);
    expect(await texts(split.body.otherTicket?.id ?? '')).toEqual(['I want a refund.']);
    expect(await ticket(split.body.otherTicket?.id ?? '')).toMatchObject({ topic: 'refund' });
    expect((await undo(split.body.decisionId)).status).toBe(200);
    expect(await texts(id)).toEqual(['a', 'I want a refund.', 'c']);
    expect((await desk.api('POST', `/api/v1/tickets/${id}/split`, { messageIds: messages.map((m) => m.id) })).status).toBe(400);
  }, 30_000);

  test('a change goes back as far as nobody has changed it since, and what stays is named', async () => {
    await mail(desk, { from: 'Paul Part <part@example.org>', subject: 'In part', text: 'In part' });
    await settled(desk);
    const id = (await ofCustomer('Paul Part'))[0]?.id ?? '';
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { priority: 'high', tags: ['own'] });
    const events = await desk.api<{ items: { id: string; type: string }[] }>('GET', `/api/v1/tickets/${id}/events`);
    const changed = events.body.items.find(({ type }) => type === 'ticket.changed')?.id ?? '';
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { priority: 'urgent' });
    const { status, body } = await undo(changed);
    expect([status, body.left, body.ticket.tags, body.ticket.priority]).toEqual([200, ['priority'], [], 'urgent']);
    // All of that goes back: nothing stays.
    expect((await undo(body.decisionId)).body.error?.code).toBe('cannot_undo');
  }, 30_000);

  test('twice at once is once', async () => {
    const from = 'Race <race@example.org>';
    for (const text of ['x', 'y']) {
      await mail(desk, { from, subject: 'Race', text });
      await settled(desk);
    }
    const [home] = await ofCustomer('Race');
    const decisionId = (await messagesOf(desk, home?.id ?? ''))[1]?.decision?.id ?? '';
    const answers = await Promise.all(Array.from({ length: 5 }, () => undo(decisionId)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(4);
    expect(await ofCustomer('Race')).toHaveLength(2);
  }, 30_000);

  test('who waits goes on waiting when his ticket is merged into one that was answered or solved', async () => {
    for (const [name, status] of [
      ['Pia', 'pending'],
      ['Quin', 'solved'],
    ] as const) {
      await mail(desk, { from: `${name} A <${name}.a@example.org>`, subject: `${name} waits`, text: `${name} still waits` });
      await mail(desk, { from: `${name} B <${name}.b@example.org>`, subject: `${name} answered`, text: 'thanks to come' });
      await settled(desk);
      const [waiting] = await ofCustomer(`${name} A`);
      const [answered] = await ofCustomer(`${name} B`);
      await desk.must('POST', `/api/v1/tickets/${answered?.id}/messages`, { kind: 'reply', text: 'Here you are.' });
      await desk.must('PATCH', `/api/v1/tickets/${answered?.id}`, { status });
      expect((await desk.api('POST', `/api/v1/tickets/${waiting?.id}/merge`, { intoId: answered?.id })).status).toBe(200);
      expect(await ticket(answered?.id ?? '')).toMatchObject({ status: 'open', waitingSince: waiting?.waitingSince });

      // And his next mail, an answer to his own first one, is in that ticket too.
      await mail(desk, { from: `${name} A <${name}.a@example.org>`, subject: `Re: ${name} waits`, text: `${name} asks again` });
      await settled(desk);
      expect(await texts(answered?.id ?? '')).toContain(`${name} asks again`);
    }
  }, 40_000);

  test('a reply that is taken back answered nobody', async () => {
    await mail(desk, { from: 'Rob <rob@example.org>', subject: 'Taken back', text: 'Is anybody there?' });
    await settled(desk);
    const [before] = await ofCustomer('Rob');
    const id = before?.id ?? '';
    for (const status of [undefined, 'solved'] as const) {
      const reply = await desk.api<Message>('POST', `/api/v1/tickets/${id}/messages`, {
        kind: 'reply',
        text: 'Oh no',
        delaySeconds: 600,
        ...(status ? { status } : {}),
      });
      expect(reply.status).toBe(201);
      expect((await ticket(id)).waitingSince).toBeNull();
      expect((await desk.api('POST', `/api/v1/messages/${reply.body.id}/cancel`)).status).toBe(200);
      expect(await ticket(id)).toMatchObject({
        status: 'open',
        waitingSince: before?.waitingSince,
        firstRepliedAt: null,
        preview: 'Is anybody there?',
        solvedAt: null,
      });
    }
  }, 30_000);
});

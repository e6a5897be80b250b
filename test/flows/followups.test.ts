/** After an issue is solved: a prompt before resolving, a check-in afterwards, and silence when the customer writes first. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Followup, FollowupRule, OutboxItem } from '../../src/contract/desk.js';
import type { TicketDetail } from '../../src/contract/tickets.js';
import { mail, messagesOf, settled, tickets } from '../support/customers.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';

const redis = process.env['SKIP_REDIS'] ? describe.skip : describe;

redis('follow-ups', () => {
  let desk: Desk;
  let rule: FollowupRule;
  beforeAll(async () => {
    desk = await startDesk();
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  const followups = async (ticketId: string): Promise<Followup[]> =>
    (await desk.api<{ items: Followup[] }>('GET', `/api/v1/followups?ticketId=${ticketId}`)).body.items;

  async function solvedTicket(name: string): Promise<string> {
    await mail(desk, { from: `${name} <${name}@example.org>`, subject: 'Rattling noise', text: 'The motor makes a rattling noise.' });
    await settled(desk);
    const id = (await tickets(desk)).find((t) => t.customerName === name)?.id ?? '';
    expect((await desk.api('PATCH', `/api/v1/tickets/${id}`, { topic: 'noise' })).status).toBe(200);
    const detail = await desk.api<TicketDetail>('GET', `/api/v1/tickets/${id}`);
    expect(detail.body.anticipations).toEqual([
      expect.objectContaining({ ruleId: rule.id, expects: 'refund', prompt: 'After a noise, customers often ask for a refund.' }),
    ]);
    expect((await desk.api('PATCH', `/api/v1/tickets/${id}`, { status: 'solved' })).status).toBe(200);
    return id;
  }

  test('a new installation has three rules that make sense, and one can be added', async () => {
    const { body } = await desk.api<{ items: FollowupRule[] }>('GET', '/api/v1/followup-rules');
    expect(body.items).toHaveLength(3);
    for (const { prompt, checkIn, when } of body.items) {
      expect(prompt.length).toBeGreaterThan(20);
      expect(checkIn?.text.length).toBeGreaterThan(20);
      expect(when.topic).not.toBeNull();
    }
    const made = await desk.api<FollowupRule>('POST', '/api/v1/followup-rules', {
      name: 'Noise, then refund',
      when: { topic: 'noise', on: 'resolve' },
      expect: { topic: 'refund', withinDays: 7, probability: null },
      prompt: 'After a noise, customers often ask for a refund.',
      checkIn: { afterHours: 0, text: 'Hello {{name}}, is the noise gone?' },
    });
    expect(made.status).toBe(201);
    rule = made.body;
  });

  test("a check-in is sent on the customer's channel when it is due, once, and the ticket stays solved", async () => {
    const id = await solvedTicket('Dora');
    const [sent] = await eventually(
      async () => {
        const all = await followups(id);
        return all[0]?.state === 'sent' ? all : false;
      },
      { timeout: 20_000 },
    );
    expect(sent).toMatchObject({ ruleName: 'Noise, then refund', reason: 'due' });
    const { body } = await desk.api<{ items: OutboxItem[] }>('GET', `/api/v1/outbox?ticketId=${id}`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      id: sent?.messageId,
      channel: 'email',
      to: 'dora@example.org',
      text: expect.stringContaining('Hello Dora, is the noise gone?'),
    });
    expect((await desk.api<TicketDetail>('GET', `/api/v1/tickets/${id}`)).body.status).toBe('solved');
  }, 40_000);

  test('it is cancelled, with the reason, when the customer writes first', async () => {
    expect(
      (await desk.api('PATCH', `/api/v1/followup-rules/${rule.id}`, { checkIn: { afterHours: 48, text: 'Is the noise gone?' } })).status,
    ).toBe(200);
    const id = await solvedTicket('Emil');
    await eventually(async () => (await followups(id))[0]?.state === 'planned');
    await mail(desk, { from: 'Emil <emil@example.org>', subject: 'Re: Rattling noise', text: 'It is back again, louder than before.' });
    await settled(desk);
    expect(await followups(id)).toEqual([expect.objectContaining({ state: 'cancelled', reason: 'customer_wrote', messageId: null })]);
    expect((await desk.api<TicketDetail>('GET', `/api/v1/tickets/${id}`)).body.status).toBe('open');
    expect(await messagesOf(desk, id)).toHaveLength(2);
  }, 40_000);

  test('and when the ticket is reopened by hand, or an agent cancels it', async () => {
    const id = await solvedTicket('Finn');
    await eventually(async () => (await followups(id))[0]?.state === 'planned');
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { status: 'open' });
    expect(await followups(id)).toEqual([expect.objectContaining({ state: 'cancelled', reason: 'ticket_reopened' })]);
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { status: 'solved' });
    const planned = (await followups(id)).find((followup) => followup.state === 'planned');
    expect((await desk.api('POST', `/api/v1/followups/${planned?.id}/cancel`)).status).toBe(200);
    expect((await followups(id)).map((followup) => followup.reason).sort()).toEqual(['agent', 'ticket_reopened']);
  }, 40_000);

  test('solved many times at once it is planned once, and each new solving plans anew', async () => {
    const id = await solvedTicket('Gus');
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { status: 'open' });
    await Promise.all(Array.from({ length: 6 }, () => desk.api('PATCH', `/api/v1/tickets/${id}`, { status: 'solved' })));
    await eventually(async () => (await followups(id)).some((followup) => followup.state === 'planned'));
    expect((await followups(id)).filter((followup) => followup.state === 'planned')).toHaveLength(1);
    for (const status of ['open', 'solved', 'open', 'solved']) await desk.api('PATCH', `/api/v1/tickets/${id}`, { status });
    expect((await followups(id)).filter((followup) => followup.state === 'planned')).toHaveLength(1);
  }, 40_000);

  test('a customer who writes Chinese is answered in Chinese', async () => {
    const { body } = await desk.api<{ items: FollowupRule[] }>('GET', '/api/v1/followup-rules');
    const login = body.items.find((each) => each.when.topic === 'login');
    expect(login?.prompt).toContain('[zh]');
    await mail(desk, { from: '李雷 <lilei@example.org>', subject: '登录不了', text: '你好，我登录不了，密码一直提示错误。' });
    await settled(desk);
    const id = (await tickets(desk)).find((t) => t.customerName === '李雷')?.id ?? '';
    expect((await desk.api('PATCH', `/api/v1/tickets/${id}`, { status: 'solved' })).status).toBe(200);
    const [planned] = await followups(id);
    expect(planned?.text).toContain('李雷您好');
  }, 40_000);
});

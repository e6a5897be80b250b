/** What comes in at the doors: forged, doubled, unreadable, all at once. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntakeRow } from '../../src/contract/desk.js';
import { mail, messagesOf, newSid, rawMail, settled, sms, tickets, TWILIO, twilioPost } from '../support/customers.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';

const redis = process.env['SKIP_REDIS'] ? describe.skip : describe;

redis('the front doors', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk({ env: TWILIO });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  test.each([
    ['unsigned', null],
    ['wrongly signed', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['emptily signed', ''],
  ])('an %s text is refused with 403 and leaves nothing', async (_name, signature) => {
    const params = { MessageSid: newSid('SM'), From: '+12025550111', To: TWILIO.TWILIO_NUMBER, Body: 'let me in', NumMedia: '0' };
    const answer = await twilioPost(desk, '/hooks/twilio/sms', params, signature);
    expect(answer.status).toBe(403);
    const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake');
    expect(body.items.some((row) => row.externalKey.includes(params.MessageSid))).toBe(false);
  });

  test('the same webhook a hundred times at once is one message', async () => {
    const messageSid = newSid('SM');
    const answers = await Promise.all(Array.from({ length: 100 }, () => sms(desk, '+12025550122', 'Only once please', messageSid)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 100 }, () => 200));
    await settled(desk);
    const [ticket, ...others] = (await tickets(desk)).filter((t) => t.preview === 'Only once please');
    expect(others).toHaveLength(0);
    expect(await messagesOf(desk, ticket?.id ?? '')).toHaveLength(1);
  }, 30_000);

  test('twenty mails of one new sender at once are one customer and one ticket', async () => {
    const from = 'album@example.org';
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => mail(desk, { from, subject: `Picture ${i}`, text: `Here is picture ${i} of the broken lid.` })),
    );
    await settled(desk);
    const { body } = await desk.api<{ items: { id: string }[] }>('GET', '/api/v1/customers?q=album@example.org');
    expect(body.items).toHaveLength(1);
    const theirs = await tickets(desk, `&customerId=${body.items[0]?.id}`);
    expect(theirs).toHaveLength(1);
    expect(await messagesOf(desk, theirs[0]?.id ?? '')).toHaveLength(20);
  }, 60_000);

  test('the same mail by two doors is one; to two of our mailboxes it is two linked entries', async () => {
    const raw = (subject: string): string =>
      [
        'From: Twin <twin@example.org>',
        'To: support@example.com',
        `Subject: ${subject}`,
        `Message-ID: <${subject}@twin.example.org>`,
        'Date: Sun, 22 Nov 2026 10:00:00 +0000',
        '',
        `About ${subject}.`,
        '',
      ].join('\r\n');
    const post = async (body: string, to = ''): Promise<unknown> => {
      const answer = await fetch(`${desk.url}/hooks/email/raw${to && `?to=${to}`}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await desk.token()}`, 'content-type': 'message/rfc822' },
        body,
      });
      return answer.json();
    };
    await rawMail(desk, raw('lid'), 'twin@example.org');
    // Posted without an envelope, and with other trace headers.
    expect(await post(`Received: from elsewhere\r\n${raw('lid')}`)).toMatchObject({ duplicate: true });
    expect(await post(raw('lid'), 'Billing@example.com')).toMatchObject({ duplicate: false });
    await settled(desk);
    const theirs = (await tickets(desk)).filter((ticket) => ticket.customerName === 'Twin');
    expect(theirs).toHaveLength(1);
    const [first, second, ...others] = await messagesOf(desk, theirs[0]?.id ?? '');
    expect(others).toEqual([]);
    expect(second?.externalId).toBe(first?.externalId);
    expect(second?.decision).toMatchObject({ rule: 'copy', evidence: expect.arrayContaining([{ kind: 'copy_of', value: first?.id }]) });
    const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?limit=200');
    const accounts = body.items.filter((row) => row.externalKey.startsWith('mid:lid@twin')).map((row) => row.channelAccount);
    expect(accounts.sort()).toEqual(['mail:billing@example.com', 'mail:support@example.com']);
  }, 30_000);

  test('an unreadable mail is in quarantine with its raw form, can be retried, and the service stays up', async () => {
    const depth = 2000;
    const raw = [
      'From: bomb@example.org',
      'To: support@example.com',
      'Subject: bomb',
      'Message-ID: <bomb@example.org>',
      'MIME-Version: 1.0',
      ...Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}`),
      'Content-Type: text/plain',
      '',
      'hello',
    ].join('\r\n');
    expect(await rawMail(desk, raw, 'bomb@example.org')).toContain('250');
    const row = await eventually(
      async () => {
        const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=quarantined');
        return body.items[0] ?? false;
      },
      { timeout: 20_000 },
    );
    expect(row).toMatchObject({ code: expect.stringMatching(/^parse_/), from: 'bomb@example.org' });
    const stored = await fetch(desk.url + row.rawUrl, { headers: { authorization: `Bearer ${await desk.token()}` } });
    expect(stored.status).toBe(200);
    expect(await stored.text()).toContain('Subject: bomb');
    expect(stored.headers.get('content-disposition')).toContain('attachment');

    const retried = await desk.api<IntakeRow>('POST', `/api/v1/intake/${row.id}/retry`);
    expect(retried).toMatchObject({ status: 200, body: { state: 'pending' } });
    await eventually(
      async () => {
        const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=quarantined');
        return body.items.some((again) => again.id === row.id);
      },
      { timeout: 20_000 },
    );
    expect((await fetch(`${desk.url}/health/ready`)).status).toBe(200);
  }, 60_000);

  test('the generic channel and the raw mail hook lead into the same queue, and a repeat is the same message', async () => {
    const body = {
      externalId: 'counter-1',
      from: { kind: 'email', value: 'walkin@example.org', name: 'Walk In' },
      subject: 'Lost receipt',
      text: 'I was at the counter and lost my receipt.',
    };
    const first = await desk.api<{ intakeId: string; duplicate: boolean }>('POST', '/api/v1/inbound', body);
    const again = await desk.api<{ intakeId: string; duplicate: boolean }>('POST', '/api/v1/inbound', body);
    expect(first.body.duplicate).toBe(false);
    expect(again.body).toEqual({ intakeId: first.body.intakeId, duplicate: true });

    const raw =
      'From: Walk In <walkin@example.org>\r\nTo: support@example.com\r\nSubject: Receipt found\r\nMessage-ID: <hook@example.org>\r\n\r\nI found it, see attached.\r\n';
    const post = (token: string): Promise<Response> =>
      fetch(`${desk.url}/hooks/email/raw`, {
        method: 'POST',
        headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${token}` },
        body: raw,
      });
    expect((await post('wrong')).status).toBeGreaterThanOrEqual(401);
    expect((await post(await desk.token())).status).toBeLessThan(300);
    await settled(desk);
    // The same mail by SMTP: one message, whichever way it came.
    expect(await rawMail(desk, `Received: from somewhere by here\r\n${raw}`, 'walkin@example.org')).toContain('250');
    await settled(desk);
    const [ticket] = (await tickets(desk)).filter((t) => t.customerName === 'Walk In');
    const messages = await messagesOf(desk, ticket?.id ?? '');
    expect(messages.map((message) => message.channel)).toEqual(['api', 'email']);
  }, 30_000);

  test('two people behind one constant Message-ID, as web forms have, are two', async () => {
    for (const who of ['p1', 'p2']) {
      await rawMail(
        desk,
        `From: ${who}@form.example\r\nTo: support@example.com\r\nSubject: Contact form\r\nMessage-ID: <const@form.example>\r\n\r\nPlease call me back.\r\n`,
        `${who}@form.example`,
      );
    }
    await settled(desk);
    const theirs = (await tickets(desk)).filter((t) => t.subject === 'Contact form');
    expect(theirs).toHaveLength(2);
  }, 30_000);

  test('bad input gets a clear error', async () => {
    const { status, body } = await desk.api<{ error: { code: string; message: string } }>('POST', '/api/v1/inbound', {
      externalId: 'x',
      from: { kind: 'email', value: 'a@b.c' },
      text: { $ne: null },
    });
    expect(status).toBe(400);
    expect(body.error.code).toBe('invalid_input');
    expect((await desk.api('GET', '/api/v1/tickets/zzz')).status).toBe(400);
    expect((await desk.api('GET', '/api/v1/tickets/ffffffffffffffffffffffff')).status).toBe(404);
  });
});

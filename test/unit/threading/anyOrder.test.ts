/** Mail is delayed, queues are retried, two workers race: the tickets must not depend on who came first. */
import fc from '../../support/random.js';
import type { SenderIdentity } from '../../../src/customers/customer.js';
import { Desk, partition, type Sent } from './simulator.js';

const RUNS = { numRuns: 150 };
const TEXTS = [
  'The parcel has not arrived yet.',
  'I cannot sign in, my password is refused.',
  'Please refund order 88112.',
  '水箱下面一直漏水，什么时候能修好？',
  'thanks',
  'any news?',
  '',
];

function mailFrom(address: string): SenderIdentity[] {
  return [{ kind: 'email', value: address, proof: 'claimed', source: 'email_from' }];
}

/** A thread of mails: each answers some earlier ones, as clients do; the subject changes by its marker only. */
const thread = (name: string, from: string, subject: string) =>
  fc
    .array(
      fc.record({
        text: fc.constantFrom(...TEXTS),
        marker: fc.constantFrom('Re: ', 'AW: ', '回复：', 'RE: Re: '),
        keep: fc.integer({ min: 1, max: 4 }),
        gap: fc.integer({ min: 1, max: 40 }),
      }),
      { minLength: 2, maxLength: 7 },
    )
    .map((mails) => {
      const sent: Sent[] = [];
      let saidAt = 0;
      for (const [i, mail] of mails.entries()) {
        saidAt += mail.gap;
        sent.push({
          id: `${name}${i}`,
          sender: mailFrom(from),
          channel: 'email',
          subject: i === 0 ? subject : mail.marker + subject,
          text: mail.text,
          references: sent.slice(-mail.keep).map(({ id }) => id),
          saidAt,
        });
      }
      return sent;
    });

const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });

function deliver(desk: Desk, messages: Sent[], gaps: number[]): Desk {
  let at = 400;
  for (const [i, message] of messages.entries()) desk.receive(message, (at += gaps[i % gaps.length] ?? 1));
  return desk;
}

const gaps = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 7 });

test('the mails of one customer make one ticket in any order', () => {
  const arrivals = thread('m', 'anna@customer.example', 'Coffee machine leaks').chain((mails) => fc.tuple(shuffled(mails), gaps));
  fc.assert(
    fc.property(arrivals, ([mails, hours]) => {
      expect(deliver(new Desk(), mails, hours).tickets).toHaveLength(1);
    }),
    RUNS,
  );
});

test('a mail, a text, a call and a chat of one customer make one ticket in any order', () => {
  const phone: SenderIdentity[] = [{ kind: 'phone', value: '+4915112345678', proof: 'carrier', source: 'carrier' }];
  const visitor: SenderIdentity[] = [
    { kind: 'external', value: 'anna', proof: 'signed', source: 'signed_visitor' },
    { kind: 'chat', value: 'v1', proof: 'signed', source: 'chat_session' },
  ];
  const said = (id: string, channel: Sent['channel'], sender: SenderIdentity[], subject: string | null, text: string): Sent => ({
    id,
    channel,
    sender,
    subject,
    text,
    references: [],
    saidAt: 0,
  });
  const messages = [
    said('mail', 'email', mailFrom('anna@customer.example'), 'Coffee machine leaks', 'It leaks.'),
    said('second mail', 'email', mailFrom('anna@customer.example'), 'Sent you a picture', 'See attachment'),
    said('text', 'sms', phone, null, 'any news?'),
    said('call', 'voice', phone, null, ''),
    said('chat', 'chat', visitor, null, 'Hi, it is me again'),
  ];
  fc.assert(
    fc.property(shuffled(messages), fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 }), (arrived, hours) => {
      const desk = new Desk().know(
        'anna',
        { kind: 'email', value: 'anna@customer.example' },
        { kind: 'phone', value: '+4915112345678' },
        { kind: 'external', value: 'anna' },
      );
      expect(deliver(desk, arrived, hours).tickets).toHaveLength(1);
    }),
    RUNS,
  );
});

test('two customers who name each other keep a ticket each, in any order', () => {
  const both = fc
    .tuple(
      thread('a', 'anna@customer.example', 'Coffee machine leaks'),
      thread('b', 'bob@customer.example', 'Re: Coffee machine leaks'),
      fc.array(fc.nat(20), { minLength: 7, maxLength: 7 }),
    )
    .map(([annas, bobs, picks]) => [
      ...annas,
      ...bobs.map((mail, i) => ({ ...mail, references: [...mail.references, annas[(picks[i] ?? 0) % annas.length]?.id ?? ''] })),
    ])
    .chain((mails) => fc.tuple(shuffled(mails), gaps));
  fc.assert(
    fc.property(both, ([mails, hours]) => {
      const desk = deliver(new Desk(), mails, hours);
      expect(desk.tickets).toHaveLength(2);
      expect(partition(desk).every((group) => !(group.includes('a') && group.includes('b')))).toBe(true);
    }),
    RUNS,
  );
});

test('any number of customers at once: as many tickets as customers, whatever the order', () => {
  const crowd = fc.array(fc.nat(4), { minLength: 1, maxLength: 25 }).chain((who) =>
    shuffled(
      who.map((n, i): Sent => ({
        id: `m${i}`,
        sender: mailFrom(`c${n}@customer.example`),
        channel: 'email',
        subject: `Question ${i}`,
        text: '',
        references: [],
        saidAt: i,
      })),
    ),
  );
  fc.assert(
    fc.property(crowd, gaps, (mails, hours) => {
      const desk = deliver(new Desk(), mails, hours);
      expect(desk.tickets).toHaveLength(new Set(mails.map(({ sender }) => sender[0]?.value)).size);
    }),
    RUNS,
  );
});

test('two clearly different matters are two tickets, whichever comes first', () => {
  const mails: Sent[] = [
    {
      id: 'parcel',
      sender: mailFrom('anna@customer.example'),
      channel: 'email',
      subject: 'Parcel still missing',
      text: 'Nothing was delivered by the courier.',
      references: [],
      saidAt: 0,
    },
    {
      id: 'password',
      sender: mailFrom('anna@customer.example'),
      channel: 'email',
      subject: 'Password refused',
      text: 'I cannot sign in.',
      references: [],
      saidAt: 90,
    },
  ];
  for (const order of [mails, mails.toReversed()]) {
    expect(partition(deliver(new Desk(), order, [48]))).toEqual(['parcel', 'password']);
  }
});

test('two callers without a number are two customers', () => {
  const call = (id: string): Sent => ({
    id,
    sender: [{ kind: 'phone', value: '+266696687', proof: 'carrier', source: 'carrier' }],
    channel: 'voice',
    subject: null,
    text: '',
    references: [],
    saidAt: 0,
  });
  const desk = deliver(new Desk(), [call('one'), call('two')], [1]);
  expect(desk.tickets.map(({ customerId }) => customerId)).toEqual(['customer of one', 'customer of two']);
});

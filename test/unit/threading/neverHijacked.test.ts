/** Whatever a message says of itself, it lands in somebody else's ticket only if we wrote to its sender there (S10, S13, S14). */
import fc from '../../support/random.js';
import { CHANNELS, TICKET_STATUSES } from '../../../src/contract/common.js';
import { decideThread, DEFAULT_POLICY, type ThreadCandidate, type ThreadInput } from '../../../src/threading/decideThread.js';
import { isLive } from '../../../src/tickets/ticket.js';
import { NOW } from './caseInput.js';

const address = fc.constantFrom('a@x.example', 'b@x.example', 'info@x.example', 'noreply@x.example', 'mailer-daemon@x.example');
const words = fc.constantFrom('', 'thanks', 'Coffee machine leaks', 'refund order 1234', '谢谢', '退款', 'Re: refund', 'password');
const daysAgo = fc.integer({ min: 0, max: 40 }).map((days) => new Date(NOW.getTime() - days * 86_400_000));

const ticket = (id: string, number: number): fc.Arbitrary<ThreadCandidate> =>
  fc.record({
    id: fc.constant(id),
    number: fc.constant(number),
    customerId: fc.constantFrom('me', 'other'),
    status: fc.constantFrom(...TICKET_STATUSES),
    mergedIntoId: fc.constantFrom(null, null, null, 'elsewhere'),
    subject: words,
    topic: fc.constantFrom(null, 'refund', 'login', 'own-topic'),
    channels: fc.constant(['email' as const]),
    lastMessageAt: daysAgo,
    solvedAt: fc.option(daysAgo, { nil: null }),
    closedAt: fc.constant(null),
    participants: fc.array(
      address.map((value) => `email:${value}`),
      { maxLength: 2 },
    ),
    preview: words,
  });

const input: fc.Arbitrary<ThreadInput> = fc
  .tuple(
    fc.tuple(ticket('1', 1), ticket('2', 2), ticket('3', 3)),
    fc.array(
      fc.record({
        echo: fc.boolean(),
        kind: fc.constantFrom(
          'envelope_token' as const,
          'reply_token' as const,
          'own_message_id' as const,
          'reference' as const,
          'chat_session' as const,
          'text_answer' as const,
        ),
        at: fc.nat(3),
      }),
      { maxLength: 4 },
    ),
    fc.record({
      channel: fc.constantFrom(...CHANNELS),
      subject: fc.option(words, { nil: null }),
      text: words,
      wroteBy: fc.constantFrom(
        'person' as const,
        'auto_reply' as const,
        'bounce' as const,
        'list' as const,
        'system' as const,
        'ticket_system' as const,
        'feedback_report' as const,
      ),
      occurredAt: daysAgo,
      sender: fc.array(
        fc.record({
          kind: fc.constant('email' as const),
          value: address,
          proof: fc.constantFrom('claimed' as const, 'signed' as const, 'carrier' as const),
          source: fc.constant('test'),
        }),
        { maxLength: 2 },
      ),
    }),
    fc.constantFrom('never' as const, 'clear' as const, 'likely' as const),
  )
  .map(([tickets, found, inbound, anotherIssue]) => {
    const hints = found.map(({ kind, echo }, i) => ({ kind, value: `h${i}`, ...(echo ? { echo } : {}) }));
    return {
      inbound: { ...inbound, hints, mail: null },
      customerId: 'me',
      hinted: found.flatMap(({ at }, i) => {
        const [hint, hit] = [hints[i], tickets[at]];
        return hint && hit ? [{ hint, ticket: hit }] : [];
      }),
      own: tickets.filter(({ customerId, mergedIntoId }) => customerId === 'me' && !mergedIntoId),
      asOf: NOW,
      policy: { ...DEFAULT_POLICY, anotherIssue },
    };
  });

test('a message joins only where its sender belongs, and a machine reopens nothing', () => {
  fc.assert(
    fc.property(input, (given) => {
      const { outcome, ticketId, rule, links, confidence, alternatives } = decideThread(given);
      const { wroteBy, sender } = given.inbound;
      const joined = [...given.own, ...given.hinted.map((hinted) => hinted.ticket)].find(({ id }) => id === ticketId);
      if (ticketId !== null) {
        expect(joined).toBeDefined();
        const invited = sender.some(({ kind, value }) => joined?.participants.includes(`${kind}:${value}`));
        const machine = wroteBy === 'bounce' || wroteBy === 'auto_reply' || wroteBy === 'feedback_report';
        // What only a machine that handled our mail can send; our ids alone are in many hands.
        const echo = machine && given.hinted.some(({ hint, ticket: { id } }) => hint.echo === true && id === ticketId);
        expect(joined?.customerId === 'me' || invited || echo || rule === 'thanks').toBe(true);
        expect(joined?.mergedIntoId).toBeNull();
      }
      // A text names nothing: only where nothing else can be meant.
      if (rule === 'text_answer')
        expect([sender.some(({ proof }) => proof === 'carrier'), given.own.some(isLive), joined?.customerId]).toEqual([
          true,
          false,
          'other',
        ]);
      if (outcome === 'reopen') expect([wroteBy, joined?.status]).toEqual(['person', 'solved']);
      if (joined?.status === 'closed') expect(wroteBy).not.toBe('person');
      if (rule === 'another_issue')
        expect(given.policy.anotherIssue === 'clear' && given.inbound.hints.every(({ kind }) => kind === 'reference')).toBe(true);
      expect(confidence > 0 && confidence <= 1).toBe(true);
      expect(links.every((link) => link.ticketId !== ticketId)).toBe(true);
      expect(alternatives.every((other) => other.ticketId !== ticketId)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('the same input gives the same answer', () => {
  fc.assert(
    fc.property(input, (given) => {
      expect(decideThread(given)).toEqual(decideThread(given));
    }),
    { numRuns: 200 },
  );
});

import fc from '../../support/random.js';
import { TICKET_STATUSES, type TicketStatus } from '../../../src/contract/common.js';
import { AppError } from '../../../src/lib/errors.js';
import type { Ticket } from '../../../src/tickets/ticket.js';
import { applyInbound, applyReply, applyStatus, type TicketChange } from '../../../src/tickets/transitions.js';

type State = Parameters<typeof applyStatus>[0] & Partial<Ticket>;

const at = (hours: number): Date => new Date(Date.UTC(2026, 10, 22) + hours * 3_600_000);

function ticket(set: Partial<Ticket> = {}): State {
  return {
    status: 'open',
    mergedIntoId: null,
    channels: ['email'],
    waitingSince: at(0),
    lastMessageAt: at(0),
    lastInboundAt: at(0),
    firstRepliedAt: null,
    solvedAt: null,
    closedAt: null,
    ...set,
  };
}

function apply(state: State, { set, addChannels }: TicketChange): State {
  return { ...state, ...set, channels: [...state.channels, ...addChannels] };
}

const inbound = (hours: number, more: Partial<Parameters<typeof applyInbound>[1]> = {}) => ({
  at: at(hours),
  channel: 'sms' as const,
  text: 'any\n news?',
  isPerson: true,
  reopen: false,
  ...more,
});
const reply = (hours: number, status?: TicketStatus) => ({
  at: at(hours),
  channel: 'sms' as const,
  text: 'soon',
  ...(status ? { status } : {}),
});

describe('a message of the customer', () => {
  test('wakes a pending ticket, and he waits from now', () => {
    const change = applyInbound(ticket({ status: 'pending', waitingSince: null }), inbound(5));
    expect(change).toEqual({
      set: { status: 'open', waitingSince: at(5), lastInboundAt: at(5), lastMessageAt: at(5), preview: 'any news?', lastChannel: 'sms' },
      addChannels: ['sms'],
    });
  });

  test('does not restart the wait', () => expect(applyInbound(ticket(), inbound(5)).set.waitingSince).toEqual(at(0)));

  test('leaves a ticket on hold there, and he waits', () => {
    const after = apply(
      ticket({ status: 'hold', waitingSince: null }),
      applyInbound(ticket({ status: 'hold', waitingSince: null }), inbound(5)),
    );
    expect([after.status, after.waitingSince]).toEqual(['hold', at(5)]);
  });

  test('reopens a solved ticket when told so', () => {
    const { set } = applyInbound(ticket({ status: 'solved', solvedAt: at(1), waitingSince: null }), inbound(5, { reopen: true }));
    expect(set).toMatchObject({ status: 'open', solvedAt: null, waitingSince: at(5) });
  });

  test('that says thank you leaves it solved, and nobody waits', () => {
    const before = ticket({ status: 'solved', solvedAt: at(1), waitingSince: null });
    const after = apply(before, applyInbound(before, inbound(5)));
    expect([after.status, after.solvedAt, after.waitingSince, after.lastInboundAt]).toEqual(['solved', at(1), null, at(5)]);
  });

  test('that arrives late moves no time back and hides no later one', () => {
    const before = ticket({ lastMessageAt: at(8), lastInboundAt: at(7), waitingSince: at(7) });
    expect(applyInbound(before, inbound(5)).set).toEqual({ lastInboundAt: at(7), waitingSince: at(5) });
  });

  test('without words leaves the last ones to be read', () => {
    expect(applyInbound(ticket(), inbound(5, { text: ' \n' })).set).not.toHaveProperty('preview');
  });

  test('of a machine wakes nothing', () => {
    const before = ticket({ status: 'pending', waitingSince: null });
    expect(applyInbound(before, inbound(5, { isPerson: false, reopen: true }))).toEqual({ set: { lastMessageAt: at(5) }, addChannels: [] });
  });
});

describe('our reply', () => {
  test('ends the wait, is the first once, and leaves the ticket waiting on the customer', () => {
    expect(applyReply(ticket(), reply(2))).toEqual({
      set: {
        status: 'pending',
        solvedAt: null,
        waitingSince: null,
        firstRepliedAt: at(2),
        lastMessageAt: at(2),
        preview: 'soon',
        lastChannel: 'sms',
      },
      addChannels: ['sms'],
    });
    expect(applyReply(ticket({ firstRepliedAt: at(1) }), reply(2)).set.firstRepliedAt).toEqual(at(1));
  });

  test('keeps what was promised', () => expect(applyReply(ticket(), reply(2)).set).not.toHaveProperty('firstReplyDueAt'));

  test('does what it is told to the status', () => {
    expect(applyReply(ticket(), reply(2, 'solved')).set).toMatchObject({ status: 'solved', solvedAt: at(2), waitingSince: null });
    expect(applyReply(ticket(), reply(2, 'open')).set).not.toHaveProperty('status');
  });

  test.each(['hold', 'solved', 'closed', 'pending'] as const)('leaves a ticket that is %s so', (status) => {
    expect(applyReply(ticket({ status }), reply(2)).set).not.toHaveProperty('status');
  });
});

describe('a change of status', () => {
  test('solving dates the solution and ends the wait', () => {
    expect(applyStatus(ticket(), 'solved', at(3)).set).toEqual({ status: 'solved', solvedAt: at(3), waitingSince: null });
  });
  test('reopening forgets the solution', () => {
    expect(applyStatus(ticket({ status: 'solved', solvedAt: at(1) }), 'open', at(3)).set).toEqual({ status: 'open', solvedAt: null });
  });
  test('closing keeps when it was solved', () => {
    expect(applyStatus(ticket({ status: 'solved', solvedAt: at(1) }), 'closed', at(3)).set).toEqual({
      status: 'closed',
      solvedAt: at(1),
      closedAt: at(3),
      waitingSince: null,
    });
  });
  test('on hold the customer still waits', () => expect(applyStatus(ticket(), 'hold', at(3)).set).not.toHaveProperty('waitingSince'));
  test('to the same is nothing', () =>
    expect(applyStatus(ticket({ status: 'closed' }), 'closed', at(3))).toEqual({ set: {}, addChannels: [] }));

  test.each(TICKET_STATUSES.filter((status) => status !== 'closed'))('from closed to %s is refused', (status) => {
    const attempt = (): unknown => applyStatus(ticket({ status: 'closed' }), status, at(3));
    expect(attempt).toThrow(AppError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => applyReply(ticket({ status: 'closed' }), reply(3, status))).toThrow(AppError);
  });
  test('of a merged ticket is refused', () => expect(() => applyStatus(ticket({ mergedIntoId: 'x' }), 'solved', at(3))).toThrow(AppError));
});

test('messages in any order end in the same ticket', () => {
  const messages = fc.uniqueArray(fc.record({ hours: fc.integer({ min: 1, max: 50 }), isPerson: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
    selector: ({ hours }) => hours,
  });
  const orders = messages.chain((sent) => fc.tuple(fc.constant(sent), fc.shuffledSubarray(sent, { minLength: sent.length })));
  fc.assert(
    fc.property(orders, fc.constantFrom<TicketStatus>('open', 'pending', 'hold'), ([sent, shuffled], status) => {
      const run = (list: typeof sent): State =>
        list.reduce(
          (state, { hours, isPerson }) => apply(state, applyInbound(state, inbound(hours, { isPerson, text: `said at ${hours}` }))),
          ticket({ status, waitingSince: null, lastMessageAt: at(0), lastInboundAt: null }),
        );
      const times = ({ status: s, waitingSince, lastMessageAt, lastInboundAt }: State): unknown => [
        s,
        waitingSince,
        lastMessageAt,
        lastInboundAt,
      ];
      expect(times(run(shuffled))).toEqual(times(run(sent)));
    }),
  );
});

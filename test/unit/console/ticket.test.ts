import { describe, expect, test } from '@jest/globals';
import type { Message, TicketEvent } from '../../../src/contract/tickets.js';
import { otherTicket } from '../../../src/console/features/ticket/otherTicket.js';
import { recipientsShown } from '../../../src/console/features/ticket/recipientsShown.js';
import { splitQuoted } from '../../../src/contract/saidWords.js';
import { SNOOZE_KEYS, snoozeTimes } from '../../../src/console/features/ticket/whenToSnooze.js';
import { stillOutgoing } from '../../../src/console/features/ticket/stillOutgoing.js';
import { streamItems } from '../../../src/console/features/ticket/streamItems.js';

const ID = (digit: string): string => digit.repeat(24);

function buildMessage(change: Partial<Message> = {}): Message {
  return {
    id: ID('1'),
    externalId: null,
    clientId: null,
    ticketId: ID('9'),
    channel: 'chat',
    direction: 'in',
    subject: null,
    text: 'Hello',
    fold: null,
    html: null,
    attachments: [],
    from: { kind: 'chat', value: 'visitor', name: null },
    to: [],
    cc: [],
    bcc: [],
    unnamed: { to: 0, cc: 0 },
    forwarded: false,
    mentions: [],
    author: null,
    createdAt: '2026-11-22T10:00:00.000Z',
    decision: null,
    delivery: null,
    wroteBy: 'person',
    senderVerified: true,
    ...change,
  };
}

function buildEvent(change: Partial<TicketEvent> = {}): TicketEvent {
  return {
    id: ID('e'),
    ticketId: ID('9'),
    seq: 1,
    type: 'ticket.created',
    actor: { kind: 'system', id: null, name: null },
    at: '2026-11-22T10:00:00.000Z',
    data: {},
    undoable: false,
    undone: false,
    ...change,
  };
}

describe('the stream of a ticket', () => {
  test('tells messages and events in order, with a line per day', () => {
    const items = streamItems(
      [buildMessage({ id: ID('2'), createdAt: '2026-11-23T09:00:00.000Z' }), buildMessage()],
      [buildEvent(), buildEvent({ id: ID('f'), type: 'ticket.solved', at: '2026-11-23T10:00:00.000Z' })],
    );
    expect(items.map((item) => item.kind)).toEqual(['day', 'event', 'message', 'day', 'message', 'event']);
  });

  test('does not say twice what a message says', () => {
    const items = streamItems([buildMessage()], [buildEvent({ type: 'message.received' })]);
    expect(items.map((item) => item.kind)).toEqual(['day', 'message']);
  });

  test('joins lines of one breath, but never mails or another sender', () => {
    const follows = (a: Partial<Message>, b: Partial<Message>): unknown[] =>
      streamItems([buildMessage(a), buildMessage({ id: ID('2'), createdAt: '2026-11-22T10:01:00.000Z', ...b })], []).flatMap((item) =>
        item.kind === 'message' ? [item.follows] : [],
      );
    expect(follows({}, {})).toEqual([false, true]);
    expect(follows({}, { createdAt: '2026-11-22T10:20:00.000Z' })).toEqual([false, false]);
    expect(follows({ channel: 'email' }, { channel: 'email' })).toEqual([false, false]);
    expect(follows({}, { direction: 'out' })).toEqual([false, false]);
  });
});

describe('why a message is here', () => {
  const decision = (change: Partial<NonNullable<Message['decision']>> = {}): Message['decision'] => ({
    id: ID('d'),
    rule: 'chat_session',
    evidence: [
      { kind: 'chat_session', value: 'v1' },
      { kind: 'ticket', value: '#1 (open)' },
    ],
    confidence: 1,
    undone: false,
    alternatives: [],
    ...change,
  });
  const again = (...changes: Partial<Message>[]): boolean[] =>
    streamItems(
      changes.map((change, at) =>
        buildMessage({ id: ID(String(at + 1)), createdAt: `2026-11-22T10:0${at}:00.000Z`, decision: decision(), ...change }),
      ),
      [],
    ).flatMap((item) => (item.kind === 'message' ? [item.again] : []));

  test('is said once for a run of the customer, also when we answer in between and the ticket changes its status', () => {
    expect(
      again(
        {},
        {},
        { direction: 'out', decision: null },
        { decision: decision({ evidence: [{ kind: 'ticket', value: '#1 (pending)' }] }) },
      ),
    ).toEqual([false, true, false, true]);
  });

  test.each<[string, Partial<Message>]>([
    ['another rule', { decision: decision({ rule: 'live_ticket' }) }],
    ['other evidence', { decision: decision({ evidence: [{ kind: 'claimed_email', value: 'ann@x.example' }] }) }],
    ['another channel', { channel: 'sms' }],
    ['another sender', { from: { kind: 'chat', value: 'other', name: null } }],
    ['another day', { createdAt: '2026-11-24T10:00:00.000Z' }],
    ['a decision that was taken back', { decision: decision({ undone: true }) }],
    ['what somebody moved here', { decision: decision({ rule: 'moved' }) }],
    ['a guess', { decision: decision({ confidence: 0.6 }) }],
    [
      'what may belong elsewhere',
      { decision: decision({ alternatives: [{ ticketId: ID('8'), number: 8, subject: 'x', rule: 'live_ticket', confidence: 0.5 }] }) },
    ],
  ])('is said in full for %s, and for what follows it', (_what, change) => {
    expect(again({}, change, { ...change, decision: change.decision ?? decision() })[1]).toBe(false);
    if (change.decision && (change.decision.undone || change.decision.confidence < 1 || change.decision.rule === 'moved'))
      expect(again(change, change)).toEqual([false, false]);
  });
});

describe('who a message is addressed to', () => {
  const party = (value: string): Message['to'][number] => ({ kind: 'email', value, name: null });
  const [us, ann, bo] = [party('us@desk.example'), party('ann@x.example'), party('bo@x.example')];
  test.each<[string, Partial<Message>, string]>([
    ['a mail to us alone', { direction: 'in', channel: 'email', to: [us] }, ''],
    [
      'a mail with others in copy',
      { direction: 'in', channel: 'email', to: [us], cc: [ann, bo] },
      'to us@desk.example; cc ann@x.example, bo@x.example',
    ],
    ['a mail that we have a copy of', { direction: 'in', channel: 'email', cc: [us] }, 'cc us@desk.example'],
    ['a mail to several', { direction: 'in', channel: 'email', to: [us, ann] }, 'to us@desk.example, ann@x.example'],
    [
      'an answer with copies',
      { direction: 'out', channel: 'email', to: [ann], cc: [bo], bcc: [us] },
      'to ann@x.example; cc bo@x.example; bcc us@desk.example',
    ],
    ['a chat line', { direction: 'out', to: [party('visitor')] }, ''],
    ['a note', { direction: 'note', channel: 'email', to: [ann] }, ''],
  ])('%s', (_what, change, said) => {
    expect(
      recipientsShown(buildMessage(change))
        .map(({ kind, named }) => `${kind} ${named}`)
        .join('; '),
    ).toBe(said);
  });

  test('a long list is counted', () => {
    const [shown] = recipientsShown(
      buildMessage({ direction: 'in', channel: 'email', to: Array.from({ length: 30 }, (_one, at) => party(`${at}@x.example`)) }),
    );
    expect(shown).toMatchObject({ named: '0@x.example, 1@x.example, 2@x.example, 3@x.example, 4@x.example', more: 25, left: 0 });
    expect(shown?.all).toContain('29@x.example');
  });

  test('with those who are not kept of it, also where none of a line is', () => {
    const to = Array.from({ length: 100 }, (_one, at) => party(`${at}@x.example`));
    const shown = recipientsShown(buildMessage({ direction: 'in', channel: 'email', to, unnamed: { to: 100, cc: 7 } }));
    expect(shown.map(({ kind, more, left }) => [kind, more, left])).toEqual([
      ['to', 195, 100],
      ['cc', 7, 7],
    ]);
    const one = buildMessage({ direction: 'in', channel: 'email', to: [party('us@x.example')], unnamed: { to: 0, cc: 7 } });
    expect(recipientsShown(one)).toHaveLength(2);
  });
});

describe('quotations in mails', () => {
  test.each([
    [
      'Thanks.\n\n> Hello',
      [
        ['visible', 9],
        ['quoted', 7],
      ],
      'Thanks.',
      true,
    ],
    [
      '> one\nYes\n> two\nNo\n-- \nAnn',
      [
        ['quoted', 6],
        ['visible', 4],
        ['quoted', 6],
        ['visible', 3],
        ['signature', 7],
      ],
      'Yes\nNo',
      true,
    ],
    ['No quotation at all', [['visible', 19]], 'No quotation at all', false],
    ['> only a quotation', [['quoted', 18]], '> only a quotation', false],
    ['A chat line', null, 'A chat line', false],
  ] as const)('%j', (text, parts, said, folded) => {
    const fold = parts?.map(([kind, length]) => ({ kind, length })) ?? null;
    expect(splitQuoted({ text, fold })).toEqual({ said, folded });
  });
});

describe('words on their way', () => {
  const outgoing = {
    clientId: 'c2',
    agentId: ID('1'),
    ticketId: ID('9'),
    body: { kind: 'reply', text: 'ok' },
    at: '2026-11-22T10:00:00.000Z',
    error: null,
  } as const;

  test('are shown until the message with their id is there', () => {
    expect(stillOutgoing([outgoing], ID('9'), [])).toEqual({ waiting: [outgoing], stored: [] });
    expect(stillOutgoing([outgoing], ID('9'), [buildMessage({ clientId: 'c2', text: 'changed on the way' })])).toEqual({
      waiting: [],
      stored: [outgoing],
    });
  });

  test('are not hidden by the same words said before or after', () => {
    const same = ['2026-11-22T09:59:59.000Z', '2026-11-22T10:00:01.000Z'].map((createdAt, index) =>
      buildMessage({
        id: ID(String(index + 1)),
        clientId: `other${index}`,
        direction: 'out',
        text: 'ok',
        author: { id: ID('a'), name: 'Mira' },
        createdAt,
      }),
    );
    expect(stillOutgoing([outgoing], ID('9'), [...same, buildMessage({ id: ID('3') })])).toEqual({ waiting: [outgoing], stored: [] });
  });

  test('are shown in their own ticket only', () => {
    expect(stillOutgoing([outgoing], ID('8'), [])).toEqual({ waiting: [], stored: [] });
  });
});

describe('the other ticket of an event', () => {
  const [here, there] = [ID('9'), ID('8')];
  test.each([
    ['ticket.merged', { fromId: there, toId: here }, { id: there, side: 'from' }],
    ['ticket.merged', { fromId: here, toId: there }, { id: there, side: 'into' }],
    ['ticket.split', { fromId: here, toId: there }, { id: there, side: 'into' }],
    ['decision.undone', { fromId: here, toId: there, undoes: ID('d') }, { id: there, side: 'with' }],
    ['ticket.changed', { moved: 3, to: there }, { id: there, side: 'into' }],
    ['ticket.changed', { moved: 3, from: there }, { id: there, side: 'from' }],
    ['ticket.created', { number: 7, splitFrom: there }, { id: there, side: 'from' }],
    ['ticket.changed', { status: { from: 'open', to: 'solved' } }, null],
    ['ticket.changed', { to: 'solved' }, null],
    ['ticket.created', {}, null],
  ] as const)('%s %j', (type, data, other) => {
    expect(otherTicket(buildEvent({ type, data }), here)).toEqual(other);
  });
});

test.each([
  ['a Wednesday morning', new Date(2026, 10, 25, 9, 30), ['1 later', '2 evening', '3 tomorrow', '4 monday']],
  ['a Wednesday evening', new Date(2026, 10, 25, 18, 30), ['1 later', '3 tomorrow', '4 monday']],
  ['a Sunday', new Date(2026, 10, 29, 9, 30), ['1 later', '2 evening', '3 tomorrow']],
])('each time to put a ticket aside has the same key on %s', (_when, now, shown) => {
  expect(snoozeTimes(now).map(({ name }) => `${SNOOZE_KEYS[name]} ${name}`)).toEqual(shown);
});

import { describe, expect, test } from '@jest/globals';
import type { Message, TicketEvent } from '../../../src/contract/tickets.js';
import { splitQuoted } from '../../../src/console/features/ticket/quoted.js';
import { stillOutgoing } from '../../../src/console/features/ticket/stillOutgoing.js';
import { streamItems } from '../../../src/console/features/ticket/streamItems.js';

const ID = (digit: string): string => digit.repeat(24);

function buildMessage(change: Partial<Message> = {}): Message {
  return {
    id: ID('1'), externalId: null, ticketId: ID('9'), channel: 'chat', direction: 'in', subject: null, text: 'Hello', html: null, attachments: [],
    from: { kind: 'chat', value: 'visitor', name: null }, to: [], author: null, createdAt: '2026-11-22T10:00:00.000Z', decision: null, delivery: null,
    wroteBy: 'person', senderVerified: true, ...change,
  };
}

function buildEvent(change: Partial<TicketEvent> = {}): TicketEvent {
  return { id: ID('e'), ticketId: ID('9'), seq: 1, type: 'ticket.created', actor: { kind: 'system', id: null, name: null }, at: '2026-11-22T10:00:00.000Z', data: {}, undoable: false, undone: false, ...change };
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
      streamItems([buildMessage(a), buildMessage({ id: ID('2'), createdAt: '2026-11-22T10:01:00.000Z', ...b })], []).flatMap((item) => (item.kind === 'message' ? [item.follows] : []));
    expect(follows({}, {})).toEqual([false, true]);
    expect(follows({}, { createdAt: '2026-11-22T10:20:00.000Z' })).toEqual([false, false]);
    expect(follows({ channel: 'email' }, { channel: 'email' })).toEqual([false, false]);
    expect(follows({}, { direction: 'out' })).toEqual([false, false]);
  });
});

describe('quotations in mails', () => {
  test.each([
    ['Thanks.\n\nOn 3 Nov 2026, Ann wrote:\n> Hello', 'Thanks.', 'On 3 Nov 2026, Ann wrote:\n> Hello'],
    ['好的\n\n在 2026年11月3日，Ann 写道：\n> 你好', '好的', '在 2026年11月3日，Ann 写道：\n> 你好'],
    ['Yes\n\n> one\n> two\n', 'Yes', '> one\n> two'],
    ['No quotation at all', 'No quotation at all', ''],
    ['> only a quotation', '> only a quotation', ''],
    ['> asked\nanswered below', '> asked\nanswered below', ''],
  ])('%j', (text, said, quoted) => {
    expect(splitQuoted(text)).toEqual({ said, quoted });
  });
});

describe('words on their way', () => {
  const me = ID('a');
  const outgoing = { clientId: 'c1', ticketId: ID('9'), body: { kind: 'reply', text: 'Hi' }, at: '2026-11-22T10:00:00.000Z', error: null } as const;

  test('are shown until the message is there, however it came', () => {
    expect(stillOutgoing([outgoing], ID('9'), [], me)).toEqual([outgoing]);
    expect(stillOutgoing([outgoing], ID('9'), [buildMessage({ externalId: 'c1' })], me)).toEqual([]);
    expect(stillOutgoing([outgoing], ID('9'), [buildMessage({ direction: 'out', text: 'Hi', author: { id: me, name: 'Mira' } })], me)).toEqual([]);
  });

  test('are not hidden by an older message of the same words, nor shown in another ticket', () => {
    const old = buildMessage({ direction: 'out', text: 'Hi', author: { id: me, name: 'Mira' }, createdAt: '2026-11-22T09:00:00.000Z' });
    expect(stillOutgoing([outgoing], ID('9'), [old], me)).toEqual([outgoing]);
    expect(stillOutgoing([outgoing], ID('8'), [], me)).toEqual([]);
  });
});

import { expect, test } from '@jest/globals';
import type { SearchHit } from '../../../src/ports/search.js';
import { presentHit } from '../../../src/present/search.js';
import { buildTicket } from '../../store/support/build.js';

const ticket = { ...buildTicket({ status: 'solved', channels: ['email', 'sms'] }), customerName: 'Zoë' };
const hit = (set: Partial<SearchHit>): SearchHit => ({
  id: 'a'.repeat(24),
  kind: 'message',
  ticketId: ticket.id,
  ticketNumber: ticket.number,
  messageId: null,
  said: null,
  customerId: ticket.customerId,
  title: 'Seal',
  snippet: [{ text: 'seal', hit: true }],
  at: new Date('2026-11-22T10:00:00Z'),
  score: 1,
  ...set,
});

test.each([
  [
    'a message has its own channel and says whose words it is',
    hit({ said: { direction: 'out', channel: 'sms' } }),
    ticket,
    { channels: ['sms'], direction: 'out', ticketStatus: 'solved', customerName: 'Zoë' },
  ],
  [
    'a note goes on no channel',
    hit({ kind: 'note' }),
    ticket,
    { channels: [], direction: null, ticketStatus: 'solved', customerName: 'Zoë' },
  ],
  [
    'a ticket has all of its channels',
    hit({ kind: 'ticket' }),
    ticket,
    { channels: ['email', 'sms'], direction: null, ticketStatus: 'solved', customerName: 'Zoë' },
  ],
  [
    'a customer is his own title',
    hit({ kind: 'customer', ticketId: null, ticketNumber: null, title: 'Zoë Quixote' }),
    undefined,
    { channels: [], direction: null, ticketStatus: null, customerName: 'Zoë Quixote' },
  ],
] as const)('%s', (_name, found, its, shown) => {
  const item = presentHit(found, its);
  expect(item).toMatchObject({ ...shown, at: '2026-11-22T10:00:00.000Z', title: found.title });
  expect(Object.keys(item)).not.toEqual(expect.arrayContaining(['id']));
});

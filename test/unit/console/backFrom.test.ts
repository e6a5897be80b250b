import { expect, test } from '@jest/globals';
import type { Ticket, TicketPatch } from '../../../src/contract/tickets.js';
import { backFrom } from '../../../src/console/features/ticket/backFrom.js';

const ticket = (fields: Partial<Ticket>): Ticket => ({ status: 'open', priority: 'normal', tags: [], fields: {}, ...fields }) as Ticket;
const back = (before: Partial<Ticket>, wanted: TicketPatch, tags: string[] = []): TicketPatch =>
  backFrom(ticket(before), ticket({ ...before, ...wanted } as Partial<Ticket>), wanted, tags);

test('a field goes back to what it was, as long as it is still what the change has made of it', () => {
  expect(back({ priority: 'low' }, { priority: 'high' })).toEqual({ priority: 'low', expected: { priority: 'high' } });
  expect(back({ fields: { plan: 'old', size: 3 } }, { fields: { plan: 'new' } })).toEqual({
    fields: { plan: 'old' },
    expected: { fields: { plan: 'new' } },
  });
});

test.each<[string, string[], string[], string[], string[]]>([
  ['a tag that was put on goes', ['a'], ['a', 'b'], ['a', 'b'], ['a']],
  ['a tag that was taken off comes back', ['a', 'b'], ['a'], ['a'], ['a', 'b']],
  ['what a colleague has put on since stays', ['a'], ['a', 'b'], ['a', 'b', 'theirs'], ['a', 'theirs']],
  ['what a colleague has taken off since stays off', ['a', 'b'], ['a', 'b', 'c'], ['a', 'c'], ['a']],
  ['what a colleague has put back already is there once', ['a', 'b'], ['a'], ['a', 'b'], ['a', 'b']],
])('%s', (_name, before, wanted, now, tags) => {
  expect(back({ tags: before }, { tags: wanted }, now)).toEqual({ tags, expected: { tags: now } });
});

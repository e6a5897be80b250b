import { describe, expect, test } from '@jest/globals';
import { askOf, asksForTickets, readSearch } from '../../../src/console/features/search/searchParams.js';

const NOW = new Date(2026, 10, 22, 15, 30).getTime();
const midnight = (month: number, day: number, year = 2026): string => new Date(year, month - 1, day).toISOString();

describe('a search in the address', () => {
  test('is read as it was written, and comes back the same', () => {
    const params = {
      q: 'seal "cold water"',
      kind: 'message',
      status: 'live',
      channel: 'email',
      assignee: 'me',
      tag: 'vip',
      from: '2026-11-01',
      to: '2026-11-22',
      sort: 'newest',
    };
    expect(readSearch(params)).toEqual(params);
    expect(readSearch(readSearch(params) as Record<string, unknown>)).toEqual(params);
  });

  test.each([
    [{ q: 1042 }, { q: '1042' }],
    [{ q: '  水 漏れ ' }, { q: '水 漏れ' }],
    [{ q: '   ' }, {}],
    [{ q: 'x'.repeat(400) }, { q: 'x'.repeat(300) }],
    [
      {
        q: 'a',
        kind: 'spell',
        status: 'gone',
        channel: 'fax',
        assignee: '../me',
        days: '8',
        from: '2026-13-01',
        to: 'yesterday',
        sort: 'best',
        other: 1,
      },
      { q: 'a' },
    ],
    [{ days: 7, from: '2026-11-01', to: '2026-11-02' }, { days: '7' }],
    [
      { assignee: 'f'.repeat(24), tag: ' vip ' },
      { assignee: 'f'.repeat(24), tag: 'vip' },
    ],
  ])('%j is understood as %j', (raw, read) => {
    expect(readSearch(raw)).toEqual(read);
  });
});

describe('what the API is asked', () => {
  test('nothing without words', () => {
    expect(askOf({ status: 'open', days: '7' }, NOW)).toBeNull();
  });

  test.each([
    [{ q: 'seal' }, { q: 'seal', sort: 'best' }],
    [
      { q: 'seal', sort: 'newest', status: 'live', assignee: 'none' },
      { q: 'seal', sort: 'newest', status: 'live', assigneeId: 'none' },
    ],
    [
      { q: 'seal', days: '1' },
      { q: 'seal', sort: 'best', from: midnight(11, 22) },
    ],
    [
      { q: 'seal', days: '30' },
      { q: 'seal', sort: 'best', from: midnight(10, 24) },
    ],
    // Both days belong to it, also over the end of a year.
    [
      { q: 'seal', from: '2026-11-20', to: '2026-12-31' },
      { q: 'seal', sort: 'best', from: midnight(11, 20), to: midnight(1, 1, 2027) },
    ],
  ] as const)('%j', (params, ask) => {
    expect(askOf(params, NOW)).toEqual(ask);
  });

  test('a customer has no status, channel, agent or tag of a ticket, but a day', () => {
    expect(
      [{ status: 'open' }, { channel: 'sms' }, { assignee: 'me' }, { tag: 'vip' }, { q: 'a', days: '7', sort: 'newest' }, {}].map(
        (params) => asksForTickets(params as never),
      ),
    ).toEqual([true, true, true, true, false, false]);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Ticket } from '../../../src/contract/tickets.js';
import { freshTickets } from '../../../src/console/features/inbox/freshTickets.js';
import { nextRow } from '../../../src/console/features/inbox/nextRow.js';
import { drawnRows, seenRows, topToShow } from '../../../src/console/features/inbox/rowWindow.js';
import { saysTwice } from '../../../src/console/features/inbox/saysTwice.js';
import { urgencyOf } from '../../../src/console/features/inbox/urgency.js';
import { VIEWS, belongsIn, filterOf, readView } from '../../../src/console/features/inbox/views.js';

const ME = 'a'.repeat(24);
const ticket = { status: 'open', assigneeId: null, mergedIntoId: null, snooze: null } as const;

describe('views of the inbox', () => {
  test.each([
    [ticket, ['live', 'unassigned']],
    [{ ...ticket, assigneeId: ME }, ['live', 'mine']],
    [{ ...ticket, assigneeId: 'b'.repeat(24) }, ['live']],
    [{ ...ticket, status: 'pending', assigneeId: ME } as const, ['live', 'mine', 'pending']],
    [{ ...ticket, status: 'hold' } as const, ['live', 'unassigned']],
    [{ ...ticket, status: 'solved', assigneeId: ME } as const, ['solved']],
    [{ ...ticket, status: 'closed' } as const, ['solved']],
    [{ ...ticket, assigneeId: ME, snooze: { until: null, at: '2026-11-22T10:00:00.000Z', byId: ME } }, ['snoozed']],
    [{ ...ticket, mergedIntoId: 'c'.repeat(24) }, []],
  ])('%j is in %j', (one, views) => {
    expect(VIEWS.filter((view) => belongsIn(view, one, ME) === true)).toEqual(views);
  });

  test('words search beyond the view', () => {
    expect(filterOf('mine', 'waiting', ' 1042 ')).toEqual({ q: '1042', sort: 'newest' });
    expect(filterOf('mine', 'waiting', '  ')).toEqual({ status: 'live', assigneeId: 'me', snoozed: 'without', sort: 'waiting' });
  });

  test('what only the server can say is said of no ticket', () => {
    expect([belongsIn('f'.repeat(24), ticket, ME), belongsIn('breaching', ticket, ME)]).toEqual([null, null]);
    expect(filterOf('f'.repeat(24), 'newest', '')).toEqual({ view: 'f'.repeat(24), sort: 'newest' });
  });

  test('an unknown view is the live one', () => {
    expect(readView('nonsense')).toBe('live');
  });
});

describe('from row to row', () => {
  const rows = (...ids: string[]) => ids.map((id) => ({ id }));
  test.each([
    ['the next one', ['a', 'b', 'c'], ['a', 'b', 'c'], 'a', 1, 'b'],
    ['the one before', ['a', 'b', 'c'], ['a', 'b', 'c'], 'b', -1, 'a'],
    ['none after the last', ['a', 'b'], ['a', 'b'], 'b', 1, null],
    ['the first, when nothing was open', ['a', 'b'], [], null, 1, 'a'],
    ['the last, backwards', ['a', 'b'], [], null, -1, 'b'],
    ['the one that followed a ticket that has left', ['a', 'c'], ['a', 'b', 'c'], 'b', 1, 'c'],
    ['the one that followed a ticket that has moved to the end', ['b', 'c', 'a'], ['a', 'b', 'c'], 'a', 1, 'b'],
    ['what has come since, after the last of then', ['a', 'b', 'c'], ['a', 'b'], 'b', 1, 'c'],
    ['none, when all that followed have left', ['a'], ['a', 'b'], 'b', 1, null],
  ] as const)('%s', (_name, now, then, from, step, wanted) => {
    expect(nextRow(rows(...now), then, from, step)).toBe(wanted);
  });
});

describe('the window of a long list', () => {
  const rowsAt = (top: number, count = 10_000) => drawnRows(seenRows(top, 700, 76), count, 6);
  test.each([
    ['the head', 0, 10_000, { start: 0, end: 17 }],
    ['the middle', 76_030, 10_000, { start: 994, end: 1017 }],
    ['the foot', 759_300, 10_000, { start: 9984, end: 10_000 }],
    ['a list that is shorter than the window', 0, 3, { start: 0, end: 3 }],
    ['a list that has shrunk under the reader', 76_000, 20, { start: 20, end: 20 }],
    ['a list that is pulled beyond its head', -50, 10_000, { start: 0, end: 17 }],
  ])('%s', (_name, top, count, drawn) => {
    expect(rowsAt(top, count)).toEqual(drawn);
  });

  test('every row that shows is drawn, wherever the list stands', () => {
    const cut: number[] = [];
    for (let top = 0; top <= 760_000 - 700; top += 61) {
      const { start, end } = rowsAt(top);
      if (start * 76 > top || end * 76 < top + 700) cut.push(top);
    }
    expect(cut).toEqual([]);
  });

  test.each([
    ['one that is seen moves nothing', 3, 100, 'middle', 100],
    ['one that is cut above goes to the upper edge', 1, 100, 'middle', 76],
    ['one that is cut below goes to the lower edge', 10, 100, 'middle', 136],
    ['one far below goes to the middle', 100, 0, 'middle', 7288],
    ['one far below goes to the lower edge by a key', 100, 0, 'edge', 6976],
    ['one far above goes to the upper edge by a key', 2, 5000, 'edge', 152],
    ['the first goes no further up than the head', 0, 5000, 'middle', 0],
  ] as const)('%s', (_name, row, top, far, wanted) => {
    expect(topToShow(row, top, 700, 76, far)).toBe(wanted);
  });
});

describe('the second line of a row', () => {
  test.each([
    ['Phone call', 'Phone call', 'in', true],
    [`${'a'.repeat(79)}…`, 'a'.repeat(120), 'in', true],
    ['您好， 我的包裹', '您好，我的包裹', 'in', true],
    ['Where is it?', 'Still nothing', 'in', false],
    ['Where is it?', 'Where is it?', 'out', false],
  ] as const)('%j, %j, %s: said twice %s', (subject, preview, lastDirection, twice) => {
    expect(saysTwice({ subject, preview, lastDirection })).toBe(twice);
  });
});

describe('urgency', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const waiting = { waitingSince: '2026-11-22T10:00:00Z', firstReplyDueAt: '2026-11-22T11:00:00Z', firstRepliedAt: null };

  test('is late past the promise, soon just before it, else none', () => {
    expect(urgencyOf(waiting, now)).toBe('late');
    expect(urgencyOf({ ...waiting, firstReplyDueAt: '2026-11-22T12:10:00Z' }, now)).toBe('soon');
    expect(urgencyOf({ ...waiting, firstReplyDueAt: '2026-11-22T13:00:00Z' }, now)).toBeNull();
  });

  test('is none once replied, and none when nobody waits', () => {
    expect(urgencyOf({ ...waiting, firstRepliedAt: '2026-11-22T10:30:00Z' }, now)).toBeNull();
    expect(urgencyOf({ ...waiting, waitingSince: null }, now)).toBeNull();
  });
});

test('what changed lately is the newest of what was told, in whatever order it came', () => {
  const told = (seq: number, status: Ticket['status']) => ({ id: 't', seq, status }) as Ticket;
  freshTickets.note(told(2, 'pending'));
  freshTickets.note(told(1, 'open'));
  expect(freshTickets.get().get('t')).toMatchObject({ seq: 2, status: 'pending' });
  freshTickets.note(told(3, 'open'));
  expect(freshTickets.get().get('t')).toMatchObject({ seq: 3, status: 'open' });
});

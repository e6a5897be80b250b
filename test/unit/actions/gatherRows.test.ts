import { jest } from '@jest/globals';
import { byCost, gatherRows } from '../../../src/actions/gatherRows.js';
import type { Ticket } from '../../../src/contract/tickets.js';
import { ticket } from '../http/support/fakeDesk.js';

const row = (number: number, seq = 1): Ticket => ({ ...ticket, id: `ticket-${number}`, number, seq });

describe('rows for the lists', () => {
  let sent: string[][];
  let add: (ticket: Ticket) => void;
  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    add = gatherRows(
      (tickets) => sent.push(tickets.map(({ number, seq }) => `${number}.${seq}`)),
      () => 50,
    );
  });
  afterEach(() => jest.useRealTimers());

  test('one goes after a moment, and the next after another', () => {
    add(row(1));
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(50);
    expect(sent).toEqual([['1.1']]);
    jest.advanceTimersByTime(500);
    add(row(2));
    jest.advanceTimersByTime(50);
    expect(sent).toEqual([['1.1'], ['2.1']]);
  });

  test('what comes within the moment goes together, each ticket once and as it is last', () => {
    for (const one of [row(1), row(2, 3), row(1, 2), row(2, 4), row(2, 2)]) add(one);
    jest.advanceTimersByTime(49);
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(sent).toEqual([['1.2', '2.4']]);
    jest.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
  });

  test('under a stream of them nothing waits for longer', () => {
    for (let i = 0; i < 100; i++) {
      add(row(i));
      jest.advanceTimersByTime(10);
    }
    jest.advanceTimersByTime(50);
    expect(sent.flat()).toEqual(Array.from({ length: 100 }, (_, i) => `${i}.1`));
    expect(sent.length).toBeLessThanOrEqual(21);
    expect(Math.max(...sent.map((list) => list.length))).toBeLessThanOrEqual(5);
  });

  test('how long it is follows from what the last sending cost', () => {
    expect([0, 0.2, 1, 2, 400].map(byCost)).toEqual([0, 8, 40, 50, 50]);
    const heard: number[] = [];
    const from = Date.now();
    const tell = gatherRows(() => {
      jest.advanceTimersByTime(1);
      heard.push(Date.now() - from);
    }, byCost);
    tell(row(1));
    jest.advanceTimersByTime(10);
    tell(row(2));
    jest.advanceTimersByTime(39);
    expect(heard).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(heard).toHaveLength(2);
  });

  test('very many go in packets', () => {
    for (let i = 0; i < 251; i++) add(row(i));
    jest.advanceTimersByTime(50);
    expect(sent.map((list) => list.length)).toEqual([100, 100, 51]);
  });
});

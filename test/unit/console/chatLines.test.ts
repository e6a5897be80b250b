import { describe, expect, test } from '@jest/globals';
import type { ChatMessage } from '../../../src/contract/realtime.js';
import { mergeLines, storedLine } from '../../../src/widget/frame/mergeLines.js';

const line = (id: string, at: string, change: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  clientId: null,
  from: 'agent',
  name: 'Mira',
  text: id,
  files: [],
  at: `2026-11-22T10:00:${at}.000Z`,
  ...change,
});
const mine = { clientId: 'c1', text: 'Hello', files: [], at: '2026-11-22T10:00:05.000Z', failed: false, refused: false };

describe('lines of the chat', () => {
  test('are there once and in order, whichever way they came', () => {
    const shown = mergeLines([line('b', '02')], [line('a', '01'), line('b', '02'), line('c', '03')]);
    expect(shown.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('the echo takes the place of our own copy', () => {
    const own = mergeLines([], [storedLine(mine, [])]);
    const echoed = mergeLines(own, [line('m1', '05', { clientId: 'c1', from: 'visitor' })]);
    expect(echoed.map(({ id }) => id)).toEqual(['m1']);
  });

  test("our own copy stands last, also where the browser's clock goes wrong", () => {
    const before = [line('b', '09')];
    expect(mergeLines(before, [storedLine(mine, before)]).map(({ id }) => id)).toEqual(['b', 'local:c1']);
  });

  test('our own copies stand in the order in which they were stored', () => {
    const before = [line('b', '09')];
    const one = mergeLines(before, [storedLine({ ...mine, clientId: 'z' }, before)]);
    expect(mergeLines(one, [storedLine({ ...mine, clientId: 'a' }, one)]).map(({ id }) => id)).toEqual(['b', 'local:z', 'local:a']);
  });

  test('our own copy never replaces the echo that came first', () => {
    const echoed = mergeLines([], [line('m1', '05', { clientId: 'c1', from: 'visitor' })]);
    expect(mergeLines(echoed, [storedLine(mine, echoed)]).map(({ id }) => id)).toEqual(['m1']);
  });
});

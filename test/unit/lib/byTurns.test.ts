import { expect, test } from '@jest/globals';
import { byTurns } from '../../../src/lib/byTurns.js';

test('a round takes all, in even parts, and the next begins with what is there then', () => {
  let all = Array.from({ length: 125 }, (_, i) => i);
  const next = byTurns(() => [...all], 60);
  const round = (): number[][] => Array.from({ length: 60 }, next);
  const first = round();
  expect(first.flat()).toEqual(all);
  expect(Math.max(...first.map((part) => part.length))).toBe(3);
  all = [7];
  expect(round().flat()).toEqual([7]);
  all = [];
  expect(round().flat()).toEqual([]);
});

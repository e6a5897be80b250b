import type { FieldValue } from '../../../src/contract/workspace.js';
import { withFieldValues, type FieldRule } from '../../../src/tickets/customFields.js';

const rule = (type: FieldRule['type']): FieldRule => ({ on: 'ticket', key: 'x', name: 'X', type, choices: ['S', 'L'] });

test.each<[FieldRule['type'], FieldValue[], FieldValue[]]>([
  ['text', ['a', '0'], [1, true]],
  ['number', [0, -1.5], ['1', Number.NaN, Number.POSITIVE_INFINITY, true]],
  ['choice', ['S', 'L'], ['s', 'XL', 1]],
  ['date', ['2024-02-29', '2026-11-22'], ['2026-02-29', '2026-02-30', '22.11.2026', '2026-11-22T00:00:00Z', 20_261_122]],
  ['checkbox', [true, false], ['true', 1, 0]],
])('a field of type %s', (type, good, bad) => {
  for (const value of good) expect(withFieldValues([rule(type)], 'ticket', {}, { x: value })).toEqual({ x: value });
  for (const value of bad) expect(() => withFieldValues([rule(type)], 'ticket', {}, { x: value })).toThrow('"X" must be');
});

test('what is not named stays, null and nothing clear', () => {
  expect(
    withFieldValues([rule('text'), { ...rule('text'), key: 'y' }], 'ticket', { old: 'stays', x: 'goes', y: 'goes' }, { x: null, y: '' }),
  ).toEqual({ old: 'stays' });
  expect(() => withFieldValues([rule('text')], 'customer', {}, { x: 'a' })).toThrow('There is no field "x"');
  expect(() => withFieldValues([rule('text')], 'ticket', {}, { __proto__x: 'a' })).toThrow('There is no field');
});

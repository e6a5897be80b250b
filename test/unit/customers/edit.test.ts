import type { Customer } from '../../../src/customers/customer.js';
import { backOf, editOf, foreignParts } from '../../../src/customers/edit.js';
import { usualHours } from '../../../src/customers/usualHours.js';

const AT = new Date('2026-11-02T08:00:00Z');
const ANN: Customer = {
  id: 'a',
  name: 'Ann',
  claims: [],
  tags: ['vip'],
  language: null,
  timeZone: null,
  fields: { size: 42, since: '2024-01-01' },
  createdAt: AT,
  updatedAt: AT,
};

test('an edit is what changes and nothing else', () => {
  expect(editOf(ANN, { name: 'Ann', tags: ['vip', 'vip'], likes: '' }, undefined)).toBeNull();
  expect(editOf(ANN, { name: 'Ann Lee', likes: 'tea' }, { size: 43, since: '2024-01-01' })).toEqual({
    set: { name: 'Ann Lee', likes: 'tea', fields: { size: 43, since: '2024-01-01' } },
    change: { name: { from: 'Ann', to: 'Ann Lee' }, likes: { from: '', to: 'tea' }, fields: { from: { size: 42 }, to: { size: 43 } } },
  });
});

test('an undo gives back each part that nobody has touched since, of fields each one', () => {
  const edit = editOf(ANN, { likes: 'tea', notes: 'x' }, { size: 43, colour: 'red', since: '2024-01-01' });
  const after: Customer = { ...ANN, ...edit?.set };
  expect({ ...after, ...backOf(after, edit!.change)?.set }).toMatchObject({ likes: '', notes: '', fields: ANN.fields });
  const touched: Customer = { ...after, notes: 'y', fields: { ...after.fields, size: 44 } };
  expect(backOf(touched, edit!.change)?.set).toEqual({ likes: '', fields: { size: 44, since: '2024-01-01' } });
  expect(backOf({ ...touched, likes: 'coffee', fields: { size: 44 } }, edit!.change)).toBeNull();
});

test('foreign is what somebody changed meanwhile, unless it is what is wanted', () => {
  const now: Customer = { ...ANN, likes: 'coffee', fields: { size: 44 } };
  expect(foreignParts(now, { likes: 'tea', expected: { likes: '' } })).toEqual({ likes: 'coffee' });
  expect(foreignParts(now, { likes: 'coffee', expected: { likes: '' } })).toEqual({});
  expect(foreignParts(now, { fields: { size: 45 }, expected: { fields: { size: 42 } } })).toEqual({ fields: { size: 44 } });
  // Another field than the one that somebody changed.
  expect(foreignParts(now, { fields: { colour: 'red' }, expected: { fields: { colour: null } } })).toEqual({});
});

describe('usual hours', () => {
  const at = (day: number, hour: number, minute = 0): Date => new Date(Date.UTC(2026, 0, day, hour, minute));
  test.each([
    [
      'mornings in Shanghai are the night in London',
      [1, 2, 3, 4, 5, 6].map((day) => at(day, 1, day)),
      'Asia/Shanghai',
      { from: 9, to: 10, messages: 6 },
    ],
    [
      'two hours, when one holds too little',
      [at(1, 9), at(2, 10), at(3, 9), at(4, 10), at(5, 10), at(6, 9)],
      'UTC',
      { from: 9, to: 11, messages: 6 },
    ],
    ['a burst of one hour counts once', Array.from({ length: 50 }, (_, i) => at(1, 9, i)), 'UTC', null],
    ['at all hours: none are usual', Array.from({ length: 24 }, (_, hour) => at(1 + (hour % 9), hour)), 'UTC', null],
    ['too little known', [at(1, 9), at(2, 9)], 'UTC', null],
    ['a zone that there is not', [1, 2, 3, 4, 5].map((day) => at(day, 9)), 'Mars/Olympus', null],
    ['no zone', [1, 2, 3, 4, 5].map((day) => at(day, 9)), null, null],
    ['before midnight, up to twenty-four', [1, 2, 3, 4, 5].map((day) => at(day, 23)), 'UTC', { from: 23, to: 24, messages: 5 }],
  ])('%s', (_name, times, zone, expected) => {
    expect(usualHours(times, zone)).toEqual(expected);
  });
});

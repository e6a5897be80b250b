import { addOpenMinutes, ALWAYS_OPEN, isOpenAt, nextOpening } from '../../../src/agents/businessHours.js';
import type { BusinessHours } from '../../../src/contract/workspace.js';

const BERLIN: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: [1, 2, 3, 4, 5].flatMap((day) => [
    { day, from: '09:00', to: '12:30' },
    { day, from: '13:30', to: '17:00' },
  ]),
  holidays: [
    { date: '2026-12-25', name: 'Christmas', yearly: true },
    { date: '2026-11-23', name: 'Move', yearly: false },
  ],
};

test.each([
  ['before it opens', '2026-11-24T07:59:59Z', false, '2026-11-24T08:00:00Z'],
  ['when it opens', '2026-11-24T08:00:00Z', true, null],
  ['at noon', '2026-11-24T11:30:00Z', false, '2026-11-24T12:30:00Z'],
  ['when it closes', '2026-11-24T16:00:00Z', false, '2026-11-25T08:00:00Z'],
  ['on Friday evening, before a holiday on Monday', '2026-11-20T17:00:00Z', false, '2026-11-24T08:00:00Z'],
  ['a yearly holiday of another year, a Saturday after it', '2027-12-24T17:00:00Z', false, '2027-12-27T08:00:00Z'],
  ['after the clock went forward', '2026-03-28T12:00:00Z', false, '2026-03-30T07:00:00Z'],
  ['after the clock went back', '2026-10-24T12:00:00Z', false, '2026-10-26T08:00:00Z'],
])('%s', (_name, at, open, opens) => {
  expect(isOpenAt(BERLIN, new Date(at))).toBe(open);
  expect(nextOpening(BERLIN, new Date(at))).toEqual(opens === null ? null : new Date(opens));
});

test('a desk that says nothing is open, one without hours never opens', () => {
  expect(isOpenAt(ALWAYS_OPEN, new Date('2026-11-22T23:59:59Z'))).toBe(true);
  expect(nextOpening({ ...BERLIN, week: [] }, new Date('2026-11-22T12:00:00Z'))).toBeNull();
});

test("the day is the desk's own", () => {
  const tokyo: BusinessHours = { timeZone: 'Asia/Tokyo', week: [{ day: 1, from: '00:00', to: '24:00' }], holidays: [] };
  expect(isOpenAt(tokyo, new Date('2026-11-22T15:00:00Z'))).toBe(true);
  expect(isOpenAt(tokyo, new Date('2026-11-23T15:00:00Z'))).toBe(false);
  expect(nextOpening(tokyo, new Date('2026-11-23T15:00:00Z'))).toEqual(new Date('2026-11-29T15:00:00Z'));
});

test.each([
  ['while it is open', '2026-11-24T08:10:30Z', 60, '2026-11-24T09:10:30Z'],
  ['over noon', '2026-11-24T11:00:00Z', 60, '2026-11-24T13:00:00Z'],
  ['in the night: from the morning on', '2026-11-24T19:00:00Z', 60, '2026-11-25T09:00:00Z'],
  ['the very end of a day is still that day', '2026-11-24T15:00:00Z', 60, '2026-11-24T16:00:00Z'],
  ['over a weekend and a holiday', '2026-11-20T15:30:00Z', 60, '2026-11-24T08:30:00Z'],
  ['over the change of the clock', '2026-10-23T14:30:00Z', 60, '2026-10-26T08:30:00Z'],
  ['longer than a day', '2026-11-24T08:00:00Z', 9 * 60, '2026-11-25T10:00:00Z'],
])('so many open minutes %s', (_name, at, minutes, due) => {
  expect(addOpenMinutes(BERLIN, new Date(at), minutes)).toEqual(new Date(due));
});

test('open minutes of a desk that is always open are minutes, also where it says so itself; of one that never opens there are none', () => {
  const at = new Date('2026-11-24T23:30:10Z');
  for (const hours of [ALWAYS_OPEN, { ...ALWAYS_OPEN, week: [...ALWAYS_OPEN.week] }])
    expect(addOpenMinutes(hours, at, 60)).toEqual(new Date('2026-11-25T00:30:10Z'));
  expect(addOpenMinutes({ ...BERLIN, week: [] }, at, 60)).toBeNull();
});

import { AUTOMATIC_WINDOW_MS, mayReachOut, type SaidBefore } from '../../../src/screening/mayReachOut.js';
import type { WroteBy } from '../../../src/tickets/message.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const said = (direction: SaidBefore['direction'], wroteBy: WroteBy, minutesAgo: number): SaidBefore => ({
  direction,
  wroteBy,
  createdAt: new Date(NOW.getTime() - minutesAgo * 60_000),
});
const ann = { kind: 'email', value: 'ann@example.org' } as const;
const person = said('in', 'person', 500);

describe('the brake of automatic messages', () => {
  test.each<[string, Parameters<typeof mayReachOut>[0], SaidBefore[], string]>([
    ['a person is written to', ann, [person], 'now'],
    ['also after his vacation note', ann, [person, said('in', 'auto_reply', 5)], 'now'],
    ['also one whom an agent wrote to first', ann, [said('out', 'person', 5)], 'now'],
    ['a no-reply address never', { kind: 'email', value: 'no-reply@shop.example' }, [person], 'never'],
    ['a mailer daemon never', { kind: 'email', value: 'mailer-daemon@mx.example' }, [person], 'never'],
    ['a postmaster who only bounces never', { kind: 'email', value: 'x@mx.example' }, [said('in', 'bounce', 5)], 'never'],
    ['a responder never', ann, [said('in', 'auto_reply', 5), said('in', 'auto_reply', 9)], 'never'],
    ['a list never', ann, [said('in', 'list', 5)], 'never'],
    ['another system never', ann, [said('in', 'system', 5)], 'never'],
    ['after two within the hour it waits', ann, [person, said('out', 'system', 10), said('out', 'system', 50)], 'later'],
    [
      "an agent's own words do not count",
      ann,
      [person, said('out', 'person', 1), said('out', 'person', 2), said('out', 'system', 3)],
      'now',
    ],
    ['what is older than an hour does not count', ann, [person, said('out', 'system', 10), said('out', 'system', 61)], 'now'],
  ])('%s', (_name, address, before, expected) => {
    expect(mayReachOut(address, before, NOW)).toBe(expected);
  });

  test('two machines that answer each other for a day exchange at most two mails an hour', () => {
    const log: SaidBefore[] = [person];
    for (let minute = 0; minute < 24 * 60; minute++) {
      const at = new Date(NOW.getTime() + minute * 60_000);
      if (mayReachOut(ann, log, at) !== 'now') continue;
      log.push({ direction: 'out', wroteBy: 'system', createdAt: at }, { direction: 'in', wroteBy: 'auto_reply', createdAt: at });
    }
    const sent = log.filter(({ direction }) => direction === 'out').map(({ createdAt }) => createdAt.getTime());
    expect(sent.every((at) => sent.filter((other) => other > at - AUTOMATIC_WINDOW_MS && other <= at).length <= 2)).toBe(true);
    expect(sent.length).toBeGreaterThan(10);
  });
});

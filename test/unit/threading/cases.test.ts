/**
 * The threading table: cases/*.json, written so that somebody in support can add one. Times are "2h ago", "3d ago".
 * A ticket whose customer is `me` (the default) is the sender's own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { decideThread, DEFAULT_POLICY } from '../../../src/threading/decideThread.js';
import { inputOf, type Case } from './caseInput.js';

const FOLDER = new URL('./cases/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe.each(files)('%s', (file) => {
  const cases = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Case[];

  test.each(cases)('$name', ({ input, expected, why }) => {
    const decision = decideThread(inputOf(input));
    const seen = {
      outcome: decision.outcome,
      rule: decision.rule,
      ticket: decision.ticketId,
      links: decision.links.map((link) => `${link.kind} ${link.ticketId}`).sort(),
      guess: decision.confidence < 0.8,
    };
    expect(why).toBeTruthy();
    expect(seen).toEqual({ ticket: null, links: [], guess: false, ...expected });
    expect(decision.confidence).toBeGreaterThanOrEqual(0);
    expect(decision.confidence).toBeLessThanOrEqual(1);
    expect(decision.outcome === 'new').toBe(decision.ticketId === null);
    expect(decision.alternatives.map(({ ticketId }) => ticketId)).not.toContain(decision.ticketId);
  });
});

test('there are enough cases, and no two of one name', () => {
  const names = files.flatMap((file) => (JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Case[]).map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(40);
  expect(new Set(names).size).toBe(names.length);
});

test('the default policy is two weeks, and another issue only when it is clear', () => {
  expect(DEFAULT_POLICY).toEqual({ reopenWindowDays: 14, anotherIssue: 'clear' });
});

import { createPrecedence } from '../../../src/lib/precedence.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Notes when its turn comes. */
function waitFor(turn: { shown(): Promise<void> }, name: string, log: string[]): Promise<void> {
  return turn.shown().then(() => void log.push(name));
}

test('with nothing else to do, the rest goes on at once', async () => {
  const log: string[] = [];
  const turn = createPrecedence(60_000).begin();
  await waitFor(turn, 'rest', log);
  expect(log).toEqual(['rest']);
  turn.end();
});

test('the rest of one waits while somebody waits for another', async () => {
  const log: string[] = [];
  const precedence = createPrecedence(60_000);
  const [one, other] = [precedence.begin(), precedence.begin()];
  const rest = waitFor(one, 'one', log);
  await soon();
  expect(log).toEqual([]);
  other.end();
  await rest;
  one.end();
  expect(log).toEqual(['one']);
});

test('rests go one after the other, in their order, and what is new goes between them', async () => {
  const log: string[] = [];
  const precedence = createPrecedence(60_000);
  const turns = ['a', 'b', 'c'].map((name) => ({ name, turn: precedence.begin() }));
  const rests = turns.map(({ name, turn }) => waitFor(turn, name, log));
  await soon();
  expect(log).toEqual(['a']);
  const newer = precedence.begin();
  turns[0]?.turn.end();
  await soon();
  expect(log).toEqual(['a']);
  newer.end();
  await soon();
  expect(log).toEqual(['a', 'b']);
  turns[1]?.turn.end();
  await soon();
  turns[2]?.turn.end();
  await Promise.all(rests);
  expect(log).toEqual(['a', 'b', 'c']);
});

test('nothing is put off for ever, and what fails early or twice holds nobody up', async () => {
  const log: string[] = [];
  const precedence = createPrecedence(20);
  const busy = precedence.begin();
  const turn = precedence.begin();
  await waitFor(turn, 'late', log);
  expect(log).toEqual(['late']);
  turn.end();
  turn.end();
  busy.end();
  busy.end();
  await busy.shown();
  const after = precedence.begin();
  await waitFor(after, 'after', log);
  after.end();
  expect(log).toEqual(['late', 'after']);
});

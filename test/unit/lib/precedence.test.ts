import { KeyedMutex } from '../../../src/lib/keyedMutex.js';
import { createPrecedence, type Precedence, type Turn } from '../../../src/lib/precedence.js';

function begun(precedence: Precedence): Turn {
  const turn = precedence.turn();
  turn.begin();
  return turn;
}
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Notes when its turn comes. */
function waitFor(turn: { shown(): Promise<void> }, name: string, log: string[]): Promise<void> {
  return turn.shown().then(() => void log.push(name));
}

test('with nothing else to do, the rest goes on at once', async () => {
  const log: string[] = [];
  const turn = begun(createPrecedence(60_000));
  await waitFor(turn, 'rest', log);
  expect(log).toEqual(['rest']);
  turn.end();
});

test('the rest of one waits while somebody waits for another', async () => {
  const log: string[] = [];
  const precedence = createPrecedence(60_000);
  const [one, other] = [begun(precedence), begun(precedence)];
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
  const turns = ['a', 'b', 'c'].map((name) => ({ name, turn: begun(precedence) }));
  const rests = turns.map(({ name, turn }) => waitFor(turn, name, log));
  await soon();
  expect(log).toEqual(['a']);
  const newer = begun(precedence);
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
  const busy = begun(precedence);
  const turn = begun(precedence);
  await waitFor(turn, 'late', log);
  expect(log).toEqual(['late']);
  turn.end();
  turn.end();
  busy.end();
  busy.end();
  await busy.shown();
  const after = begun(precedence);
  await waitFor(after, 'after', log);
  after.end();
  expect(log).toEqual(['late', 'after']);
});

test('lines of one visitor, each waiting for the one before it, hold each other up for nothing', async () => {
  const precedence = createPrecedence(60_000);
  const inTurn = new KeyedMutex();
  const log: number[] = [];
  // With the patience of a minute, one that held up another would end the test.
  await Promise.all(Array.from({ length: 10 }, async (_, i) => {
    const turn = precedence.turn();
    await inTurn.run('visitor', async () => {
      turn.begin();
      await soon();
      await turn.shown();
      log.push(i);
      await soon();
    });
    turn.end();
  }));
  expect(log).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

import { takingTurns } from '../../../src/store/takingTurns.js';

/** Work that ends when told. */
function held(): { work: () => Promise<string>; end: (how?: Error) => void; begun: () => boolean } {
  let [begun, finish, fail]: [boolean, (value: string) => void, (error: Error) => void] = [false, () => undefined, () => undefined];
  const over = new Promise<string>((resolve, reject) => ([finish, fail] = [resolve, reject]));
  return {
    work: () => {
      begun = true;
      return over;
    },
    end: (how) => (how ? fail(how) : finish('done')),
    begun: () => begun,
  };
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('work on one key waits for the work before it, work on another does not', async () => {
  const inTurn = takingTurns();
  const [a, b, c] = [held(), held(), held()];
  const first = inTurn('one', a.work);
  const second = inTurn('one', b.work);
  const other = inTurn('two', c.work);
  await soon();
  expect([a.begun(), b.begun(), c.begun()]).toEqual([true, false, true]);
  a.end();
  await expect(first).resolves.toBe('done');
  await soon();
  expect(b.begun()).toBe(true);
  b.end();
  c.end();
  await expect(Promise.all([second, other])).resolves.toEqual(['done', 'done']);
});

test("a failure is its own caller's, and the next goes on", async () => {
  const inTurn = takingTurns();
  const [a, b] = [held(), held()];
  const first = inTurn('one', a.work);
  const second = inTurn('one', b.work);
  a.end(new Error('no'));
  b.end();
  await expect(first).rejects.toThrow('no');
  await expect(second).resolves.toBe('done');
  await expect(inTurn('one', () => Promise.resolve(3))).resolves.toBe(3);
});

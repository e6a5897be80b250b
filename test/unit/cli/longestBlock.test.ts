import { longestBlock } from '../../../src/cli/bench/store/measure.js';

function stand(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('sees a question that holds everybody up, and not what is done after the last one', async () => {
  expect((await longestBlock([1, 2, 3], async (key) => stand(key === 2 ? 60 : 0))).clockMs).toBeGreaterThanOrEqual(60);

  const block = await longestBlock([1], () => turn());
  const seen = { ...block };
  stand(60);
  await turn();
  await turn();
  expect(block).toEqual(seen);
});

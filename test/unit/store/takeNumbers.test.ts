import { takeNumbers } from '../../../src/store/takeNumbers.js';

test('who asks while a write goes on shares the next one, and each gets a number of his own', async () => {
  let value = 10;
  const writes: number[] = [];
  const next = takeNumbers(async (count) => {
    writes.push(count);
    await Promise.resolve();
    value += count;
    return value - count + 1;
  });
  expect(await Promise.all(Array.from({ length: 20 }, next))).toEqual(Array.from({ length: 20 }, (_, i) => 11 + i));
  expect(writes).toEqual([1, 19]);
  expect(await next()).toBe(31);
});

test('a write that fails is told to those who waited for it, and to nobody after them', async () => {
  let fails = true;
  const next = takeNumbers(async (count) => {
    await Promise.resolve();
    if (fails) throw new Error('the disk is full');
    return count;
  });
  const asked = await Promise.allSettled([next(), next()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await next()).toBe(1);
});

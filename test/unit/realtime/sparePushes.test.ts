import { jest } from '@jest/globals';
import { sparePushes } from '../../../src/realtime/sparePushes.js';

let listeners: number;
let listening: boolean;
let sent: string[];
let publisher: { publish(channel: string, message: string): Promise<number> };

beforeEach(() => {
  jest.useFakeTimers();
  [listeners, listening, sent] = [1, true, []];
  publisher = sparePushes(
    { publish: (channel: string) => Promise.resolve((sent.push(channel), listeners)) },
    () => listening,
    (channel) => channel.startsWith('push'),
  );
});
afterEach(() => jest.useRealTimers());

/** The processes ask each other every four seconds. */
async function pass(seconds: number): Promise<void> {
  for (let s = 0; s < seconds; s += 4) {
    jest.advanceTimersByTime(4000);
    await publisher.publish('question', '');
  }
}

/** @returns whether a push went out */
async function pushes(): Promise<boolean> {
  const before = sent.length;
  expect(await publisher.publish('push', '')).toBe(listeners);
  return sent.length > before;
}

test('who has been alone for long enough spares his pushes, never his questions', async () => {
  expect(await pushes()).toBe(true);
  await pass(8);
  expect(await pushes()).toBe(true);
  await pass(4);
  expect(await pushes()).toBe(false);
  expect(sent.filter((channel) => channel === 'question')).toHaveLength(3);
});

test('another process is heard of at the first question, and its end is believed after a while', async () => {
  await pass(20);
  expect(await pushes()).toBe(false);
  listeners = 2;
  await publisher.publish('question', '');
  expect(await pushes()).toBe(true);
  listeners = 1;
  await pass(8);
  expect(await pushes()).toBe(true);
  await pass(8);
  expect(await pushes()).toBe(false);
});

test.each([
  ['Redis is away', 0, true],
  ['it does not hear itself, so the one that did is another', 1, false],
])('nobody is taken for alone while %s', async (_, heard, hears) => {
  [listeners, listening] = [heard, hears];
  await pass(40);
  expect(await pushes()).toBe(true);
});

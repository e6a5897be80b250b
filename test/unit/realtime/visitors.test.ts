/** Who is at the chat: noted often enough that nobody who is there counts as gone, which he does after two minutes. */
import { afterEach, expect, jest, test } from '@jest/globals';
import { id } from '../http/support/fakeDesk.js';
import { FAKE_INTERVALS, startGateway, until, type TestGateway } from './support/startGateway.js';

let it: TestGateway;
afterEach(async () => {
  jest.useRealTimers();
  await it.stop();
});

test('a visitor who comes when a round has begun is noted well before he counts as gone; who left is not', async () => {
  jest.useFakeTimers(FAKE_INTERVALS);
  it = await startGateway();
  const noted = (): unknown[] => it.desk.calls.filter(({ name }) => name === 'chat.stillThere').flatMap(({ args }) => args[0]);
  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds; i++) await jest.advanceTimersByTimeAsync(1000);
  };
  const ids = Array.from({ length: 40 }, (_, i) => id(1000 + i));
  for (const visitorId of ids) it.desk.visitors.set(visitorId, { id: visitorId, externalId: null, name: null });
  await pass(1);
  const sockets = [];
  for (const visitorId of ids) sockets.push(await it.visitor(visitorId));
  await pass(85);
  expect(new Set(noted())).toEqual(new Set(ids));

  // The round that goes on now began with all of them.
  for (const socket of sockets) socket.disconnect();
  await until('left', () => it.desk.calls.filter(({ name }) => name === 'chat.left').length === ids.length);
  const before = noted().length;
  await pass(85);
  expect(noted().length).toBe(before);
});

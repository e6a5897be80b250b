import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Jobs } from '../../../src/ports/jobs.js';
import { chatAtOnce } from '../../../src/queues/chatAtOnce.js';
import { QUEUES } from '../../../src/queues/names.js';

const LINE = 'a'.repeat(24);

/** A queue that notes what it is given, and work that ends when it is told to. */
function place() {
  const queued: [string, 'chat' | undefined][] = [];
  const ends: { done: () => void; failed: () => void }[] = [];
  const events: string[] = [];
  const none = (): void => undefined;
  const queue: Jobs & { close(): Promise<void> } = {
    intakeLater: (id, lane) => void queued.push([id, lane]),
    intakeAgain: none,
    sendLater: none,
    wakeLater: none,
    followupLater: none,
    mediaLater: none,
    counts: async () => null,
    close: async () => void events.push('queue closed'),
  };
  const receive = (): Promise<void> =>
    new Promise<void>((resolve, reject) => ends.push({ done: resolve, failed: () => reject(new Error('the store is away')) })).finally(() =>
      events.push('work ended'),
    );
  return { jobs: chatAtOnce(queue, receive, pino({ level: 'silent' })), queued, ends, events };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a line of the chat is worked on at once, and never enqueued', async () => {
  const { jobs, queued, ends } = place();
  jobs.intakeLater(LINE, 'chat');
  expect(ends).toHaveLength(1);
  ends[0]?.done();
  await turn();
  expect(queued).toEqual([]);
});

test('one that fails is tried again by the queue', async () => {
  const { jobs, queued, ends } = place();
  jobs.intakeLater(LINE, 'chat');
  ends[0]?.failed();
  await turn();
  expect(queued).toEqual([[LINE, 'chat']]);
});

test('what is no chat goes by the queue', () => {
  const { jobs, queued, ends } = place();
  jobs.intakeLater(LINE);
  expect(queued).toEqual([[LINE, undefined]]);
  expect(ends).toEqual([]);
});

test('no more are worked on at once than the workers would take; one that ends makes room', async () => {
  const { jobs, queued, ends } = place();
  for (let i = 0; i <= QUEUES.chat.concurrency; i++) jobs.intakeLater(LINE, 'chat');
  expect(ends).toHaveLength(QUEUES.chat.concurrency);
  expect(queued).toHaveLength(1);
  ends[0]?.done();
  await turn();
  jobs.intakeLater(LINE, 'chat');
  expect(ends).toHaveLength(QUEUES.chat.concurrency + 1);
});

test('closing waits for what is being worked on', async () => {
  const { jobs, ends, events } = place();
  jobs.intakeLater(LINE, 'chat');
  const closed = jobs.close();
  await turn();
  expect(events).toEqual([]);
  ends[0]?.done();
  await closed;
  expect(events).toEqual(['work ended', 'queue closed']);
});

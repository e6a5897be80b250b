import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ApiError } from '../../../src/console/api/http.js';
import { say, toasts } from '../../../src/console/components/toasts.js';
import { undoLast } from '../../../src/console/keys/lastDone.js';
import { offerUndo } from '../../../src/console/keys/offerUndo.js';
import { whose } from '../../../src/console/lib/whose.js';

let undone: string[];
/** What a step's next try comes to; without it it succeeds. */
let failure: Partial<Record<string, Error>>;
/** Steps that wait for their answer. */
let held: Map<string, () => void>;
beforeEach(() => {
  jest.useFakeTimers();
  whose.set('ann');
  undone = [];
  failure = {};
  held = new Map();
});
afterEach(() => {
  whose.set(null);
  jest.runAllTimers();
  jest.useRealTimers();
});

const offer = (step: string, { isHeld = false } = {}): (() => void) =>
  offerUndo(step, 'Undo', {
    undo: async () => {
      if (isHeld) await new Promise<void>((resolve) => held.set(step, resolve));
      const error = failure[step];
      if (error) throw error;
      undone.push(step);
    },
    failed: (_error, again) => say(`${step} failed`, { tone: 'alarm', ...(again ? { action: { label: 'Again', run: again } } : {}) }),
  });
const settled = async (): Promise<void> => void (await jest.advanceTimersByTimeAsync(0));
const pressKey = async (): Promise<void> => {
  undoLast();
  await settled();
};
const pressToast = async (text: string): Promise<void> => {
  toasts
    .get()
    .find((toast) => toast.text === text)
    ?.action?.run();
  await settled();
};
const answer = async (step: string): Promise<void> => {
  held.get(step)?.();
  await settled();
};
const shown = () => toasts.get().map(({ text, action }) => [text, action?.label]);

test('a step is taken back once, by its toast or by the key, which goes on to the step before', async () => {
  for (const step of ['first', 'second', 'third']) offer(step);
  expect(shown().map(([, label]) => label)).toEqual(['Undo', 'Undo', 'Undo']);
  await pressToast('third');
  await pressKey();
  expect(undone).toEqual(['third', 'second']);
  expect(shown()).toEqual([['first', 'Undo']]);
  await pressKey();
  await pressKey();
  expect(undone).toEqual(['third', 'second', 'first']);
  expect(shown()).toEqual([]);
});

test('an offer that is over is taken back by neither', async () => {
  const end = offer('sent');
  end();
  await pressKey();
  expect([shown(), undone]).toEqual([[], []]);
});

test.each(['offline', 'unavailable', 'internal_error', 'too_many_requests', 'not_signed_in'] as const)(
  'what %s kept from being taken back stays the next step, and its toast offers it again',
  async (code) => {
    offer('first');
    offer('second');
    failure = { second: new ApiError(code, 0, 'no') };
    await pressKey();
    await pressKey();
    expect(undone).toEqual([]);
    expect(shown()).toEqual([
      ['first', 'Undo'],
      ['second failed', 'Again'],
    ]);
    failure = {};
    await pressToast('second failed');
    await pressKey();
    expect([undone, shown()]).toEqual([['second', 'first'], []]);
  },
);

test('what was refused for good is used up', async () => {
  offer('first');
  offer('second');
  failure = { second: new ApiError('conflict', 409, 'no') };
  await pressKey();
  expect(shown()).toEqual([
    ['first', 'Undo'],
    ['second failed', undefined],
  ]);
  await pressKey();
  expect(undone).toEqual(['first']);
});

test('one that is under way does not run twice: the next press goes on to the step before once it has succeeded', async () => {
  offer('first');
  offer('second');
  offer('third', { isHeld: true });
  await pressKey();
  await pressKey();
  await pressKey();
  expect([undone, held.size]).toEqual([[], 1]);
  await answer('third');
  expect(undone).toEqual(['third', 'second', 'first']);
});

test('when it fails, for now or for good, what was pressed meanwhile is let go', async () => {
  for (const code of ['offline', 'conflict'] as const) {
    offer('first');
    offer('second', { isHeld: true });
    await pressKey();
    await pressKey();
    failure = { second: new ApiError(code, 0, 'no') };
    await answer('second');
    expect([undone, shown().at(-1)?.[0]]).toEqual([[], 'second failed']);
    whose.set(null);
    whose.set('ann');
  }
});

test('what is done after the key was pressed is not what it meant', async () => {
  offer('first', { isHeld: true });
  await pressKey();
  await pressKey();
  offer('second');
  await answer('first');
  expect(undone).toEqual(['first']);
});

test('nothing is pressed ahead of what is not there', async () => {
  offer('only', { isHeld: true });
  await pressKey();
  await pressKey();
  await pressKey();
  await answer('only');
  offer('next', { isHeld: true });
  await pressKey();
  offer('last');
  await answer('next');
  expect(undone).toEqual(['only', 'next']);
});

test('whoever has the desk next is told nothing of it, and takes nothing of it back', async () => {
  offer('first');
  offer('second', { isHeld: true });
  await pressKey();
  failure = { second: new ApiError('offline', 0, 'no') };
  whose.set('bob');
  await answer('second');
  await pressKey();
  expect([undone, shown()]).toEqual([[], []]);
});

import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { toasts } from '../../../src/console/components/toasts.js';
import { undoLast } from '../../../src/console/keys/lastDone.js';
import { offerUndo } from '../../../src/console/keys/offerUndo.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.runAllTimers();
  jest.useRealTimers();
});
const pressToast = (text: string): void =>
  toasts
    .get()
    .find((toast) => toast.text === text)
    ?.action?.run();

test('a step is taken back once, by its toast or by the key, which goes on to the step before', () => {
  const undone: string[] = [];
  for (const step of ['first', 'second', 'third']) offerUndo(step, 'Undo', () => undone.push(step));
  expect(toasts.get().map(({ action }) => action?.label)).toEqual(['Undo', 'Undo', 'Undo']);
  pressToast('third');
  undoLast();
  expect(undone).toEqual(['third', 'second']);
  expect(toasts.get().map(({ text }) => text)).toEqual(['first']);
  undoLast();
  undoLast();
  expect(undone).toEqual(['third', 'second', 'first']);
  expect(toasts.get()).toEqual([]);
});

test('an offer that is over is taken back by neither', () => {
  const undo = jest.fn();
  const end = offerUndo('Sent', 'Take back', undo);
  end();
  undoLast();
  expect([toasts.get(), undo.mock.calls]).toEqual([[], []]);
});

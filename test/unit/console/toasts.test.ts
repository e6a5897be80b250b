import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { dismiss, say, take, toasts } from '../../../src/console/components/toasts.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.runAllTimers();
  jest.useRealTimers();
});
const shown = (): string[] => toasts.get().map(({ text }) => text);

test('what is said again is renewed: it stands there once, and its time begins anew', () => {
  const first = say('Saved');
  jest.advanceTimersByTime(3000);
  say('Removed');
  expect(say('Saved')).not.toBe(first);
  expect(shown()).toEqual(['Removed', 'Saved']);
  jest.advanceTimersByTime(3500);
  expect(shown()).toEqual(['Removed', 'Saved']);
  jest.advanceTimersByTime(1000);
  expect(shown()).toEqual([]);
});

test('each way back stays beside the others, and so does what failed beside what went well', () => {
  const undo = { label: 'Undo', run: () => undefined };
  const first = say('Moved', { action: undo });
  say('Moved', { action: undo });
  say('Moved');
  expect(shown()).toEqual(['Moved', 'Moved', 'Moved']);
  dismiss(first);
  say('Moved', { tone: 'alarm' });
  expect(toasts.get().map(({ tone, action }) => [tone, action !== undefined])).toEqual([
    ['plain', true],
    ['plain', false],
    ['alarm', false],
  ]);
  say('Another');
  expect(shown()).toEqual(['Moved', 'Moved', 'Another']);
});

test('what stays stands until it is dismissed, and gives way to what comes later last', () => {
  const stays = say('Not sent', { tone: 'alarm', stays: true });
  for (const text of ['One', 'Two', 'Three']) say(text);
  expect(shown()).toEqual(['Not sent', 'Two', 'Three']);
  jest.advanceTimersByTime(60_000);
  expect(shown()).toEqual(['Not sent']);
  dismiss(stays);
  expect(shown()).toEqual([]);
});

test('a way that has gone without being taken is told so, once, however it went', () => {
  const gone: string[] = [];
  const offer = (text: string, stays = false): number =>
    say(text, { stays, action: { label: 'Open', run: () => gone.push(`${text} taken`), unused: () => gone.push(text) } });
  offer('In time');
  jest.advanceTimersByTime(8000);
  dismiss(offer('By its cross'));
  expect(gone).toEqual(['In time', 'By its cross']);
  offer('Pushed out');
  for (const text of ['One', 'Two', 'Three']) say(text);
  expect(gone.slice(2)).toEqual(['Pushed out']);
  offer('Used');
  take(toasts.get().at(-1)!);
  expect(shown()).not.toContain('Used');
  jest.runAllTimers();
  expect(gone.slice(3)).toEqual(['Used taken']);
});

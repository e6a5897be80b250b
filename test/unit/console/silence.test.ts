import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createSilence } from '../../../src/console/lib/silence.js';

describe('a line that should be heard every three seconds', () => {
  let told: string[];
  let silence: ReturnType<typeof createSilence>;
  const wait = (ms: number): void => void jest.advanceTimersByTime(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    silence = createSilence({ onSilent: () => told.push('silent'), onHeard: () => told.push('heard') });
  });
  afterEach(() => {
    silence.stop();
    jest.useRealTimers();
  });

  test('is silent within eleven seconds when the server hangs, once, and speaks again with its first word', () => {
    silence.heard();
    wait(9000);
    expect(told).toEqual([]);
    wait(2000);
    expect(told).toEqual(['silent']);
    wait(60_000);
    silence.heard();
    wait(9000);
    expect(told).toEqual(['silent', 'heard']);
  });

  test.each([
    ['each eight seconds late', 3000],
    ['two of three lost', 9000],
  ])('is not while it lives: %s', (_what, every) => {
    wait(8000);
    for (let i = 0; i < 100; i++) {
      silence.heard();
      wait(every);
    }
    expect(told).toEqual([]);
  });

  test('is not because the page slept: what came meanwhile is read first', () => {
    silence.heard();
    jest.setSystemTime(Date.now() + 600_000);
    wait(1000);
    expect(told).toEqual([]);
    wait(10_000);
    expect(told).toEqual(['silent']);
  });

  test('expects nothing before the server has spoken once, and nothing of a closed line', () => {
    wait(60_000);
    silence.heard();
    silence.stop();
    wait(60_000);
    expect(told).toEqual([]);
  });
});

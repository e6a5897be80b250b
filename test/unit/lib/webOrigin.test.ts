import { describe, expect, it } from '@jest/globals';
import { isListedOrigin } from '../../../src/lib/webOrigin.js';

describe('isListedOrigin', () => {
  const origins = ['https://www.shop.example', 'http://localhost:*'];

  it.each([
    ['https://www.shop.example', true],
    ['http://localhost:5173', true],
    ['http://localhost', true],
    ['https://shop.example', false],
    ['http://www.shop.example', false],
    ['https://www.shop.example:8443', false],
    ['https://www.shop.example.evil.example', false],
    ['https://localhost:5173', false],
    ['http://localhost:5173/path', false],
    ['http://localhost.evil.example:80', false],
    ['null', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (origin, allowed) => {
    expect(isListedOrigin(origins, origin)).toBe(allowed);
  });
});

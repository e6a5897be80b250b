import { expect, test } from '@jest/globals';
import { mostOfText } from '../../../src/console/features/composer/carried.js';

test.each([
  ['sms', 1600],
  ['whatsapp', 1600],
  ['email', 50_000],
  ['chat', 50_000],
  [null, 50_000],
] as const)('a message by %s holds %d characters, without the white space around them', (channel, most) => {
  expect(mostOfText(channel, `  ${'x'.repeat(most)}\n`)).toBeNull();
  expect(mostOfText(channel, 'x'.repeat(most + 1))).toBe(most);
});

import { expect, test } from '@jest/globals';
import { sameAddress } from '../../../src/console/lib/sameAddress.js';

test.each([
  ['jo@münchen.de', 'jo@xn--mnchen-3ya.de', true],
  ['Jo@Example.org', 'jo@example.org', true],
  ['小明@例子.公司', '小明@xn--fsqu00a.xn--55qx5d', true],
  ['+12025550100', '+12025550100', true],
  ['jo@münchen.de', 'jo@munchen.de', false],
  ['jo@example.org', 'joe@example.org', false],
  ['visitor-1', 'visitor-2', false],
  ['jo@', 'jo@', true],
])('%s and %s: %s', (one, other, same) => expect(sameAddress(one, other)).toBe(same));

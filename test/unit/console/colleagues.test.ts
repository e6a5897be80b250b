import { describe, expect, test } from '@jest/globals';
import { makeAgents } from '../../../src/cli/seed/people.js';
import { hasColleagues } from '../../../src/contract/sampleAgents.js';

describe('colleagues', () => {
  const me = { id: 'me', email: 'me@shop.test' };
  const sample = makeAgents('sample', 6, new Date(0));

  test('are neither oneself nor those of the sample data', () => {
    expect(hasColleagues([], me.id)).toBe(false);
    expect(hasColleagues([me, ...sample], me.id)).toBe(false);
    expect(hasColleagues([me, ...sample, { id: 'ann', email: 'ann@shop.test' }], me.id)).toBe(true);
  });
});

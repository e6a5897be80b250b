import { describe, expect, test } from '@jest/globals';
import { smsParts } from '../../../src/console/features/composer/smsParts.js';
import { fieldsOf, readRule } from '../../../src/console/features/followups/ruleForm.js';

describe('length of a text message', () => {
  test.each([
    ['', 0],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['好'.repeat(70), 1],
    ['好'.repeat(71), 2],
  ])('%j', (text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });
});

describe('the form of a follow-up rule', () => {
  const filled = { ...fieldsOf(null), name: ' Seal ', topic: 'damaged', expects: 'parts', prompt: 'Say how', reply: ' Here is how ', text: 'Works?', odds: '34', tags: 'vip，new, ' };

  test('reads what was typed', () => {
    expect(readRule(filled, true).rule).toEqual({
      name: 'Seal', enabled: true, when: { topic: 'damaged', on: 'resolve', tags: ['vip', 'new'] }, expect: { topic: 'parts', withinDays: 7, probability: 0.34 },
      prompt: 'Say how', reply: 'Here is how', checkIn: { afterHours: 48, text: 'Works?' },
    });
  });

  test('says which field is wrong', () => {
    expect(readRule({ ...filled, name: ' ', days: '0', odds: '101', afterHours: '', text: '' }, true).errors).toEqual({ name: 'required', text: 'required', days: 'days', odds: 'odds', afterHours: 'hours' });
    expect(readRule({ ...filled, sendsCheckIn: false, afterHours: '', text: '' }, true).rule?.checkIn).toBeNull();
    expect(readRule({ ...filled, reply: ' ' }, true).rule?.reply).toBeNull();
  });

  test('shows a stored rule as it was typed', () => {
    const { rule } = readRule(filled, false);
    expect(rule && readRule(fieldsOf({ ...rule, id: 'f'.repeat(24), createdAt: '2026-11-22T10:00:00.000Z' }), false).rule).toEqual(rule);
  });
});

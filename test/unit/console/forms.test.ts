import { describe, expect, test } from '@jest/globals';
import { smsParts } from '../../../src/console/features/composer/smsParts.js';
import { fieldsOf, readRule } from '../../../src/console/features/followups/ruleForm.js';
import { addressIn, channelsOf } from '../../../src/console/features/start/recipient.js';

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

test.each([
  ['Ann@Home.example ', { kind: 'email', value: 'ann@home.example' }],
  ['+1 (202) 555-0111', { kind: 'phone', value: '+12025550111' }],
  ['ann@home', null], ['Ann Lee', null], ['202 555 0111', null], ['+12', null], ['a b@home.example', null], ['', null],
])('"%s" as somebody to write to first', (typed, address) => expect(addressIn(typed)).toEqual(address));

test('whoever has an address is written to by mail first, by text when he has a number only, and not at all without either', () => {
  const known = (...kinds: string[]) => channelsOf({ customerId: 'a', name: 'Ann', kinds });
  expect([known('chat', 'phone', 'email'), known('phone'), known('chat', 'external'), channelsOf({ kind: 'phone', value: '+12025550111' })]).toEqual([['email', 'sms'], ['sms'], [], ['sms']]);
});

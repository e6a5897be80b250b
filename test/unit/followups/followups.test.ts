import fc from '../../support/random.js';
import { NewFollowupRule } from '../../../src/contract/desk.js';
import { Anticipation } from '../../../src/contract/tickets.js';
import { intoActiveHours } from '../../../src/followups/activeHours.js';
import { anticipate } from '../../../src/followups/anticipate.js';
import { DEFAULT_RULES } from '../../../src/followups/defaults.js';
import { evaluateFollowup, type FollowupCircumstances } from '../../../src/followups/evaluateFollowup.js';
import { planCheckIns } from '../../../src/followups/planCheckIns.js';
import { matchRules, type FollowupRule } from '../../../src/followups/rule.js';
import { languageOfScript } from '../../../src/lib/language.js';
import { fillIn, inLanguage } from '../../../src/followups/template.js';
import { DEFAULT_TOPICS } from '../../../src/tickets/topics.js';

const TICKET = {
  topic: 'delivery',
  channels: ['email' as const, 'sms' as const],
  tags: ['vip'],
  mergedIntoId: null,
  number: 12,
  subject: 'Parcel',
};

function rule(id: string, more: Partial<FollowupRule> = {}): FollowupRule {
  return {
    id,
    name: `rule ${id}`,
    enabled: true,
    when: { topic: 'delivery', on: 'resolve' },
    expect: { topic: 'refund', withinDays: 7, probability: null },
    prompt: 'Ask about the refund',
    reply: 'Hi {{name}}, the refund is on its way',
    checkIn: { afterHours: 72, text: `Hi {{name}}, ${id}?` },
    createdAt: '2026-11-01T00:00:00Z',
    ...more,
  };
}

describe('which rules fit', () => {
  test.each([
    ['its topic', rule('a'), true],
    ['any topic', rule('a', { when: { topic: null, on: 'resolve' } }), true],
    ['another topic', rule('a', { when: { topic: 'login', on: 'resolve' } }), false],
    ['one of its channels', rule('a', { when: { topic: null, channels: ['chat', 'sms'], on: 'resolve' } }), true],
    ['no channel of its', rule('a', { when: { topic: null, channels: ['chat'], on: 'resolve' } }), false],
    ['an empty list of channels is no condition', rule('a', { when: { topic: null, channels: [], on: 'resolve' } }), true],
    ['all tags', rule('a', { when: { topic: null, tags: ['vip'], on: 'resolve' } }), true],
    ['not all tags', rule('a', { when: { topic: null, tags: ['vip', 'b2b'], on: 'resolve' } }), false],
    ['switched off', rule('a', { enabled: false }), false],
  ])('%s', (_name, given, fits) => expect(matchRules(TICKET, [given])).toHaveLength(fits ? 1 : 0));

  test('none for a ticket that was merged away', () => expect(matchRules({ ...TICKET, mergedIntoId: 'x' }, [rule('a')])).toEqual([]));
  test('a ticket without a topic only meets rules for any', () => {
    expect(
      matchRules({ ...TICKET, topic: null }, [rule('a'), rule('b', { when: { topic: null, on: 'resolve' } })]).map(({ id }) => id),
    ).toEqual(['b']);
  });
  test('the most telling first', () => {
    const likely = rule('likely', { expect: { topic: 'refund', withinDays: 7, probability: 0.4 } });
    expect(matchRules(TICKET, [rule('any', { when: { topic: null, on: 'resolve' } }), rule('a'), likely]).map(({ id }) => id)).toEqual([
      'likely',
      'a',
      'any',
    ]);
  });
});

test('an anticipation is what the contract says, with the check-in as it would be sent', () => {
  const [first] = anticipate(TICKET, [rule('a'), rule('b', { checkIn: null })], { name: 'Anna', language: 'de' });
  expect(Anticipation.omit({ ruleId: true }).parse(first)).toEqual({
    name: 'rule a',
    expects: 'refund',
    withinDays: 7,
    probability: null,
    prompt: 'Ask about the refund',
    reply: 'Hi Anna, the refund is on its way',
    checkIn: { afterHours: 72, text: 'Hi Anna, a?' },
  });
  expect(anticipate(TICKET, [rule('b', { checkIn: null })])[0]?.checkIn).toBeNull();
});

describe('planning', () => {
  const context = { resolvedAt: new Date('2026-11-20T22:30:00Z'), customerName: 'Anna', language: null, timeZone: null };

  test('without a time zone it is due by the clock', () => {
    expect(planCheckIns(TICKET, [rule('a')], context)).toEqual([
      { ruleId: 'a', ruleName: 'rule a', dueAt: new Date('2026-11-23T22:30:00Z'), text: 'Hi Anna, a?' },
    ]);
  });
  test('at once is at once', () => {
    expect(planCheckIns(TICKET, [rule('a', { checkIn: { afterHours: 0, text: 'x' } })], context)[0]?.dueAt).toEqual(context.resolvedAt);
  });
  test('with a time zone it waits for the morning there', () => {
    const [planned] = planCheckIns(TICKET, [rule('a')], { ...context, timeZone: 'Asia/Shanghai' });
    expect(planned?.dueAt).toEqual(new Date('2026-11-24T01:00:00Z'));
  });
  test('a rule that only prompts plans nothing, the same words are planned once, the soonest comes first', () => {
    const late = rule('late', { checkIn: { afterHours: 5, text: 'same' } });
    const again = rule('again', { checkIn: { afterHours: 9, text: 'same' } });
    const soon = rule('soon', { checkIn: { afterHours: 1, text: 'other' } });
    expect(planCheckIns(TICKET, [late, rule('quiet', { checkIn: null }), again, soon], context).map(({ ruleId }) => ruleId)).toEqual([
      'soon',
      'late',
    ]);
  });
  test.each(['anna@x.example', '+49 151 12345678', 'Visitor cdef', 'Caller without number', ' ', null])(
    'nobody is called %j',
    (customerName) => {
      expect(planCheckIns(TICKET, [rule('a')], { ...context, customerName })[0]?.text).toBe('Hi, a?');
      // What is shown before resolving is what goes out.
      expect(anticipate(TICKET, [rule('a')], { name: customerName, language: null })).toMatchObject([
        { reply: 'Hi, the refund is on its way', checkIn: { text: 'Hi, a?' } },
      ]);
    },
  );
});

describe('active hours', () => {
  test.each([
    ['2026-11-22T12:00:00Z', 'Europe/Berlin', '2026-11-22T12:00:00Z'],
    ['2026-11-22T08:00:00Z', 'Europe/Berlin', '2026-11-22T08:00:00Z'],
    ['2026-11-22T07:59:59Z', 'Europe/Berlin', '2026-11-22T08:00:00Z'],
    ['2026-11-22T18:00:00Z', 'Europe/Berlin', '2026-11-23T08:00:00Z'],
    ['2026-11-22T00:30:00Z', 'Asia/Kolkata', '2026-11-22T03:30:00Z'],
    ['2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-29T07:00:00Z'],
    ['2026-10-24T20:00:00Z', 'Europe/Berlin', '2026-10-25T08:00:00Z'],
    ['2026-11-22T03:00:00Z', 'Mars/Olympus', '2026-11-22T03:00:00Z'],
    ['2026-11-22T03:00:00Z', null, '2026-11-22T03:00:00Z'],
  ])('%s in %s becomes %s', (at, zone, expected) =>
    expect(intoActiveHours(new Date(at), zone).toISOString()).toBe(new Date(expected).toISOString()),
  );

  test('always between nine and seven, never earlier, less than a day later', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'Asia/Shanghai',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    fc.assert(
      fc.property(fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }), zones, (at, timeZone) => {
        const moved = intoActiveHours(at, timeZone);
        const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(moved));
        expect(hour >= 9 && hour < 19).toBe(true);
        expect(moved >= at && moved.getTime() - at.getTime() < 24 * 3_600_000).toBe(true);
      }),
    );
  });
});

describe('when it is due', () => {
  const followup = { createdAt: new Date('2026-11-20T10:00:00Z'), dueAt: new Date('2026-11-23T10:00:00Z') };
  const fine: FollowupCircumstances = {
    ticket: { status: 'solved', mergedIntoId: null },
    rule: { enabled: true },
    lastInboundAt: new Date('2026-11-19T10:00:00Z'),
    optedOut: false,
    asOf: new Date('2026-11-23T10:00:00Z'),
  };

  test.each<[string, Partial<FollowupCircumstances>, unknown]>([
    ['nothing happened', {}, { act: 'send' }],
    ['the ticket was closed meanwhile', { ticket: { status: 'closed', mergedIntoId: null } }, { act: 'send' }],
    ['it is too early', { asOf: new Date('2026-11-23T09:59:59Z') }, { act: 'wait', until: followup.dueAt }],
    ['the customer wrote', { lastInboundAt: new Date('2026-11-21T10:00:00Z') }, { act: 'cancel', reason: 'customer_wrote' }],
    [
      'the customer wrote and so reopened it',
      { lastInboundAt: new Date('2026-11-21T10:00:00Z'), ticket: { status: 'open', mergedIntoId: null } },
      { act: 'cancel', reason: 'customer_wrote' },
    ],
    [
      'the customer wrote, and it is early',
      { lastInboundAt: new Date('2026-11-21T10:00:00Z'), asOf: new Date('2026-11-21T10:00:01Z') },
      { act: 'cancel', reason: 'customer_wrote' },
    ],
    ['the customer never wrote', { lastInboundAt: null }, { act: 'send' }],
    ['an agent reopened it', { ticket: { status: 'open', mergedIntoId: null } }, { act: 'cancel', reason: 'ticket_reopened' }],
    ['it was merged', { ticket: { status: 'closed', mergedIntoId: 'x' } }, { act: 'cancel', reason: 'ticket_merged' }],
    ['he opted out', { optedOut: true, ticket: { status: 'open', mergedIntoId: null } }, { act: 'cancel', reason: 'opted_out' }],
    ['the rule was switched off', { rule: { enabled: false } }, { act: 'cancel', reason: 'rule_disabled' }],
    ['the rule was deleted', { rule: null }, { act: 'cancel', reason: 'rule_disabled' }],
    ['we were down for two weeks', { asOf: new Date('2026-12-07T10:00:00Z') }, { act: 'cancel', reason: 'too_late' }],
    [
      'we were down until night',
      { asOf: new Date('2026-11-23T22:00:00Z'), timeZone: 'Europe/Berlin' },
      { act: 'wait', until: new Date('2026-11-24T08:00:00Z') },
    ],
  ])('%s', (_name, circumstances, verdict) => expect(evaluateFollowup(followup, { ...fine, ...circumstances })).toEqual(verdict));
});

describe('texts', () => {
  test.each([
    ['Hi {{name}}, no. {{ number }}: {{subject}}', 'Hi Anna, no. 7: {{name}}'],
    ['{{unknown}}x{{constructor}}', 'x'],
  ])('%s', (template, filled) => expect(fillIn(template, { name: 'Anna', number: 7, subject: '{{name}}' })).toBe(filled));
  test.each([
    ['en', '("Where is it?", no. 79)'],
    ['zh', '（编号 79，“Where is it?”）'],
    ['zh-TW', '（編號 79，「Where is it?」）'],
  ])('a check-in in %s quotes the subject, whatever it ends with', (language, quoted) => {
    const text = inLanguage(DEFAULT_RULES[0]!.checkIn!.text, language);
    expect(fillIn(text, { name: '李敏', number: 79, subject: 'Where is it?' })).toContain(quoted);
  });
  test('a missing name leaves no hole', () =>
    expect(fillIn('Hi {{name}}, all good?', { name: null, number: 1, subject: '' })).toBe('Hi, all good?'));

  const both = '[en]\nHello\n[zh]\n你好\n[zh-TW]\n您好';
  test.each([
    ['en-GB', 'Hello'],
    ['zh-CN', '你好'],
    ['zh_TW', '您好'],
    ['zh-HK', '您好'],
    ['zh-Hant', '您好'],
    ['zh', '你好'],
    ['fr', 'Hello'],
    [null, 'Hello'],
  ])('in %s', (language, text) => expect(inLanguage(both, language)).toBe(text));
  test('a text without languages is for all', () => expect(inLanguage('[sic] Hello\n[1]', 'zh')).toBe('[sic] Hello\n[1]'));
});

describe('the rules of a new installation', () => {
  test.each(DEFAULT_RULES.map((given) => [given.name, given] as const))('%s', (_name, given) => {
    expect(NewFollowupRule.parse(given)).toEqual(given);
    const keys = DEFAULT_TOPICS.map(({ key }) => key);
    expect(keys).toContain(given.when.topic);
    expect(keys).toContain(given.expect.topic);
    for (const text of [given.prompt, given.checkIn?.text ?? '']) {
      expect(inLanguage(text, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(inLanguage(text, 'zh-TW')).toMatch(/\p{Script=Han}/u);
      expect(languageOfScript(inLanguage(text, 'zh-TW'))).toBe('zh-Hant');
      expect(languageOfScript(inLanguage(text, 'zh'))).toBe('zh');
      expect(inLanguage(text, 'en')).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

import { describe, expect, test } from '@jest/globals';
import { smsParts } from '../../../src/console/features/composer/smsParts.js';
import { ALWAYS, isAlways, linesOfHours, readHours } from '../../../src/console/features/settings/hoursForm.js';
import { readMacroActions } from '../../../src/console/features/settings/readMacroActions.js';
import { keywordsShown } from '../../../src/console/features/settings/keywordsShown.js';
import { readOrigins } from '../../../src/console/features/settings/originLines.js';
import { relayUrlOf } from '../../../src/console/features/settings/relayUrl.js';
import { fieldProblem } from '../../../src/console/components/fieldProblem.js';
import { filterOfLines, linesOfFilter } from '../../../src/console/features/views/conditions.js';
import { splitWords } from '../../../src/console/lib/splitWords.js';
import type { Customer } from '../../../src/contract/customers.js';
import type { FilterNode } from '../../../src/contract/filters.js';
import { fieldsOf, readRule } from '../../../src/console/features/followups/ruleFields.js';
import { addressIn, channelsOf, meantBy } from '../../../src/console/features/start/recipient.js';

describe('what is wrong with a field', () => {
  const input = (validity: Partial<ValidityState>, more: Partial<HTMLInputElement> = {}) =>
    fieldProblem({
      type: 'text',
      title: '',
      value: 'as typed',
      min: '',
      max: '',
      minLength: -1,
      ...more,
      validity: { valid: false, ...validity } as ValidityState,
    });
  test.each<[string, ReturnType<typeof input>, ReturnType<typeof input>]>([
    ['nothing', input({ valid: true }), null],
    ['it is empty', input({ valueMissing: true }, { title: 'Begins with AC' }), { kind: 'missing' }],
    ['it is blank', input({ patternMismatch: true }, { title: 'Begins with AC', value: '  ' }), { kind: 'missing' }],
    ['it is no address', input({ typeMismatch: true }, { type: 'email' }), { kind: 'email' }],
    ['it is no number', input({ badInput: true }, { type: 'number', min: '1', max: '9' }), { kind: 'number' }],
    ['it is too large', input({ rangeOverflow: true }, { type: 'number', min: '1', max: '9' }), { kind: 'range', min: '1', max: '9' }],
    ['it is too short', input({ tooShort: true }, { minLength: 10 }), { kind: 'short', count: 10 }],
    ['it has another form', input({ patternMismatch: true }), { kind: 'form' }],
    [
      'it has another form, which is told',
      input({ patternMismatch: true }, { title: 'Begins with AC' }),
      { kind: 'told', words: 'Begins with AC' },
    ],
  ])('%s', (_what, problem, expected) => expect(problem).toEqual(expected));
});

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

describe('what is shown of the keywords of a topic', () => {
  const words = ['delivery', 'Lieferung', '物流', '配達', '届か', ...'abcdefg', '没收到货'];
  test.each([
    ['en', ['delivery', 'Lieferung', '届か', 'a', 'b', 'c', 'd', 'e', '+5']],
    ['zh-CN', ['物流', '配達', '没收到货', 'delivery', 'Lieferung', '届か', 'a', 'b', '+5']],
    ['zh-TW', ['物流', '配達', '没收到货', 'delivery', 'Lieferung', '届か', 'a', 'b', '+5']],
  ])('%s', (language, shown) => expect(keywordsShown(words, language)).toEqual(shown));
  test('all of a few', () => expect(keywordsShown(['a', '退款'], 'zh-CN')).toEqual(['退款', 'a']));
});

test('words in one field are told apart by commas of any kind', () =>
  expect(splitWords(' 急件、vip，a b, c\n\nd，')).toEqual(['急件', 'vip', 'a b', 'c', 'd']));

describe('the form of a follow-up rule', () => {
  const filled = {
    ...fieldsOf(null),
    name: ' Seal ',
    topic: 'damaged',
    expects: 'parts',
    prompt: 'Say how',
    reply: ' Here is how ',
    text: 'Works?',
    odds: '34',
    tags: 'vip，new, 急件、vip2、',
  };

  test('reads what was typed', () => {
    expect(readRule(filled).rule).toEqual({
      name: 'Seal',
      when: { topic: 'damaged', on: 'resolve', tags: ['vip', 'new', '急件', 'vip2'] },
      expect: { topic: 'parts', withinDays: 7, probability: 0.34 },
      prompt: 'Say how',
      reply: 'Here is how',
      checkIn: { afterHours: 48, text: 'Works?' },
    });
  });

  test('says which field is wrong', () => {
    expect(readRule({ ...filled, name: ' ', days: '0', odds: '101', afterHours: '', text: '' }).errors).toEqual({
      name: 'required',
      text: 'required',
      days: 'days',
      odds: 'odds',
      afterHours: 'hours',
    });
    expect(readRule({ ...filled, sendsCheckIn: false, afterHours: '', text: '' }).rule?.checkIn).toBeNull();
    expect(readRule({ ...filled, reply: ' ' }).rule?.reply).toBeNull();
  });

  test('shows a stored rule as it was typed', () => {
    const { rule } = readRule(filled);
    const stored = { id: 'f'.repeat(24), enabled: false, createdAt: '2026-11-22T10:00:00.000Z', version: 3 };
    expect(rule && readRule(fieldsOf({ ...rule, ...stored })).rule).toEqual(rule);
  });
});

test.each([
  ['Ann@Home.example ', { kind: 'email', value: 'ann@home.example' }],
  ['+1 (202) 555-0111', { kind: 'phone', value: '+12025550111' }],
  ['ann@home', null],
  ['Ann Lee', null],
  ['202 555 0111', null],
  ['+12', null],
  ['a b@home.example', null],
  ['', null],
])('"%s" as somebody to write to first', (typed, address) => expect(addressIn(typed)).toEqual(address));

test('whoever has an address is written to by mail first, by text when he has a number only, and not at all without either', () => {
  const known = (...kinds: string[]) => channelsOf({ customerId: 'a', name: 'Ann', kinds });
  expect([
    known('chat', 'phone', 'email'),
    known('phone'),
    known('chat', 'external'),
    channelsOf({ kind: 'phone', value: '+12025550111' }),
  ]).toEqual([['email', 'sms'], ['sms'], [], ['sms']]);
});

describe('the form of the opening hours', () => {
  const hours = {
    timeZone: 'Asia/Taipei',
    week: [
      { day: 1, from: '09:00', to: '12:00' },
      { day: 1, from: '13:00', to: '24:00' },
      { day: 2, from: '00:00', to: '24:00' },
    ],
    holidays: [{ date: '2027-02-06', name: 'New Year', yearly: false }],
  };

  test('gives back every span and holiday that is stored', () => {
    const { spans, days } = linesOfHours(hours);
    expect(readHours(hours.timeZone, spans, days)).toEqual({ hours, errors: null });
  });

  test('a day from midnight to midnight is open all day, and seven of them around the clock', () => {
    const { spans } = linesOfHours(hours);
    expect(spans.map(({ allDay }) => allDay)).toEqual([false, false, true]);
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '00:00', to: '24:00' }));
    const all = linesOfHours({ ...hours, week }).spans;
    expect([isAlways(all), isAlways(all.slice(1)), isAlways(spans)]).toEqual([true, false, false]);
    expect(readHours('UTC', ALWAYS, []).hours?.week).toEqual(week);
  });

  test('says which line is wrong', () => {
    const span = (key: number, day: number, from: string, to: string) => ({ key, day, from, to, allDay: false });
    const spans = [
      span(1, 1, '09:00', '12:00'),
      span(2, 1, '11:59', '13:00'),
      span(3, 1, '13:00', '14:00'),
      span(4, 2, '17:00', '09:00'),
      span(5, 3, '09:00', ''),
      span(6, 4, '09:00', '09:00'),
    ];
    const days = [
      { key: 7, date: '', name: 'x', yearly: false },
      { key: 8, date: '2027-01-01', name: '', yearly: true },
      { key: 9, date: '2027-01-01', name: '', yearly: false },
    ];
    expect(Object.fromEntries(readHours('UTC', spans, days).errors ?? [])).toEqual({
      2: 'overlap',
      4: 'order',
      5: 'incomplete',
      6: 'order',
      7: 'noDate',
      9: 'twice',
    });
  });
});

test.each([
  [{ security: 'tls', port: 465 }, 'smtps://me%40shop.example:p%40ss%2Fw%3Frd@mail.shop.example:465'],
  [{ security: 'starttls', port: 587 }, 'smtp://me%40shop.example:p%40ss%2Fw%3Frd@mail.shop.example:587?requireTLS=true'],
  [{ security: 'none', port: 25, user: '' }, 'smtp://mail.shop.example:25?ignoreTLS=true'],
] as const)('a relay of %j is %s', (more, url) => {
  expect(relayUrlOf({ user: 'me@shop.example', password: 'p@ss/w?rd', host: 'mail.shop.example', ...more })).toBe(url);
});

describe('the form of a view', () => {
  test.each<FilterNode>([
    {
      all: [
        { field: 'status', in: ['open'] },
        { field: 'topic', in: [null, 'refund'] },
        { field: 'created', olderThanHours: 24 },
      ],
    },
    {
      any: [
        { field: 'lastMessageWithin', hours: 2 },
        { field: 'createdWithin', hours: 8 },
        { field: 'waitingSince', olderThanHours: 1 },
        { field: 'waiting', is: false },
      ],
    },
  ])('shows %j and gives it back', (filter) => {
    const shown = linesOfFilter(filter, []);
    expect(shown && filterOfLines(shown.lines, shown.match)).toEqual(filter);
  });

  test.each<FilterNode>([
    {
      all: [
        { field: 'status', in: ['open'] },
        {
          any: [
            { field: 'tag', in: ['vip'] },
            { field: 'priority', in: ['urgent'] },
          ],
        },
      ],
    },
    { not: { field: 'status', in: ['solved'] } },
    { field: 'custom', key: 'order', in: ['1'] },
    { all: [{ field: 'customer', in: ['a'.repeat(24)] }] },
  ])('knows that it cannot show %j', (filter) => expect(linesOfFilter(filter, [])).toBeNull());
});

describe('the pages that may show the chat', () => {
  test('are named one on a line', () =>
    expect(readOrigins('https://a.example\n\n http://localhost:3000 https://b.example\n')).toEqual({
      origins: ['https://a.example', 'http://localhost:3000', 'https://b.example'],
      problem: null,
    }));
  test.each<[string, object]>([
    ['https://shop.test/path', { kind: 'instead', origin: 'https://shop.test' }],
    ['https://shop.test/', { kind: 'instead', origin: 'https://shop.test' }],
    ['HTTPS://Shop.test', { kind: 'instead', origin: 'https://shop.test' }],
    ['shop.example.com', { kind: 'instead', origin: 'https://shop.example.com' }],
    ['shop.example.com:8443/a', { kind: 'instead', origin: 'https://shop.example.com:8443' }],
    ['*', { kind: 'star' }],
    ['https://*.shop.test', { kind: 'star' }],
    ['shop', { kind: 'form' }],
    ['ftp://shop.test', { kind: 'form' }],
    [`https://${'a'.repeat(300)}.test`, { kind: 'form' }],
  ])('%s is told with its line', (text, expected) =>
    expect(readOrigins(`https://a.example\n${text}`).problem).toMatchObject({ ...expected, line: 2, text, at: 18 }),
  );
});

describe('whom the words of a first message mean', () => {
  const customer = (name: string, ...values: string[]) =>
    ({
      id: name,
      name,
      identities: values.map((value) => ({ kind: value.includes('@') ? 'email' : 'phone', value })),
    }) as unknown as Customer;
  const names = (words: string, ...found: Customer[]) =>
    meantBy(words, found).map((one) => ('customerId' in one ? one.name : `new ${one.value}`));
  const near = customer('Near', 'max@firma.com');
  const far = customer('Far', 'far@firma.example', 'max@firma.co');

  test('a whole address is never somebody whose own only begins so', () => {
    expect(names('max@firma.co', near)).toEqual(['new max@firma.co', 'Near']);
    expect(names('max@firma.co', near, far)).toEqual(['Far', 'Near']);
    expect(names('+43 1 5885 8000', customer('Extension', '+4315885800012'))).toEqual(['new +43158858000', 'Extension']);
    expect(names('max@münchen.example', customer('Munich', 'max@xn--mnchen-3ya.example'))).toEqual(['Munich']);
  });

  test('less than an address means who was found, of many the first six', () => {
    expect(names('max@firma', near, far)).toEqual(['Near', 'Far']);
    expect(names('Max', ...Array.from({ length: 9 }, (_, i) => customer(`Max ${i}`)))).toHaveLength(6);
  });
});

describe('what a canned reply does to its ticket', () => {
  const read = (said: Record<string, string>, before: Parameters<typeof readMacroActions>[1] = {}) =>
    readMacroActions((name) => said[name] ?? '', before);
  test('what is left as it is stands for nothing; nobody and no topic stand for something', () => {
    expect(read({})).toEqual({});
    expect(read({ status: 'solved', priority: 'high', assignee: 'me', topic: 'billing', tags: 'paid, done' })).toEqual({
      status: 'solved',
      priority: 'high',
      assigneeId: 'me',
      topic: 'billing',
      addTags: ['paid', 'done'],
    });
    expect(read({ assignee: 'none', topic: 'none' })).toEqual({ assigneeId: null, topic: null });
  });
  test('what the form has no field for stays, and all else is as the form says', () => {
    expect(read({ status: 'open' }, { status: 'solved', addTags: ['old'], topic: 'billing', teamId: 'a'.repeat(24) })).toEqual({
      status: 'open',
      teamId: 'a'.repeat(24),
    });
  });
});

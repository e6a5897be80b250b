import type { TFunction } from 'i18next';
import { describe, expect, test } from '@jest/globals';
import { refusedFiles } from '../../../src/console/features/composer/carried.js';
import { EMPTY, joined, typedOn } from '../../../src/console/features/composer/draft.js';
import { beginningOf } from '../../../src/console/features/outbox/beginning.js';
import { decodeText } from '../../../src/console/features/ticket/preview/decodeText.js';
import { fileType, previewKind } from '../../../src/console/features/ticket/preview/kinds.js';
import { foldTags, tagWords } from '../../../src/console/features/ticket/foldTags.js';
import { clockThere } from '../../../src/console/i18n/clockThere.js';
import { createFormat } from '../../../src/console/i18n/format.js';
import { LANGUAGES } from '../../../src/console/i18n/languages.js';
import { isQuiet } from '../../../src/console/lib/notices.js';

const at = (time: string): Date => new Date(`2026-11-22T${time}:00`);

test.each([
  ['Hello Maya,\n\nsorry about the puddle.\n\n\nJonas', 'Hello Maya,\nsorry about the puddle.\nJonas'],
  ['One\n \t\nTwo\nThree', 'One\nTwo\nThree'],
  ['One line', 'One line'],
  ['', ''],
])('of %j the outbox shows no empty line', (text, shown) => expect(beginningOf({ text, formatted: false })).toBe(shown));

test('the outbox draws the lists of what was written with formatting, and of nothing else', () => {
  const text = 'Please:\n\n * Pull the jug off\n * Turn it';
  expect(beginningOf({ text, formatted: true })).toBe('Please:\n• Pull the jug off\n• Turn it');
  expect(beginningOf({ text, formatted: false })).toBe('Please:\n * Pull the jug off\n * Turn it');
});

test.each([
  [
    { reply: 'Hi', replyHtml: null },
    { reply: 'Hi a<b\nc', replyHtml: null },
  ],
  [
    { reply: 'Hi', replyHtml: '<p><strong>Hi</strong></p>' },
    { reply: 'Hi a<b\nc', replyHtml: '<p><strong>Hi a&lt;b</strong></p><p>c</p>' },
  ],
])('letters go on at the end of %j', (draft, typed) => expect(typedOn({ ...EMPTY, ...draft }, 'reply', ' a<b\nc')).toEqual(typed));

test('letters of a note leave the reply alone', () =>
  expect(typedOn({ ...EMPTY, note: 'so', reply: 'Hi', replyHtml: '<p>Hi</p>' }, 'note', '!')).toEqual({ note: 'so!' }));

describe('quiet hours', () => {
  test.each([
    ['22:00', '07:00', '23:30', true],
    ['22:00', '07:00', '06:59', true],
    ['22:00', '07:00', '07:00', false],
    ['22:00', '07:00', '21:59', false],
    ['22:00', '07:00', '22:00', true],
    ['12:00', '13:30', '12:00', true],
    ['12:00', '13:30', '13:29', true],
    ['12:00', '13:30', '13:30', false],
    ['12:00', '13:30', '00:00', false],
    ['09:00', '09:00', '09:00', false],
  ])('from %s to %s, at %s: %s', (quietFrom, quietTo, now, quiet) => {
    expect(isQuiet({ quietFrom, quietTo }, at(now))).toBe(quiet);
  });
});

describe('many tags', () => {
  const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `t${i}`);
  const list = (items: string[]): string => items.join(', ');
  test('are folded after the first ones, but never for one alone, and what has to be seen stays', () => {
    expect([many(0), many(6), many(7)].map((tags) => foldTags(tags).length)).toEqual([0, 6, 7]);
    expect(foldTags(many(8))).toEqual(many(6));
    expect(foldTags(many(40), (tag) => tag === 't39')).toEqual([...many(6), 't39']);
    expect(foldTags(many(8), (tag) => tag === 't7')).toEqual(many(8));
  });
  test('are told the same way', () => {
    expect(tagWords(many(40), list)).toBe('t0, t1, t2, t3, t4, t5, +34');
    expect(tagWords(many(2), list)).toBe('t0, t1');
  });
});

test.each([
  ['en', 'America/New_York', 'New York'],
  ['zh-CN', 'America/New_York', '纽约时间'],
  ['zh-CN', 'Asia/Shanghai', '中国时间'],
  ['zh-TW', 'Europe/Berlin', '德國時間'],
  ['zh-TW', 'America/New_York', '東部時間'],
  ['zh-TW', 'Asia/Taipei', '台灣時間'],
  ['zh-CN', 'UTC', null],
  ['zh-TW', 'Etc/GMT+5', null],
])('in %s the clock of %s is called %s', (language, timeZone, place) => {
  expect(createFormat(language).placeOf(timeZone, Date.UTC(2026, 10, 22))).toBe(place);
  expect(createFormat(language).offsetOf('Asia/Kathmandu', 0)).toMatch(/^GMT\+5:[34]/);
});

describe('previews', () => {
  const file = (filename: string, contentType: string, size = 10) => ({
    index: 0,
    filename,
    contentType,
    size,
    inline: false,
    contentId: null,
    state: 'stored' as const,
    url: '/x',
  });
  test.each([
    ['a.png', 'image/png', 'picture'],
    ['a.webp', 'IMAGE/WEBP', 'picture'],
    ['a.heic', 'image/heic', null],
    ['a.tiff', 'image/tiff', null],
    ['a.bmp', 'image/bmp', null],
    ['a.svg', 'image/svg+xml', null],
    ['a.pdf', 'application/pdf', 'pdf'],
    ['a.csv', 'text/csv; charset=gbk', 'text'],
    ['a.html', 'text/html', 'text'],
    ['a.json', 'application/json', 'text'],
    ['a.zip', 'application/zip', null],
    ['a.ics', 'text/calendar', null],
  ])('%s (%s): %s', (name, type, kind) => {
    expect(previewKind(file(name, type))).toBe(kind);
  });
  test('what is not stored, or too large to be read here, is a file', () => {
    expect(previewKind({ ...file('a.png', 'image/png'), url: null })).toBeNull();
    expect(previewKind(file('log.txt', 'text/plain', 3_000_000))).toBeNull();
    expect([fileType(file('a.Heic', 'image/heic')), fileType(file('scan', 'image/tiff'))]).toEqual(['HEIC', 'TIFF']);
  });
  test('words are read as they were written', () => {
    const bytes = (list: number[]): ArrayBuffer => new Uint8Array(list).buffer;
    expect(decodeText(new TextEncoder().encode('订单号,Größe').buffer as ArrayBuffer)).toBe('订单号,Größe');
    expect(decodeText(bytes([0xb6, 0xa9, 0xb5, 0xa5, 0xba, 0xc5]))).toBe('订单号');
    expect(decodeText(bytes([0xad, 0x71, 0xb3, 0xe6]))).toBe('訂單');
    expect(decodeText(bytes([0xff, 0xfe, 0x41, 0, 0x42, 0]))).toBe('AB');
  });
});

describe('a reply that was taken back', () => {
  const sent = {
    ...EMPTY,
    reply: 'Hello',
    replyHtml: '<p><strong>Hello</strong></p>',
    cc: 'boss@two.example',
    channel: 'email' as const,
    files: [{ key: 'k', name: 'a.png', size: 3, id: 'u', progress: null }],
  };
  test('comes back whole into an empty box', () => {
    expect(joined(sent, EMPTY)).toMatchObject({
      tab: 'reply',
      reply: 'Hello',
      replyHtml: '<p><strong>Hello</strong></p>',
      cc: 'boss@two.example',
      channel: 'email',
      files: [{ id: 'u' }],
    });
  });
  test('stands before what was begun meanwhile, and loses none of it', () => {
    const now = { ...EMPTY, reply: 'And', cc: 'ann@two.example', channel: 'sms' as const, note: 'kept' };
    expect(joined(sent, now)).toMatchObject({
      reply: 'Hello\n\nAnd',
      replyHtml: '<p><strong>Hello</strong></p><p></p><p>And</p>',
      cc: 'boss@two.example, ann@two.example',
      channel: 'sms',
      note: 'kept',
    });
  });
  test('a note goes back among the notes', () => {
    expect(joined({ ...EMPTY, tab: 'note', note: 'Look' }, { ...EMPTY, reply: 'begun' })).toMatchObject({
      tab: 'note',
      note: 'Look',
      reply: 'begun',
    });
  });
});

test.each([
  [{ files: true, html: false, copies: false, fileBytes: 5_000_000 }, [{ size: 2_000_000 }, { size: 3_000_000 }], null],
  [{ files: true, html: false, copies: false, fileBytes: 5_000_000 }, [{ size: 2_000_000 }, { size: 3_000_001 }], 'tooMuch'],
  [{ files: false, html: true, copies: true, fileBytes: 0 }, [{ size: 1 }], 'noFiles'],
  [{ files: false, html: true, copies: true, fileBytes: 0 }, [], null],
] as const)('a channel that carries %j takes files of %j: %s', (carries, files, refused) => {
  expect(refusedFiles(carries, files)).toBe(refused);
});

test.each(LANGUAGES)('%s: sizes and shares are short, and none of them says nothing where there was something', (language) => {
  const format = createFormat(language);
  expect([64, 1200, 2_500_000].map(format.bytes)).toEqual(['64 B', '1.2 kB', '2.5 MB']);
  expect([0, 0.002, 0.034, 1].map(format.percent)).toEqual(['0%', '<1%', '3%', '100%']);
});

test.each([
  ['en', 'today', 'tomorrow', /^Thu/],
  ['zh-CN', '今天', '明天', /^11月26日/],
  ['zh-TW', '今天', '明天', /^11月26日/],
] as const)('%s: what is still to come is called by its day', (language, today, tomorrow, later) => {
  const format = createFormat(language);
  const at = (day: number, hour: number): string => new Date(2026, 10, day, hour).toISOString();
  const now = Date.parse(at(24, 23));
  expect([at(24, 23), at(25, 0), at(25, 23)].map((one) => format.dayAhead(one, now))).toEqual([today, tomorrow, tomorrow]);
  expect(format.dayAhead(at(26, 9), now)).toMatch(later);
});

test('the clock where a customer lives is told with its place, and not for a zone that nobody knows', () => {
  const t = ((key: string, { time, place, offset }: Record<string, string>) => `${key} ${time} ${place ?? offset}`) as unknown as TFunction;
  const at = Date.UTC(2026, 10, 23, 1, 17);
  expect(clockThere(t, createFormat('en'), 'Asia/Shanghai', at)).toBe('customer.localTime 09:17 Shanghai');
  expect(clockThere(t, createFormat('zh-CN'), 'Asia/Kathmandu', at)).toBe('customer.localTime 07:02 尼泊尔时间');
  expect(clockThere(t, createFormat('en'), 'Nowhere/Such', at)).toBeNull();
});

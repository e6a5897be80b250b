import fc from '../../support/random.js';
import { IDENTITY_KINDS } from '../../../src/contract/common.js';
import { displayNameOf, isSharedAddress, normaliseIdentity } from '../../../src/customers/normalise.js';

describe('e-mail', () => {
  test.each([
    ['Anna@Example.COM', 'anna@example.com'],
    ['  <anna@example.com> ', 'anna@example.com'],
    ['Anna <anna@example.com>', 'anna@example.com'],
    ['mailto:anna@example.com', 'anna@example.com'],
    ['anna+shop@example.com', 'anna+shop@example.com'],
    ['an.na@gmail.com', 'an.na@gmail.com'],
    ['root@localhost', 'root@localhost'],
    ['foo..bar.@docomo.ne.jp', 'foo..bar.@docomo.ne.jp'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
    ['li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
    ['anna@exаmple.com', 'anna@xn--exmple-4nf.com'],
    ['', null],
    ['anna', null],
    ['@example.com', null],
    ['anna@', null],
    ['anna@@example.com', null],
    ['a@b@example.com', null],
    ['an na@example.com', null],
    ['anna@example..com', null],
    ['anna@-example.com', null],
    ['anna@example.com\u0000', null],
    ['anna\u200b@example.com', null],
    ['anna\u00ad@example.com', null],
    ['anna\ufe0f@example.com', null],
    ['anna\u3164@example.com', null],
    ['anna\u2800@example.com', null],
    ['anna@exam\u00adple.com', null],
    ['anna@exam\ufe0fple.com', null],
    ['anna[U+200B]@example.com', null],
    ['anna@example.com, bob@example.com', null],
    ['anna@example.com.', 'anna@example.com'],
    ['anna@example.com..', null],
    [`${'a'.repeat(65)}@example.com`, null],
    [`anna@${'a.'.repeat(200)}com`, null],
  ])('%j is %j', (value, normal) => expect(normaliseIdentity('email', value)).toBe(normal));
});

describe('phone', () => {
  test.each([
    ['+49 151 12345678', '+4915112345678'],
    ['whatsapp:+4915112345678', '+4915112345678'],
    ['tel:+1-415-555-2671', '+14155552671'],
    ['+1 (415) 555-2671;ext=5', '+14155552671'],
    ['0049 151 12345678', '+4915112345678'],
    ['+15551234567', '+15551234567'],
    ['＋８６ 138 0013 8000', '+8613800138000'],
    ['+266696687', '+266696687'],
    ['10086', '10086'],
    ['95588', '95588'],
    ['0151 12345678', null],
    ['13800138000', null],
    ['anonymous', null],
    ['Restricted', null],
    ['client:agent7', null],
    ['DHL', null],
    ['', null],
    ['+', null],
    ['12', null],
  ])('%j is %j', (value, normal) => expect(normaliseIdentity('phone', value)).toBe(normal));

  test('a national number needs a country', () => {
    expect(normaliseIdentity('phone', '138 0013 8000', 'CN')).toBe('+8613800138000');
    expect(normaliseIdentity('phone', '0151 12345678', 'DE')).toBe('+4915112345678');
    expect(normaliseIdentity('phone', '10086', 'DE')).toBe('10086');
    expect(normaliseIdentity('phone', '+8613800138000', 'DE')).toBe('+8613800138000');
  });
});

test('external and chat ids stay as they are', () => {
  expect(normaliseIdentity('external', '  User-7 ')).toBe('User-7');
  expect(normaliseIdentity('chat', 'abc')).toBe('abc');
  expect(normaliseIdentity('external', '  ')).toBeNull();
  expect(normaliseIdentity('external', 'a\nb')).toBeNull();
  expect(normaliseIdentity('external', 'x'.repeat(321))).toBeNull();
});

test('doing it twice changes nothing, and nothing makes it throw', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.emailAddress(),
    fc.string({ unit: fc.constantFrom(...'+0123456789 ()-@.<>') }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...IDENTITY_KINDS), anything, (kind, value) => {
      const once = normaliseIdentity(kind, value);
      if (once !== null) expect(normaliseIdentity(kind, once)).toBe(once);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['no-reply@shop.example', true],
  ['noreply+12345@shop.example', true],
  ['drive-shares-noreply@big.example', true],
  ['do_not_reply@shop.example', true],
  ['nicht-antworten@shop.example', true],
  ['ne-pas-repondre@shop.example', true],
  ['mailer-daemon@mx.example', true],
  ['postmaster@mx.example', true],
  ['bounce+token=x@mx.example', true],
  ['wordpress@blog.example', true],
  ['notifications@forge.example', true],
  ['unknown@invalid', true],
  ['info@company.example', true],
  ['support+eu@company.example', true],
  ['kontakt@firma.example', true],
  ['accounts-payable@company.example', false],
  ['anna@company.example', false],
  ['infomary@company.example', false],
  ['replying@company.example', false],
  ['returnofthejedi@company.example', false],
])('%s is shared: %s', (value, shared) => expect(isSharedAddress('email', value)).toBe(shared));

test('withheld numbers are shared, people are not', () => {
  for (const number of ['+266696687', '266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'])
    expect(isSharedAddress('phone', number)).toBe(true);
  expect(isSharedAddress('phone', '+4915112345678')).toBe(false);
  expect(isSharedAddress('external', 'info@company.example')).toBe(false);
});

test.each([
  ['Anna Müller', 'email', 'anna@x.example', 'Anna Müller'],
  ['"Anna"', 'email', 'anna@x.example', 'Anna'],
  ['  王  丽 ', 'email', 'wang@x.example', '王 丽'],
  ['boss@bank.example', 'email', 'mallory@evil.example', 'mallory@evil.example'],
  ['Anna\u202egnp.exe', 'email', 'anna@x.example', 'Annagnp.exe'],
  ['An\u200dna M\u00adü\u200bller', 'email', 'anna@x.example', 'Anna Müller'],
  ['\u200c\u3164\u2800', 'email', 'anna@x.example', 'anna@x.example'],
  ['علی\u200cرضا', 'email', 'ali@x.example', 'علی\u200cرضا'],
  ['boss＠bank.example', 'email', 'mallory@evil.example', 'mallory@evil.example'],
  [null, 'email', 'anna@x.example', 'anna@x.example'],
  ['+4915112345678', 'phone', '+4915112345678', '+49 1511 2345678'],
  [null, 'phone', '10086', '10086'],
  [null, 'phone', '+266696687', 'Caller without number'],
  [null, 'external', 'call:CA123', 'Caller without number'],
  ['', 'chat', '0123456789abcdef', 'Visitor cdef'],
  [null, 'external', 'user-7', 'user-7'],
] as const)('%j with %s %s is called %s', (name, kind, value, shown) => expect(displayNameOf(name, { kind, value })).toBe(shown));

/** Whose word counts about a mail's sender (RFC 8601), and what forged lines are worth (S11). */
import { checkSender } from '../../../../src/channels/email/authResults.js';
import { cpuNow } from '../../../support/cpuNow.js';

const line = (value: string) => ({ name: 'authentication-results', value });
const check = (...values: string[]) => checkSender(values.map(line), 'mx.desk.example', 'bank.example').verdict;

test.each([
  ['dmarc passes', 'mx.desk.example; dmarc=pass header.from=bank.example', 'pass'],
  ['with a version and capital letters', 'MX.desk.example 1; DMARC=Pass header.from=Bank.Example', 'pass'],
  ['dkim of the domain itself', 'mx.desk.example; dkim=pass header.d=bank.example', 'pass'],
  ['dkim of the domain above', 'mx.desk.example; dkim=pass (2048-bit key; secure) header.i=@example', 'none'],
  ['spf of the domain', 'mx.desk.example; spf=pass smtp.mailfrom=bounce@bank.example', 'pass'],
  ['one of two signatures', 'mx.desk.example; dkim=fail header.d=bank.example; dkim=pass header.d=bank.example', 'pass'],
  [
    'results over folded lines, with a reason in quotes',
    'mx.desk.example; dkim=pass reason="good; dmarc=fail" header.d=bank.example',
    'pass',
  ],
  ['dmarc fails', 'mx.desk.example; spf=pass smtp.mailfrom=evil.example; dmarc=fail (p=reject) header.from=bank.example', 'fail'],
  ['dmarc fails whatever else passes', 'mx.desk.example; dkim=pass header.d=bank.example; dmarc=fail header.from=bank.example', 'fail'],
  ['spf of somebody else', 'mx.desk.example; spf=pass smtp.mailfrom=evil.example', 'none'],
  ['dkim of a list', 'mx.desk.example; dkim=pass header.d=list.example', 'none'],
  ['a name that only ends alike', 'mx.desk.example; dkim=pass header.d=ank.example', 'none'],
  ['a child of the domain', 'mx.desk.example; dkim=pass header.d=user.bank.example', 'none'],
  ['dmarc of another address', 'mx.desk.example; dmarc=pass header.from=evil.example', 'none'],
  ['nothing found', 'mx.desk.example; none', 'none'],
  ['spf failed on the way through a forwarder', 'mx.desk.example; spf=fail smtp.mailfrom=bank.example', 'none'],
  ['another server', 'mx.evil.example; dmarc=pass header.from=bank.example', 'none'],
  ['a server whose name begins alike', 'mx.desk.example.evil.example; dmarc=pass header.from=bank.example', 'none'],
  ['our name in a comment', 'mx.evil.example (mx.desk.example; dmarc=pass); dkim=none', 'none'],
  ['a pass inside a comment', 'mx.desk.example (dmarc=pass header.from=bank.example); spf=none', 'none'],
  ['a pass inside a nested comment', 'mx.desk.example; spf=none (a (b) ; dmarc=pass header.from=bank.example)', 'none'],
  ['a pass inside quotes', 'mx.desk.example; spf=none reason="; dmarc=pass header.from=bank.example"', 'none'],
  ['a result that only begins with pass', 'mx.desk.example; dmarc=passed header.from=bank.example', 'none'],
  ['a method that only ends with dmarc', 'mx.desk.example; x-dmarc=pass header.from=bank.example', 'none'],
  ['an unknown version', 'mx.desk.example 2; dmarc=pass header.from=bank.example', 'none'],
  ['an unclosed comment', 'mx.desk.example; spf=none ( ; dmarc=pass header.from=bank.example', 'none'],
  ['a property named twice', 'mx.desk.example; dkim=pass header.d=evil.example header.d=bank.example', 'none'],
  ['a property named twice, ours first', 'mx.desk.example; dkim=pass header.d=bank.example header.d=evil.example', 'none'],
  ['an address in quotes as the local part', 'mx.desk.example; spf=pass smtp.mailfrom="x@bank.example"@evil.example', 'none'],
  ['such a local part of a signer', 'mx.desk.example; dkim=pass header.i="x@bank.example"@evil.example', 'none'],
  ['such a local part with escapes', String.raw`mx.desk.example; spf=pass smtp.mailfrom="\"x@bank.example\"@evil.example"`, 'none'],
  ['quotes within quotes that nobody escaped', 'mx.desk.example; spf=pass smtp.mailfrom=""x@bank.example"@evil.example"', 'none'],
  ['a property inside a reason', 'mx.desk.example; dkim=pass reason="header.d=bank.example" header.d=evil.example', 'none'],
  ['a reason without the space after it', 'mx.desk.example; dkim=pass reason="a"header.d=bank.example', 'none'],
  ['a property behind an address in quotes', 'mx.desk.example; spf=pass smtp.mailfrom="a b"@evil.example header.d=bank.example', 'none'],
  ['two at-signs', 'mx.desk.example; spf=pass smtp.mailfrom=x@evil.example@bank.example', 'none'],
  ['a domain behind a comment', 'mx.desk.example; spf=pass smtp.mailfrom=x@(y)bank.example', 'none'],
  ['a quotation without an end', 'mx.desk.example; dkim=pass header.d=bank.example; spf=none reason="', 'none'],
  ['a comment without an end behind a pass', 'mx.desk.example; dkim=pass header.d=bank.example; spf=none (', 'none'],
  ['an escaped end of a quotation', String.raw`mx.desk.example; spf=none reason="\"; dkim=pass header.d=bank.example; x="`, 'none'],
  ['a pass beside a part beyond reading', 'mx.desk.example; dkim=pass header.d=bank.example; spf=pass smtp.mailfrom', 'none'],
  ['a value that is missing', 'mx.desk.example; spf=pass smtp.mailfrom= smtp.helo=bank.example', 'none'],
  ['an unknown version of a method', 'mx.desk.example; dkim/x=pass header.d=bank.example', 'none'],
  ['dmarc of a name that cannot be read', 'mx.desk.example; dmarc=pass header.from="bank example"', 'none'],
  ['dmarc fails of a name that cannot be read', 'mx.desk.example; dmarc=fail header.from="bank example"', 'fail'],
  [
    'dmarc fails behind a part beyond reading',
    'mx.desk.example; spf=pass smtp.mailfrom=x"y@e.example; dmarc=fail header.from=bank.example',
    'fail',
  ],
  ['a local part in quotes of the domain itself', 'mx.desk.example; spf=pass smtp.mailfrom="a b; c"@bank.example', 'pass'],
  ['an address in quotes', 'mx.desk.example; spf=pass smtp.mailfrom="ann@bank.example"', 'pass'],
  [
    'white space and comments wherever they may be',
    'mx.desk.example (a) 1 (b (c)) ; dkim / 1 = pass (d) header . d = bank.example (e)',
    'pass',
  ],
  ['a root dot', 'mx.desk.example; dkim=pass header.d=bank.example.', 'pass'],
  ['a comment right behind the result', 'mx.desk.example; dmarc=pass(p=NONE) header.from=bank.example;', 'pass'],
  ['a property without a type', 'mx.desk.example; dmarc=pass action=none header.from=bank.example; compauth=pass reason=100', 'pass'],
  [
    'a signature in base64, an address with equal signs and one of IPv6',
    'mx.desk.example; iprev=pass smtp.remote-ip=2001:db8::1; spf=none smtp.mailfrom=b+ann=desk.example@list.example; dkim=pass header.i=@bank.example header.s=s1 header.b=aB/c+d9=',
    'pass',
  ],
])('%s: %s', (_name, value, verdict) => expect(check(value)).toBe(verdict));

test('only the topmost line of our server counts: what stands below came with the mail', () => {
  expect(check('mx.desk.example; dmarc=fail header.from=bank.example', 'mx.desk.example; dmarc=pass header.from=bank.example')).toBe(
    'fail',
  );
  expect(check('mx.desk.example; dkim=none', 'mx.desk.example; dmarc=pass header.from=bank.example')).toBe('none');
  expect(check('mx.desk.example 2; dmarc=none', 'mx.desk.example; dmarc=pass header.from=bank.example')).toBe('none');
  // Other servers' lines may stand above ours: ours is still the first of its name.
  expect(check('other.example; dmarc=fail', 'mx.desk.example; dmarc=pass header.from=bank.example')).toBe('pass');
});

test('a name in its own letters is the same domain as in ASCII', () => {
  const of = (value: string) => checkSender([line(value)], 'mx.desk.example', 'xn--mller-kva.example').verdict;
  expect(of('mx.desk.example; dmarc=fail header.from=m\u00fcller.example')).toBe('fail');
  expect(of('mx.desk.example; dmarc=pass header.from=M\u00dcLLER.example')).toBe('pass');
  expect(of('mx.desk.example; dkim=pass header.d=xn--mller-kva.example')).toBe('pass');
  expect(of('mx.desk.example; dkim=pass header.d=muller.example')).toBe('none');
});

test('a failure behind many signatures is still seen', () => {
  expect(check(`mx.desk.example${'; dkim=fail header.d=evil.example'.repeat(40)}; dmarc=fail header.from=bank.example`)).toBe('fail');
});

test('nothing counts when no server is trusted, or the sender cannot be told', () => {
  const pass = [line('mx.desk.example; dmarc=pass header.from=bank.example')];
  expect(checkSender(pass, null, 'bank.example').verdict).toBe('none');
  expect(checkSender(pass, 'mx.desk.example', null).verdict).toBe('none');
});

test('what it shows is short, and a line of a megabyte is read in a moment', () => {
  expect(
    checkSender([line('mx.desk.example; spf=pass smtp.mailfrom=a@bank.example; dkim=fail; dmarc=pass')], 'mx.desk.example', 'bank.example')
      .shown,
  ).toBe('spf=pass dkim=fail dmarc=pass');
  const from = cpuNow();
  for (const piece of ['(', '"', ';', '\\', 'dkim=pass ', 'a.b=', ' '])
    checkSender([line(`mx.desk.example;${piece.repeat(1_000_000 / piece.length)}`)], 'mx.desk.example', 'bank.example');
  expect(cpuNow() - from).toBeLessThan(10_000);
});

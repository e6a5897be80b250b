/** A domain that poses as another one shows it, and an honest one stays readable. Look-alike letters are written by number here. */
import { normaliseIdentity } from '../../../src/customers/normalise.js';
import { shownDomain } from '../../../src/lib/lookAlikeDomain.js';

test.each([
  ['a Cyrillic letter in a Latin word', 'ex\u0430mple.com', 'xn--exmple-4nf.com'],
  ['in a label behind others', 'mail.m\u00fcnchen.ex\u0430mple.com', 'mail.m\u00fcnchen.xn--exmple-4nf.com'],
  ['in capitals', 'EX\u0410MPLE.com', 'xn--exmple-4nf.com'],
  ['before a dot of another script', 'ex\u0430mple\u3002com', 'xn--exmple-4nf\u3002com'],
  ['a Greek letter in a Latin word', 'g\u03bfogle.example', 'xn--gogle-rce.example'],
  ['a Latin and a Cyrillic word', 'shop-\u043c\u0430\u0433\u0430\u0437\u0438\u043d.example', 'xn--shop--8veax1bk3br.example'],
  ['a word of Cyrillic look-alikes', '\u0430\u0440\u0440\u04cf\u0435.com', 'xn--80ak6aa92e.com'],
  ['the same beside digits', '\u0430\u0440\u0440\u04cf\u0435-24.com', 'xn---24-5cdz9da85i.com'],
  ['a word of Greek look-alikes', '\u03c1\u03b1\u03b3\u03c1\u03b1\u03b9.com', 'xn--mxaafz0bc.com'],
  ['a word of Armenian look-alikes', '\u0561\u0585\u057c.com', 'xn--y9a8c0a.com'],
  ['a script that is not in use', '\u13aa\u13cf.com', 'xn--g9d8e.com'],
])('%s is shown as it is sent', (_what, domain, shown) => {
  expect(shownDomain(domain)).toBe(shown);
  // It is the same address: whoever is known by one is known by the other.
  expect(normaliseIdentity('email', `ann@${shown}`)).toBe(normaliseIdentity('email', `ann@${domain}`));
  expect(shownDomain(shown)).toBe(shown);
});

test.each([
  'example.com',
  'xn--exmple-4nf.com',
  'm\u00fcnchen.de',
  'M\u00dcNCHEN.de',
  'caf\u00e9-na\u00efve.fr',
  '\u4f8b\u5b50.\u516c\u53f8',
  '\u4f8b\u5b50.com',
  // Words of three of its scripts, and one in Latin.
  'web\u3055\u304f\u3089\u30ab\u30e1\u30e9\u5e97.jp',
  'lg\uc804\uc790.kr',
  '\u043f\u0440\u0438\u043c\u0435\u0440.com',
  // A sugar's and a nut's Russian names: in a top-level domain of their own script nobody takes them for Latin.
  '\u0441\u0430\u0445\u0430\u0440.\u0440\u0444',
  '\u043e\u0440\u0435\u0445.\u0440\u0444',
  '\u03c0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1.gr',
  '\u05d3\u05d5\u05d2\u05de\u05d4.il',
  '\u0645\u062b\u0627\u0644.com',
  '\u0909\u0926\u093e\u0939\u0930\u0923.in',
  'host_1.example',
  '12.example',
  '\uff11\uff12.example',
  '',
  '..',
])('%s stays as it is', (domain) => expect(shownDomain(domain)).toBe(domain));

test('what can be no domain is left', () => {
  expect(shownDomain('ex\u0430mp%le.com')).toBe('ex\u0430mp%le.com');
});

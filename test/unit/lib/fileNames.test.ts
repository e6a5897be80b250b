import { safeContentType, safeFilename } from '../../../src/lib/fileNames.js';
import { cpuNow } from '../../support/cpuNow.js';

describe('file names', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['C:\\temp\\a.txt', 'a.txt'],
    ['/', 'attachment-1.pdf'],
    ['..', 'attachment-1.pdf'],
    ['.htaccess', 'htaccess'],
    ['\u200b.htaccess', 'htaccess'],
    ['a\0b.pdf', 'a b.pdf'],
    ['a\r\nContent-Type: text/html\r\n\r\nb', 'html b'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['%2e%2e%2fx', '_2e_2e_2fx'],
    ['"><img src=x onerror=alert(1)>.png', '___img src=x onerror=alert(1)_.png'],
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['contract.txt', 'contract.txt'],
    ['Rechnung für März 2026.pdf', 'Rechnung für März 2026.pdf'],
    ['請求書.pdf', '請求書.pdf'],
    ['👍🏽.png', '👍🏽.png'],
    ['trailing dots...', 'trailing dots'],
    ['', 'attachment-1.pdf'],
    [null, 'attachment-1.pdf'],
  ])('%j becomes %j', (name, expected) => {
    expect(safeFilename(name, 'application/pdf', 0)).toBe(expected);
  });

  test('are bounded, and keep their extension', () => {
    const name = safeFilename(`${'長'.repeat(5_000)}.pdf`, 'application/pdf', 0);
    expect([...name]).toHaveLength(120);
    expect(name.endsWith('.pdf')).toBe(true);
  });

  test('megabytes of them take no time', () => {
    for (const name of ['.'.repeat(2_000_000) + 'x', ' '.repeat(2_000_000) + 'x', '../'.repeat(700_000), '\0'.repeat(2_000_000)]) {
      const started = cpuNow();
      safeFilename(name, 'application/pdf', 0);
      expect(cpuNow() - started).toBeLessThan(200);
    }
  });
});

test.each([
  ['image/svg+xml; x=y', 'image/svg+xml'],
  ['TEXT/HTML', 'text/html'],
  ['nonsense', 'application/octet-stream'],
  ['text/html\r\nX: y', 'application/octet-stream'],
  ['', 'application/octet-stream'],
  [`a/${'b'.repeat(200)}`, 'application/octet-stream'],
])('the type %j is kept as %j', (type, expected) => {
  expect(safeContentType(type)).toBe(expected);
});

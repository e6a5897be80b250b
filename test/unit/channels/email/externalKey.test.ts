import { mailExternalKey } from '../../../../src/channels/email/externalKey.js';
import { findHeaderBlock, readHeaderLines, scanMessageIds } from '../../../../src/channels/email/headerScan.js';
import { cpuNow } from '../../../support/cpuNow.js';

const raw = (text: string): Buffer => Buffer.from(text, 'latin1');
const MAIL = 'From: a@x\r\nMessage-ID: <id@x>\r\nSubject: s\r\n\r\nLine one\r\nLine two\r\n';

describe('the key of a mail', () => {
  const key = mailExternalKey(raw(MAIL));

  test.each([
    ['by another way, with other trace headers', `Return-Path: <a@x>\r\nReceived: from y\r\n\tby z\r\n${MAIL}`],
    ['with LF line ends', MAIL.replaceAll('\r\n', '\n')],
    ['with CR line ends', MAIL.replaceAll('\r\n', '\r')],
    ['with mixed line ends', MAIL.replace('one\r\n', 'one\n')],
    ['with blank lines at its end', `${MAIL}\r\n\r\n`],
    ['without the last line end', MAIL.trimEnd()],
    ['with a folded id', MAIL.replace('Message-ID: <id@x>', 'message-id:\r\n <id@x>')],
    ['with another subject header order', 'Subject: s\r\nMessage-ID: <id@x>\r\nFrom: a@x\r\n\r\nLine one\r\nLine two\r\n'],
  ])('is the same for the same mail %s', (_name, mail) => {
    expect(mailExternalKey(raw(mail))).toBe(key);
  });

  test.each([
    ['another body', MAIL.replace('two', 'three')],
    ['one byte more', `${MAIL}.`],
    ['another id', MAIL.replace('<id@x>', '<id@y>')],
    ['other letters in the id', MAIL.replace('<id@x>', '<ID@x>')],
    ['no id', MAIL.replace('Message-ID: <id@x>\r\n', '')],
  ])('is another one for %s', (_name, mail) => {
    expect(mailExternalKey(raw(mail))).not.toBe(key);
  });

  // The body is made alike 64 kB at a time: whatever stands where two blocks meet must not be seen in the key.
  test.each([65_534, 65_535, 65_536, 65_537, 131_072])(
    'is the same for the same large mail, with line ends around byte %d of the body',
    (at) => {
      const lines = `${'x'.repeat(at - 1)}\r\n${'y'.repeat(70_000)}\r\n\r\nz`;
      const large = (body: string): string => mailExternalKey(raw(`From: a@x\r\nMessage-ID: <id@x>\r\nSubject: s\r\n\r\n${body}`));
      const plain = large(lines.replaceAll('\r\n', '\n'));
      expect([lines, lines.replaceAll('\r\n', '\r'), `${lines}\r\n`, `${lines}${'\r\n'.repeat(70_000)}`].map(large)).toEqual(
        Array(4).fill(plain),
      );
      expect(large(lines.replace('\r\n', '\n\n'))).not.toBe(plain);
    },
  );

  // Rows on disk were stored under it: a repeat that comes after an update must find its row.
  test('stays what it was', () => {
    expect(key).toBe('mid:id@x:655f7361b43101c998c45dd7b02f191b');
  });

  test('without a Message-ID and a Date depends on the bytes', () => {
    const bare = raw('From: a@x\r\n\r\nhello\r\n');
    expect(mailExternalKey(bare)).toBe(mailExternalKey(Buffer.from(bare)));
    expect(mailExternalKey(bare)).not.toBe(mailExternalKey(raw('From: a@x\r\n\r\nhello!\r\n')));
    expect(mailExternalKey(bare)).toMatch(/^raw:[0-9a-f]{64}$/);
  });

  describe('without a Message-ID, and with a Date', () => {
    const BARE = 'From: a@x\r\nTo: support@desk\r\nDate: Mon, 02 Nov 2026 08:00:00 +0000\r\nSubject: s\r\n\r\nLine one\r\n';
    const bare = mailExternalKey(raw(BARE));

    test.each([
      [
        'by another way',
        `Return-Path: <a@x>\r\nDelivered-To: support@desk\r\nReceived: from y\r\n\tby z; Mon, 02 Nov 2026 08:00:07 +0000\r\n${BARE}`,
      ],
      ['checked by another server', `Authentication-Results: mx; spf=pass\r\nX-Spam-Score: 0.1\r\n${BARE}`],
      ['with LF line ends', BARE.replaceAll('\r\n', '\n')],
      ['with an empty Message-ID', `Message-ID: <>\r\n${BARE}`],
    ])('is the same for the same mail %s', (_name, mail) => {
      expect(mailExternalKey(raw(mail))).toBe(bare);
    });

    test.each([
      ['another body', BARE.replace('one', 'two')],
      ['another second', BARE.replace('08:00:00', '08:00:01')],
      ['another subject', BARE.replace('Subject: s', 'Subject: t')],
      ['another sender', BARE.replace('a@x', 'b@x')],
      ['another recipient', BARE.replace('support@desk', 'sales@desk')],
      ['no Date', BARE.replace(/Date: .*\r\n/, '')],
      ['an empty Date', BARE.replace(/Date: .*\r\n/, 'Date:\r\n')],
    ])('is another one for %s', (_name, mail) => {
      expect(mailExternalKey(raw(mail))).not.toBe(bare);
    });
  });

  test('is bounded and printable', () => {
    for (const id of ['x'.repeat(50_000), 'ü@x', 'a\x01b@x']) {
      expect(mailExternalKey(raw(`Message-ID: <${id.slice(0, 990)}>\r\n\r\nx`))).toMatch(/^[!-~]{1,250}$/);
      expect(mailExternalKey(raw(`Message-ID: <${id}>\r\n\r\nx`)).length).toBeLessThan(250);
    }
  });

  test('an empty Message-ID is none', () => {
    expect(mailExternalKey(raw('Message-ID: <>\r\n\r\nx'))).toMatch(/^raw:/);
    expect(mailExternalKey(raw('Message-ID:\r\n\r\nx'))).toMatch(/^raw:/);
  });

  test('20 kB take well under a millisecond', () => {
    const mail = raw(`${MAIL}${'some words in a line of text\r\n'.repeat(700)}`);
    for (let warm = 0; warm < 200; warm += 1) mailExternalKey(mail);
    const started = cpuNow();
    for (let run = 0; run < 200; run += 1) mailExternalKey(mail);
    expect((cpuNow() - started) / 200).toBeLessThan(2);
  });
});

describe('the header scan', () => {
  test.each([
    ['A: 1\r\nB: 2\r\n\r\nbody', 'body'],
    ['A: 1\nB: 2\n\nbody', 'body'],
    ['A: 1\rB: 2\r\rbody', 'body'],
    ['\r\n\r\nA: 1\r\n\r\nbody', 'body'],
    ['A: 1\r\n', ''],
    ['', ''],
  ])('finds the body of %j', (mail, body) => {
    expect(raw(mail).toString('latin1', findHeaderBlock(raw(mail)).bodyStart)).toBe(body);
  });

  test('unfolds, lowers names and ignores what is no header', () => {
    expect(readHeaderLines(raw('From mbox line\r\nSubject: a\r\n\tb\r\n c\r\nno header here\r\nX : y\r\n\r\nZ: z'))).toEqual([
      { name: 'subject', value: 'a b c' },
      { name: 'x', value: 'y' },
    ]);
  });

  test.each([
    ['<a@b>', ['a@b']],
    ['<a@b><c@d> <e@f>', ['a@b', 'c@d', 'e@f']],
    ['text <a@b> more', ['a@b']],
    ['<a @b>', ['a@b']],
    ['a@b', ['a@b']],
    ['two words', []],
    ['', []],
    ['<>', []],
  ])('%j holds the ids %j', (value, expected) => {
    expect(scanMessageIds(value)).toEqual(expected);
  });
});

import { parseInline, type ParsedMail } from '../../../../src/channels/email/parse.js';
import { eml, readFixture, readJsonFixture } from '../support/fixtures.js';
import { cpuNow } from '../../../support/cpuNow.js';

interface Expected {
  from?: string;
  name?: string;
  subject?: string;
  senderDoubt?: string | null;
  text?: string;
  textHas?: string[];
  textHasNot?: string[];
  html?: null;
  htmlHas?: string[];
  htmlHasNot?: string[];
  references?: string[];
  inReplyTo?: string[];
  messageId?: string | null;
  attachments?: string[];
  inline?: boolean[];
  hasDeliveryStatusPart?: boolean;
  ownIds?: string[];
}

interface Case {
  file: string;
  why: string;
  expect: Expected;
}

describe('reading mails', () => {
  test.each(readJsonFixture<Case[]>('emails/cases.json').map((row): [string, string, Case] => [row.file, row.why, row]))(
    '%s: %s',
    async (file, _why, { expect: expected }) => {
      const mail = await parseInline(readFixture(`emails/${file}`));
      expect(shownOf(mail, expected)).toEqual(plainOf(expected));
      for (const words of expected.textHas ?? []) expect(mail.text).toContain(words);
      for (const words of expected.textHasNot ?? []) expect(mail.text).not.toContain(words);
      for (const words of expected.htmlHas ?? []) expect(mail.html ?? '').toContain(words);
      for (const words of expected.htmlHasNot ?? []) expect(mail.html ?? '').not.toContain(words);
      expect(mail.text !== '' || mail.html !== null || mail.attachments.length > 0).toBe(true);
      expect(mail.text).not.toContain('\uFFFD');
      expect(structuredClone(mail).text).toBe(mail.text);
    },
  );

  /** The listed plain fields, as they are. */
  function shownOf(mail: ParsedMail, expected: Expected): Expected {
    const all: Expected = {
      ...(mail.from ? { from: mail.from.address } : {}),
      ...(mail.from?.name ? { name: mail.from.name } : {}),
      ...(mail.subject ? { subject: mail.subject } : {}),
      senderDoubt: mail.senderDoubt,
      text: mail.text,
      ...(mail.html === null ? { html: null } : {}),
      references: mail.references,
      inReplyTo: mail.inReplyTo,
      messageId: mail.messageId,
      attachments: mail.attachments.map((part) => part.filename),
      inline: mail.attachments.map((part) => part.inline),
      hasDeliveryStatusPart: mail.hasDeliveryStatusPart,
      ownIds: mail.ownIds,
    };
    return Object.fromEntries(Object.entries(all).filter(([name]) => name in expected));
  }

  function plainOf(expected: Expected): object {
    return Object.fromEntries(Object.entries(expected).filter(([name]) => !name.endsWith('Has') && !name.endsWith('HasNot')));
  }
});

describe('hostile mails', () => {
  const head = ['From: a@example.com', 'To: b@example.com', 'Subject: x', 'Message-ID: <h@example.com>', 'MIME-Version: 1.0'];

  test('20,000 nested elements become text, and the HTML is kept as a file', async () => {
    const body = `${'<div>'.repeat(20_000)}deep words${'</div>'.repeat(20_000)}`;
    const started = cpuNow();
    const mail = await parseInline(eml(...head, 'Content-Type: text/html', '', body));
    expect(cpuNow() - started).toBeLessThan(3_000);
    expect(mail.text).toBe('deep words');
    expect(mail.html).toBeNull();
    expect(mail.attachments.map((part) => part.filename)).toEqual(['message.html']);
  });

  test('HTML beyond the size limit becomes text, and is kept as a file', async () => {
    const mail = await parseInline(
      eml(...head, 'Content-Type: text/html', '', `<p>first</p>${'<p>word word word</p>'.repeat(40_000)}<p>last</p>`),
    );
    expect(mail.html).toBeNull();
    expect(mail.text.startsWith('first')).toBe(true);
    expect(mail.attachments.map((part) => part.filename)).toEqual(['message.txt', 'message.html']);
  });

  test('what one part leaves open hides nothing of the next', async () => {
    const part = (html: string): string[] => ['--b', 'Content-Type: text/html', '', html];
    const mail = await parseInline(
      eml(
        'From: ann@example.org',
        'Content-Type: multipart/mixed; boundary="b"',
        '',
        ...part('<p>It leaks</p><style>'),
        ...part('<style>p{}</style><p>at the bottom</p><!--'),
        ...part('<!-- x --><p>since Monday</p>'),
        '--b--',
      ),
    );
    for (const words of ['It leaks', 'at the bottom', 'since Monday']) {
      expect(mail.html).toContain(words);
      expect(mail.text).toContain(words);
    }
  });

  test('a text that is too long for a timeline is cut, and whole in a file', async () => {
    const mail = await parseInline(
      eml(...head, '', ...Array.from({ length: 10_000 }, (_value, line) => `line ${line} of a very long log file`)),
    );
    expect(mail.text.length).toBeLessThan(200_100);
    expect(Buffer.from(mail.attachments[0]?.bytes ?? []).toString()).toContain('line 9999 of');
  });

  test('words that only the HTML has are shown below a text that only says so', async () => {
    const both = (plain: string, html: string) =>
      parseInline(
        eml(
          ...head,
          'Content-Type: multipart/alternative; boundary=b',
          '',
          '--b',
          'Content-Type: text/plain',
          '',
          plain,
          '--b',
          'Content-Type: text/html',
          '',
          html,
          '--b--',
        ),
      );
    const stub = await both(
      'Please use a mail program that shows HTML.',
      '<p>My lamp is broken, and the new one as well.</p><div class="gmail_quote">I can help.</div>',
    );
    expect(stub.text).toBe('Please use a mail program that shows HTML.\n\nMy lamp is broken, and the new one as well.\n\nI can help.');
    expect(stub.fold.at(-1)?.kind).toBe('quoted');
    expect((await both('My *lamp* is\r\nbroken [image: x]', '<p>My <b>lamp</b> is broken</p>')).text).toBe(
      'My *lamp* is\nbroken [image: x]',
    );
    expect((await both('My lamp is broken', '<img src="cid:x">')).text).toBe('My lamp is broken');
  });

  test('what was typed keeps its lines though its type is HTML', async () => {
    expect(
      await parseInline(eml(...head, 'Content-Type: text/html', '', 'My lamp is broken.', '', '1 < 2 & 3', '- the switch')),
    ).toMatchObject({ text: 'My lamp is broken.\n\n1 < 2 & 3\n- the switch', html: null });
    expect(await parseInline(eml(...head, 'Content-Type: text/html', '', 'Fish &amp; chips', 'today'))).toMatchObject({
      text: 'Fish & chips today',
      html: 'Fish &amp; chips\ntoday',
    });
  });

  test('a type that is none means text', async () => {
    expect(await parseInline(eml(...head, 'Content-Type: text', '', 'It leaks'))).toMatchObject({ text: 'It leaks', attachments: [] });
  });

  test('a byte order mark hides neither the first header nor the words', async () => {
    const mail = await parseInline(
      Buffer.concat([Buffer.from('\uFEFF', 'utf8'), eml(...head, ''), Buffer.from('\uFEFF漏水了', 'utf16le')]),
    );
    expect(mail).toMatchObject({ from: { address: 'a@example.com' }, text: '漏水了' });
  });

  test.each([
    ['UTF-8 that is Latin', '=?utf-8?Q?Caf=E9?=', 'Café'],
    ['a charset that nobody knows', '=?x-none?Q?Caf=E9_Z?= today', 'Café Z today'],
    ['a character in two words', '=?gb2312?B?zcs=?= =?gb2312?B?v+7N?= =?gb2312?B?yw==?=', '退款退'],
    ['two charsets', '=?utf-8?Q?Caf=E9?= =?iso-8859-1?Q?=FC?=', 'Caféü'],
  ])('encoded words whose label lies: %s', async (_what, value, shown) => {
    const mail = await parseInline(eml(`From: ${value} <a@example.com>`, `Subject: ${value}`, 'Message-ID: <w@x>', '', 'words'));
    expect([mail.subject, mail.from?.name, mail.from?.address]).toEqual([shown, shown, 'a@example.com']);
  });

  test('2,000 levels of MIME are refused, not read as an empty mail', async () => {
    const levels = Array.from(
      { length: 2_000 },
      (_value, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary="b${level + 1}"\r\n`,
    );
    await expect(parseInline(eml(...head, 'Content-Type: multipart/mixed; boundary="b0"', '', ...levels, '', 'words'))).rejects.toThrow();
  });

  test.each([
    ['20,000 references', [`References: ${Array.from({ length: 20_000 }, (_value, n) => `<r${n}@example.com>`).join(' ')}`]],
    ['20,000 recipients', [`To: ${Array.from({ length: 20_000 }, (_value, n) => `a${n}@example.com`).join(', ')}`]],
    ['5,000 encoded words', [`Subject: ${'=?utf-8?Q?a?= '.repeat(5_000)}`]],
    ['a 200 kB address', [`Cc: ${'('.repeat(100_000)}${'<'.repeat(100_000)}`]],
    ['megabytes of open tags', [`Content-Type: text/html`, '', '<'.repeat(3_000_000), '']],
    ['a 2 MB file name', [`X-Y: ${'z'.repeat(10)}`, `Content-Disposition: inline; filename="${'.'.repeat(500_000)}x"`]],
    ['20,000 nested groups', [`Cc: ${'a:'.repeat(20_000)}b@x${';'.repeat(20_000)}`]],
    ['100,000 open quotes', [`Cc: ${'"a" <'.repeat(100_000)}`]],
    [
      '10,000 pieces of a file name',
      [`Content-Type: text/plain; ${Array.from({ length: 10_000 }, (_value, n) => `name*${n}=a`).join('; ')}`],
    ],
    ['a 200 kB quoted name', [`Reply-To: ${'"\\'.repeat(100_000)}`]],
  ])('%s are read in time, and bounded', async (_name, lines) => {
    const started = cpuNow();
    const mail = await parseInline(
      eml(...head.filter((line) => !line.startsWith('To:')), ...lines, ...(lines.includes('') ? [] : ['']), 'words'),
    );
    expect(cpuNow() - started).toBeLessThan(4_000);
    expect(mail.references.length).toBeLessThanOrEqual(50);
    expect(mail.to.length).toBeLessThanOrEqual(200);
    expect(mail.text.includes('words') || mail.attachments.length > 0).toBe(true);
  });

  test('the newest of many references are kept', async () => {
    const mail = await parseInline(
      eml(...head, `References: ${Array.from({ length: 80 }, (_value, n) => `<r${n}@x>`).join(' ')}`, '', 'words'),
    );
    expect(mail.references[0]).toBe('r30@x');
    expect(mail.references.at(-1)).toBe('r79@x');
  });

  test('field names of objects do nothing', async () => {
    const mail = await parseInline(eml(...head, '__proto__: x', 'constructor: y', 'List-__proto__: <mailto:z@example.com>', '', 'words'));
    expect(mail.text).toBe('words');
    expect(Object.prototype).not.toHaveProperty('url');
  });

  test('control characters do not reach names, subjects or text', async () => {
    const mail = await parseInline(
      eml('From: "a\x00b\x1b[31m" <a@example.com>', 'Subject: one\x00two\x07', 'Message-ID: <c@x>', '', 'te\x00xt\x1b'),
    );
    expect([mail.from?.name, mail.subject, mail.text].join('')).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f]/);
  });
});

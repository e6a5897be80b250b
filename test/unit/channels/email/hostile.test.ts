import { Parser } from 'htmlparser2';
import addressparser from 'nodemailer/lib/addressparser';
import { parseInline, type ParsedMail } from '../../../../src/channels/email/parse.js';
import { sanitiseHtml } from '../../../../src/channels/email/sanitise.js';
import { XSS_ACTORS, xssVectors } from '../../../support/mail/xssVectors.js';
import { cpuNow } from '../../../support/cpuNow.js';
import { eml } from '../support/fixtures.js';

const ELEMENTS = new Set(
  'h1 h2 h3 h4 h5 h6 p div span br hr blockquote pre code center b strong i em u s strike del ins sub sup small big font tt kbd mark abbr cite q ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td a img'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'dir lang align valign href title rel target src alt width height color size face border cellpadding cellspacing bgcolor colspan rowspan span start type value'.split(
    ' ',
  ),
);

/** What is in the HTML beyond the allow-list: elements, attributes, addresses, comments. */
function beyondTheList(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!ELEMENTS.has(name)) found.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (!ATTRIBUTES.has(attribute)) found.push(`${name} ${attribute}`);
        if (attribute === 'href' && !/^(https?:\/\/|mailto:|tel:)/i.test(value)) found.push(`${name} href=${value}`);
        if (attribute === 'src' && !/^(https:\/\/|cid:)/i.test(value)) found.push(`${name} src=${value}`);
      }
    },
    oncomment: () => found.push('comment'),
    onprocessinginstruction: () => found.push('processing instruction'),
  });
  parser.end(html);
  return found;
}

const vectors = xssVectors();

test('there are at least 1,000 different vectors', () => expect(vectors.length).toBeGreaterThanOrEqual(1_000));

test(`of ${vectors.length} vectors none leaves anything beyond the allow-list, and cleaning again changes nothing`, () => {
  const through = vectors.flatMap((vector) => {
    const clean = sanitiseHtml(vector) ?? '';
    const again = sanitiseHtml(clean) ?? '';
    return [...beyondTheList(clean), ...(again === clean ? [] : ['not a fixed point'])].map((what) => `${what}: ${vector}`);
  });
  expect(through).toEqual([]);
});

test(`${XSS_ACTORS.length} of them as the HTML of whole mails, in four encodings`, async () => {
  const encodings = [
    (html: string): [string, string] => ['8bit', html],
    (html: string): [string, string] => ['base64', Buffer.from(html).toString('base64')],
    (html: string): [string, string] => [
      'quoted-printable',
      html.replace(/[=<>]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    ],
    (html: string): [string, string] => ['7bit', html],
  ];
  const through: string[] = [];
  for (const [at, actor] of XSS_ACTORS.entries()) {
    const [encoding, body] = (encodings[at % 4] ?? encodings[0]!)(`<p>Hello</p>${actor}`);
    const mail = await parseInline(
      eml(
        'From: a@example.com',
        'Subject: x',
        'MIME-Version: 1.0',
        'Content-Type: text/html; charset=utf-8',
        `Content-Transfer-Encoding: ${encoding}`,
        '',
        body,
      ),
    );
    through.push(...beyondTheList(mail.html ?? '').map((what) => `${what}: ${actor}`));
  }
  expect(through).toEqual([]);
});

test(`${XSS_ACTORS.length} of them as subject, name, file name and content type stay one line of plain characters`, async () => {
  for (const actor of XSS_ACTORS) {
    const encoded = `=?utf-8?B?${Buffer.from(actor).toString('base64')}?=`;
    const mail = await parseInline(
      eml(
        `From: "${encoded}" <a@example.com>`,
        `Subject: ${encoded}`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'words',
        '',
        '--b',
        `Content-Type: ${actor.replace(/[\r\n;]/g, '')}; x=1`,
        `Content-Disposition: attachment; filename="${encoded}"`,
        '',
        'bytes',
        '--b--',
      ),
    );
    expect([mail.subject, mail.from?.name].join('')).not.toMatch(/[\0-\x1f]/);
    for (const part of mail.attachments) {
      expect(part.filename).toMatch(/^[^/\\\0-\x1f<>:"|?*]{1,130}$/);
      expect(part.contentType).toMatch(/^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*$/);
    }
  }
});

describe('names of files (S05)', () => {
  test.each([
    '../../x',
    '..\\..\\x',
    '/etc/passwd',
    'C:\\Windows\\system32\\cmd.exe',
    '%2e%2e%2fx',
    '....//x',
    '.htaccess',
    '\u200b.htaccess',
    '.\u200bhtaccess',
    '\u202egpj.exe',
    'a\u0000.png',
    'CON',
    'nul.txt',
    'aux',
    'LPT1.txt',
    '',
    '.',
    '..',
    ' ',
    '-rf',
    '~/.ssh/id_rsa',
    '$(reboot)',
    '`x`',
    'x'.repeat(4_000),
    '\u3000',
    'a\r\nb.txt',
    'a;b.txt',
    'a/b\\c',
    '\ufeffx',
    'x\u2028y',
    'con.',
    'x::$DATA',
    'file:///etc/passwd',
  ])('%j is a plain name', async (name) => {
    const mail = await parseInline(
      eml(
        'From: a@example.com',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="b"',
        '',
        '--b',
        'Content-Type: application/octet-stream',
        `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
        '',
        'bytes',
        '--b--',
      ),
    );
    const [part] = mail.attachments;
    expect(part?.filename).toMatch(/^[^/\\\0-\x1f<>:"|?*%\u200b-\u200f\u202a-\u202e\u2028\u2029\ufeff]{1,130}$/);
    expect(part?.filename).not.toMatch(/^\.|^(con|nul|aux|lpt\d)(\.|$)/i);
  });
});

describe('who wrote it (S12)', () => {
  test.each<[string, string[], string | null, string | null]>([
    ['a plain address', ['From: a@example.com'], 'a@example.com', null],
    ['nested comments', ['From: (a (b) attacker@evil.example) victim@corp.example'], 'victim@corp.example', null],
    ['a comment behind', ['From: victim@corp.example (attacker@evil.example)'], 'victim@corp.example', null],
    ['an address as name', ['From: "attacker@evil.example" <victim@corp.example>'], 'victim@corp.example', null],
    ['two From lines', ['From: a@example.com', 'From: b@example.com'], 'a@example.com', 'two_from_headers'],
    ['two addresses', ['From: a@example.com, b@example.com'], 'a@example.com', 'several_from_addresses'],
    ['a second at-sign outside of quotes', ['From: attacker@evil.example <victim@corp.example> x@y'], null, 'some'],
    ['an unclosed bracket', ['From: A <a@example.com'], 'a@example.com', null],
    ['a NUL', ['From: a@example.com\0b@evil.example'], null, 'some'],
    ['nothing', ['From:'], null, 'no_from'],
    ['no From', ['X: y'], null, 'no_from'],
    [
      'an encoded word that holds an address',
      [`From: =?utf-8?B?${Buffer.from('a@evil.example').toString('base64')}?= <victim@corp.example>`],
      'victim@corp.example',
      null,
    ],
    [
      'an encoded word in place of the address',
      [`From: =?utf-8?B?${Buffer.from('<victim@corp.example>').toString('base64')}?= <a@evil.example>`],
      'a@evil.example',
      null,
    ],
    ['a homograph stays what it is', ['From: a@exаmple.com'], 'some', null],
    ['a route', ['From: <@relay.example:a@example.com>'], null, 'some'],
    ['a group', ['From: Sales: a@example.com;'], 'a@example.com', null],
  ])('%s', async (_name, lines, address, doubt) => {
    const mail = await parseInline(Buffer.from([...lines, 'Subject: x', '', 'words', ''].join('\r\n')));
    if (address !== 'some' && doubt !== 'some') expect([mail.from?.address ?? null, mail.senderDoubt]).toEqual([address, doubt]);
    // Where programs differ, what matters is that we say so.
    if (doubt === 'some') expect(mail.senderDoubt).not.toBeNull();
    if (address === 'some') expect(mail.from?.address).not.toBe('a@example.com');
  });
});

describe('bombs are read or refused in time (S35, S36)', () => {
  const head = ['From: a@example.com', 'Subject: x', 'MIME-Version: 1.0'];
  const nested = (levels: number): string[] =>
    Array.from({ length: levels }, (_value, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}`);
  const bombs: [string, () => Buffer][] = [
    ['10,000 levels of parts', () => eml(...head, ...nested(10_000), 'Content-Type: text/plain', '', 'words')],
    ['300 levels of parts', () => eml(...head, ...nested(300), 'Content-Type: text/plain', '', 'words')],
    [
      '100,000 parts',
      () =>
        eml(...head, 'Content-Type: multipart/mixed; boundary="b"', '', ...Array.from({ length: 100_000 }, () => '--b\r\n\r\nx'), '--b--'),
    ],
    [
      '900 files',
      () =>
        eml(
          ...head,
          'Content-Type: multipart/mixed; boundary="b"',
          '',
          ...Array.from({ length: 900 }, (_value, n) => `--b\r\nContent-Disposition: attachment; filename="${n}.txt"\r\n\r\nx`),
          '--b--',
        ),
    ],
    ['a header of 1 MB', () => eml(...head, `X-Long: ${'x'.repeat(1_000_000)}`, '', 'words')],
    ['100,000 header lines', () => eml(...head, Array.from({ length: 100_000 }, (_value, n) => `X-${n}: y`).join('\r\n'), '', 'words')],
    ['20,000 encoded words', () => eml(...head.slice(0, 1), `Subject: ${'=?utf-8?Q?a?= '.repeat(20_000)}`, '', 'words')],
    ['encoded words that never end', () => eml(...head.slice(0, 1), `Subject: ${'=?utf-8?Q?a'.repeat(20_000)}`, '', 'words')],
    [
      '10,000 pieces of a name',
      () =>
        eml(
          ...head,
          `Content-Type: application/pdf; ${Array.from({ length: 10_000 }, (_value, n) => `name*${n}*=%41`).join('; ')}`,
          '',
          'words',
        ),
    ],
    [
      '100,000 references',
      () => eml(...head, `References: ${Array.from({ length: 100_000 }, (_value, n) => `<r${n}@x>`).join(' ')}`, '', 'words'),
    ],
    ['a line of 2 MB', () => eml(...head, '', `words ${'x'.repeat(2_000_000)}`)],
    ['2 MB of quote marks', () => eml(...head, '', `words\r\n${'>'.repeat(2_000_000)}`)],
    [
      '200,000 quoted lines between answers',
      () => eml(...head, '', Array.from({ length: 200_000 }, (_value, n) => (n % 2 === 0 ? '> a' : 'b')).join('\r\n')),
    ],
    ['100,000 beginnings of attributions', () => eml(...head, '', ...Array.from({ length: 100_000 }, (_value, n) => `On Mon ${n}`))],
    ['100,000 signature marks', () => eml(...head, '', 'words', ...Array.from({ length: 100_000 }, () => '-- '))],
    ['50,000 From: lines in the text', () => eml(...head, '', ...Array.from({ length: 50_000 }, () => 'From: x'))],
    [
      '20,000 quotation boxes',
      () =>
        eml(
          ...head,
          'Content-Type: text/html',
          '',
          `words${'<div class="gmail_quote">'.repeat(100)}${'<blockquote type=cite>x</blockquote>'.repeat(5_000)}`,
        ),
    ],
    [
      'marks of our own in a text',
      () =>
        eml(
          ...head,
          'Content-Type: text/plain; charset=utf-8',
          '',
          Buffer.from('words \uFDD0\uFDD0\uFDD1\uFDD2'.repeat(20_000)).toString('latin1'),
        ),
    ],
    [
      'a bounce with 50,000 recipients',
      () =>
        eml(
          'From: mailer-daemon@x.example',
          'Subject: Undelivered',
          'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
          '',
          '--b',
          'Content-Type: message/delivery-status',
          '',
          ...Array.from({ length: 50_000 }, (_value, n) => `Final-Recipient: rfc822; a${n}@x.example\r\nAction: failed\r\n`),
          '--b--',
        ),
    ],
    [
      'a bounce of one long line',
      () => eml('From: mailer-daemon@x.example', 'Subject: Undelivered', '', `words 550 ${'a@'.repeat(100_000)}`),
    ],
    [
      'a bounce of at-signs and dots',
      () =>
        eml(
          'From: mailer-daemon@x.example',
          'Subject: Undelivered',
          '',
          `words ${'a@b.'.repeat(20_000)} ${'.'.repeat(50_000)} ${'-'.repeat(50_000)}`,
        ),
    ],
    [
      'a winmail.dat of 60,000 attributes',
      () => {
        const one = Buffer.concat([Buffer.from([2]), Buffer.from('0290060000000000', 'hex'), Buffer.from([0, 0])]);
        return Buffer.concat([
          eml(...head, 'Content-Type: application/ms-tnef', 'Content-Transfer-Encoding: base64', '').subarray(0, -2),
          Buffer.from(
            `\r\n${Buffer.concat([Buffer.from('789f3e220100', 'hex'), ...Array.from({ length: 60_000 }, () => one)]).toString('base64')}`,
          ),
        ]);
      },
    ],
    [
      'a winmail.dat whose counts lie',
      () =>
        Buffer.concat([
          eml(...head, 'Content-Type: application/ms-tnef', 'Content-Transfer-Encoding: base64', '').subarray(0, -2),
          Buffer.from(
            `\r\n${Buffer.concat([Buffer.from('789f3e220100', 'hex'), Buffer.from('010390060014000000ffffffff1f000010ffffffffffffffff00000000', 'hex')]).toString('base64')}`,
          ),
        ]),
    ],
  ];

  test.each(bombs)('%s', async (_name, make) => {
    const raw = make();
    const started = process.cpuUsage();
    const mail: ParsedMail | null = await parseInline(raw).catch(() => null);
    const used = process.cpuUsage(started);
    expect((used.user + used.system) / 1000).toBeLessThan(10_000);
    if (mail === null) return;
    expect(mail.fold.reduce((sum, part) => sum + part.length, 0)).toBe(mail.text.length);
    expect(mail.text !== '' || mail.html !== null || mail.attachments.length > 0).toBe(true);
  });

  const long = 200_000;
  test.each([
    ['open comments', '('.repeat(long)],
    ['open quotes', '"'.repeat(long + 1)],
    ['open brackets', '<'.repeat(long)],
    ['escapes', '"\\'.repeat(long / 2)],
    ['groups', 'a:'.repeat(long / 2)],
    ['semicolons', ';'.repeat(long)],
    ['commas', ','.repeat(long)],
    ['at-signs', '@'.repeat(long)],
    ['names without an end', 'a '.repeat(long / 2)],
    ['pairs', '"a" <'.repeat(long / 5)],
    ['nested pairs', '(<'.repeat(long / 2)],
    ['encoded words', '=?utf-8?Q?a?='.repeat(long / 13)],
    ['blanks', ' '.repeat(long)],
    ['addresses', 'a@b.example,'.repeat(long / 12)],
    ['comments in addresses', 'a(x)@(y)b,'.repeat(long / 10)],
    ['dots', 'a.'.repeat(long / 2)],
  ])('200 kB of %s in an address header', async (_name, value) => {
    for (const header of ['From', 'Cc', 'Reply-To']) {
      const started = process.cpuUsage();
      await parseInline(eml('X: y', `${header}: ${value}`, 'Subject: x', '', 'words'));
      const used = process.cpuUsage(started);
      expect((used.user + used.system) / 1000).toBeLessThan(10_000);
    }
    // The address parser alone, at four times the length: linear work takes four times as long, and the square sixteen times.
    const cost = (length: number): number =>
      Math.min(
        ...[1, 2, 3, 4, 5].map(() => {
          const started = cpuNow();
          addressparser(value.slice(0, length), { flatten: true });
          return cpuNow() - started;
        }),
      );
    const quarter = cost(value.length / 4);
    expect(cost(value.length)).toBeLessThan(10 * Math.max(quarter, 10));
  });
});

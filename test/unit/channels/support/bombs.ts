/** Mails made to stop who reads them. */
const HEAD = ['From: bomb@example.org', 'To: support@desk.example', 'Subject: bomb', 'Message-ID: <bomb@example.org>', 'MIME-Version: 1.0'];
const text = (...lines: string[]): string => [...HEAD, ...lines].join('\r\n');
const many = (count: number, make: (i: number) => string): string => Array.from({ length: count }, (_, i) => make(i)).join('');
const mixed = (body: string): string => text('Content-Type: multipart/mixed; boundary=b', '', body);
const address = (name: string, value: string): string => text(`${name}: ${value}`, '', 'words');

/** The published shapes of MIME bombs, quadratic headers and address parsers' traps. */
export const BOMBS: [string, string][] = [
  ['10,000 parts inside each other', text(many(10_000, (i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`))],
  ['100,000 empty parts', mixed(many(100_000, () => '--b\r\n\r\n'))],
  ['100,000 parts of one letter', mixed(many(100_000, () => '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'))],
  ['a header of a megabyte', text(`X-Long: ${'x'.repeat(1_000_000)}`, '', 'words')],
  ['a header of 100,000 folded lines', text(`X-Long: a${many(100_000, () => '\r\n b')}`, '', 'words')],
  ['100,000 headers', text(many(100_000, (i) => `X-${i}: y\r\n`).trimEnd(), '', 'words')],
  ['20,000 encoded words', text(`X-Subject: ${many(20_000, () => '=?utf-8?B?YQ==?= ')}`, '', 'words')],
  [
    '20,000 encoded words in the subject',
    text('', 'words').replace('Subject: bomb', `Subject: ${many(20_000, () => '=?utf-8?B?YQ==?= ')}`),
  ],
  ['encoded words that never end', text('', 'words').replace('Subject: bomb', `Subject: ${'=?utf-8?Q?'.repeat(50_000)}`)],
  [
    'a file name in 10,000 pieces (RFC 2231)',
    mixed(`--b\r\nContent-Disposition: attachment;${many(10_000, (i) => `\r\n filename*${i}=a;`)}\r\n\r\nx\r\n--b--\r\n`),
  ],
  ['10,000 parameters', text(`Content-Type: text/plain;${many(10_000, (i) => ` p${i}=v;`)}`, '', 'words')],
  ['100,000 references', text(`References: ${many(100_000, (i) => `<r${i}@x> `)}`, '', 'words')],
  ['a line of two megabytes', text('', 'x'.repeat(2_000_000))],
  ['quoted-printable of a megabyte of equal signs', text('Content-Transfer-Encoding: quoted-printable', '', '='.repeat(1_000_000))],
  ['base64 of two megabytes of line ends', text('Content-Transfer-Encoding: base64', '', '\r\n'.repeat(1_000_000))],
  [
    'a boundary of 100,000 letters',
    text(`Content-Type: multipart/mixed; boundary=${'b'.repeat(100_000)}`, '', `--${'b'.repeat(100_000)}\r\n\r\nwords`),
  ],
  [
    '500 mails inside each other',
    text(
      many(500, () => 'Content-Type: message/rfc822\r\n\r\nFrom: a@b\r\n'),
      '',
      'words',
    ),
  ],
  ['200 kB of open comments', address('Cc', '('.repeat(200_000))],
  ['200 kB of angle brackets', address('Reply-To', '<'.repeat(200_000))],
  ['200 kB of quotes', address('Cc', '"'.repeat(200_000))],
  ['200 kB of backslashes in a name', address('From', `"${'\\'.repeat(200_000)}" <a@b.example>`)],
  ['200 kB of groups', address('Cc', 'a:;'.repeat(66_000))],
  ['200 kB of groups inside each other', address('Cc', 'a:'.repeat(100_000))],
  ['200 kB of at-signs', address('To', '@'.repeat(200_000))],
  ['200 kB of commas', address('Reply-To', ','.repeat(200_000))],
  ['200 kB of spaces before an at-sign', address('From', `a${' '.repeat(200_000)}@b.example`)],
];

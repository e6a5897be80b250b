/** Numbers from a seed: the same seed gives the same mails on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Change = (mail: Buffer, pick: (below: number) => number) => Buffer;

const CHARSETS = [
  'utf-8',
  'us-ascii',
  'iso-8859-1',
  'gb18030',
  'shift_jis',
  'iso-2022-jp',
  'utf-7',
  'utf-16',
  'big5',
  'koi8-r',
  'x-unknown',
  'hz-gb-2312',
  '',
  '"',
];
const ENCODINGS = ['base64', 'quoted-printable', '8bit', '7bit', 'binary', 'x-uuencode', 'gzip', ''];

/** What breaks mails on their way, what old programs do, and what attackers put in. */
const CHANGES: Change[] = [
  // Bytes: flipped, cut out, doubled, moved, broken off, in between.
  (mail, pick) => splice(mail, pick(mail.length), 1, Buffer.from([pick(256)])),
  (mail, pick) => splice(mail, pick(mail.length), 1, Buffer.from([(mail[pick(mail.length)] ?? 0) ^ (1 << pick(8))])),
  (mail, pick) => splice(mail, pick(mail.length), 1 + pick(200), Buffer.alloc(0)),
  (mail, pick) => {
    const at = pick(mail.length);
    return splice(mail, at, 0, mail.subarray(at, at + 1 + pick(300)));
  },
  (mail, pick) => {
    const from = pick(mail.length);
    return splice(mail, pick(mail.length), 0, mail.subarray(from, from + pick(500)));
  },
  (mail, pick) => mail.subarray(0, pick(mail.length)),
  (mail, pick) =>
    splice(mail, pick(mail.length), 0, Buffer.from([0, 0xff, 0xfe, 0x1b, 0x0d, 0x0a, 0x1a, 0xef, 0xbb, 0xbf].slice(0, 1 + pick(9)))),
  // Lines: doubled headers, lost blank lines, other line ends.
  (mail, pick) => withLine(mail, pick, (line) => `${line}${line}`),
  (mail, pick) => withLine(mail, pick, () => ''),
  (mail, pick) => withLine(mail, pick, (line) => line.replace(/^[ \t]+/, '')),
  (mail, pick) => withLine(mail, pick, (line) => ` ${line}`),
  (mail, pick) => Buffer.from(mail.toString('latin1').replace(/\r\n/g, pick(2) === 0 ? '\n' : '\r'), 'latin1'),
  (mail, pick) => Buffer.from(mail.toString('latin1').replace('\r\n\r\n', pick(2) === 0 ? '\r\n' : '\r\n \r\n'), 'latin1'),
  // Structure: boundaries, nested parts, a mail in the mail.
  (mail) => replaceAll(mail, /^--([^\r\n-][^\r\n]*)\r?$/m, (line) => `${line}\n${line}`),
  (mail, pick) => replaceAll(mail, /boundary="?([^"\r\n;]+)"?/, (found) => (pick(2) === 0 ? found.slice(0, -2) : `${found}x`)),
  (mail, pick) => nest(mail, 1 + pick(6)),
  (mail, pick) =>
    Buffer.concat([
      Buffer.from(
        `From: w@w.example\r\nSubject: w\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: ${ENCODINGS[pick(ENCODINGS.length)] ?? ''}\r\n\r\n`,
      ),
      mail,
    ]),
  (mail) => Buffer.concat([mail, mail]),
  // Lies: charset, encoding, type, size.
  (mail, pick) => replaceAll(mail, /charset="?[\w-]*"?/i, () => `charset=${CHARSETS[pick(CHARSETS.length)] ?? ''}`),
  (mail, pick) =>
    replaceAll(mail, /(content-transfer-encoding:\s*)[\w-]+/i, (_found, head) => `${head}${ENCODINGS[pick(ENCODINGS.length)] ?? ''}`),
  (mail, pick) =>
    replaceAll(
      mail,
      /text\/(?:plain|html)/i,
      () =>
        [
          'text/html',
          'text/plain',
          'text/',
          'application/octet-stream',
          'multipart/mixed',
          'message/rfc822',
          'message/delivery-status',
          'application/ms-tnef',
          'text/calendar',
        ][pick(9)] ?? '',
    ),
  (mail, pick) => replaceAll(mail, /=\?[\w-]+\?[BQ]\?/i, () => `=?${CHARSETS[pick(CHARSETS.length)] ?? ''}?${pick(2) === 0 ? 'B' : 'Q'}?`),
];

/** One mail of the corpus, changed one to five times. */
export function mutate(mail: Buffer, random: () => number): Buffer {
  const pick = (below: number): number => Math.floor(random() * Math.max(1, below));
  let changed = mail;
  for (let times = 1 + pick(5); times > 0; times -= 1) changed = (CHANGES[pick(CHANGES.length)] ?? ((same: Buffer) => same))(changed, pick);
  return Buffer.from(changed);
}

function splice(mail: Buffer, at: number, remove: number, insert: Uint8Array): Buffer {
  return Buffer.concat([mail.subarray(0, at), insert, mail.subarray(at + remove)]);
}

function withLine(mail: Buffer, pick: (below: number) => number, change: (line: string) => string): Buffer {
  const lines = mail.toString('latin1').split(/(?<=\n)/);
  const at = pick(lines.length);
  return Buffer.from(lines.map((line, index) => (index === at ? change(line) : line)).join(''), 'latin1');
}

function replaceAll(mail: Buffer, pattern: RegExp, change: (found: string, group: string) => string): Buffer {
  return Buffer.from(
    mail
      .toString('latin1')
      .replace(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`), (found: string, group: string) => change(found, group)),
    'latin1',
  );
}

function nest(mail: Buffer, levels: number): Buffer {
  const text = mail.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return mail;
  const lines = text.slice(0, end).split(/\r\n(?![ \t])/);
  const own = lines.filter((line) => !/^content-/i.test(line));
  let inner = `${lines.filter((line) => /^content-/i.test(line)).join('\r\n')}${text.slice(end)}`;
  for (let level = 0; level < levels; level += 1)
    inner = `Content-Type: multipart/mixed; boundary="n${level}"\r\n\r\n--n${level}\r\n${inner}\r\n--n${level}--\r\n`;
  return Buffer.from(`${own.join('\r\n')}\r\n${inner}`, 'latin1');
}

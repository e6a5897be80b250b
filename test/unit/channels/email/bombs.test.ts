/** Mails made to stop who reads them: each is read, or refused, in a moment. */
import { readAddresses, readSender } from '../../../../src/channels/email/addresses.js';
import { mailExternalKey } from '../../../../src/channels/email/externalKey.js';
import { mailboxesOf } from '../../../../src/channels/email/mailboxes.js';
import { parseInline } from '../../../../src/channels/email/parse.js';
import { BOMBS } from '../support/bombs.js';

test.each(BOMBS)(
  '%s',
  async (_name, mail) => {
    const raw = Buffer.from(mail, 'latin1');
    // Processor time of this process, since other programs of the machine take their share of the clock's.
    const before = process.cpuUsage();
    expect(mailExternalKey(raw)).toMatch(/^(?:mid|dated|raw):[!-~]{1,250}$/);
    expect(mailboxesOf(raw, [], { isOurs: null, fallback: 'support@desk.example' })).toHaveLength(1);
    const parsed = await parseInline(raw).catch((error: unknown) => error);
    const { user } = process.cpuUsage(before);
    // Measured: up to 1 s, and 2 s beside another worker. What this must tell is a reader that never ends.
    expect(user / 1000).toBeLessThan(20_000);
    if (parsed instanceof Error) return expect(parsed.message).not.toBe('');
    expect(parsed).toMatchObject({ messageId: 'bomb@example.org' });
  },
  60_000,
);

/** The published shapes that made parsers of addresses slow (S36), each 200 kB. */
const SLOW_SHAPES: [string, string][] = [
  ['open comments', '('.repeat(200_000)],
  ['comments inside each other', `${'('.repeat(100_000)}${')'.repeat(100_000)}`],
  ['angle brackets', '<'.repeat(200_000)],
  ['quotes', '"'.repeat(200_000)],
  ['backslashes in a name', `"${'\\'.repeat(200_000)}" <a@b.example>`],
  ['groups', 'a:;'.repeat(66_000)],
  ['groups inside each other', 'a:'.repeat(100_000)],
  ['at-signs', '@'.repeat(200_000)],
  ['commas', ','.repeat(200_000)],
  ['spaces before an at-sign', `a${' '.repeat(200_000)}@b.example`],
  ['addresses without an end', 'a@b.example '.repeat(16_000)],
  ['addresses in a list', 'a@b.example,'.repeat(16_000)],
  ['names without an address', 'word '.repeat(40_000)],
  ['dots', `a${'.'.repeat(200_000)}@b.example`],
  ['semicolons', ';'.repeat(200_000)],
  ['groups with an address each', 'g: a@b.example;'.repeat(13_000)],
];

test.each(SLOW_SHAPES)('200 kB of %s in From, Cc or Reply-To are read in a moment', (_name, value) => {
  for (const name of ['From', 'Cc', 'Reply-To']) {
    // Measured: up to 105 ms beside another worker; what grows with the square of its length takes minutes. The best of three: the first one is read by code that is not yet compiled.
    const took = [1, 2, 3].map(() => {
      const before = process.cpuUsage();
      const line = [{ name: name.toLowerCase(), value }];
      if (name === 'From') readSender(new Map(), line, null);
      else readAddresses(new Map(), line, name.toLowerCase(), null);
      return process.cpuUsage(before).user / 1000;
    });
    expect([name, Math.min(...took) < 2_000 ? 'in time' : `${Math.min(...took)} ms`]).toEqual([name, 'in time']);
  }
});

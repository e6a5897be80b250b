import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mailIntake } from '../../../src/channels/email/intake.js';
import { parseInline, type ParsedMail } from '../../../src/channels/email/parse.js';
import { mutate, seeded } from '../../support/mail/mutate.js';
import { sureLeaves, type SureLeaf } from '../../support/mail/strictMime.js';

/** MAIL_SEED repeats a run, MAIL_MUTATIONS makes it longer or shorter. */
const SEED = Number(process.env['MAIL_SEED'] ?? 20_261_122);
const COUNT = Number(process.env['MAIL_MUTATIONS'] ?? 20_000);
const SLOWEST_MS = 2_000;

const corpus = ['../../corpus/mail/', '../../fixtures/emails/'].flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => ({ name, raw: readFileSync(new URL(name, url)) }));
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * What a lost byte would be. (1) The raw form, as the door stores it, is the mail, bit for bit, and reading does not
 * touch it. (2) The parts of the fold are the text. (3) Each file about which the standards leave no doubt is there with
 * its very bytes, and each word of each such text is shown or in a file.
 */
function lostIn(raw: Buffer, mail: ParsedMail, leaves: SureLeaf[]): string[] {
  const lost: string[] = [];
  if (mail.fold.reduce((sum, part) => sum + part.length, 0) !== mail.text.length || mail.fold.some((part) => part.length <= 0))
    lost.push('the fold is not the text');
  if (mail.text === '' && mail.html === null && mail.attachments.length === 0 && raw.length > 0) lost.push('nothing is shown');
  const files = new Set(mail.attachments.map((part) => sha256(part.bytes)));
  const shown = `${mail.text}\n${mail.html ?? ''}\n${mail.attachments
    .filter((part) => part.contentType.startsWith('text/'))
    .map((part) => Buffer.from(part.bytes).toString('utf8'))
    .join('\n')}`;
  const flat = shown.replace(/\s+/g, '');
  for (const leaf of leaves) {
    if (leaf.isFile) {
      if (leaf.bytes.length > 0 && !files.has(sha256(leaf.bytes))) lost.push(`a file of ${leaf.bytes.length} bytes (${leaf.type})`);
    } else if (/^text\/plain(?: us-ascii| utf-8)?$/.test(leaf.type)) {
      const words = leaf.bytes.toString('utf8').match(/[A-Za-z0-9]{3,60}/g) ?? [];
      const gone = words.find((word) => !flat.includes(word));
      if (gone !== undefined && !files.has(sha256(leaf.bytes))) lost.push(`the word ${gone}`);
    }
  }
  return lost;
}

test(`${COUNT} mutated mails: none crashes, takes too long, or loses a byte (seed ${SEED})`, async () => {
  const faults: string[] = [];
  let refused = 0;
  let sureFiles = 0;
  let sureTexts = 0;
  const times: number[] = [];
  for (let number = 0; number < COUNT; number += 1) {
    // Each has a seed of its own, so that one can be repeated without the others.
    const random = seeded(SEED + number);
    const from = corpus[Math.floor(random() * corpus.length)];
    if (!from) throw new Error('the corpus is empty');
    const raw = mutate(from.raw, random);
    const before = sha256(raw);
    // Processor time: a busy machine makes no mail slow.
    const started = process.cpuUsage();
    const mail = await parseInline(raw).catch((error: unknown) =>
      error instanceof Error && error.message !== '' ? null : `threw ${String(error)}`,
    );
    const used = process.cpuUsage(started);
    const ms = (used.user + used.system) / 1000;
    times.push(ms);
    const leaves = sureLeaves(raw);
    const found = [
      ...(ms > SLOWEST_MS ? [`took ${Math.round(ms)} ms`] : []),
      ...(sha256(raw) !== before || sha256(mailIntake(raw, 'support@desk.example', { via: 'smtp' }).raw) !== before
        ? ['the raw form was changed']
        : []),
      ...(mail === null ? [] : typeof mail === 'string' ? [mail] : lostIn(raw, mail, leaves)),
    ];
    if (mail === null) refused += 1;
    else {
      sureFiles += leaves.filter((leaf) => leaf.isFile).length;
      sureTexts += leaves.filter((leaf) => !leaf.isFile).length;
    }
    if (found.length > 0) faults.push(`${from.name}, MAIL_SEED=${SEED + number} MAIL_MUTATIONS=1: ${found.join('; ')}`);
    if (number % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2);
  console.info(
    `${COUNT} mutated mails from ${corpus.length}: ${refused} refused (quarantine), ms p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}; held against a second reader: ${sureFiles} files, ${sureTexts} texts`,
  );
  expect(faults.slice(0, 20)).toEqual([]);
  // A run in which the second reader was never sure would prove nothing.
  expect(COUNT < 1_000 || (sureFiles > COUNT / 100 && sureTexts > COUNT / 10)).toBe(true);
}, 600_000);

import { readdirSync } from 'node:fs';
import fc from '../../../support/random.js';
import { mailExternalKey } from '../../../../src/channels/email/externalKey.js';
import { parseInline } from '../../../../src/channels/email/parse.js';
import { readFixture } from '../support/fixtures.js';
import { cpuNow } from '../../../support/cpuNow.js';

const FOLDER = new URL('../../../fixtures/emails/', import.meta.url);
const mails = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => readFixture(`emails/${name}`));

/** What breaks mails on their way, and what attackers put in. */
const edit = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.integer({ min: 1, max: 200 }) }),
  fc.record({
    kind: fc.constant('double' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({ kind: fc.constant('truncate' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.constant(0) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function apply(mail: Buffer, { kind, at, byte }: Edit): Buffer {
  const position = Math.floor(at * mail.length);
  switch (kind) {
    case 'flip':
      return Buffer.concat([mail.subarray(0, position), Buffer.from([byte]), mail.subarray(position + 1)]);
    case 'cut':
      return Buffer.concat([mail.subarray(0, position), mail.subarray(position + byte)]);
    case 'double':
      return Buffer.concat([mail.subarray(0, position + byte), mail.subarray(position)]);
    case 'truncate':
      return mail.subarray(0, position);
  }
}

const brokenMail = fc
  .tuple(fc.constantFrom(...mails), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([mail, edits]) => edits.reduce(apply, mail));

test('a broken mail is refused or shown, never empty, never slow', async () => {
  await fc.assert(
    fc.asyncProperty(brokenMail, async (raw) => {
      const started = cpuNow();
      const mail = await parseInline(raw).catch(() => null);
      expect(cpuNow() - started).toBeLessThan(2_000);
      if (mail === null) return;
      expect(mail.text !== '' || mail.html !== null || mail.attachments.length > 0).toBe(true);
      expect(mail.text).not.toMatch(/[\0-\x08]/);
      for (const part of mail.attachments) expect(part.filename).toMatch(/^[^/\\\0-\x1f]{1,130}$/);
      expect(mailExternalKey(raw)).toMatch(/^(mid|dated|raw):[!-~]{1,250}$/);
    }),
    { numRuns: 800 },
  );
}, 60_000);

test('random bytes are a message or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const mail = await parseInline(bytes).catch(() => null);
      if (mail) expect(mail.text !== '' || mail.html !== null || mail.attachments.length > 0).toBe(true);
    }),
    { numRuns: 400 },
  );
}, 60_000);

/** Mails made to stop who reads them: each is read, or refused, in a moment. */
import { mailExternalKey } from '../../../../src/channels/email/externalKey.js';
import { mailboxesOf } from '../../../../src/channels/email/mailboxes.js';
import { parseInline } from '../../../../src/channels/email/parse.js';
import { BOMBS } from '../support/bombs.js';

test.each(BOMBS)('%s', async (_name, mail) => {
  const raw = Buffer.from(mail, 'latin1');
  // Processor time of this process, since other programs of the machine take their share of the clock's.
  const before = process.cpuUsage();
  expect(mailExternalKey(raw)).toMatch(/^(?:mid|dated|raw):[!-~]{1,250}$/);
  expect(mailboxesOf(raw, [], { isOurs: null, fallback: 'support@desk.example' })).toHaveLength(1);
  const parsed = await parseInline(raw).catch((error: unknown) => error);
  const { user } = process.cpuUsage(before);
  expect(user / 1000).toBeLessThan(2_000);
  if (parsed instanceof Error) return expect(parsed.message).not.toBe('');
  expect(parsed).toMatchObject({ messageId: 'bomb@example.org' });
});

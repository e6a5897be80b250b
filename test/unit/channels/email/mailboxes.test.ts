import { acceptMail } from '../../../../src/channels/email/intake.js';
import { mailAccount, mailboxesOf, type OurMailboxes } from '../../../../src/channels/email/mailboxes.js';
import type { InboundRaw } from '../../../../src/ports/intake.js';
import { cpuNow } from '../../../support/cpuNow.js';

const raw = (...lines: string[]): Buffer => Buffer.from([...lines, '', 'words'].join('\r\n'));
const known: OurMailboxes = { isOurs: (address) => /@desk\.example$/i.test(address), fallback: 'Support@desk.example' };
const unknown: OurMailboxes = { isOurs: null, fallback: 'support@desk.example' };

describe('the mailboxes that a mail came to', () => {
  test.each<[string, string[], string[], OurMailboxes, string[]]>([
    [
      'the envelope names them, each once, whatever the mail says',
      ['To: x@desk.example'],
      ['A@Desk.Example', 'a+tag@desk.example', 'b@desk.example'],
      known,
      ['a@desk.example', 'b@desk.example'],
    ],
    [
      'quotes mean nothing',
      [],
      ['"support"@desk.example', '"sup\\port+x"@desk.example', 'support@desk.example'],
      known,
      ['support@desk.example'],
    ],
    ['a reply address is its mailbox', [], ['support+so-abc@desk.example'], known, ['support@desk.example']],
    [
      'without an envelope the last server says it',
      ['Delivered-To: sales@desk.example', 'Delivered-To: forged@desk.example', 'To: x@desk.example'],
      [],
      known,
      ['sales@desk.example'],
    ],
    [
      'what was delivered to somebody else is not believed',
      ['Delivered-To: me@elsewhere.example', 'To: sales@desk.example'],
      [],
      known,
      ['sales@desk.example'],
    ],
    [
      'else the mail itself, all of ours',
      ['To: Ann <sales@desk.example>, friend@elsewhere.example', 'Cc: "B, C" <billing@desk.example>'],
      [],
      known,
      ['sales@desk.example', 'billing@desk.example'],
    ],
    ['else the fallback', ['To: undisclosed-recipients:;'], [], known, ['support@desk.example']],
    [
      'when nobody told us which are ours, the first',
      ['To: sales@desk.example, friend@elsewhere.example'],
      [],
      unknown,
      ['sales@desk.example'],
    ],
    ['and the fallback when it names nobody', ['Subject: hello'], [], unknown, ['support@desk.example']],
  ])('%s', (_name, lines, rcptTo, ours, expected) => {
    expect(mailboxesOf(raw('From: a@b.example', ...lines), rcptTo, ours)).toEqual(expected);
  });

  test('a hostile header is looked at in no time', () => {
    const mail = raw(`To: ${'a@b.c,'.repeat(200_000)}`, `Cc: ${'"'.repeat(500_000)}`);
    const started = cpuNow();
    expect(mailboxesOf(mail, [], known)).toEqual(['support@desk.example']);
    expect(cpuNow() - started).toBeLessThan(500);
  });
});

describe('taking a mail in', () => {
  const mail = raw('Message-ID: <a@b>', 'From: a@b.example');

  test('is a row for each mailbox, with one key', async () => {
    const rows: InboundRaw[] = [];
    const accepted = await acceptMail(
      async (row) => ({ intakeId: `row-${rows.push(row)}`, duplicate: false }),
      mail,
      ['a@desk.example', 'b@desk.example'],
      { via: 'smtp' },
    );
    expect(accepted).toEqual({ intakeId: 'row-1', duplicate: false });
    expect(rows.map((row) => row.channelAccount)).toEqual([mailAccount('a@desk.example'), mailAccount('b@desk.example')]);
    expect(new Set(rows.map((row) => row.externalKey)).size).toBe(1);
  });

  test.each([
    [[true, true], true],
    [[true, false], false],
    [[false, true], false],
  ])('duplicates %j make it a duplicate: %s', async (each, expected) => {
    let at = 0;
    const accepted = await acceptMail(async () => ({ intakeId: 'row', duplicate: each[at++] ?? false }), mail, ['a@x', 'b@x'], {
      via: 'smtp',
    });
    expect(accepted.duplicate).toBe(expected);
  });

  test('is refused as a whole when one of them cannot be stored', async () => {
    let at = 0;
    const accept = async (): Promise<{ intakeId: string; duplicate: boolean }> => {
      if (at++ === 1) throw new Error('disk full');
      return { intakeId: 'row', duplicate: false };
    };
    await expect(acceptMail(accept, mail, ['a@x', 'b@x'], { via: 'smtp' })).rejects.toThrow('disk full');
  });
});

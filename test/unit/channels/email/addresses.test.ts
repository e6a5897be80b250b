import { parseInline } from '../../../../src/channels/email/parse.js';

const b64 = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

describe('who a mail says it is from', () => {
  test.each<[string, string, string | null, string | null]>([
    ['a plain address', 'victim@corp.com', 'victim@corp.com', null],
    ['name and address', 'Victim <victim@corp.com>', 'victim@corp.com', null],
    ['a nested comment in front', '(a (b) attacker@evil.com) victim@corp.com', 'victim@corp.com', null],
    ['a nested comment behind', 'victim@corp.com (a (b) <attacker@evil.com>)', 'victim@corp.com', null],
    ['an address as the name', '"attacker@evil.com" <victim@corp.com>', 'victim@corp.com', null],
    ['an encoded address as the name', `${b64('attacker@evil.com')} <victim@corp.com>`, 'victim@corp.com', null],
    ['an encoded mailbox as the name', `${b64('X <attacker@evil.com>')} <victim@corp.com>`, 'victim@corp.com', null],
    ['a line break in an encoded name', `${b64('X\r\nBcc: evil@x')} <victim@corp.com>`, 'victim@corp.com', null],
    ['an unclosed bracket', 'Victim <victim@corp.com', 'victim@corp.com', null],
    ['a quoted bracket', '"<attacker@evil.com>" <victim@corp.com>', 'victim@corp.com', null],
    ['a source route', '<@relay.example:victim@corp.com>', 'victim@corp.com', 'malformed_from'],
    ['two addresses', 'victim@corp.com, attacker@evil.com', 'victim@corp.com', 'several_from_addresses'],
    ['two bracketed addresses', '<victim@corp.com> <attacker@evil.com>', 'victim@corp.com', 'malformed_from'],
    ['a bare address as the name', 'attacker@evil.com <victim@corp.com>', 'victim@corp.com', 'malformed_from'],
    ['the same address as the name', 'Victim@corp.com <victim@corp.com>', 'victim@corp.com', null],
    ['a group of two', 'G: victim@corp.com, attacker@evil.com;', 'victim@corp.com', 'several_from_addresses'],
    ['an empty group', 'Undisclosed:;', null, 'no_from'],
    ['nothing', '', null, 'no_from'],
    ['only a name', 'Victim', null, 'no_from'],
    ['no domain', 'victim@', null, 'no_from'],
    ['a space in the address', '<attacker@evil.com victim@corp.com>', 'attacker@evil.com', 'malformed_from'],
    ['two at-signs', '<attacker@evil.com@corp.com>', 'attacker@evil.com@corp.com', 'malformed_from'],
    ['capitals', 'VICTIM@CORP.COM', 'VICTIM@CORP.COM', null],
    ['an address in UTF-8', 'Jörg <jörg@exämple.de>', 'jörg@exämple.de', null],
    ['a look-alike domain', 'victim@xn--crp-tna.com', 'victim@cröp.com', null],
  ])('%s', async (_name, from, address, doubt) => {
    const mail = await parseInline(Buffer.from(`From: ${from}\r\nSubject: x\r\nMessage-ID: <a@x>\r\n\r\nwords\r\n`));
    expect({ address: mail.from?.address ?? null, doubt: mail.senderDoubt }).toEqual({ address, doubt });
    expect(mail.from?.name ?? '').not.toMatch(/[\r\n]/);
  });

  test('the first of three From lines counts, folded or not, whatever their letters', async () => {
    const mail = await parseInline(
      Buffer.from('FROM:\r\n first@x.example\r\nfrom: second@x.example\r\nFrom: third@x.example\r\nSubject: x\r\n\r\nwords\r\n'),
    );
    expect([mail.from?.address, mail.senderDoubt]).toEqual(['first@x.example', 'two_from_headers']);
  });

  test('a From line in the body is none', async () => {
    const mail = await parseInline(Buffer.from('From: a@x.example\r\nSubject: x\r\n\r\nFrom: b@x.example\r\n'));
    expect([mail.from?.address, mail.senderDoubt]).toEqual(['a@x.example', null]);
  });
});

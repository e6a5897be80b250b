import { parseInline } from '../../../../src/channels/email/parse.js';
import { eml } from '../support/fixtures.js';

const utf8 = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'utf8');

const mail = (subject: string, ...words: string[]): Buffer =>
  utf8(
    'From: bo@staff.example',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    ...words,
  );
const inner = async (raw: Buffer) => (await parseInline(raw)).forwardedFrom;

describe('whose mail a forward passes on', () => {
  test.each<[string, string, string[], { address: string; name: string | null }]>([
    [
      'Gmail',
      'Fwd: Lamp',
      [
        'fyi',
        '',
        '---------- Forwarded message ---------',
        'From: Cy Ohm <cy@shop.example>',
        'Date: Mon, Nov 2, 2026',
        'Subject: Lamp',
        'To: <bo@staff.example>',
        '',
        'Broken.',
      ],
      { address: 'cy@shop.example', name: 'Cy Ohm' },
    ],
    [
      'Outlook',
      'FW: Lamp',
      [
        '',
        '',
        'From: Cy Ohm <cy@shop.example>',
        'Sent: Monday, November 2, 2026 9:00 AM',
        'To: Bo <bo@staff.example>',
        'Subject: Lamp',
        '',
        'Broken.',
      ],
      { address: 'cy@shop.example', name: 'Cy Ohm' },
    ],
    [
      'Outlook of old, in German',
      'WG: Lampe',
      ['Von: Cy Ohm [mailto:cy@shop.example]', 'Gesendet: Montag, 2. November 2026 09:00', 'An: Bo', 'Betreff: Lampe', '', 'Kaputt.'],
      { address: 'cy@shop.example', name: 'Cy Ohm' },
    ],
    [
      'Apple Mail',
      'Fwd: Lamp',
      [
        'Begin forwarded message:',
        '',
        '> From: "Ohm, Cy" <cy@shop.example>',
        '> Subject: Lamp',
        '> Date: 2 November 2026',
        '> To: bo@staff.example',
        '>',
        '> Broken.',
      ],
      { address: 'cy@shop.example', name: 'Ohm, Cy' },
    ],
    [
      'QQ Mail',
      '转发：台灯',
      [
        '------------------ 原始邮件 ------------------',
        '发件人: "欧姆" <cy@shop.example>;',
        '发送时间: 2026年11月2日(星期一) 上午9:00',
        '收件人: "bo"<bo@staff.example>;',
        '主题: 台灯',
        '',
        '坏了。',
      ],
      { address: 'cy@shop.example', name: '欧姆' },
    ],
    [
      'a French one with an address only',
      'TR : Lampe',
      [
        "-----Message d'origine-----",
        'De : cy@shop.example',
        'Envoyé : lundi 2 novembre 2026 09:00',
        'À : Bo',
        'Objet : Lampe',
        '',
        'Cassée.',
      ],
      { address: 'cy@shop.example', name: null },
    ],
    [
      'of several the first below',
      'Fwd: Lamp',
      [
        '---------- Forwarded message ---------',
        'From: Cy Ohm <cy@shop.example>',
        'Date: today',
        'Subject: Re: Lamp',
        'To: bo',
        '',
        'Broken.',
        '',
        'From: Dee <dee@other.example>',
        'Sent: yesterday',
        'To: Cy',
        'Subject: Lamp',
      ],
      { address: 'cy@shop.example', name: 'Cy Ohm' },
    ],
  ])('%s', async (_program, subject, words, expected) => {
    expect(await inner(mail(subject, ...words))).toEqual(expected);
  });

  test('a mail that is attached as a file', async () => {
    const raw = eml(
      'From: bo@staff.example',
      'Subject: Fw: Lamp',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See below.',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment; filename=lamp.eml',
      '',
      'From: Cy Ohm <cy@shop.example>',
      'Date: Mon, 02 Nov 2026 08:00:00 +0000',
      'Subject: Lamp',
      '',
      'Broken.',
      '--b--',
    );
    expect(await inner(raw)).toEqual({ address: 'cy@shop.example', name: 'Cy Ohm' });
  });

  test('words of a forward within a forward are shown with theirs', async () => {
    const raw = eml(
      'From: bo@staff.example',
      'Subject: Fw: Lamp',
      'Content-Type: message/rfc822',
      '',
      'From: Cy Ohm <cy@shop.example>',
      'Subject: Fw: Lamp',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      '',
      'See this.',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment',
      '',
      'From: Dee <dee@other.example>',
      'Subject: Lamp',
      '',
      'Broken.',
      '--b--',
    );
    expect((await parseInline(raw)).text).toMatch(/From: "Cy Ohm"[^]*See this\.[^]*From: "Dee"[^]*Broken\./);
  });

  test.each<[string, string, string[]]>([
    [
      'a reply that quotes such a head',
      'Re: Lamp',
      ['Yes.', '', 'From: Cy Ohm <cy@shop.example>', 'Sent: Monday', 'To: Bo', 'Subject: Lamp'],
    ],
    ['no head', 'Fwd: Lamp', ['From: the shop, they say it is broken', 'cy@shop.example']],
    ['a head without an address', 'FW: Lamp', ['From: Cy Ohm', 'Sent: Monday', 'To: Bo', 'Subject: Lamp']],
    ['a head with a broken address', 'FW: Lamp', ['From: Cy Ohm <cy@>', 'Sent: Monday', 'To: Bo', 'Subject: Lamp']],
    ['nothing', 'Fwd:', ['']],
  ])('nobody is named by %s', async (_what, subject, words) => {
    expect(await inner(mail(subject, ...words))).toBeNull();
  });

  test('a head of 200 kB is read at once', async () => {
    const started = process.cpuUsage();
    expect(
      await inner(
        mail('Fwd: Lamp', `From: ${'a '.repeat(50_000)}`, `Sent: ${'<'.repeat(50_000)}`, `To: ${'('.repeat(50_000)}`, 'Subject: x'),
      ),
    ).toBeNull();
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(1_000);
  });
});

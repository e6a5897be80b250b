/** What leaves by SMTP, to the byte: whose envelope it is in, and that no words of ours become a command or a header. */
import { findEnvelopeTokens } from '../../../../src/channels/email/ids.js';
import { parseInline } from '../../../../src/channels/email/parse.js';
import { createMemoryBlobs } from '../support/fixtures.js';
import { asMessage, channelTo, draft, ID, never, startRelay, type Relay } from '../support/outgoing.js';

const relays: Relay[] = [];
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close();
});
async function relayThat(answers: Parameters<typeof startRelay>[0] = {}): Promise<Relay> {
  const relay = await startRelay(answers);
  relays.push(relay);
  return relay;
}
const sendersOf = (relay: Relay): string[] => relay.commands.flatMap((line) => /^MAIL FROM:<([^>]*)>/.exec(line)?.[1] ?? []);

describe('the envelope sender', () => {
  const SIGNED = /^support\+sb-[a-z2-7]{45}@desk\.example$/;

  test('is signed for the mail, the same each time, and another one for another mail', async () => {
    const relay = await relayThat();
    const { sender } = channelTo(relay.url);
    const message = asMessage(sender.prepare(draft));
    const sent = await sender.send(message, never);
    await sender.send(message, never);
    await sender.send(asMessage(sender.prepare({ ...draft, id: '0190aabbccdd001122334456' }), { id: '0190aabbccdd001122334456' }), never);
    sender.close();
    const [first, again, other] = sendersOf(relay);
    expect(first).toMatch(SIGNED);
    expect(sent.returnPath).toBe(first);
    expect(findEnvelopeTokens(`<${first}>`)).toMatchObject([{ messageId: ID }]);
    expect(again).toBe(first);
    expect(other).toMatch(SIGNED);
    expect(other).not.toBe(first);
    // Customers see the mailbox.
    expect(relay.mails[0]).toMatch(/^From: .*<support@desk\.example>\r$/m);
    expect(relay.mails.join('')).not.toContain('+sb-');
  });

  test.each<[string, Parameters<typeof channelTo>[1], boolean]>([
    ['plus addressing is off', { plusAddressing: false }, true],
    ['the mailbox has it switched off', {}, false],
    ['the address leaves no room', { fromAddress: 'customer-service-and-returns@desk.example' }, true],
  ])('is the plain address when %s', async (_what, config, signedEnvelope) => {
    const relay = await relayThat();
    const { sender } = channelTo(relay.url, config, createMemoryBlobs(), async () => ({ relay: null, signedEnvelope }));
    const plain = config?.fromAddress ?? 'support@desk.example';
    expect(await sender.send(asMessage(sender.prepare(draft)), never)).toMatchObject({ state: 'accepted', returnPath: plain });
    sender.close();
    expect(sendersOf(relay)).toEqual([plain]);
  });

  test.each<[string, Parameters<typeof startRelay>[0]]>([
    ['at MAIL', { MAIL: (line) => (line.includes('+sb-') ? '550 5.7.1 unknown sender' : '250 ok') }],
    ['at RCPT, as Postfix does', {}],
    ['after the words, as Exchange does', {}],
  ])('is the plain address at once where a relay lets out no other one: told %s', async (what, answers) => {
    let signed = true;
    const relay = await relayThat({
      MAIL: (line) => {
        signed = line.includes('+sb-');
        return '250 ok';
      },
      ...(what.includes('Postfix')
        ? { RCPT: () => (signed ? '553 5.7.1 <support+sb-x@desk.example>: Sender address rejected: not owned by user support' : '250 ok') }
        : {}),
      ...(what.includes('Exchange')
        ? { '.': () => (signed ? '550 5.7.60 SMTP; Client does not have permissions to send as this sender' : '250 ok') }
        : {}),
      ...answers,
    });
    const { sender } = channelTo(relay.url);
    expect(await sender.send(asMessage(sender.prepare(draft)), never)).toMatchObject({
      state: 'accepted',
      returnPath: 'support@desk.example',
    });
    sender.close();
    expect(sendersOf(relay)).toEqual([expect.stringMatching(SIGNED), 'support@desk.example']);
  });

  test.each<[string, Parameters<typeof startRelay>[0]]>([
    ['the recipient is unknown', { RCPT: '550 5.1.1 user unknown' }],
    ['the words are refused', { '.': '554 5.7.1 spam' }],
    ['the relay says later about the sender', { MAIL: '451 4.7.1 try again' }],
  ])('is not given up when %s', async (_what, answers) => {
    const relay = await relayThat(answers);
    const { sender } = channelTo(relay.url);
    await expect(sender.send(asMessage(sender.prepare(draft)), never)).rejects.toMatchObject({ name: 'DeliveryFailure' });
    sender.close();
    expect(sendersOf(relay)).toEqual([expect.stringMatching(SIGNED)]);
  });
});

/** All ends of data that some server takes for one, with a command behind it (S33). */
const ENDS = ['\r\n.\r\n', '\n.\n', '\r.\r', '\n.\r\n', '\r\n.\n', '\r\n.\r', '\r.\r\n', '\n.\r', '\r.\n', '\0\r\n.\r\n', '\n..\n'];
const SMUGGLED = 'MAIL FROM:<evil@x>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\nFrom: evil@x\r\n\r\nsmuggled\r\n.\r\n';

test.each(ENDS)('words that hold %j leave as one mail, without a bare CR or LF on the wire', async (end) => {
  const relay = await relayThat();
  const blobs = createMemoryBlobs();
  const words = `Dear Ann,${end}${SMUGGLED}`;
  const sha256 = await blobs.put(Buffer.from(words));
  const { sender } = channelTo(relay.url, {}, blobs);
  const file = {
    filename: 'words.txt',
    contentType: 'text/plain',
    size: words.length,
    inline: false,
    contentId: null,
    state: 'stored' as const,
    sha256,
    sourceUrl: null,
  };
  const trailer = { signature: words, quote: { intro: `On a day${end}Ann wrote:`, text: words } };
  for (const html of [null, `<p>${words}</p><pre>${words}</pre>`])
    await sender.send(asMessage(sender.prepare(draft), { text: words, html, attachments: [file], trailer }), never);
  sender.close();
  expect(relay.mails).toHaveLength(2);
  expect(relay.commands.filter((line) => /^(?:MAIL|DATA)/i.test(line)).length).toBe(4);
  expect(relay.commands.join('\n')).not.toContain('evil');
  for (const mail of relay.mails) {
    expect(mail.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
    // A line that is a lone dot would end the mail at a server that forgives more than the RFC.
    expect(mail).not.toMatch(/(?:^|\r\n)\.\r\n/);
    const parsed = await parseInline(Buffer.from(mail.replaceAll('\r\n..', '\r\n.'), 'latin1'));
    expect(parsed.text).toContain('smuggled');
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['words.txt']);
    expect(Buffer.from(parsed.attachments[0]?.bytes ?? []).toString()).toBe(words);
  }
});

/** Of the agent who answers: it stands in From beside our address (S34). */
test.each<[string, string]>([
  ['a comma', 'Ohm, Bo'],
  ['another address', 'Bo <evil@x.example>, Eve'],
  ['quotes and backslashes', 'Bo "the \\" best\\'],
  ['a comment', 'Bo (evil@x.example)'],
  ['a group', 'Support: evil@x.example;'],
  ['an encoded word', '=?utf-8?Q?evil=40x=2Eexample=0D=0ABcc=3A_evil=40x?='],
  ['another script, over several lines of header', '客服 '.repeat(60)],
  ['marks that turn the text around', 'Bo \u202eelpmaxe.x@live'],
])('an agent whose name holds %s still writes from our address alone', async (_what, name) => {
  const relay = await relayThat();
  const { sender } = channelTo(relay.url);
  const prepared = sender.prepare({ ...draft, agentName: name });
  await sender.send(asMessage(prepared, { from: { ...prepared.from, name } }), never);
  sender.close();
  const parsed = await parseInline(Buffer.from(relay.mails[0] ?? '', 'latin1'));
  expect({ address: parsed.from?.address, doubt: parsed.senderDoubt }).toEqual({ address: 'support@desk.example', doubt: null });
  expect(parsed.replyTo?.address).toMatch(/^support\+so-/);
  expect([parsed.to.map(({ address }) => address), parsed.cc]).toEqual([['ann@example.com'], []]);
  expect(relay.mails[0]).not.toMatch(/^bcc:/im);
  expect(relay.commands.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<ann@example.com>']);
});

test.each(['Bo\r\nBcc: evil@x.example', 'Bo\nBcc: evil@x.example', 'Bo\rBcc: evil@x.example', 'Bo\0', 'Bo\u2028Bcc: evil@x.example'])(
  "an agent's name %j is refused before it is stored, and nothing of it leaves when it was stored all the same",
  async (name) => {
    const relay = await relayThat();
    const { sender } = channelTo(relay.url);
    expect(() => sender.prepare({ ...draft, agentName: name })).toThrow(expect.objectContaining({ code: 'invalid_input' }) as Error);
    const prepared = sender.prepare(draft);
    await expect(sender.send(asMessage(prepared, { from: { ...prepared.from, name } }), never)).rejects.toMatchObject({
      name: 'DeliveryFailure',
      outcome: 'final',
    });
    sender.close();
    expect(relay.commands.filter((line) => line.startsWith('DATA'))).toEqual([]);
  },
);

import fc from '../../../support/random.js';
import {
  createMailIds,
  findEnvelopeTokens,
  findOwnMessageIds,
  findReplyTokens,
  parseOwnMessageId,
} from '../../../../src/channels/email/ids.js';

const KEY = Buffer.alloc(32, 7);
const ID = '0190aabbccdd001122334455';
const ids = createMailIds(KEY, 'desk.example');
const other = createMailIds(Buffer.alloc(32, 8), 'desk.example');

describe('our Message-IDs', () => {
  const minted = ids.mintMessageId(ID, 'Ann@Example.com');
  const parsed = parseOwnMessageId(minted);

  test('carry the message and 128 bits of signature', () => {
    expect(minted).toMatch(/^so-[0-9a-f]{24}-[0-9a-f]{32}@desk\.example$/);
    expect(parsed?.messageId).toBe(ID);
  });

  test('hold for the recipient, in any case of letters, with brackets or without', () => {
    expect(parsed && ids.verifyOwnMessageId(parsed, ['x@y.z', 'ann@example.com'])).toBe(true);
    expect(parseOwnMessageId(`<${minted.toUpperCase()}>`)).toEqual(parsed);
  });

  test.each([
    ['another recipient', () => ids.verifyOwnMessageId(parsed ?? { messageId: '', mac: '' }, ['eve@example.com'])],
    ['no recipients', () => ids.verifyOwnMessageId(parsed ?? { messageId: '', mac: '' }, [])],
    ['another key', () => other.verifyOwnMessageId(parsed ?? { messageId: '', mac: '' }, ['ann@example.com'])],
    [
      'another message',
      () => ids.verifyOwnMessageId({ messageId: '0190aabbccdd001122334456', mac: parsed?.mac ?? '' }, ['ann@example.com']),
    ],
    ['a shorter signature', () => ids.verifyOwnMessageId({ messageId: ID, mac: (parsed?.mac ?? '').slice(0, 16) }, ['ann@example.com'])],
    ['an empty signature', () => ids.verifyOwnMessageId({ messageId: ID, mac: '' }, ['ann@example.com'])],
    ['use as a reply token', () => ids.verifyReplyToken(parsed ?? { messageId: '', mac: '' }, ['ann@example.com'])],
    ['use as a loop mark', () => ids.verifyLoopMark(parsed ?? { messageId: '', mac: '' }, ['ann@example.com'])],
  ])('do not hold for %s', (_name, verify) => {
    expect(verify()).toBe(false);
  });

  test.each([
    '',
    'so-1-2@x',
    `so-${ID}@desk.example`,
    `so-${ID}-zz@desk.example`,
    `xso-${ID}-${'0'.repeat(32)}@d`,
    `so-${ID}-${'0'.repeat(32)}`,
    `so-${ID}-${'0'.repeat(32)}@d>evil`,
  ])('%j is not one of ours', (id) => {
    expect(parseOwnMessageId(id)).toBeNull();
  });

  test('any forged signature is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (mac) => {
        expect(ids.verifyOwnMessageId({ messageId: ID, mac: Buffer.from(mac).toString('hex') }, ['ann@example.com'])).toBe(false);
      }),
    );
  });

  test('are found in a bounce, wherever they stand', () => {
    expect(
      findOwnMessageIds(Buffer.from(`x\r\nMessage-ID:\r\n <${minted}>\r\n> References: <${minted}> <a@b> -so-${minted.slice(3)}`)),
    ).toEqual([minted]);
  });

  test('a key that is too short is refused at once', () => {
    expect(() => createMailIds(Buffer.alloc(16), 'x')).toThrow(/32 bytes/);
  });
});

describe('reply addresses', () => {
  const address = ids.mintReplyAddress('support@desk.example', ID, 'ann@example.com') ?? '';

  test('fit into a local part and survive capital letters', () => {
    expect(address).toMatch(/^support\+so-[a-z2-7]{45}@desk\.example$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    for (const form of [address, address.toUpperCase(), `"Support" <${address}>, other@x.y`]) {
      const [token] = findReplyTokens(form);
      expect(token?.messageId).toBe(ID);
      expect(token && ids.verifyReplyToken(token, ['ann@example.com'])).toBe(true);
      expect(token && ids.verifyReplyToken(token, ['eve@example.com'])).toBe(false);
      expect(token && other.verifyReplyToken(token, ['ann@example.com'])).toBe(false);
    }
  });

  test.each(['customer-service', 'kundenservice-retouren'])('%s@ has room for 80 bits', (local) => {
    const short = ids.mintReplyAddress(`${local}@desk.example`, ID, 'ann@example.com') ?? '';
    expect(short).toMatch(new RegExp(`^${local}\\+so-[a-z2-7]{36}@desk\\.example$`));
    expect(short.indexOf('@')).toBeLessThanOrEqual(64);
    const [token] = findReplyTokens(short.toUpperCase());
    expect(token).toMatchObject({ messageId: ID, mac: expect.stringMatching(/^[0-9a-f]{20}$/) as string });
    expect(token && ids.verifyReplyToken(token, ['ann@example.com'])).toBe(true);
    expect(token && ids.verifyReplyToken(token, ['eve@example.com'])).toBe(false);
    expect(token && other.verifyReplyToken(token, ['ann@example.com'])).toBe(false);
    expect(token && ids.verifyEnvelopeToken(token, ['ann@example.com'])).toBe(false);
    for (const length of [0, 2, 18, 22, 30])
      expect(token && ids.verifyReplyToken({ ...token, mac: token.mac.padEnd(40, '0').slice(0, length) }, ['ann@example.com'])).toBe(false);
  });

  test('are not made when the local part leaves no room', () => {
    expect(ids.mintReplyAddress('customer-service-and-returns@desk.example', ID, 'ann@example.com')).toBeNull();
  });

  test('an envelope sender is signed for its own use', () => {
    const sender = ids.mintEnvelopeSender('support@desk.example', ID, 'ann@example.com') ?? '';
    expect(sender).toMatch(/^support\+sb-[a-z2-7]{45}@desk\.example$/);
    const [token] = findEnvelopeTokens(`<${sender.toUpperCase()}>`);
    expect(findReplyTokens(sender)).toEqual([]);
    expect(token && ids.verifyEnvelopeToken(token, ['Ann@example.com'])).toBe(true);
    expect(token && ids.verifyEnvelopeToken(token, ['eve@example.com'])).toBe(false);
    expect(token && ids.verifyReplyToken(token, ['ann@example.com'])).toBe(false);
  });

  test('every id makes the way there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.emailAddress(), (bytes, recipient) => {
        const id = Buffer.from(bytes).toString('hex');
        const [token] = findReplyTokens(ids.mintReplyAddress('help@d.example', id, recipient) ?? '');
        expect(token?.messageId).toBe(id);
        expect(token && ids.verifyReplyToken(token, [recipient])).toBe(true);
      }),
    );
  });

  test('a changed letter breaks the signature', () => {
    const local = address.slice(0, address.indexOf('@'));
    for (let at = 'support+so-'.length; at < local.length; at += 1) {
      const changed = `${local.slice(0, at)}${local[at] === 'a' ? 'b' : 'a'}${local.slice(at + 1)}@desk.example`;
      const [token] = findReplyTokens(changed);
      // The last letter carries spare bits: a change there may decode to the same bytes.
      if (at < local.length - 1)
        expect(token !== undefined && token.messageId === ID && ids.verifyReplyToken(token, ['ann@example.com'])).toBe(false);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { UnreadableSecret, decryptSecret, deriveKey, encryptSecret } from '../../../src/config/secrets.js';

const key = deriveKey('one-root-key-of-more-than-32-chars', 'channel-secrets');

describe('deriveKey', () => {
  it('gives 32 bytes, the same ones for the same purpose and others for another', () => {
    expect(key).toHaveLength(32);
    expect(deriveKey('one-root-key-of-more-than-32-chars', 'channel-secrets').equals(key)).toBe(true);
    expect(deriveKey('one-root-key-of-more-than-32-chars', 'sessions').equals(key)).toBe(false);
    expect(deriveKey('another-root-key-of-more-than-32-c', 'channel-secrets').equals(key)).toBe(false);
  });

  it('never changes between releases: stored secrets and mailed tokens depend on it', () => {
    expect(deriveKey('fixed', 'reply-tokens').toString('hex')).toBe('c137c1f14a951b078dbc1911cdb6b36eb09c4e6958c89cea7b61355c2bb3c212');
  });
});

describe('encryptSecret', () => {
  it('can be read again with the same key in the same place', () => {
    const sealed = encryptSecret(key, 'pä55wörd', 'account:1:password');
    expect(sealed).not.toContain('55w');
    expect(decryptSecret(key, sealed, 'account:1:password')).toBe('pä55wörd');
  });

  it('never gives the same text twice', () => {
    expect(encryptSecret(key, 'same', 'here')).not.toBe(encryptSecret(key, 'same', 'here'));
  });

  const sealed = encryptSecret(key, 'secret', 'account:1:password');
  const changed = (part: number): string => {
    const parts = sealed.split('.');
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    parts[part] = bytes.toString('base64url');
    return parts.join('.');
  };

  it.each([
    ['another place', sealed, key, 'account:2:password'],
    ['another key', sealed, deriveKey('other', 'channel-secrets'), 'account:1:password'],
    ['a changed iv', changed(1), key, 'account:1:password'],
    ['a changed tag', changed(2), key, 'account:1:password'],
    ['a changed text', changed(3), key, 'account:1:password'],
    [
      'a tag cut to 4 bytes',
      sealed
        .split('.')
        .map((part, at) => (at === 2 ? part.slice(0, 6) : part))
        .join('.'),
      key,
      'account:1:password',
    ],
    ['no sealed text', 'hello', key, 'account:1:password'],
  ])('refuses %s', (_what, text, withKey, context) => {
    expect(() => decryptSecret(withKey, text, context)).toThrow(UnreadableSecret);
  });
});

import { createFileLinks } from '../../../src/lib/fileLinks.js';

const links = createFileLinks(Buffer.alloc(32, 1));
const file = { messageId: '0190aabbccdd001122334455', index: 3 };
const now = new Date('2026-11-22T12:34:56Z');
const token = links.pathOf(file, now).replace('/media/', '');

test('a link leads to its file until it ends', () => {
  expect(links.read(token, now)).toEqual(file);
  expect(links.read(token, new Date('2026-11-23T00:59:59Z'))).toEqual(file);
  expect(links.read(token, new Date('2026-11-23T01:00:00Z'))).toBeNull();
});

test('a page that is drawn again within the hour has the same links', () => {
  expect(links.pathOf(file, new Date('2026-11-22T12:59:00Z'))).toBe(`/media/${token}`);
});

test('nothing of it can be changed, and no other key makes it', () => {
  const bytes = Buffer.from(token, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(links.read(changed.toString('base64url'), now)).toBeNull();
  }
  for (const other of ['', 'x', token.slice(1), `${token}A`, `${token}=`, token.toLowerCase(), '../../etc/passwd'])
    expect(links.read(other, now)).toBeNull();
  expect(createFileLinks(Buffer.alloc(32, 2)).read(token, now)).toBeNull();
});

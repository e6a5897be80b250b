import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { packTar, unpackTar } from '../../../src/store/care/tar.js';
import { newFolder, removeFolders } from './support.js';

afterAll(removeFolders);

test('what is packed is unpacked again, and both tell how far they are', async () => {
  const [from, to] = [newFolder(), newFolder()];
  writeFileSync(join(from, 'first'), '1');
  writeFileSync(join(from, 'large'), Buffer.alloc(3_000_000, 'x'));
  const file = join(newFolder(), 'a.tar');
  const [packed, unpacked] = [[], []] as number[][] as [number[], number[]];
  await packTar(from, file, 'first', new Date(), (bytes) => packed.push(bytes));
  await unpackTar(file, to, (bytes) => unpacked.push(bytes));
  expect(readFileSync(join(to, 'large')).equals(readFileSync(join(from, 'large')))).toBe(true);
  for (const told of [packed, unpacked]) {
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(3_000_001);
  }
});

test('a tar that cannot be finished leaves nothing of itself: on a full disk it would keep it full', async () => {
  const from = newFolder();
  writeFileSync(join(from, 'there'), 'x');
  const file = join(newFolder(), 'a.tar');
  await expect(packTar(from, file, 'missing', new Date())).rejects.toThrow('ENOENT');
  expect([existsSync(file), existsSync(`${file}.packing`)]).toEqual([false, false]);
});

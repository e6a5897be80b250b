/** Blobs: files beside the embedded store, GridFS on MongoDB. */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Blobs } from '../../src/ports/blobs.js';
import { createLocalBlobs } from '../../src/store/localBlobs.js';
import { canMount, mountDisk } from '../support/disk.js';
import { newPlace, SERVER } from './support/testStore.js';

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe(`blobs on ${SERVER}`, () => {
  const place = newPlace();
  let blobs: Blobs;
  beforeAll(async () => {
    ({ blobs } = await place.open());
  });
  afterAll(() => place.remove());

  test.each([0, 1, 261_120, 1_000_003])('%i bytes come back', async (size) => {
    const bytes = randomBytes(size);
    const sha256 = await blobs.put(bytes);
    expect(sha256).toBe(hash(bytes));
    expect((await blobs.get(sha256)).equals(bytes)).toBe(true);
    expect((await buffer(await blobs.open(sha256))).equals(bytes)).toBe(true);
  });

  test('what is not there is an error, at once', async () => {
    await expect(blobs.get(hash(Buffer.from('nothing')))).rejects.toThrow();
    await expect(blobs.open(hash(Buffer.from('nothing')))).rejects.toThrow();
  });

  test('the same bytes from several processes at once are whole', async () => {
    const { blobs: other } = await place.open();
    const bytes = randomBytes(900_000);
    const put = await Promise.all([blobs, other, blobs, other, blobs].map((one) => one.put(bytes)));
    expect(new Set(put)).toEqual(new Set([hash(bytes)]));
    expect((await blobs.get(hash(bytes))).equals(bytes)).toBe(true);
    expect((await buffer(await other.open(hash(bytes)))).equals(bytes)).toBe(true);
  });

  test('an upload that died half way does not stand in the way of the next', async () => {
    if (place.config.kind === 'embedded') return;
    const bytes = randomBytes(600_000);
    await blobs.put(bytes);
    // As after a kill before the last step: the chunks are there, the file's row is not.
    const files = await place.raw((db) => db.collection('blobs.files').deleteMany({ filename: hash(bytes) }));
    expect(files.deletedCount).toBe(1);
    await expect(blobs.get(hash(bytes))).rejects.toThrow();
    await blobs.put(bytes);
    expect((await blobs.get(hash(bytes))).equals(bytes)).toBe(true);
  });

  const onReadOnlyDisk = SERVER === 'embedded' && canMount() ? test : test.skip;
  onReadOnlyDisk('a disk that became read-only is named, and takes blobs again when it may', async () => {
    const disk = mountDisk(8);
    try {
      const local = createLocalBlobs(join(disk.folder, 'blobs'));
      const kept = await local.put(Buffer.from('before'));
      disk.protect();
      await expect(local.put(Buffer.from('during'))).rejects.toThrow(/read-only/i);
      expect((await local.get(kept)).toString()).toBe('before');
      disk.unprotect();
      expect((await local.get(await local.put(Buffer.from('during')))).toString()).toBe('during');
    } finally {
      disk.remove();
    }
  });
});

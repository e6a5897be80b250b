import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '../lib/errors.js';

/**
 * Writes a stream to a new file and syncs it, hashing on the way.
 * @throws AppError `too_large` beyond `limit` bytes; the file is the caller's to remove.
 */
export async function spool(bytes: Readable, file: string, limit: number): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    // Not destroyed when it is too large: an HTTP request has to be answered yet.
    for await (const part of bytes.iterator({ destroyOnReturn: false })) {
      const chunk = Buffer.from(part as Uint8Array);
      size += chunk.length;
      if (size > limit) throw new AppError('too_large', `A file may have ${Math.floor(limit / 1_000_000)} MB at most.`);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

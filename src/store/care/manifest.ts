import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CareError } from './careError.js';
import { writeDurably } from './fileShelf.js';

/** Written last: a folder without it is no backup. */
export const MANIFEST = 'manifest.json';
/** One line for each blob: its sha256, a space, its size. */
export const BLOB_LIST = 'blobs.txt';
/** Raised when an older release could not restore what this one writes. */
const FORMAT = 1;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.number().int().nonnegative();
/** Part names become paths: nothing but these. */
const PartName = z.string().regex(/^(collections\/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}$/);

const ManifestSchema = z.object({
  product: z.literal('sayonce'),
  format: z.number().int(),
  engine: z.enum(['embedded', 'mongodb']),
  /** Everything that was acknowledged before this time is in the backup. */
  mark: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  counts: z.record(z.string(), Count),
  /** `missing`: named, but absent from the store itself when it was backed up. */
  blobs: z.object({ count: Count, bytes: Count, missing: Count }),
  holdsSecretKey: z.boolean(),
  parts: z.array(z.object({ name: PartName, size: Count, sha256: Sha256 })),
});

/** What a backup holds. Sizes and `bytes` in bytes. */
export type Manifest = z.infer<typeof ManifestSchema>;
export type ManifestPart = Manifest['parts'][number];
/** The format of the backups that this release writes. */
export const manifestFormat = (): number => FORMAT;

const sealOf = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** Writes what is in a backup, sealed, as its last file: a folder without it is no backup. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeDurably(path.join(folder, MANIFEST), `${JSON.stringify({ ...manifest, seal: sealOf(manifest) }, null, 2)}\n`);
}

/** @throws CareError when it is missing, damaged or of a newer release. */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; seal: string }> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => {
    throw new CareError(`There is no ${MANIFEST} in ${folder}: this is no backup, or one that was never finished.`);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new CareError(`The ${MANIFEST} is damaged: it is not JSON.`);
  }
  const { seal, ...body } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>;
  if (typeof body['format'] === 'number' && body['format'] > FORMAT)
    throw new CareError(`This backup has format ${body['format']}, made by a newer release; this one reads up to ${FORMAT}.`);
  const read = ManifestSchema.safeParse(body);
  if (!read.success || typeof seal !== 'string' || seal !== sealOf(body))
    throw new CareError(`The ${MANIFEST} is damaged: it is not as the backup wrote it.`);
  return { manifest: read.data, seal };
}

/** The size in bytes and the SHA-256 of a file of a backup. */
export async function describePart(folder: string, name: string): Promise<ManifestPart> {
  const file = path.join(folder, name);
  return { name, size: (await stat(file)).size, sha256: await hashFile(file) };
}

/** @throws CareError naming the first part that is missing or not as it was written. */
export async function verifyParts(folder: string, { parts }: Manifest): Promise<void> {
  for (const part of parts) {
    const file = path.join(folder, part.name);
    const info = await stat(file).catch(() => null);
    if (!info) throw new CareError(`The backup is damaged: ${part.name} is missing.`);
    if (info.size !== part.size) throw new CareError(`The backup is damaged: ${part.name} has ${info.size} bytes instead of ${part.size}.`);
    if ((await hashFile(file)) !== part.sha256)
      throw new CareError(`The backup is damaged: ${part.name} has another sha256 than was written.`);
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

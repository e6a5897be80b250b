import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { CareError } from './careError.js';
import { entries, syncPath } from './fileShelf.js';

/** One file to carry a backup in, in the form that every `tar` reads (ustar; large sizes as GNU tar writes them). */

const BLOCK = 512;
const PIECE = 1 << 20;
const OCTAL_LIMIT = 8 ** 11;

/**
 * Packs all files under a folder, `first` ahead of the others. The archive is complete or absent.
 * @param onPiece called with the number of bytes so far
 */
export async function packTar(
  folder: string,
  file: string,
  first: string,
  mtime: Date,
  onPiece: (bytes: number) => void = () => undefined,
): Promise<void> {
  const beside = `${file}.packing`;
  await rm(beside, { force: true });
  const out = await open(beside, 'wx', 0o600);
  try {
    let bytes = 0;
    await add(first);
    for await (const name of filesIn(folder)) if (name !== first) await add(name);
    await out.writeFile(Buffer.alloc(BLOCK * 2));
    await out.sync();

    async function add(name: string): Promise<void> {
      const source = await open(path.join(folder, name), 'r');
      try {
        const { size } = await source.stat();
        await out.writeFile(headerOf(name, size, mtime));
        await pour(source, out, size, name, (more) => onPiece((bytes += more)));
        await out.writeFile(Buffer.alloc(paddingOf(size)));
      } finally {
        await source.close();
      }
    }
  } catch (error) {
    // On a full disk it would keep it full.
    await rm(beside, { force: true });
    throw error;
  } finally {
    await out.close();
  }
  await rename(beside, file);
  await syncPath(path.dirname(file));
}

/**
 * Unpacks an archive of `packTar` into a folder that is its own.
 * @param onPiece called with the number of bytes so far
 * @throws CareError when it is damaged, ends early, or names a file outside of the folder
 */
export async function unpackTar(file: string, folder: string, onPiece: (bytes: number) => void = () => undefined): Promise<void> {
  const archive = await open(file, 'r').catch(() => {
    throw new CareError(`There is no backup ${file}, or it cannot be read.`);
  });
  try {
    for (let bytes = 0; ;) {
      const header = Buffer.alloc(BLOCK);
      if ((await fill(archive, header)) < BLOCK) throw new CareError(`${file} ends too early: it was cut off.`);
      if (header.every((byte) => byte === 0)) return;
      const { name, size } = readHeader(header, file);
      const target = path.join(folder, name);
      await mkdir(path.dirname(target), { recursive: true });
      const out = await open(target, 'w', 0o600);
      try {
        await pour(archive, out, size, name, (more) => onPiece((bytes += more)));
      } finally {
        await out.close();
      }
      await fill(archive, Buffer.alloc(paddingOf(size)));
    }
  } finally {
    await archive.close();
  }
}

async function* filesIn(folder: string, under = ''): AsyncGenerator<string> {
  for (const name of await entries(path.join(folder, under))) {
    const inner = under ? `${under}/${name}` : name;
    const handle = await open(path.join(folder, inner), 'r');
    const isFolder = (await handle.stat()).isDirectory();
    await handle.close();
    if (isFolder) yield* filesIn(folder, inner);
    else yield inner;
  }
}

function headerOf(name: string, size: number, mtime: Date): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`a name too long for a tar: ${name}`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (size < OCTAL_LIMIT) header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write(
    `${Math.floor(mtime.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function readHeader(header: Buffer, file: string): { name: string; size: number } {
  const stored = Number.parseInt(header.toString('latin1', 148, 156), 8);
  const plain = Buffer.from(header);
  plain.write('        ', 148);
  if (stored !== checksumOf(plain)) throw new CareError(`${file} is damaged, or is no tar of a backup.`);
  const name = header.toString('utf8', 0, header.indexOf(0, 0));
  const isFile = header[156] === 0x30 || header[156] === 0;
  // An archive from elsewhere must not write where it likes.
  if (!isFile || name === '' || name.startsWith('/') || name.split('/').includes('..') || name.includes('\\'))
    throw new CareError(`${file} is no tar of a backup: it holds ${JSON.stringify(name)}.`);
  const size = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('latin1', 124, 136), 8);
  return { name, size };
}

function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

async function pour(from: FileHandle, to: FileHandle, size: number, name: string, onPiece: (bytes: number) => void): Promise<void> {
  const piece = Buffer.allocUnsafe(Math.min(PIECE, size));
  for (let left = size; left > 0;) {
    const got = await fill(from, piece.subarray(0, Math.min(piece.length, left)));
    if (got === 0) throw new CareError(`${name} ends too early.`);
    await to.writeFile(piece.subarray(0, got));
    left -= got;
    onPiece(got);
  }
}

/** Reads until the buffer is full or the file ends. */
async function fill(from: FileHandle, buffer: Buffer): Promise<number> {
  let have = 0;
  while (have < buffer.length) {
    const { bytesRead } = await from.read(buffer, have, buffer.length - have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return have;
}

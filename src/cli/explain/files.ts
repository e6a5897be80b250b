import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Standard input, on the command line. */
export const STDIN = '-';
/** More than any mail server takes. */
const MAX_BYTES = 200 * 1024 * 1024;

/** Files as they are named, folders as the mails in them. What is not there is told when it is read. */
export function listFiles(named: readonly string[]): string[] {
  return named.flatMap((name) => (name !== STDIN && statSync(name, { throwIfNoEntry: false })?.isDirectory() ? mailsIn(name) : [name]));
}

function mailsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.eml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** @throws when it cannot be read, or is no mail by its size. */
export async function readSource(file: string): Promise<Buffer> {
  const raw = file === STDIN ? await readStdin() : await readFile(file).catch((error: unknown) => Promise.reject(told(error)));
  if (raw.length > MAX_BYTES) throw new Error(`it has ${raw.length} bytes, and no mail is that large`);
  return raw;
}

/** In words, what most often goes wrong. */
function told(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT'
    ? new Error('there is no such file')
    : error;
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

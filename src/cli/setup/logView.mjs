import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const FILE_LIMIT_BYTES = 20_000_000;
const NEVER_SHOWN = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'v', 'err', 'name']);
/** Whose sentence says all to the person who runs the desk; where in our code they came up is in the file. */
const EXPLAINED = new Set(['CareError', 'StoreFileError']);
/** @type {Record<number, string>} */
const LEVELS = { 40: 'warning', 50: 'error', 60: 'fatal' };

/**
 * Shows the server's JSON log as calm lines, and keeps every line as it came in a file. Requests that went well are only
 * in the file.
 * @param {import('./screen.mjs').Screen} screen
 * @param {string} dataDir
 */
export function createLogView(screen, dataDir) {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'sayonce.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > FILE_LIMIT_BYTES) renameSync(path, `${path}.1`);
  const file = createWriteStream(path, { flags: 'a' });
  // A full disk stops the file, not the desk.
  file.on('error', () => {});

  return {
    path,
    /** @param {import('node:stream').Readable} stream */
    follow(stream) {
      createInterface({ input: stream }).on('line', (line) => {
        if (file.writable) file.write(`${line}\n`);
        const shown = calmLine(line, screen);
        if (shown !== null) screen.line(shown);
      });
    },
  };
}

/**
 * @param {string} line
 * @param {Pick<import('./screen.mjs').Screen, 'dim' | 'red' | 'yellow'>} screen
 * @returns {string | null} null when it is not worth a person's attention
 */
export function calmLine(line, screen) {
  const entry = readEntry(line);
  if (!entry) return line.trim() === '' ? null : line;
  if (entry.level < 30 || (entry.level < 40 && entry.message === 'request')) return null;
  const time = new Date(entry.time).toTimeString().slice(0, 8);
  const facts = Object.entries(entry.fields)
    .filter(([name]) => !NEVER_SHOWN.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ');
  const err = /** @type {{ stack?: string, message?: string, type?: string } | undefined} */ (entry.fields.err);
  const text = `${entry.message}${facts ? ` ${screen.dim(facts)}` : ''}`;
  const cause = err
    ? `\n${screen.dim(entry.level >= 50 && !EXPLAINED.has(err.type ?? '') ? (err.stack ?? err.message ?? '') : (err.message ?? ''))}`
    : '';
  const label = LEVELS[entry.level];
  if (!label) return `${screen.dim(time)}  ${text}${cause}`;
  return `${screen.dim(time)}  ${entry.level >= 50 ? screen.red(label) : screen.yellow(label)} ${text}${cause}`;
}

/** @param {string} line */
function readEntry(line) {
  if (!line.startsWith('{')) return null;
  try {
    const fields = JSON.parse(line);
    if (typeof fields.level !== 'number') return null;
    return { level: fields.level, time: fields.time ?? Date.now(), message: String(fields.msg ?? ''), fields };
  } catch {
    // Not a log line after all, such as a crash that Node prints: shown as it is.
    return null;
  }
}

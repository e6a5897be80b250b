import mongoose from 'mongoose';

/** What can be wrong with the store file itself, apart from any one operation. */
export type StoreFileCode = 'locked' | 'full' | 'read_only' | 'corrupt' | 'cannot_open' | 'newer_format' | 'io' | 'closed';

/** The store file (not the request) is at fault: locked, full, read-only, corrupt, of a newer format, closed. */
export class StoreFileError extends Error {
  readonly code: StoreFileCode;
  constructor(code: StoreFileCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreFileError';
    this.code = code;
  }
}

/** An operator, option or type that this engine does not do. It is thrown rather than silently misread. */
export class UnsupportedError extends Error {
  /** What was asked for, as the caller wrote it: `$text`, `collation`, `session` ... */
  readonly feature: string;
  constructor(feature: string, hint = '') {
    super(`The SQLite store does not support ${feature}${hint ? `: ${hint}` : ''}`);
    this.name = 'UnsupportedError';
    this.feature = feature;
  }
}

/** A query looked at more documents without an index than `maxScan` allows, and `scan: 'throw'` is set. */
export class ScanLimitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScanLimitError';
  }
}

/** A refusal as the MongoDB server would word it, with its numeric code. */
export function serverError(code: number, codeName: string, message: string): Error {
  return new mongoose.mongo.MongoServerError({ message, code, codeName });
}

/**
 * The E11000 error that mongoose and callers of the driver test for.
 * @param keyValue the offending values, by index field
 */
export function duplicateKeyError(
  collection: string,
  index: { name: string; key: Record<string, number> },
  keyValue: Record<string, unknown>,
): Error {
  const shown = Object.entries(keyValue)
    .map(([field, value]) => `${field}: ${showValue(value)}`)
    .join(', ');
  return new mongoose.mongo.MongoServerError({
    message: `E11000 duplicate key error collection: ${collection} index: ${index.name} dup key: { ${shown} }`,
    code: 11000,
    codeName: 'DuplicateKey',
    index: 0,
    keyPattern: { ...index.key },
    keyValue,
  });
}

/** True for the refusal of a second document with an `_id`. */
export function isDuplicateId(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11000 && '_id' in ((error['keyPattern'] ?? {}) as object);
}

function showValue(value: unknown): string {
  if (value instanceof mongoose.mongo.ObjectId) return `ObjectId('${value.toHexString()}')`;
  return JSON.stringify(value) ?? String(value);
}

/** The SQLite result code of an error, such as `SQLITE_BUSY`, or '' when it is not one of SQLite's. */
export function sqliteCode(error: unknown): string {
  // Not instanceof: under a test runner the native module's errors may come from another realm.
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
}

/** True for "another process holds the lock": worth another try. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
}

/** True when a table is gone that the catalog, as it was read a moment ago, still names: another process has dropped it. */
export function isOutdated(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'message' in error && /no such table: (docs|ix)_\d+/.test(String(error.message));
}

const FILE_FAULTS: [prefix: string, code: StoreFileCode, text: string][] = [
  ['SQLITE_BUSY', 'locked', 'is locked by another process'],
  ['SQLITE_LOCKED', 'locked', 'is locked'],
  ['SQLITE_FULL', 'full', 'cannot grow: the disk is full'],
  ['SQLITE_READONLY', 'read_only', 'is read-only'],
  ['SQLITE_PERM', 'read_only', 'may not be written by this user'],
  ['SQLITE_CORRUPT', 'corrupt', 'is corrupt: restore a backup'],
  ['SQLITE_NOTADB', 'corrupt', 'is not a store file'],
  ['SQLITE_CANTOPEN', 'cannot_open', 'cannot be opened: check that its folder exists and is writable'],
  ['SQLITE_IOERR', 'io', 'cannot be read or written'],
];

/** Turns a SQLite error about the file into a StoreFileError; any other error is handed back as it is. */
export function asStoreError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  // libsql reports a failed open under its own code, so the text decides there.
  const text = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  if (code === 'SQLITE_CANTOPEN' || /unable to open (database file|connection)/i.test(text)) {
    return new StoreFileError(
      'cannot_open',
      `The store file ${file} cannot be opened: check that its folder exists and is writable (${text})`,
      error,
    );
  }
  if (code === 'SQLITE_IOERR' && /ENOSPC|no space|disk is full/i.test(text)) {
    return new StoreFileError('full', `The store file ${file} cannot grow: the disk is full (${text})`, error);
  }
  const fault = FILE_FAULTS.find(([prefix]) => code.startsWith(prefix));
  if (fault === undefined) return error;
  return new StoreFileError(fault[1], `The store file ${file} ${fault[2]} (${code}: ${text})`, error);
}

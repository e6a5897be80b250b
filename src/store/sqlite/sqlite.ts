import Database from 'libsql';
import { asStoreError, StoreFileError } from './errors.js';

/** What may be bound. Not booleans and not bare buffers as the only argument: either aborts the process in libsql 0.5. */
export type Param = string | number | Uint8Array | null;
/** A row in raw mode: the columns in order. */
export type Row = readonly unknown[];

/** A prepared statement. Parameters are always passed as one array. */
export interface Statement {
  get(params: readonly Param[]): Row | undefined;
  all(params: readonly Param[]): Row[];
  run(params: readonly Param[]): { changes: number; lastInsertRowid: number };
}

interface LibsqlStatement {
  raw(): LibsqlStatement;
  all(params: readonly Param[]): unknown;
  run(params: readonly Param[]): unknown;
}

/** One connection to the store file, with its prepared statements. Everything on it is synchronous. */
export class Sqlite {
  readonly file: string;
  /** What SQLite opens: the file, or its address with how it is to be read. */
  readonly source: string;
  readonly #db: InstanceType<typeof Database>;
  readonly #statements = new Map<string, Statement>();
  #open = true;

  constructor(file: string, source = file) {
    this.file = file;
    this.source = source;
    try {
      this.#db = new Database(source);
    } catch (error) {
      throw asStoreError(error, file);
    }
  }

  /** The prepared statement of an SQL text; made once. Read it anew for each use: `forget` drops them all. */
  prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (!this.#open) throw new StoreFileError('closed', `The store file ${this.file} is closed`);
    const statement = this.#db.prepare(sql) as unknown as LibsqlStatement;
    // Raw mode is for rows; a statement without rows refuses it.
    const ready = /^\s*(SELECT|PRAGMA|EXPLAIN)/i.test(sql)
      ? reading(statement.raw() as unknown as Statement)
      : (statement as unknown as Statement);
    this.#statements.set(sql, ready);
    return ready;
  }

  /** Runs one or more statements without parameters or rows. */
  exec(sql: string): void {
    if (!this.#open) throw new StoreFileError('closed', `The store file ${this.file} is closed`);
    this.#db.exec(sql);
  }

  /** The first column of the first row. */
  value(sql: string, params: readonly Param[] = []): unknown {
    return this.prepare(sql).get(params)?.[0];
  }

  /** Drops all prepared statements: after the tables have changed. */
  forget(): void {
    this.#statements.clear();
  }

  get inTransaction(): boolean {
    // Asking a closed one aborts the process.
    return this.#open && this.#db.inTransaction;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#statements.clear();
    this.#db.close();
  }
}

/**
 * The first row comes from `all`: libsql 0.5's own `get` leaves its statement where it stood, and may say once that there is
 * no row when the rows it had stood on were changed since (seen with the list of what is in quarantine).
 */
function reading(statement: Statement): Statement {
  return { get: (params) => statement.all(params)[0], all: (params) => statement.all(params), run: (params) => statement.run(params) };
}

/** A column that holds a blob. */
export function blob(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new StoreFileError('corrupt', `Expected a blob in the store file, found ${typeof value}`);
}

/** A column that holds a whole number. */
export function integer(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new StoreFileError('corrupt', 'Expected a whole number in the store file');
  return value;
}

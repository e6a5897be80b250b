/** Customers from a table. */
import { z } from 'zod';
import { Id } from './common.js';
import { TABLE_ENCODINGS } from './lists.js';

export { IMPORT_MAX_BYTES } from './lists.js';
export const IMPORT_MAX_ROWS = 20_000;
/** What one request imports at most; a dry run reads them all. */
export const IMPORT_STEP = 500;

/** Names as in the WHATWG list. Without one it is found out. */
export const TableEncoding = z.enum(TABLE_ENCODINGS);
export type TableEncoding = z.infer<typeof TableEncoding>;

/** Why a row cannot be read. */
export const ROW_PROBLEMS = [
  'no_address',
  'bad_email',
  'bad_phone',
  'bad_id',
  'machine_address',
  'too_long',
  'bad_language',
  'bad_time_zone',
  'bad_field',
] as const;

/** What became of a row, or would become of it. */
export const ImportRow = z.object({
  /** As a spreadsheet counts: the head is row 1. */
  row: z.number().int(),
  outcome: z.enum(['made', 'known', 'conflict', 'invalid']),
  name: z.string(),
  customerId: Id.nullable(),
  /** Addresses that a known customer gets with this row. */
  added: z.array(z.string()),
  /** For `invalid`: what is wrong, and where. */
  problem: z.object({ code: z.enum(ROW_PROBLEMS), column: z.string(), value: z.string() }).nullable(),
  /** For `conflict`: who has these addresses. */
  holders: z.array(z.object({ value: z.string(), id: Id, name: z.string() })),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportQuery = z.object({
  dryRun: z.enum(['0', '1', 'true', 'false']).optional().describe('1: only say what would happen'),
  /** How many rows after the head to pass over: a large file is imported step by step, each answer saying where to go on. */
  from: z.coerce.number().int().min(0).max(IMPORT_MAX_ROWS).default(0),
  /** When the letters come out wrong. */
  encoding: TableEncoding.optional(),
});

/** Counts are of the rows in this answer. */
export const ImportResult = z.object({
  dryRun: z.boolean(),
  /** Rows in the file, without its head and empty ones. */
  rows: z.number().int(),
  made: z.number().int(),
  known: z.number().int(),
  conflict: z.number().int(),
  invalid: z.number().int(),
  /** The rows in the order of the file; of a dry run those that are `made` or `known` only as examples. */
  items: z.array(ImportRow),
  /** `from` of the next request; null: done. */
  next: z.number().int().nullable(),
  encoding: TableEncoding,
  delimiter: z.string(),
  columns: z.array(z.object({ column: z.string(), as: z.string().nullable().describe('null: not read') })),
});
export type ImportResult = z.infer<typeof ImportResult>;

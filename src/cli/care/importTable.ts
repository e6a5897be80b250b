import { readFile } from 'node:fs/promises';
import { createImportCustomers } from '../../actions/importCustomers.js';
import type { Viewer } from '../../actions/desk.js';
import type { ImportRow } from '../../contract/customerImport.js';
import { IMPORT_MAX_BYTES, TABLE_ENCODINGS } from '../../contract/lists.js';
import { AppError } from '../../lib/errors.js';
import { CareError } from '../../store/care/careError.js';
import { openStore } from '../../store/openStore.js';
import { SILENT } from '../inProcess/desk.js';
import { type Command, UsageError } from './command.js';
import { readSettings } from './settings.js';

const options = { file: { type: 'string' }, 'dry-run': { type: 'boolean' }, encoding: { type: 'string' } } as const;
/** Whoever has this shell has the store. */
const SHELL: Viewer = { id: '0'.repeat(24), name: 'Import', email: 'import@localhost', role: 'admin' };

export const importTable: Command<typeof options> = {
  help: `
npm run import -- customers.csv [--dry-run] [--encoding gb18030]

Makes customers of a table: CSV with commas, semicolons or tabs, in UTF-8, UTF-16, GBK or windows-1252. Its first row
names the columns (name, email, phone, customer id, tags, language, time zone, notes, or a field of the desk's own).
A phone is written with + and its country code. Rows whose address is known add what is missing and change nothing; the
same file twice changes nothing. The desk may run.
On stdout each row that is not simply made or known: row, what it is, name, and why.

  --dry-run    only says what would happen
  --encoding   when the letters come out wrong: ${TABLE_ENCODINGS.join(', ')}

Exit code: 0 every row is in, 1 some are not, 2 wrongly called.`,
  options,

  async run(values, say) {
    if (!values.file) throw new UsageError('Which file?');
    const encoding = TABLE_ENCODINGS.find((one) => one === values.encoding);
    if (values.encoding !== undefined && !encoding) throw new UsageError(`There is no encoding "${values.encoding}" here.`);
    const bytes = await readFile(values.file).catch((error: unknown) => {
      throw new CareError(`${values.file ?? ''} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (bytes.length > IMPORT_MAX_BYTES) throw new CareError(`A table may have ${IMPORT_MAX_BYTES / 1_000_000} MB at most. Split it.`);
    const dryRun = values['dry-run'] ?? false;
    const { store } = await openStore(readSettings().store, SILENT);
    try {
      const run = createImportCustomers({ store, now: () => new Date() });
      const total = { made: 0, known: 0, conflict: 0, invalid: 0 };
      for (let from: number | null = 0; from !== null;) {
        const part: Awaited<ReturnType<typeof run>> = await run(SHELL, bytes, { dryRun, from, encoding });
        for (const outcome of ['made', 'known', 'conflict', 'invalid'] as const) total[outcome] += part[outcome];
        for (const item of part.items)
          if (item.outcome === 'conflict' || item.outcome === 'invalid') process.stdout.write(`${lineOf(item)}\n`);
        if (part.next !== null) say(`${part.next} of ${part.rows} rows`);
        from = part.next;
      }
      say(
        `${dryRun ? 'Would be: ' : ''}${total.made} made, ${total.known} known, ${total.conflict} with a conflict, ${total.invalid} not readable`,
      );
      return total.conflict + total.invalid > 0 ? 1 : 0;
    } catch (error) {
      throw error instanceof AppError ? new CareError(error.message) : error;
    } finally {
      await store.close();
    }
  },
};

function lineOf({ row, outcome, name, problem, holders }: ImportRow): string {
  const why = problem
    ? `${problem.code} ${problem.column} ${problem.value}${problem.code === 'bad_phone' ? ' (needs + and the country code)' : ''}`
    : holders.map(({ value, name: holder }) => `${value} belongs to ${holder}`).join('; ');
  return [row, outcome, name, why].join('\t').replace(/[\r\n]+/g, ' ');
}

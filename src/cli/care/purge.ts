import { CareError } from '../../store/care/careError.js';
import { eraseCustomer } from '../../store/care/erase.js';
import { purge as purgeStore } from '../../store/care/purge.js';
import { openRawStore } from '../../store/care/rawStore.js';
import { spanBefore } from '../../store/care/sweepBlobs.js';
import { type Command, UsageError } from './command.js';
import { readSettings } from './settings.js';
import { table } from './table.js';

const options = {
  'older-than': { type: 'string' },
  'solved-too': { type: 'boolean' },
  customer: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

export const purge: Command<typeof options> = {
  help: `
npm run purge -- [--older-than 3y [--solved-too]] [--dry-run]
npm run purge -- --customer ID [--dry-run]

Takes away what has had its time, in small steps beside the running desk. Cut off, run it again. What is gone is gone:
only a backup has it.

Always: sessions that have expired; raw bytes of messages that have been in their tickets for RAW_KEEP_DAYS (90) days;
blobs that nobody names any more and that were not put within the last day.

  --older-than SPAN   also closed tickets that nobody has touched for 90d, 8w, 6m or 3y, with their messages, events,
                      follow-ups and intake rows
  --solved-too        solved tickets of that age as well
  --customer ID       instead: everything of one customer (a request under the GDPR)
  --dry-run           changes nothing and prints what would go

Exit code: 0 done, 1 not done, 2 wrongly called.`,
  options,

  async run(values, say) {
    const { customer, 'older-than': span } = values;
    // As a shell gives a variable that is not set: anything but what was meant would be done then.
    if (customer === '') throw new UsageError('Which customer? --customer is empty.');
    if (customer && (span !== undefined || values['solved-too'])) throw new UsageError('--customer goes alone.');
    if (values['solved-too'] && span === undefined) throw new UsageError('--solved-too needs --older-than.');
    const { store: config, rawKeepDays } = readSettings();
    const now = new Date();
    const dryRun = values['dry-run'] ?? false;
    const ticketsBefore = span === undefined ? null : readSpan(now, span);
    const store = await openRawStore(config);
    try {
      const gone = customer
        ? await eraseCustomer(store, { customerId: customer, now, dryRun, say })
        : await purgeStore(store, {
            now,
            ticketsBefore,
            solvedToo: values['solved-too'] ?? false,
            rawBefore: spanBefore(now, `${rawKeepDays}d`),
            dryRun,
            say,
          });
      process.stdout.write(
        `${table([[dryRun ? 'would go' : 'gone', 'count'], ...Object.entries(gone).map(([name, count]): [string, number] => [name, Number(count)])])}\n`,
      );
      say(dryRun ? 'Nothing was changed.' : 'Done; a line in the care log tells of it.');
      if (customer && !dryRun)
        say(
          'Older backups still hold this customer: after restoring one, run this command again. Keep a list of such ids outside of the store.',
        );
      return 0;
    } finally {
      await store.close();
    }
  },
};

function readSpan(now: Date, span: string): Date {
  try {
    return spanBefore(now, span);
  } catch (error) {
    throw error instanceof CareError ? new UsageError(error.message) : error;
  }
}

import { checkStore } from '../../store/care/check.js';
import { openRawStore } from '../../store/care/rawStore.js';
import type { Command } from './command.js';
import { readSettings } from './settings.js';
import { table } from './table.js';

const options = { json: { type: 'boolean' }, repair: { type: 'boolean' } } as const;

export const storeCheck: Command<typeof options> = {
  help: `
npm run store:check -- [--json] [--repair]

Looks for everything in the store that must not be: damage, index entries without their document, records that lead
nowhere, blobs that are missing or that nobody names, and states that should have passed. The desk may run.

  --json     the findings as JSON
  --repair   puts right what is safe: moves events that wait in tickets, removes parts of interrupted writes, raises a
             ticket counter that is behind. Everything else is told and left alone.

Exit code: 0 all is well, 1 something is wrong (and was not repaired), 2 wrongly called.`,
  options,

  async run(values, say) {
    const store = await openRawStore(readSettings().store, { reading: !values.repair });
    try {
      if (store.readOnly) say('This store may only be read, so it is read as it is.');
      const results = await checkStore(store, { now: new Date(), repair: values.repair ?? false, say });
      store.requireUnchanged();
      const wrong = results.filter(({ found, repaired }) => found > repaired);
      if (values.json)
        process.stdout.write(`${JSON.stringify({ store: store.where, ok: wrong.length === 0, checks: results }, null, 2)}\n`);
      else {
        process.stdout.write(
          `${table([['check', 'found', 'repaired'], ...results.map(({ check, found, repaired }) => [check, found, repaired])])}\n`,
        );
        for (const { check, examples, found, remedy } of wrong) {
          process.stdout.write(
            `\n${check}: ${remedy}\n${examples.map((one) => `  ${one}\n`).join('')}${found > examples.length ? `  and ${found - examples.length} more\n` : ''}`,
          );
        }
        process.stdout.write(wrong.length === 0 ? '\nAll is well.\n' : `\n${wrong.length} of ${results.length} checks found something.\n`);
      }
      return wrong.length === 0 ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};

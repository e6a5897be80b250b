import { CareError } from '../../store/care/careError.js';
import { copyStore } from '../../store/care/copy.js';
import { openRawStore } from '../../store/care/rawStore.js';
import { type Command, UsageError } from './command.js';
import { readUri } from './settings.js';

const options = { from: { type: 'string' }, to: { type: 'string' } } as const;

export const storeCopy: Command<typeof options> = {
  help: `
npm run store:copy -- --from URI --to URI

Moves house: copies a whole store with its blobs, and compares both in the end. Stop the desk before.

  URI   sqlite:/path/to/DATA_DIR   or   mongodb://host/name?options

The target must be empty, or an unfinished copy of the same source: then it goes on where it was, also after a kill. The
source is not changed. The search index is not copied; the desk makes it anew.

Exit code: 0 copied and compared, 1 not, 2 wrongly called.`,
  options,

  async run(values, say) {
    if (!values.from || !values.to) throw new UsageError('Name both stores with --from and --to.');
    const source = readUri('--from', values.from);
    const target = readUri('--to', values.to);
    const from = await openRawStore(source);
    try {
      const to = await openRawStore(target, { create: true, indexes: false });
      try {
        const { key } = await copyStore(from, to, { say });
        say('Done: both hold the same.');
        if (key === 'copied') say('  secret.key was copied too');
        if (key === 'there already')
          say('  NOTE: the target has a secret.key of its own. Put the one of the source there, or stored credentials cannot be read.');
        if (key === 'none' && from.dataDir !== null)
          say(`  NOTE: set SECRET_KEY on every machine to the one of the source (${from.dataDir}/secret.key, if you never set one).`);
        if (key === 'none' && from.dataDir === null) say('  NOTE: start the desk with the same SECRET_KEY as before.');
        say(
          target.kind === 'mongodb'
            ? 'Next: set MONGODB_URI and start the desk.'
            : 'Next: set DATA_DIR, unset MONGODB_URI, and start the desk.',
        );
        return 0;
      } finally {
        await to.close();
      }
    } catch (error) {
      if (error instanceof CareError) say('\nThe source is as it was.');
      throw error;
    } finally {
      await from.close();
    }
  },
};

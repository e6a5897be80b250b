import { CareError } from '../../store/care/careError.js';
import { migrate as runMigrations, migrationStates } from '../../store/care/migrate.js';
import { openRawStore } from '../../store/care/rawStore.js';
import { MIGRATIONS } from '../../store/migrations/index.js';
import type { Command } from './command.js';
import { readSettings } from './settings.js';
import { table } from './table.js';

const options = { status: { type: 'boolean' }, 'after-upgrade': { type: 'boolean' } } as const;

export const migrate: Command<typeof options> = {
  help: `
npm run migrate -- [--status] [--after-upgrade]

Brings the store to the form of this release. What is safe beside processes of the release before also runs by itself
when the desk starts. Killed half-way, it goes on where it was.

  --status          only shows what is done and what is not; exit code 1 when something is left
  --after-upgrade   also runs what needs every process of the release before to be gone

Exit code: 0 done, 1 something is left or failed, 2 wrongly called.`,
  options,

  async run(values, say) {
    const store = await openRawStore(readSettings().store);
    try {
      if (!values.status) {
        const ran = await runMigrations(store.connection, MIGRATIONS, { which: values['after-upgrade'] ? 'all' : 'safe', say });
        if (ran.length === 0) say('Nothing to migrate.');
      }
      const states = await migrationStates(store.connection, MIGRATIONS);
      if (states.length > 0)
        process.stdout.write(
          `${table([['migration', 'state', 'runs'], ...states.map(({ id, state, safe }) => [id, state, safe ? 'at start' : 'after the upgrade'])])}\n`,
        );
      const left = states.filter(({ state }) => state !== 'done');
      if (left.length > 0 && !values.status)
        throw new CareError('Some wait until no process of the release before is running: then npm run migrate -- --after-upgrade');
      return left.length > 0 ? 1 : 0;
    } finally {
      await store.close();
    }
  },
};

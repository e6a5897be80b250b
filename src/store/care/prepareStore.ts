import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'mongoose';
import type { Log } from '../../ports/log.js';
import { MIGRATIONS } from '../migrations/index.js';
import type { StoreConfig } from '../openStore.js';
import { CareError } from './careError.js';
import { migrate, migrationStates } from './migrate.js';
import type { Migration } from './migration.js';
import { CARE, RESTORE_MARK, type RawDoc } from './rawStore.js';

/**
 * Called by `openStore`: refuses a store that is only half there, and brings an older form forward in the background,
 * for old and new forms work side by side. Costs two small reads when there is nothing to do.
 * @returns what ends the background work; the next start goes on with it
 * @throws CareError when the desk must not start on this store
 */
export async function prepareStore(
  connection: Connection,
  config: StoreConfig,
  log: Log,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<() => Promise<void>> {
  if (config.kind === 'embedded' && existsSync(path.join(config.dataDir, RESTORE_MARK)))
    throw new CareError(`A restore into ${config.dataDir} is unfinished. Run the same "npm run restore" again; then start.`);
  const halves =
    (await connection.db
      ?.collection<RawDoc>(CARE)
      .find({ _id: { $in: ['restore', 'copy'] } } as never)
      .toArray()) ?? [];
  for (const { _id, state } of halves) {
    if (_id === 'restore')
      throw new CareError('A restore into this store is unfinished. Run the same "npm run restore" again; then start.');
    if (state === 'running')
      throw new CareError('A copy into this store is unfinished. Run the same "npm run store:copy" again; then start.');
  }
  const open = (await migrationStates(connection, migrations)).filter(({ state }) => state !== 'done');
  if (open.length === 0) return async () => undefined;

  let stopping = false;
  const running = migrate(connection, migrations, {
    which: 'safe',
    say: (line) => log.info({ line }, 'migration'),
    stopped: () => stopping,
  }).then(
    () => {
      const waiting = open.filter(({ safe }) => !safe).map(({ id }) => id);
      if (waiting.length > 0 && !stopping)
        log.warn({ waiting }, 'migrations wait until no process of the release before is left: npm run migrate -- --after-upgrade');
    },
    // The old form stays readable, so the desk works; the next start tries again.
    (error: unknown) => log.error({ err: error }, 'a migration failed'),
  );
  return async () => {
    stopping = true;
    await running;
  };
}

import type { Connection } from 'mongoose';
import { CareError, figure, type Say } from './careError.js';
import { withLease, type Lease } from './lease.js';
import type { Migration, MigrationDb } from './migration.js';
import { CARE, type RawCollection, type RawDoc } from './rawStore.js';

/** Which migrations this store has seen: `{_id, state, safe, after, changed, startedAt, doneAt}`. */
const RECORDS = 'migrations';

/** How far one has come; `changed` counts documents. `begun`: a run was killed, or is at it now. */
export interface MigrationState {
  id: string;
  about: string;
  safe: boolean;
  state: 'done' | 'begun' | 'pending';
  changed: number;
}

export interface MigrateOptions {
  /** `safe`: stops before the first one that is not. */
  which: 'safe' | 'all';
  say: Say;
  /** Ends after the current batch when it turns true. */
  stopped?: () => boolean;
}

/**
 * What is done and what is not.
 * @throws CareError when a newer release has changed the store in a way that this one cannot work with
 */
export async function migrationStates(connection: Connection, migrations: readonly Migration[]): Promise<MigrationState[]> {
  checkOrder(migrations);
  const records = new Map(
    ((await rawCollection(connection, RECORDS).find({}).limit(10_000).toArray()) as RawDoc[]).map((record) => [record._id, record]),
  );
  const known = new Set<unknown>(migrations.map(({ id }) => id));
  const beyond = [...records.values()].find((record) => !known.has(record._id) && record['safe'] === false);
  if (beyond)
    throw new CareError(
      `This store was changed by a newer release (${String(beyond._id)}), and this one does not know the new form. Start the newer release.`,
    );
  return migrations.map(({ id, about, safe }) => {
    const record = records.get(id);
    return {
      id,
      about,
      safe,
      state: record?.['state'] === 'done' ? 'done' : record ? 'begun' : 'pending',
      changed: Number(record?.['changed'] ?? 0),
    };
  });
}

/**
 * Runs what is not done yet, in order, one process at a time; the others wait for it. After a kill the next run goes on
 * behind the last batch that was noted.
 * @returns the ids of those that were run
 */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  { which, say, stopped = () => false }: MigrateOptions,
): Promise<string[]> {
  const due = async (): Promise<Migration[]> => {
    const open = (await migrationStates(connection, migrations)).filter(({ state }) => state !== 'done').map(({ id }) => id);
    const left = migrations.filter(({ id }) => open.includes(id));
    const unsafe = left.findIndex(({ safe }) => !safe);
    return which === 'all' || unsafe < 0 ? left : left.slice(0, unsafe);
  };
  if ((await due()).length === 0) return [];
  return withLease(rawCollection(connection, CARE), 'migrating', { what: 'a migration', say, wait: true }, async (lease) => {
    const ran: string[] = [];
    // Read again: while we waited, another process has done it.
    for (const migration of await due()) {
      if (stopped() || !(await run(connection, migration, lease, say, stopped))) break;
      ran.push(migration.id);
    }
    return ran;
  });
}

async function run(
  connection: Connection,
  { id, about, safe, step }: Migration,
  lease: Lease,
  say: Say,
  stopped: () => boolean,
): Promise<boolean> {
  const records = rawCollection(connection, RECORDS);
  const record = { _id: id } as never;
  await records.updateOne(
    record,
    { $setOnInsert: { state: 'begun', safe, after: null, changed: 0, startedAt: new Date(), doneAt: null } },
    { upsert: true },
  );
  const begun = await records.findOne(record);
  let changed = Number(begun?.['changed'] ?? 0);
  say(`${id}: ${about}${changed > 0 ? ` (goes on behind ${figure(changed)})` : ''}`);
  const db: MigrationDb = { collection: (name) => rawCollection(connection, name) };
  let told = Date.now();
  for (let after: unknown = begun?.['after'] ?? null; ;) {
    if (stopped()) return false;
    lease.require();
    const did = await step(db, after);
    if (did === null) break;
    after = did.after;
    changed += did.changed;
    await records.updateOne(record, { $set: { after, changed } });
    if (Date.now() - told < 2_000) continue;
    say(`  ${figure(changed)} changed so far`);
    told = Date.now();
  }
  await records.updateOne(record, { $set: { state: 'done', after: null, changed, doneAt: new Date() } });
  say(`  done, ${figure(changed)} changed`);
  return true;
}

function checkOrder(migrations: readonly Migration[]): void {
  for (const [at, { id }] of migrations.entries()) {
    if (!/^\d{4}-[a-z0-9-]+$/.test(id)) throw new Error(`a migration must be named NNNN-title, not ${id}`);
    const before = migrations[at - 1]?.id;
    if (before !== undefined && before.slice(0, 4) >= id.slice(0, 4))
      throw new Error(`the migration ${id} comes before ${before}, or has its number`);
  }
}

function rawCollection(connection: Connection, name: string): RawCollection {
  if (!connection.db) throw new Error('the store is not open');
  return connection.db.collection(name) as RawCollection;
}

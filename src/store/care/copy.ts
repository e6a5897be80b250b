import { createHash } from 'node:crypto';
import path from 'node:path';
import { noteCare } from './careLog.js';
import { CareError, figure, messageOf, type Say } from './careError.js';
import { contentOf, type Content } from './contentHash.js';
import { copyDurably, exists } from './fileShelf.js';
import { insertDocs } from './insertDocs.js';
import { withLease, type Lease } from './lease.js';
import { CARE, isEmpty, KEY_FILE, makeIndexes, type RawStore } from './rawStore.js';
import { batches } from './walk.js';

/** What is in the target now, what an earlier run had copied included. */
export interface Copied {
  collections: Record<string, Content>;
  blobs: { count: number; bytes: number };
  /** What became of `secret.key`, which MongoDB cannot hold. */
  key: 'copied' | 'there already' | 'none';
}

/** The progress record in the target; beside it `copy NAME` for each collection. */
const RECORD = 'copy';

/**
 * Copies a whole store into another one, of whatever engine, and compares both. Progress is kept in the target: after a
 * kill the same command goes on where it was. The desk on the source must be stopped; if it was not, the comparison fails.
 * @throws CareError when the target holds anything but this copy, or differs in the end
 */
export async function copyStore(from: RawStore, to: RawStore, { say }: { say: Say }): Promise<Copied> {
  const source = fingerprint(from);
  if (source === fingerprint(to)) throw new CareError('The source and the target are the same store.');
  if (await isEmpty(from)) throw new CareError(`There is nothing in ${from.where}. Is its name right?`);
  await requireOurs(to, source);
  await makeIndexes(to);
  return withLease(from.collection(CARE), 'lock', { what: 'a copy of it', say }, () =>
    withLease(to.collection(CARE), 'lock', { what: 'a copy into it', say }, async (lease) => {
      const care = to.collection(CARE);
      await care.updateOne(
        { _id: RECORD } as never,
        { $set: { source, state: 'running' }, $setOnInsert: { startedAt: new Date() } },
        { upsert: true },
      );
      say(`Copying ${from.where} to ${to.where}`);
      const names = await from.collections();
      for (const name of names) await copyCollection(from, to, name, lease, say);
      const blobs = await copyBlobs(from, to, lease, say);
      say('Comparing');
      const collections = await compare(from, to, names, lease, say);
      const key = await copyKey(from, to);
      await care.deleteMany({ _id: { $gte: `${RECORD} `, $lt: `${RECORD}!` } } as never);
      await care.updateOne({ _id: RECORD } as never, { $set: { state: 'done', doneAt: new Date() } });
      await noteCare(from, 'copied', new Date(), { to: to.where });
      return { collections, blobs, key };
    }),
  );
}

/** Names the store without its password. */
function fingerprint(store: RawStore): string {
  return createHash('sha256')
    .update(store.dataDir === null ? store.where : path.resolve(store.dataDir))
    .digest('hex')
    .slice(0, 32);
}

async function requireOurs(to: RawStore, source: string): Promise<void> {
  const record = await to.collection(CARE).findOne({ _id: RECORD } as never);
  if (record?.['state'] === 'running') {
    if (record['source'] === source) return;
    throw new CareError(`${to.where} holds an unfinished copy of another store. Finish that one, or begin with an empty target.`);
  }
  if (record?.['state'] === 'done') throw new CareError(`${to.where} is a finished copy already. Begin with an empty target.`);
  if (!(await isEmpty(to))) throw new CareError(`${to.where} is not empty: a copy never overwrites a store.`);
}

async function copyCollection(from: RawStore, to: RawStore, name: string, lease: Lease, say: Say): Promise<void> {
  const care = to.collection(CARE);
  const record = { _id: `${RECORD} ${name}` } as never;
  const begun = await care.findOne(record);
  if (begun?.['done']) return;
  const total = await from.collection(name).estimatedDocumentCount();
  let copied = Number(begun?.['copied'] ?? 0);
  if (begun) say(`  ${name}: goes on behind ${figure(copied)} of ${figure(total)}`);
  let told = Date.now();
  for await (const docs of batches(from.collection(name), { after: begun?.['after'] ?? null })) {
    await insertDocs(to.collection(name), docs);
    copied += docs.length;
    await care.updateOne(record, { $set: { after: docs.at(-1)?._id, copied } }, { upsert: true });
    lease.require();
    if (Date.now() - told < 2_000) continue;
    say(`  ${name}: ${figure(copied)} of ${figure(total)}`);
    told = Date.now();
  }
  await care.updateOne(record, { $set: { copied, done: true } }, { upsert: true });
  say(`  ${name}: ${figure(copied)}`);
}

async function copyBlobs(from: RawStore, to: RawStore, lease: Lease, say: Say): Promise<Copied['blobs']> {
  const record = { _id: `${RECORD} (blobs)` } as never;
  const begun = await to.collection(CARE).findOne(record);
  const blobs = { count: Number(begun?.['count'] ?? 0), bytes: Number(begun?.['bytes'] ?? 0) };
  let pending = 0;
  let last = typeof begun?.['after'] === 'string' ? begun['after'] : '';
  const note = async (): Promise<void> => {
    await to.collection(CARE).updateOne(record, { $set: { after: last, ...blobs } }, { upsert: true });
    pending = 0;
    lease.require();
  };
  for await (const { sha256, size } of from.shelf.list(last)) {
    await to.shelf.write(sha256, await from.shelf.read(sha256));
    last = sha256;
    blobs.count++;
    blobs.bytes += size;
    if (++pending >= 50) await note();
  }
  await note();
  say(`  blobs: ${figure(blobs.count)}, ${figure(blobs.bytes)} bytes`);
  return blobs;
}

async function compare(from: RawStore, to: RawStore, names: string[], lease: Lease, say: Say): Promise<Record<string, Content>> {
  const contents: Record<string, Content> = {};
  const faults: string[] = [];
  // The blobs first: that takes longest, and a row that comes in meanwhile is still noticed. A new blob is always named by a row.
  for await (const { sha256 } of from.shelf.list()) {
    const fault = await to.shelf.read(sha256).then(() => null, messageOf);
    lease.require();
    if (fault === null) continue;
    faults.push(fault);
    // A damaged one would stand in the way of its own copy.
    await to.shelf.remove(sha256, new Date(Date.now() + 60_000));
    await to.collection(CARE).deleteOne({ _id: `${RECORD} (blobs)` } as never);
    break;
  }
  for (const name of names) {
    const source = await contentOf(from.collection(name), () => lease.require());
    const target = await contentOf(to.collection(name), () => lease.require());
    contents[name] = target;
    if (source.hash === target.hash && source.count === target.count) continue;
    faults.push(
      `${name}: ${figure(source.count)} documents there, ${figure(target.count)} here${source.count === target.count ? ', with other content' : ''}`,
    );
    // Begun anew by the next run.
    await to.collection(CARE).deleteOne({ _id: `${RECORD} ${name}` } as never);
    await to.collection(name).deleteMany({});
  }
  if (faults.length > 0)
    throw new CareError(
      `The copy is not the same as the source:\n  ${faults.join('\n  ')}\nIs the desk still running on the source? Stop it and run the same command again: these parts are copied anew.`,
    );
  for (const [name, { count, hash }] of Object.entries(contents)) say(`  ${name}: ${figure(count)} ${hash.slice(0, 16)}`);
  return contents;
}

async function copyKey(from: RawStore, to: RawStore): Promise<Copied['key']> {
  if (from.dataDir === null || !(await exists(path.join(from.dataDir, KEY_FILE)))) return 'none';
  if (to.dataDir === null) return 'none';
  const target = path.join(to.dataDir, KEY_FILE);
  if (await exists(target)) return 'there already';
  await copyDurably(path.join(from.dataDir, KEY_FILE), target, 0o600);
  return 'copied';
}

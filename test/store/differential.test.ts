/**
 * The embedded engine against a server that nobody here wrote: random documents, filters, sorts, projections and
 * updates, and both must come to the same. What is known to differ is in differences.md, with its proof.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from '../support/random.js';
import mongoose from 'mongoose';
import { SqliteCollection } from '../../src/store/sqlite/collection.js';
import { Engine } from '../../src/store/sqlite/engine.js';
import { agree, contents, runRead, runWrite, type Collection, type Outcome } from './differential/compare.js';
import { explain } from './differential/explain.js';
import { INDEXES, READS, round, WRITES, type Read, type Round, type Write } from './differential/generate.js';
import { dropDatabase, freshDatabase } from '../support/mongo/database.js';
import { SERVER } from './support/testStore.js';

const { STORE_URI, DIFFERENTIAL_CASES, DIFFERENTIAL_SEED } = process.env;
/** CI asks for more. */
const CASES = Number(DIFFERENTIAL_CASES ?? 10_000);
/** The same cases on every run, so that a failure is of the change and not of the day; another number gives others. */
const SEED = Number(DIFFERENTIAL_SEED ?? 20_260_301);

const onServer = STORE_URI && SERVER !== 'mongo-java-server' ? describe : describe.skip;

onServer(`the embedded engine and ${SERVER}`, () => {
  let uri = '';
  let client: mongoose.mongo.MongoClient;
  let theirs: Collection;
  let cases = 0;
  const explained = new Map<string, number>();

  beforeAll(async () => {
    uri = freshDatabase(STORE_URI ?? '');
    // SecantusDB remembers every retryable write and gets slow by it; what is compared here does not depend on them.
    client = new mongoose.mongo.MongoClient(uri, { retryWrites: false });
    theirs = client.db().collection('things') as unknown as Collection;
  });
  afterAll(async () => {
    await client.close();
    await dropDatabase(uri);
    process.stderr.write(`  ${cases} cases, explained: ${[...explained].map(([name, times]) => `${name}: ${times}`).join('; ') || 'none'}\n`);
  });

  test(`do the same in ${CASES} random cases`, async () => {
    await fc.assert(fc.asyncProperty(round, play), { numRuns: Math.ceil(CASES / (READS + WRITES)), seed: SEED, endOnFailure: false, interruptAfterTimeLimit: 900_000, markInterruptAsFailure: true });
    expect(cases).toBeGreaterThanOrEqual(CASES * 0.8);
  }, 1_000_000);

  async function play({ docs, indexes, reads, writes }: Round): Promise<void> {
    const engine = await Engine.open(':memory:');
    try {
      const ours = new SqliteCollection(engine, 'test', 'things') as unknown as Collection;
      for (const [i, key] of INDEXES.entries()) if (indexes[i]) await ours.createIndex(key);
      await theirs.deleteMany({});
      await Promise.all([ours.insertMany(docs), theirs.insertMany(docs)]);
      const outcomes = await Promise.all(reads.map(async (read) => [read, await runRead(ours, read), await runRead(theirs, read)] as const));
      for (const outcome of outcomes) same(...outcome);
      for (const write of writes) if (!(await playWrite(ours, write))) return;
    } finally {
      await engine.close();
    }
  }

  /** @returns false when the two have gone apart, as explained: nothing after it can be compared. */
  async function playWrite(ours: Collection, write: Write): Promise<boolean> {
    const results = [await runWrite(ours, write), await runWrite(theirs, write)] as const;
    // Of a change of many that is refused half way, some are made, in any order.
    if (write.kind === 'updateMany' && results.every((result) => 'error' in result)) return cases++ < 0;
    const after = [await contents(ours), await contents(theirs)] as const;
    return same(write, ...(results.map((result, i) => withContents(result, after[i] ?? '')) as [Outcome, Outcome]));
  }

  /** @throws when they differ and nothing explains it. */
  function same(operation: Read | Write, ourOutcome: Outcome, theirOutcome: Outcome): boolean {
    cases++;
    if (agree(ourOutcome, theirOutcome)) return true;
    const name = explain(operation, ourOutcome, theirOutcome);
    if (name === null) throw new Error(`unexplained difference\n${JSON.stringify(operation)}\nours   ${JSON.stringify(ourOutcome)}\ntheirs ${JSON.stringify(theirOutcome)}`);
    explained.set(name, (explained.get(name) ?? 0) + 1);
    return false;
  }
});

function withContents(outcome: Outcome, after: string): Outcome {
  return 'error' in outcome ? outcome : { result: `${outcome.result} ${after}` };
}

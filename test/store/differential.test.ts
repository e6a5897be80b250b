/**
 * The embedded engine against a server that nobody here wrote: random documents, filters, sorts, projections and
 * updates, and both must come to the same. What is known to differ is in differences.md, with its proof.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from '../support/random.js';
import mongoose from 'mongoose';
import { SqliteCollection } from '../../src/store/sqlite/collection.js';
import { Engine } from '../../src/store/sqlite/engine.js';
import { agree, runRead, runWrite, stored, type Collection, type Outcome } from './differential/compare.js';
import { explain } from './differential/explain.js';
import {
  INDEXES,
  round,
  UNIQUE,
  UNIQUE_WRITES,
  uniqueRound,
  type Doc,
  type Read,
  type Round,
  type Write,
} from './differential/generate.js';
import { dropDatabase, freshDatabase } from '../support/mongo/database.js';
import { SERVER } from './support/testStore.js';

const { STORE_URI, DIFFERENTIAL_CASES, DIFFERENTIAL_SEED, FRESH_SEED } = process.env;
/** A full run, such as CI's, compares 4,000: beside everything else there is no time for more. */
const CASES = Number(DIFFERENTIAL_CASES ?? 10_000);
/**
 * Most cases are the same on every run, so that a failure is of the change and not of the day; another number gives others. In
 * a full run a quarter has another seed: a new one each time by hand, always the same in `.ci/run`.
 */
const FIXED = Number(DIFFERENTIAL_SEED ?? 20_260_301);
const RUNS = FRESH_SEED
  ? ([
      [FIXED, CASES * 0.75],
      [Number(FRESH_SEED), CASES * 0.25],
    ] as const)
  : ([[FIXED, CASES]] as const);
/** Of these, so many are writes that unique indexes may refuse. */
const UNIQUE_SHARE = 0.2;
/** What a round comes to at least: after an explained difference or a refusal half way nothing more can be compared in it. */
const COMPARED = 27;

const onServer = STORE_URI && SERVER !== 'mongo-java-server' ? describe : describe.skip;

onServer(`the embedded engine and ${SERVER}`, () => {
  let uri = '';
  let client: mongoose.mongo.MongoClient;
  let things: Collection;
  let uniques: Collection;
  let cases = 0;
  let duplicates = 0;
  const explained = new Map<string, number>();

  beforeAll(async () => {
    uri = freshDatabase(STORE_URI ?? '');
    // SecantusDB remembers every retryable write and gets slow by it; what is compared here does not depend on them.
    client = new mongoose.mongo.MongoClient(uri, { retryWrites: false });
    things = client.db().collection('things') as unknown as Collection;
    uniques = client.db().collection('uniques') as unknown as Collection;
    for (const index of UNIQUE) await uniques.createIndex(...index);
  });
  afterAll(async () => {
    await client.close();
    await dropDatabase(uri);
    process.stderr.write(
      `  ${cases} cases, ${duplicates} refused by a unique index, explained: ${[...explained].map(([name, times]) => `${name}: ${times}`).join('; ') || 'none'}\n`,
    );
  });

  const options = (rounds: number, seed: number) => ({
    numRuns: Math.ceil(rounds),
    seed,
    endOnFailure: false,
    interruptAfterTimeLimit: 900_000,
    markInterruptAsFailure: true,
  });

  test.each(RUNS)(
    'do the same in random operations (seed %i, %i cases)',
    async (seed, wanted) => {
      const before = cases;
      await fc.assert(fc.asyncProperty(round, play), options((wanted * (1 - UNIQUE_SHARE)) / COMPARED, seed));
      await fc.assert(fc.asyncProperty(uniqueRound, playUnique), options((wanted * UNIQUE_SHARE) / UNIQUE_WRITES, seed));
      expect(cases - before).toBeGreaterThanOrEqual(wanted);
      expect(duplicates).toBeGreaterThan(wanted / 100);
    },
    1_000_000,
  );

  async function play({ docs, indexes, reads, writes }: Round): Promise<void> {
    await withOurs(async (ours) => {
      for (const [i, key] of INDEXES.entries()) if (indexes[i]) await ours.createIndex(key);
      await things.deleteMany({});
      await Promise.all([ours.insertMany(docs), things.insertMany(docs)]);
      const outcomes = await Promise.all(
        reads.map(async (read) => [read, await runRead(ours, read), await runRead(things, read)] as const),
      );
      for (const [read, ourOutcome, theirOutcome] of outcomes) await same(read, docs, ourOutcome, theirOutcome);
      for (const write of writes) if (!(await playWrite(ours, things, write))) return;
    });
  }

  async function playUnique(writes: Write[]): Promise<void> {
    await withOurs(async (ours) => {
      for (const index of UNIQUE) await ours.createIndex(...index);
      await uniques.deleteMany({});
      for (const write of writes) await playWrite(ours, uniques, write);
    });
  }

  async function withOurs(work: (ours: Collection) => Promise<void>): Promise<void> {
    const engine = await Engine.open(':memory:');
    try {
      await work(new SqliteCollection(engine, 'test', 'things') as unknown as Collection);
    } finally {
      await engine.close();
    }
  }

  /** @returns false when nothing after it can be compared. */
  async function playWrite(ours: Collection, theirs: Collection, write: Write): Promise<boolean> {
    const before = await stored(ours);
    const [ourOutcome, theirOutcome] = await Promise.all([runWrite(ours, write), runWrite(theirs, write)]);
    // Of a change of many that is refused half way, some are made, in any order: not counted.
    if (write.kind === 'updateMany' && 'error' in ourOutcome && agree(ourOutcome, theirOutcome)) return false;
    if ('error' in ourOutcome ? ourOutcome.code === 11000 : write.kind === 'bulkWrite' && ourOutcome.result.includes('"code":11000'))
      duplicates++;
    return same(write, before, ourOutcome, theirOutcome);
  }

  /** @throws when they differ and nothing explains it. @returns whether they are the same */
  async function same(operation: Read | Write, docs: Doc[], ourOutcome: Outcome, theirOutcome: Outcome): Promise<boolean> {
    cases++;
    if (agree(ourOutcome, theirOutcome)) return true;
    const name = await explain(operation, docs, theirOutcome);
    if (name === null)
      throw new Error(
        `unexplained difference\n${JSON.stringify(operation)}\non     ${JSON.stringify(docs)}\nours   ${JSON.stringify(ourOutcome)}\ntheirs ${JSON.stringify(theirOutcome)}`,
      );
    explained.set(name, (explained.get(name) ?? 0) + 1);
    return false;
  }
});

import fc from '../../../support/random.js';
import { keyOf } from '../../../../src/store/sqlite/keys.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import { compareSorted, parseSort, sortValues } from '../../../../src/store/sqlite/sorting.js';
import type { Doc } from '../../../../src/store/sqlite/values.js';
import { document, filter, indexDeclaration, sort } from './arbitraries.js';
import { CASES, memoryCollection, runs, SEEDS } from './support.js';

/** Refusals that MongoDB has too, and that end a case early. */
function isParallelArrays(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 171;
}

const ids = (docs: Doc[]): string[] => docs.map((doc) => keyOf(doc['_id']).toString('hex')).sort();

test.each(SEEDS)(
  'whatever indexes there are, a query gives what a full scan gives (seed %i)',
  async (seed) => {
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 25 }),
        fc.uniqueArray(indexDeclaration, { minLength: 1, maxLength: 3, selector: ({ key }) => JSON.stringify(key) }),
        fc.array(
          fc.record({
            filter,
            sort: fc.option(sort, { nil: undefined }),
            skip: fc.integer({ min: 0, max: 2 }),
            limit: fc.integer({ min: 0, max: 5 }),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        async (docs, indexes, queries) => {
          const { engine, things } = await memoryCollection({
            onPlan: ({ bounded }) => {
              if (bounded) planned++;
            },
          });
          const { engine: bare, things: scanned } = await memoryCollection();
          try {
            const stored = docs.map((doc, _id) => ({ _id, ...doc }));
            // Half of the documents are there before the indexes, half come after.
            const half = Math.ceil(stored.length / 2);
            await things.insertMany(stored.slice(0, half));
            for (const { key, options } of indexes)
              await things.createIndex(key, options).catch((error: unknown) => {
                if (!isParallelArrays(error)) throw error;
              });
            const kept = stored.slice(0, half);
            for (const doc of stored.slice(half)) {
              try {
                await things.insertOne(doc);
                kept.push(doc);
              } catch (error) {
                if (!isParallelArrays(error)) throw error;
              }
            }
            await scanned.insertMany(kept);
            for (const query of queries) {
              const wanted = await scanned.find(query.filter).toArray();
              const found = await things.find(query.filter).toArray();
              expect(ids(found)).toEqual(ids(wanted));
              expect(await things.countDocuments(query.filter)).toBe(wanted.length);
              if (query.sort === undefined) continue;
              const spec = parseSort(query.sort);
              const sorted = await things.find(query.filter, { sort: query.sort }).toArray();
              expect(ids(sorted)).toEqual(ids(wanted));
              for (let i = 1; i < sorted.length; i++) {
                expect(compareSorted(sortValues(sorted[i - 1] ?? {}, spec), sortValues(sorted[i] ?? {}, spec), spec)).toBeLessThanOrEqual(
                  0,
                );
              }
              const page = await things.find(query.filter, { sort: query.sort, skip: query.skip, limit: query.limit }).toArray();
              expect(page.map((doc) => sortValues(doc, spec))).toEqual(
                sorted.slice(query.skip, query.limit === 0 ? undefined : query.skip + query.limit).map((doc) => sortValues(doc, spec)),
              );
            }
            expect((await checkIntegrity(engine)).problems).toEqual([]);
          } finally {
            await engine.close();
            await bare.close();
          }
        },
      ),
      runs(CASES * 2, seed),
    );
    // Without this the test would pass on an engine that never uses an index.
    expect(planned).toBeGreaterThan(CASES);
  },
  600_000,
);

/** A plan made again from its recipe is the plan that is made without one. */
import fc from '../../../support/random.js';
import type { Engine } from '../../../../src/store/sqlite/engine.js';
import { formOf } from '../../../../src/store/sqlite/planCache.js';
import { type Plan, planQuery } from '../../../../src/store/sqlite/planner.js';
import { parseQuery, type Query } from '../../../../src/store/sqlite/reader.js';
import { planBy, recipeOf } from '../../../../src/store/sqlite/recipe.js';
import { document, indexDeclaration, sort } from './arbitraries.js';
import { CASES, memoryCollection, runs, SEEDS } from './support.js';

const number = fc.constantFrom(0, 1, 2, 3, 4, -0, 1.5, NaN);
const text = fc.constantFrom('x', 'xy', 'y', 'x\0');
/** A condition twice, with values of the same type. */
const twice = (value: fc.Arbitrary<unknown>, condition = (one: unknown): unknown => one): fc.Arbitrary<unknown[]> =>
  fc.tuple(value, value).map((both) => both.map(condition));
const conditions = fc.oneof(
  ...[number, text, fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true })].map((value) => ({
    weight: 2,
    arbitrary: twice(value),
  })),
  ...['$gt', '$gte', '$lt', '$lte'].map((operator) => ({ weight: 1, arbitrary: twice(number, (value) => ({ [operator]: value })) })),
  { weight: 2, arbitrary: twice(fc.array(text, { maxLength: 4 }), (values) => ({ $in: values })) },
  { weight: 1, arbitrary: twice(fc.boolean(), () => ({ $exists: true })) },
);
const asked = fc.tuple(
  fc.dictionary(fc.constantFrom('_id', 'a', 'b', 'c', 'a.x'), conditions, { minKeys: 1, maxKeys: 2 }),
  fc.option(sort, { nil: undefined }),
);

/** With ranges as text: where one ends is worked out when it is asked. */
const shown = ({ ranges, ...rest }: Plan): unknown => ({
  ...rest,
  ranges: ranges.map(({ lo, hi, prefix }) => `${lo.toString('hex')} ${hi.toString('hex')} ${prefix}`),
});

test.each(SEEDS)(
  'for any values of the same types (seed %i)',
  async (seed) => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(indexDeclaration, { minLength: 1, maxLength: 3, selector: ({ key }) => JSON.stringify(key) }),
        fc.array(asked, { minLength: 10, maxLength: 20 }),
        async (docs, indexes, queries) => {
          const { engine, things } = await memoryCollection();
          try {
            await things.insertMany(docs.map((doc, i) => ({ ...doc, _id: `x${i}` })));
            // Two fields of an index may lead into two arrays, which both engines refuse.
            for (const { key, options } of indexes)
              await things.createIndex(key, options).catch((error: unknown) => {
                if (!(error instanceof Error && 'code' in error && error.code === 171)) throw error;
              });
            for (const [both, order] of queries) {
              const [first, second] = [0, 1].map((n) =>
                parseQuery('things', Object.fromEntries(Object.entries(both).map(([path, conditions]) => [path, conditions[n]])), {
                  sort: order,
                }),
              );
              if (!first || !second) throw new Error('a query is missing');
              expect(formOf(second.filter, second.sort)).toBe(formOf(first.filter, first.sort));
              const plan = planned(engine, first, undefined);
              const recipe = recipeOf(plan, first.filter, first.sort);
              const again = recipe && planBy(recipe, second.filter);
              if (!again) continue;
              made++;
              expect(shown(again)).toEqual(shown(planned(engine, second, plan)));
            }
          } finally {
            await engine.close();
          }
        },
      ),
      runs(CASES, seed),
    );
    // Most are planned by something else: not a form of its own, or found by the id.
    expect(made).toBeGreaterThan(CASES / 4);
  },
  600_000,
);

function planned(engine: Engine, { filter: wanted, sort: order }: Query, known: Plan | undefined): Plan {
  const collection = engine.catalog.find('things');
  if (collection === undefined) throw new Error('the collection is not there');
  return planQuery({ collection, filter: wanted, sort: order, limit: 0, known: known?.index ?? undefined, estimate: () => 0 });
}

test.each<[string, Record<string, unknown>, Record<string, unknown>, number]>([
  ['one value', { status: 'open' }, { status: 'hold' }, 1],
  ['several, in the order of the index', { status: 'open', who: 'ann' }, { who: 'bob', status: 'hold' }, 0],
  ['written alike', { who: 'ann', status: 'open' }, { who: 'bob', status: 'hold' }, 1],
  ['a range behind a value', { status: 'open', at: { $lt: 5 } }, { status: 'hold', at: { $lt: 7 } }, 1],
  ['a list of ids of another length', { _id: { $in: ['a', 'b'] } }, { _id: { $in: ['c', 'a', 'c'] } }, 2],
  ['not what is tested on documents', { status: 'open', other: 1 }, { status: 'hold', other: 1 }, 0],
  ['not a list in an order', { status: { $in: ['open', 'hold'] } }, { status: { $in: ['open'] } }, 0],
  ['a partial index, for the value that it is of', { live: true, who: 'ann' }, { live: true, who: 'bob' }, 1],
  ['and for no other', { live: true, who: 'ann' }, { live: false, who: 'bob' }, 0],
])('%s', async (_, first, second, ranges) => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ status: 1, who: 1 });
  await things.createIndex({ status: 1, at: -1 });
  await things.createIndex({ who: 1, live: 1 }, { partialFilterExpression: { live: true } });
  const [a, b] = [parseQuery('things', first), parseQuery('things', second)];
  const recipe = formOf(a.filter, a.sort) === formOf(b.filter, b.sort) ? recipeOf(planned(engine, a, undefined), a.filter, a.sort) : null;
  expect((recipe && planBy(recipe, b.filter))?.ranges ?? []).toHaveLength(ranges);
  await engine.close();
});

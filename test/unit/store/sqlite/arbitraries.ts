import fc from '../../../support/random.js';
import mongoose from 'mongoose';

const { Binary, Long, ObjectId } = mongoose.mongo.BSON;

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => (n > -(2n ** 53n) && n < 2n ** 53n ? Number(n) : Long.fromBigInt(n))),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', 'a', 'a\0', 'ab', 'b'),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(Buffer.from(bytes))),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(Buffer.from(bytes))),
);

/** Any value the store takes, nested a little. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Few different values, so that filters hit, arrays overlap and unique keys clash. */
export const smallValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.constantFrom('x', 'xy', 'y') },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom(NaN, -0, 1.5) },
  { weight: 1, arbitrary: fc.constantFrom(new Date(0), new Date(1)) },
);

const element: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: smallValue },
  { weight: 3, arbitrary: fc.record({ x: smallValue, y: smallValue }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.array(smallValue, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.record({ x: fc.array(smallValue, { maxLength: 2 }) }) },
);

/** A field: a value, a sub-document or an array of either. */
export const field: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: smallValue },
  { weight: 2, arbitrary: fc.record({ x: smallValue, y: smallValue }, { requiredKeys: [] }) },
  { weight: 3, arbitrary: fc.array(element, { maxLength: 3 }) },
);

/** A document over the fields a, b and c. */
export const document: fc.Arbitrary<Record<string, unknown>> = fc.record({ a: field, b: field, c: smallValue }, { requiredKeys: [] });

const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x', 'a.0', 'a.x.0');

const operators: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.record({ $gt: smallValue }),
  fc.record({ $gte: smallValue }),
  fc.record({ $lt: smallValue }),
  fc.record({ $lte: smallValue }),
  fc.record({ $gte: smallValue, $lt: smallValue }),
  fc.record({ $ne: smallValue }),
  fc.record({ $in: fc.array(smallValue, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(smallValue, { maxLength: 2 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $size: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ $all: fc.array(smallValue, { maxLength: 2 }) }),
  fc.record({ $type: fc.constantFrom('string', 'int', 'array', 'null', 'bool') }),
  fc.record({ $mod: fc.constantFrom([2, 0], [2, 1]) }),
  fc.record({ $regex: fc.constantFrom('^x', '^xy$', 'y', '^x?') }),
  fc.record({ $not: fc.oneof(fc.record({ $gt: smallValue }), fc.record({ $in: fc.array(smallValue, { maxLength: 2 }) })) }),
  fc.record({
    $elemMatch: fc.oneof(
      fc.record({ x: smallValue }),
      fc.record({ x: smallValue, y: smallValue }),
      fc.record({ $gte: smallValue, $lt: smallValue }),
      fc.record({ x: fc.record({ $gt: smallValue, $lte: smallValue }), y: fc.record({ $exists: fc.boolean() }) }),
    ),
  }),
);

const condition = fc.oneof({ weight: 2, arbitrary: smallValue }, { weight: 4, arbitrary: operators }, { weight: 1, arbitrary: field });
const simple: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3 });

/** A filter with everything the planner reads. */
export const filter: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 5, arbitrary: simple },
  { weight: 1, arbitrary: fc.record({ $and: fc.array(simple, { minLength: 1, maxLength: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ $or: fc.array(simple, { minLength: 1, maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.tuple(simple, fc.array(simple, { minLength: 1, maxLength: 2 })).map(([first, $or]) => ({ ...first, $or })) },
  { weight: 1, arbitrary: fc.record({ $nor: fc.array(simple, { minLength: 1, maxLength: 2 }) }) },
);

const direction = fc.constantFrom<1 | -1>(1, -1);
/** A sort over one to three paths. */
export const sort: fc.Arbitrary<Record<string, 1 | -1>> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x', '_id'), direction), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  })
  .map((pairs) => Object.fromEntries(pairs));

/** An index declaration. */
export const indexDeclaration: fc.Arbitrary<{ key: Record<string, 1 | -1>; options: Record<string, unknown> }> = fc.record({
  key: fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x'), direction), {
      minLength: 1,
      maxLength: 3,
      selector: ([name]) => name,
    })
    .map((pairs) => Object.fromEntries(pairs)),
  options: fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constant({ sparse: true }) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom<Record<string, unknown>>(
          { c: 1 },
          { c: { $exists: true } },
          { a: { $gt: 1 } },
          { c: { $type: 'string' } },
          { 'a.x': { $exists: true } },
          { c: { $in: [1, 2] } },
        )
        .map((partialFilterExpression) => ({ partialFilterExpression })),
    },
  ),
});

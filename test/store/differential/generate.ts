/** Random documents and operations, of what our models are made of and what both engines have. */
import fc from '../../support/random.js';

export type Doc = Record<string, unknown>;

export type Read =
  | { kind: 'find'; filter: Doc; sort: Doc | null; projection: Doc | null; skip: number; limit: number }
  | { kind: 'count'; filter: Doc }
  | { kind: 'distinct'; path: string; filter: Doc };
export type Write =
  | { kind: 'updateOne' | 'updateMany'; filter: Doc; update: Doc; upsert: boolean; arrayFilters: Doc[] }
  | { kind: 'findOneAndUpdate'; filter: Doc; update: Doc; sort: Doc; upsert: boolean; after: boolean; arrayFilters: Doc[] }
  | { kind: 'replaceOne'; filter: Doc; replacement: Doc; upsert: boolean }
  | { kind: 'insertOne'; doc: Doc }
  | { kind: 'bulkWrite'; operations: Doc[]; ordered: boolean }
  | { kind: 'deleteOne' | 'deleteMany'; filter: Doc };
export interface Round {
  docs: Doc[];
  /** Which of INDEXES the embedded engine has; the server has none, so that it is the plain reference. */
  indexes: boolean[];
  reads: Read[];
  writes: Write[];
}

const T0 = Date.UTC(2026, 2, 1);
const DOCS = 10;

/** Few values of each type, so that they meet. */
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(1.5, -0.5, 2 ** 40) },
  { weight: 5, arbitrary: fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'B', 'é', '日本') },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }).map((day) => new Date(T0 + day * 86_400_000)) },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 3, arbitrary: fc.constant(null) },
);
const number = fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constantFrom(1.5, -0.5));
const word = fc.constantFrom('a', 'ab', 'abc', 'b', 'B', '');
const entry = fc.record({ k: word, v: scalar }, { requiredKeys: ['k'] });
const sub = fc.record({ x: scalar, y: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })) }, { requiredKeys: [] });

const doc = fc.record(
  {
    /** Anything. */
    a: fc.oneof(
      { weight: 3, arbitrary: scalar },
      { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
      { weight: 1, arbitrary: sub },
    ),
    b: scalar,
    n: number,
    s: word,
    /** Tags. */
    t: fc.array(word, { maxLength: 4 }),
    /** Sub-documents, as attachments and identities are. */
    l: fc.array(entry, { maxLength: 3 }),
    d: fc.oneof({ weight: 4, arbitrary: sub }, { weight: 1, arbitrary: fc.constant(null) }),
  },
  { requiredKeys: ['s'] },
);

export const INDEXES: Doc[] = [
  { a: 1 },
  { b: -1, _id: -1 },
  { s: 1, n: -1, _id: 1 },
  { t: 1 },
  { 'l.k': 1, 'l.v': 1 },
  { 'd.x': 1, b: 1 },
  { b: 1, s: 1 },
];

const PATHS = ['a', 'a', 'b', 'b', 'n', 's', 's', 't', 't', 'l', 'l.k', 'l.v', 'd', 'd.x', 'd.y', 'l.0.k', 't.1', 'a.x', 'none', '_id'];
const path = fc.constantFrom(...PATHS);
const id = fc.integer({ min: 0, max: DOCS }).map((i) => `i${i}`);

const operand = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: sub },
  { weight: 1, arbitrary: entry },
  { weight: 1, arbitrary: id },
);
const prefix = fc.constantFrom('^a', '^ab', '^b', 'b', '^$', 'c$', '^(a|b)', '^\\.', '日');

const condition: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: operand.map((value) => ({ $eq: value })) },
  { weight: 3, arbitrary: operand.map((value) => ({ $ne: value })) },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), operand).map(([operator, value]) => ({ [operator]: value })),
  },
  { weight: 3, arbitrary: fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('$in', '$nin'), fc.array(operand, { maxLength: 4 }))
      .map(([operator, values]) => ({ [operator]: values })),
  },
  { weight: 3, arbitrary: fc.boolean().map((there) => ({ $exists: there })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((size) => ({ $size: size })) },
  { weight: 1, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 2 }).map((values) => ({ $all: values })) },
  {
    weight: 2,
    arbitrary: fc.tuple(prefix, fc.boolean()).map(([pattern, fold]) => ({ $regex: pattern, ...(fold ? { $options: 'i' } : {}) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('null', 'string', 'number', 'date', 'bool', 'array', 'object', 'int', 'double')
      .map((type) => ({ $type: type })),
  },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 })).map((mod) => ({ $mod: mod })) },
);

const elemMatch: fc.Arbitrary<Doc> = fc.oneof(
  fc.tuple(word, condition).map(([k, v]) => ({ l: { $elemMatch: { k, v } } })),
  condition.map((one) => ({ l: { $elemMatch: { k: one } } })),
  fc.tuple(word, word).map(([low, high]) => ({ t: { $elemMatch: { $gte: low, $lt: high } } })),
  condition.map((one) => ({ a: { $elemMatch: one } })),
);

const leaf: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(path, operand).map(([where, value]) => ({ [where]: value })) },
  { weight: 8, arbitrary: fc.tuple(path, condition).map(([where, one]) => ({ [where]: one })) },
  { weight: 1, arbitrary: fc.tuple(path, condition).map(([where, one]) => ({ [where]: { $not: one } })) },
  { weight: 2, arbitrary: elemMatch },
  {
    weight: 1,
    arbitrary: elemMatch.map((one) => Object.fromEntries(Object.entries(one).map(([where, match]) => [where, { $not: match }]))),
  },
  { weight: 1, arbitrary: id.map((value) => ({ _id: value })) },
);

export const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 6, arbitrary: leaf },
  { weight: 5, arbitrary: fc.tuple(leaf, leaf).map(([one, other]) => ({ ...one, ...other })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(leaf, { minLength: 1, maxLength: 3 }))
      .map(([operator, list]) => ({ [operator]: list })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(leaf, fc.constantFrom('$or', '$nor'), fc.array(leaf, { minLength: 1, maxLength: 2 }))
      .map(([one, operator, list]) => ({ ...one, [operator]: list })),
  },
  { weight: 1, arbitrary: fc.tuple(leaf, leaf, leaf).map(([one, other, third]) => ({ $and: [one, { $or: [other, third] }] })) },
);

/**
 * Ends in the id, as all our sorts do. Of two array fields MongoDB makes an error, so there is one at most; by a field of
 * sub-documents in an array nothing of ours sorts (differences.md, "not compared").
 */
const sort: fc.Arbitrary<Doc> = fc
  .tuple(
    fc.option(fc.constantFrom('a', 't', 'd.x', 'b', 'n', 's')),
    fc.option(fc.constantFrom('b', 'n', 's')),
    fc.constantFrom(1, -1),
    fc.constantFrom(1, -1),
  )
  .map(([first, second, one, other]) => ({
    ...(first ? { [first]: one } : {}),
    ...(second && second !== first ? { [second]: other } : {}),
    _id: one,
  }));

const projection: fc.Arbitrary<Doc> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('a', 'b', 't', 'l.k', 'd.x', 'none', 's'), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(0, 1),
    fc.option(fc.constantFrom(0, 1)),
  )
  .map(([fields, how, withId]) => ({ ...Object.fromEntries(fields.map((field) => [field, how])), ...(withId === 0 ? { _id: 0 } : {}) }));

const read: fc.Arbitrary<Read> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('find' as const),
      filter,
      sort: fc.option(sort, { freq: 3 }),
      projection: fc.option(projection, { freq: 1 }),
      skip: fc.constantFrom(0, 0, 0, 2),
      limit: fc.constantFrom(0, 0, 1, 3),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('count' as const), filter }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('distinct' as const), path: fc.constantFrom('a', 'b', 's', 't', 'n', 'd.x'), filter }),
  },
);

const elements = fc.array(scalar, { minLength: 1, maxLength: 3 });
/** One operator at a path; the second says which arrays filters it needs. */
type Step = [update: Doc, arrayFilters: Doc[]];
const plain = (arbitrary: fc.Arbitrary<Doc>): fc.Arbitrary<Step> => arbitrary.map((update) => [update, []]);
const where = fc.constantFrom('a', 'b', 'n', 's', 'd.x', 'd.y', 'a.x', 'new', 'new.deep', 't.0', 'l.0.v');

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: plain(fc.tuple(where, operand).map(([at, value]) => ({ $set: { [at]: value } }))) },
  { weight: 2, arbitrary: plain(where.map((at) => ({ $unset: { [at]: '' } }))) },
  {
    weight: 2,
    arbitrary: plain(fc.tuple(fc.constantFrom('n', 'b', 'd.x', 'new', 'l.0.v'), number).map(([at, by]) => ({ $inc: { [at]: by } }))),
  },
  { weight: 1, arbitrary: plain(fc.tuple(fc.constantFrom('n', 'b', 'new'), number).map(([at, by]) => ({ $mul: { [at]: by } }))) },
  {
    weight: 2,
    arbitrary: plain(
      fc.tuple(fc.constantFrom('$min', '$max'), where, scalar).map(([operator, at, value]) => ({ [operator]: { [at]: value } })),
    ),
  },
  { weight: 2, arbitrary: plain(fc.tuple(fc.constantFrom('t', 'a', 'new'), scalar).map(([at, value]) => ({ $push: { [at]: value } }))) },
  {
    weight: 3,
    arbitrary: plain(
      fc
        .record(
          {
            $each: elements,
            $slice: fc.integer({ min: -3, max: 3 }),
            $position: fc.integer({ min: -3, max: 3 }),
            $sort: fc.constantFrom(1, -1),
          },
          { requiredKeys: ['$each'] },
        )
        .chain((push) => fc.constantFrom('t', 'a', 'new').map((at) => ({ $push: { [at]: push } }))),
    ),
  },
  {
    weight: 1,
    arbitrary: plain(
      fc
        .tuple(fc.array(entry, { minLength: 1, maxLength: 2 }), fc.constantFrom(1, -1), fc.integer({ min: -3, max: 3 }))
        .map(([each, dir, slice]) => ({ $push: { l: { $each: each, $sort: { k: dir }, $slice: slice } } })),
    ),
  },
  {
    weight: 3,
    arbitrary: plain(
      fc
        .tuple(
          fc.constantFrom('t', 'a', 'new'),
          fc.oneof(
            scalar,
            elements.map((each) => ({ $each: each })),
          ),
        )
        .map(([at, value]) => ({ $addToSet: { [at]: value } })),
    ),
  },
  { weight: 1, arbitrary: plain(entry.map((one) => ({ $addToSet: { l: one } }))) },
  {
    weight: 2,
    arbitrary: plain(
      fc
        .tuple(
          fc.constantFrom('t', 'a'),
          fc.oneof(
            scalar,
            fc.tuple(fc.constantFrom('$in', '$nin'), elements).map(([operator, list]) => ({ [operator]: list })),
            fc.tuple(fc.constantFrom('$gt', '$lte'), scalar).map(([operator, value]) => ({ [operator]: value })),
          ),
        )
        .map(([at, value]) => ({ $pull: { [at]: value } })),
    ),
  },
  {
    weight: 1,
    arbitrary: plain(
      fc
        .oneof(
          word.map((k) => ({ k })),
          fc.tuple(word, scalar).map(([k, v]) => ({ k, v })),
          condition.map((v) => ({ v })),
        )
        .map((one) => ({ $pull: { l: one } })),
    ),
  },
  { weight: 1, arbitrary: plain(fc.tuple(fc.constantFrom('t', 'a'), elements).map(([at, list]) => ({ $pullAll: { [at]: list } }))) },
  {
    weight: 1,
    arbitrary: plain(fc.tuple(fc.constantFrom('t', 'a', 'l', 'new'), fc.constantFrom(1, -1)).map(([at, end]) => ({ $pop: { [at]: end } }))),
  },
  {
    weight: 1,
    arbitrary: plain(
      fc
        .tuple(fc.constantFrom('a', 'b', 'd.x', 'none'), fc.constantFrom('new', 'd.z', 's'))
        .map(([from, to]) => ({ $rename: { [from]: to } })),
    ),
  },
);

/** Two operators together when they touch different fields. */
const update: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: step },
  {
    weight: 1,
    arbitrary: fc
      .tuple(step, fc.constantFrom<Doc>({ $set: { z: 1 } }, { $inc: { z: 1 } }, { $setOnInsert: { z: 1 } }, { $unset: { z: '' } }))
      .map(([[one, filters], other]) => {
        const [operator = ''] = Object.keys(other);
        return [{ ...one, [operator]: { ...(one[operator] as Doc | undefined), ...(other[operator] as Doc) } }, filters] as Step;
      }),
  },
);

const everyElement: fc.Arbitrary<Step> = fc.oneof(
  plain(scalar.map((value) => ({ $set: { 'l.$[].v': value } }))),
  fc.tuple(scalar, word).map(([value, k]) => [{ $set: { 'l.$[one].v': value } }, [{ 'one.k': k }]] as Step),
  fc.tuple(number, word).map(([value, k]) => [{ $inc: { 'l.$[one].w': value } }, [{ 'one.k': { $gte: k } }]] as Step),
);

const write: fc.Arbitrary<Write> = fc.oneof(
  // The array has to be there: MongoDB refuses where it is not.
  {
    weight: 2,
    arbitrary: fc.tuple(leaf, everyElement).map(([one, [change, arrayFilters]]) => ({
      kind: 'updateMany' as const,
      filter: { $and: [{ l: { $type: 'array' } }, one] },
      update: change,
      upsert: false,
      arrayFilters,
    })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(filter, id, update, fc.integer({ max: 3, min: 0 })).map(([rest, _id, [change, arrayFilters], once]) => ({
      kind: 'updateOne' as const,
      filter: { ...(once ? {} : rest), _id },
      update: change,
      upsert: once === 1,
      arrayFilters,
    })),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(filter, update).map(([rest, [change, arrayFilters]]) => ({
      kind: 'updateMany' as const,
      filter: rest,
      update: change,
      upsert: false,
      arrayFilters,
    })),
  },
  // The positional operator: which element the filter has found.
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        id,
        fc.oneof(
          word.map((k) => ({ 'l.k': k })),
          fc.tuple(word, condition).map(([k, v]) => ({ l: { $elemMatch: { k, v } } })),
        ),
        scalar,
      )
      .map(([_id, found, value]) => ({
        kind: 'updateOne' as const,
        filter: { _id, ...found },
        update: { $set: { 'l.$.v': value } },
        upsert: false,
        arrayFilters: [],
      })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(filter, update, sort, fc.boolean()).map(([rest, [change, arrayFilters], order, after]) => ({
      kind: 'findOneAndUpdate' as const,
      filter: rest,
      update: change,
      sort: order,
      upsert: false,
      after,
      arrayFilters,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(id, doc, fc.boolean())
      .map(([_id, replacement, upsert]) => ({ kind: 'replaceOne' as const, filter: { _id }, replacement, upsert })),
  },
  { weight: 1, arbitrary: id.map((_id) => ({ kind: 'deleteOne' as const, filter: { _id } })) },
  { weight: 1, arbitrary: fc.tuple(leaf, leaf).map(([one, other]) => ({ kind: 'deleteMany' as const, filter: { ...one, ...other } })) },
);

const READS = 20;
const WRITES = 10;

export const round: fc.Arbitrary<Round> = fc.record({
  docs: fc.array(doc, { minLength: DOCS, maxLength: DOCS }).map((docs) => docs.map((one, i) => ({ _id: `i${i}`, ...one }))),
  indexes: fc.array(fc.boolean(), { minLength: INDEXES.length, maxLength: INDEXES.length }),
  reads: fc.array(read, { minLength: READS, maxLength: READS }),
  writes: fc.array(write, { minLength: WRITES, maxLength: WRITES }),
});

/** What both collections have in the rounds about uniqueness: sparse, partial, over two fields. */
export const UNIQUE: [key: Doc, options: Doc][] = [
  [{ c: 1 }, { unique: true, sparse: true }],
  [{ b: 1 }, { unique: true, partialFilterExpression: { on: true } }],
  [
    { k: 1, n: 1 },
    { unique: true, partialFilterExpression: { n: { $exists: true } } },
  ],
];
const few = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: fc.constantFrom(null, 'a', true) });
const uniqueDoc = fc.record({ c: few, b: few, on: fc.boolean(), k: few, n: few }, { requiredKeys: ['k'] });
const uniqueChange = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('c', 'b', 'k', 'n'), few).map(([at, value]) => ({ $set: { [at]: value } })) },
  { weight: 2, arbitrary: fc.boolean().map((on) => ({ $set: { on } })) },
  { weight: 2, arbitrary: fc.constantFrom('c', 'b', 'on', 'n').map((at) => ({ $unset: { [at]: '' } })) },
  { weight: 1, arbitrary: fc.constant({ $rename: { c: 'b' } }) },
);
const uniqueId = fc.integer({ min: 0, max: 9 }).map((i) => `u${i}`);
const inserts = fc.tuple(uniqueId, uniqueDoc).map(([_id, one]): Doc => ({ insertOne: { document: { _id, ...one } } }));
const updates = fc.oneof(
  fc.tuple(uniqueId, uniqueChange, fc.boolean()).map(([_id, update, upsert]): Doc => ({ updateOne: { filter: { _id }, update, upsert } })),
  fc
    .tuple(uniqueId, uniqueDoc, fc.boolean())
    .map(([_id, replacement, upsert]): Doc => ({ replaceOne: { filter: { _id }, replacement, upsert } })),
);
const deletes = uniqueId.map((_id): Doc => ({ deleteOne: { filter: { _id } } }));
const bulkOf = (one: fc.Arbitrary<Doc>) => fc.array(one, { minLength: 1, maxLength: 5 });
/** Without an order the driver sends all inserts first, then all updates: only what is sent together can be compared. */
const bulk = fc.oneof(
  {
    weight: 2,
    arbitrary: bulkOf(
      fc.oneof({ weight: 3, arbitrary: inserts }, { weight: 5, arbitrary: updates }, { weight: 1, arbitrary: deletes }),
    ).map((operations) => ({ operations, ordered: true })),
  },
  { weight: 1, arbitrary: fc.oneof(bulkOf(inserts), bulkOf(updates)).map((operations) => ({ operations, ordered: false })) },
);
const uniqueWrite: fc.Arbitrary<Write> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(uniqueId, uniqueDoc).map(([_id, one]) => ({ kind: 'insertOne' as const, doc: { _id, ...one } })) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(uniqueId, uniqueChange, fc.boolean())
      .map(([_id, update, upsert]) => ({ kind: 'updateOne' as const, filter: { _id }, update, upsert, arrayFilters: [] })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(uniqueId, uniqueDoc, fc.boolean())
      .map(([_id, replacement, upsert]) => ({ kind: 'replaceOne' as const, filter: { _id }, replacement, upsert })),
  },
  { weight: 2, arbitrary: uniqueId.map((_id) => ({ kind: 'deleteOne' as const, filter: { _id } })) },
  { weight: 4, arbitrary: bulk.map((one) => ({ kind: 'bulkWrite' as const, ...one })) },
);
export const UNIQUE_WRITES = 40;
export const uniqueRound: fc.Arbitrary<Write[]> = fc.array(uniqueWrite, { minLength: UNIQUE_WRITES, maxLength: UNIQUE_WRITES });

import type { Engine } from '../../../../src/store/sqlite/engine.js';
import { ScanLimitError } from '../../../../src/store/sqlite/errors.js';
import type { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import type { PlanReport } from '../../../../src/store/sqlite/watch.js';
import { memoryCollection } from './support.js';

const STATUSES = ['open', 'pending', 'hold', 'solved'];

describe('the planner', () => {
  let engine: Engine;
  let things: SqliteCollection;
  let last: PlanReport;

  beforeAll(async () => {
    ({ engine, things } = await memoryCollection({
      onPlan: (report) => {
        last = report;
      },
    }));
    await things.createIndex({ number: 1 }, { unique: true });
    await things.createIndex({ status: 1, updatedAt: -1 });
    await things.createIndex({ customerId: 1, updatedAt: -1 });
    await things.createIndex({ createdAt: -1 });
    await things.createIndex({ tags: 1, updatedAt: 1 });
    await things.createIndex({ subject: 1 });
    await things.createIndex({ 'identities.kind': 1, 'identities.value': 1 });
    await things.createIndex({ lease: 1 }, { partialFilterExpression: { state: 'pending' } });
    await things.createIndex({ externalId: 1 }, { unique: true, sparse: true });
    await things.insertMany(
      Array.from({ length: 400 }, (_, i) => ({
        _id: i,
        number: i,
        status: STATUSES[i % 4],
        updatedAt: new Date(((i * 37) % 400) * 1000),
        customerId: i % 20,
        createdAt: new Date(i),
        tags: [`t${i % 5}`, `u${i % 7}`],
        subject: `Order ${i}`,
        state: i % 10 === 0 ? 'pending' : 'done',
        lease: i,
        assignee: i % 3 === 0 ? null : i % 5,
        identities: [
          { kind: 'email', value: `e${i}` },
          { kind: 'phone', value: `p${i}` },
        ],
        ...(i % 2 === 0 ? { externalId: `x${i}` } : {}),
      })),
    );
  });
  afterAll(() => engine.close());

  const cases: [
    name: string,
    filter: Record<string, unknown>,
    options: Record<string, unknown>,
    plan: Partial<PlanReport>,
    returned: number,
  ][] = [
    ['_id', { _id: 7 }, {}, { indexes: ['_id_'], exact: true, docsExamined: 1 }, 1],
    ['_id by $in', { _id: { $in: [7, 8, 8, 999] } }, {}, { indexes: ['_id_'], ranges: 3, exact: true, docsExamined: 2 }, 2],
    ['a unique key', { number: 7 }, {}, { indexes: ['number_1'], exact: true, docsExamined: 1 }, 1],
    ['a range', { number: { $gte: 10, $lt: 20 } }, {}, { indexes: ['number_1'], ranges: 1, exact: true, docsExamined: 10 }, 10],
    ['an empty range', { number: { $gt: 20, $lt: 10 } }, {}, { indexes: ['number_1'], docsExamined: 0 }, 0],
    [
      'equality, then the order of the index',
      { status: 'open' },
      { sort: { updatedAt: -1 }, limit: 5 },
      { indexes: ['status_1_updatedAt_-1'], sortedByIndex: true, backward: false, docsExamined: 5 },
      5,
    ],
    [
      'the same backward',
      { status: 'open' },
      { sort: { updatedAt: 1 }, limit: 5 },
      { indexes: ['status_1_updatedAt_-1'], sortedByIndex: true, backward: true, docsExamined: 5 },
      5,
    ],
    [
      'ties broken by _id for free',
      { status: 'open' },
      { sort: { updatedAt: -1, _id: -1 }, limit: 5 },
      { sortedByIndex: true, docsExamined: 5 },
      5,
    ],
    ['but not by _id the other way', { status: 'open' }, { sort: { updatedAt: -1, _id: 1 } }, { sortedByIndex: false }, 100],
    [
      '$in merged into one order',
      { status: { $in: ['open', 'hold'] } },
      { sort: { updatedAt: -1 }, limit: 6 },
      { indexes: ['status_1_updatedAt_-1'], ranges: 2, merge: true, sortedByIndex: true, docsExamined: 6 },
      6,
    ],
    [
      '$in as the sort field needs no merge',
      { status: { $in: ['open', 'hold'] } },
      { sort: { status: 1 } },
      { merge: false, sortedByIndex: true },
      200,
    ],
    [
      'equality and a range on the sort field',
      { status: 'open', updatedAt: { $lt: new Date(100_000) } },
      { sort: { updatedAt: -1 } },
      { exact: true, sortedByIndex: true, ranges: 1 },
      25,
    ],
    [
      'an order alone',
      {},
      { sort: { createdAt: -1 }, limit: 3 },
      { indexes: ['createdAt_-1'], bounded: false, sortedByIndex: true, docsExamined: 3 },
      3,
    ],
    [
      'the narrower of two indexes',
      { status: 'open', customerId: 4 },
      { sort: { updatedAt: -1 } },
      { indexes: ['customerId_1_updatedAt_-1'], exact: false, sortedByIndex: true, docsExamined: 20 },
      20,
    ],
    ['a prefix', { subject: /^Order 12/ }, {}, { indexes: ['subject_1'], exact: true, docsExamined: 11 }, 11],
    ['a prefix with more behind it', { subject: /^Order 1\d$/ }, {}, { indexes: ['subject_1'], exact: false }, 10],
    ['no prefix', { subject: /order/i }, {}, { stage: 'scan', docsExamined: 400 }, 400],
    ['one element of an array', { tags: 't1' }, {}, { indexes: ['tags_1_updatedAt_1'], exact: true, docsExamined: 80 }, 80],
    ['one element, in order', { tags: 't1' }, { sort: { updatedAt: 1 }, limit: 4 }, { sortedByIndex: true, docsExamined: 4 }, 4],
    ['an array is no order', {}, { sort: { tags: 1 } }, { stage: 'scan', sortedByIndex: false }, 400],
    [
      'both elements: one by the index, one by test',
      { tags: { $all: ['t1', 'u1'] } },
      {},
      { indexes: ['tags_1_updatedAt_1'], exact: false },
      12,
    ],
    [
      '$elemMatch binds both fields of one element',
      { identities: { $elemMatch: { kind: 'phone', value: 'p9' } } },
      {},
      { indexes: ['identities.kind_1_identities.value_1'], docsExamined: 1 },
      1,
    ],
    [
      'dotted predicates may be of two elements: one field is bound',
      { 'identities.kind': 'phone', 'identities.value': 'e9' },
      {},
      { indexes: ['identities.kind_1_identities.value_1'], docsExamined: 400 },
      1,
    ],
    [
      'a partial index, when the filter implies it',
      { state: 'pending', lease: { $lt: 50 } },
      {},
      { indexes: ['lease_1'], exact: true, docsExamined: 5 },
      5,
    ],
    ['not otherwise', { lease: { $lt: 50 } }, {}, { stage: 'scan' }, 50],
    ['a sparse index for a value', { externalId: 'x4' }, {}, { indexes: ['externalId_1'], exact: true }, 1],
    ['not for what is missing', { externalId: null }, {}, { stage: 'scan' }, 200],
    ['a sparse index for $exists', { externalId: { $exists: true } }, {}, { indexes: ['externalId_1'], docsExamined: 200 }, 200],
    [
      '$or, each branch by its index',
      { $or: [{ number: 3 }, { externalId: 'x4' }, { number: 3, status: 'solved' }] },
      {},
      { stage: 'union', docsExamined: 3 },
      2,
    ],
    ['$or with a branch that has none', { $or: [{ number: 3 }, { assignee: 1 }] }, {}, { stage: 'scan' }, 54],
    [
      '$or beside an indexed predicate',
      { customerId: 3, $or: [{ assignee: 3 }, { assignee: 2 }] },
      {},
      { indexes: ['customerId_1_updatedAt_-1'] },
      13,
    ],
    ['missing and null', { customerId: { $exists: false } }, {}, { indexes: ['customerId_1_updatedAt_-1'], docsExamined: 0 }, 0],
    ['not null', { customerId: { $ne: null }, status: 'x' }, {}, { indexes: ['status_1_updatedAt_-1'] }, 0],
    [
      'a hint',
      { status: 'open', customerId: 4 },
      { hint: 'status_1_updatedAt_-1' },
      { indexes: ['status_1_updatedAt_-1'], docsExamined: 100 },
      20,
    ],
    ['nothing to go by', { assignee: 1 }, {}, { stage: 'scan', bounded: false, docsExamined: 400 }, 53],
  ];

  test.each(cases)('%s', async (_, filter, options, plan, returned) => {
    const docs = await things.find(filter, options).toArray();
    expect(last).toMatchObject(plan);
    expect(docs).toHaveLength(returned);
    // What is explained beforehand is what the report says afterwards, less what only the reading shows.
    expect(last).toMatchObject((await things.find(filter, options).explain()) as object);
  });

  test('counts come from the index alone', async () => {
    expect(await things.countDocuments({ status: 'open' })).toBe(100);
    expect(last).toMatchObject({ keysExamined: 100, docsExamined: 0 });
    expect(await things.countDocuments({ tags: { $in: ['t1', 'u1'] } })).toBe(125);
    expect(last.docsExamined).toBe(0);
    expect(await things.countDocuments({ status: 'open', assignee: 1 })).toBe(13);
    expect(last.docsExamined).toBe(100);
    expect(await things.countDocuments({}, { skip: 390, limit: 50 })).toBe(10);
  });

  test('pages of any size join to the whole, forward and backward', async () => {
    for (const sort of [{ updatedAt: -1 }, { updatedAt: 1 }] as const) {
      const whole = (await things.find({ status: { $in: STATUSES } }, { sort: { ...sort, _id: sort.updatedAt } }).toArray()).map(
        ({ _id }) => _id,
      );
      expect(new Set(whole).size).toBe(400);
      const cursor = things.find({ status: { $in: STATUSES } }, { sort: { ...sort, _id: sort.updatedAt } });
      const single: unknown[] = [];
      while (await cursor.hasNext()) single.push((await cursor.next())?.['_id']);
      expect(single).toEqual(whole);
    }
  });

  test('a hint that no index fits is refused', async () => {
    await expect(things.find({}, { hint: 'nope' }).toArray()).rejects.toThrow(/hint/);
    await expect(things.find({}, { hint: { lease: 1 } }).toArray()).rejects.toThrow(/hint/);
  });
});

describe('the scan limit', () => {
  test.each([
    ['a filter without an index', { q: 1 }, {}, /without an index/],
    ['an order without an index', {}, { sort: { q: 1 } }, /without an index/],
    ['an index that leaves too much to test', { status: 'open', q: 1 }, {}, /rejects/],
    ['a bounded query sorted in memory', { status: 'open' }, { sort: { q: 1 } }, /sorts/],
  ])('%s is an error above it, and a warning in production', async (_, filter, options, message) => {
    const warnings: string[] = [];
    for (const scan of ['throw', 'warn'] as const) {
      const { engine, things } = await memoryCollection({
        maxScan: 50,
        scan,
        onScan: (report, reason) => warnings.push(`${report.collection}: ${reason}`),
      });
      await things.createIndex({ status: 1 });
      await things.insertMany(Array.from({ length: 50 }, (_unused, i) => ({ status: 'open', i })));
      await things.find(filter, options).toArray();
      expect(warnings).toEqual(scan === 'throw' ? [] : [expect.anything()]);
      await things.insertOne({ status: 'open' });
      const over = things.find(filter, options).toArray();
      if (scan === 'throw') await expect(over).rejects.toThrow(ScanLimitError);
      else await over;
      expect(warnings).toHaveLength(scan === 'throw' ? 1 : 2);
      expect(warnings.at(-1)).toMatch(message);
      await engine.close();
    }
  });

  test('what is reported shows the shape of a filter, and no value that could be personal', async () => {
    const shown: string[] = [];
    const { engine, things } = await memoryCollection({
      maxScan: 1,
      onScan: (report, reason) => shown.push(reason, JSON.stringify(report.filter)),
    });
    await things.insertMany([{ email: 'ann@example.org' }, { email: 'bob@example.org' }]);
    await things
      .find({ $or: [{ email: 'ann@example.org' }, { 'phones.value': { $in: ['+49301234'] } }], at: { $gt: new Date() } })
      .toArray();
    expect(shown[1]).toBe('{"$or":[{"email":"?"},{"phones.value":{"$in":"?"}}],"at":{"$gt":"?"}}');
    expect(shown.join()).not.toMatch(/ann|4930|20\d\d-/);
    await engine.close();
  });

  test('reading everything on purpose is no scan', async () => {
    const { engine, things } = await memoryCollection({ maxScan: 50, scan: 'throw' });
    await things.insertMany(Array.from({ length: 60 }, (_, i) => ({ i })));
    expect(await things.find({}).toArray()).toHaveLength(60);
    expect(await things.find({}, { sort: { _id: 1 } }).toArray()).toHaveLength(60);
    await engine.close();
  });
});

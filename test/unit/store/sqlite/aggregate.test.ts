import mongoose from 'mongoose';
import type { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import type { Engine } from '../../../../src/store/sqlite/engine.js';
import type { PlanReport } from '../../../../src/store/sqlite/watch.js';
import { memoryCollection } from './support.js';

const agent = (n: number): InstanceType<typeof mongoose.mongo.ObjectId> => new mongoose.mongo.ObjectId(String(n).padStart(24, '0'));

describe('aggregate', () => {
  let engine: Engine;
  let things: SqliteCollection;
  let last: PlanReport;

  beforeAll(async () => {
    ({ engine, things } = await memoryCollection({ onPlan: (report) => { last = report; } }));
    await things.createIndex({ status: 1, at: -1 });
    await things.insertMany([
      { _id: 1, status: 'open', agent: agent(1), n: 5, tags: ['a', 'b'], at: new Date('2026-03-01T23:30:00Z'), who: { name: 'Ann' } },
      { _id: 2, status: 'open', agent: agent(2), n: 7, tags: ['b'], at: new Date('2026-03-02T08:00:00Z'), who: { name: 'Bob' } },
      { _id: 3, status: 'open', agent: agent(1), n: null, tags: [], at: new Date('2026-03-02T09:00:00Z') },
      { _id: 4, status: 'solved', agent: agent(1), n: 3, tags: ['c'], at: new Date('2026-03-03T10:00:00Z'), who: { name: 'Ann' } },
      { _id: 5, status: 'solved', n: 1.5, at: new Date('2026-03-03T11:00:00Z') },
    ]);
  });
  afterAll(() => engine.close());

  const cases: [name: string, pipeline: unknown[], wanted: unknown[]][] = [
    ['groups by an ObjectId', [{ $match: { status: 'open' } }, { $group: { _id: '$agent', n: { $sum: 1 }, total: { $sum: '$n' } } }, { $sort: { n: -1 } }], [{ _id: agent(1), n: 2, total: 5 }, { _id: agent(2), n: 1, total: 7 }]],
    ['groups by nothing, with all accumulators', [{ $sort: { _id: 1 } }, { $group: { _id: null, sum: { $sum: '$n' }, avg: { $avg: '$n' }, min: { $min: '$n' }, max: { $max: '$n' }, first: { $first: '$n' }, last: { $last: '$n' }, count: { $count: {} }, all: { $push: '$n' }, set: { $addToSet: '$status' }, sd: { $stdDevPop: { $literal: 2 } } } }],
      [{ _id: null, sum: 16.5, avg: 4.125, min: 1.5, max: 7, first: 5, last: 1.5, count: 5, all: [5, 7, null, 3, 1.5], set: ['open', 'solved'], sd: 0 }]],
    ['groups missing with null', [{ $group: { _id: '$agent', ids: { $push: '$_id' } } }, { $match: { _id: null } }], [{ _id: null, ids: [5] }]],
    ['groups by several fields', [{ $group: { _id: { s: '$status', d: { $dateToString: { date: '$at', format: '%Y-%m-%d' } } }, n: { $sum: 1 } } }, { $sort: { '_id.d': 1 } }, { $limit: 2 }], [{ _id: { s: 'open', d: '2026-03-01' }, n: 1 }, { _id: { s: 'open', d: '2026-03-02' }, n: 2 }]],
    ['cuts days by time zone', [{ $group: { _id: { $dateTrunc: { date: '$at', unit: 'day', timezone: 'Europe/Berlin' } }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }], [{ _id: new Date('2026-03-01T23:00:00Z'), n: 3 }, { _id: new Date('2026-03-02T23:00:00Z'), n: 2 }]],
    ['counts', [{ $match: { status: 'open' } }, { $count: 'total' }], [{ total: 3 }]],
    ['counts nothing as nothing', [{ $match: { status: 'x' } }, { $count: 'total' }], []],
    ['sums conditions', [{ $group: { _id: null, late: { $sum: { $cond: [{ $gt: ['$n', 4] }, 1, 0] } }, none: { $sum: { $cond: { if: { $eq: ['$n', null] }, then: 1, else: 0 } } } } }], [{ _id: null, late: 2, none: 1 }]],
    ['unwinds', [{ $unwind: '$tags' }, { $sortByCount: '$tags' }, { $sort: { count: -1, _id: 1 } }], [{ _id: 'b', count: 2 }, { _id: 'a', count: 1 }, { _id: 'c', count: 1 }]],
    ['unwinds keeping the empty', [{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }, { $match: { _id: { $gte: 3 } } }, { $project: { tags: 1, i: 1 } }], [{ _id: 3, i: null }, { _id: 4, tags: 'c', i: 0 }, { _id: 5, i: null }]],
    ['projects and computes', [{ $match: { _id: { $lte: 2 } } }, { $project: { _id: 0, name: '$who.name', double: { $multiply: ['$n', 2] }, 'nested.x': { $size: '$tags' } } }], [{ name: 'Ann', double: 10, nested: { x: 2 } }, { name: 'Bob', double: 14, nested: { x: 1 } }]],
    ['leaves out', [{ $match: { _id: 5 } }, { $project: { at: 0, n: 0 } }], [{ _id: 5, status: 'solved' }]],
    ['adds and removes fields', [{ $match: { _id: 1 } }, { $addFields: { 'who.age': 3, waited: { $subtract: ['$at', new Date('2026-03-01T23:00:00Z')] } } }, { $unset: ['tags', 'at', 'agent'] }], [{ _id: 1, status: 'open', n: 5, who: { name: 'Ann', age: 3 }, waited: 1_800_000 }]],
    ['replaces the root', [{ $match: { _id: { $lte: 2 } } }, { $replaceRoot: { newRoot: { $mergeObjects: ['$who', { id: '$_id' }] } } }], [{ name: 'Ann', id: 1 }, { name: 'Bob', id: 2 }]],
    ['facets', [{ $facet: { open: [{ $match: { status: 'open' } }, { $count: 'n' }], top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { n: 1 } }] } }], [{ open: [{ n: 3 }], top: [{ _id: 2, n: 7 }] }]],
    ['skips and limits in both orders', [{ $sort: { _id: 1 } }, { $limit: 3 }, { $skip: 1 }, { $project: { _id: 1 } }], [{ _id: 2 }, { _id: 3 }]],
    ['skips before it limits', [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 3 }, { $project: { _id: 1 } }], [{ _id: 2 }, { _id: 3 }, { _id: 4 }]],
    ['matches after a limit', [{ $sort: { _id: 1 } }, { $limit: 1 }, { $match: { status: 'solved' } }], []],
    ['filters and maps lists', [{ $match: { _id: 1 } }, { $project: { _id: 0, f: { $filter: { input: '$tags', as: 't', cond: { $ne: ['$$t', 'a'] } } }, m: { $map: { input: '$tags', in: { $concat: ['$$this', '!'] } } }, r: { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } } } }], [{ f: ['b'], m: ['a!', 'b!'], r: 6 }]],
    ['picks the top by another field', [{ $group: { _id: '$status', latest: { $top: { sortBy: { at: -1 }, output: '$_id' } } } }, { $sort: { _id: 1 } }], [{ _id: 'open', latest: 3 }, { _id: 'solved', latest: 5 }]],
    ['buckets by $switch', [{ $match: { n: { $ne: null } } }, { $group: { _id: { $switch: { branches: [{ case: { $lt: ['$n', 4] }, then: 'low' }], default: 'high' } }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }], [{ _id: 'high', n: 2 }, { _id: 'low', n: 2 }]],
  ];

  test.each(cases)('%s', async (_, pipeline, wanted) => {
    expect(await things.aggregate(pipeline).toArray()).toEqual(wanted);
  });

  test('what stands first is answered from the index', async () => {
    await things.aggregate([{ $match: { status: 'open' } }, { $sort: { at: -1 } }, { $limit: 2 }]).toArray();
    expect(last).toMatchObject({ indexes: ['status_1_at_-1'], sortedByIndex: true, docsExamined: 2 });
    await things.aggregate([{ $match: { status: 'open' } }, { $count: 'n' }]).toArray();
    expect(last).toMatchObject({ exact: true, docsExamined: 0 });
  });

  test.each<[unknown[], RegExp]>([
    [[{ $lookup: { from: 'x' } }], /\$lookup/], [[{ $out: 'x' }], /\$out/], [[{ $graphLookup: {} }], /\$graphLookup/], [[{ $group: { _id: null, x: { $percentile: {} } } }], /\$percentile/],
    [[{ $project: { x: { $function: {} } } }], /\$function/], [[{ $match: { $expr: true } }], /\$expr/], [[{ $project: { x: '$$FOO' } }], /FOO/], [[{ $sort: { x: { $meta: 'textScore' } } }], /\$meta/],
    [[{ $match: {}, $limit: 1 }], /exactly one/], [[{ $limit: 0 }], /\$limit/],
  ])('%j is refused by name', async (pipeline, message) => {
    await expect((async () => things.aggregate(pipeline).toArray())()).rejects.toThrow(message);
  });
});

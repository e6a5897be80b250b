import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { changeAndInsert, insertAllOrNone } from '../../../../src/store/sqlite/together.js';
import { memoryCollection } from './support.js';

describe('writes to several collections', () => {
  test('are one transaction', async () => {
    const { engine, things } = await memoryCollection();
    const others = new SqliteCollection(engine, 'test', 'others');
    const { commits } = engine.writer.stats;
    await insertAllOrNone(engine, [
      { collection: 'things', doc: { _id: 1, at: new Date(5), gone: undefined } },
      { collection: 'others', doc: { _id: 1 } },
    ]);
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, at: new Date(5), gone: null });
    expect(await others.countDocuments({})).toBe(1);
    expect(engine.writer.stats.commits - commits).toBe(1);
    await engine.close();
  });

  test('leave nothing behind when one of them is refused, whichever it is', async () => {
    const { engine, things } = await memoryCollection();
    const others = new SqliteCollection(engine, 'test', 'others');
    await others.createIndex({ key: 1 }, { unique: true });
    await others.insertOne({ _id: 1, key: 'taken' });
    for (const inserts of [
      [
        { collection: 'things', doc: { _id: 2 } },
        { collection: 'others', doc: { _id: 2, key: 'taken' } },
      ],
      [
        { collection: 'others', doc: { _id: 1, key: 'free' } },
        { collection: 'things', doc: { _id: 2 } },
      ],
    ]) {
      await expect(insertAllOrNone(engine, inserts)).rejects.toMatchObject({ code: 11000 });
    }
    expect(await things.countDocuments({})).toBe(0);
    expect(await others.countDocuments({})).toBe(1);
    await engine.close();
  });

  test('after a change: made with it, not made without it, and undone together', async () => {
    const { engine, things } = await memoryCollection();
    await things.insertOne({ _id: 'a', seq: 1, hidden: true });
    const change = (seq: number) => ({
      collection: 'things',
      filter: { _id: 'a', seq },
      update: { $set: { seq: seq + 1 } },
      projection: { hidden: 0 },
    });
    const event = (id: number) => [{ collection: 'events', doc: { _id: id } }];
    const events = new SqliteCollection(engine, 'test', 'events');
    expect(await changeAndInsert(engine, change(1), event(1))).toEqual({ _id: 'a', seq: 2 });
    expect(await changeAndInsert(engine, change(1), event(2))).toBeNull();
    await expect(changeAndInsert(engine, change(2), event(1))).rejects.toMatchObject({ code: 11000 });
    expect(await things.findOne({ _id: 'a' })).toEqual({ _id: 'a', seq: 2, hidden: true });
    expect(await events.countDocuments({})).toBe(1);
    // One that may be there is no reason to refuse anything, and stays as it is.
    const there = { collection: 'events', doc: { _id: 1, other: true }, mayBeThere: true };
    expect(await changeAndInsert(engine, change(2), [there, ...event(3)])).toEqual({ _id: 'a', seq: 3 });
    expect(await events.find({}).toArray()).toEqual([{ _id: 1 }, { _id: 3 }]);
    await engine.close();
  });
});

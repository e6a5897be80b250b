import { statSync } from 'node:fs';
import mongoose from 'mongoose';
import { engineOf, sqliteDriver } from '../../../../src/store/sqlite/index.js';
import { scratch } from './support.js';

const { Schema } = mongoose;

describe('mongoose models on the SQLite driver', () => {
  const place = scratch();
  const instance = new mongoose.Mongoose();
  instance.setDriver(sqliteDriver);
  const schema = new Schema(
    {
      number: { type: Number, unique: true },
      status: String,
      customerId: Schema.Types.ObjectId,
      tags: [String],
      identities: [{ _id: false, kind: String, value: String }],
      raw: Buffer,
      closure: { at: Date, by: String },
      extra: Schema.Types.Mixed,
    },
    { timestamps: true, optimisticConcurrency: true, strict: 'throw' },
  );
  schema.index({ status: 1, updatedAt: -1 });
  schema.index(
    { 'identities.kind': 1, 'identities.value': 1 },
    { unique: true, partialFilterExpression: { 'identities.value': { $exists: true } } },
  );
  const Ticket = instance.model('Ticket', schema);

  beforeAll(async () => {
    await instance.connect(`sqlite:${place.file}`, { sqlite: { scan: 'throw', maxScan: 1000 } } as mongoose.ConnectOptions);
    await Ticket.init();
  });
  beforeEach(() => Ticket.deleteMany({}));
  afterAll(async () => {
    await instance.disconnect();
    place.clean();
  });

  test('a document comes back as it was saved', async () => {
    const customerId = new mongoose.Types.ObjectId();
    const at = new Date('2026-01-02T03:04:05.006Z');
    await Ticket.create({
      number: 1,
      status: 'open',
      customerId,
      tags: ['a'],
      raw: Buffer.from([0, 255]),
      closure: { at, by: 'x' },
      extra: { deep: [1, { two: null }] },
    });
    const found = await Ticket.findOne({ number: 1 }).orFail();
    expect(found.customerId?.equals(customerId)).toBe(true);
    expect(found.closure?.at).toEqual(at);
    expect(Buffer.from(found.raw ?? []).equals(Buffer.from([0, 255]))).toBe(true);
    expect(found.extra).toEqual({ deep: [1, { two: null }] });
  });

  test('saving changes writes only the delta, and a stale version is refused', async () => {
    await Ticket.create({ number: 1, tags: ['a'] });
    const first = await Ticket.findOne({ number: 1 }).orFail();
    const second = await Ticket.findOne({ number: 1 }).orFail();
    first.tags.push('b');
    await first.save();
    second.status = 'solved';
    await expect(second.save()).rejects.toThrow(mongoose.Error.VersionError);
    expect((await Ticket.findOne({ number: 1 }).lean().orFail()).tags).toEqual(['a', 'b']);
  });

  test('a duplicate key is the error that mongoose users test for', async () => {
    await Ticket.create({ number: 7 });
    const refused = Ticket.create({ number: 7 });
    await expect(refused).rejects.toMatchObject({
      code: 11000,
      keyPattern: { number: 1 },
      keyValue: { number: 7 },
      name: 'MongoServerError',
    });
    await expect(refused).rejects.toBeInstanceOf(mongoose.mongo.MongoServerError);
    await Ticket.create({
      number: 8,
      identities: [
        { kind: 'email', value: 'a@x' },
        { kind: 'phone', value: '1' },
      ],
    });
    await expect(Ticket.create({ number: 9, identities: [{ kind: 'phone', value: '1' }] })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { 'identities.kind': 1, 'identities.value': 1 },
    });
    await expect(Ticket.updateOne({ number: 7 }, { $set: { number: 8 } })).rejects.toMatchObject({ code: 11000, keyValue: { number: 8 } });
  });

  test('insertMany reports which documents were refused and keeps the others', async () => {
    await Ticket.create({ number: 2 });
    const refused = await Ticket.insertMany([{ number: 1 }, { number: 2 }, { number: 3 }], { ordered: false }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ name: 'MongoBulkWriteError', code: 11000, writeErrors: [{ index: 1, code: 11000 }] });
    expect(await Ticket.countDocuments()).toBe(3);
    await expect(Ticket.insertMany([{ number: 10 }, { number: 10 }, { number: 11 }])).rejects.toMatchObject({ code: 11000 });
    expect((await Ticket.find().sort({ number: 1 })).map(({ number }) => number)).toEqual([1, 2, 3, 10]);
  });

  test('findOneAndUpdate upserts with defaults and gives the new document', async () => {
    const made = await Ticket.findOneAndUpdate(
      { number: 5 },
      { $set: { status: 'open' }, $push: { tags: 'x' } },
      { upsert: true, returnDocument: 'after' },
    ).lean();
    expect(made).toMatchObject({ number: 5, status: 'open', tags: ['x'], identities: [] });
    expect(made?.createdAt).toBeInstanceOf(Date);
    const before = await Ticket.findOneAndUpdate({ number: 5 }, { $set: { status: 'solved' } }).lean();
    expect(before?.status).toBe('open');
  });

  test('cursors, bulkSave and populate-like reads work through mongoose', async () => {
    await Ticket.insertMany(Array.from({ length: 300 }, (_, number) => ({ number, status: number % 2 === 0 ? 'open' : 'solved' })));
    const seen: (number | null | undefined)[] = [];
    for await (const ticket of Ticket.find({ status: 'open' }).sort({ updatedAt: -1, _id: -1 }).cursor()) seen.push(ticket.number);
    expect(seen).toHaveLength(150);
    expect(new Set(seen).size).toBe(150);
    const some = await Ticket.find({ number: { $lt: 3 } });
    for (const ticket of some) ticket.status = 'hold';
    await Ticket.bulkSave(some);
    expect(await Ticket.countDocuments({ status: 'hold' })).toBe(3);
    expect(await Ticket.exists({ number: 299 })).not.toBeNull();
    expect(await Ticket.distinct('status')).toEqual(['hold', 'open', 'solved']);
  });

  test('indexes are listed as they were declared, so that a start-up check can compare them', async () => {
    expect(await Ticket.listIndexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { number: 1 }, name: 'number_1', unique: true },
      { v: 2, key: { status: 1, updatedAt: -1 }, name: 'status_1_updatedAt_-1' },
      {
        v: 2,
        key: { 'identities.kind': 1, 'identities.value': 1 },
        name: 'identities.kind_1_identities.value_1',
        unique: true,
        partialFilterExpression: { 'identities.value': { $exists: true } },
      },
    ]);
    expect(await Ticket.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
  });

  test('sessions, change streams and unknown methods are refused by name', async () => {
    await expect(instance.startSession()).rejects.toThrow(/sessions/);
    expect(() => Ticket.collection.watch()).toThrow(/watch/);
    await expect(Ticket.find({ status: 'x' }).collation({ locale: 'en' })).rejects.toThrow(/collation/);
  });

  test('a connection can be closed and opened again, with the same models', async () => {
    await Ticket.create({ number: 77 });
    const engine = engineOf(instance.connection);
    expect(statSync(`${place.file}-wal`).size).toBeGreaterThan(0);
    await instance.disconnect();
    expect(instance.connection.readyState).toBe(0);
    // One whole file is left: what was in the log is in it.
    expect(engine.sqlite.isOpen).toBe(false);
    expect(statSync(`${place.file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    await instance.connect(`sqlite:${place.file}`);
    expect(await Ticket.findOne({ number: 77 })).not.toBeNull();
  });

  test('populate finds what a document points to', async () => {
    const Customer = instance.model('Customer', new Schema({ name: String }));
    const Order = instance.model(
      'Order',
      new Schema({ customer: { type: Schema.Types.ObjectId, ref: 'Customer' }, lines: [{ product: String, count: Number }] }),
    );
    const customer = await Customer.create({ name: 'Ann' });
    await Order.create({
      customer: customer._id,
      lines: [
        { product: 'a', count: 1 },
        { product: 'b', count: 2 },
      ],
    });
    const order = await Order.findOne().populate<{ customer: { name: string } }>('customer').orFail();
    expect(order.customer.name).toBe('Ann');
    await Order.updateOne({}, { $set: { 'lines.$[few].count': 9 } }, { arrayFilters: [{ 'few.count': { $lt: 2 } }] });
    expect((await Order.findOne().lean().orFail()).lines.map(({ count }) => count)).toEqual([9, 2]);
  });

  test('ping answers, and engineOf gives the engine', async () => {
    expect(await instance.connection.db?.admin().ping()).toEqual({ ok: 1 });
    expect(engineOf(instance.connection).file).toBe(place.file);
  });
});

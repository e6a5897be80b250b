import { statSync } from 'node:fs';
import { Engine } from '../../../../src/store/sqlite/engine.js';
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import { scratch } from './support.js';

test('the log is copied home beside the work and begins anew, however much is written', async () => {
  const place = scratch();
  const engine = await Engine.open(place.file, { synchronous: 'NORMAL' });
  try {
    const things = new SqliteCollection(engine, 'test', 'things');
    // Some 200 MB through a log that is copied home at 64 MB.
    const before = statSync(place.file).size;
    for (let i = 0; i < 400; i++) await things.insertOne({ _id: i, text: 'x'.repeat(500_000) });
    expect(statSync(place.file).size).toBeGreaterThan(before + 50e6);
    expect(statSync(`${place.file}-wal`).size).toBeLessThan(150e6);
    expect(await things.countDocuments({})).toBe(400);
    expect((await checkIntegrity(engine)).problems).toEqual([]);
  } finally {
    await engine.close();
    place.clean();
  }
}, 60_000);

import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { Engine } from '../../../src/store/sqlite/engine.js';
import { SqliteCollection } from '../../../src/store/sqlite/collection.js';
import { agree, contents, runRead, runWrite, type Collection } from './compare.js';
import { INDEXES, round, type Round } from './generate.js';
import { dropDatabase, freshDatabase } from '../../support/mongo/database.js';
test('discover', async () => {
  const uri = freshDatabase((process.env.STORE_URI ?? '') + '&retryWrites=false');
  const client = new mongoose.mongo.MongoClient(uri);
  const theirs = client.db().collection('things') as unknown as Collection;
  const diffs: any[] = [];
  let n = 0;
  const t0 = Date.now();
  const rounds = fc.sample(round, { numRuns: Number(process.env.ROUNDS ?? 50), seed: Number(process.env.SEED ?? 1) }) as Round[];
  console.log('generated', Date.now() - t0);
  let tOurs = 0, tTheirs = 0;
  for (const r of rounds) {
    const engine = await Engine.open(':memory:', {});
    const ours = new SqliteCollection(engine, 'test', 'things') as unknown as Collection;
    for (const [i, key] of INDEXES.entries()) if (r.indexes[i]) await ours.createIndex(key).catch(() => 0);
    await theirs.deleteMany({});
    await theirs.insertMany(r.docs); await ours.insertMany(r.docs);
    let t = Date.now();
    const tr = await Promise.all(r.reads.map((x) => runRead(theirs, x))); tTheirs += Date.now() - t; t = Date.now();
    const or = []; for (const x of r.reads) or.push(await runRead(ours, x)); tOurs += Date.now() - t;
    r.reads.forEach((x, i) => { n++; if (!agree(or[i]!, tr[i]!)) diffs.push({ op: x, ours: or[i], theirs: tr[i], docs: r.docs }); });
    for (const w of r.writes) {
      n++;
      const before = await contents(ours);
      const [a, b] = [await runWrite(ours, w), await runWrite(theirs, w)];
      const [ca, cb] = [await contents(ours), await contents(theirs)];
      if (!agree(a, b) || ca !== cb) {
        if ('error' in a && 'error' in b) { /* partial updateMany */ } else diffs.push({ op: w, ours: a, theirs: b, oursC: ca, theirsC: cb, before });
        break;
      }
    }
    await engine.close();
  }
  writeFileSync('/tmp/diffs.json', JSON.stringify(diffs));
  console.log(n, 'cases', diffs.length, 'diffs', Date.now() - t0, 'ms', { tOurs, tTheirs });
  await client.close();
  await dropDatabase(uri);
}, 600000);

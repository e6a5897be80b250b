import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { Engine } from '../../../../src/store/sqlite/engine.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import { scratch } from './support.js';

/** CI has them claim 10,000. */
const JOBS = Number(process.env['SQLITE_JOBS'] ?? 2000);
const ROUNDS = Number(process.env['SQLITE_KILLS'] ?? 3);

/** Plain node cannot run the source, so the children get it compiled, in a folder of its own. */
const built = mkdtempSync(join(tmpdir(), 'sayonce-sqlite-built-'));
const root = process.cwd();

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'));
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
  mkdirSync(join(built, 'out'));
  const source = join(root, 'src/store/sqlite');
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      rootDir: source,
      outDir: join(built, 'out'),
      incremental: false,
      noCheck: true,
      sourceMap: false,
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: [join(source, '*.ts')],
    exclude: [],
  };
  writeFileSync(join(built, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', join(built, 'tsconfig.json')]);
  // Claims jobs until none is left, each time as the last step of a chain of reads, and says which it got.
  writeFileSync(
    join(built, 'claim.mjs'),
    `import { Engine } from './out/engine.js'; import { SqliteCollection } from './out/collection.js';
    const engine = await Engine.open(process.argv[2]); const jobs = new SqliteCollection(engine, 'test', 'jobs');
    const got = [];
    const worker = async () => {
      for (;;) {
        const job = await jobs.findOneAndUpdate({ state: 'free' }, { $set: { state: 'taken', by: process.argv[3] }, $inc: { times: 1 } }, { sort: { number: 1 }, returnDocument: 'after' });
        if (job === null) return;
        got.push(job.number);
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    await engine.close();
    process.stdout.write(JSON.stringify(got));`,
  );
  // Opens a file that may not exist yet, declares the same indexes as its brothers and writes.
  writeFileSync(
    join(built, 'start.mjs'),
    `import { Engine } from './out/engine.js'; import { SqliteCollection } from './out/collection.js';
    const engine = await Engine.open(process.argv[2]); const rows = new SqliteCollection(engine, 'test', 'rows');
    await Promise.all([rows.createIndex({ n: 1 }), rows.createIndex({ key: 1 }, { unique: true })]);
    let made = 0;
    for (let n = 0; n < 40; n++) await rows.insertOne({ n, key: n, tags: [n, n + 1] }).then(() => made++, (error) => { if (error.code !== 11000) throw error; });
    await rows.createIndex({ tags: 1 });
    await engine.close();
    process.stdout.write(String(made));`,
  );
  // Writes as fast as it can and says each number only after the store has acknowledged it.
  writeFileSync(
    join(built, 'write.mjs'),
    `import { appendFileSync, openSync, writeSync } from 'node:fs'; import { Engine } from './out/engine.js'; import { SqliteCollection } from './out/collection.js';
    const engine = await Engine.open(process.argv[2]); const rows = new SqliteCollection(engine, 'test', 'rows');
    const log = openSync(process.argv[3], 'a'); let next = Number(process.argv[4]);
    const writer = async () => {
      for (;;) {
        const n = next++;
        await rows.insertOne({ n, tags: ['a' + n % 7, 'b' + n % 5], text: 'x'.repeat(n % 3000) });
        if (n % 3 === 0) await rows.updateOne({ n }, { $push: { tags: 'c' } });
        writeSync(log, n + (n % 3 === 0 ? '+' : '') + '\\n');
      }
    };
    await Promise.all(Array.from({ length: 8 }, writer));`,
  );
}, 60_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

async function outputOf(child: ChildProcess): Promise<string> {
  let text = '';
  let errors = '';
  child.stdout?.on('data', (data: Buffer) => {
    text += data.toString();
  });
  child.stderr?.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The child ended with ${code}: ${errors}`);
  return text;
}

test(`two processes on one file claim ${JOBS} jobs, each exactly once`, async () => {
  const place = scratch();
  const engine = await Engine.open(place.file);
  const jobs = new SqliteCollection(engine, 'test', 'jobs');
  await jobs.createIndex({ state: 1, number: 1 });
  await jobs.insertMany(Array.from({ length: JOBS }, (_, number) => ({ number, state: 'free', times: 0 })));
  const children = ['one', 'two'].map((name) => spawn(process.execPath, [join(built, 'claim.mjs'), place.file, name]));
  const claims = (await Promise.all(children.map(outputOf))).map((text) => JSON.parse(text) as number[]);
  expect(claims.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: JOBS }, (_, number) => number));
  // Both had their share: nobody was starved.
  for (const mine of claims) expect(mine.length).toBeGreaterThan(JOBS / 20);
  expect(await jobs.countDocuments({ state: 'taken', times: 1 })).toBe(JOBS);
  expect((await checkIntegrity(engine)).problems).toEqual([]);
  await engine.close();
  place.clean();
}, 180_000);

test('four processes may start at once on a file that is not there yet', async () => {
  const place = scratch();
  const children = Array.from({ length: 4 }, () => spawn(process.execPath, [join(built, 'start.mjs'), place.file]));
  const made = (await Promise.all(children.map(outputOf))).map(Number);
  expect(made.reduce((a, b) => a + b)).toBe(40);
  const engine = await Engine.open(place.file);
  const rows = new SqliteCollection(engine, 'test', 'rows');
  expect((await rows.indexes()).map(({ name }) => name).toSorted()).toEqual(['_id_', 'key_1', 'n_1', 'tags_1']);
  expect(await rows.countDocuments({})).toBe(40);
  expect((await checkIntegrity(engine)).problems).toEqual([]);
  await engine.close();
  place.clean();
}, 60_000);

test(`what two writers acknowledged is there after kill -9 of both, ${ROUNDS} times over`, async () => {
  const place = scratch();
  const log = join(place.folder, 'acknowledged');
  writeFileSync(log, '');
  const setUp = await Engine.open(place.file);
  const declared = new SqliteCollection(setUp, 'test', 'rows');
  await declared.createIndex({ n: 1 }, { unique: true });
  await declared.createIndex({ tags: 1 });
  await setUp.close();
  let killedAt = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const writers = [0, 500_000].map((offset) =>
      spawn(process.execPath, [join(built, 'write.mjs'), place.file, log, String(round * 1_000_000 + offset)], { stdio: 'ignore' }),
    );
    // Both are at work when they are killed, each time at another point.
    const goal = killedAt + 150 + Math.floor(Math.random() * 300);
    while (!bothWrote(readFileSync(log, 'utf8').split('\n'), round) || readFileSync(log, 'utf8').split('\n').length < goal) {
      for (const { exitCode } of writers) if (exitCode !== null) throw new Error(`A writer ended by itself with ${exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const closed = writers.map((writer) => once(writer, 'close'));
    for (const writer of writers) writer.kill('SIGKILL');
    await Promise.all(closed);
    const lines = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    killedAt = lines.length;
    const engine = await Engine.open(place.file);
    const rows = new SqliteCollection(engine, 'test', 'rows');
    const stored = new Map((await rows.find({}).toArray()).map((row) => [row['n'], row['tags'] as string[]]));
    const lost = lines.filter((line) => {
      const tags = stored.get(Number.parseInt(line, 10));
      return tags === undefined || (line.endsWith('+') && !tags.includes('c'));
    });
    expect(lost).toEqual([]);
    expect((await checkIntegrity(engine)).problems).toEqual([]);
    await engine.close();
  }
  expect(killedAt).toBeGreaterThan(100 * ROUNDS);
  place.clean();
}, 300_000);

/** Whether each of the two writers of this round has had a write acknowledged. */
function bothWrote(lines: string[], round: number): boolean {
  const numbers = lines.map((line) => Number.parseInt(line, 10) - round * 1_000_000);
  return numbers.some((n) => n >= 0 && n < 500_000) && numbers.some((n) => n >= 500_000);
}

/** The measuring process of one size: asks the store and the floor in the folder given, and sends what it found. */
import { statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import type { Message } from '../../../tickets/message.js';
import { openStore } from '../../../store/openStore.js';
import { Engine } from '../../../store/sqlite/index.js';
import { measureInsert, type InsertMeasured } from './insert.js';
import { measure, type Measured } from './measure.js';
import { questionsTo } from './questions.js';
import { isWanted } from './sections.js';
import { openShadow } from './shadow.js';

export interface SizeReport {
  measured: Measured[];
  insert: InsertMeasured | null;
  openMs: number;
  rssMb: number;
  fileMb: number;
}

const [dataDir = '', only = ''] = process.argv.slice(2);
const file = path.join(dataDir, 'sayonce.db');
// The store does not show its engine; how often it commits is seen by being there when it is opened.
const engines: Engine[] = [];
const openEngine = Engine.open.bind(Engine);
Engine.open = async (...args) => {
  const engine = await openEngine(...args);
  engines.push(engine);
  return engine;
};
const commits = (): number => engines.reduce((sum, engine) => sum + engine.writer.stats.commits, 0);
// The first time does not count: a kept seed may be of an earlier release, and what it lacks is built then. Of the others the best.
let openMs = Infinity;
const opened = async () => (await openStore({ kind: 'embedded', dataDir }, pino({ level: 'error' }))).store;
await (await opened()).close();
for (let i = 0; i < 3; i++) {
  const from = performance.now();
  const one = await opened();
  openMs = Math.min(openMs, performance.now() - from);
  await one.close();
}
const store = await opened();
const db = openShadow(file);
const questions = questionsTo(store, db, file);
const measured: Measured[] = [];
for (const question of questions.all) if (isWanted(question.section, only)) measured.push(await measure(question));
const rssMb = process.memoryUsage.rss() / 2 ** 20;

const samples = (await store.messages.many(questions.keys.messages)).filter((message): message is Message => message.direction === 'in');
const insert = isWanted('insert', only) ? await measureInsert(store, db, samples, 120, commits) : null;
const report: SizeReport = { measured, insert, openMs, rssMb, fileMb: statSync(file).size / 2 ** 20 };
questions.close();
db.close();
await store.close();
process.send?.(report);
if (!process.send) process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);

/** The seeding process of one size: fills a folder with the store and, beside it in the same file, the shadow tables. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { readConfig } from '../../../config/env.js';
import { openStore } from '../../../store/openStore.js';
import { fillStore, type Seeded } from '../../seed/fillStore.js';
import { createShadow, openShadow } from './shadow.js';

export interface Prepared extends Seeded {
  /** Of the store alone, without the shadow. */
  storeMb: number;
  /** How long the search index took afterwards, as a desk makes it in the background. */
  indexSeconds: number;
}

const [dataDir = '', count = ''] = process.argv.slice(2);
const messages = Number(count);
const file = path.join(dataDir, 'sayonce.db');
const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: 'development' });
const size = {
  seed: 'bench',
  messages,
  tickets: Math.round(messages / 5),
  customers: Math.round(messages / 20),
  until: new Date('2026-11-01T00:00:00Z'),
};
let shadow: ReturnType<typeof createShadow> | null = null;
let shadowMs = 0;
const seeded = await fillStore(
  config,
  size,
  pino({ level: 'error' }),
  (done) => process.stderr.write(`\r${done.toLocaleString('en')} of ${messages.toLocaleString('en')} messages `),
  (records) => {
    const from = performance.now();
    shadow ??= createShadow(file);
    shadow.add(records);
    shadowMs += performance.now() - from;
  },
);
(shadow as ReturnType<typeof createShadow> | null)?.end();
const indexFrom = performance.now();
for (let before = -1, segments = 0; segments !== before;) {
  before = segments;
  const { store } = await openStore(config.store, pino({ level: 'error' }));
  await store.search.index();
  // Waits for the merge that goes on beside it; another may follow.
  await store.close();
  segments = countSegments();
}
const indexSeconds = (performance.now() - indexFrom) / 1000;
const db = openShadow(file);
const [bytes] = db
  .prepare(
    "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name NOT LIKE 'f\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite_autoindex_f\\_%' ESCAPE '\\'",
  )
  .get([]) as [number];
db.close();
const prepared: Prepared = { ...seeded, seconds: seeded.seconds - shadowMs / 1000, storeMb: bytes / 2 ** 20, indexSeconds };
writeFileSync(path.join(dataDir, 'prepared.json'), JSON.stringify(prepared));
process.stderr.write('\n');

function countSegments(): number {
  const db = openShadow(file);
  const [id] = db.prepare("SELECT id FROM so_collections WHERE name = 'search_segments'").get([]) as [number];
  const [count] = db.prepare(`SELECT count(*) FROM docs_${id}`).get([]) as [number];
  db.close();
  return count;
}

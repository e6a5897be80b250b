/**
 * The measuring process of growth: the same questions to a small store and to a large one, in turn. A machine whose pace
 * changes from minute to minute changes it for both; two runs, one after the other, would tell of the machine.
 */
import path from 'node:path';
import pino from 'pino';
import { openStore } from '../../../store/openStore.js';
import { percentile } from '../figures.js';
import { AT_LEAST_MS, timed, warmUp } from './measure.js';
import { questionsTo } from './questions.js';
import { isWanted } from './sections.js';
import { openShadow } from './shadow.js';

/** Milliseconds, median: of the store and of SQL, small and large. */
export interface Growth {
  name: string;
  small: { p50: number; floorP50: number };
  large: { p50: number; floorP50: number };
}

const [smallDir = '', largeDir = '', only = ''] = process.argv.slice(2);

async function open(dataDir: string) {
  const { store } = await openStore({ kind: 'embedded', dataDir }, pino({ level: 'error' }));
  const file = path.join(dataDir, 'sayonce.db');
  const db = openShadow(file);
  const questions = questionsTo(store, db, file);
  return {
    questions: questions.all.filter(({ section }) => isWanted(section, only)),
    close: async () => {
      questions.close();
      db.close();
      await store.close();
    },
  };
}

const [small, large] = [await open(smallDir), await open(largeDir)];
const grown: Growth[] = [];
for (const [i, asked] of small.questions.entries()) {
  const sides = [asked, large.questions[i] ?? asked].flatMap(({ keys, ours, floor }) => [
    { keys, ask: ours, took: [] as number[] },
    { keys, ask: floor, took: [] as number[] },
  ]);
  for (const { keys, ask } of sides) await warmUp(keys, ask);
  const until = performance.now() + AT_LEAST_MS;
  for (let turn = 0; turn < asked.keys.length || performance.now() < until; turn++) {
    // Each begins as often as any other: who is asked first finds the processor's caches full of something else.
    for (let place = 0; place < sides.length; place++) {
      const { keys, ask, took } = sides[(turn + place) % sides.length] as (typeof sides)[number];
      took.push(await timed(() => ask(keys[turn % keys.length])));
    }
  }
  const [p50 = NaN, floorP50 = NaN, largeP50 = NaN, largeFloorP50 = NaN] = sides.map(({ took }) => percentile(took, 0.5));
  grown.push({ name: asked.name, small: { p50, floorP50 }, large: { p50: largeP50, floorP50: largeFloorP50 } });
}
await small.close();
await large.close();
process.send?.(grown);
if (!process.send) process.stdout.write(`${JSON.stringify(grown, null, 1)}\n`);

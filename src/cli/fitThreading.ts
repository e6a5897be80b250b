/** `node src/cli/run.mjs fitThreading [seed]`: tells what the weights of `src/threading/otherness.ts` should be, and how they do. */
import { fitThreading } from './bench/threading/fitting/main.js';

for (const line of fitThreading(process.argv[2] ?? 'f1')) process.stdout.write(`${line}\n`);

import { parseArgs } from 'node:util';
import { machine, print } from '../figures.js';
import { benchStore } from './benchStore.js';

/**
 * `npm run bench -- store [--sizes 10k,100k,1m | --messages N] [--only lists,counters] [--keep DIR] [--json FILE]`: it has
 * options that the others have not. Without any it is the whole run.
 */
export async function main(args: string[]): Promise<never> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'string' },
      sizes: { type: 'string' },
      messages: { type: 'string' },
      only: { type: 'string' },
      keep: { type: 'string' },
    },
  });
  const report = { name: 'store', machine: machine(), figures: await benchStore({ ...values, sizes: values.messages ?? values.sizes }) };
  print(report, values.json ?? null);
  process.exit(report.figures.some((f) => f.holds === false) ? 1 : 0);
}

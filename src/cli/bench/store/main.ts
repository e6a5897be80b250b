import { parseArgs } from 'node:util';
import { machine, print } from '../figures.js';
import { benchStore } from './benchStore.js';

/** `npm run bench -- store [--sizes 10k,100k,1m] [--keep DIR] [--json FILE]`: it has options that the others have not. */
export async function main(args: string[]): Promise<never> {
  const { values } = parseArgs({ args, options: { json: { type: 'string' }, sizes: { type: 'string' }, keep: { type: 'string' } } });
  const report = { name: 'store', machine: machine(), figures: await benchStore(values) };
  print(report, values.json ?? null);
  process.exit(report.figures.some((f) => f.holds === false) ? 1 : 0);
}

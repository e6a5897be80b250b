/** `npm run bench -- NAME [--json FILE]`: measures the built desk and the floors beside it, in one run. */
import { parseArgs } from 'node:util';
import { machine, print, type Figure } from './bench/figures.js';
import { benchConsole } from './bench/console.js';
import { benchIntake } from './bench/intake.js';
import { benchLive } from './bench/live.js';
import { benchMail } from './bench/mail.js';
import { benchThreading } from './bench/threading/main.js';

if (process.argv[2] === 'store') await (await import('./bench/store/main.js')).main(process.argv.slice(3));
const BENCHES: Record<string, () => Promise<Figure[]>> = {
  intake: benchIntake,
  mail: benchMail,
  console: benchConsole,
  threading: () => benchThreading(),
  live: benchLive,
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const [name = ''] = positionals;
const bench = BENCHES[name];
if (!bench) {
  process.stderr.write(`Which one? ${[...Object.keys(BENCHES), 'store'].join(', ')}\n`);
  process.exit(2);
}
const report = { name, machine: machine(), figures: await bench() };
print(report, values.json ?? null);
process.exit(report.figures.some((f) => f.holds === false) ? 1 : 0);

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBreaches } from './boundaries/findBreaches.mjs';

/** `node src/cli/boundaries.mjs`: prints every broken boundary as file:line, exits with 1 when there is one. */
const ROOT = join(import.meta.dirname, '..', '..');
const SOURCE = /\.(ts|tsx|mjs)$/;

/** @type {Map<string, string>} */
const files = new Map();
for (const folder of ['src', 'workers']) {
  for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    const file = `${folder}/${name.replaceAll('\\', '/')}`;
    if (SOURCE.test(file) && !file.endsWith('.d.ts')) files.set(file, readFileSync(join(ROOT, file), 'utf8'));
  }
}

const breaches = findBreaches(files);
for (const { file, line, problem } of breaches) console.log(`${file}:${line} ${problem}`);
console.log(
  breaches.length === 0
    ? `Boundaries hold in ${files.size} files.`
    : `\n${breaches.length} broken boundaries; the rules are in src/cli/boundaries/rules.mjs`,
);
process.exitCode = breaches.length === 0 ? 0 : 1;

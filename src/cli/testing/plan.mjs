import { Stop } from '../setup/screen.mjs';

/**
 * What `npm test -- ...` asks for.
 * - nothing: lint, types, unit tests, the store and the flows, in a few minutes
 * - `--full`: also the long stories (but for the longest) and the store and flows over MongoDB's protocol, and more random cases and kills; what `.ci/run` does
 * - `--checks` (lint and types), `--lint`, `--types`, `--unit`, `--flows`, `--long`, `--mongo`: only these
 * - anything else goes to jest, and then only jest runs: `npm test -- flows/mail`, `npm test -- -t "replies to"`
 *
 * @typedef {{ lint: boolean, types: boolean, unit: boolean, flows: boolean, long: boolean, mongo: boolean, thorough: boolean, jest: string[] | null }} Plan
 */

const QUICK = /** @type {const} */ (['lint', 'types', 'unit', 'flows']);
const PARTS = /** @type {const} */ ([...QUICK, 'long', 'mongo']);

/**
 * @param {string[]} args
 * @returns {Plan}
 */
export function planTests(args) {
  const wanted = new Set(args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2)));
  if (wanted.delete('checks')) wanted.add('lint').add('types');
  const thorough = wanted.has('full');
  const own = PARTS.filter((part) => thorough || wanted.has(part));
  const rest = args.filter((arg) => !['--checks', '--full', ...PARTS.map((part) => `--${part}`)].includes(arg));
  if (own.length > 0 && rest.length > 0)
    throw new Stop(
      `${rest.join(' ')} goes to jest alone; leave ${thorough ? '--full' : `--${own.join(' --')}`} out, or name the folder: npm test -- test/unit`,
    );
  const runs = new Set(args.length === 0 ? QUICK : own);
  const has = (/** @type {typeof PARTS[number]} */ part) => runs.has(part);
  return {
    lint: has('lint'),
    types: has('types'),
    unit: has('unit'),
    flows: has('flows'),
    long: has('long'),
    mongo: has('mongo'),
    thorough,
    jest: rest.length > 0 ? rest : null,
  };
}

import { Stop } from '../setup/screen.mjs';

/**
 * What `npm test -- ...` asks for.
 * - nothing: everything
 * - `--checks` (lint and types), `--lint`, `--types`, `--unit`, `--flows`: only these
 * - anything else goes to jest, and then only jest runs: `npm test -- flows/mail`, `npm test -- -t "replies to"`
 *
 * @typedef {{ lint: boolean, types: boolean, unit: boolean, flows: boolean, jest: string[] | null }} Plan
 */

const PARTS = /** @type {const} */ (['lint', 'types', 'unit', 'flows']);

/**
 * @param {string[]} args
 * @returns {Plan}
 */
export function planTests(args) {
  const wanted = new Set(args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2)));
  if (wanted.delete('checks')) wanted.add('lint').add('types');
  const own = PARTS.filter((part) => wanted.has(part));
  const rest = args.filter((arg) => !['--checks', ...PARTS.map((part) => `--${part}`)].includes(arg));
  if (own.length > 0 && rest.length > 0) throw new Stop(`${rest.join(' ')} goes to jest alone; leave --${own.join(' --')} out, or name the folder: npm test -- test/unit`);
  const all = args.length === 0;
  const has = (/** @type {typeof PARTS[number]} */ part) => all || own.includes(part);
  return { lint: has('lint'), types: has('types'), unit: has('unit'), flows: has('flows'), jest: rest.length > 0 ? rest : null };
}

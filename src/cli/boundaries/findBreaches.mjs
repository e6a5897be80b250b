import { posix } from 'node:path';
import { findCycles } from './findCycles.mjs';
import { readSource } from './readSource.mjs';
import {
  BANNED_NAMES,
  ENV_FOLDERS,
  FOLDERS_WITHOUT_IO,
  LONGEST_FILE,
  PACKAGES,
  PURE_FOLDERS,
  PURE_NODE_MODULES,
  REASON_TO_STAY_WHOLE,
  TYPES_FROM,
  ZONES,
} from './rules.mjs';

/** @typedef {{ file: string, line: number, problem: string }} Breach */

/**
 * Every place where the code breaks a boundary. Pure, so that the rules themselves are tested on small made-up trees.
 * @param {Map<string, string>} files path from the root (`src/tickets/ticket.ts`) -> text
 * @returns {Breach[]}
 */
export function findBreaches(files) {
  /** @type {Breach[]} */
  const breaches = [];
  /** @type {Map<string, string[]>} what each file needs when it runs */
  const needs = new Map();
  /** @type {Map<string, string>} the folder and name, whatever the case -> the file that has it */
  const named = new Map();

  for (const [file, text] of files) {
    const note = (/** @type {number} */ line, /** @type {string} */ problem) => breaches.push({ file, line, problem });
    const zone = zoneOf(file);
    const source = readSource(file, text);
    for (const error of source.errors) note(1, `cannot be parsed: ${error}`);
    if (zone !== null && !(zone in ZONES))
      note(1, `src/${zone} is a folder without a place in the architecture: give it a line in src/cli/boundaries/rules.mjs`);
    checkName(file, note);
    checkTwin(file, named, note);
    checkLength(source, note);
    for (const use of source.uses) checkUse(zone, use, note);

    const needed = [];
    for (const one of source.imports) {
      const target = one.from.startsWith('.') ? resolve(file, one.from, files) : null;
      if (target === null) checkPackage(zone, one, note);
      else checkZone(zone, target, one, note);
      if (target !== null && !one.typesOnly) needed.push(target);
    }
    needs.set(file, needed);
  }

  for (const cycle of findCycles(needs)) {
    breaches.push({ file: cycle[0] ?? '', line: 1, problem: `is part of a circle of imports: ${[...cycle, cycle[0]].join(' -> ')}` });
  }
  return breaches.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

/**
 * The folder of `src/`; null for the entries, which may use everything.
 * @param {string} file
 */
function zoneOf(file) {
  const [top, folder, inside] = file.split('/');
  return top === 'src' && inside !== undefined ? (folder ?? null) : null;
}

/**
 * @param {string} file
 * @param {string} specifier
 * @param {Map<string, string>} files
 * @returns {string} our file; the bare path when it is not a source of ours (a style sheet, a picture)
 */
function resolve(file, specifier, files) {
  const path = posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''));
  const stem = path.replace(/\.jsx?$/, '');
  return [path, `${stem}.ts`, `${stem}.tsx`, `${path}/index.ts`].find((one) => files.has(one)) ?? path;
}

/** @typedef {(line: number, problem: string) => void} Note */

/**
 * @param {string | null} zone
 * @param {string} target
 * @param {import('./readSource.mjs').Import} one
 * @param {Note} note
 */
function checkZone(zone, target, one, note) {
  if (zone === null) return;
  const allowed = ZONES[zone];
  const targetZone = zoneOf(target);
  if (allowed === undefined || allowed === 'anything' || targetZone === zone) return;
  const mayUse = [...allowed, ...(one.typesOnly ? (TYPES_FROM[zone] ?? []) : [])];
  if (targetZone !== null && mayUse.includes(targetZone)) return;
  const may = allowed.length > 0 ? `only ${allowed.join(', ')}` : 'nothing of ours';
  note(one.line, `imports ${target}, but src/${zone} may import ${may}`);
}

/**
 * @param {string | null} zone
 * @param {import('./readSource.mjs').Import} one
 * @param {Note} note
 */
function checkPackage(zone, one, note) {
  const name = one.from
    .split('/')
    .slice(0, one.from.startsWith('@') ? 2 : 1)
    .join('/');
  const rule = PACKAGES[name];
  const mayUse = rule && [...rule.only, ...(one.typesOnly ? (rule.types ?? []) : []), 'cli'];
  // The entries hand things around, so they may name their types.
  if (mayUse && !(zone === null ? one.typesOnly : mayUse.includes(zone))) {
    note(one.line, `imports ${name}, which lives in src/${rule.only.join(' and src/')} and nowhere else`);
  }
  if (zone === null) return;
  const isOfNode = one.from.startsWith('node:');
  if (FOLDERS_WITHOUT_IO.includes(zone) && isOfNode && !one.typesOnly && !PURE_NODE_MODULES.includes(one.from)) {
    note(one.line, `imports ${one.from}, but src/${zone} does no input and output: put it behind a port`);
  }
  if (one.from === 'node:process' && !ENV_FOLDERS.includes(zone))
    note(one.line, 'imports node:process: only src/config reads the environment');
}

/**
 * @param {string | null} zone
 * @param {import('./readSource.mjs').Use} use
 * @param {Note} note
 */
function checkUse(zone, use, note) {
  if (use.what === 'process.env') {
    if (zone === null || !ENV_FOLDERS.includes(zone))
      note(use.line, 'reads process.env: only src/config does, others receive the part they need');
  } else if (zone !== null && PURE_FOLDERS.includes(zone)) {
    const remedy = use.what === 'clock' ? 'pass the time in' : 'pass the choice in';
    note(use.line, `uses ${use.shown}, but src/${zone} is pure: ${remedy}`);
  }
}

/** @param {string} file @param {Note} note */
function checkName(file, note) {
  const name = posix.basename(file).replace(/\.(test\.)?[a-z]+$/, '');
  if (BANNED_NAMES.test(name)) note(1, `"${name}" says nothing: name the file after what it exports`);
}

/**
 * On a disk that does not tell capitals from small letters, as on most laptops, `./Toasts.js` would be found in `toasts.ts`.
 * @param {string} file @param {Map<string, string>} named @param {Note} note
 */
function checkTwin(file, named, note) {
  const stem = file.replace(/[.][a-z]+$/, '').toLowerCase();
  const twin = named.get(stem);
  if (twin === undefined) named.set(stem, file);
  else note(1, `is named like ${twin}: on a disk that does not tell capitals from small letters one is taken for the other`);
}

/** @param {import('./readSource.mjs').Source} source @param {Note} note */
function checkLength(source, note) {
  if (source.lines <= LONGEST_FILE || REASON_TO_STAY_WHOLE.test(source.head)) return;
  note(1, `has ${source.lines} lines: split it, or say in a comment at its top why it stays whole`);
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from './screen.mjs';

/**
 * Loads `.env`; what the shell has set already wins. Node's own reader skips what it does not understand, and a setting
 * that is silently skipped is found out in production, so a line that is no setting stops us.
 * @param {string} root
 */
export function loadDotEnv(root) {
  const file = join(root, '.env');
  if (!existsSync(file)) return;
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Stop(`The file .env cannot be read: ${/** @type {Error} */ (error).message}`);
  }
  const bad = firstBadLine(text);
  if (bad) throw new Stop(`Line ${bad} of .env is not of the form NAME=value. Correct it, or begin it with # to switch it off.`);
  process.loadEnvFile(file);
}

/**
 * The number of the first line that is no setting, comment or blank; null when all is well. Never its text: it may be
 * half of a password.
 * @param {string} text
 */
export function firstBadLine(text) {
  // A quoted value may run over several lines: it counts as one.
  const setting =
    /^[ \t]*(?:export[ \t]+)?[A-Za-z_][A-Za-z0-9_]*[ \t]*=[ \t]*(?:"(?:[^"\\]|\\[^])*"|'[^']*'|`[^`]*`|[^\n"'`][^\n]*)?[ \t]*(?:#[^\n]*)?$/;
  const other = /^[ \t]*(?:#[^\n]*)?$/;
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  let pending = '';
  let first = 0;
  for (const [at, line] of clean.split('\n').entries()) {
    if (pending === '') first = at + 1;
    pending = pending === '' ? line : `${pending}\n${line}`;
    if (setting.test(pending) || (other.test(line) && pending === line)) pending = '';
    else if (!/=[ \t]*["'`]/.test(pending)) return first;
  }
  return pending === '' ? null : first;
}

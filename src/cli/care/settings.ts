import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../../config/configError.js';
import { VARIABLES } from '../../config/variables.js';
import type { StoreConfig } from '../../store/openStore.js';
import { UsageError } from './command.js';

/** What these commands need of the environment. */
export interface CareSettings {
  store: StoreConfig;
  dataDir: string;
  rawKeepDays: number;
}

/**
 * The settings that the care of the store needs, from the shell and `.env` as the desk reads them. Deliberately not
 * `readConfig`: that one makes a secret key in an empty DATA_DIR, where a restore is about to put the old one.
 * @throws ConfigError
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): CareSettings {
  loadDotEnv();
  const dataDir = path.resolve(read(env, 'DATA_DIR') ?? 'data');
  const uri = read(env, 'MONGODB_URI');
  return {
    store: uri ? { kind: 'mongodb', uri } : { kind: 'embedded', dataDir },
    dataDir,
    rawKeepDays: read(env, 'RAW_KEEP_DAYS') ?? Number(VARIABLES.RAW_KEEP_DAYS.fallback),
  };
}

/** `sqlite:/data` (a DATA_DIR, or the sayonce.db in it) or `mongodb://...`. */
export function readUri(name: string, text: string): StoreConfig {
  if (/^mongodb(\+srv)?:\/\//.test(text)) return { kind: 'mongodb', uri: text };
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  if (!file) throw new UsageError(`${name} must be sqlite:/path/to/DATA_DIR or mongodb://...`);
  const full = path.resolve(file);
  if (!full.endsWith('.db')) return { kind: 'embedded', dataDir: full };
  if (path.basename(full) !== 'sayonce.db')
    throw new UsageError(`${name} must name a DATA_DIR, or the sayonce.db in it: the blobs are beside it`);
  return { kind: 'embedded', dataDir: path.dirname(full) };
}

/** For a command of its own; what the shell has set wins. */
export function loadDotEnv(): void {
  // From dist/src/cli/care to the root.
  const file = path.resolve(import.meta.dirname, '../../../../.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

function read<Name extends 'DATA_DIR' | 'MONGODB_URI' | 'RAW_KEEP_DAYS'>(
  env: NodeJS.ProcessEnv,
  name: Name,
): (typeof VARIABLES)[Name]['schema']['_output'] | undefined {
  const file = env[`${name}_FILE`]?.trim();
  const text = (file && VARIABLES[name].secret ? readFileSync(file, 'utf8') : (env[name] ?? '')).trim();
  if (!text) return undefined;
  const parsed = VARIABLES[name].schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ConfigError([{ name, problem: parsed.error.issues[0]?.message ?? 'cannot be read' }]);
}

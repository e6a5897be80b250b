import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensurePackages } from './deps.mjs';
import { loadDotEnv } from './dotenv.mjs';
import { createLogView } from './logView.mjs';
import { requireFreePort } from './ports.mjs';
import { keepRedis } from './redis.mjs';
import { ensureRedisBinary } from './redisBinary.mjs';
import { ROOT } from './root.mjs';
import { Stop, createScreen } from './screen.mjs';
import { runServer } from './server.mjs';
import { onStopRequest } from './signals.mjs';

/** @typedef {import('../../config/config.js').Config} Config */

/**
 * Prepares what is missing, runs the desk until it is told to stop, and cleans up.
 * @param {string[]} args `--role web`, `--role workers` or nothing
 * @returns {Promise<number>} the exit code
 */
export async function startDesk(args) {
  const screen = createScreen();
  // `npm start | head` closes our output: that is no reason to take the desk down.
  process.stdout.on('error', () => {});
  const stopRequest = onStopRequest();
  /** @type {Awaited<ReturnType<typeof keepRedis>> | null} */
  let redis = null;
  try {
    screen.line('');
    loadDotEnv(ROOT);
    const role = roleOf(args);
    if (role) process.env.ROLE = role;
    await ensurePackages(ROOT, screen);
    await ensureBuilt(ROOT, screen);
    const config = await readSettings();
    if (config.role !== 'workers') {
      await requireFreePort('PORT', config.http.port, config.http.host);
      if (config.smtp.enabled) await requireFreePort('SMTP_PORT', config.smtp.port, config.smtp.host);
    }

    const env = { ...process.env };
    // Installing and building make what everybody may read; what is made from here on, by Redis too, has customers' words in it.
    const binary = config.redis.url ? null : await ensureRedisBinary(screen);
    process.umask(0o077);
    if (binary) {
      redis = await keepRedis({ dataDir: config.dataDir, binary, say: (sentence) => screen.line(`  ${screen.yellow(sentence)}`) });
      env.REDIS_URL = redis.url;
    }
    if (stopRequest.asked()) return 0;
    return await runServer({ root: ROOT, config, env, screen, log: createLogView(screen, config.dataDir), stopRequest });
  } catch (error) {
    return screen.failure(error);
  } finally {
    await redis?.stop();
    stopRequest.forget();
  }
}

/** @param {string[]} args */
function roleOf(args) {
  if (args.length === 0) return null;
  const role = args[0] === '--role' ? args[1] : args[0]?.replace(/^--role=/, '');
  if (role === 'all' || role === 'web' || role === 'workers') return role;
  throw new Stop(`There is no option ${args.join(' ')}; there are --role all, --role web and --role workers.`);
}

/**
 * The server's own reader of the environment, so that both understand a setting the same way.
 * @returns {Promise<Config>}
 */
async function readSettings() {
  const { readConfig } = await import(pathToFileURL(join(ROOT, 'dist/src/config/env.js')).href);
  try {
    return readConfig(process.env);
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name !== 'ConfigError') throw error;
    const where = existsSync(join(ROOT, '.env')) ? 'in .env or the shell' : 'in the shell';
    throw new Stop(`${message}\nThey are set ${where}; .env.example explains each.`);
  }
}

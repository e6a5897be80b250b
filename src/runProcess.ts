import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { startApp } from './app.js';
import { ConfigError } from './config/configError.js';
import { readConfig } from './config/env.js';
import { makeNothingForOthers } from './config/keepPrivate.js';
import type { Role } from './config/config.js';

/** Work that has not ended by then is cut off; its rows are taken up again at the next start. */
const DRAIN_MS = 15_000;
const STARTING_MS = 2_000;

/**
 * Runs one process of the desk until a signal ends it. Tells a parent process by IPC when it is ready.
 * @param role overrides ROLE: the workers' own entry runs nothing else.
 */
export async function runProcess(role?: Role): Promise<void> {
  makeNothingForOthers();
  const config = read(role);
  const log = pino({
    level: config.logLevel,
    redact: { paths: ['password', 'token', '*.password', '*.token', 'authorization', '*.authorization'], censor: '<hidden>' },
  });
  for (const warning of config.warnings) log.warn({ warning }, 'configuration');

  // An error that nobody caught means that we do not know our own state any more: say so and end. The rows are safe.
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(fault, (error: unknown) => {
      log.fatal({ err: error }, fault);
      process.exit(70);
    });
  }

  const starting = startApp(config, path.resolve(import.meta.dirname, '..'), log);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({}, 'did not stop in time');
      process.exit(1);
    }, DRAIN_MS).unref();
    // Killed while starting: nothing was promised yet.
    Promise.race([starting, sleep(STARTING_MS, null)])
      .then((app) => app?.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  // Started by `npm start`, Ctrl-C in the terminal reaches us too; our parent then asks us to stop, in its own order.
  process.on('SIGINT', () => {
    if (!process.send) stop('SIGINT');
  });
  // The parent that started us is gone (kill -9): nobody else would stop us.
  process.once('disconnect', () => stop('disconnect'));

  try {
    const app = await starting;
    log.info({ role: config.role, url: app.ready.url, smtpPort: app.ready.smtpPort }, 'ready');
    process.send?.({ ready: app.ready });
  } catch (error) {
    log.fatal({ err: error }, 'could not start');
    process.exit(1);
  }
}

function read(role: Role | undefined): ReturnType<typeof readConfig> {
  try {
    return readConfig(role ? { ...process.env, ROLE: role } : process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { NODE_FLAGS } from './nodeFlags.mjs';

/** Longer than the server's own limit for draining, so it normally ends by itself. */
const DRAIN_LIMIT_MS = 45_000;
const SLOW_START_MS = 15_000;

/**
 * Runs the server until it ends; says where everything is as soon as it is ready.
 * @param {object} given
 * @param {string} given.root
 * @param {import('./desk.mjs').Config} given.config
 * @param {NodeJS.ProcessEnv} given.env
 * @param {import('./screen.mjs').Screen} given.screen
 * @param {ReturnType<typeof import('./logView.mjs').createLogView>} given.log
 * @param {import('./signals.mjs').StopRequest} given.stopRequest
 * @returns {Promise<number>} 0 when it was asked to stop, else the exit code of the server
 */
export function runServer({ root, config, env, screen, log, stopRequest }) {
  const entry = config.role === 'workers' ? 'dist/workers/index.js' : 'dist/src/server.js';
  // In our process group on purpose: what kills the group kills the server too. It ignores SIGINT while it has an IPC
  // channel, so a Ctrl-C of the terminal reaches it as one SIGTERM, from here.
  const child = spawn(process.execPath, [...NODE_FLAGS, join(root, entry)], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  for (const stream of [child.stdout, child.stderr]) if (stream) log.follow(stream);

  const slow = setTimeout(
    () => screen.line(`  ${screen.yellow('Still starting. If it waits for something, the lines above say for what.')}`),
    SLOW_START_MS,
  );
  child.once('close', () => clearTimeout(slow));
  child.on('message', (message) => {
    const ready = /** @type {{ ready?: Ready }} */ (message).ready;
    if (!ready) return;
    clearTimeout(slow);
    screen.line('');
    screen.box(welcome(ready, config));
    screen.line(`  ${screen.dim(`Full log: ${relative(process.cwd(), log.path) || log.path}`)}\n`);
  });

  return new Promise((resolve) => {
    let asked = false;
    let forced = false;
    const kill = () => {
      forced = true;
      child.kill('SIGKILL');
    };
    stopRequest.handle({
      first() {
        asked = true;
        screen.line(
          `\n  Stopping: finishing what is under way. ${screen.dim('Ctrl-C again stops at once; nothing that was accepted is lost.')}`,
        );
        child.kill('SIGTERM');
        setTimeout(kill, DRAIN_LIMIT_MS).unref();
      },
      force: kill,
    });
    child.once('error', (error) => {
      screen.line(screen.red(`The server could not be started: ${error.message}`));
      resolve(1);
    });
    child.once('close', (code, signal) => {
      if (asked) {
        screen.line(forced ? '  Stopped at once.\n' : '  Stopped.\n');
        resolve(forced || code === 0 || code === null ? 0 : code);
        return;
      }
      screen.line(
        screen.red(
          `\n  The server has ended by itself (${signal ?? `exit code ${code}`}). The lines above say why; the full log is ${log.path}\n`,
        ),
      );
      // As a shell tells it: 137 after a kill -9.
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** @typedef {{ url?: string, demoUrl?: string | null, smtpPort?: number | null, adminEmail?: string, adminPassword?: string | null }} Ready */

/**
 * @param {Ready} ready
 * @param {import('./desk.mjs').Config} config
 */
export function welcome(ready, config) {
  /** @type {[string, string][]} */
  const rows = [];
  if (ready.url) rows.push(['Console', ready.url]);
  if (ready.url && ready.adminEmail) {
    const note = ready.adminPassword ? `password ${ready.adminPassword}   (shown only now)` : '(password as you set it)';
    rows.push(['Sign in', `${ready.adminEmail}   ${note}`]);
  }
  if (ready.url && ready.adminPassword) rows.push(['First steps', 'Open the console and sign in: it leads you through them.']);
  if (ready.demoUrl) rows.push(['Chat demo', ready.demoUrl]);
  if (ready.smtpPort) rows.push(['Customer mail', `SMTP on port ${ready.smtpPort}`]);
  else if (ready.url && config.smtp.disabledReason) rows.push(['Customer mail', `off: ${config.smtp.disabledReason}`]);
  rows.push(['Data', config.store.kind === 'mongodb' ? 'MongoDB' : config.dataDir]);
  rows.push(['Stop', 'Ctrl-C']);
  const width = Math.max(...rows.map(([name]) => name.length));
  const title = config.role === 'workers' ? 'The SayOnce workers are running' : 'SayOnce is running';
  return [title, '', ...rows.map(([name, value]) => `${name.padEnd(width)}   ${value}`)];
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../setup/ports.mjs';
import { Stop } from '../setup/screen.mjs';
import { buildJavaServer, installSecantus } from './programs.mjs';

const READY_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 10_000;

/**
 * A server that speaks MongoDB's protocol on 127.0.0.1. `server` tells tests what kind it is (STORE_SERVER).
 * @typedef {{ server: string, uri: string, stop: () => Promise<void> }} Server
 */

/** SecantusDB runs every connection on a thread of its own and waits on few: more than five slow each other down. */
const SECANTUS_POOL = 5;

/** @returns {Promise<Server>} */
export async function startSecantus() {
  const program = await installSecantus();
  const port = await freePort();
  const { stop } = await launch(
    'SecantusDB',
    program,
    ['--port', String(port), '--storage-path', ':memory:', '--log-level', 'ERROR'],
    port,
  );
  return { server: 'SecantusDB', uri: `mongodb://127.0.0.1:${port}/?maxPoolSize=${SECANTUS_POOL}`, stop };
}

/** @returns {Promise<Server>} */
export async function startJavaServer() {
  const { java, classPath } = await buildJavaServer();
  const port = await freePort();
  const { stop } = await launch('mongo-java-server', java, ['-Xmx512m', '-cp', classPath, 'ContentionServer', String(port)], port);
  return { server: 'mongo-java-server', uri: `mongodb://127.0.0.1:${port}/`, stop };
}

/**
 * A real MongoDB with data of its own, thrown away afterwards. Alone, so without a replica set.
 * @param {string} program
 * @returns {Promise<Server>}
 */
export async function startMongod(program) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sayonce-mongod-'));
  const { stop } = await launch('mongod', program, ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder, '--quiet'], port);
  return {
    server: 'mongodb',
    uri: `mongodb://127.0.0.1:${port}/`,
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * Starts a server and waits until its port answers.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @param {number} port
 */
async function launch(name, program, args, port) {
  // The Java one ends with its standard input, so that it cannot outlive us.
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  let failure = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  child.on('error', (error) => (failure = error.message));
  child.stdin.on('error', (error) => (printed += error.message));
  const ended = () => failure !== '' || child.exitCode !== null || child.signalCode !== null;
  const die = () => void child.kill('SIGKILL');
  process.once('exit', die);
  for (const end = Date.now() + READY_LIMIT_MS; !(await answers(port)); await sleep(100)) {
    if (!ended() && Date.now() < end) continue;
    die();
    throw new Stop(`${name} ${ended() ? 'ended before it was ready' : `did not listen within ${READY_LIMIT_MS / 1000} s`}.`, {
      detail: `${printed}${failure}`,
    });
  }
  return {
    async stop() {
      process.removeListener('exit', die);
      if (ended()) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      child.kill('SIGTERM');
      const waited = new AbortController();
      const late = sleep(STOP_LIMIT_MS, 'late', { signal: waited.signal }).catch(() => 'gone');
      if ((await Promise.race([gone, late])) === 'late') die();
      waited.abort();
      await gone;
    },
  };
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

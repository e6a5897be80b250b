import { createServer } from 'node:net';
import { Stop } from './screen.mjs';

/**
 * Stops with a clear sentence when a port cannot be had. The server would find out as well, but after everything else
 * has started.
 * @param {string} variable that sets it
 * @param {number} port 0 is any free one
 * @param {string | undefined} host
 */
export async function requireFreePort(variable, port, host) {
  if (port === 0) return;
  const server = createServer();
  /** @type {NodeJS.ErrnoException | null} */
  const error = await new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ port, host }, () => resolve(null));
  });
  await new Promise((resolve) => server.close(resolve));
  if (error) throw new Stop(sentenceFor(error.code, variable, port, host));
}

/** @param {string | undefined} code @param {string} variable @param {number} port @param {string | undefined} host */
function sentenceFor(code, variable, port, host) {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use: SayOnce may be running already, or another program has it. Stop that, or choose another: ${variable}=${port + 1} npm start`;
  }
  if (code === 'EACCES') return `Port ${port} may only be used by root. Choose one above 1023: ${variable}=${port + 8000} npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine does not have the address ${host}, so it cannot listen on it.`;
  return `Port ${port} cannot be used (${code}).`;
}

/** Below what systems hand out by themselves, so no client of anybody gets one of them in a moment when nobody listens there. */
const FIRST = 10_240;
const END = 32_000;
/** Ports of a block. On the first of them its owner listens as long as it lives, so that no other process takes from it. */
const BLOCK = 16;

/** @type {number[]} */
let own = [];

/**
 * A port that nobody listens on, and that no program or test beside this one is given: also one that stops listening on it
 * for a while keeps it.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = own.pop();
    if (port === undefined) own = [...own, ...(await claimBlock())];
    else if (await close(await listen(port))) return port;
  }
}

/** @returns {Promise<number[]>} */
async function claimBlock() {
  const blocks = Math.floor((END - FIRST) / BLOCK);
  const start = Math.floor(Math.random() * blocks);
  for (let i = 0; i < blocks; i++) {
    const first = FIRST + ((start + i) % blocks) * BLOCK;
    const guard = await listen(first);
    if (!guard) continue;
    // It ends with its process, and keeps none alive.
    guard.unref();
    return Array.from({ length: BLOCK - 1 }, (_, n) => first + n + 1);
  }
  throw new Error('there is no free port');
}

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Server | null>} null when somebody listens there, on whatever address
 */
function listen(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, () => resolve(server));
  });
}

/** @param {import('node:net').Server | null} server @returns {Promise<boolean>} */
async function close(server) {
  if (!server) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}

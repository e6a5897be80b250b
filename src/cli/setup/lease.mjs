import { randomBytes } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock that dies with its holder, however it dies: a unix socket that the holder listens on. A file with a process id
 * would outlive a kill -9, and process ids are used again.
 *
 * @typedef {{ held: true, release: () => void }} HeldLease
 * @typedef {{ held: false, ended: Promise<void>, forget: () => void }} OthersLease `ended` resolves when the holder is gone.
 */

/**
 * @param {string} path of the socket; ten characters must still fit behind it
 * @returns {Promise<HeldLease | OthersLease>}
 */
export async function takeLease(path) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const mine = await listen(path);
    if (mine) {
      // Only the cleaning of a left-over socket can be raced: whoever was undone by it sees another file here.
      if (attempt > 0) await sleep(50);
      if (inodeOf(path) === mine.inode) return { held: true, release: mine.release };
      mine.release();
      continue;
    }
    const seen = inodeOf(path);
    const others = await watch(path);
    if (others) return others;
    if (seen === inodeOf(path)) rmSync(path, { force: true });
  }
  throw new Error(`cannot get hold of ${path}`);
}

/**
 * Listens under a name of its own and then takes the common name by a link, which fails when it is taken. To listen on
 * the common name itself would not do: Node removes a socket's name when it closes, even if it is another's by then.
 * @param {string} path
 * @returns {Promise<{ inode: number, release: () => void } | null>} null when the path is taken
 */
async function listen(path) {
  const own = `${path}.${randomBytes(3).toString('hex')}`;
  /** @type {Set<import('node:net').Socket>} */
  const connections = new Set();
  const server = createServer((socket) => {
    // Others only wait for this connection to end; a reset of one is nothing to us.
    socket.on('error', () => socket.destroy());
    socket.resume();
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: own, exclusive: true }, () => resolve(null));
  });
  server.unref();
  const inode = inodeOf(own);
  const release = () => {
    if (inodeOf(path) === inode) rmSync(path, { force: true });
    for (const socket of connections) socket.destroy();
    server.close();
  };
  try {
    linkSync(own, path);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    // Some file systems know no links; there only a start within the same millisecond could get in between.
    if (code !== 'EEXIST' && inodeOf(path) === -1) renameSync(own, path);
    else {
      release();
      return null;
    }
  }
  rmSync(own, { force: true });
  return { inode, release };
}

/**
 * @param {string} path
 * @returns {Promise<OthersLease | null>} null when nobody holds it any more
 */
function watch(path) {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(null));
    socket.once('connect', () => {
      const ended = new Promise((/** @type {(nothing: void) => void} */ end) => socket.once('close', () => end()));
      socket.on('error', () => socket.destroy());
      socket.resume();
      resolve({ held: false, ended, forget: () => socket.destroy() });
    });
  });
}

/** @param {string} path */
function inodeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? -1;
}

import { connect, createServer } from 'node:net';
import { rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock that dies with its holder, however it dies: a unix socket that the holder listens on. A file with a process id
 * would outlive a kill -9, and process ids are used again.
 *
 * @typedef {{ held: true, release: () => void }} HeldLease
 * @typedef {{ held: false, ended: Promise<void>, forget: () => void }} OthersLease `ended` resolves when the holder is gone.
 */

/**
 * @param {string} path of the socket
 * @returns {Promise<HeldLease | OthersLease>}
 */
export async function takeLease(path) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const mine = await listen(path);
    if (mine) {
      // Only the cleaning of a left-over socket can be raced: whoever was undone by it sees another file here.
      if (attempt > 0) await sleep(50);
      if (inodeOf(path) === mine.inode) return { held: true, release: mine.close };
      mine.close();
      continue;
    }
    const others = await watch(path);
    if (others) return others;
    rmSync(path, { force: true });
  }
  throw new Error(`cannot get hold of ${path}`);
}

/**
 * @param {string} path
 * @returns {Promise<{ inode: number, close: () => void } | null>} null when the path is taken
 */
function listen(path) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      // Others only wait for this connection to end; a reset of one is nothing to us.
      socket.on('error', () => socket.destroy());
      socket.resume();
      connections.add(socket);
      socket.on('close', () => connections.delete(socket));
    });
    /** @type {Set<import('node:net').Socket>} */
    const connections = new Set();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      const close = () => {
        for (const socket of connections) socket.destroy();
        // Node removes the file when the server closes.
        server.close();
      };
      resolve({ inode: inodeOf(path), close });
    });
  });
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

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

import type { Server } from 'node:http';

/** Limits of the listener itself, against clients that are slow on purpose. */
export function hardenServer(server: Server): void {
  server.headersTimeout = 10_000;
  // A file over a slow line; all other bodies are given 30 s where they are read.
  server.requestTimeout = 300_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 10_000;
}

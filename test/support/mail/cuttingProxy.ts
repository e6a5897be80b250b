import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line between two programs that somebody cuts. */
export interface CuttingProxy {
  port: number;
  /** How many connections were cut so far. */
  cuts(): number;
  /** From now on nothing passes, and nothing is cut either: a hanging server. */
  hang(): void;
  /** Cuts the line so many times just before such a command of the client would reach the server. */
  cutBefore(command: RegExp, times: number): void;
  close(): Promise<void>;
}

/**
 * Forwards to a port on loopback.
 * @param bytesUntilCut asked for each connection: after so many bytes from the server it is cut; null never cuts it
 */
export async function startCuttingProxy(target: number, bytesUntilCut: () => number | null): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let cuts = 0;
  let hanging = false;
  let before = { command: /(?!)/, times: 0 };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const limit = bytesUntilCut();
    let passed = 0;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      if (hanging) return;
      if (before.times > 0 && before.command.test(chunk.toString('latin1'))) {
        before.times -= 1;
        cuts += 1;
        client.resetAndDestroy();
      } else upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (hanging) return;
      const room = limit === null ? chunk.length : limit - passed;
      passed += chunk.length;
      // In the middle of whatever is being said.
      client.write(chunk.subarray(0, Math.max(0, room)));
      if (chunk.length <= room) return;
      cuts += 1;
      client.resetAndDestroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    hang: () => void (hanging = true),
    cutBefore: (command, times) => void (before = { command, times }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A TCP line to the desk that breaks as networks do. */
export interface CuttableLine {
  url: string;
  /** Every connection is reset, and new ones are refused. */
  cut(): void;
  /** Nothing arrives any more in either direction, and nobody is told: a tunnel, a sleeping phone. New connections hang. */
  stall(): void;
  /** New connections get through. What hung in a stall is gone: its connections are reset. */
  mend(): void;
  close(): Promise<void>;
}

export async function openCuttableLine(url: () => string): Promise<CuttableLine> {
  const open = new Set<Socket>();
  let state: 'up' | 'cut' | 'stalled' = 'up';
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => open.delete(client));
    if (state === 'cut') return void client.resetAndDestroy();
    if (state === 'stalled') return void client.pause();
    const target = new URL(url());
    const upstream = connect(Number(target.port), target.hostname);
    open.add(upstream);
    upstream.on('error', () => upstream.destroy());
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('data', (bytes) => {
        // In a stall the bytes are lost on the way, as they would be; the connection cannot go on after it.
        if (state === 'up' && !other.destroyed) other.write(bytes);
      });
      one.on('close', () => {
        open.delete(one);
        if (state !== 'stalled') other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reset = (): void => {
    for (const socket of open) socket.resetAndDestroy();
    open.clear();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      state = 'cut';
      reset();
    },
    stall: () => void (state = 'stalled'),
    mend() {
      if (state === 'stalled') reset();
      state = 'up';
    },
    async close() {
      state = 'cut';
      reset();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

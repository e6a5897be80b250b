import { createServer, type Server } from 'node:net';

/** Below what systems hand out by themselves, so no client of anybody gets one of them in a moment when nobody listens there. */
const FIRST = 10_240;
const END = 32_000;
/** Ports of a block. On the first of them its owner listens as long as it lives, so that no other process takes from it. */
const BLOCK = 16;

let own: number[] = [];

/** A port that nobody listens on, and that no test beside this one is given: also one that stops listening on it for a while keeps it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = own.pop();
    if (port === undefined) own = [...own, ...(await claimBlock())];
    else if (await close(await listen(port))) return port;
  }
}

async function claimBlock(): Promise<number[]> {
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

/** @returns null when somebody listens there, on whatever address. */
function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, () => resolve(server));
  });
}

async function close(server: Server | null): Promise<boolean> {
  if (!server) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}

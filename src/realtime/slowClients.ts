import type { Log } from '../ports/log.js';
import type { AnySocket } from './sockets.js';

const MAX_PACKETS = 256;
const MAX_CHARS = 4_000_000;

/**
 * Cuts those that do not read what they are sent: their packets pile up in our memory. They reconnect and resync.
 * @returns how many were cut.
 */
export function cutSlowClients(sockets: Iterable<AnySocket>, log: Log): number {
  let cut = 0;
  for (const socket of sockets) {
    const waiting = waitingPackets(socket);
    const chars = waiting.reduce((sum, packet) => sum + (typeof packet.data === 'string' ? packet.data.length : 0), 0);
    if (waiting.length <= MAX_PACKETS && chars <= MAX_CHARS) continue;
    log.warn({ namespace: socket.nsp.name, packets: waiting.length, chars }, 'socket cut: it does not read');
    socket.conn.close(true);
    cut++;
  }
  return cut;
}

/** engine.io keeps this list private in its types only; a test holds it to be there. */
function waitingPackets(socket: AnySocket): { data?: unknown }[] {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer?: { data?: unknown }[] };
  return writeBuffer ?? [];
}

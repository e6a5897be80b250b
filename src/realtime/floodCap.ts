import type { Log } from '../ports/log.js';
import { ackOf } from './commands.js';
import type { AnySocket } from './sockets.js';

const PER_SECOND = 50;
/** A client that still sends this much in a second is cut. */
const CUT_AT = 500;

/** At most 50 events a second per socket, known or not: more are refused, and a flood ends the connection. */
export function capFlood(socket: AnySocket, log: Log): void {
  let windowStart = performance.now();
  let count = 0;
  socket.use((packet, next) => {
    const now = performance.now();
    if (now - windowStart >= 1000) {
      windowStart = now;
      count = 0;
    }
    count++;
    if (count <= PER_SECOND) return next();
    ackOf(packet)?.({ ok: false, code: 'too_many_requests' });
    if (count === CUT_AT) {
      log.warn({ namespace: socket.nsp.name }, 'socket cut: too many events');
      socket.disconnect(true);
    }
  });
}

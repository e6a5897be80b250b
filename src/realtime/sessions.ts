import type { Desk, Viewer } from '../actions/desk.js';
import type { Log } from '../ports/log.js';
import type { AgentSocket } from './sockets.js';

const AT_ONCE = 10;
const PATIENCE_MS = 3000;

export interface SessionWatch {
  /** Until the socket goes it is cut with this session. */
  add(token: string, socket: AgentSocket): void;
  /** Cuts the sockets of this session in this process. */
  end(token: string): void;
  /** Asks for every session once; ends the dead ones. */
  check(): Promise<void>;
}

/**
 * Keeps sockets no longer alive than their sessions: a signed-out, expired or deactivated agent is cut, whichever process
 * did it and whether or not Redis could tell us. Tokens stay here and are not in `socket.data`, which socket.io may send
 * to other processes.
 */
export function watchSessions(desk: () => Pick<Desk, 'sessions'>, log: Log): SessionWatch {
  const byToken = new Map<string, Set<AgentSocket>>();
  let checking = false;

  function end(token: string): void {
    for (const socket of byToken.get(token) ?? []) socket.disconnect(true);
  }

  async function checkOne(token: string): Promise<void> {
    try {
      const viewer = await inTime(desk().sessions.find(token));
      if (viewer) refresh(byToken.get(token), viewer);
      else end(token);
    } catch (failure) {
      // Safe to go on: nobody gets in while the store is away, and those inside get no more than they had.
      log.warn({ err: failure }, 'a session could not be checked');
    }
  }

  return {
    add(token, socket) {
      const sockets = byToken.get(token) ?? new Set();
      byToken.set(token, sockets.add(socket));
      socket.once('disconnect', () => {
        sockets.delete(socket);
        if (sockets.size === 0 && byToken.get(token) === sockets) byToken.delete(token);
      });
    },
    end,
    async check() {
      if (checking) return;
      checking = true;
      const tokens = [...byToken.keys()];
      for (let i = 0; i < tokens.length; i += AT_ONCE) await Promise.all(tokens.slice(i, i + AT_ONCE).map(checkOne));
      checking = false;
    },
  };
}

/** A changed role or name counts from now on. */
function refresh(sockets: Iterable<AgentSocket> = [], viewer: Viewer): void {
  for (const socket of sockets) socket.data.viewer = viewer;
}

/** A store that hangs must not stop the checks for good. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the store does not answer')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

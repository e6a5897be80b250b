import type { Log } from '../ports/log.js';
import type { RealtimeBus } from '../ports/realtime.js';
import { AGENTS, CHAT, rooms } from './rooms.js';

/** What socket.io's server and its emitter have in common. */
export interface Pusher {
  emit(event: string, payload: unknown): unknown;
  disconnectSockets(close: boolean): unknown;
}

/** Where pushes go: a whole namespace, or one room of it. */
export type Target = (namespace: typeof AGENTS | typeof CHAT, room: string | null) => Pusher;

/** The port over whatever can push. A push never throws: the client's resync makes good what is lost. */
export function busOver(target: Target, isLocal: boolean, log: Log): RealtimeBus {
  const push = (namespace: typeof AGENTS | typeof CHAT, room: string | null, event: string, payload: unknown): void => {
    try {
      target(namespace, room).emit(event, payload);
    } catch (failure) {
      log.error({ err: failure, event }, 'push failed');
    }
  };
  return {
    isLocal,
    toAgents: (event, payload) => push(AGENTS, null, event, payload),
    toTicket: (ticketId, event, payload) => push(AGENTS, rooms.ticket(ticketId), event, payload),
    toAgent: (agentId, event, payload) => push(AGENTS, rooms.agent(agentId), event, payload),
    cutAgent(agentId) {
      try {
        target(AGENTS, rooms.agent(agentId)).disconnectSockets(true);
      } catch (failure) {
        // The sessions are gone from the store already: each process finds that out within a second.
        log.error({ err: failure }, 'sockets of an agent could not be cut at once');
      }
    },
    toVisitor: (visitorId, event, payload) => push(CHAT, rooms.visitor(visitorId), event, payload),
  };
}

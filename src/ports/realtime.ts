import type { AgentEvents, ChatEvents } from '../contract/realtime.js';

type Payload<E> = E extends (payload: infer P) => void ? P : never;

/**
 * Pushes to browsers, fire and forget: a push that is lost is made good by the client's resync. Reaches every web
 * process. Never throws.
 */
export interface RealtimeBus {
  /** This process writes to sockets itself: a push takes as long here as it costs. */
  readonly isLocal: boolean;
  /** To every console. */
  toAgents<K extends keyof AgentEvents>(event: K, payload: Payload<AgentEvents[K]>): void;
  /** To the consoles that watch this ticket. */
  toTicket<K extends keyof AgentEvents>(ticketId: string, event: K, payload: Payload<AgentEvents[K]>): void;
  /** To all consoles of one agent. */
  toAgent<K extends keyof AgentEvents>(agentId: string, event: K, payload: Payload<AgentEvents[K]>): void;
  /** Cuts all sockets of an agent whose sessions have ended, on all processes. */
  cutAgent(agentId: string): void;
  /** To all browsers of one visitor. */
  toVisitor<K extends keyof ChatEvents>(visitorId: string, event: K, payload: Payload<ChatEvents[K]>): void;
}

/** Who is there, over all web processes. */
export interface Presence {
  /** Ids of the agents with a console open. */
  agentsOnline(): Promise<Set<string>>;
}

import { createHash } from 'node:crypto';

/** Names of the two namespaces. */
export const AGENTS = '/agents';
export const CHAT = '/chat';
/** Prefix of our channels in Redis, the same for the sockets' processes and for those that only push. */
export const REDIS_KEY = 'sayonce-push';

/** Room names are made here and nowhere else: a client names a ticket, never a room. */
export const rooms = {
  /** In `/agents`: consoles that watch this ticket. */
  ticket: (ticketId: string): string => `ticket:${ticketId}`,
  /** In `/agents`: all consoles of one agent. */
  agent: (agentId: string): string => `agent:${agentId}`,
  /** In `/agents`: the sockets of one session. The token itself must not travel through Redis. */
  session: (token: string): string => `session:${createHash('sha256').update(token).digest('base64url')}`,
  /** In `/chat`: all browsers of one visitor. */
  visitor: (visitorId: string): string => `visitor:${visitorId}`,
};

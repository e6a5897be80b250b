import { z } from 'zod';
import { Id } from '../contract/common.js';
import type { Presence } from '../ports/realtime.js';

/** Who is there, and who looks at which ticket (ticket id to agent ids). */
export const PresenceState = z.strictObject({
  online: z.array(Id).max(10_000),
  watching: z.record(Id, z.array(Id).max(1000)),
});
export type PresenceState = z.infer<typeof PresenceState>;

/** Without a sign of life for this long, a process counts as gone and its agents with it. */
const GONE_AFTER_MS = 12_000;

export interface PresenceBoard extends Presence {
  /** Of the sockets of this process. */
  mine(): PresenceState;
  /** Of all processes. */
  all(): PresenceState;
  /** A socket of this process is there, or looks at other tickets now. */
  set(socketId: string, agentId: string, watching: ReadonlySet<string>): void;
  remove(socketId: string): void;
  /** Another process tells its state. Anything unreadable is ignored. */
  hear(node: string, state: unknown, at: number): void;
  /** Forgets processes that have been silent. Not to be called while Redis is away: silence means nothing then. */
  expire(at: number): void;
  /** Redis is back: counts everybody's silence from now. */
  restart(at: number): void;
}

/** The board of one process. Pure but for its own memory; times are passed in. */
export function createPresenceBoard(): PresenceBoard {
  const sockets = new Map<string, { agentId: string; watching: ReadonlySet<string> }>();
  const others = new Map<string, { state: PresenceState; at: number }>();

  function mine(): PresenceState {
    const here = [...sockets.values()];
    return {
      online: unique(here.map(({ agentId }) => agentId)),
      watching: grouped(here.flatMap(({ agentId, watching }) => [...watching].map((ticketId) => [ticketId, agentId] as const))),
    };
  }

  function all(): PresenceState {
    const states = [mine(), ...[...others.values()].map(({ state }) => state)];
    const pairs = states.flatMap(({ watching }) =>
      Object.entries(watching).flatMap(([ticketId, agentIds]) => agentIds.map((agentId) => [ticketId, agentId] as const)),
    );
    return { online: unique(states.flatMap(({ online }) => online)), watching: grouped(pairs) };
  }

  return {
    mine,
    all,
    agentsOnline: async () => new Set(all().online),
    set: (socketId, agentId, watching) => void sockets.set(socketId, { agentId, watching: new Set(watching) }),
    remove: (socketId) => void sockets.delete(socketId),
    hear(node, sent, at) {
      const read = PresenceState.safeParse(sent);
      if (read.success) others.set(node, { state: read.data, at });
    },
    expire(at) {
      for (const [node, heard] of others) if (at - heard.at > GONE_AFTER_MS) others.delete(node);
    },
    restart(at) {
      for (const heard of others.values()) heard.at = at;
    },
  };
}

const unique = (ids: string[]): string[] => [...new Set(ids)].sort();

function grouped(pairs: (readonly [string, string])[]): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return Object.fromEntries([...groups].sort().map(([key, values]) => [key, unique(values)]));
}

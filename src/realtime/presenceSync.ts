import type { Redis } from 'ioredis';
import { createPresenceBoard, type PresenceBoard } from './presence.js';
import type { AgentNamespace, ChatNamespace } from './sockets.js';

const TOGETHER_MS = 50;
/** A console that reloads is back within this; visitors need not hear of it. */
const UNSTAFFED_AFTER_MS = 3000;

export interface PresenceSync {
  board: PresenceBoard;
  /** This process hears the others from now on: asks them, which tells them of it. */
  listens(): void;
  /** Something changed on this process's sockets. */
  changed(): void;
  /** To be called every few seconds: tells the others that we live, and forgets those that do not. */
  beat(): void;
  /** Tells the others that our agents are gone. */
  stop(): void;
}

/**
 * Keeps the boards of all processes alike: each tells the others its own state when it changes and every few seconds,
 * and each tells its own sockets. `fetchSockets` is deliberately not used: it sends every socket's handshake, with cookie
 * and token, through Redis.
 */
export function syncPresence(node: string, agents: AgentNamespace, chat: ChatNamespace, pub: Redis | null): PresenceSync {
  const board = createPresenceBoard();
  let shown = '';
  let staffed = false;
  let soon: NodeJS.Timeout | undefined;
  let unstaffing: NodeJS.Timeout | undefined;

  /** In a single process there are no others, and the adapter in memory cannot ask them. */
  const toOthers: Pick<AgentNamespace, 'serverSideEmit'> | null = pub && agents;
  const tellOthers = (): void => void toOthers?.serverSideEmit('presence:state', node, board.mine());

  function tellSockets(): void {
    const state = board.all();
    const text = JSON.stringify(state);
    if (text === shown) return;
    shown = text;
    agents.local.emit('agents:changed', state);
    staff(state.online.length > 0);
  }

  function staff(now: boolean): void {
    clearTimeout(unstaffing);
    if (now === staffed) return;
    const tell = (): void => {
      staffed = now;
      chat.local.emit('chat:agents', { online: now });
    };
    if (now) tell();
    else unstaffing = setTimeout(tell, UNSTAFFED_AFTER_MS).unref();
  }

  agents.on('presence:state', (from, state) => {
    board.hear(from, state, performance.now());
    tellSockets();
  });
  agents.on('presence:ask', tellOthers);
  const ask = (): void => {
    toOthers?.serverSideEmit('presence:ask');
    tellOthers();
  };
  const backAgain = (): void => {
    board.restart(performance.now());
    ask();
  };
  pub?.on('ready', backAgain);
  if (pub?.status === 'ready') backAgain();

  return {
    board,
    listens: ask,
    changed() {
      soon ??= setTimeout(() => {
        soon = undefined;
        tellOthers();
        tellSockets();
      }, TOGETHER_MS).unref();
    },
    beat() {
      tellOthers();
      if (!pub || pub.status === 'ready') board.expire(performance.now());
      tellSockets();
    },
    stop() {
      clearTimeout(soon);
      clearTimeout(unstaffing);
      pub?.off('ready', backAgain);
      toOthers?.serverSideEmit('presence:state', node, { online: [], watching: {} });
    },
  };
}

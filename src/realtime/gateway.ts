import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import { Server } from 'socket.io';
import type { Desk } from '../actions/desk.js';
import { byTurns } from '../lib/byTurns.js';
import { AppError } from '../lib/errors.js';
import type { Log } from '../ports/log.js';
import type { Presence, RealtimeBus } from '../ports/realtime.js';
import { presentFailure } from '../present/failure.js';
import { admitAgent, admitVisitor, mayOpen } from './admit.js';
import { serveAgent } from './agentSocket.js';
import { busOver } from './bus.js';
import { capFlood } from './floodCap.js';
import { syncPresence } from './presenceSync.js';
import { pushParser } from './pushParser.js';
import { quietPublisher, quietSubscriber } from './quietRedis.js';
import { AGENTS, CHAT, REDIS_KEY, rooms } from './rooms.js';
import { watchSessions } from './sessions.js';
import { sparePushes } from './sparePushes.js';
import { cutSlowClients } from './slowClients.js';
import type { AgentNamespace, AnySocket, ChatNamespace } from './sockets.js';
import { serveVisitor } from './visitorSocket.js';
import type { Opening, OriginRules } from './webOrigin.js';

export interface GatewayDeps {
  /** Read only when a socket connects or is checked: may be a getter of something that is made later. */
  readonly desk: Pick<Desk, 'sessions' | 'tickets' | 'chat'>;
  log: Log;
  config: OriginRules;
  /** Two connections of their own (`sub` is used for listening only); null in a single process. */
  redis?: { pub: Redis; sub: Redis } | null;
}

/** All sockets of this process, and the ways to reach those of the others. */
export interface Gateway {
  /** Sockets are served from then on; call it once. */
  attach(server: HttpServer): void;
  bus: RealtimeBus;
  presence: Presence;
  /** Cuts the sockets of a session that was signed out, on all processes. */
  sessionEnded(token: string): void;
  /** Cuts all sockets; the HTTP server stays its owner's. */
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 800;
const BEAT_EVERY_MS = 4000;
/** A console that has heard nothing for ten seconds says that it is not connected. */
const LINE_BEAT_EVERY_MS = 3000;
/**
 * Each visitor's row is written so often, of two thousand a few dozen at a time: all at once would keep a busy desk waiting.
 * Who comes when a round has begun is noted at the end of the next at the latest, well before he counts as gone.
 */
const VISITORS_EVERY_MS = 40_000;
const VISITORS_IN_PARTS = 40;

/** The sockets of this process. Nothing on the way of a push reads the store. */
export function createGateway(deps: GatewayDeps): Gateway {
  const { log, config } = deps;
  let closing = false;
  const openings = new WeakMap<object, Opening>();
  const io = new Server({
    serveClient: false,
    maxHttpBufferSize: 64_000,
    perMessageDeflate: false,
    pingTimeout: 20_000,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, !closing && mayOpen(openingOf(request), config)),
    ...(deps.redis ? { adapter: redisAdapter(deps.redis, log, () => presence.listens()) } : {}),
  });
  const agents = io.of(AGENTS) as AgentNamespace;
  const chat = io.of(CHAT) as ChatNamespace;
  io.use((_socket, next) => next(refusal(new AppError('not_found', 'There is nothing here.'), log)));

  const presence = syncPresence(randomUUID(), agents, chat, deps.redis?.pub ?? null);
  const sessions = watchSessions(() => deps.desk, log);
  const tokens = new WeakMap<AnySocket, string>();

  agents.use((socket, next) => {
    admitAgent(openings.get(socket.conn) ?? UNKNOWN, socket.handshake.auth, deps.desk, config).then(
      ({ viewer, token }) => {
        socket.data = { viewer, watching: new Set() };
        tokens.set(socket, token);
        next();
      },
      (failure: unknown) => next(refusal(failure, log)),
    );
  });
  agents.on('connection', (socket) => {
    const token = tokens.get(socket) ?? '';
    sessions.add(token, socket);
    void socket.join([rooms.session(token), rooms.agent(socket.data.viewer.id)]);
    capFlood(socket, log);
    serveAgent(socket, { desk: deps.desk, log, presence, chat });
  });

  // A process sees its own sockets only, and a broken line a while after it broke: where the visitor is by now, he is noted again.
  const toldLeft = (visitorId: string): void => void (deps.redis && chat.serverSideEmit('visitor:left', visitorId));
  chat.on('visitor:left', (visitorId) => note([visitorId]));
  chat.use((socket, next) => {
    admitVisitor(openings.get(socket.conn) ?? UNKNOWN, socket.handshake.auth, deps.desk, config).then(
      (visitor) => {
        socket.data = { visitor };
        next();
      },
      (failure: unknown) => next(refusal(failure, log)),
    );
  });
  chat.on('connection', (socket) => {
    void socket.join(rooms.visitor(socket.data.visitor.id));
    capFlood(socket, log);
    serveVisitor(socket, { desk: deps.desk, log, agents, toldLeft });
  });

  const note = (visitorIds: string[]): void => {
    // Who left while the round went on is not brought back.
    const here = visitorIds.filter((id) => chat.adapter.rooms.has(rooms.visitor(id)));
    if (here.length > 0)
      deps.desk.chat.stillThere(here).catch((failure: unknown) => log.warn({ err: failure }, 'cannot note which visitors are there'));
  };
  const noteNext = byTurns(() => [...new Set([...chat.sockets.values()].map((socket) => socket.data.visitor.id))], VISITORS_IN_PARTS);
  const timers = [
    setInterval(() => {
      void sessions.check();
      cutSlowClients([...agents.sockets.values(), ...chat.sockets.values()], log);
    }, CHECK_EVERY_MS).unref(),
    setInterval(() => presence.beat(), BEAT_EVERY_MS).unref(),
    // Each process to its own; whoever does not read gets none of what he has missed.
    setInterval(() => agents.local.volatile.emit('line:beat'), LINE_BEAT_EVERY_MS).unref(),
    setInterval(() => note(noteNext()), VISITORS_EVERY_MS / VISITORS_IN_PARTS).unref(),
  ];

  return {
    attach(server) {
      io.attach(server);
      io.engine.on('connection', (connection: { request: IncomingMessage | null }) => {
        if (connection.request) openings.set(connection, openingOf(connection.request));
        connection.request = null;
      });
    },
    bus: busOver((namespace, room) => (room === null ? io.of(namespace) : io.of(namespace).to(room)), true, log),
    presence: presence.board,
    sessionEnded(token) {
      sessions.end(token);
      if (deps.redis) agents.in(rooms.session(token)).disconnectSockets(true);
    },
    async close() {
      closing = true;
      for (const timer of timers) clearInterval(timer);
      presence.stop();
      // The connections, not the sockets: a client that is told to leave does not come back by itself, a broken line brings it back.
      io.engine?.close();
      for (const namespace of [io.of('/'), agents, chat]) await namespace.adapter.close();
    },
  };
}

const UNKNOWN: Opening = { origin: 'null', host: undefined, cookie: undefined };

function openingOf(request: IncomingMessage): Opening {
  const { origin, host, cookie } = request.headers;
  return { origin, host, cookie };
}

function redisAdapter(redis: { pub: Redis; sub: Redis }, log: Log, onListening: () => void) {
  const subscriber = quietSubscriber(redis.sub, log, onListening);
  const publisher = sparePushes(quietPublisher(redis.pub, log), subscriber.isListening, (channel) => channel.startsWith(`${REDIS_KEY}#`));
  return createAdapter(publisher, subscriber, { key: REDIS_KEY, parser: pushParser() });
}

/** What a refused client sees: the code as message, nothing else. */
function refusal(failure: unknown, log: Log): Error {
  const { code, expected } = presentFailure(failure);
  if (!expected) log.error({ err: failure }, 'a socket could not be admitted');
  return Object.assign(new Error(code), { data: { code } });
}

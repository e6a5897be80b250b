import type { Desk } from '../actions/desk.js';
import { ChatContact, ChatSend, ChatSync } from '../contract/realtime.js';
import { AppError } from '../lib/errors.js';
import type { Log } from '../ports/log.js';
import { commandsOf } from './commands.js';
import { rooms } from './rooms.js';
import { slidingLimit } from './slidingLimit.js';
import type { AgentNamespace, ChatSocket } from './sockets.js';

const TYPING_EVERY_MS = 1000;
const READ_EVERY_MS = 500;
/** Lines of one visitor: more than a person types, with room for what was written while offline. */
const LINES = { most: 40, perMs: 10_000 };
/** Each reads the whole chat: more than a client asks for whose line breaks and whose window comes and goes. */
const SYNCS = { most: 20, perMs: 10_000 };

/** `agents`: where consoles are told that he types. */
export interface VisitorSocketDeps {
  desk: Pick<Desk, 'chat'>;
  log: Log;
  agents: AgentNamespace;
  /** Tells the other processes that he is noted to have left, in case he is at one of them. */
  toldLeft: (visitorId: string) => void;
}

/** Serves one browser of one visitor. The visitor is the token's; nothing that he sends can name another. */
export function serveVisitor(socket: ChatSocket, deps: VisitorSocketDeps): void {
  const { desk, log, agents, toldLeft } = deps;
  const { visitor } = socket.data;
  const on = commandsOf(socket, log, ['chat:send']);
  const mayWrite = slidingLimit(LINES.most, LINES.perMs);
  const maySync = slidingLimit(SYNCS.most, SYNCS.perMs);

  on('chat:send', ChatSend, async (line) => {
    if (!mayWrite()) throw new AppError('too_many_requests', 'That is very much at once. Please wait a little.');
    await desk.chat.say(visitor, line);
  });

  on('chat:contact', ChatContact, (contact) => desk.chat.contact(visitor, contact));

  on('chat:sync', ChatSync, async ({ after }) => {
    if (!maySync()) throw new AppError('too_many_requests', 'That is very often. Please wait a little.');
    return { messages: await desk.chat.lines(visitor, after ?? null) };
  });

  const hint = (work: Promise<unknown>, what: string): void => void work.catch((failure: unknown) => log.warn({ err: failure }, what));
  // After a moment, for all that came meanwhile: of two at once the second must not be left unread.
  let reading: ReturnType<typeof setTimeout> | undefined;
  socket.on('chat:read', () => {
    reading ??= setTimeout(() => {
      reading = undefined;
      hint(desk.chat.read(visitor), 'cannot note that a visitor has read');
    }, READ_EVERY_MS);
  });
  hint(desk.chat.came(visitor), 'cannot note that a visitor came');
  socket.once('disconnect', () => {
    if (!socket.nsp.adapter.rooms.has(rooms.visitor(visitor.id)))
      hint(
        desk.chat.left(visitor).then(() => toldLeft(visitor.id)),
        'cannot note that a visitor left',
      );
  });

  onTyping(socket, log, async () => {
    const ticketId = await desk.chat.ticketOf(visitor);
    if (ticketId) agents.to(rooms.ticket(ticketId)).emit('visitor:typing', { ticketId });
  });
}

/** `chat:typing` has no acknowledgement: at most one a second is looked at, and a failure only means that it is not shown. */
function onTyping(socket: ChatSocket, log: Log, show: () => Promise<void>): void {
  const mayType = slidingLimit(1, TYPING_EVERY_MS);
  socket.on('chat:typing', () => {
    if (!mayType()) return;
    show().catch((failure: unknown) => log.warn({ err: failure }, 'cannot show that a visitor is typing'));
  });
}

import type { Desk } from '../actions/desk.js';
import { TypingBody, WatchBody } from '../contract/realtime.js';
import { AppError } from '../lib/errors.js';
import type { Log } from '../ports/log.js';
import { commandsOf } from './commands.js';
import type { PresenceSync } from './presenceSync.js';
import { rooms } from './rooms.js';
import { slidingLimit } from './slidingLimit.js';
import type { AgentSocket, ChatNamespace } from './sockets.js';

/** An agent with more tickets open than this is a script. */
const MAX_WATCHED = 100;

/** `chat`: where visitors are told that an agent types. */
export interface AgentSocketDeps {
  desk: Pick<Desk, 'tickets' | 'chat'>;
  log: Log;
  presence: PresenceSync;
  chat: ChatNamespace;
}

/** Serves one console. */
export function serveAgent(socket: AgentSocket, deps: AgentSocketDeps): void {
  const { desk, presence, chat } = deps;
  const { data } = socket;
  const on = commandsOf(socket, deps.log, ['ticket:watch', 'ticket:unwatch']);
  // Two: to colleagues and, when the box changes to the chat, to the visitor too.
  const mayType = slidingLimit(2, 1000);
  /** A program that listens is nobody who could answer: it is not shown as present. */
  const tell = (): void => {
    if (data.viewer.isProgram) return;
    presence.board.set(socket.id, data.viewer.id, data.watching);
    presence.changed();
  };

  on('ticket:watch', WatchBody, async ({ ticketId }) => {
    if (!data.watching.has(ticketId) && data.watching.size >= MAX_WATCHED)
      throw new AppError('too_many_requests', 'Too many tickets are open.');
    // Throws when there is no such ticket or this agent may not see it.
    await desk.tickets.get(data.viewer, ticketId);
    if (!socket.connected) return;
    await socket.join(rooms.ticket(ticketId));
    data.watching.add(ticketId);
    tell();
  });

  on('ticket:unwatch', WatchBody, async ({ ticketId }) => {
    await socket.leave(rooms.ticket(ticketId));
    data.watching.delete(ticketId);
    tell();
  });

  on('ticket:typing', TypingBody, async ({ ticketId, toVisitor }) => {
    if (!data.watching.has(ticketId)) throw new AppError('not_allowed', 'Open the ticket first.');
    if (!mayType()) return;
    socket.to(rooms.ticket(ticketId)).emit('agent:typing', { ticketId, agentId: data.viewer.id });
    if (!toVisitor) return;
    const visitorIds = await desk.chat.visitorsOf(ticketId);
    if (visitorIds.length > 0) chat.to(visitorIds.map(rooms.visitor)).emit('chat:typing', { name: data.viewer.name });
  });

  socket.once('disconnect', () => {
    presence.board.remove(socket.id);
    presence.changed();
  });
  tell();
  socket.emit('agents:changed', presence.board.all());
}

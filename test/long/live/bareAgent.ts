import { randomUUID } from 'node:crypto';
import { type Socket, io } from 'socket.io-client';
import type { Message } from '../../../src/contract/tickets.js';

/** An agent's console without a page: one ticket, kept up to date by push and, after each break, by asking again. */
export interface BareAgent {
  /** Answers in the chat; sent again under the same id until the server has answered. */
  write(text: string): void;
  view(): Message[];
  waiting(): number;
  socket: Socket;
  close(): void;
}

export function openAgent(url: string, token: string, ticketId: string): BareAgent {
  const messages = new Map<string, Message>();
  const unsent: { clientId: string; text: string }[] = [];
  let sending = false;
  let closed = false;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(4000),
    });
    if (!response.ok)
      throw Object.assign(new Error(`${method} ${path}: ${response.status} ${await response.text()}`), { status: response.status });
    return (await response.json()) as T;
  }

  async function refetch(): Promise<void> {
    for (;;) {
      try {
        let cursor: string | null = null;
        do {
          const page: { items: Message[]; nextCursor: string | null } = await call(
            'GET',
            `/api/v1/tickets/${ticketId}/messages?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
          );
          for (const message of page.items) messages.set(message.id, message);
          cursor = page.nextCursor;
        } while (cursor);
        return;
      } catch (error) {
        if (closed || !socket.connected) return;
        if ((error as { status?: number }).status) throw error;
        await pause(100);
      }
    }
  }

  const socket = io(`${url}/agents`, {
    transports: ['websocket'],
    auth: { token },
    reconnectionDelay: 50,
    reconnectionDelayMax: 300,
    forceNew: true,
  });
  socket.on('connect', () => {
    socket.emit('ticket:watch', { ticketId }, () => void refetch());
    void flush();
  });
  socket.on(
    'message:changed',
    ({ ticketId: where, message }: { ticketId: string; message: Message }) => where === ticketId && messages.set(message.id, message),
  );

  async function flush(): Promise<void> {
    if (sending || closed) return;
    sending = true;
    try {
      for (let next = unsent[0]; next && !closed; next = unsent[0]) {
        try {
          await call('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'reply', channel: 'chat', ...next });
          unsent.shift();
        } catch (error) {
          const { status } = error as { status?: number };
          if (status !== undefined && status < 500 && status !== 429) throw error;
          await pause(100);
        }
      }
    } finally {
      sending = false;
    }
  }

  return {
    socket,
    write(text) {
      unsent.push({ clientId: randomUUID(), text });
      void flush();
    },
    view: () => [...messages.values()].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id)),
    waiting: () => unsent.length,
    close() {
      closed = true;
      socket.disconnect();
    },
  };
}

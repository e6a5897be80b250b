/**
 * A chat client written by `docs/widget-protocol.md` alone: nothing of ours is imported but what that page names. If this
 * file needs something that the page does not say, the page is wrong.
 */
import { randomUUID } from 'node:crypto';
import { type Socket, io } from 'socket.io-client';

export interface ShownLine {
  id: string;
  clientId: string | null;
  from: 'visitor' | 'agent';
  name: string | null;
  text: string;
  files: { id: string; name: string; contentType: string; size: number; url: string | null }[];
  at: string;
}

interface Ack {
  ok: boolean;
  code?: string;
  messages?: ShownLine[];
}

export interface BareVisitor {
  token: string;
  /** Writes a line; it is kept and sent again until the server has acknowledged it. */
  write(text: string): void;
  /** What the visitor sees, in the order in which he sees it. */
  view(): ShownLine[];
  /** Lines without an acknowledgement so far. */
  waiting(): number;
  socket: Socket;
  ask(event: string, body: unknown): Promise<Ack>;
  heard: { event: string; body: unknown }[];
  close(): void;
}

const ACK_MS = 4000;
const AGAIN_MS = 300;
/** "Sent again later": every other refusal is for good. */
const LATER = new Set(['too_many_requests', 'unavailable', 'internal_error']);

/** Chapter 1 of the page: a session. @throws with the code of a refusal. */
export async function openSession(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<{ token: string; visitorId: string; messages: ShownLine[] } & Record<string, unknown>> {
  const response = await fetch(`${url}/api/v1/chat/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { error?: { code: string } };
  if (!response.ok) throw new Error(answer.error?.code ?? String(response.status));
  return answer as Awaited<ReturnType<typeof openSession>>;
}

/** @param resume the token of an earlier session. */
export async function openVisitor(url: string, { resume, userToken }: { resume?: string; userToken?: string } = {}): Promise<BareVisitor> {
  const body = { language: 'en', ...(resume ? { token: resume } : {}), ...(userToken ? { userToken } : {}) };
  // No answer at all is a line that broke: try again, as the page says.
  const session = await openSession(url, body).catch(async (failure: unknown) => {
    if (!(failure instanceof TypeError)) throw failure;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return openSession(url, body);
  });
  const lines = new Map<string, ShownLine>();
  const unsent: { clientId: string; text: string }[] = [];
  const heard: BareVisitor['heard'] = [];
  let sending = false;
  let closed = false;

  const take = (line: ShownLine): void => void lines.set(line.clientId ?? line.id, line);
  session.messages.forEach(take);

  // Chapter 2: the socket.
  const socket = io(`${url}/chat`, {
    transports: ['websocket'],
    auth: { token: session.token },
    reconnectionDelay: 50,
    reconnectionDelayMax: 300,
    forceNew: true,
  });
  socket.onAny((event: string, body: unknown) => heard.push({ event, body }));
  socket.on('chat:message', take);
  socket.on('connect', () => {
    // Chapter 4: after every connect, everything once more; then what is unsent.
    socket.timeout(ACK_MS).emit('chat:sync', {}, (failure: Error | null, answer: Ack) => {
      if (!failure && answer.ok) answer.messages?.forEach(take);
    });
    void flush();
  });

  // Chapter 3: one line at a time, the oldest first.
  async function flush(): Promise<void> {
    if (sending || closed) return;
    sending = true;
    try {
      for (let next = unsent[0]; next && !closed; next = unsent[0]) {
        const answer = await ask('chat:send', next).catch(() => null);
        if (answer?.ok || (answer && !LATER.has(answer.code ?? ''))) unsent.shift();
        else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    } finally {
      sending = false;
    }
  }

  const ask = (event: string, body: unknown): Promise<Ack> => socket.timeout(ACK_MS).emitWithAck(event, body) as Promise<Ack>;

  return {
    token: session.token,
    socket,
    heard,
    ask,
    write(text) {
      unsent.push({ clientId: randomUUID(), text });
      void flush();
    },
    view: () => [...lines.values()].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id)),
    waiting: () => unsent.length,
    close() {
      closed = true;
      socket.disconnect();
    },
  };
}

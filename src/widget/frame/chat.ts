import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import type { ChatCommands, ChatEvents } from '../../contract/realtime.js';
import { keep, kept, keyFor } from './kept.js';
import { type Unsent, mergeLines, storedLine } from './lines.js';
import { SessionFailure, openSession } from './session.js';
import { type ChatState, FIRST } from './state.js';
import { newUuid } from './newUuid.js';

const ACK_MS = 8000;
const TYPING_MS = 5000;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

export type ChatClient = ReturnType<typeof createChat>;

/** The visitor's side of the chat: what he says is kept here until the server has it, and is shown once. */
export function createChat({ onUnread }: { onUnread: (count: number) => void }) {
  let state = FIRST;
  let key = keyFor(null);
  let identity: { userToken: string | null; language: string } = { userToken: null, language: 'en' };
  let socket: Socket<ChatEvents, ChatCommands> | null = null;
  let begun = false;
  let tries = 0;
  let flushing = false;
  let unread = 0;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let typedAt = 0;
  const listeners = new Set<() => void>();

  function set(change: Partial<ChatState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function setUnsent(unsent: readonly Unsent[]): void {
    keep(`${key}:unsent`, unsent.length ? JSON.stringify(unsent) : null);
    set({ unsent });
  }

  /** The page told us who this is. A visitor who never wrote costs nothing until he opens the chat. */
  function begin({ userToken, language, open }: { userToken: string | null; language: string; open: boolean }): void {
    if (begun) return setOpen(open);
    begun = true;
    identity = { userToken, language };
    key = keyFor(userToken);
    set({ draft: kept(`${key}:draft`) ?? state.draft, unsent: readUnsent(), open });
    if (kept(`${key}:skipped`)) set({ contact: 'skipped' });
    if (open || kept(`${key}:token`)) void start();
  }

  function setOpen(open: boolean): void {
    set({ open });
    if (!open) return;
    unread = 0;
    onUnread(0);
    if (begun) void start();
  }

  async function start(): Promise<void> {
    if (state.phase === 'starting' || state.phase === 'ready') return;
    set({ phase: 'starting' });
    try {
      const token = kept(`${key}:token`);
      const session = await openSession({
        ...(token ? { token } : {}),
        ...(identity.userToken ? { userToken: identity.userToken } : {}),
        language: identity.language.slice(0, 35),
      });
      tries = 0;
      keep(`${key}:token`, session.token);
      set({
        phase: 'ready',
        agentsOnline: session.agentsOnline,
        replyTargetMinutes: session.replyTargetMinutes,
        lines: mergeLines(state.lines, session.messages),
        ...(session.reachable ? { contact: 'known' as const } : {}),
      });
      connect(session.token);
    } catch (failure) {
      const code = failure instanceof SessionFailure ? failure.code : null;
      if (code && code !== 'too_many_requests') return set({ phase: 'refused' });
      set({ phase: 'idle' });
      setTimeout(() => void start(), RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
    }
  }

  function connect(token: string): void {
    socket?.disconnect();
    const mine: Socket<ChatEvents, ChatCommands> = io('/chat', { transports: ['websocket'], auth: { token }, reconnectionDelay: 500, reconnectionDelayMax: 5000 });
    socket = mine;
    mine.on('connect', () => {
      set({ connected: true });
      // All of it, not only what comes after the last: a line may have been filed late and stand before it.
      mine.emit('chat:sync', {}, (result) => {
        if (result.ok && result.messages) set({ lines: mergeLines(state.lines, result.messages) });
      });
      setUnsent(state.unsent.map((one) => ({ ...one, failed: false })));
      void flush();
    });
    mine.on('disconnect', () => set({ connected: false, typing: null }));
    mine.on('connect_error', () => {
      set({ connected: false });
      if (mine.active) return;
      // The server does not know the token any more: a new session, and what is unsent goes there.
      mine.disconnect();
      keep(`${key}:token`, null);
      set({ phase: 'idle' });
      setTimeout(() => void start(), 1000);
    });
    mine.on('chat:message', (line) => {
      const isNew = !state.lines.some((one) => one.id === line.id);
      set({ lines: mergeLines(state.lines, [line]), ...(line.from === 'agent' ? { typing: null } : {}) });
      if (isNew && line.from === 'agent' && !state.open) onUnread(++unread);
    });
    mine.on('chat:typing', ({ name }) => {
      clearTimeout(typingTimer);
      set({ typing: name });
      typingTimer = setTimeout(() => set({ typing: null }), TYPING_MS);
    });
    mine.on('chat:agents', ({ online }) => set({ agentsOnline: online }));
  }

  function send(text: string): void {
    const said = text.trim();
    if (!said) return;
    setDraft('');
    setUnsent([...state.unsent, { clientId: newUuid(), text: said.slice(0, 10_000), at: new Date().toISOString(), failed: false }]);
    if (begun) void start();
    void flush();
  }

  function retry(clientId: string): void {
    setUnsent(state.unsent.map((one) => (one.clientId === clientId ? { ...one, failed: false } : one)));
    if (!socket?.connected) socket?.connect();
    void flush();
  }

  /** Sends what is unsent, one after the other and in order. The same id again is the same line to the server. */
  async function flush(): Promise<void> {
    if (flushing) return;
    flushing = true;
    try {
      for (let next = nextUnsent(); next; next = nextUnsent()) {
        const outcome = await say(next);
        if (outcome === 'stored') {
          const stored = next;
          set({ lines: mergeLines(state.lines, [storedLine(stored)]) });
          setUnsent(state.unsent.filter((one) => one.clientId !== stored.clientId));
        } else if (outcome === 'slower') await new Promise((resolve) => setTimeout(resolve, 3000));
        else if (outcome === 'failed') {
          const missed = next;
          setUnsent(state.unsent.map((one) => (one.clientId === missed.clientId ? { ...one, failed: true } : one)));
        }
      }
    } finally {
      flushing = false;
    }
  }

  const nextUnsent = (): Unsent | undefined => state.unsent.find((one) => !one.failed);

  async function say({ clientId, text }: Unsent): Promise<'stored' | 'slower' | 'again' | 'failed'> {
    const line = socket;
    // Not connected yet: socket.io keeps it and sends it on connect, and the timeout says when to give up waiting.
    if (!line) return waitForLine();
    try {
      const result = await line.timeout(ACK_MS).emitWithAck('chat:send', { clientId, text });
      if (result.ok) return 'stored';
      return result.code === 'too_many_requests' || result.code === 'unavailable' ? 'slower' : 'failed';
    } catch {
      return 'failed'; // No acknowledgement in time; it may be stored, and the same id makes another try harmless.
    }
  }

  /** The session is still being made. */
  async function waitForLine(): Promise<'again' | 'failed'> {
    const until = Date.now() + ACK_MS;
    while (!socket && Date.now() < until && state.phase !== 'refused') await new Promise((resolve) => setTimeout(resolve, 150));
    return socket ? 'again' : 'failed';
  }

  function setDraft(draft: string): void {
    keep(`${key}:draft`, draft || null);
    set({ draft });
    if (!draft || !socket?.connected || Date.now() - typedAt < 2000) return;
    typedAt = Date.now();
    socket.emit('chat:typing');
  }

  async function giveContact(email: string): Promise<void> {
    if (!socket) return set({ contact: 'failed' });
    set({ contact: 'sending' });
    try {
      const { ok } = await socket.timeout(ACK_MS).emitWithAck('chat:contact', { email });
      set({ contact: ok ? 'given' : 'failed' });
    } catch {
      set({ contact: 'failed' });
    }
  }

  function skipContact(): void {
    keep(`${key}:skipped`, '1');
    set({ contact: 'skipped' });
  }

  function readUnsent(): Unsent[] {
    try {
      const unsent = JSON.parse(kept(`${key}:unsent`) ?? '[]') as Unsent[];
      return unsent.map((one) => ({ ...one, failed: false }));
    } catch {
      return []; // Unreadable: nothing to send again.
    }
  }

  return {
    get: (): ChatState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    begin, setOpen, send, retry, setDraft, giveContact, skipContact,
  };
}

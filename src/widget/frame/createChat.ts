import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { CHAT_SAID_MAX } from '../../contract/chatLengths.js';
import type { ChatCommands, ChatEvents, ChatMessage, ChatSessionBody, ChatSessionResult } from '../../contract/realtime.js';
import { createContacts } from './contacts.js';
import { drawersOf, keep, kept } from './kept.js';
import { type Unsent, mergeLines, storedLine } from './mergeLines.js';
import { createOutbox } from './outbox.js';
import { SessionFailure, isUnproven, openSession, warnPage } from './session.js';
import { type ChatState, FIRST } from './state.js';
import { createTyping } from './typing.js';
import { forgetUnsent, inOrder, keepUnsent, keptUnsent, placeOf } from './unsentKept.js';
import { createUploads } from './uploads.js';
import { saysSomething } from '../../contract/saysSomething.js';

const ACK_MS = 8000;
const TYPING_MS = 5000;
const CUT_MS = 3000;
const SYNC_MS = 30_000;
const SYNC_AGAIN_MS = 5000;
/** What another window has not sent by then, it may have left behind. */
const LEFT_MS = 5000;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

export type ChatClient = ReturnType<typeof createChat>;

/** The visitor's side of the chat: what he says is kept here until the server has it, and is shown once. */
export function createChat({ onUnread }: { onUnread: (count: number) => void }) {
  let state = FIRST;
  let drawers = drawersOf(null);
  let key = drawers.own;
  /** Whether this drawer is his for certain. The page's word alone opens none: what is in there may be of another who used this browser. */
  let isHis = false;
  /** What he gave of himself before that. */
  let early: string | null = null;
  let identity: { userToken: string | null; language: string } = { userToken: null, language: 'en' };
  let socket: Socket<ChatEvents, ChatCommands> | null = null;
  let begun = false;
  let tries = 0;
  let unread = 0;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let syncTimer: ReturnType<typeof setTimeout> | undefined;
  let looking: ReturnType<typeof setInterval> | undefined;
  let leftTimer: ReturnType<typeof setTimeout> | undefined;
  /** The newest line that a sync gave. Not of a push: another one before it may have been lost. */
  let synced: ChatMessage | null = null;
  const listeners = new Set<() => void>();
  const typing = createTyping(() => socket?.emit('chat:typing'));
  const outbox = createOutbox({
    get: () => state.unsent,
    set: setUnsent,
    async say(line) {
      // First who he is: an agent sees the name with the first line.
      await contacts.settle();
      const way = await ready();
      if (contacts.isWaiting() && !way.connected) throw new Error('no connection');
      return way.timeout(ACK_MS).emitWithAck('chat:send', line);
    },
    onStored: (stored) => takeLines([storedLine(stored, state.lines)]),
    mayBegin: () => isHis || state.phase === 'refused',
  });
  const contacts = createContacts({
    get: () => state,
    set,
    read: () => (isHis ? kept(`${key}:contact`) : early),
    write: (words) => (isHis ? keep(`${key}:contact`, words) : void (early = words)),
    tell: async (contact) => (await ready()).timeout(ACK_MS).emitWithAck('chat:contact', contact),
    onTaken: () => keep(`${key}:asked`, '1'),
  });
  const uploads = createUploads({
    get: () => state.uploads,
    set: (shown) => set({ uploads: shown }),
    place: () => `${isHis ? key : 'unopened'}:uploads`,
    async token() {
      if (begun) await start();
      return isHis ? kept(`${key}:token`) : null;
    },
    onDone: (file) => outbox.add('', [file]),
  });

  function set(change: Partial<ChatState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function setUnsent(unsent: readonly Unsent[], also: Partial<ChatState> = {}): void {
    const had = new Set(state.unsent.map(({ clientId }) => clientId));
    for (const one of unsent) if (!had.delete(one.clientId)) keepUnsent(key, one);
    for (const clientId of had) forgetUnsent(key, clientId);
    set({ unsent, ...also });
  }

  /** What he wrote so far goes along, into its own places. */
  function moveTo(drawer: string): void {
    if (drawer === key) return;
    for (const one of state.unsent) keepUnsent(drawer, one);
    for (const { clientId } of state.unsent) forgetUnsent(key, clientId);
    key = drawer;
  }

  /** This drawer is his: what waits in it is said, and what he wrote meanwhile after that. */
  function openDrawer(drawer: string): void {
    moveTo(drawer);
    isHis = true;
    if (early) contacts.join(early);
    early = null;
    uploads.takeLeft();
    set({ unsent: inOrder(state.unsent, keptUnsent(key).map(afresh)), draft: state.draft || (kept(`${key}:draft`) ?? '') });
    if (state.draft) keep(`${key}:draft`, state.draft);
    if (kept(`${key}:skipped`) && state.contact === 'unasked') set({ contact: 'skipped' });
  }

  /** Takes what another window has left unsent. Should that one be there still, the line is the same to the server by its id. */
  function takeOver(olderThanMs: number): void {
    const stored = new Set(state.lines.map(({ clientId }) => clientId));
    const had = new Set(state.unsent.map(({ clientId }) => clientId));
    const found = keptUnsent(key).filter(({ clientId }) => !had.has(clientId));
    for (const { clientId } of found) if (stored.has(clientId)) forgetUnsent(key, clientId);
    const waiting = found.filter(({ clientId }) => !stored.has(clientId));
    // By a clock that was set back it would be of the future.
    const left = waiting.filter(({ at }) => Math.abs(Date.now() - Date.parse(at)) >= olderThanMs);
    if (left.length < waiting.length) takeOverLater();
    if (left.length === 0) return;
    set({ unsent: inOrder(state.unsent, left.map(afresh)) });
    void start();
    void outbox.flush();
  }

  function takeOverLater(): void {
    leftTimer ??= setTimeout(() => {
      leftTimer = undefined;
      takeOver(LEFT_MS);
    }, LEFT_MS);
  }
  addEventListener('storage', ({ key: name, newValue }) => {
    if (isHis && newValue !== null && name?.startsWith(placeOf(key, ''))) takeOverLater();
  });

  /** What the server has is not unsent any more, even when its acknowledgement was lost: it stands there once. */
  function takeLines(came: readonly ChatMessage[], also: Partial<ChatState> = {}): void {
    const lines = mergeLines(state.lines, came);
    const stored = new Set(came.map(({ clientId }) => clientId));
    const unsent = state.unsent.filter(({ clientId }) => !stored.has(clientId));
    if (unsent.length === state.unsent.length) set({ lines, ...also });
    else setUnsent(unsent, { lines, ...also });
  }

  /** The page told us who this is. A visitor who never wrote costs nothing until he opens the chat. */
  function begin({ userToken, language, open, calm }: { userToken: string | null; language: string; open: boolean; calm: boolean }): void {
    if (begun) return setOpen(open, calm);
    begun = true;
    identity = { userToken, language };
    drawers = drawersOf(userToken);
    set({ open, calm });
    if (userToken) moveTo(drawers.own);
    else openDrawer(drawers.own);
    if (open || [drawers.own, drawers.unproven].some((drawer) => kept(`${drawer}:token`))) void start();
  }

  function setOpen(open: boolean, calm: boolean): void {
    set({ open, calm });
    if (!open) return;
    unread = 0;
    onUnread(0);
    tellRead();
    lookAgain();
    if (begun) void start();
  }

  async function start(): Promise<void> {
    if (state.phase === 'starting' || state.phase === 'ready') return;
    set({ phase: 'starting' });
    try {
      const session = await enter();
      tries = 0;
      keep(`${key}:token`, session.token);
      takeIn(session);
      connect(session.token);
    } catch (failure) {
      const code = failure instanceof SessionFailure ? failure.code : null;
      if (code && code !== 'too_many_requests') {
        set({ phase: 'refused' });
        return void outbox.flush();
      }
      set({ phase: 'idle' });
      setTimeout(() => void start(), RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
    }
  }

  /** @throws {SessionFailure} only. */
  async function enter(): Promise<ChatSessionResult> {
    const { userToken } = identity;
    if (userToken) {
      try {
        const session = await openSession(ask(drawers.own, { userToken }));
        openDrawer(drawers.own);
        return session;
      } catch (failure) {
        if (!isUnproven(failure)) throw failure;
        warnPage(failure);
        identity.userToken = null;
        // Nobody has shown that he is the one whose chat this was.
        set({ lines: [], seenAt: null, contact: 'unasked' });
        openDrawer(drawers.unproven);
      }
    }
    return openSession(ask(key));
  }

  function ask(drawer: string, signed: { userToken?: string } = {}): ChatSessionBody {
    const token = kept(`${drawer}:token`);
    return { ...(token ? { token } : {}), ...signed, language: identity.language.slice(0, 35) };
  }

  function takeIn({ agentsOnline, replyTargetMinutes, opensAt, look, agentSawAt, messages, reachable }: ChatSessionResult): void {
    takeLines(messages, {
      phase: 'ready',
      agentsOnline,
      replyTargetMinutes,
      opensAt,
      look,
      seenAt: agentSawAt,
      ...(reachable ? { contact: 'known' as const } : {}),
    });
  }

  function connect(token: string): void {
    socket?.disconnect();
    const mine: Socket<ChatEvents, ChatCommands> = io('/chat', {
      transports: ['websocket'],
      auth: { token },
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
    });
    socket = mine;
    mine.on('connect', () => {
      set({ connected: true });
      // All of it, not only what comes after the last: a line may have been filed late and stand before it.
      synced = null;
      sync();
      clearInterval(looking);
      looking = setInterval(lookAgain, SYNC_MS);
      setUnsent(state.unsent.map((one) => ({ ...one, failed: one.refused })));
      void contacts.settle();
      void outbox.flush();
      typing.connected();
    });
    mine.on('disconnect', (reason) => {
      set({ connected: false, typing: null });
      clearInterval(looking);
      // Cut by the server, which socket.io takes for a farewell.
      if (reason === 'io server disconnect') setTimeout(() => mine.connect(), CUT_MS);
    });
    mine.on('connect_error', ({ message: code }) => {
      set({ connected: false });
      if (mine.active) return;
      // It could not look the visitor up just now. Whoever gave up his token for that would lose his chat.
      if (code === 'unavailable' || code === 'internal_error') return void setTimeout(() => mine.connect(), CUT_MS);
      // The server does not know the token any more: a new session, and what is unsent goes there.
      mine.disconnect();
      keep(`${key}:token`, null);
      set({ phase: 'idle' });
      setTimeout(() => void start(), 1000);
    });
    mine.on('chat:message', (line) => {
      const isNew = !state.lines.some((one) => one.id === line.id);
      takeLines([line], line.from === 'agent' ? { typing: null } : {});
      if (line.from !== 'agent') return;
      if (isNew && !state.open) onUnread(++unread);
      tellRead();
    });
    mine.on('chat:typing', ({ name }) => {
      clearTimeout(typingTimer);
      set({ typing: name });
      typingTimer = setTimeout(() => set({ typing: null }), TYPING_MS);
    });
    mine.on('chat:agents', ({ online }) => set({ agentsOnline: online }));
    mine.on('chat:seen', ({ at }) => set({ seenAt: at }));
  }

  /** Asks for what was said since the last time, until there is an answer. */
  function sync(): void {
    clearTimeout(syncTimer);
    if (!socket?.connected) return;
    socket.emit('chat:sync', synced ? { after: synced.id } : {}, ({ ok, messages = [] }) => {
      if (!ok) return void (syncTimer = setTimeout(sync, SYNC_AGAIN_MS));
      const last = messages.at(-1);
      if (!last) return;
      if (!synced || last.at >= synced.at) synced = last;
      takeLines(messages);
      tellRead();
    });
  }

  /** A push may be lost though the line holds: whoever looks at the chat asks now and then. */
  function lookAgain(): void {
    if (isLookedAt()) sync();
  }

  const isLookedAt = (): boolean => state.open && document.visibilityState === 'visible';

  /** What of ours is on the screen has been read. Held back while the chat is closed or the page is in the background. */
  function tellRead(): void {
    if (isLookedAt() && socket?.connected && state.lines.some((line) => line.from === 'agent')) socket.emit('chat:read');
  }
  document.addEventListener('visibilitychange', () => {
    tellRead();
    lookAgain();
  });
  addEventListener('focus', lookAgain);

  function send(text: string): void {
    const said = text.trim();
    // What is too long stays in the box, which says so.
    if (!saysSomething(said) || said.length > CHAT_SAID_MAX) return;
    setDraft('');
    // What a window that is gone has left was written before this.
    if (isHis) takeOver(0);
    contacts.takeTyped();
    outbox.add(said);
    if (begun) void start();
  }

  function retry(clientId: string): void {
    if (!socket?.connected) socket?.connect();
    outbox.retry(clientId);
  }

  /** The socket, once the session is made. @throws when that takes too long. */
  async function ready(): Promise<Socket<ChatEvents, ChatCommands>> {
    const until = Date.now() + ACK_MS;
    while (!socket && Date.now() < until && state.phase !== 'refused') await new Promise((resolve) => setTimeout(resolve, 100));
    if (!socket) throw new Error('no session');
    return socket;
  }

  /** Sends a file as a line of its own, once it is up. */
  function sendFile(file: File): Promise<void> {
    contacts.takeTyped();
    return uploads.add(file);
  }

  function setDraft(draft: string): void {
    if (isHis) keep(`${key}:draft`, draft || null);
    set({ draft });
    if (draft) typing.typed(socket?.connected ?? false);
  }

  function skipContact(): void {
    keep(`${key}:skipped`, '1');
    set({ contact: 'skipped' });
  }

  return {
    get: (): ChatState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    begin,
    setOpen,
    send,
    retry,
    sendFile,
    retryFile: uploads.retry,
    dropUpload: uploads.drop,
    setDraft,
    typeContact: contacts.type,
    giveContact: contacts.give,
    skipContact,
    /** Whether the form before the first sentence was answered or passed over in this browser. */
    wasAsked: (): boolean => kept(`${key}:asked`) !== null || kept(`${key}:skipped`) !== null,
  };
}

/** As one that was not tried yet. */
const afresh = (line: Unsent): Unsent => ({ ...line, failed: false, refused: false });

/** The visitor's chat in a browser that has it open more than once. The line to the server is played. */
import { afterAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { Ack, ChatMessage } from '../../../src/contract/realtime.js';

type Hear = (body?: unknown) => void;
type SaidLine = { clientId: string; text: string };

/** One window's line to the server. */
class PlayedSocket {
  connected = false;
  readonly active = true;
  readonly sent: SaidLine[] = [];
  private readonly heard = new Map<string, Hear>();
  on = (event: string, hear: Hear): void => void this.heard.set(event, hear);
  emit = (event: string, _body: unknown, answer?: (result: Ack & { messages?: ChatMessage[] }) => void): void => {
    if (event === 'chat:sync') answer?.({ ok: true, messages: [] });
  };
  timeout = () => ({
    emitWithAck: async (_event: string, line: SaidLine): Promise<Ack> => {
      if (!this.connected) throw new Error('timeout');
      this.sent.push(line);
      return { ok: true };
    },
  });
  connect = (): void => {
    this.connected = true;
    this.heard.get('connect')?.();
  };
  disconnect = (): void => undefined;
}

const sockets: PlayedSocket[] = [];
/** As a browser's: what is kept are its own names. */
const STORAGE = {
  getItem(this: Record<string, string>, name: string): string | null {
    return this[name] ?? null;
  },
  setItem(this: Record<string, string>, name: string, value: string): void {
    this[name] = value;
  },
  removeItem(this: Record<string, string>, name: string): void {
    delete this[name];
  },
};
let storage: Record<string, string>;
jest.unstable_mockModule('socket.io-client', () => ({
  io: () => {
    const socket = new PlayedSocket();
    sockets.push(socket);
    return socket;
  },
}));
beforeEach(() => {
  jest.useFakeTimers();
  sockets.length = 0;
  storage = Object.create(STORAGE) as Record<string, string>;
  const session = { token: 'token', visitorId: 'visitor', messages: [], agentsOnline: true, replyTargetMinutes: 1, opensAt: null, reachable: true, agentSawAt: null, look: {} };
  Object.assign(globalThis, {
    localStorage: storage, addEventListener: () => undefined, document: { visibilityState: 'visible', addEventListener: () => undefined },
    fetch: async () => ({ ok: true, status: 200, json: async () => session }),
  });
});
afterAll(() => void jest.useRealTimers());

/** A page of its own, with the browser's storage in common. */
async function openWindow(userToken: string | null = null) {
  jest.resetModules();
  const { createChat } = await import('../../../src/widget/frame/chat.js');
  const chat = createChat({ onUnread: () => undefined });
  chat.begin({ userToken, language: 'en', open: true, calm: false });
  await jest.advanceTimersByTimeAsync(10);
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no session was made');
  return { chat, socket, unsent: (): string[] => chat.get().unsent.map(({ text }) => text) };
}

test('what one window could not send yet stays kept, whatever the other writes, sends or hears', async () => {
  const [one, other] = [await openWindow(), await openWindow()];
  one.chat.send('Written in the first');
  other.chat.send('Written in the second');
  other.socket.connect();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(other.socket.sent.map(({ text }) => text)).toEqual(['Written in the second']);
  expect([one.unsent(), other.unsent()]).toEqual([['Written in the first'], []]);

  const next = await openWindow();
  expect(next.unsent()).toEqual(['Written in the first']);
  next.socket.connect();
  await jest.advanceTimersByTimeAsync(10_000);
  // The same line: by its id the server has it once, though the first window may still try.
  expect(next.socket.sent.map(({ clientId }) => clientId)).toEqual([one.chat.get().unsent[0]?.clientId]);
  expect((await openWindow()).unsent()).toEqual([]);
});

test('lines are sent in the order in which they were written; one that nobody can read is none', async () => {
  const one = await openWindow();
  for (const text of ['First', 'Second', 'Third']) {
    one.chat.send(text);
    await jest.advanceTimersByTimeAsync(5);
  }
  storage['sayonce::unsent:broken'] = '{';
  const next = await openWindow();
  expect(next.unsent()).toEqual(['First', 'Second', 'Third']);
});

test('what a signed-in visitor wrote is nobody else\'s in the same browser', async () => {
  const tokenOf = (sub: string): string => `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`;
  (await openWindow(tokenOf('ann:unsent:b'))).chat.send('Of another');
  (await openWindow(tokenOf('bea'))).chat.send('Of Bea');
  expect([(await openWindow()).unsent(), (await openWindow(tokenOf('ann'))).unsent(), (await openWindow(tokenOf('bea'))).unsent()]).toEqual([[], [], ['Of Bea']]);
});

/** The visitor's chat in his browser: open more than once, and with pushes that are lost. The line to the server is played. */
import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Ack, ChatMessage } from '../../../src/contract/realtime.js';

type Hear = (body?: unknown) => void;
type SaidLine = { clientId: string; text: string };

/** One window's line to the server. */
class PlayedSocket {
  connected = false;
  readonly active = true;
  readonly sent: SaidLine[] = [];
  /** What the server answers to `chat:sync`, and what it was asked. */
  answer: Ack & { messages?: ChatMessage[] } = { ok: true, messages: [] };
  readonly asked: unknown[] = [];
  private readonly heard = new Map<string, Hear>();
  on = (event: string, hear: Hear): void => void this.heard.set(event, hear);
  emit = (event: string, body?: unknown, answer?: (result: Ack & { messages?: ChatMessage[] }) => void): void => {
    if (event !== 'chat:sync') return;
    this.asked.push(body);
    answer?.(this.answer);
  };
  fire = (event: string, body?: unknown): void => this.heard.get(event)?.(body);
  timeout = () => ({
    emitWithAck: async (_event: string, line: SaidLine): Promise<Ack> => {
      if (!this.connected) throw new Error('timeout');
      this.sent.push(line);
      return { ok: true };
    },
  });
  connect = (): void => {
    this.connected = true;
    this.fire('connect');
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
/** What sessions were asked for, and what is said to one whose signature is `stale`. */
let asked: { token?: string; userToken?: string }[];
let warned: string[];
let page: Map<string, Hear>;
const hearPage = (event: string, hear: Hear): void => void page.set(event, hear);
jest.unstable_mockModule('socket.io-client', () => ({
  io: () => {
    const socket = new PlayedSocket();
    sockets.push(socket);
    return socket;
  },
}));
beforeEach(() => {
  jest.useFakeTimers();
  jest.setSystemTime(new Date('2026-03-01T09:00:00Z'));
  sockets.length = 0;
  page = new Map();
  storage = Object.create(STORAGE) as Record<string, string>;
  const session = {
    visitorId: 'visitor',
    messages: [],
    agentsOnline: true,
    replyTargetMinutes: 1,
    opensAt: null,
    reachable: true,
    agentSawAt: null,
    look: {},
  };
  Object.assign(globalThis, {
    localStorage: storage,
    addEventListener: hearPage,
    document: { visibilityState: 'visible', addEventListener: hearPage },
    fetch: async (_url: string, { body }: { body: string }) => {
      const given = JSON.parse(body) as (typeof asked)[number];
      asked.push(given);
      if (given.userToken?.endsWith('.stale'))
        return {
          ok: false,
          status: 403,
          json: async () => ({ error: { code: 'bad_signature', message: '', details: { reason: 'too old' } } }),
        };
      const token = given.token ?? `token ${asked.length}`;
      return { ok: true, status: 200, json: async () => ({ ...session, token }) };
    },
  });
  asked = [];
  warned = [];
  jest.spyOn(console, 'warn').mockImplementation((text: string) => void warned.push(text));
});
afterAll(() => void jest.useRealTimers());

/** A page of its own, with the browser's storage in common. */
async function openWindow(userToken: string | null = null) {
  jest.resetModules();
  const { createChat } = await import('../../../src/widget/frame/createChat.js');
  const chat = createChat({ onUnread: () => undefined });
  chat.begin({ userToken, language: 'en', open: true, calm: false });
  await jest.advanceTimersByTimeAsync(10);
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no session was made');
  return { chat, socket, unsent: (): string[] => chat.get().unsent.map(({ text }) => text) };
}

test('what one window could not send yet goes with what the other writes, before it and as the same line', async () => {
  const [one, other] = [await openWindow(), await openWindow()];
  one.chat.send('Written in the first');
  await jest.advanceTimersByTimeAsync(5);
  other.chat.send('Written in the second');
  expect([one.unsent(), other.unsent()]).toEqual([['Written in the first'], ['Written in the first', 'Written in the second']]);
  // Neither has sent anything: all of it is still there for a third.
  expect((await openWindow()).unsent()).toEqual(['Written in the first', 'Written in the second']);

  other.socket.connect();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(other.socket.sent.map(({ text }) => text)).toEqual(['Written in the first', 'Written in the second']);
  // By its id the server has it once, though the first window may still try.
  expect(other.socket.sent[0]?.clientId).toBe(one.chat.get().unsent[0]?.clientId);
  expect([other.unsent(), (await openWindow()).unsent()]).toEqual([[], []]);
});

test('what a window that is gone has left unsent goes from another that is open, once nobody else has sent it', async () => {
  const other = await openWindow();
  const hearOther = page.get('storage');
  other.socket.connect();
  const tell = (): void => {
    for (const name of Object.keys(storage)) hearOther?.({ key: name, newValue: storage[name] });
  };
  const gone = await openWindow();
  for (const text of ['First', 'Second']) {
    gone.chat.send(text);
    tell();
    await jest.advanceTimersByTimeAsync(2000);
  }
  // A line that another window is just sending is left to it.
  expect(other.unsent()).toEqual([]);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(other.socket.sent.map(({ text }) => text)).toEqual(['First', 'Second']);
  expect(other.socket.sent.map(({ clientId }) => clientId)).toEqual(gone.chat.get().unsent.map(({ clientId }) => clientId));
  expect((await openWindow()).unsent()).toEqual([]);

  // One that has sent it itself meanwhile leaves nothing to be taken.
  gone.socket.connect();
  gone.chat.send('Third');
  tell();
  await jest.advanceTimersByTimeAsync(20_000);
  expect(other.socket.sent).toHaveLength(2);
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

test('a long text is said in several lines, each once and in order, also when the page is left in between', async () => {
  const words = Array.from({ length: 3600 }, (_, n) => String(n)).join(' ');
  const one = await openWindow();
  one.chat.send(words);
  one.chat.send('And that is all');
  expect(one.unsent()).toHaveLength(3);
  expect([one.chat.get().draft, one.unsent().join(' ')]).toEqual(['', `${words} And that is all`]);
  // The first is stored, and the second one's acknowledgement is lost.
  one.socket.timeout = () => ({
    emitWithAck: async (_event, line): Promise<Ack> => {
      one.socket.sent.push(line);
      if (one.socket.sent.length > 1) throw new Error('timeout');
      return { ok: true };
    },
  });
  one.socket.connect();
  await jest.advanceTimersByTimeAsync(10);

  const next = await openWindow();
  next.socket.connect();
  await jest.advanceTimersByTimeAsync(10_000);
  const [first, second] = one.socket.sent;
  expect([first, ...next.socket.sent].map((line) => line?.text).join(' ')).toBe(`${words} And that is all`);
  expect(next.socket.sent[0]).toEqual(second);
  expect(new Set([first, ...next.socket.sent].map((line) => line?.clientId)).size).toBe(3);
  expect(next.chat.get().lines.map(({ text }) => text)).toEqual(next.socket.sent.map(({ text }) => text));
});

test('what is too long for one go stays in the box', async () => {
  const one = await openWindow();
  const [most, more] = ['x'.repeat(100_000), 'x'.repeat(100_001)];
  one.chat.setDraft(more);
  one.chat.send(more);
  expect([one.unsent(), one.chat.get().draft]).toEqual([[], more]);
  one.chat.send(most);
  expect([one.unsent().join(''), one.chat.get().draft]).toEqual([most, '']);
});

const tokenOf = (sub: unknown, signature = 'good'): string =>
  `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.${signature}`;

test("what a signed-in visitor wrote is nobody else's in the same browser", async () => {
  (await openWindow(tokenOf('ann:unsent:b'))).chat.send('Of another');
  (await openWindow(tokenOf('bea'))).chat.send('Of Bea');
  expect([(await openWindow()).unsent(), (await openWindow(tokenOf('ann'))).unsent(), (await openWindow(tokenOf('bea'))).unsent()]).toEqual(
    [[], [], ['Of Bea']],
  );
});

describe('a page whose signature is refused', () => {
  test('neither shows nor takes the chat of whom it names, and goes on with one of its own', async () => {
    const ann = await openWindow(tokenOf('ann'));
    ann.chat.send('Of Ann');
    ann.chat.setDraft('Half of');
    const hers = { ...storage };
    const stale = await openWindow(tokenOf('ann', 'stale'));
    expect([stale.unsent(), stale.chat.get().draft, stale.chat.get().phase]).toEqual([[], '', 'ready']);
    stale.chat.send('Of nobody');
    stale.chat.setDraft('Of nobody, too');
    expect(storage).toMatchObject(hers);
    expect(warned).toEqual([expect.stringContaining('data-user-token of this page was refused (too old)')]);

    // The next such page is the same visitor, and nobody else is: neither she, nor an anonymous one, nor another name.
    expect(asked.at(-1)).toEqual({ language: 'en' });
    const again = await openWindow(tokenOf('ann', 'stale'));
    expect(asked.at(-1)).toEqual({ token: 'token 3', language: 'en' });
    expect([again.unsent(), again.chat.get().draft]).toEqual([['Of nobody'], 'Of nobody, too']);
    for (const token of [null, tokenOf('bea', 'stale'), tokenOf(1, 'stale'), tokenOf(2, 'stale')]) {
      const { chat, unsent } = await openWindow(token);
      expect([unsent(), chat.get().draft, asked.at(-1)]).toEqual([[], '', { language: 'en' }]);
      chat.setDraft(`Of ${token}`);
    }
    const back = await openWindow(tokenOf('ann'));
    expect(asked.at(-1)).toMatchObject({ token: 'token 1', userToken: tokenOf('ann') });
    expect([back.unsent(), back.chat.get().draft]).toEqual([['Of Ann'], 'Half of']);
  });

  test.each([
    ['good', ['Of before', 'Written at once'], []],
    ['stale', ['Written at once'], ['Of before']],
  ])(
    'shows nothing before the answer; one that is %s takes what was written meanwhile to where it belongs',
    async (signature, own, others) => {
      (await openWindow(tokenOf('ann'))).chat.send('Of before');
      const { fetch } = globalThis;
      let answer = (): void => undefined;
      globalThis.fetch = async (...given) => {
        await new Promise<void>((resolve) => void (answer = resolve));
        return fetch(...given);
      };
      const { chat, unsent } = await openWindow(tokenOf('ann', signature));
      chat.send('Written at once');
      chat.setDraft('And more');
      expect([unsent(), chat.get().draft]).toEqual([['Written at once'], 'And more']);
      for (let i = 0; i < 2; i++) {
        answer();
        await jest.advanceTimersByTimeAsync(10);
      }
      sockets.at(-1)?.connect();
      await jest.advanceTimersByTimeAsync(10);
      expect(sockets.at(-1)?.sent.map(({ text }) => text)).toEqual(own);
      globalThis.fetch = fetch;
      expect((await openWindow(tokenOf('ann'))).unsent()).toEqual(others);
      expect((await openWindow(tokenOf('ann', signature))).chat.get().draft).toBe('And more');
    },
  );
});

describe('a push that was lost', () => {
  const HALF_MINUTE = 30_000;
  const line = (id: string, at: string): ChatMessage => ({
    id,
    clientId: null,
    from: 'agent',
    name: 'Ada',
    text: `line ${id}`,
    files: [],
    at: `2026-03-01T${at}:00Z`,
  });
  const show = (visibilityState: 'visible' | 'hidden'): void => {
    Object.assign(document, { visibilityState });
    page.get('visibilitychange')?.();
  };

  async function openTalk(answer: PlayedSocket['answer'] = { ok: true, messages: [line('1', '08:00')] }) {
    const { chat, socket } = await openWindow();
    socket.answer = answer;
    socket.connect();
    return { chat, socket, shown: (): string[] => chat.get().lines.map(({ id }) => id) };
  }

  test('is asked for every half minute, after the newest line that the last answer gave', async () => {
    const { socket, shown } = await openTalk();
    // The push of the second line is lost, that of the third comes.
    socket.fire('chat:message', line('3', '08:10'));
    socket.answer = { ok: true, messages: [line('2', '08:05'), line('3', '08:10')] };
    await jest.advanceTimersByTimeAsync(HALF_MINUTE);
    expect(socket.asked).toEqual([{}, { after: '1' }]);
    expect(shown()).toEqual(['1', '2', '3']);
    // What was filed late stands before it, and leads back to nothing.
    socket.answer = { ok: true, messages: [line('0', '07:00')] };
    await jest.advanceTimersByTimeAsync(2 * HALF_MINUTE);
    expect(socket.asked.slice(2)).toEqual([{ after: '3' }, { after: '3' }]);
    expect(shown()).toEqual(['0', '1', '2', '3']);
  });

  test('is asked for when somebody looks again, and never while nobody does', async () => {
    const { chat, socket } = await openTalk();
    show('hidden');
    await jest.advanceTimersByTimeAsync(4 * HALF_MINUTE);
    expect(socket.asked).toHaveLength(1);
    show('visible');
    expect(socket.asked).toHaveLength(2);
    page.get('focus')?.();
    expect(socket.asked).toHaveLength(3);
    chat.setOpen(false, false);
    await jest.advanceTimersByTimeAsync(4 * HALF_MINUTE);
    expect(socket.asked).toHaveLength(3);
    chat.setOpen(true, false);
    expect(socket.asked).toHaveLength(4);
    socket.connected = false;
    socket.fire('disconnect', 'transport close');
    await jest.advanceTimersByTimeAsync(4 * HALF_MINUTE);
    show('visible');
    expect(socket.asked).toHaveLength(4);
  });

  test('is asked for again where the server would not answer now', async () => {
    const { socket, shown } = await openTalk({ ok: false, code: 'too_many_requests' });
    await jest.advanceTimersByTimeAsync(5000);
    socket.answer = { ok: true, messages: [line('1', '08:00')] };
    await jest.advanceTimersByTimeAsync(5000);
    expect(socket.asked).toEqual([{}, {}, {}]);
    expect(shown()).toEqual(['1']);
  });
});

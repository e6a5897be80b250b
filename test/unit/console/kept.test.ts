/** What a browser keeps of an agent's words, over a reload and at a machine that several agents share. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { eventually } from '../../support/startDesk.js';

/** As `localStorage` is: what is kept are properties of its own. */
class KeepsAll {
  [name: string]: unknown;
}
Object.defineProperties(KeepsAll.prototype, {
  getItem: {
    value(this: KeepsAll, name: string) {
      return this[name] ?? null;
    },
  },
  setItem: {
    value(this: KeepsAll, name: string, text: string) {
      this[name] = text;
    },
  },
  removeItem: {
    value(this: KeepsAll, name: string) {
      delete this[name];
    },
  },
});
let storage: KeepsAll;
/** Whom the server takes the browser for, what it answers to a message, and whose messages it was given. */
let signedIn: string;
let answer: { status: number; code?: string; cut?: boolean; refusesReplies?: object };
let taken: string[];
let said: { knew?: unknown }[];
/** What the page hears of other windows of this browser. */
let hear: ((event: object) => void)[];
/** Ends what a page that is gone would still try by itself. */
let leave: () => void = () => undefined;

beforeEach(() => {
  storage = new KeepsAll();
  signedIn = 'ann';
  answer = { status: 201 };
  taken = [];
  said = [];
  hear = [];
  Object.assign(globalThis, {
    localStorage: storage,
    addEventListener: (name: string, listener: (event: object) => void) => name === 'storage' && hear.push(listener),
    document: { documentElement: { lang: 'en' } },
    fetch: serve,
  });
});

afterEach(() => leave());

const KNEW = ['0'.repeat(24)];

async function serve(url: string, { body }: { body?: string }): Promise<Response> {
  if (url.endsWith('/me')) return Response.json({ agent: { id: signedIn } });
  if (answer.status === 0) throw new TypeError('no line');
  if (answer.code) return Response.json({ error: { code: answer.code, message: 'no' } }, { status: answer.status });
  if (answer.cut) return new Response('{"id":"c-a', { status: 201 });
  const words = JSON.parse(body ?? '') as { kind: string; text: string; clientId: string; knew?: unknown };
  const { kind, text, clientId } = words;
  if (answer.refusesReplies && kind === 'reply')
    return Response.json({ error: { code: 'conflict', message: 'no', details: answer.refusesReplies } }, { status: 409 });
  said.push(words);
  taken.push(`${signedIn}: ${text}`);
  return Response.json({ id: clientId, clientId, ticketId: 't1', text, createdAt: '2026-11-22T10:00:00.000Z' }, { status: 201 });
}

interface Entry {
  clientId: string;
  agentId: string;
  ticketId: string;
  body: { text: string };
  at: string;
  error: { code: string; details?: unknown } | null;
}

/** The page, newly loaded by an agent. */
async function load(agentId: string) {
  leave();
  jest.resetModules();
  const { whose } = (await import('../../../src/console/lib/whose.js' as string)) as { whose: { set(id: string | null): void } };
  whose.set(agentId);
  leave = () => whose.set(null);
  const drafts = (await import('../../../src/console/features/composer/drafts.js' as string)) as {
    getDraft(ticketId: string): { reply: string; files: unknown[] };
    setDraft(ticketId: string, change: (draft: object) => object): void;
    changeFile(key: string, change: object): void;
    moveDraft(fromId: string, toId: string): void;
    moveDraftBack(fromId: string): void;
  };
  const messages = (await import('../../../src/console/api/messages.js' as string)) as {
    outgoing: { get(): Entry[] };
    ownOf(all: readonly Entry[], agentId: string): Entry[];
    sendWaiting(client: QueryClient): Promise<void>;
    wakeWaiting(client: QueryClient): Promise<void>;
    send(client: QueryClient, ticketId: string, body: object, clientId: string): Promise<unknown>;
  };
  const client = new QueryClient();
  return {
    whose,
    ...drafts,
    shown: (who = agentId) => messages.ownOf(messages.outgoing.get(), who).map(({ body, error }) => [body.text, error?.code]),
    why: () => messages.outgoing.get().map(({ error }) => error?.details),
    write: (text: string, kind = 'reply') => messages.send(client, 't1', { kind, text, knew: KNEW }, `c-${text}`).catch(() => undefined),
    sendWaiting: () => messages.sendWaiting(client),
    wakeWaiting: () => messages.wakeWaiting(client),
  };
}

test('what the server refused stays refused over a reload, and waits for a person', async () => {
  answer = { status: 422, code: 'no_address' };
  await (await load('ann')).write('refused');
  answer = { status: 201 };
  const page = await load('ann');
  await page.sendWaiting();
  expect(taken).toEqual([]);
  expect(page.shown()).toEqual([['refused', 'no_address']]);
  await page.write('refused');
  expect(taken).toEqual(['ann: refused']);
  expect((await load('ann')).shown()).toEqual([]);
});

test("what waits for the line goes out under its writer's name alone, and is shown to nobody else", async () => {
  answer = { status: 0 };
  await (await load('ann')).write('waits');
  answer = { status: 201 };
  signedIn = 'bob';
  const bobs = await load('bob');
  await bobs.sendWaiting();
  await bobs.write('of Bob');
  expect([bobs.shown(), taken]).toEqual([[], ['bob: of Bob']]);
  signedIn = 'ann';
  const page = await load('ann');
  expect(page.shown()).toEqual([['waits', 'offline']]);
  await page.sendWaiting();
  expect(taken).toEqual(['bob: of Bob', 'ann: waits']);
});

test('nothing goes out when another window signed somebody else in', async () => {
  const page = await load('ann');
  answer = { status: 0 };
  await page.write('waits');
  answer = { status: 201 };
  signedIn = 'bob';
  await page.sendWaiting();
  expect([taken, page.shown()]).toEqual([[], [['waits', 'offline']]]);
});

test('what was kept without its writer is for nobody', async () => {
  storage['sayonce.outgoing.c1'] = JSON.stringify({
    clientId: 'c1',
    ticketId: 't1',
    body: { kind: 'reply', text: 'of whom?' },
    at: '2026-01-01T00:00:00Z',
  });
  storage['sayonce.outgoing.c2'] = '{';
  storage['sayonce.draft.t1'] = JSON.stringify({ reply: 'of whom?' });
  const page = await load('ann');
  await page.sendWaiting();
  expect([taken, page.shown(), page.getDraft('t1').reply, Object.keys(storage)]).toEqual([[], [], '', []]);
});

test.each([
  ['over what came meanwhile', { cameSince: { customer: true, colleague: 'Bob' } }],
  ['as somebody else is in the chat', { wouldReach: 'Mallory' }],
])('a reply that waited and is refused %s stays, and says so over a reload; a note goes', async (_name, details) => {
  answer = { status: 0 };
  const first = await load('ann');
  await first.write('a reply');
  await first.write('a second one');
  await first.write('a note', 'note');
  answer = { status: 201, refusesReplies: details };
  await (await load('ann')).sendWaiting();
  expect(taken).toEqual(['ann: a note']);
  const page = await load('ann');
  await page.sendWaiting();
  expect([taken.length, page.shown(), page.why()]).toEqual([
    1,
    [
      ['a reply', 'conflict'],
      ['a second one', 'conflict'],
    ],
    [details, details],
  ]);
});

test('what another window has put back or sent is told here no more; what it was refused is told here, too', async () => {
  answer = { status: 422, code: 'no_address' };
  const page = await load('ann');
  await page.write('refused');
  const key = 'sayonce.outgoing.c-refused';
  const tell = (newValue: unknown) => hear.forEach((listener) => listener({ key, newValue }));
  const kept = storage[key];
  tell(null);
  expect(page.shown()).toEqual([]);
  tell(kept);
  expect(page.shown()).toEqual([['refused', 'no_address']]);
  // What is on its way from there is no news here.
  tell(null);
  tell(JSON.stringify({ ...(JSON.parse(String(kept)) as object), refused: null }));
  expect(page.shown()).toEqual([]);
});

test('a reply that waited goes by itself, with what its writer knew when he wrote it', async () => {
  answer = { status: 0 };
  await (await load('ann')).write('a reply');
  answer = { status: 201 };
  const page = await load('ann');
  await page.sendWaiting();
  expect([taken, said.map(({ knew }) => knew), page.shown()]).toEqual([['ann: a reply'], [KNEW], []]);
});

test('an answer that broke off in the middle is none: the reply waits, and goes once more under its id', async () => {
  answer = { status: 201, cut: true };
  const page = await load('ann');
  await page.write('a reply');
  expect(page.shown()).toEqual([['a reply', 'offline']]);
  answer = { status: 201 };
  await page.sendWaiting();
  expect([taken, page.shown()]).toEqual([['ann: a reply'], []]);
});

test('words that stand behind others are no failed try: all of them go a second after the first failed', async () => {
  jest.useFakeTimers();
  try {
    answer = { status: 0 };
    const page = await load('ann');
    for (let i = 0; i < 12; i++) await page.write(`line ${i}`);
    answer = { status: 201 };
    await jest.advanceTimersByTimeAsync(1000);
    expect(taken).toHaveLength(12);
  } finally {
    jest.useRealTimers();
  }
});

test('a line that is heard again wakes what waits, also while a try is still running in vain', async () => {
  answer = { status: 0 };
  const page = await load('ann');
  await page.write('waits');
  let lose = (): void => undefined;
  const hanging = new Promise<never>((_resolve, reject) => (lose = () => reject(new TypeError('no line'))));
  Object.assign(globalThis, { fetch: () => hanging });
  const tried = page.sendWaiting();
  Object.assign(globalThis, { fetch: serve });
  answer = { status: 201 };
  await page.wakeWaiting();
  expect(taken).toEqual([]);
  lose();
  await tried;
  expect(taken).toEqual(['ann: waits']);
});

test("a draft is its writer's: another neither sees nor overwrites it, and he finds it when he is back", async () => {
  const page = await load('ann');
  page.setDraft('t1', (draft) => ({ ...draft, reply: 'begun by Ann' }));
  // She leaves before it was put away.
  page.whose.set('bob');
  expect(page.getDraft('t1').reply).toBe('');
  page.setDraft('t1', (draft) => ({ ...draft, reply: 'begun by Bob' }));
  // What was typed is put away after a moment, which nothing tells the end of.
  await eventually(async () => expect((await load('bob')).getDraft('t1').reply).toBe('begun by Bob'));
  expect((await load('ann')).getDraft('t1').reply).toBe('begun by Ann');
  expect((await load('bob')).getDraft('t1').reply).toBe('begun by Bob');
});

test('a draft that moves takes its files along, is kept at once, is put there once, and comes back only while nobody wrote on', async () => {
  const begun = {
    reply: 'begun in the one',
    cc: 'boss@mia.example',
    files: [{ key: 'f', name: 'label.txt', size: 12, id: null, progress: 0.5 }],
  };
  const page = await load('ann');
  page.setDraft('other', (draft) => ({ ...draft, reply: 'begun there' }));
  page.setDraft('one', (draft) => ({ ...draft, ...begun }));
  page.moveDraft('one', 'other');
  const together = { reply: 'begun there\n\nbegun in the one', cc: 'boss@mia.example' };
  expect((await load('ann')).getDraft('other')).toMatchObject(together);

  page.whose.set('ann');
  // It was on its way while the box moved.
  page.changeFile('f', { id: 'u1', progress: null });
  expect(page.getDraft('other')).toMatchObject({ ...together, files: [{ key: 'f', id: 'u1' }] });
  expect(page.getDraft('one')).toMatchObject({ reply: '', files: [] });
  page.moveDraftBack('one');
  expect([page.getDraft('one').reply, page.getDraft('other').reply]).toEqual(['', together.reply]);

  // A second window that has the same moves it as well.
  page.setDraft('one', (draft) => ({ ...draft, ...begun }));
  page.moveDraft('one', 'other');
  expect(page.getDraft('other')).toMatchObject({ ...together, files: [{ key: 'f', id: 'u1' }] });
  // It keeps the same words once more, and what is noted beside them is nobody's writing.
  page.setDraft('other', (draft) => ({ ...(JSON.parse(JSON.stringify(draft)) as object), known: KNEW }));
  page.moveDraftBack('one');
  expect([page.getDraft('one').reply, page.getDraft('other').reply]).toEqual([begun.reply, together.reply]);
});

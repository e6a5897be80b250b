/** What a browser keeps of an agent's words, over a reload and at a machine that several agents share. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';

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
let answer: { status: number; code?: string };
let taken: string[];
/** Ends what a page that is gone would still try by itself. */
let leave: () => void = () => undefined;

beforeEach(() => {
  storage = new KeepsAll();
  signedIn = 'ann';
  answer = { status: 201 };
  taken = [];
  Object.assign(globalThis, {
    localStorage: storage,
    addEventListener: () => undefined,
    document: { documentElement: { lang: 'en' } },
    fetch: serve,
  });
});

afterEach(() => leave());

async function serve(url: string, { body }: { body?: string }): Promise<Response> {
  if (url.endsWith('/me')) return Response.json({ agent: { id: signedIn } });
  if (answer.status === 0) throw new TypeError('no line');
  if (answer.code) return Response.json({ error: { code: answer.code, message: 'no' } }, { status: answer.status });
  const { text, clientId } = JSON.parse(body ?? '') as { text: string; clientId: string };
  taken.push(`${signedIn}: ${text}`);
  return Response.json({ id: clientId, clientId, ticketId: 't1', text, createdAt: '2026-11-22T10:00:00.000Z' }, { status: 201 });
}

interface Entry {
  clientId: string;
  agentId: string;
  ticketId: string;
  body: { text: string };
  at: string;
  error: { code: string } | null;
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
    send(client: QueryClient, ticketId: string, body: object, clientId: string): Promise<unknown>;
  };
  const client = new QueryClient();
  return {
    whose,
    ...drafts,
    shown: (who = agentId) => messages.ownOf(messages.outgoing.get(), who).map(({ body, error }) => [body.text, error?.code]),
    write: (text: string) => messages.send(client, 't1', { kind: 'reply', text }, `c-${text}`).catch(() => undefined),
    sendWaiting: () => messages.sendWaiting(client),
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

test("a draft is its writer's: another neither sees nor overwrites it, and he finds it when he is back", async () => {
  const page = await load('ann');
  page.setDraft('t1', (draft) => ({ ...draft, reply: 'begun by Ann' }));
  // She leaves before it was put away.
  page.whose.set('bob');
  expect(page.getDraft('t1').reply).toBe('');
  page.setDraft('t1', (draft) => ({ ...draft, reply: 'begun by Bob' }));
  await new Promise((resolve) => setTimeout(resolve, 400));
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
  page.moveDraftBack('one');
  expect([page.getDraft('one').reply, page.getDraft('other').reply]).toEqual([begun.reply, together.reply]);
});

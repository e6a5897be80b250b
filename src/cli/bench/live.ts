import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Socket, io } from 'socket.io-client';
import type { Ticket } from '../../contract/tickets.js';
import { figure, percentile, type Figure } from './figures.js';
import { type Memory, TELLS_MEMORY, memoryOf, spawnDesk } from './spawnDesk.js';

const VISITORS = 2000;
const CONSOLES = 100;
const PER_SECOND = 60;
const SECONDS = 40;
/** Tickets that each console has open. */
const WATCHED = 2;
const GOAL = 3;

/** Where lines go and who sees them: the desk, or the bare server. */
interface Place {
  url: string;
  memory(): Promise<Memory>;
  visitorTokens: string[];
  agentToken: string;
  /** The ticket of each visitor, once all have spoken. */
  ticketsOf(): Promise<string[]>;
}

interface Measured {
  /** The console that has the line's ticket open hears the message. */
  watched: number[];
  /** The last of all consoles hears of the row of its list. */
  listed: number[];
  acked: number[];
  /** For a socket, held after a collection. */
  held: number;
  rss: number;
  lost: number;
}

/** 2,000 chats and 100 consoles at 60 lines a second: when does the watching agent see one, beside a bare socket.io in the same run. */
export async function benchLive(): Promise<Figure[]> {
  const bare = await onBareServer();
  const desk = await onDesk();
  const again = await onBareServer();
  // The mean of before and after, so that a machine that grows warm favours neither.
  const floor = (pick: (measured: Measured) => number): number => (pick(bare) + pick(again)) / 2;
  const p =
    (share: number, which: 'watched' | 'listed' = 'watched') =>
    (measured: Measured) =>
      percentile(measured[which], share);
  const lost = desk.lost;
  return [
    figure('the console that watches the ticket shows the line, p50', p(0.5)(desk), 'ms', floor(p(0.5))),
    figure('the console that watches the ticket shows the line, p99', p(0.99)(desk), 'ms', floor(p(0.99)), {
      words: `<= ${GOAL} x bare`,
      holds: p(0.99)(desk) <= GOAL * floor(p(0.99)),
    }),
    figure('the list of the last console to hear of it, p50', p(0.5, 'listed')(desk), 'ms', floor(p(0.5, 'listed'))),
    figure('the list of the last console to hear of it, p99', p(0.99, 'listed')(desk), 'ms', floor(p(0.99, 'listed'))),
    figure(
      'line acknowledged (durable), p99',
      percentile(desk.acked, 0.99),
      'ms',
      floor((one) => percentile(one.acked, 0.99)),
      { words: '< 300', holds: percentile(desk.acked, 0.99) < 300 },
    ),
    figure('memory held for a socket, after a collection', desk.held / 1000, 'kB', floor((one) => one.held) / 1000),
    figure('growth of the process for a socket', desk.rss / 1000, 'kB', floor((one) => one.rss) / 1000),
    figure('lines that the watching console missed', lost, 'lines', null, { words: '0', holds: lost === 0 }),
  ];
}

async function onBareServer(): Promise<Measured> {
  const child = fork(path.resolve(import.meta.dirname, 'bareSocketServer.js'), {
    execArgv: TELLS_MEMORY,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ ready }] = (await once(child, 'message')) as [{ ready: { url: string } }];
  const tokens = Array.from({ length: VISITORS }, (_, i) => `visitor-${i}`);
  try {
    return await measure({
      url: ready.url,
      memory: () => memoryOf(child),
      visitorTokens: tokens,
      agentToken: 'x',
      ticketsOf: async () => tokens,
    });
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

async function onDesk(): Promise<Measured> {
  const desk = await spawnDesk(undefined, { TRUST_PROXY: '1' });
  try {
    const visitorTokens: string[] = [];
    for (let i = 0; i < VISITORS; i++) visitorTokens.push(await session(desk.url, i));
    const ticketsOf = async (): Promise<string[]> => {
      const byPreview = new Map<string, string>();
      for (;;) {
        let cursor: string | null = '';
        while (cursor !== null) {
          const page: { items: Ticket[]; nextCursor: string | null } = await desk.get(
            `/api/v1/tickets?limit=200&sort=newest${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
          );
          for (const ticket of page.items) byPreview.set(ticket.preview, ticket.id);
          cursor = page.nextCursor;
        }
        if (byPreview.size >= VISITORS) return visitorTokens.map((_, i) => byPreview.get(`hello ${i}`) ?? '');
        await sleep(1000);
      }
    };
    return await measure({ url: desk.url, memory: desk.memory, visitorTokens, agentToken: desk.token, ticketsOf });
  } finally {
    await desk.stop();
  }
}

/** Each from an address of its own: sixty new chats a minute are what one address may open. */
async function session(url: string, i: number): Promise<string> {
  const response = await fetch(`${url}/api/v1/chat/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` },
    body: '{"language":"en"}',
  });
  if (!response.ok) throw new Error(`session: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { token: string }).token;
}

async function measure(place: Place): Promise<Measured> {
  const before = await place.memory();
  const open = (namespace: string, token: string): Socket =>
    io(place.url + namespace, { transports: ['websocket'], auth: { token }, forceNew: true, reconnection: false });
  const visitors: Socket[] = [];
  const consoles: Socket[] = [];
  try {
    await connectAll(
      visitors,
      place.visitorTokens.map((token) => () => open('/chat', token)),
    );
    await connectAll(
      consoles,
      Array.from({ length: CONSOLES }, () => () => open('/agents', place.agentToken)),
    );
    await sleep(2000);
    const after = await place.memory();
    const [held, rss] = [(after.held - before.held) / (VISITORS + CONSOLES), (after.rss - before.rss) / (VISITORS + CONSOLES)];

    for (const [i, visitor] of visitors.entries()) await say(visitor, `hello ${i}`);
    const tickets = await place.ticketsOf();
    for (const [i, ticketId] of tickets.slice(0, CONSOLES * WATCHED).entries())
      await consoles[i % CONSOLES]?.timeout(20_000).emitWithAck('ticket:watch', { ticketId });

    // Every line goes to a ticket that somebody has open; all others see the row of their lists change.
    const waiting = new Map<string, { at: number; shown: boolean; lists: Set<number> }>();
    const openIn = new Map(tickets.slice(0, CONSOLES * WATCHED).map((ticketId, i) => [ticketId, i % CONSOLES]));
    const watched: number[] = [];
    const listed: number[] = [];
    const acked: number[] = [];
    for (const [i, one] of consoles.entries()) {
      one.on('message:changed', ({ ticketId, message }: { ticketId: string; message: { text: string } }) => {
        const line = waiting.get(message.text);
        if (line && openIn.get(ticketId) === i && !line.shown) {
          line.shown = true;
          watched.push(performance.now() - line.at);
        }
      });
      one.on('tickets:changed', ({ tickets: rows }: { tickets: { preview: string }[] }) => {
        for (const { preview } of rows) {
          const line = waiting.get(preview);
          if (line && !line.lists.has(i) && line.lists.add(i).size === CONSOLES) listed.push(performance.now() - line.at);
        }
      });
    }
    const from = performance.now();
    for (let n = 0; n < PER_SECOND * SECONDS; n++) {
      const due = from + (n * 1000) / PER_SECOND;
      if (due > performance.now()) await sleep(due - performance.now());
      const visitor = visitors[(n * 37) % (CONSOLES * WATCHED)];
      const text = `line ${n}`;
      const at = performance.now();
      waiting.set(text, { at, shown: false, lists: new Set() });
      if (visitor) void say(visitor, text).then(() => acked.push(performance.now() - at));
    }
    for (let tries = 0; tries < 100 && watched.length < waiting.size; tries++) await sleep(100);
    return { watched, listed, acked, held, rss, lost: waiting.size - watched.length };
  } finally {
    for (const socket of [...visitors, ...consoles]) socket.disconnect();
  }
}

async function connectAll(into: Socket[], makers: (() => Socket)[]): Promise<void> {
  const AT_ONCE = 50;
  for (let i = 0; i < makers.length; i += AT_ONCE) {
    const batch = makers.slice(i, i + AT_ONCE).map((make) => make());
    into.push(...batch);
    await Promise.all(
      batch.map(
        (socket) =>
          new Promise<void>((resolve, reject) => {
            if (socket.connected) return resolve();
            socket.once('connect', () => resolve());
            socket.once('connect_error', reject);
          }),
      ),
    );
  }
}

async function say(visitor: Socket, text: string): Promise<void> {
  const answer = (await visitor.timeout(30_000).emitWithAck('chat:send', { clientId: randomUUID(), text })) as {
    ok: boolean;
    code?: string;
  };
  if (!answer.ok) throw new Error(`a line was refused: ${answer.code}`);
}

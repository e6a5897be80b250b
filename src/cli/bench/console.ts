import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import type { Message, Ticket } from '../../contract/tickets.js';
import { readConfig } from '../../config/env.js';
import { fillStore } from '../seed/fillStore.js';
import { NOTE_PAINTED, OPEN_FIRST, PAINTED, scrollThrough } from './consoleScripts.js';
import { figure, percentile, type Figure } from './figures.js';
import { BENCH_AGENT, spawnDesk, type BenchDesk } from './spawnDesk.js';

const ROUNDS = 20;
const TICKETS = 10_000;
const MESSAGES = 500;
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How long a person waits for a long ticket, beside the same words as plain HTML, and whether a long list scrolls smoothly. */
export async function benchConsole(): Promise<Figure[]> {
  const executablePath = BROWSERS.find((file) => existsSync(file));
  if (!executablePath) throw new Error(`There is no browser here: one of ${BROWSERS.join(', ')} is needed.`);
  const { chromium } = await import('playwright-core');
  const desk = await spawnDesk(fillList);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
  try {
    const ticket = await longTicket(desk);
    const page = await signedIn(browser, desk);
    return [...(await openings(page, desk, ticket)), ...(await scrolling(page))];
  } finally {
    await browser.close();
    await desk.stop();
  }
}

async function fillList(dataDir: string): Promise<void> {
  const config = readConfig({ ...process.env, DATA_DIR: dataDir, MONGODB_URI: '', ADMIN_EMAIL: BENCH_AGENT.email, ADMIN_PASSWORD: BENCH_AGENT.password });
  // More than the list will hold: some are not solved yet.
  const tickets = Math.round(TICKETS * 1.2);
  await fillStore(config, { seed: 'console', tickets, messages: tickets, customers: TICKETS / 4, until: new Date() }, pino({ level: 'silent' }), () => undefined);
}

async function post<T>(desk: BenchDesk, method: string, route: string, body: unknown): Promise<T> {
  const answer = await fetch(desk.url + route, { method, headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** One ticket with messages as people write them, and the only one that is the agent's own. */
async function longTicket(desk: BenchDesk): Promise<Ticket> {
  const { agent } = await desk.get<{ agent: { id: string } }>('/api/v1/me');
  await post(desk, 'POST', '/api/v1/inbound', { externalId: randomUUID(), from: { kind: 'email', value: 'long@example.org', name: 'Lea Long' }, text: 'It began like this.' });
  let ticket: Ticket | undefined;
  for (let tries = 0; !ticket && tries < 200; tries++) {
    const { items } = await desk.get<{ items: Ticket[] }>('/api/v1/tickets?q=long%40example.org');
    ticket = items.find((one) => one.customerName === 'Lea Long');
    if (!ticket) await sleep(50);
  }
  if (!ticket) throw new Error('the ticket did not come');
  for (let i = 1; i < MESSAGES; i++) {
    await post(desk, 'POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'note', text: `${i}. ${'The blender leaks at the bottom, and the new seal has not come yet. '.repeat(1 + (i % 4))}` });
  }
  return post(desk, 'PATCH', `/api/v1/tickets/${ticket.id}`, { assigneeId: agent.id });
}

async function signedIn(browser: Browser, desk: BenchDesk): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: desk.url, viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto('/');
  await page.getByTestId('sign-in-email').fill(BENCH_AGENT.email);
  await page.getByTestId('sign-in-password').fill(BENCH_AGENT.password);
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('rail').waitFor();
  return page;
}

/** From the click until the newest message is painted, and the part of it in which the server was waited for. */
async function openings(page: Page, desk: BenchDesk, ticket: Ticket): Promise<Figure[]> {
  const messages: Message[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const part: { items: Message[]; nextCursor: string | null } = await desk.get(`/api/v1/tickets/${ticket.id}/messages?limit=200${cursor && `&cursor=${cursor}`}`);
    messages.push(...part.items);
    cursor = part.nextCursor;
  }
  if (messages.length !== MESSAGES) throw new Error(`${messages.length} messages instead of ${MESSAGES}`);
  const still = await serve(staticPage(messages));
  const whole: number[] = [];
  const network: number[] = [];
  const plain: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto('/inbox/mine');
      await page.getByTestId('ticket-row').waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const { total, waited } = await page.evaluate<{ total: number; waited: number }>(OPEN_FIRST);
      whole.push(total);
      network.push(waited);
      await page.goto(still.url);
      plain.push(await page.evaluate<number>(PAINTED));
    }
  } finally {
    await still.close();
  }
  const [median, floor, waited] = [whole, plain, network].map((values) => percentile(values, 0.5)) as [number, number, number];
  return [
    figure(`open a ticket of ${MESSAGES} messages, p50 of ${ROUNDS}`, median, 'ms', floor, { words: '<= 3 times the same as static HTML', holds: median <= 3 * floor }),
    figure('of that: waiting for the server', waited, 'ms'),
    figure('of that: rendering', median - waited, 'ms'),
  ];
}

function staticPage(messages: Message[]): string {
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const articles = messages.map(({ author, from, createdAt, text }) => `<article><header><strong>${escape(author?.name ?? from.name ?? '')}</strong> <time>${createdAt}</time></header><p>${escape(text)}</p></article>`);
  return `<!doctype html><meta charset="utf-8"><title>static</title><style>body{max-width:72ch;margin:auto;font:14px/22px system-ui}article{margin-top:14px;padding:10px 16px;border-radius:8px;background:#fff6d6}</style><script>${NOTE_PAINTED}</script>${articles.join('\n')}`;
}

async function serve(html: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** Scrolls a list of so many tickets from its head to its foot and back, as fast as a wheel turns. */
async function scrolling(page: Page): Promise<Figure[]> {
  await page.goto('/inbox/solved');
  await page.getByTestId('ticket-row').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  const seen = await page.evaluate<{ longest: number; over: number; rows: number; perFrame: number }>(scrollThrough(TICKETS));
  return [
    figure('tickets in the list that was scrolled', seen.rows, 'tickets', null, { words: `>= ${TICKETS}`, holds: seen.rows >= TICKETS }),
    figure('longest task while scrolling', seen.longest, 'ms', null, { words: '<= 50', holds: seen.longest <= 50 }),
    figure('tasks over 50 ms', seen.over, 'tasks'),
    figure('a frame while scrolling, on average', seen.perFrame, 'ms'),
  ];
}

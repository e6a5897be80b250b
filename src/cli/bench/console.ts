import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import { findBrowser } from '../findBrowser.js';
import type { Message, Ticket } from '../../contract/tickets.js';
import { readConfig } from '../../config/env.js';
import { fillStore } from '../seed/fillStore.js';
import { NOTE_PAINTED, OPEN_FIRST, PAINTED, scrollThrough, showAll } from './consoleScripts.js';
import { mimeMail, type MailParts } from './mimeMail.js';
import { figure, percentile, type Figure } from './figures.js';
import { BENCH_AGENT, spawnDesk, type BenchDesk } from './spawnDesk.js';

const ROUNDS = 20;
/** So often everything is scrolled into the page. */
const ALL_ROUNDS = 5;
const TICKETS = 10_000;
const MESSAGES = 500;

/** How long a person waits for a long ticket, beside the same words as plain HTML, and whether a long list scrolls smoothly. */
export async function benchConsole(): Promise<Figure[]> {
  const executablePath = findBrowser();
  const { chromium } = await import('playwright-core');
  const desk = await spawnDesk(fillList);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
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
  const config = readConfig({
    ...process.env,
    DATA_DIR: dataDir,
    MONGODB_URI: '',
    ADMIN_EMAIL: BENCH_AGENT.email,
    ADMIN_PASSWORD: BENCH_AGENT.password,
  });
  // More than the list will hold: some are not solved yet.
  const tickets = Math.round(TICKETS * 1.2);
  await fillStore(
    config,
    { seed: 'console', tickets, messages: tickets, customers: TICKETS / 4, until: new Date() },
    pino({ level: 'silent' }),
    () => undefined,
  );
}

async function post<T>(desk: BenchDesk, method: string, route: string, body: unknown): Promise<T> {
  const answer = await fetch(desk.url + route, {
    method,
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/**
 * One ticket as a long story leaves it, and the only one that is the agent's own: mails with HTML, some with files, each
 * with the reason why it is there, our formatted replies, and notes.
 */
async function longTicket(desk: BenchDesk): Promise<Ticket> {
  const { agent } = await desk.get<{ agent: { id: string } }>('/api/v1/me');
  const words = (i: number): string =>
    `${i}. ${'The blender leaks at the bottom, and the new seal has not come yet. '.repeat(1 + (i % 4))}`;
  const mail = (i: number): Promise<void> =>
    postMail(desk, {
      name: 'Lea Long',
      email: 'long@example.org',
      subject: 'Re: The blender',
      text: words(i),
      html: `<div style="font-family:Arial"><p>${words(i)}</p><p><b>Lea</b></p></div>`,
      ...(i % 10 === 0 ? { attachments: [{ filename: `leak-${i}.txt`, content: words(i), contentType: 'text/plain' }] } : {}),
    });
  await mail(0);
  const ticket = await soon(async () =>
    (await desk.get<{ items: Ticket[] }>('/api/v1/tickets?q=long%40example.org')).items.find((one) => one.customerName === 'Lea Long'),
  );
  for (let i = 1; i < MESSAGES; i++) {
    if (i % 2 === 0) await mail(i);
    else if (i % 4 === 1)
      await post(desk, 'POST', `/api/v1/tickets/${ticket.id}/messages`, {
        kind: 'reply',
        channel: 'email',
        text: words(i),
        html: `<p>${words(i)}</p><ul><li>Pull the jug off</li><li>Turn the <strong>ring</strong></li></ul>`,
      });
    else await post(desk, 'POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'note', text: words(i) });
  }
  await soon(async () => (await messagesOf(desk, ticket.id)).length === MESSAGES);
  return post(desk, 'PATCH', `/api/v1/tickets/${ticket.id}`, { assigneeId: agent.id });
}

async function postMail(desk: BenchDesk, mail: MailParts): Promise<void> {
  const answer = await fetch(`${desk.url}/hooks/email/raw`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'message/rfc822' },
    body: mimeMail(mail),
  });
  if (!answer.ok) throw new Error(`mail: ${answer.status} ${await answer.text()}`);
}

async function soon<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await ask();
    if (found) return found;
    await sleep(100);
  }
  throw new Error('waited for a minute in vain');
}

async function messagesOf(desk: BenchDesk, ticketId: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const part: { items: Message[]; nextCursor: string | null } = await desk.get(
      `/api/v1/tickets/${ticketId}/messages?limit=200${cursor && `&cursor=${cursor}`}`,
    );
    messages.push(...part.items);
    cursor = part.nextCursor;
  }
  return messages;
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
  const messages = await messagesOf(desk, ticket.id);
  if (messages.length !== MESSAGES) throw new Error(`${messages.length} messages instead of ${MESSAGES}`);
  const still = await serve(staticPage(messages));
  const whole: number[] = [];
  const network: number[] = [];
  const plain: number[] = [];
  const all: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto('/inbox/mine');
      await page.getByTestId('ticket-row').waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const { total, waited } = await page.evaluate<{ total: number; waited: number }>(OPEN_FIRST);
      whole.push(total);
      network.push(waited);
      // Seldom: it takes a while.
      if (round < ALL_ROUNDS) all.push(await page.evaluate<number>(showAll(MESSAGES)));
      await page.goto(still.url);
      plain.push(await page.evaluate<number>(PAINTED));
    }
  } finally {
    await still.close();
  }
  const [median, floor, waited] = [whole, plain, network].map((values) => percentile(values, 0.5)) as [number, number, number];
  return [
    figure(`open a ticket of ${MESSAGES} messages, p50 of ${ROUNDS}`, median, 'ms', floor, {
      words: '<= 3 times the same as static HTML',
      holds: median <= 3 * floor,
    }),
    figure('of that: waiting for the server', waited, 'ms'),
    figure('of that: rendering', median - waited, 'ms'),
    figure(`scroll up until all ${MESSAGES} are in the page, p50 of ${ALL_ROUNDS}`, percentile(all, 0.5), 'ms', floor),
  ];
}

function staticPage(messages: Message[]): string {
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const articles = messages.map(
    ({ author, from, createdAt, text }) =>
      `<article><header><strong>${escape(author?.name ?? from.name ?? '')}</strong> <time>${createdAt}</time></header><p>${escape(text)}</p></article>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>static</title><style>body{max-width:72ch;margin:auto;font:14px/22px system-ui}article{margin-top:14px;padding:10px 16px;border-radius:8px;background:#fff6d6}</style><script>${NOTE_PAINTED}</script>${articles.join('\n')}`;
}

async function serve(html: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
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

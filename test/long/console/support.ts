import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { type Browser, type BrowserContext, type Frame, type Page, type Route, chromium } from 'playwright-core';
import { BROWSER, CHROMIUM_ARGS } from '../../support/browser.js';
import { signIn } from '../../support/signIn.js';
import { ADMIN, type Desk, eventually } from '../../support/startDesk.js';
import type { Message, Ticket } from '../../../src/contract/tickets.js';

/** A browser and its pages; every page's faults are kept, so that a test can say that there were none. */
export interface Consoles {
  /** A console of its own: other cookies, other storage. Signed in as that agent. */
  open(who?: { email: string; password: string }, options?: OpenOptions): Promise<Page>;
  context(options?: OpenOptions): Promise<BrowserContext>;
  /** A phone: small, and touched. */
  phone(): Promise<BrowserContext>;
  /** What pages threw or logged as errors so far. */
  faults: string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  language?: 'en' | 'zh-CN' | 'zh-TW';
  dark?: boolean;
  width?: number;
  height?: number;
  /** Another way to the desk, such as a line that can be cut. */
  url?: string;
}

export async function openBrowser(desk: Desk): Promise<Consoles> {
  const browser: Browser = await chromium.launch({ executablePath: BROWSER ?? '', args: CHROMIUM_ARGS });
  const faults: string[] = [];
  const context: Consoles['context'] = async ({ language = 'en', dark = false, width = 1440, height = 900, url = desk.url } = {}) => {
    const made = await browser.newContext({
      baseURL: url,
      locale: language,
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    made.setDefaultTimeout(15_000);
    // Several desks and browsers start at once on a small machine.
    made.setDefaultNavigationTimeout(60_000);
    return made;
  };
  return {
    faults,
    context,
    phone: () =>
      browser.newContext({
        baseURL: desk.url,
        locale: 'en',
        viewport: { width: 360, height: 740 },
        hasTouch: true,
        isMobile: true,
        reducedMotion: 'reduce',
      }),
    async open(who = ADMIN, options = {}) {
      const made = await context(options);
      const page = await made.newPage();
      page.on('pageerror', (error) => faults.push(String(error)));
      // What the browser itself says of refused or broken requests is not a fault of the page.
      page.on(
        'console',
        (message) =>
          message.type() === 'error' &&
          !message.text().startsWith('Failed to load resource') &&
          !message.text().includes('WebSocket') &&
          faults.push(message.text()),
      );
      await page.goto('/');
      await signIn(page, who);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Makes an agent who can sign in. */
export async function addAgent(
  desk: Desk,
  name: string,
  role: 'agent' | 'supervisor' = 'agent',
): Promise<{ id: string; email: string; password: string }> {
  const who = { email: `${name.toLowerCase().replace(/\W/g, '')}@desk.test`, password: 'a password to test with' };
  const { status, body } = await desk.api<{ id: string }>('POST', '/api/v1/agents', { ...who, name, role });
  if (status >= 300) throw new Error(`agent: ${status} ${JSON.stringify(body)}`);
  return { id: body.id, ...who };
}

/** A word over the counter: the quickest way to a customer and his ticket. */
export async function say(desk: Desk, from: string, text: string, subject?: string): Promise<void> {
  const { status, body } = await desk.api('POST', '/api/v1/inbound', {
    externalId: randomUUID(),
    from: {
      kind: 'email',
      value: `${/\w/.test(from) ? from.toLowerCase().replace(/\W+/g, '.') : Buffer.from(from).toString('hex')}@example.org`,
      name: from,
    },
    text,
    ...(subject ? { subject } : {}),
  });
  if (status !== 202) throw new Error(`inbound: ${status} ${JSON.stringify(body)}`);
}

/** The customer's newest ticket, once it is there. */
export function ticketOf(desk: Desk, name: string): Promise<Ticket> {
  return eventually(async () => {
    const { body } = await desk.api<{ items: Ticket[] }>('GET', '/api/v1/tickets?limit=100');
    return body.items.find((ticket) => ticket.customerName === name && ticket.mergedIntoId === null) ?? false;
  });
}

export async function write(desk: Desk, ticketId: string, text: string, more: Record<string, unknown> = {}): Promise<Message> {
  const { status, body } = await desk.api<Message>('POST', `/api/v1/tickets/${ticketId}/messages`, { kind: 'note', text, ...more });
  if (status !== 201) throw new Error(`write: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Opens the chat on the demo page, as a visitor does; one that was open before the page was loaded anew opens by itself. */
export async function showChat(page: Page): Promise<Frame> {
  const opensItself = await page.evaluate(() => sessionStorage.getItem('sayonce-open') !== null && innerWidth > 480);
  // A visitor clicks what is in front. Of clicks behind it one in fifty left the focus with the page, and what was typed then went nowhere.
  await page.bringToFront();
  if (!opensItself) await page.getByTestId('sayonce-launcher').click();
  const handle = await page.locator('#sayonce-frame').elementHandle();
  const frame = await eventually(async () => (await handle?.contentFrame()) ?? false);
  await frame.getByTestId('sayonce-input').waitFor();
  return frame;
}

/** Lets the server refuse the next socket of the page once, as it does while it cannot reach its store. @returns how often it did */
export async function refuseOnce(page: Page, namespace: '/agents' | '/chat'): Promise<() => number> {
  let refusals = 0;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((packet) => {
      // socket.io's "connect" to the namespace, and its refusal.
      if (refusals > 0 || !String(packet).startsWith(`40${namespace},`)) return server.send(packet);
      refusals++;
      socket.send(`44${namespace},{"message":"unavailable","data":{"code":"unavailable"}}`);
    });
  });
  return () => refusals;
}

const ASKED_MS = 20_000;

/** Requests of the page that wait for their answer. */
export interface Waiting {
  /** The first of them is there. @throws when it is long in coming */
  asked: Promise<void>;
  /** Lets all of them have their answers, once there is one; what is asked later does not wait. */
  answer(): Promise<void>;
}

/** Pages whose requests pass by the test. */
const watched = new WeakSet<Page>();

/**
 * Has the requests of the page pass by the test from here on. The browser says so to the page's process on another way than it tells it of
 * a key: on a busy machine one request in a hundred that followed a `route` at once went to the server unseen.
 */
async function watch(page: Page): Promise<void> {
  if (watched.has(page)) return;
  await page.route('**/never-asked-for', (route) => route.fulfill({ status: 204 }));
  // A page that is not there yet, or may ask for nothing, has nothing to slip by.
  const isSeen = () =>
    fetch('/never-asked-for').then(
      ({ status }) => status === 204,
      () => true,
    );
  await eventually(async () => (await Promise.all(page.frames().map((frame) => frame.evaluate(isSeen)))).every(Boolean));
  watched.add(page);
}

/** As the page's own `route`, and sure to be heeded by what the page asks for next. */
export async function intercept(page: Page, ...how: Parameters<Page['route']>): Promise<void> {
  await watch(page);
  await page.route(...how);
}

/** Keeps what the page asks for there by that method waiting; `refuses`: the answer will be that it does not go now. */
export async function hold(page: Page, path: RegExp, method: string, { refuses = false } = {}): Promise<Waiting> {
  const held: Route[] = [];
  let isAnswered = false;
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  const handle = (route: Route): Promise<void> | void => {
    if (isAnswered || route.request().method() !== method) return route.fallback();
    held.push(route);
    isAsked();
  };
  const answerOne = (route: Route): Promise<void> =>
    refuses ? route.fulfill({ status: 503, json: { error: { code: 'unavailable', message: 'no' } } }) : route.continue();
  await intercept(page, path, handle);
  const inTime = async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => refuse(new Error(`The page has not asked for ${method} ${String(path)}.`)), ASKED_MS);
    });
    await Promise.race([asked, late]).finally(() => clearTimeout(timer));
  };
  return {
    get asked() {
      return inTime();
    },
    async answer() {
      await inTime();
      isAnswered = true;
      await Promise.all(held.map(answerOne));
      await page.unroute(path, handle);
    },
  };
}

/** Clicks into the reply box, and goes on once the caret is there, as a person does who sees it: what the page still gets may move the box away. */
export async function enterBox(page: Page): Promise<void> {
  const box = page.getByTestId('composer-text');
  await eventually(async () => {
    await box.click();
    expect(await box.evaluate((one) => one === document.activeElement)).toBe(true);
  });
}

/** Opens that customer's ticket on the page. */
export async function openTicket(desk: Desk, page: Page, name: string): Promise<Ticket> {
  const ticket = await ticketOf(desk, name);
  await page.goto(`/tickets/${ticket.id}`);
  await page.getByTestId('message').first().waitFor();
  return ticket;
}

/** Presses keys one after the other. */
export const press = (page: Page, ...keys: string[]): Promise<void> =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());

/** The texts of the open ticket's messages, as they stand on the page. */
export const shownTexts = (page: Page): Promise<string[]> => page.getByTestId('message-text').allTextContents();

/** What stands in the reply box, be it the plain one or the editor, which comes a moment after the ticket. */
export const wordsIn = (page: Page): Promise<string> =>
  page.getByTestId('composer-text').evaluate((box) => (box instanceof HTMLTextAreaElement ? box.value : (box as HTMLElement).innerText));

/** A line between browsers and the desk that can be cut, as a network is: sockets die and new ones are refused. */
export interface Line {
  url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openLine(desk: Desk): Promise<Line> {
  const target = new URL(desk.url);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    mend: () => void (isCut = false),
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { type Desk, type DeskOptions, startDesk } from '../../support/startDesk.js';
import { type Consoles, type OpenOptions, openBrowser, showChat } from '../console/support.js';

const SHOTS = process.env['SHOTS'];

/** A visitor's page with the chat open, and what it threw or logged as errors. */
export interface Chat {
  page: Page;
  frame: Frame;
  faults: string[];
}

/** A desk, and the browser in which its visitors chat and its agents answer. */
export interface Chats {
  desk: Desk;
  consoles: Consoles;
  /** A visitor of his own: comes to the page and opens its chat. */
  openChat(options?: OpenOptions, path?: string): Promise<Chat>;
  stop(): Promise<void>;
}

/** What differs between the pages of a shop: attributes of the chat's script, and the policy of the page. */
export interface ShopPage {
  attributes?: string;
  policy?: string;
}

/** A desk, and somebody else's site on whose pages its chat stands. */
export interface Shop extends Chats {
  url: string;
  /** From here on every page of the shop is such; without anything said, the plain one. */
  setPage(page?: ShopPage): void;
}

/** Starts a desk and a browser. What has begun is ended again when the rest does not start. */
export async function startChats(options?: DeskOptions): Promise<Chats> {
  const desk = await startDesk(options);
  try {
    const consoles = await openBrowser(desk);
    return {
      desk,
      consoles,
      async openChat(opened = {}, path = '/demo') {
        const context = await consoles.context({ width: 1100, height: 800, ...opened });
        const page = await context.newPage();
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        await page.goto(path);
        return { page, frame: await showChat(page), faults };
      },
      stop: () => consoles.close().finally(() => desk.stop()),
    };
  } catch (error) {
    await desk.stop();
    throw error;
  }
}

/** Starts a desk, a browser, and a shop on another origin that may show the desk's chat. What has begun is ended again when the rest does not start. */
export async function startShop(options?: DeskOptions): Promise<Shop> {
  const chats = await startChats(options);
  const { desk } = chats;
  let shown: ShopPage = {};
  const server = createServer((_request, response) => {
    const { attributes = '', policy } = shown;
    response
      .writeHead(200, { 'content-type': 'text/html', ...(policy ? { 'content-security-policy': policy } : {}) })
      .end(
        `<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1><script src="${desk.url}/widget.js" ${attributes} async></script></body></html>`,
      );
  });
  const stop = (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    return chats.stop();
  };
  try {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await desk.must('PATCH', '/api/v1/widget', { origins: [url] });
    return { ...chats, url, setPage: (page = {}) => void (shown = page), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A picture for a person to look at, where SHOTS names a folder for it. */
export const shot = async (page: Page, name: string): Promise<void> =>
  void (SHOTS && (await page.screenshot({ path: `${SHOTS}/${name}.png` })));

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHttp } from '../../../../src/http/createHttp.js';
import type { HttpConfig, HttpDeps, RawRequest } from '../../../../src/http/deps.js';
import { createMemoryRateLimits } from '../../../../src/http/rateLimits.js';
import { fakeDesk, id, type FakeDesk } from './fakeDesk.js';
import { fakeLog, type FakeLog } from './fakeLog.js';

export const PUBLIC = 'https://desk.example';
export const HOOK_TOKEN = 'hook-token-of-enough-length';

export interface TestHttp {
  url: string;
  deps: HttpDeps;
  desk: FakeDesk;
  log: FakeLog;
  ended: string[];
  hooked: RawRequest[];
  mails: { bytes: Buffer; envelope: { from?: string; to: string[] } }[];
  call(path: string, init?: RequestInit): Promise<Response>;
  /** With Ada's bearer token. */
  asAda(path: string, init?: RequestInit & { json?: unknown }): Promise<Response>;
  stop(): Promise<void>;
}

/** The HTTP side on a port of its own, over a fake desk and a small built folder. */
export async function startHttp(config: Partial<HttpConfig> = {}, more: Partial<HttpDeps> = {}): Promise<TestHttp> {
  const staticDir = builtFolder();
  const [desk, log] = [fakeDesk(), fakeLog()];
  const ended: string[] = [];
  const hooked: RawRequest[] = [];
  const mails: TestHttp['mails'] = [];
  const deps: HttpDeps = {
    desk,
    log,
    config: {
      publicUrl: PUBLIC,
      production: false,
      trustProxy: false,
      widgetOrigins: ['https://shop.example', 'http://localhost:*'],
      hookToken: HOOK_TOKEN,
      staticDir,
      ...config,
    },
    hooks: {
      twilio: () => async (request) => {
        hooked.push(request);
        return { status: 200, contentType: 'text/xml', body: '<Response/>' };
      },
      rawMail: async (bytes, envelope) => {
        mails.push({ bytes, envelope });
        return { intakeId: id(50), duplicate: false };
      },
    },
    health: { version: '0.0.0-test' },
    rateLimits: createMemoryRateLimits(),
    sessionEnded: (token) => void ended.push(token),
    ...more,
  };
  const server = createServer(createHttp(deps));
  const url = await listen(server);
  const call = (to: string, init: RequestInit = {}) => fetch(url + to, { redirect: 'manual', ...init });
  return {
    url,
    deps,
    desk,
    log,
    ended,
    hooked,
    mails,
    call,
    asAda(to, { json, ...init } = {}) {
      const headers = new Headers(init.headers);
      headers.set('authorization', 'Bearer ada-token');
      if (json === undefined) return call(to, { ...init, headers });
      headers.set('content-type', 'application/json');
      return call(to, { method: 'POST', ...init, headers, body: typeof json === 'string' ? json : JSON.stringify(json) });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(staticDir, { recursive: true });
    },
  };
}

export function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

/** A small stand-in for the built pages. */
export function builtFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'sayonce-http-'));
  const put = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  };
  put('console/index.html', '<!doctype html><title>console</title><script type="module" src="/assets/main-1.js"></script>');
  put('console/assets/main-1.js', 'console.log(1)');
  put('console/favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  put('console/.secret', 'no');
  put('widget/widget.js', 'window.x = 1;');
  put('widget/frame.html', '<!doctype html><title>chat</title>');
  put('widget/assets/frame-1.js', 'console.log(2)');
  put(
    'widget/demo.html',
    '<!doctype html><script>window.SayOnce = { userToken: "__USER_TOKEN__" };</script><script src="/widget.js"></script>',
  );
  put('private.txt', 'not served');
  return dir;
}

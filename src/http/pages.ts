import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { type Express, type RequestHandler, type Response } from 'express';
import { type Language, spokenOf } from '../contract/languages.js';
import { firstLanguage } from '../lib/language.js';
import { DEMO_WORDS } from './demoWords.js';
import type { HttpServices } from './deps.js';
import { noSuchRoute } from './problem.js';
import { securityHeaders } from './securityHeaders.js';

/** What is served beside the API. In the golden table too, so that nothing is open by accident. */
export const PAGES = [
  { method: 'get', path: '/widget.js', auth: 'none', summary: "The loader that a customer's page includes." },
  { method: 'get', path: '/widget/frame', auth: 'none', summary: 'The chat, inside its frame.' },
  { method: 'get', path: '/widget/assets/{*file}', auth: 'none', summary: 'Scripts and styles of the chat.' },
  { method: 'get', path: '/demo', auth: 'none', summary: 'A page with the chat; not in production.' },
  { method: 'get', path: '/assets/{*file}', auth: 'none', summary: 'Scripts and styles of the console.' },
  { method: 'get', path: '/{*page}', auth: 'none', summary: 'The console; its own router reads the path.' },
] as const;

/** Paths that are never the console's. */
const NOT_CONSOLE = /^\/(api|hooks|health|socket\.io|widget|assets)(\/|$)|^\/widget\.js$/;

/** Mounts the built browser code. Only the two folders of built files are ever read. */
export function mountPages(app: Express, deps: HttpServices): void {
  const { config } = deps;
  const consoleDir = path.join(config.staticDir, 'console');
  const widgetDir = path.join(config.staticDir, 'widget');
  const openToAll: RequestHandler = (_request, response, next) => {
    response.set('access-control-allow-origin', '*');
    next();
  };

  app.get('/widget.js', securityHeaders('public', config), openToAll, (request, response) => {
    const { referer, host } = request.headers;
    // Our own demo page proves nothing of theirs.
    if (referer !== undefined && URL.canParse(referer) && new URL(referer).host !== host) deps.pageSeen?.(referer);
    return sendPage(response, widgetDir, 'widget.js', 'public, max-age=300');
  });
  app.get('/widget/frame', securityHeaders('frame', config), (_request, response) =>
    sendPage(response, widgetDir, 'frame.html', 'no-cache'),
  );
  app.use('/widget/assets', securityHeaders('public', config), openToAll, builtFiles(path.join(widgetDir, 'assets')));
  if (!config.production) app.get('/demo', demo(deps, widgetDir));
  app.use('/assets', securityHeaders('console', config), builtFiles(path.join(consoleDir, 'assets')));
  app.use(securityHeaders('console', config), otherFiles(consoleDir));
  app.get('/{*page}', (request, response) => {
    const isFile = /\.[a-z0-9]{1,5}$/i.test(request.path);
    if (NOT_CONSOLE.test(request.path) || isFile || request.path === '/demo') throw noSuchRoute();
    return sendPage(response, consoleDir, 'index.html', 'no-cache');
  });
}

/** Files whose names hold a hash of their content: the same name is the same file for ever. */
function builtFiles(folder: string): RequestHandler {
  return express.static(folder, { index: false, redirect: false, dotfiles: 'ignore', immutable: true, maxAge: '365d' });
}

/** Files with lasting names, such as an icon: asked for again, answered with 304. */
function otherFiles(folder: string): RequestHandler {
  const setHeaders = (response: { setHeader(name: string, value: string): unknown }): void =>
    void response.setHeader('cache-control', 'no-cache');
  return express.static(folder, { index: false, redirect: false, dotfiles: 'ignore', cacheControl: false, setHeaders });
}

/** @throws AppError `not_found` when the browser code was not built. */
function sendPage(response: Response, root: string, file: string, cacheControl: string): Promise<void> {
  response.set('cache-control', cacheControl);
  return new Promise((resolve, reject) => {
    response.sendFile(file, { root, cacheControl: false }, (failure?: Error & { code?: string }) => {
      if (!failure || failure.code === 'ECONNABORTED') return resolve();
      reject(failure.code === 'ENOENT' ? noSuchRoute() : failure);
    });
  });
}

/** The demo page in the visitor's language, or `?lang=`; `?user=ID` signs the visitor in as the host page would. */
function demo(deps: HttpServices, widgetDir: string): RequestHandler {
  return async (request, response, next) => {
    const file = await readFile(path.join(widgetDir, 'demo.html'), 'utf8').catch(() => null);
    if (file === null) throw noSuchRoute();
    const user = typeof request.query['user'] === 'string' ? request.query['user'].trim().slice(0, 200) : '';
    const token = user ? await deps.desk.chat.signUser(user) : '';
    const asked = typeof request.query['lang'] === 'string' ? request.query['lang'] : firstLanguage(request.headers['accept-language']);
    const page = inWords(file, spokenOf([asked ?? '']) ?? 'en').replaceAll('__USER_TOKEN__', () => token);
    securityHeaders('demo', deps.config, inlineScripts(page))(request, response, (failure?: unknown) => {
      if (failure) return next(failure);
      response.set('cache-control', 'no-store').type('html').send(page);
    });
  };
}

/** Puts the page's words in. They are ours, plain text without markup. */
function inWords(page: string, language: Language): string {
  const words: Record<string, string> = { lang: language, ...DEMO_WORDS[language] };
  return page.replace(/__WORD:(\w+)__/g, (hole, key: string) => words[key] ?? hole);
}

/** CSP sources of a page's own inline scripts. The page is ours; the only outside part in it is a token of [\w.-]. */
function inlineScripts(page: string): string[] {
  const scripts = page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi);
  return [...scripts].map(([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
}

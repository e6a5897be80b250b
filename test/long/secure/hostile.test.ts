/**
 * Hostile words by every door (S01, S02), seen by an agent and by a visitor in a real browser: none of them runs, is
 * taken for markup, or asks anybody for anything. Each sink gets many attacks at once.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { PARTS } from '../../../src/console/features/settings/parts.js';
import type { Ticket } from '../../../src/contract/tickets.js';
import { BROWSER } from '../../support/browser.js';
import { mail, messagesOf, settled, sms, tickets, TWILIO } from '../../support/customers.js';
import { XSS_ACTORS, xssVectors } from '../../support/mail/xssVectors.js';
import { ADMIN, type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type Consoles, openBrowser, press, showChat } from '../console/support.js';
import { signIn } from '../../support/signIn.js';

const browserTest = BROWSER ? test : test.skip;
const TICKETS = 5;
/** For sinks with little room. */
const SHORT = [
  '<img src=x onerror=window.__hit=1>',
  '<svg onload=window.__hit=1>',
  '"><b onclick=window.__hit=1>',
  "'-window.__hit=1-'",
  '{{constructor.constructor("window.__hit=1")()}}',
];
const short = (at: number): string => SHORT[at % SHORT.length] ?? '';
/** Every so-manieth actor, in one line. */
const some = (at: number, of: number, separator = ' '): string =>
  XSS_ACTORS.filter((_actor, index) => index % of === at)
    .map((actor) => actor.replace(/[\s\x00-\x1f]+/g, ' '))
    .join(separator);
/** What people write holds no NUL, since no mail may. */
const written = (from: number, to: number): string => xssVectors().slice(from, to).join('').replaceAll('\0', '');
const GIF_JS = Buffer.from('GIF89a=1;window.__hit=1;//0000');

let desk: Desk;
let consoles: Consoles;
let context: BrowserContext;
let console_: Page;
/** The tickets of the hostile mails. */
let mailed: Ticket[];
/** What pages did that no page of ours does. */
const odd: string[] = [];

beforeAll(async () => {
  desk = await startDesk({ env: TWILIO });
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  context = await watched();
  console_ = await context.newPage();
  await console_.goto('/');
  await signIn(console_, ADMIN);
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

/** A browser that tells when a script ran that is not ours, what a policy had to stop, and who else was asked. */
async function watched(): Promise<BrowserContext> {
  const made = await consoles.context();
  await made.addInitScript(() => {
    const seen = { ran: 0, stopped: [] as string[] };
    Object.defineProperty(window, '__hit', {
      configurable: false,
      get: () => undefined,
      set: () => {
        seen.ran++;
      },
    });
    Object.defineProperty(window, '__seen', { value: seen });
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.stopped.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  made.on('dialog', (dialog) => {
    odd.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  made.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(desk.url) && !/^(?:data|blob|about):/.test(url)) odd.push(`asked: ${url}`);
  });
  made.on('page', (page) => page.on('pageerror', (error) => odd.push(String(error))));
  return made;
}

/** Looks through a page and its frames, after everything in it was touched. */
async function look(page: Page, where: string): Promise<void> {
  await page.evaluate(() => {
    // Events alone: a click would work the console's own buttons.
    for (const element of document.querySelectorAll('*'))
      for (const type of ['pointerover', 'mouseover', 'mouseenter', 'wheel', 'animationstart', 'toggle', 'error', 'load', 'begin'])
        element.dispatchEvent(new Event(type, { bubbles: false }));
  });
  for (const frame of page.frames()) {
    const found = await frame.evaluate(inFrame).catch((error: unknown) => {
      // A frame that was taken away meanwhile shows nothing any more.
      if (frame.isDetached()) return [];
      throw error;
    });
    odd.push(...found.map((what) => `${where}: ${what}`));
  }
}

/** Runs in the page. That schemas may be compiled is asked once by a library of ours, and refused: not counted. */
function inFrame(): string[] {
  const seen = (window as unknown as { __seen?: { ran: number; stopped: string[] } }).__seen;
  const found: string[] = [];
  if (seen?.ran) found.push('a script ran');
  if (Object.getOwnPropertyDescriptor(window, '__hit')?.value !== undefined) found.push('__hit is set');
  if (seen)
    found.push(
      ...seen.stopped
        .splice(0)
        .filter((what) => !what.startsWith('style-src') && what !== 'script-src eval ')
        .map((what) => `the policy had to stop ${what}`),
    );
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    for (const attribute of element.getAttributeNames()) {
      if (/^on/i.test(attribute)) found.push(`<${name} ${attribute}>`);
      if (
        ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'background', 'poster'].includes(attribute) &&
        /^[\s\u0000-\u001f]*(?:javascript|vbscript|data:text|feed|filesystem):/i.test(element.getAttribute(attribute) ?? '')
      )
        found.push(`<${name} ${attribute}=${element.getAttribute(attribute)}>`);
    }
    if (name === 'script' && !(element as HTMLScriptElement).src.startsWith(location.origin) && location.protocol !== 'about:')
      found.push('a script element');
    if (name === 'script' && location.protocol === 'about:') found.push('a script element in a frame');
    if (['object', 'embed', 'applet', 'frameset', 'portal', 'marquee', 'math'].includes(name)) found.push(`<${name}>`);
    // Links of a mail open elsewhere: our own, and it leads nowhere.
    if (name === 'base' && element.hasAttribute('href')) found.push('<base href>');
    if (
      name === 'iframe' &&
      ((element as HTMLIFrameElement).sandbox.contains('allow-scripts') ||
        (!element.hasAttribute('sandbox') && element.id !== 'sayonce-frame'))
    )
      found.push('a frame that may run scripts');
  }
  return found;
}

const nothingOdd = (): void => expect(odd.splice(0)).toEqual([]);
const post = async (path: string, body: unknown, method = 'POST'): Promise<Record<string, unknown> & { id: string }> => {
  const answer = await desk.api<Record<string, unknown> & { id: string }>(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

browserTest(
  'the probe sees what runs',
  async () => {
    const page = await context.newPage();
    await page.setContent(`<img src=x onerror=window.__hit=1><iframe srcdoc="<b onclick='x'>x</b>"></iframe>`);
    await eventually(async () => {
      await look(page, 'probe');
      expect(odd).toEqual(
        expect.arrayContaining([
          'probe: a script ran',
          'probe: <img onerror>',
          'probe: <b onclick>',
          'probe: a frame that may run scripts',
        ]),
      );
    });
    odd.length = 0;
    await page.close();
  },
  30_000,
);

browserTest(
  'hostile words come in by every door',
  async () => {
    const html = xssVectors();
    const part = Math.ceil(html.length / TICKETS / 3);
    for (let at = 0; at < TICKETS; at++) {
      const words = some(at, TICKETS);
      await mail(desk, {
        from: `"${words.slice(0, 180).replaceAll(/["\\]/g, "'")}" <evil${at}@mail.example>`,
        subject: words.slice(0, 900),
        text: some(at, TICKETS, '\n'),
        html: html.slice(3 * at * part, (3 * at + 1) * part).join('\n'),
        attachments: [
          { filename: `${short(at)}.html`, content: Buffer.from(words), contentType: 'text/html' },
          {
            filename: `${short(at + 1)}.svg`,
            content: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="window.__hit=1"><script>window.__hit=1</script></svg>`),
            contentType: 'image/svg+xml',
          },
          { filename: `${short(at + 2)}.gif`, content: GIF_JS, contentType: 'image/gif' },
          { filename: `${short(at + 3)}.csv`, content: Buffer.from(`a,b\n${words}`), contentType: 'text/csv' },
          { filename: 'x.txt', content: Buffer.from(words), contentType: 'text/plain' },
          { filename: `${short(at)}.js`, content: Buffer.from('window.__hit=1'), contentType: 'text/javascript' },
        ],
      });
      // So many that a mail is not cut down to its text for being too deep.
      for (const more of [1, 2])
        await mail(desk, {
          from: `evil${at}@mail.example`,
          subject: words.slice(0, 900),
          text: short(at),
          html: html.slice((3 * at + more) * part, (3 * at + more + 1) * part).join('\n'),
        });
      expect((await sms(desk, `+120255501${30 + at}`, words)).status).toBe(200);
      await post('/api/v1/inbound', {
        externalId: randomUUID(),
        from: { kind: 'external', value: `x${at}${short(at)}`, name: short(at) },
        subject: short(at + 1),
        text: words,
      });
    }
    await settled(desk);
    const all = await tickets(desk);
    mailed = all.filter(({ channels }) => channels.includes('email'));
    expect(mailed.length).toBeGreaterThanOrEqual(TICKETS);
    expect(all.length).toBeGreaterThanOrEqual(3 * TICKETS);

    // What the people of the desk write, and what other systems put.
    const field = await post('/api/v1/fields', { on: 'ticket', key: 'evil', name: short(0), about: short(1), type: 'text' });
    await post('/api/v1/fields', { on: 'customer', key: 'evil_choice', name: short(1), type: 'choice', choices: SHORT });
    for (const name of SHORT) await post('/api/v1/tags', { name });
    await post('/api/v1/macros', { name: short(2), text: some(1, TICKETS), html: written(0, 60), scope: 'shared' });
    await post('/api/v1/views', { name: short(3), filter: { all: [{ field: 'tag', in: [short(0)] }] }, scope: 'shared' });
    await post('/api/v1/topics', { name: { en: short(0), 'zh-CN': short(1) }, keywords: [] });
    await post('/api/v1/teams', { name: short(1), memberIds: [] });
    await post('/api/v1/articles', {
      title: some(2, TICKETS).slice(0, 150),
      body: html.slice(0, 300).join('\n\n').slice(0, 20_000),
      language: 'en',
      public: true,
    });
    await post('/api/v1/followup-rules', {
      name: short(0),
      when: { topic: null, on: 'resolve' },
      expect: { topic: 'setup', withinDays: 7, probability: 0.3 },
      prompt: some(3, TICKETS).slice(0, 900),
      checkIn: { afterHours: 72, text: `${short(2)} {{name}}` },
    });
    await post('/api/v1/widget', { title: { en: short(0) }, hello: { en: short(1) } }, 'PATCH');
    await post(
      '/api/v1/settings/hours',
      {
        timeZone: 'UTC',
        week: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '00:00', to: '24:00' })),
        holidays: [{ date: '2031-12-25', name: short(0), yearly: true }],
      },
      'PATCH',
    );
    await post('/api/v1/agents', { email: 'evil@desk.test', name: short(0), role: 'agent' });
    await post('/api/v1/me', { name: short(4), signature: some(4, TICKETS).slice(0, 1000) }, 'PATCH');
    for (const ticket of mailed) {
      await post(`/api/v1/tickets/${ticket.id}`, { tags: SHORT, fields: { evil: some(0, TICKETS).slice(0, 400) } }, 'PATCH');
      await post(`/api/v1/tickets/${ticket.id}/messages`, { kind: 'note', text: some(5, TICKETS), html: written(100, 300) });
      await post(`/api/v1/tickets/${ticket.id}/messages`, { kind: 'reply', text: some(6, TICKETS), html: written(300, 500) });
      await post(
        `/api/v1/customers/${ticket.customerId}`,
        { notes: some(1, TICKETS).slice(0, 4_000), likes: short(1), dislikes: short(2), tags: SHORT, fields: { evil_choice: short(3) } },
        'PATCH',
      );
      await post(
        `/api/v1/customers/${ticket.customerId}/records`,
        {
          kind: 'order',
          externalId: short(0),
          title: short(1),
          status: short(2),
          at: '2026-01-01T00:00:00.000Z',
          lines: [{ title: short(3), quantity: 1 }],
        },
        'PUT',
      );
      // An address of a record is one of the web, or none.
      expect(
        (
          await desk.api('PUT', `/api/v1/customers/${ticket.customerId}/records`, {
            kind: 'order',
            externalId: 'u',
            title: 'x',
            at: '2026-01-01T00:00:00.000Z',
            url: 'javascript:window.__hit=1',
          })
        ).status,
      ).toBe(400);
    }
    expect(field.id).toMatch(/^[0-9a-f]{24}$/);
  },
  120_000,
);

browserTest(
  'no ticket, list, page of a customer or part of the settings runs any of it',
  async () => {
    const page = console_;
    const evil = (await tickets(desk)).filter(({ channels, tags }) => channels.includes('email') || tags.length > 0);
    await page.goto('/inbox/live');
    await page.getByTestId('ticket-row').nth(5).waitFor();
    await look(page, 'the list');
    let framed = 0;
    for (const ticket of evil) {
      await page.goto(`/tickets/${ticket.id}`);
      await page.getByTestId('message').first().waitFor();
      // As it was designed, in its frame.
      const asSent = page.getByRole('button', { name: 'Show as it was sent' });
      for (let left = await asSent.count(); left > 0; left--) await asSent.first().click();
      framed += await page.getByTestId('html-frame').count();
      for (const frame of page.frames()) await frame.waitForLoadState('load');
      await look(page, `ticket ${ticket.number}`);
      expect(await page.title()).not.toBe('');
    }
    expect(framed).toBeGreaterThan(TICKETS);
    // What was written stands there as what it is: words.
    expect(await page.getByTestId('ticket-subject').innerText()).toMatch(/<|onerror|onload/);
    nothingOdd();

    const paths = [
      '/outbox',
      '/intake',
      '/queues',
      '/followups',
      '/profile',
      '/sandbox',
      '/welcome',
      '/customers',
      `/customers/${evil[0]?.customerId}`,
      ...PARTS.map((part) => `/settings/${part}`),
    ];
    // Several pages at a time, since each has to become still.
    await Promise.all(
      [0, 1, 2].map(async (turn, _index, turns) => {
        const beside = await context.newPage();
        for (const path of paths.filter((_path, index) => index % turns.length === turn)) {
          await beside.goto(path);
          await beside.waitForLoadState('networkidle');
          await look(beside, path);
        }
        await beside.close();
      }),
    );
    nothingOdd();
  },
  120_000,
);

browserTest(
  'nor do previews, the original, the palette, the composer with a macro, toasts and what comes in meanwhile',
  async () => {
    const page = console_;
    await page.goto(`/tickets/${mailed[0]?.id}`);
    await page.getByTestId('message').first().waitFor();
    const files = await page.getByTestId('attachment').count();
    expect(files).toBeGreaterThanOrEqual(5);
    for (const name of ['.gif', '.csv', 'x.txt']) {
      await page.getByTestId('attachment').filter({ hasText: name }).first().click();
      await page.getByTestId('preview').waitFor();
      await page.waitForLoadState('networkidle');
      await look(page, `preview of ${name}`);
      await press(page, 'Escape');
    }
    await page.getByTestId('message').first().getByTestId('message-menu').click();
    await page.getByTestId('action-original').click();
    await eventually(async () => expect(await page.getByTestId('original').innerText()).toContain('Subject:'));
    await look(page, 'the original');
    await press(page, 'Escape');

    await press(page, 'Control+k');
    await page.getByTestId('palette').waitFor();
    await page.keyboard.type('img');
    await page.waitForLoadState('networkidle');
    await look(page, 'the palette');
    await press(page, 'Escape');

    await mail(desk, { from: `"${short(0)}" <later@mail.example>`, subject: some(0, TICKETS).slice(0, 300), text: short(1) });
    await settled(desk);
    await page.getByTestId('resolve').first().click();
    await eventually(async () => {
      const confirm = page.getByTestId('resolve-confirm');
      if (await confirm.isVisible()) await confirm.click();
      await page.getByTestId('toast').first().waitFor({ timeout: 2_000 });
    });
    await look(page, 'a toast');
    nothingOdd();
  },
  90_000,
);

browserTest(
  'a file that came in is no script of ours, by whatever address',
  async () => {
    const [message] = (await messagesOf(desk, mailed[0]?.id ?? '')).filter(({ attachments }) => attachments.length > 3);
    if (!message) throw new Error('there is no mail with files');
    const page = console_;
    for (const [index, { filename }] of message.attachments.entries()) {
      const ran = await page.evaluate(
        (src) =>
          new Promise<string>((resolve) => {
            const script = document.createElement('script');
            script.src = src;
            script.onload = () => resolve('loaded');
            script.onerror = () => resolve('refused');
            document.body.append(script);
          }),
        `/api/v1/messages/${message.id}/attachments/${index}`,
      );
      expect([filename, ran]).toEqual([filename, 'refused']);
      // Nor is it a page: it is saved, or shown as the picture that it is.
      const answer = await context.request.get(`/api/v1/messages/${message.id}/attachments/${index}`);
      expect(answer.headers()['content-security-policy']).toContain('sandbox');
      expect(answer.headers()['content-type']).toBe(filename.endsWith('.gif') ? 'image/gif' : 'application/octet-stream');
    }
    expect(await page.evaluate(() => (window as unknown as { __seen: { ran: number } }).__seen.ran)).toBe(0);
    odd.length = 0;
  },
  30_000,
);

browserTest(
  'the chat shows hostile words of both sides as words, to the visitor and to the agent',
  async () => {
    const guest = await watched();
    const page = await guest.newPage();
    await page.goto('/demo');
    const frame: Frame = await showChat(page);
    for (let at = 0; at < 4; at++) {
      await frame.getByTestId('sayonce-input').fill(some(at, 4, '\n').slice(0, 3_900));
      await frame.getByTestId('sayonce-send').click();
      await frame.getByTestId('sayonce-message').nth(at).waitFor();
    }
    await frame.getByTestId('sayonce-file').setInputFiles({ name: `${SHORT[0]}.png`, mimeType: 'image/png', buffer: GIF_JS });
    const ticket = await eventually(async () => (await tickets(desk)).find(({ channels }) => channels.includes('chat')) ?? false);
    await eventually(async () => (await messagesOf(desk, ticket.id)).length >= 5);
    for (let at = 0; at < 4; at++)
      await post(`/api/v1/tickets/${ticket.id}/messages`, {
        kind: 'reply',
        channel: 'chat',
        text: `${some(at, 4, '\n')}\n\n[a](javascript:window.__hit=1) ![b](x onerror=window.__hit=1) <javascript:window.__hit=1>`.slice(
          0,
          9_000,
        ),
      });
    await eventually(async () => expect(await frame.getByTestId('sayonce-message').count()).toBeGreaterThanOrEqual(9));
    await look(page, 'the chat');
    expect(
      await frame
        .locator('a')
        .evaluateAll((links) =>
          links
            .map((link) => new URL((link as HTMLAnchorElement).href).protocol)
            .filter((protocol) => !/^(?:https?|mailto|tel):$/.test(protocol)),
        ),
    ).toEqual([]);
    await frame
      .getByTestId('sayonce-article')
      .first()
      .click({ timeout: 1_000 })
      .catch(() => undefined);
    await look(page, 'the chat with an article');
    await console_.goto(`/tickets/${ticket.id}`);
    await console_.getByTestId('message').nth(4).waitFor();
    await look(console_, "the chat's ticket");
    nothingOdd();
    await guest.close();
  },
  90_000,
);

/** A server that hangs: it takes connections and says nothing. The console says so soon, and keeps what was written. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BROWSER } from '../../support/browser.js';
import { messagesOf } from '../../support/customers.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { type Consoles, enterBox, openBrowser, openTicket, say, ticketOf } from './support.js';

const browserTest = BROWSER ? test : test.skip;
let desk: Desk;
let consoles: Consoles;

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  await say(desk, 'Ida Still', 'Is anybody there?');
  await ticketOf(desk, 'Ida Still');
}, 60_000);
afterAll(async () => {
  await consoles?.close();
  await desk.stop();
});

browserTest(
  'a server that hangs is told of within some ten seconds, and what is said meanwhile goes out once it is back',
  async () => {
    const page = await consoles.open();
    const { id } = await openTicket(desk, page, 'Ida Still');
    const heard = new Promise<void>((resolve) =>
      page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => String(payload).includes('line:beat') && resolve())),
    );
    await page.reload();
    await heard;
    // The box that is written in comes from the server, too.
    await enterBox(page);
    await page.keyboard.type('We are, ');
    process.kill(desk.pid(), 'SIGSTOP');
    try {
      const stopped = Date.now();
      await page.getByTestId('offline').waitFor({ timeout: 30_000 });
      // Ten seconds of silence, and what a busy machine needs to look at the clock.
      expect(Date.now() - stopped).toBeLessThan(15_000);
      await page.keyboard.type('in a moment.');
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('outgoing').waitFor();
    } finally {
      process.kill(desk.pid(), 'SIGCONT');
    }
    await page.getByTestId('offline').waitFor({ state: 'detached' });
    await eventually(async () =>
      expect((await messagesOf(desk, id)).map(({ text }) => text)).toEqual(['Is anybody there?', 'We are, in a moment.']),
    );
    await page.getByTestId('outgoing').waitFor({ state: 'detached' });
    expect(consoles.faults).toEqual([]);
  },
  90_000,
);

/** The parts of a ticket and of the list, each used once as an agent uses it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { BROWSER } from '../../support/browser.js';
import { mail, messagesOf } from '../../support/customers.js';
import { signIn } from '../../support/signIn.js';
import { ADMIN, eventually } from '../../support/startDesk.js';
import { enterBox, press, say, shownTexts, ticketOf, write } from './support.js';
import { rowOf, startTwoAgents, undoLast, type TwoAgents } from './twoAgents.js';
import type { Ticket } from '../../../src/contract/tickets.js';

const browserTest = BROWSER ? test : test.skip;
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length 42>>stream\nBT /F1 24 Tf 40 100 Td (Invoice 4711) Tj ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);
let { desk, consoles, ann, bob, open, fresh, lastOf, stop } = {} as TwoAgents;

beforeAll(async () => {
  if (!BROWSER) return;
  ({ desk, consoles, ann, bob, open, fresh, lastOf, stop } = await startTwoAgents(async (desk, agents) => {
    await desk.must('POST', '/api/v1/teams', { name: 'Repairs', memberIds: agents.map(({ id }) => id) });
    await mail(desk, {
      from: 'Cleo One <cleo@one.example>',
      subject: 'Lid is broken',
      text: 'The lid is broken.\n\nOn Monday Ann wrote:\n> How is it going?',
      html: '<p>The <b>lid</b> is broken.</p><script>document.title="hacked"</script><img src="https://track.example/x.png">',
      attachments: [
        { filename: 'lid.png', content: PIXEL, contentType: 'image/png' },
        { filename: 'iphone.heic', content: Buffer.from('not shown here'), contentType: 'image/heic' },
        { filename: 'invoice.pdf', content: PDF, contentType: 'application/pdf' },
        { filename: '订单.csv', content: Buffer.from('No,Name\n4711,盖子'), contentType: 'text/csv' },
      ],
    });
    await ticketOf(desk, 'Cleo One');
    await mail(desk, { from: 'Cleo One <cleo@one.example>', subject: 'Invoice 2291', text: 'Where is my invoice?' });
    await desk.must('POST', '/api/v1/customers', {
      name: 'Dan Two',
      identities: [
        { kind: 'email', value: 'dan.two@example.org' },
        { kind: 'phone', value: '+12025550144' },
      ],
    });
    await say(desk, 'Dan Two', 'I got a red one.', 'Wrong colour');
    await say(desk, '王小明', '发票抬头写错了，请帮我改一下。', '发票');
    await say(desk, '田中', '請求書の宛名が違います。', '請求書');
    for (const name of ['Dan Two', '王小明', '田中']) await ticketOf(desk, name);
  }));
}, 60_000);
afterAll(() => stop?.());

const rows = (page: Page): Promise<string[]> =>
  page.getByTestId('ticket-row').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['id'] ?? ''));
const pick = async (page: Page, key: string, choice: string): Promise<void> => {
  await press(page, key);
  await page.getByTestId(choice).click();
};

browserTest(
  'a mail is shown as text, as it was designed in a frame that runs nothing, and with what it quotes',
  async () => {
    const { id } = await open(ann, 'Cleo One');
    const first = ann.getByTestId('message').first();
    expect(await first.innerText()).not.toContain('How is it going?');
    await first.getByRole('button', { name: 'Show quotation and signature' }).click();
    expect(await first.innerText()).toContain('How is it going?');
    await first.getByRole('button', { name: 'Show as it was sent' }).click();
    const frame = first.getByTestId('html-frame');
    await frame.waitFor();
    expect(await frame.getAttribute('sandbox')).not.toContain('allow-scripts');
    await eventually(async () => expect(await frame.contentFrame().locator('b').innerText()).toBe('lid'));
    expect(await frame.contentFrame().locator('script, img[src^="http"]').count()).toBe(0);
    await first.getByRole('button', { name: 'Show as text' }).click();

    // Why the second mail is here stands under it; its undo takes it out again, and that can be undone.
    const second = ann.getByTestId('message').filter({ hasText: 'Where is my invoice?' });
    expect(await second.getByTestId('why').getAttribute('data-rule')).toBe('live_ticket');
    expect(await second.getByTestId('why').innerText()).toContain('joined: their open ticket');
    await second.getByTestId('undo').click();
    await eventually(async () => expect((await messagesOf(desk, id)).map(({ text }) => text)).not.toContain('Where is my invoice?'));
    await eventually(async () => expect(await shownTexts(ann)).toHaveLength(1));
    // The page hears of it from the others' line too, and maybe before the answer to its own question.
    await ann.getByTestId('toast').filter({ hasText: 'Undone' }).waitFor();
    await press(ann, 'z');
    await eventually(async () => expect(await shownTexts(ann)).toContain('Where is my invoice?'));
  },
  60_000,
);

browserTest(
  'the same reason again is shown to who points at the message or goes to it by key, and moves nothing',
  async () => {
    for (const text of ['First line', 'Second line', 'Third line']) {
      await say(desk, 'Eve Run', text);
      await eventually(async () =>
        expect((await messagesOf(desk, (await ticketOf(desk, 'Eve Run')).id)).map((one) => one.text)).toContain(text),
      );
    }
    const { id } = await open(ann, 'Eve Run');
    await ann.mouse.move(5, 5);
    const message = (text: string) => ann.getByTestId('message').filter({ hasText: text });
    const third = message('Third line');
    const seen = (of: typeof third) => of.getByTestId('why').evaluate((one) => getComputedStyle(one).opacity);
    expect([await seen(message('First line')), await seen(message('Second line')), await seen(third)]).toEqual(['1', '1', '0']);
    expect(await third.getByTestId('why').innerText()).toContain('joined: their open ticket');
    const place = await third.boundingBox();
    await third.hover();
    await eventually(async () => expect(await seen(third)).toBe('1'));
    expect(await third.boundingBox()).toEqual(place);
    await ann.mouse.move(5, 5);
    await eventually(async () => expect(await seen(third)).toBe('0'));
    await press(ann, 'Shift+K', 'Shift+J');
    await eventually(async () => expect(await seen(third)).toBe('1'));
    await third.hover();
    await third.getByTestId('undo').click();
    await eventually(async () => expect((await messagesOf(desk, id)).map(({ text }) => text)).not.toContain('Third line'));

    // Put back by a person: in full. On a phone nothing can be pointed at.
    await ann.getByTestId('toast').filter({ hasText: 'Undone' }).waitFor();
    await press(ann, 'z');
    await third.waitFor();
    // As long as what was taken out has a ticket of its own, the next line might belong there, and says so in full.
    await eventually(async () => {
      const { body } = await desk.api<{ items: Ticket[] }>('GET', '/api/v1/tickets?limit=100');
      expect(body.items.filter(({ customerName, mergedIntoId }) => customerName === 'Eve Run' && mergedIntoId === null)).toHaveLength(1);
    });
    for (const [text, count] of [
      ['Fourth line', 4],
      ['Fifth line', 5],
    ] as const) {
      await say(desk, 'Eve Run', text);
      await eventually(async () => expect(await messagesOf(desk, id)).toHaveLength(count));
    }
    const phone = await (await consoles.phone()).newPage();
    await phone.goto('/');
    await signIn(phone, ADMIN);
    await phone.goto(`/tickets/${id}`);
    const fifth = phone.getByTestId('message').filter({ hasText: 'Fifth line' });
    await fifth.waitFor();
    expect(await seen(fifth)).toBe('0');
    await fifth.getByTestId('why-ask').tap();
    await eventually(async () => expect(await seen(fifth)).toBe('1'));
    await fifth.getByTestId('why-menu').tap();
    await phone.getByTestId('action-split').waitFor();
    await phone.context().close();
  },
  60_000,
);

browserTest(
  'pictures, PDF and text are looked at in their place; what the browser cannot show is a file to fetch',
  async () => {
    await open(ann, 'Cleo One');
    const file = (name: string) => ann.getByTestId('attachment').filter({ hasText: name });
    expect(await file('iphone.heic').evaluate((one) => [one.tagName, one.querySelectorAll('img').length])).toEqual(['A', 0]);
    expect(await file('iphone.heic').innerText()).toMatch(/HEIC · \d+/);
    await eventually(async () =>
      expect(
        await file('lid.png')
          .locator('img')
          .evaluate((one) => (one as HTMLImageElement).naturalWidth),
      ).toBe(1),
    );
    await file('lid.png').click();
    const preview = ann.getByTestId('preview');
    await preview.locator('img').waitFor();
    await eventually(() => preview.evaluate((one) => one !== document.activeElement && one.contains(document.activeElement)));
    await press(ann, 'ArrowRight');
    await eventually(async () => expect(await preview.getByTestId('pdf-page').getAttribute('aria-label')).toContain('Invoice 4711'), {
      timeout: 15_000,
    });
    await press(ann, 'ArrowRight');
    await eventually(async () => expect(await preview.locator('pre').innerText()).toContain('4711,盖子'));
    // Who goes on before the next file has the focus is heard, too.
    await ann.evaluate(() => void (window.requestAnimationFrame = () => 0));
    await press(ann, 'ArrowRight');
    await preview.locator('img').waitFor();
    await press(ann, 'ArrowLeft');
    await preview.locator('pre').waitFor();
    await press(ann, 'Escape');
    await preview.waitFor({ state: 'detached' });
    await ann.reload();
  },
  60_000,
);

browserTest(
  'the keys of one ticket: topic, team, status, a timed pause, forward, messages',
  async () => {
    const { id } = await open(ann, 'Cleo One');
    await pick(ann, 'o', 'topic-refund');
    await eventually(async () => expect((await fresh(id)).topic).toBe('refund'));
    await press(ann, 'Shift+a');
    await ann
      .getByRole('menuitem', { name: 'Repairs' })
      .or(ann.getByRole('menuitemradio', { name: 'Repairs' }))
      .click();
    await eventually(async () => expect((await fresh(id)).teamId).not.toBeNull());
    await pick(ann, 'i', 'status-hold');
    await eventually(async () => expect((await fresh(id)).status).toBe('hold'));
    await undoLast(ann, 'Status');
    await eventually(async () => expect((await fresh(id)).status).toBe('open'));
    await press(ann, 's');
    await ann.getByTestId('snooze').waitFor();
    await press(ann, '1');
    await eventually(async () => expect(Date.parse((await fresh(id)).snooze?.until ?? '')).toBeGreaterThan(Date.now() + 3_600_000));
    await undoLast(ann, 'Put aside');
    await eventually(async () => expect((await fresh(id)).snooze).toBeNull());

    const focused = () => ann.evaluate(() => document.activeElement?.getAttribute('data-id'));
    await press(ann, 'Shift+k');
    const newest = await focused();
    await press(ann, 'Shift+k');
    expect([newest, await focused()].every(Boolean)).toBe(true);
    expect(await focused()).not.toBe(newest);
    await press(ann, 'f');
    await ann.getByTestId('forward').getByLabel('To').fill(' , ');
    await press(ann, 'Enter');
    await ann.getByTestId('forward').getByText('Give at least one mail address.').waitFor();
    await ann.getByTestId('forward').getByLabel('To').fill('maker@parts.example');
    await ann.getByTestId('forward').getByLabel('Your words, placed above it').fill('Do you have this lid?');
    await ann.getByTestId('forward').getByRole('button', { name: 'Forward' }).click();
    await eventually(async () => expect(await lastOf(id)).toMatchObject({ forwarded: true, to: [{ value: 'maker@parts.example' }] }));
  },
  60_000,
);

browserTest(
  'a reply goes on another channel, takes files by dropping, resolves, and says what became of it',
  async () => {
    const { id } = await open(ann, 'Dan Two');
    await press(ann, 'h');
    await ann.getByTestId('composer-channel-sms').click();
    await press(ann, 'r');
    await ann.keyboard.type('Red is the new blue');
    await ann.getByTestId('file-input').setInputFiles({ name: 'lid.png', mimeType: 'image/png', buffer: PIXEL });
    await ann.locator('[data-testid="file"][data-state="ready"]').filter({ hasText: 'lid.png' }).waitFor();
    await ann.getByTestId('composer-send').click();
    await eventually(
      async () =>
        expect(await lastOf(id)).toMatchObject({ channel: 'sms', attachments: [{ filename: 'lid.png' }], delivery: { state: 'kept' } }),
      { timeout: 15_000 },
    );
    await eventually(async () => expect(await ann.getByTestId('delivery').last().getAttribute('data-state')).toBe('kept'));
    expect(await ann.getByTestId('delivery').last().innerText()).toContain('Kept in the outbox');

    await press(ann, 'Escape');
    await pick(ann, 'h', 'composer-channel-email');
    await ann.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['blue'], 'colours.txt', { type: 'text/plain' }));
      const box = document.querySelector('[data-testid="composer"]');
      for (const type of ['dragover', 'drop']) box?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    });
    await ann.locator('[data-testid="file"][data-state="ready"]').filter({ hasText: 'colours.txt' }).waitFor();
    await enterBox(ann);
    await ann.keyboard.type('All done');
    await press(ann, 'Control+Shift+Enter');
    const confirm = ann.getByTestId('anticipation');
    if (
      await confirm
        .first()
        .isVisible()
        .catch(() => false)
    )
      await press(ann, 'Control+Enter');
    await eventually(async () => expect((await fresh(id)).status).toBe('solved'));
    expect(await lastOf(id)).toMatchObject({
      channel: 'email',
      text: expect.stringContaining('All done'),
      attachments: [{ filename: 'colours.txt' }],
    });
    await press(ann, 'Escape');
    await desk.must('PATCH', `/api/v1/tickets/${id}`, { status: 'open' });
  },
  60_000,
);

browserTest(
  'tickets are split, merged and linked, and every one of it is taken back',
  async () => {
    const { id } = await open(ann, 'Cleo One');
    const texts = async (): Promise<string[]> => (await messagesOf(desk, id)).map(({ text }) => text.split('\n')[0]!);
    await press(ann, 'Shift+s');
    await ann.getByTestId('split-bar').waitFor();
    await ann.getByTestId('message').filter({ hasText: 'Where is my invoice?' }).first().getByRole('checkbox').check();
    await ann.getByTestId('split-go').click();
    await eventually(async () => expect(await texts()).not.toContain('Where is my invoice?'));
    await undoLast(ann, 'split off');
    await eventually(async () => expect(await texts()).toContain('Where is my invoice?'));

    const dan = await ticketOf(desk, 'Dan Two');
    await press(ann, 'l');
    await ann.getByRole('searchbox', { name: 'Number, name or subject' }).fill('Dan Two');
    await ann.getByTestId('merge-target').filter({ hasText: 'Dan Two' }).waitFor();
    await press(ann, 'Enter');
    await eventually(async () => expect((await fresh(dan.id)).links).toEqual([{ ticketId: id, kind: 'linked' }]));
    await ann
      .getByTestId('ticket-link')
      .filter({ hasText: `#${dan.number}` })
      .waitFor();
    await ann.getByTestId('unlink').last().click();
    await eventually(async () => expect((await fresh(dan.id)).links).toEqual([]));

    await press(ann, 'm');
    await ann.getByRole('searchbox', { name: 'Number, name or subject' }).fill('Dan Two');
    await ann.getByTestId('merge-target').filter({ hasText: 'another customer: Dan Two' }).click();
    const across = ann.getByTestId('merge-two-customers');
    await across.getByText(`#${dan.number} is of Dan Two.`).waitFor();
    await across.getByText('Answers there go to Dan Two.').waitFor();
    await across.getByText('"This is not Cleo One"').waitFor();
    expect((await fresh(id)).mergedIntoId).toBeNull();
    if (process.env['SHOTS']) await ann.screenshot({ path: `${process.env['SHOTS']}/merge.png` });
    await across.getByRole('button', { name: `Merge tickets of two customers into #${dan.number}` }).click();
    await eventually(async () => expect((await fresh(id)).mergedIntoId).toBe(dan.id));
    await undoLast(ann, 'Merged');
    await eventually(async () => expect((await fresh(id)).mergedIntoId).toBeNull());
  },
  60_000,
);

browserTest(
  'the list: six orders, words in Chinese and Japanese, who reads what, and what is new waits at the edge',
  async () => {
    await ann.mouse.move(900, 500);
    await ann.goto('/inbox/live');
    await rowOf(ann, '王小明').waitFor();
    const ming = await ticketOf(desk, '王小明');
    await desk.must('PATCH', `/api/v1/tickets/${ming.id}`, { priority: 'urgent' });
    for (const order of ['priority', 'due', 'heard', 'oldest', 'newest', 'waiting']) {
      await press(ann, 'Shift+o');
      // The one that is chosen already is left by Escape.
      const item = ann.getByTestId(`order-${order}`);
      await item.waitFor();
      await (order === (await ann.getByTestId('order').getAttribute('data-value')) ? press(ann, 'Escape') : item.click());
      await ann.getByRole('menu').waitFor({ state: 'detached' });
      await eventually(async () => expect(await ann.getByTestId('order').getAttribute('data-value')).toBe(order));
      const { body } = await desk.api<{ items: Ticket[] }>('GET', `/api/v1/tickets?status=live&snoozed=without&limit=50&sort=${order}`);
      await eventually(async () => expect(await rows(ann)).toEqual(body.items.map(({ id }) => id)));
      if (order === 'priority') expect(body.items[0]?.id).toBe(ming.id);
    }
    for (const [words, name] of [
      ['发票', '王小明'],
      ['請求書', '田中'],
    ] as const) {
      await press(ann, '/');
      await ann.keyboard.insertText(words);
      await eventually(async () => {
        expect(await ann.getByTestId('ticket-row').count()).toBe(1);
        expect(await rowOf(ann, name).count()).toBe(1);
      });
      await press(ann, 'Escape', 'Escape');
    }
    await open(bob, '田中');
    await rowOf(ann, '田中')
      .getByRole('img', { name: /Bob Builder/ })
      .waitFor();

    await ann.getByTestId('ticket-list').hover();
    await say(desk, 'Nora New', 'Hello, is somebody there?');
    await ann.getByTestId('new-tickets').waitFor();
    expect(await rowOf(ann, 'Nora New').count()).toBe(0);
    await ann.getByTestId('new-tickets').click();
    await rowOf(ann, 'Nora New').waitFor();
  },
  60_000,
);

browserTest(
  'a supervisor shares a view, and everybody has it',
  async () => {
    await bob.goto('/inbox/live');
    await bob.getByTestId('ticket-row').first().waitFor();
    await press(bob, 'Shift+v');
    const builder = bob.getByTestId('view-builder');
    await builder.getByLabel('Name').fill('Urgent for all');
    await builder.getByLabel('What').selectOption('priority');
    await builder.getByRole('checkbox', { name: 'Urgent' }).check();
    await builder.getByLabel('Who sees it').selectOption('shared');
    await builder.getByTestId('view-save').click();
    await rowOf(bob, '王小明').waitFor();
    await ann.goto('/inbox/live');
    await ann.getByTestId('view').click();
    await ann
      .getByRole('menuitemradio', { name: /Urgent for all/ })
      .or(ann.getByRole('menuitem', { name: /Urgent for all/ }))
      .click();
    await eventually(async () => expect(await ann.getByTestId('ticket-row').count()).toBe(1));
    await press(bob, 'Shift+e');
    await builder.getByLabel('Name').waitFor();
    await press(bob, 'Escape');
  },
  60_000,
);

browserTest(
  'j and k walk through customers, mentions, outbox and intake',
  async () => {
    await write(desk, (await ticketOf(desk, 'Nora New')).id, 'Look here', {
      mentions: [
        (await desk.api<{ items: { id: string; name: string }[] }>('GET', '/api/v1/agents')).body.items.find(
          ({ name }) => name === 'Bob Builder',
        )!.id,
      ],
    });
    await bob.goto('/customers');
    await bob.getByTestId('customer-row').first().waitFor();
    await press(bob, 'j');
    await eventually(() => /\/customers\/[0-9a-f]{24}/.test(bob.url()));
    // The page of a customer is fetched when the first one is opened.
    await bob.waitForLoadState('networkidle');
    const first = bob.url();
    await press(bob, 'j');
    await eventually(() => bob.url() !== first);
    await press(bob, 'k');
    await eventually(() => bob.url() === first);
    await bob.goto('/inbox/mentions');
    await bob.getByTestId('mention').first().waitFor();
    await press(bob, 'j');
    await bob.getByTestId('message').first().waitFor();
    await bob.goto('/outbox');
    await bob.getByTestId('outbox-item').first().waitFor();
    await press(bob, 'j', 'j', 'k');
    expect(await bob.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('outbox-item');
    await press(bob, 'Enter');
    await bob.getByTestId('message').first().waitFor();
  },
  60_000,
);

browserTest(
  'notices and sound come when the page is not in front, and rest in quiet hours; look and language change by the menu',
  async () => {
    await ann.context().grantPermissions(['notifications']);
    await ann.addInitScript(() => {
      const shown: string[] = [];
      Object.assign(globalThis, { shown, tones: 0 });
      globalThis.Notification = class extends EventTarget {
        static permission = 'granted';
        static requestPermission = async () => 'granted';
        constructor(title: string) {
          super();
          shown.push(title);
        }
        close(): void {}
      } as unknown as typeof Notification;
      const play = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (when) {
        (globalThis as unknown as { tones: number }).tones++;
        play.call(this, when);
      };
      document.hasFocus = () => false;
    });
    await ann.goto('/inbox/live');
    await ann.getByTestId('ticket-row').first().waitFor();
    const settings = async (from: string, to: string): Promise<void> => {
      await press(ann, 'Control+k');
      await ann.getByTestId('palette').getByRole('combobox').fill('notices');
      await press(ann, 'Enter');
      const dialog = ann.getByTestId('notices');
      await dialog.waitFor();
      for (const name of ['Show browser notices', 'Play a sound'])
        if ((await dialog.getByRole('switch', { name }).getAttribute('aria-checked')) === 'false')
          await dialog.getByRole('switch', { name }).click();
      await dialog.getByLabel('from').fill(from);
      await dialog.getByLabel('to', { exact: true }).fill(to);
      await press(ann, 'Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    const told = () =>
      ann.evaluate(() => ({
        shown: (globalThis as unknown as { shown: string[] }).shown,
        tones: (globalThis as unknown as { tones: number }).tones,
      }));
    await settings('00:00', '00:00');
    await say(desk, 'Opal Loud', 'Hello');
    await eventually(async () => expect(await told()).toEqual({ shown: ['New: Opal Loud'], tones: 2 }));
    // Answered, and nobody's still: who writes there again writes to all of them.
    const opal = await ticketOf(desk, 'Opal Loud');
    await write(desk, opal.id, 'Hello to you', { kind: 'reply' });
    await say(desk, 'Opal Loud', 'And one thing more');
    await eventually(async () => expect(await told()).toEqual({ shown: ['New: Opal Loud', 'Opal Loud wrote'], tones: 4 }));
    expect((await ticketOf(desk, 'Opal Loud')).assigneeId).toBeNull();
    await settings('00:00', '23:59');
    await say(desk, 'Pia Quiet', 'Hello');
    await ticketOf(desk, 'Pia Quiet');
    await eventually(async () => expect(await ann.evaluate(() => document.body.innerText)).toContain('Pia Quiet'));
    expect(await told()).toEqual({ shown: ['New: Opal Loud', 'Opal Loud wrote'], tones: 4 });

    const menu = async (item: string): Promise<void> => {
      await ann.getByRole('button', { name: /Ann Agent/ }).click();
      await ann.getByRole('menuitemradio', { name: item, exact: true }).click();
      await press(ann, 'Escape');
    };
    await menu('Dark');
    expect(await ann.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await menu('繁體中文');
    await eventually(async () => expect(await ann.evaluate(() => document.documentElement.lang)).toBe('zh-TW'));
    await ann.getByText('搜尋', { exact: false }).or(ann.getByPlaceholder(/姓名/)).first().waitFor();
  },
  60_000,
);

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

browserTest('a view with a long name leaves the order within reach on a phone', async () => {
  const { id } = await desk.must<{ id: string }>('POST', '/api/v1/views', {
    name: 'Refunds and returns from Berlin',
    filter: { all: [{ field: 'status', in: ['open'] }] },
    scope: 'shared',
  });
  const wide = ann.viewportSize()!;
  await ann.setViewportSize({ width: 360, height: 740 });
  await ann.goto(`/inbox/${id}`);
  await ann.getByTestId('view').filter({ hasText: 'Refunds' }).waitFor();
  const box = (await ann.getByTestId('order').boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(360);
  await ann.setViewportSize(wide);
});

/** Live and safe: whatever breaks, both sides end with the same words, once, in order. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Socket, io } from 'socket.io-client';
import type { Ticket } from '../../../src/contract/tickets.js';
import { BROWSER } from '../../support/browser.js';
import { signIn } from '../../support/signIn.js';
import { type Desk, eventually, startDesk } from '../../support/startDesk.js';
import { messagesOf } from '../../support/customers.js';
import {
  addAgent,
  type Consoles,
  enterBox,
  hold,
  intercept,
  type Line,
  openBrowser,
  openLine,
  press,
  refuseOnce,
  say,
  shownTexts,
  ticketOf,
  type Waiting,
  wordsIn,
  write,
} from './support.js';

const browserTest = BROWSER ? test : test.skip;
let desk: Desk;
let consoles: Consoles;
let line: Line;
let agent: Awaited<ReturnType<typeof addAgent>>;
let builder: Awaited<ReturnType<typeof addAgent>>;
let ann: Page;
const visitors: Socket[] = [];

beforeAll(async () => {
  desk = await startDesk();
  if (!BROWSER) return;
  consoles = await openBrowser(desk);
  line = await openLine(desk);
  agent = await addAgent(desk, 'Ann Agent');
  builder = await addAgent(desk, 'Bea Builder');
  await say(desk, 'Lea Long', 'First words', 'A long story');
  const { id } = await ticketOf(desk, 'Lea Long');
  for (let i = 1; i <= 130; i++) await write(desk, id, `line ${i}`);
  ann = await consoles.open(agent, { url: line.url });
});
afterAll(async () => {
  for (const visitor of visitors) visitor.disconnect();
  await line?.close();
  await consoles?.close();
  await desk.stop();
});

const STORY = /\/story\?/;
const oneTicket = (id: string): RegExp => new RegExp(`/api/v1/tickets/${id}$`);

const inTicket = async (page: Page, name: string): Promise<string> => {
  const { id } = await ticketOf(desk, name);
  await page.goto(`/tickets/${id}`);
  await page.getByTestId('message').first().waitFor();
  return id;
};
/** A visitor who begins a chat, and is called by the first word that he writes. */
async function visit(text: string) {
  const { token } = await desk.must<{ token: string }>('POST', '/api/v1/chat/session', { language: 'en' });
  const socket = io(`${desk.url}/chat`, { transports: ['websocket'], auth: { token } });
  visitors.push(socket);
  const add = (words: string) => socket.timeout(10_000).emitWithAck('chat:send', { clientId: randomUUID(), text: words });
  await add(text);
  const ticket = await eventually(
    async () =>
      (await desk.must<{ items: Ticket[] }>('GET', '/api/v1/tickets?limit=100')).items.find(({ preview }) => preview === text) ?? false,
  );
  await desk.must('PATCH', `/api/v1/customers/${ticket.customerId}`, { name: text.split(' ')[0] });
  return { ticket, add };
}

const sent = (n: number): string[] => Array.from({ length: n }, (_, i) => `line ${i + 1}`);

browserTest('a long ticket opens at its end, and what was before comes while one scrolls up, in order and once', async () => {
  await inTicket(ann, 'Lea Long');
  await eventually(async () => expect((await shownTexts(ann)).at(-1)).toBe('line 130'));
  expect((await shownTexts(ann)).length).toBeLessThan(60);
  const log = ann.getByRole('log');
  await log.hover();
  await eventually(async () => {
    await ann.mouse.wheel(0, -2000);
    return (await shownTexts(ann))[0] === 'First words';
  });
  expect(await shownTexts(ann)).toEqual(['First words', ...sent(130)]);
});

browserTest('what was said while the line was cut is there after it, once and in order; what was written meanwhile goes out', async () => {
  const id = await inTicket(ann, 'Lea Long');
  for (let round = 0; round < 2; round++) {
    line.cut();
    await write(desk, id, `missed ${round}`);
    await ann.getByTestId('composer-note').click();
    await ann.getByTestId('composer-text').fill(`written offline ${round}`);
    await ann.keyboard.press('Control+Enter');
    await ann.getByTestId('offline').waitFor();
    expect(await ann.getByTestId('outgoing').innerText()).toContain(`written offline ${round}`);
    line.mend();
    await ann.getByTestId('offline').waitFor({ state: 'detached' });
    await eventually(
      async () =>
        expect((await shownTexts(ann)).filter((text) => text.includes(` ${round}`) && !text.startsWith('line'))).toEqual([
          `missed ${round}`,
          `written offline ${round}`,
        ]),
      { timeout: 20_000 },
    );
  }
  const stored = (await messagesOf(desk, id)).map((message) => message.text);
  expect(new Set(stored).size).toBe(stored.length);
  expect((await shownTexts(ann)).slice(-6)).toEqual(stored.slice(-6));
});

browserTest('what is written the moment the line is back does not overtake what still waits for it', async () => {
  const id = await inTicket(ann, 'Lea Long');
  const writeNote = async (text: string): Promise<void> => {
    await ann.getByTestId('composer-text').fill(text);
    await ann.keyboard.press('Control+Enter');
  };
  await ann.getByTestId('composer-note').click();
  line.cut();
  await ann.getByTestId('offline').waitFor();
  await writeNote('first, into nothing');
  await ann.getByText('Goes out when the line is back').waitFor();
  line.mend();
  await writeNote('second, at once');
  const both = ['first, into nothing', 'second, at once'];
  await eventually(async () => expect((await messagesOf(desk, id)).map(({ text }) => text).slice(-2)).toEqual(both), { timeout: 20_000 });
  await eventually(async () => expect((await shownTexts(ann)).slice(-2)).toEqual(both));
});

browserTest('a server that was killed and came back is caught up with, in the list and in the ticket', async () => {
  const id = await inTicket(ann, 'Lea Long');
  await desk.kill9();
  await ann.getByTestId('offline').waitFor();
  await desk.restart();
  await write(desk, id, 'after the restart');
  await say(desk, 'Nora New', 'Came while you were away');
  await eventually(async () => expect((await shownTexts(ann)).at(-1)).toBe('after the restart'), { timeout: 20_000 });
  await ann.getByTestId('ticket-row').filter({ hasText: 'Nora New' }).waitFor();
});

browserTest('a server that could not look the session up for a moment has the console back by itself', async () => {
  const other = await ann.context().newPage();
  const refusals = await refuseOnce(other, '/agents');
  const id = await inTicket(other, 'Lea Long');
  await eventually(() => refusals() === 1);
  await write(desk, id, 'after the refusal');
  await eventually(async () => expect((await shownTexts(other)).at(-1)).toBe('after the refusal'));
  await other.close();
});

browserTest(
  'what a colleague sets up while the line is cut, or not open yet, is there when it is',
  async () => {
    const keep = (name: string) => desk.must('POST', '/api/v1/macros', { name, text: `Text of ${name}`, scope: 'shared' });
    await keep('the first');
    await inTicket(ann, 'Lea Long');
    await press(ann, 'Control+;');
    await ann.getByTestId('macros').getByText('Text of the first').waitFor();
    line.cut();
    await ann.getByTestId('offline').waitFor();
    await keep('the second');
    line.mend();
    await ann.getByTestId('macros').getByText('Text of the second').waitFor();

    const other = await ann.context().newPage();
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    await other.routeWebSocket(/socket\.io/, async (socket) => {
      await opened;
      socket.connectToServer();
    });
    await inTicket(other, 'Lea Long');
    await press(other, 'Control+;');
    await other.getByTestId('macros').getByText('Text of the second').waitFor();
    await keep('the third');
    // It is on this page, which hears, and could be on the other.
    await ann.getByTestId('macros').getByText('Text of the third').waitFor();
    expect(await other.getByTestId('macros').getByText('Text of the third').count()).toBe(0);
    open();
    await other.getByTestId('macros').getByText('Text of the third').waitFor();
    await other.close();
    await press(ann, 'Escape');
  },
  60_000,
);

browserTest('a change is on the page at once; when the server refuses it, it is taken back, and said', async () => {
  const id = await inTicket(ann, 'Lea Long');
  const { answer } = await hold(ann, oneTicket(id), 'PATCH', { refuses: true });
  const value = () => ann.getByTestId('priority').getAttribute('data-value');
  expect(await value()).toBe('normal');
  await ann.getByTestId('priority').click();
  await ann.getByTestId('priority-urgent').click();
  await eventually(async () => expect(await value()).toBe('urgent'));
  await answer();
  await ann.getByTestId('toast').filter({ hasText: 'Not changed' }).waitFor();
  expect(await value()).toBe('normal');
});

browserTest('two tabs of one agent agree', async () => {
  const id = await inTicket(ann, 'Lea Long');
  const second = await ann.context().newPage();
  await second.goto(`/tickets/${id}`);
  await second.getByTestId('composer-note').click();
  await second.getByTestId('composer-text').fill('from the second tab');
  await second.keyboard.press('Control+Enter');
  await eventually(async () => expect((await shownTexts(ann)).filter((text) => text === 'from the second tab')).toHaveLength(1));
  await second.getByTestId('priority').click();
  await second.getByTestId('priority-high').click();
  await eventually(async () => expect(await ann.getByTestId('priority').getAttribute('data-value')).toBe('high'));
  // What is begun in one window is there in the other, and neither takes it from the other.
  await second.getByTestId('composer-note').click();
  await second.getByTestId('composer-text').fill('begun in the second');
  await eventually(async () => expect(await ann.getByTestId('composer-text').inputValue()).toBe('begun in the second'));
  await ann.getByTestId('composer-text').fill('begun in the second, ended in the first');
  await eventually(async () =>
    expect(await second.getByTestId('composer-text').inputValue()).toBe('begun in the second, ended in the first'),
  );
  // Sent in both at once, it is one message.
  await Promise.all([ann, second].map((page) => page.getByTestId('composer-text').press('Control+Enter')));
  const sentWords = async (): Promise<string[]> =>
    (await messagesOf(desk, id)).map(({ text }) => text).filter((text) => text.startsWith('begun in the second'));
  await eventually(async () => expect(await sentWords()).toHaveLength(1));
  for (const page of [ann, second]) {
    await eventually(async () => expect(await page.getByTestId('composer-text').inputValue()).toBe(''));
    await page.getByTestId('outgoing').waitFor({ state: 'detached' });
  }
  expect(await sentWords()).toEqual(['begun in the second, ended in the first']);
  const kept = (): Promise<string> =>
    ann.evaluate(() => JSON.stringify(Object.entries(localStorage).filter(([name]) => name.startsWith('sayonce.draft.'))));
  // The box is the one that it was: what goes on as a note goes to no customer.
  await second.getByTestId('composer-text').fill('one more');
  await eventually(async () => expect(await ann.getByTestId('composer-text').inputValue()).toBe('one more'));
  await second.getByTestId('composer-text').press('Control+Enter');
  await second.getByTestId('outgoing').waitFor({ state: 'detached' });
  await eventually(async () => expect(await kept()).not.toContain('one more'));
  for (const page of [ann, second]) expect(await page.getByTestId('composer').getAttribute('data-tab')).toBe('note');
  // Nor does what is begun elsewhere take it from whom writes here.
  await ann.getByTestId('composer-text').click();
  await second.getByTestId('composer-reply').click();
  await second.getByTestId('composer-text').fill('To the customer');
  await eventually(async () => expect(await kept()).toContain('To the customer'));
  await ann.keyboard.type('Among us');
  expect(await ann.getByTestId('composer-text').inputValue()).toBe('Among us');
  expect(await ann.getByTestId('composer').getAttribute('data-tab')).toBe('note');
  await second.close();
});

/** Says in each language where the words wait, what stopped them, and that they are not sent yet. */
const IN_WORDS = [
  {
    language: 'en',
    signedOut: 'Not sent: You were signed out before this arrived.',
    notSent: 'Not sent',
    draft: 'Draft',
    wait: (n: number) => `Your words wait in the reply box of #${n}.`,
    answered: 'Bea Builder answered while you were writing.',
    notYet: 'Not sent yet.',
    refused: 'The ticket was merged into another one before this went out.',
    both: 'Bea Builder answered and the customer wrote before this went out.',
    heldBack: 'A reply was not sent',
    open: 'Open ticket',
    wrote: 'The customer wrote before this went out.',
    notResolved: 'Sent, but not resolved: the customer wrote meanwhile.',
    back: 'Put back into the box',
    notClosed: 'Not closed: the customer wrote meanwhile.',
    anyway: 'Close anyway',
  },
  {
    language: 'zh-CN',
    signedOut: '没有发出：送达之前登录已失效。',
    notSent: '没有发出',
    draft: '草稿',
    wait: (n: number) => `你写的内容在 #${n} 的输入框里。`,
    answered: '你写的时候，Bea Builder 已经回复了。',
    notYet: '还没有发出',
    refused: '发出之前，这个工单已被合并到另一个工单。',
    both: '发出之前，Bea Builder 已经回复，客户也发来了消息。',
    heldBack: '有一条回复没有发出',
    open: '打开工单',
    wrote: '发出之前，客户又发来了消息。',
    notResolved: '已发出，但未标为已解决：期间客户又发来了消息。',
    back: '放回输入框',
    notClosed: '未标为已关闭：期间客户又发来了消息。',
    anyway: '仍然标为已关闭',
  },
  {
    language: 'zh-TW',
    signedOut: '沒有送出：送達之前登入已失效。',
    notSent: '沒有送出',
    draft: '草稿',
    wait: (n: number) => `你寫的內容在 #${n} 的輸入框裡。`,
    answered: '你寫的時候，Bea Builder 已經回覆了。',
    notYet: '還沒有傳送',
    refused: '送出之前，這個案件已被合併到另一個案件。',
    both: '送出之前，Bea Builder 已經回覆，客戶也傳來了訊息。',
    heldBack: '有一則回覆沒有送出',
    open: '開啟案件',
    wrote: '送出之前，客戶又傳來了訊息。',
    notResolved: '已送出，但未標為已解決：期間客戶又傳來了訊息。',
    back: '放回輸入框',
    notClosed: '未標為已關閉：期間客戶又傳來了訊息。',
    anyway: '仍然標為已關閉',
  },
] as const;
const box = (page: Page) => page.getByTestId('composer-text');
const mergeInto = async (id: string, intoId: string): Promise<string> =>
  (await desk.must<{ decisionId: string }>('POST', `/api/v1/tickets/${id}/merge`, { intoId })).decisionId;

browserTest(
  'what was begun in a ticket that a colleague merges away waits in the box of the other, below what is begun there',
  async () => {
    await say(desk, 'Mia Merged', 'My toaster burns', 'Toaster');
    await say(desk, 'Tom Target', 'My kettle sings', 'Kettle');
    const target = await ticketOf(desk, 'Tom Target');
    await inTicket(ann, 'Tom Target');
    await box(ann).fill('Begun at the target');
    const id = await inTicket(ann, 'Mia Merged');
    await ann.getByRole('toolbar').waitFor();
    await ann.getByTestId('file-input').setInputFiles({ name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('return label') });
    await ann.locator('[data-testid="file"][data-state="ready"]').waitFor();
    await ann.getByTestId('copies-open').click();
    await ann.getByTestId('composer-cc').fill('boss@mia.example');
    await enterBox(ann);
    await ann.keyboard.type('A long answer');

    const decisionId = await mergeInto(id, target.id);
    await ann.getByTestId('merged').getByText(IN_WORDS[0].wait(target.number)).waitFor();
    // Whoever types on does nothing to the ticket by it.
    await ann.keyboard.type('ps');
    expect(await ann.getByRole('menu').count()).toBe(0);
    expect(await ann.getByTestId('snooze').count()).toBe(0);
    expect(await ann.getByText('No words yet').count()).toBe(0);

    // Taken back before anything else was written, all is as it was.
    await desk.must('POST', `/api/v1/decisions/${decisionId}/undo`);
    await eventually(async () => expect(await wordsIn(ann)).toBe('A long answer'));
    await mergeInto(id, target.id);
    await ann.getByTestId('merged').getByText(IN_WORDS[0].wait(target.number)).waitFor();
    await ann.getByTestId('merged').getByRole('button', { name: 'Open it' }).click();
    await eventually(async () =>
      expect((await wordsIn(ann)).split(/\n+/).filter((text) => text.trim())).toEqual(['Begun at the target', 'A long answer']),
    );
    expect(await ann.getByTestId('file').allInnerTexts()).toEqual([expect.stringContaining('label.txt')]);
    expect(await ann.getByTestId('composer-cc').inputValue()).toBe('boss@mia.example');

    // It is kept there: also where nothing is in memory.
    await inTicket(ann, 'Tom Target');
    await eventually(async () => expect(await wordsIn(ann)).toContain('A long answer'));
  },
  60_000,
);

browserTest(
  'an answer that waited for the line while its ticket was merged away says why it did not go, and goes back into the box of the other',
  async () => {
    for (const { language, wait, refused, back } of IN_WORDS) {
      await say(desk, `Ola ${language}`, 'My lamp is dark', `Lamp ${language}`);
      await say(desk, `Pia ${language}`, 'My clock is late', `Clock ${language}`);
      const target = await ticketOf(desk, `Pia ${language}`);
      const page = await consoles.open(agent, { url: line.url, language });
      const id = await inTicket(page, `Ola ${language}`);
      await enterBox(page);
      await page.keyboard.type('An answer for Ola');
      line.cut();
      await page.getByTestId('offline').waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('outgoing').waitFor();
      await mergeInto(id, target.id);
      line.mend();
      const outgoing = page.getByTestId('outgoing');
      await outgoing.getByText(refused).waitFor();
      // To try again would be refused for ever.
      await eventually(async () => expect(await outgoing.getByRole('button').allInnerTexts()).toEqual([back]));
      await outgoing.getByRole('button', { name: back }).click();
      await page.getByTestId('merged').getByText(wait(target.number)).waitFor();
      await page.getByTestId('merged').getByRole('button').click();
      await eventually(async () => expect(await wordsIn(page)).toBe('An answer for Ola'));
      expect((await messagesOf(desk, target.id)).filter(({ direction }) => direction === 'out')).toEqual([]);
      await page.context().close();
    }
  },
  120_000,
);

browserTest(
  "a colleague's answer that came while one wrote is said and stops the first sending, as the customer's words do",
  async () => {
    await say(desk, 'Quin Question', 'Where is my order?', 'Order');
    const { id } = await ticketOf(desk, 'Quin Question');
    const bea = await consoles.open(builder);
    await inTicket(bea, 'Quin Question');
    const pages = await Promise.all(
      IN_WORDS.map(async (words) => ({ ...words, page: await consoles.open(agent, { language: words.language }) })),
    );
    for (const { page, language } of pages) {
      await inTicket(page, 'Quin Question');
      await enterBox(page);
      await page.keyboard.type(`Ann answers in ${language}`);
    }
    const [{ page }] = pages as [(typeof pages)[number]];
    await enterBox(bea);
    await bea.keyboard.type('Bea answers');
    await page.getByTestId('agent-typing').waitFor();
    await bea.keyboard.press('Control+Enter');
    await page.getByTestId('answered-meanwhile').waitFor();
    // What she was writing has arrived.
    expect(await page.getByTestId('agent-typing').count()).toBe(0);
    const answers = async () => (await messagesOf(desk, id)).flatMap(({ direction, text }) => (direction === 'out' ? [text.trim()] : []));
    for (const { page: one, answered, notYet } of pages) {
      await one.getByTestId('answered-meanwhile').getByText(answered).waitFor();
      await box(one).press('Control+Enter');
      await one.getByTestId('answered-meanwhile').getByText(notYet).waitFor();
    }
    expect(await answers()).toEqual(['Bea answers']);
    await box(page).press('Control+Enter');
    await eventually(async () => expect(await answers()).toEqual(['Bea answers', 'Ann answers in en']));

    await enterBox(page);
    await page.keyboard.type('And one thing more');
    await say(desk, 'Quin Question', 'It came just now');
    await page.getByTestId('wrote-meanwhile').waitFor();
    await box(page).press('Control+Enter');
    await page.getByTestId('wrote-meanwhile').getByText('Not sent yet.').waitFor();
    expect(await answers()).toHaveLength(2);
    await page.getByTestId('wrote-meanwhile').getByRole('button', { name: 'I have read it' }).click();
    await page.getByTestId('wrote-meanwhile').waitFor({ state: 'detached' });
    await box(page).press('Control+Enter');
    await eventually(async () => expect(await answers()).toContain('And one thing more'));
  },
  90_000,
);

/** He writes it while the line is cut: it waits. */
async function answerOffline(page: Page, text: string): Promise<void> {
  // The box as it stays: the editor for mail comes a moment after the page, and with the line cut it would not.
  await page.locator('[data-testid=composer-text][contenteditable]').waitFor();
  await enterBox(page);
  await page.keyboard.type(text);
  line.cut();
  await page.getByTestId('offline').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(text).first().waitFor();
}
const answersIn = async (id: string): Promise<string[]> =>
  (await messagesOf(desk, id)).flatMap(({ direction, text }) => (direction === 'out' ? [text.trim()] : []));

browserTest(
  'a reply that waited for the line is not sent over what a colleague and the customer wrote meanwhile: it says why, and goes when it is sent again',
  async () => {
    const bea = await consoles.open(builder);
    for (const { language, both, heldBack, open, back, notYet } of IN_WORDS) {
      const [name, closed] = [`Rita ${language}`, language === 'zh-CN'];
      await say(desk, name, 'It came broken', `Broken ${language}`);
      const page = await consoles.open(agent, { url: line.url, language });
      const id = await inTicket(page, name);
      await answerOffline(page, 'We send another one');
      await inTicket(bea, name);
      await enterBox(bea);
      await bea.keyboard.type('Bea answers');
      await bea.keyboard.press('Control+Enter');
      await eventually(async () => expect(await answersIn(id)).toEqual(['Bea answers']));
      await say(desk, name, 'Please do NOT send another one!');
      let shown = page;
      if (closed) {
        // The tab is gone; a new page looks elsewhere.
        shown = await page.context().newPage();
        await page.close();
        line.mend();
        await shown.goto('/inbox/all');
      } else {
        await press(page, 'Escape', 'Escape');
        await page.waitForURL((url) => !url.pathname.includes(id));
        line.mend();
      }
      const toast = shown.getByTestId('toast').filter({ hasText: heldBack });
      await toast.waitFor({ timeout: 20_000 });
      expect(await answersIn(id)).toEqual(['Bea answers']);
      await toast.getByRole('button', { name: open }).click();
      const outgoing = shown.getByTestId('outgoing');
      await outgoing.getByText(both).waitFor();
      expect(await outgoing.getByRole('button').allInnerTexts()).toEqual([back]);
      await outgoing.getByRole('button', { name: back }).click();
      await eventually(async () => expect(await wordsIn(shown)).toBe('We send another one'));
      await shown.getByTestId('message-text').getByText('Bea answers').waitFor();
      await box(shown).press('Control+Enter');
      await shown.getByTestId('answered-meanwhile').getByText(notYet).waitFor();
      await box(shown).press('Control+Enter');
      await eventually(async () => expect(await answersIn(id)).toEqual(['Bea answers', 'We send another one']));
      await shown.context().close();
    }
  },
  180_000,
);

browserTest(
  'a reply that waited for the line goes by itself when nobody wrote meanwhile',
  async () => {
    await say(desk, 'Sue Silent', 'Where is it?', 'Silent');
    const id = await inTicket(ann, 'Sue Silent');
    await answerOffline(ann, 'On its way');
    line.mend();
    await eventually(async () => expect(await answersIn(id)).toEqual(['On its way']), { timeout: 20_000 });
    await ann.getByTestId('outgoing').waitFor({ state: 'detached' });
  },
  60_000,
);

browserTest(
  'what comes while an answer is under way stops a mail, and keeps a chat from being resolved',
  async () => {
    const { language, notResolved, wrote } = IN_WORDS[0];
    const name = `Vic ${language}`;
    await say(desk, name, 'A word about the lamp', `Past ${language}`);
    const visitor = await visit(`Kim${language} looks for a lamp`);
    const page = await consoles.open(agent, { language });
    /** His words come while the answer, which would end the ticket, is under way. */
    const resolveMeanwhile = async (id: string, meanwhile: () => Promise<unknown>, isRich: boolean): Promise<void> => {
      // The box as it stays: the editor for mail comes a moment after the page.
      if (isRich) await page.locator('[data-testid="composer-text"][contenteditable]').waitFor();
      await enterBox(page);
      await page.keyboard.type('We look into it');
      const { asked, answer } = await hold(page, new RegExp(`/api/v1/tickets/${id}/messages$`), 'POST');
      await page.keyboard.press('Control+Shift+Enter');
      await asked;
      await meanwhile();
      await eventually(async () => (await messagesOf(desk, id)).length === 2);
      await answer();
    };
    const id = await inTicket(page, name);
    await resolveMeanwhile(id, () => say(desk, name, 'One more word about the lamp'), true);
    await page.getByTestId('outgoing').getByText(wrote).waitFor();
    expect([await answersIn(id), (await ticketOf(desk, name)).status]).toEqual([[], 'open']);

    await page.goto(`/tickets/${visitor.ticket.id}`);
    await page.getByTestId('message').first().waitFor();
    await resolveMeanwhile(visitor.ticket.id, () => visitor.add('A red one'), false);
    await page.getByTestId('toast').filter({ hasText: notResolved }).waitFor();
    expect(await answersIn(visitor.ticket.id)).toEqual(['We look into it']);
    // Her words go on waiting.
    expect((await ticketOf(desk, `Kim${language}`)).status).toBe('open');
    await page.context().close();
  },
  90_000,
);

browserTest('a ticket is not resolved over a mail that comes meanwhile, unless one insists', async () => {
  await say(desk, 'Eve Ender', 'It works now', 'Ended');
  const id = await inTicket(ann, 'Eve Ender');
  const { asked, answer } = await hold(ann, oneTicket(id), 'PATCH');
  await press(ann, 'e');
  await asked;
  await say(desk, 'Eve Ender', 'No, it does not!');
  await eventually(async () => (await messagesOf(desk, id)).length === 2);
  await answer();
  const toast = ann.getByTestId('toast').filter({ hasText: 'Not resolved: the customer wrote meanwhile.' });
  await toast.waitFor();
  expect((await ticketOf(desk, 'Eve Ender')).status).toBe('open');
  await toast.getByRole('button', { name: 'Resolve anyway' }).click();
  await eventually(async () => (await ticketOf(desk, 'Eve Ender')).status === 'solved');
});

browserTest(
  'a ticket that is to be closed over a mail that comes meanwhile says so in those words, and is closed if one insists',
  async () => {
    for (const { language, notClosed, anyway } of IN_WORDS) {
      const name = `Cleo Closed ${language}`;
      await say(desk, name, 'It works now', `Closed ${language}`);
      const page = await consoles.open(agent, { language });
      const id = await inTicket(page, name);
      const { asked, answer } = await hold(page, oneTicket(id), 'PATCH');
      await press(page, 'i');
      await page.getByTestId('status-closed').click();
      await asked;
      await say(desk, name, 'No, it does not!');
      await eventually(async () => (await messagesOf(desk, id)).length === 2);
      await answer();
      const toast = page.getByTestId('toast').filter({ hasText: notClosed });
      await toast.waitFor();
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/notclosed-${language}.png` });
      expect((await ticketOf(desk, name)).status).toBe('open');
      await toast.getByRole('button', { name: anyway, exact: true }).click();
      await eventually(async () => expect((await ticketOf(desk, name)).status).toBe('closed'));
      await page.context().close();
    }
  },
  90_000,
);

browserTest('whoever has gone on is told which ticket was not resolved, and can still resolve it and take that back', async () => {
  await say(desk, 'Fay Former', 'It works now', 'Former');
  await say(desk, 'Gil Going', 'My lamp flickers', 'Going');
  const { number } = await ticketOf(desk, 'Fay Former');
  const id = await inTicket(ann, 'Fay Former');
  const { asked, answer } = await hold(ann, oneTicket(id), 'PATCH');
  await press(ann, 'e');
  await asked;
  await ann.getByTestId('ticket-row').filter({ hasText: 'Gil Going' }).click();
  await ann.getByTestId('message-text').getByText('My lamp flickers').waitFor();
  await say(desk, 'Fay Former', 'No, it does not!');
  await eventually(async () => (await messagesOf(desk, id)).length === 2);
  await answer();
  const toast = (words: string) => ann.getByTestId('toast').filter({ hasText: `#${number} · ${words}` });
  await toast('Not resolved: the customer wrote meanwhile.').getByRole('button', { name: 'Resolve anyway' }).click();
  await eventually(async () => (await ticketOf(desk, 'Fay Former')).status === 'solved');
  await toast('Resolved').getByRole('button', { name: 'Undo' }).click();
  await eventually(async () => (await ticketOf(desk, 'Fay Former')).status === 'open');
  expect((await ticketOf(desk, 'Gil Going')).status).toBe('open');
});

browserTest('a reply that waits for its time says when the customer wrote after it, and can be taken back into the box', async () => {
  await say(desk, 'Sid Scheduled', 'My parcel is late', 'Scheduled');
  const id = await inTicket(ann, 'Sid Scheduled');
  await write(desk, id, 'Your money comes back.', { kind: 'reply', sendAt: new Date(Date.now() + 86_400_000).toISOString() });
  await ann.getByTestId('message-text').getByText('Your money comes back.').waitFor();
  expect(await ann.getByTestId('held-over').count()).toBe(0);
  await say(desk, 'Sid Scheduled', 'It has come, keep the money!');
  const notice = ann.getByTestId('held-over');
  await notice.getByText('Sid Scheduled wrote after a reply that has not gone out yet').waitFor();
  await notice.getByTestId('take-back').click();
  await notice.waitFor({ state: 'detached' });
  expect((await messagesOf(desk, id)).filter(({ delivery }) => delivery?.state === 'queued')).toEqual([]);
});

/** The next words of this page are refused, as the server refuses what it does not take. */
async function refuseWords(page: Page): Promise<() => Promise<void>> {
  await intercept(page, '**/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 400, json: { error: { code: 'invalid_input', message: 'Not these words.' } } })
      : route.continue(),
  );
  return () => page.unroute('**/messages');
}

browserTest(
  'whoever presses a button that goes with what it does writes on in the box: no letter is a command',
  async () => {
    await say(desk, 'Hal Hands', 'Is it paid?', 'Payment');
    const id = await inTicket(ann, 'Hal Hands');
    const status = async () => (await desk.must<Ticket>('GET', `/api/v1/tickets/${id}`)).status;
    const words = async () => (await wordsIn(ann)).split(/\n+/).filter((text) => text.trim());
    /** These letters resolve, snooze, and more, where they are commands. */
    const typeOn = async (before: string): Promise<void> => {
      await eventually(() => box(ann).evaluate((one) => one === document.activeElement));
      await ann.keyboard.type(' even so we pay');
      expect(await words()).toEqual([`${before} even so we pay`]);
      expect(await ann.getByRole('dialog').count()).toBe(0);
      expect(await status()).toBe('open');
    };
    const anew = async (): Promise<void> => {
      await box(ann).fill('');
      await enterBox(ann);
    };

    await ann.locator('[data-testid="composer-text"][contenteditable]').waitFor();
    const accept = await refuseWords(ann);
    await enterBox(ann);
    await ann.keyboard.type('We pay');
    await ann.keyboard.press('Control+Enter');
    await ann.getByTestId('outgoing').getByRole('button', { name: 'Put back into the box' }).click();
    await typeOn('We pay');

    // Several of them stand in the order in which they were written.
    await anew();
    for (const text of ['First', 'Second', 'Third']) {
      await ann.keyboard.type(text);
      await ann.keyboard.press('Control+Enter');
      await ann.getByTestId('outgoing').filter({ hasText: text }).getByRole('alert').waitFor();
    }
    await ann.keyboard.type('Begun');
    for (const text of ['First', 'Third', 'Second'])
      await ann.getByTestId('outgoing').filter({ hasText: text }).getByRole('button', { name: 'Put back into the box' }).click();
    await eventually(async () => expect(await words()).toEqual(['First', 'Second', 'Third', 'Begun']));
    await accept();

    for (const name of ['Show', 'I have read it']) {
      await anew();
      await ann.keyboard.type('We pay');
      await say(desk, 'Hal Hands', `One more word before ${name}`);
      await ann.getByTestId('wrote-meanwhile').getByRole('button', { name }).click();
      await ann.getByTestId('wrote-meanwhile').waitFor({ state: 'detached' });
      await typeOn('We pay');
    }

    for (const where of ['toast', 'message']) {
      await anew();
      await ann.keyboard.type('We pay at once');
      await ann.keyboard.press('Control+Enter');
      await ann.getByTestId(where).getByRole('button', { name: 'Take back' }).click();
      await eventually(async () => expect(await words()).toEqual(['We pay at once']));
      await typeOn('We pay at once');
    }

    await say(desk, 'Ian Into', 'Was it paid?', 'Payment');
    const into = await ticketOf(desk, 'Ian Into');
    await mergeInto(id, into.id);
    await ann.getByTestId('merged').getByText(IN_WORDS[0].wait(into.number)).waitFor();
    await ann.getByTestId('merged').getByRole('button', { name: 'Open it' }).click();
    await ann.waitForURL((url) => url.pathname.includes(into.id));
    await eventually(() => box(ann).evaluate((one) => one === document.activeElement));
    await ann.keyboard.type(' and go');
    expect(await words()).toEqual(['We pay at once even so we pay and go']);
  },
  90_000,
);

browserTest(
  'whoever takes words back while another ticket is open stays where he is, in its box or in the list',
  async () => {
    await say(desk, 'Ida Back', 'Is it paid?', 'Payment of Ida');
    await say(desk, 'Ivo Other', 'Where is the invoice?', 'Invoice of Ivo');
    const [sent, other] = await Promise.all([ticketOf(desk, 'Ida Back'), ticketOf(desk, 'Ivo Other')]);
    const goTo = async ({ id, subject }: Ticket): Promise<void> => {
      await ann.locator(`[data-testid="ticket-row"][data-id="${id}"]`).click();
      await ann.getByTestId('ticket-subject').getByText(subject).waitFor();
      await ann.locator('[data-testid="composer-text"][contenteditable]').waitFor();
    };
    const focused = () => ann.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    await ann.goto(`/inbox/all/${other.id}`);
    for (const at of ['composer-text', 'ticket-row']) {
      await goTo(sent);
      await box(ann).fill('We pay at last');
      await ann.keyboard.press('Control+Enter');
      const offer = ann.getByTestId('toast').getByRole('button', { name: 'Take back' });
      await offer.waitFor();
      await goTo(other);
      if (at === 'composer-text') await box(ann).fill('Here');
      await offer.click();
      await ann.getByTestId('toast').getByText('Taken back').waitFor();
      expect(await focused()).toBe(at);
      if (at === 'composer-text') await ann.keyboard.type(' it is');
      await goTo(sent);
      await eventually(async () => expect(await wordsIn(ann)).toBe('We pay at last'));
      await ann.getByTestId('toast').getByText('Taken back').waitFor({ state: 'detached' });
    }
    await goTo(other);
    await eventually(async () => expect(await wordsIn(ann)).toBe('Here it is'));
  },
  90_000,
);

browserTest(
  'words of his own that were refused, or begun, are marked in the list; what was said of the refused stays as long as they wait',
  async () => {
    await say(desk, 'Wes Waits', 'Where is the ladder?', 'Ladder');
    await say(desk, 'Xia Begun', 'Where is the saw?', 'Saw');
    const [{ id }, begun] = await Promise.all([ticketOf(desk, 'Wes Waits'), ticketOf(desk, 'Xia Begun')]);
    for (const { language, notSent, draft, heldBack, back } of IN_WORDS) {
      const page = await consoles.open(agent, { language });
      const row = (ticketId: string) => page.locator(`[data-testid="ticket-row"][data-id="${ticketId}"]`);
      const marks = (ticketId: string) => row(ticketId).getByTestId('unsent').allInnerTexts();
      const height = async () => (await row(id).boundingBox())?.height;
      await page.goto(`/inbox/all/${id}`);
      await enterBox(page);
      const before = await height();
      let refuse = (): void => undefined;
      const left = new Promise<void>((resolve) => (refuse = resolve));
      await intercept(page, '**/messages', async (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        await left;
        const error = { code: 'conflict', message: 'no', details: { cameSince: { customer: true, colleague: null } } };
        return route.fulfill({ status: 409, json: { error } });
      });
      await page.keyboard.type('It is on its way');
      await eventually(async () => expect(await marks(id)).toEqual([draft]));
      await page.keyboard.press('Control+Enter');
      await eventually(async () => expect(await marks(id)).toEqual([]));
      await row(begun.id).click();
      await page.waitForURL((url) => url.pathname.includes(begun.id));
      refuse();
      const toast = page.getByTestId('toast').filter({ hasText: heldBack });
      await toast.waitFor();
      await eventually(async () => expect(await marks(id)).toEqual([notSent]));
      expect(await height()).toBe(before);
      await enterBox(page);
      await page.keyboard.type('Begun');
      await eventually(async () => expect(await marks(begun.id)).toEqual([draft]));
      if (process.env['SHOTS'])
        for (const dark of [false, true]) {
          await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
          await page.screenshot({ path: `${process.env['SHOTS']}/unsent-${language}-${dark ? 'dark' : 'light'}.png` });
        }
      // Nothing of it is lost with the page.
      await page.reload();
      await eventually(async () => expect([await marks(id), await marks(begun.id)]).toEqual([[notSent], [draft]]));
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto('/inbox/all');
      await row(id).waitFor();
      const cut = await row(id).evaluate((one) => one.scrollWidth > one.clientWidth || document.body.scrollWidth > innerWidth);
      expect([cut, await height(), await marks(id)]).toEqual([false, before, [notSent]]);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/unsent-${language}-phone.png` });
      await row(id).click();
      await page.getByTestId('message').first().waitFor();
      await page.getByTestId('outgoing').getByRole('button', { name: back }).click();
      await page.getByTestId('outgoing').waitFor({ state: 'detached' });
      await page.context().close();
    }
  },
  120_000,
);

browserTest(
  'what was sent after the session had ended says so, and goes when it is sent again',
  async () => {
    for (const { language, signedOut } of IN_WORDS) {
      const name = `Gus ${language}`;
      await say(desk, name, 'Is it there?', `Gone ${language}`);
      const page = await consoles.open(agent, { language });
      const id = await inTicket(page, name);
      await page.locator('[data-testid=composer-text][contenteditable]').waitFor();
      await enterBox(page);
      await page.keyboard.type('It is');
      // Whatever the page asks by itself would be told first that the session has ended, and take the box away.
      const others = (url: URL): boolean => url.pathname.startsWith('/api/') && !url.pathname.endsWith('/messages');
      await intercept(page, others, (route) => route.abort());
      await page.context().clearCookies();
      const refused = page.waitForResponse((response) => response.url().endsWith('/messages') && response.status() === 401);
      await page.keyboard.press('Control+Enter');
      await refused;
      await page.unroute(others);
      await signIn(page, agent);
      const outgoing = page.getByTestId('outgoing');
      await outgoing.waitFor();
      // Both parts of the line stand side by side in boxes of their own.
      const tight = (text: string): string => text.replace(/\s+/g, '');
      expect(tight(await outgoing.getByRole('alert').innerText())).toContain(tight(signedOut));
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/signedout-${language}.png` });
      await outgoing.getByRole('button').first().click();
      await eventually(async () => expect(await answersIn(id)).toEqual(['It is']));
      await page.context().close();
    }
  },
  90_000,
);

browserTest(
  'a ticket that could not be loaded while the line was cut loads by itself when it is back',
  async () => {
    await say(desk, 'Ute Unloaded', 'Not seen yet', 'Unloaded');
    const { id } = await ticketOf(desk, 'Ute Unloaded');
    await inTicket(ann, 'Lea Long');
    await ann.getByTestId('ticket-row').filter({ hasText: 'Ute Unloaded' }).waitFor();
    // So far it is on no page: neither opened nor fetched before it is clicked.
    line.cut();
    await ann.getByTestId('offline').waitFor();
    await ann.getByTestId('ticket-row').filter({ hasText: 'Ute Unloaded' }).click();
    await ann.getByRole('main').getByRole('button', { name: 'Try again' }).waitFor({ timeout: 20_000 });
    line.mend();
    await eventually(async () => expect(await shownTexts(ann)).toEqual(['Not seen yet']), { timeout: 20_000 });
    expect(ann.url()).toContain(id);
  },
  60_000,
);

browserTest(
  'a canned reply in an empty box is begun, too: what came since it was put there stops the first sending',
  async () => {
    await say(desk, 'Cora Canned', 'Where is my order?', 'Order');
    const { id } = await ticketOf(desk, 'Cora Canned');
    await desk.must('POST', '/api/v1/macros', { name: 'Thanks', text: 'Thank you for waiting.', scope: 'shared' });
    await inTicket(ann, 'Cora Canned');
    await box(ann).press('Control+;');
    await ann.getByTestId('macros').getByText('Thank you for waiting.').click();
    await eventually(async () => expect(await wordsIn(ann)).toContain('Thank you for waiting.'));
    await say(desk, 'Cora Canned', 'It has come.');
    await ann.getByTestId('wrote-meanwhile').waitFor();
    await box(ann).press('Control+Enter');
    await ann.getByTestId('wrote-meanwhile').getByText('Not sent yet.').waitFor();
    await box(ann).press('Control+Enter');
    await eventually(async () => expect((await messagesOf(desk, id)).map(({ text }) => text.trim())).toContain('Thank you for waiting.'));
  },
  60_000,
);

browserTest('what a customer adds in the chat while one answers is said, and stops no answer', async () => {
  const { ticket, add } = await visit('Nell has lost a parcel.');
  const { id } = ticket;
  await ann.goto(`/tickets/${id}`);
  // What is begun before any message is there counts what comes with them as read.
  await ann.getByTestId('message').first().waitFor();
  const box = ann.getByTestId('composer-text');
  await box.click();
  await ann.keyboard.type('We look for it');
  await add('It was a red one.');
  await ann.getByTestId('wrote-meanwhile').getByText('Nell').waitFor();
  // What turns the text around makes no other address of it, in the stream or in the list.
  await add('See https://user:pw@evil.example/\u202egpj.exe');
  const link = ann.getByTestId('message').getByRole('link', { name: 'https://user:pw@evil.example/%E2%80%AEgpj.exe', exact: true });
  await link.waitFor();
  expect(await link.evaluate((one) => getComputedStyle(one).unicodeBidi)).toBe('isolate');
  await ann.getByTestId('ticket-row').getByText('See https://user:pw@evil.example/gpj.exe', { exact: true }).waitFor();
  await box.press('Control+Enter');
  await eventually(async () => expect((await messagesOf(desk, id)).map(({ text }) => text.trim())).toContain('We look for it'));
});

browserTest(
  'in a ticket of two customers the reply box names whom the chat reaches, and what was begun for one goes to no other unsaid',
  async () => {
    const [dora, cora] = [await visit('Dora has lost a parcel.'), await visit('Cora has a lid that leaks.')];
    await desk.must('POST', `/api/v1/tickets/${dora.ticket.id}/merge`, { intoId: cora.ticket.id });
    await cora.add('It is the red one.');
    const { id } = cora.ticket;
    await eventually(async () => expect((await messagesOf(desk, id)).map(({ text }) => text)).toContain('It is the red one.'));
    await ann.goto(`/tickets/${id}`);
    await ann.getByTestId('message').first().waitFor();
    const send = ann.getByTestId('composer-send');
    await send.getByText('Chat to Cora').waitFor();
    expect(await ann.getByTestId('reply-to').count()).toBe(0);
    const box = ann.getByTestId('composer-text');
    await box.click();
    await ann.keyboard.type('A new lid, Cora');
    await dora.add('And my parcel?');
    await send.getByText('Chat to Dora').waitFor();
    await ann.getByTestId('reply-to').getByText('Dora').waitFor();
    const word = ann.getByTestId('goes-elsewhere');
    await word.getByText('You began this for Cora (Chat). It would go to Dora (Chat) now.').waitFor();
    await box.press('Control+Enter');
    await word.getByText('Not sent yet.').waitFor();
    if (process.env['SHOTS']) await ann.screenshot({ path: `${process.env['SHOTS']}/elsewhere.png` });
    expect((await messagesOf(desk, id)).map(({ text }) => text.trim())).not.toContain('A new lid, Cora');
    await word.getByRole('button').click();
    await word.waitFor({ state: 'detached' });
    await box.press('Control+Enter');
    await eventually(async () =>
      expect((await messagesOf(desk, id)).find(({ text }) => text.trim() === 'A new lid, Cora')?.to[0]?.name).toBe('Dora'),
    );
  },
);

browserTest('what is sent before any message is on the page goes only if its writer has had all of them before him', async () => {
  await say(desk, 'Yves Yonder', 'Where is my order?', 'Yonder');
  const { id } = await ticketOf(desk, 'Yves Yonder');
  const openUnshown = async (): Promise<Waiting> => {
    const story = await hold(ann, STORY, 'GET');
    await ann.goto(`/tickets/${id}`);
    await ann.locator('[data-testid="composer-text"][contenteditable]').waitFor();
    return story;
  };
  let story = await openUnshown();
  await box(ann).fill('It is on its way');
  await ann.keyboard.press('Control+Enter');
  const outgoing = ann.getByTestId('outgoing');
  await outgoing.getByText(IN_WORDS[0].wrote).waitFor();
  expect(await answersIn(id)).toEqual([]);
  await story.answer();
  await ann.getByTestId('message').first().waitFor();
  await outgoing.getByRole('button', { name: IN_WORDS[0].back }).click();
  await eventually(async () => expect(await wordsIn(ann)).toBe('It is on its way'));

  // Begun below what he had read, it goes at once.
  story = await openUnshown();
  await eventually(async () => expect(await wordsIn(ann)).toBe('It is on its way'));
  await box(ann).press('Control+Enter');
  await eventually(async () => expect(await answersIn(id)).toEqual(['It is on its way']));
  await story.answer();
});

browserTest(
  'no ticket is ended over messages that are not on the page yet, by key or by a canned reply, unless one insists',
  async () => {
    await desk.must('POST', '/api/v1/macros', { name: 'Closes it', text: 'Farewell.', scope: 'shared', actions: { status: 'closed' } });
    for (const name of ['Wim Unshown', 'Xena Unshown', 'Yara Known', 'Zed Beside']) await say(desk, name, 'It still hums', `Of ${name}`);
    const statusOf = async (id: string) => (await desk.must<Ticket>('GET', `/api/v1/tickets/${id}`)).status;
    const opened = async (name: string) => {
      const page = await consoles.open(agent);
      const { id, subject } = await ticketOf(desk, name);
      const goTo = async (): Promise<void> => {
        await page.getByTestId('ticket-row').filter({ hasText: name }).click();
        await page.getByTestId('ticket-subject').getByText(subject).waitFor();
      };
      const choose = async (): Promise<void> => {
        await page.locator('[data-testid="composer-text"][contenteditable]').waitFor();
        await box(page).press('Control+;');
        await page.getByTestId('macro').filter({ hasText: 'Closes it' }).click();
      };
      const insist = (words: string, anyway: string) =>
        page.getByTestId('toast').filter({ hasText: words }).getByRole('button', { name: anyway }).click();
      await page.getByTestId('ticket-row').filter({ hasText: name }).waitFor();
      return { page, id, goTo, choose, insist };
    };

    const byKey = await opened('Wim Unshown');
    let story = await hold(byKey.page, STORY, 'GET');
    await byKey.goTo();
    await press(byKey.page, 'e');
    await byKey.page.getByTestId('toast').filter({ hasText: 'Not resolved: the messages were not shown yet.' }).waitFor();
    expect(await statusOf(byKey.id)).toBe('open');
    if (process.env['SHOTS'])
      for (const dark of [false, true]) {
        await byKey.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
        await byKey.page.screenshot({ path: `${process.env['SHOTS']}/unshown-${dark ? 'dark' : 'light'}.png` });
      }
    await byKey.insist('Not resolved', 'Resolve anyway');
    await eventually(async () => expect(await statusOf(byKey.id)).toBe('solved'));
    await story.answer();
    await byKey.page.context().close();

    const canned = await opened('Xena Unshown');
    story = await hold(canned.page, STORY, 'GET');
    await canned.goTo();
    await canned.choose();
    await canned.insist('Not closed: the messages were not shown yet.', 'Close anyway');
    await eventually(async () => expect(await statusOf(canned.id)).toBe('closed'));
    await story.answer();
    await canned.page.context().close();

    // The head tells of a mail that the story, as it was read before, does not show yet.
    const behind = await opened('Yara Known');
    const { number } = await ticketOf(desk, 'Yara Known');
    await behind.goTo();
    await behind.page.getByTestId('message').first().waitFor();
    await behind.page.getByTestId('ticket-row').filter({ hasText: 'Zed Beside' }).click();
    await behind.page.getByTestId('ticket-subject').getByText('Of Zed Beside').waitFor();
    story = await hold(behind.page, STORY, 'GET');
    await say(desk, 'Yara Known', 'And it smells burnt!');
    await behind.page.getByTestId('ticket-row').filter({ hasText: 'And it smells burnt!' }).waitFor();
    await behind.goTo();
    expect(await shownTexts(behind.page)).toEqual(['It still hums']);
    await behind.choose();
    await behind.insist('Not closed: the customer wrote meanwhile.', 'Close anyway');
    await eventually(async () => expect(await statusOf(behind.id)).toBe('closed'));
    expect(
      await behind.page
        .getByTestId('toast')
        .filter({ hasText: `#${number}` })
        .count(),
    ).toBe(0);
    await story.answer();
    await behind.page.context().close();
  },
  120_000,
);

browserTest('an editor whose style sheet does not come leaves the plain box, and comes whole with the next ticket', async () => {
  await say(desk, 'Una Unstyled', 'My lamp flickers', 'Unstyled');
  await say(desk, 'Vera Styled', 'My lamp hums', 'Styled');
  const page = await consoles.open(agent);
  const styles = /ViewBuilder[^/]*\.css/;
  // Whatever asks for it first, and however often.
  await intercept(page, styles, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => styles.test(request.url()));
  await inTicket(page, 'Una Unstyled');
  await failed;
  await enterBox(page);
  await page.keyboard.type('Plain words');
  expect(await box(page).inputValue()).toBe('Plain words');
  expect(consoles.faults).toEqual([]);

  await page.unroute(styles);
  const came = page.waitForResponse((response) => styles.test(response.url()));
  await page.getByTestId('ticket-row').filter({ hasText: 'Vera Styled' }).click();
  await page.locator('[data-testid="composer-text"][contenteditable]').waitFor();
  expect((await came).ok()).toBe(true);
  await page.context().close();
});

browserTest('nothing broke on any page meanwhile', () => {
  expect(consoles.faults).toEqual([]);
});

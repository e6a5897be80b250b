import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Message, Ticket } from '../../contract/tickets.js';
import type { BenchDesk } from '../bench/spawnDesk.js';
import { mimeMail } from '../bench/mimeMail.js';
import { sayInChat } from './chat.js';
import { CHINESE, ENGLISH, type Telling } from './stories.js';

/** The tickets that are shown, by the language of the page. */
export interface PictureStory {
  tickets: Record<'en' | 'zh', Ticket>;
}

/** Everything comes in by the doors that customers use, and is answered by the API. */
export async function fillForPictures(desk: BenchDesk, browser: Browser): Promise<PictureStory> {
  const call = async <T>(method: string, route: string, body?: unknown): Promise<T> => {
    const answer = await fetch(desk.url + route, { method, headers: { authorization: `Bearer ${desk.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  };
  await call('POST', '/api/v1/sandbox/sample');
  await until(async () => (await call<{ state: string }>('GET', '/api/v1/sandbox/sample')).state === 'done');
  await call('PATCH', '/api/v1/me', { name: 'Jonas Berg' });
  const { agent } = await call<{ agent: { id: string } }>('GET', '/api/v1/me');
  const others = (await call<{ items: { id: string; name: string }[] }>('GET', '/api/v1/agents')).items.filter(({ id }) => id !== agent.id);
  await call('POST', '/api/v1/teams', { name: 'Repairs', memberIds: [agent.id, ...others.slice(0, 2).map(({ id }) => id)] });
  for (const [name, text] of [['Thank you', 'Hello {{customer.firstName|there}},\n\nthank you for writing. We look into it today.'], ['Seal: how to change it', 'Pull the jug off, turn the ring to the left, and put the new seal in with its lip upwards.'], ['Refund is on its way', 'The refund left us today. It takes three to five working days until your bank shows it.']]) await call('POST', '/api/v1/macros', { name, text, scope: 'shared' });
  for (const [title, body] of [['Change the seal of your blender', '1. Pull the **jug** off.\n2. Turn the ring.'], ['Track a parcel', 'Use the link in your mail.']]) await call('POST', '/api/v1/articles', { title, body, language: 'en', public: true });
  await call('POST', '/api/v1/views', { name: 'Urgent, all teams', filter: { field: 'priority', in: ['urgent', 'high'] }, scope: 'shared' });
  const tickets = { en: await tell(ENGLISH), zh: await tell(CHINESE) };
  const [first] = others;
  if (first) await call('POST', `/api/v1/tickets/${tickets.en.id}/messages`, { kind: 'note', text: `The seal of batch 7 is the culprit, three more this week. @Jonas Berg, I sent one by post.`, mentions: [agent.id] });
  return { tickets };

  async function tell({ customer, known, order, mail, text, answer, chat }: Telling): Promise<Ticket> {
    const made = await call<{ id: string }>('POST', '/api/v1/customers', { name: customer.name, identities: [{ kind: 'email', value: customer.email }, { kind: 'phone', value: customer.phone }, { kind: 'external', value: customer.email }], tags: customer.tags, language: customer.language, timeZone: customer.timeZone });
    await call('PATCH', `/api/v1/customers/${made.id}`, known);
    await call('PUT', `/api/v1/customers/${made.id}/records`, order);
    const posted = await fetch(`${desk.url}/hooks/email/raw`, { method: 'POST', headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'message/rfc822' }, body: mimeMail({ ...customer, ...mail }) });
    if (!posted.ok) throw new Error(`mail: ${posted.status} ${await posted.text()}`);
    const ticket = await until(async () => (await call<{ items: Ticket[] }>('GET', `/api/v1/tickets?customerId=${made.id}`)).items[0]);
    await call('POST', '/api/v1/sandbox/text', { from: customer.phone, text });
    await messages(ticket.id, 2);
    await call('PATCH', `/api/v1/tickets/${ticket.id}`, { assigneeId: agent.id, priority: 'high', tags: customer.ticketTags });
    await call<Message>('POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'reply', channel: 'email', ...answer, clientId: randomUUID() });
    await sayInChat(browser, desk.url, { language: customer.language, user: customer.email, text: chat });
    await messages(ticket.id, 4);
    return ticket;
  }

  async function messages(ticketId: string, count: number): Promise<void> {
    await until(async () => (await call<{ items: Message[] }>('GET', `/api/v1/tickets/${ticketId}/messages?limit=50`)).items.length >= count);
  }
}

async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await ask();
    if (found) return found;
    await sleep(100);
  }
  throw new Error('waited for a minute in vain');
}

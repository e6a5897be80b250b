/** Which tickets a console hears of: what the server and the console do of it together. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { QueryClient } from '@tanstack/react-query';
import type { Socket } from 'socket.io-client';
import { id, ticket } from '../http/support/fakeDesk.js';
import { collect, sleep, startGateway, until, type TestGateway } from './support/startGateway.js';

interface Watching {
  beginWatching(ticketId: string): boolean;
  endWatching(ticketId: string): boolean;
  tellWatching(client: QueryClient, line: Socket, ticketId: string, missed: boolean): void;
}
let it: TestGateway;
let slow: number;
/** How many watches the desk refused. */
let refused: number;
let asked: unknown[];
let client: QueryClient;
let watching: Watching;
beforeEach(async () => {
  it = await startGateway();
  slow = 20;
  refused = 0;
  const { get } = it.desk.tickets;
  it.desk.tickets.get = async (...args) => {
    await sleep(slow);
    try {
      return { ...(await get(args[0], ticket.id)), id: args[1] };
    } catch (error) {
      refused++;
      throw error;
    }
  };
  asked = [];
  client = { invalidateQueries: async ({ queryKey }: { queryKey: unknown }) => void asked.push(queryKey) } as unknown as QueryClient;
  jest.resetModules();
  watching = (await import('../../../src/console/watching.js' as string)) as Watching;
});
afterEach(() => it.stop());

/** An agent's console, and in how many tickets he is shown to be. */
async function open(): Promise<{ ada: Socket; shownIn: () => number }> {
  const ada = await it.ada();
  const states = collect<{ watching: object }>(ada, 'agents:changed');
  return { ada, shownIn: () => Object.keys(states.at(-1)?.watching ?? {}).length };
}

test('a quick visit leaves nothing behind, however many there are', async () => {
  const { ada, shownIn } = await open();
  const heard = collect(ada, 'ticket:read');
  for (let i = 0; i < 12; i++) {
    ada.emit('ticket:watch', { ticketId: id(i) });
    ada.emit('ticket:unwatch', { ticketId: id(i) });
  }
  expect(await ada.timeout(10_000).emitWithAck('ticket:unwatch', { ticketId: id(99) })).toEqual({ ok: true });
  await sleep(100);
  await until('shown in none', () => shownIn() === 0);
  for (let i = 0; i < 12; i++) it.gateway.bus.toTicket(id(i), 'ticket:read', { ticketId: id(i) } as never);
  await sleep(50);
  expect(heard).toEqual([]);
});

test('a watch that is refused is tried again, and what was missed until then is asked for', async () => {
  const { ada, shownIn } = await open();
  it.desk.failWith = Object.assign(new Error('x'), { code: 'STORE_UNAVAILABLE' });
  watching.beginWatching(ticket.id);
  watching.tellWatching(client, ada, ticket.id, false);
  await until('refused', () => refused > 0);
  it.desk.failWith = null;
  await until('watched', () => shownIn() === 1);
  await until('asked for', () => asked.length === 1);
  expect(asked).toEqual([['ticket', ticket.id]]);
});

test('nothing is tried again for what is on the page no more', async () => {
  const { ada, shownIn } = await open();
  it.desk.failWith = new Error('x');
  watching.beginWatching(ticket.id);
  watching.beginWatching(ticket.id);
  watching.tellWatching(client, ada, ticket.id, false);
  await until('refused', () => refused > 0);
  it.desk.failWith = null;
  expect([watching.endWatching(ticket.id), watching.endWatching(ticket.id)]).toEqual([false, true]);
  watching.tellWatching(client, ada, ticket.id, false);
  await sleep(3200);
  expect([shownIn(), asked]).toEqual([0, []]);
});

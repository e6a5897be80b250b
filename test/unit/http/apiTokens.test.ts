/** A token of another system, from its making to its end, over a real desk. What it may do is in the table of rights. */
import { startRealDesk, type RealDesk } from './support/realDesk.js';

let real: RealDesk;
beforeAll(async () => void (real = await startRealDesk()), 60_000);
afterAll(() => real.stop());

const asAdmin = async (method: string, to: string, body?: unknown): Promise<Response> =>
  real.call(method, to, await real.callers.admin.token(), { body });
const listed = async () => ((await (await asAdmin('get', '/api/v1/tokens')).json()) as { items: Record<string, unknown>[] }).items;

async function make(name: string, role = 'agent'): Promise<{ id: string; token: string }> {
  const answer = await asAdmin('post', '/api/v1/tokens', { name, role });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string; token: string };
}

test('is shown once, kept as a hash, and listed with its last use to the minute', async () => {
  const { id, token } = await make('Shop');
  expect(token).toMatch(/^so_[\w-]{43}$/);
  expect(await listed()).toEqual([
    { id, name: 'Shop', role: 'agent', createdBy: real.callers.admin.name, createdAt: real.desk.clock.now.toISOString(), lastUsedAt: null },
  ]);
  const [stored] = await real.desk.store.people.apiTokens();
  expect(stored?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(stored)).not.toContain(token);

  const used = real.desk.clock.now.toISOString();
  expect((await real.call('get', '/api/v1/tickets', token)).status).toBe(200);
  expect((await listed())[0]?.['lastUsedAt']).toBe(used);
  real.desk.clock.pass(0.5 / 60);
  await real.call('get', '/api/v1/tickets', token);
  expect((await listed())[0]?.['lastUsedAt']).toBe(used);
  real.desk.clock.pass(1 / 60);
  await real.call('get', '/api/v1/tickets', token);
  expect((await listed())[0]?.['lastUsedAt']).toBe(real.desk.clock.now.toISOString());
});

test('no two that are good have one name, however it is written; of many made at once there is one', async () => {
  const ask = (name: string): Promise<Response> => asAdmin('post', '/api/v1/tokens', { name, role: 'agent' });
  const answers = await Promise.all(['Warehouse', 'warehouse', ' WAREHOUSE ', 'Ｗarehouse'].map(ask));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(await refused?.json()).toEqual({
    error: { code: 'conflict', message: 'There is a token of this name already.', details: { taken: 'name' } },
  });
  const made = (await listed()).filter(({ name }) => String(name).normalize('NFKC').toLowerCase() === 'warehouse');
  expect(made).toHaveLength(1);
  expect((await asAdmin('delete', `/api/v1/tokens/${String(made[0]?.['id'])}`)).status).toBe(204);
  expect((await ask('Warehouse')).status).toBe(201);
});

test('what it does shows under its name, also once it is revoked', async () => {
  const { id, token } = await make('Till');
  const got = await real.desk.mail(
    'From: Ann <ann@till.example>\nTo: support@desk.example\nSubject: A seal\nMessage-ID: <till@till.example>\n\nIt leaks.\n',
  );
  const at = `/api/v1/tickets/${got?.ticketId ?? ''}`;
  expect((await real.call('patch', at, token, { body: { priority: 'high' } })).status).toBe(200);
  expect((await real.call('post', `${at}/messages`, token, { body: { kind: 'note', text: 'Paid at the till.' } })).status).toBe(201);
  // An author of its own is nothing that a body can name.
  expect(
    (await real.call('post', `${at}/messages`, token, { body: { kind: 'note', text: 'x', authorId: real.callers.admin.id } })).status,
  ).toBe(400);
  expect((await asAdmin('delete', `/api/v1/tokens/${id}`)).status).toBe(204);

  real.desk.clock.pass(1);
  const [events, messages] = await Promise.all(
    ['events', 'messages'].map(
      async (what) => ((await (await asAdmin('get', `${at}/${what}`)).json()) as { items: Record<string, unknown>[] }).items,
    ),
  );
  expect(events).toContainEqual(expect.objectContaining({ type: 'ticket.changed', actor: { kind: 'agent', id, name: 'Till' } }));
  expect(messages).toContainEqual(expect.objectContaining({ text: 'Paid at the till.', author: { id, name: 'Till' } }));
});

test("a ticket that it opens is nobody's yet", async () => {
  const { token } = await make('Starter');
  const answer = await real.call('post', '/api/v1/tickets', token, {
    body: { to: { kind: 'email', value: 'bo@start.example', name: 'Bo' }, subject: 'Your order', text: 'It is ready.' },
  });
  expect([answer.status, await answer.json()]).toMatchObject([201, { ticket: { assigneeId: null } }]);
});

test('a revoked one is refused with the next call, and is not listed; revoking twice is 404', async () => {
  const { id, token } = await make('Gone');
  expect((await real.call('get', '/api/v1/tickets', token)).status).toBe(200);
  expect((await asAdmin('delete', `/api/v1/tokens/${id}`)).status).toBe(204);
  expect((await real.call('get', '/api/v1/tickets', token)).status).toBe(401);
  expect((await listed()).map(({ name }) => name)).not.toContain('Gone');
  expect((await asAdmin('delete', `/api/v1/tokens/${id}`)).status).toBe(404);
});

test('its role is the stored one, and neither a guess nor a hash opens anything', async () => {
  const { token } = await make('Reader');
  expect((await real.call('patch', '/api/v1/widget', token, { body: { color: '#0f6b5c' } })).status).toBe(403);
  const [stored] = await real.desk.store.people.apiTokens();
  for (const wrong of [`${token}x`, 'so_', stored?.tokenHash ?? '', `so_${stored?.tokenHash ?? ''}`])
    expect((await real.call('get', '/api/v1/tickets', wrong)).status).toBe(401);
});

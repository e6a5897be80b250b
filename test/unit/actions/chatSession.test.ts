/** Whose chat a session is: by its token and a signature together, and by nothing that is only said. */
import { createHmac, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import type { ChatSessionBody, ChatSessionResult } from '../../../src/contract/realtime.js';

let desk: InProcessDesk;
beforeAll(async () => {
  desk = await openInProcessDesk();
});
afterAll(() => desk.close());

const open = (body: ChatSessionBody): Promise<ChatSessionResult> => desk.actions.desk.chat.open(body);
function jwt(claims: object): string {
  const [head, payload] = [{ alg: 'HS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${head}.${payload}.${createHmac('sha256', Buffer.alloc(32, 9)).update(`${head}.${payload}`).digest('base64url')}`;
}
const signed = (sub: unknown): string => jwt({ sub, exp: desk.clock.now.getTime() / 1000 + 600 });
const refusal = (body: ChatSessionBody): Promise<unknown> => open(body).catch((thrown: unknown) => thrown);

test.each([4242, true, ['4242'], { id: 4242 }])('%j names nobody: a subject is a string', async (sub) => {
  expect(await refusal({ userToken: signed(sub) })).toMatchObject({
    code: 'bad_signature',
    details: { reason: expect.stringMatching(/sub/) },
  });
});

test('the same subject and token are the same visitor; one without the other is a new one', async () => {
  const first = await open({ userToken: signed('4242') });
  expect(await open({ token: first.token, userToken: signed('4242') })).toMatchObject({ token: first.token, visitorId: first.visitorId });
  for (const other of [{ token: first.token }, { userToken: signed('4242') }, { token: first.token, userToken: signed('4243') }])
    expect((await open(other)).visitorId).not.toBe(first.visitorId);
  const anonymous = await open({});
  expect((await open({ token: anonymous.token })).visitorId).toBe(anonymous.visitorId);
  expect((await open({ token: anonymous.token, userToken: signed('4242') })).visitorId).not.toBe(anonymous.visitorId);
});

test('the same UUID in capitals is the same line, and comes back as it was written first', async () => {
  const { visitorId } = await open({});
  const who = { id: visitorId, externalId: null, name: null };
  const clientId = randomUUID().toUpperCase();
  const bytes = Readable.from([Buffer.from('x')]);
  const file = await desk.actions.desk.chat.addFile(who, { filename: 'x.txt', contentType: 'text/plain', bytes });
  for (const id of [clientId, clientId.toLowerCase(), clientId])
    await desk.actions.desk.chat.say(who, { clientId: id, text: 'Once', files: [file.id] });
  const rows = await desk.store.intake.list({ limit: 10 });
  for (const { id } of rows.items) await desk.actions.receiveMessage(id);
  expect((await desk.actions.desk.chat.lines(who, null)).map(({ text, clientId: id }) => [text, id])).toEqual([['Once', clientId]]);
});

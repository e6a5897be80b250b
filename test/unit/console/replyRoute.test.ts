/** Where a reply goes that was begun while somebody else began to speak. */
import { isElsewhere, routeOf } from '../../../src/console/features/composer/replyRoute.js';

const carries = { files: false, html: false, copies: false, fileBytes: 0 };
const mail = { channel: 'email' as const, address: 'cora@one.example', name: 'Cora', other: false, carries };
const chat = { channel: 'chat' as const, address: 'v2', name: 'Dora', other: true, carries };
const begun = { channel: 'email' as const, address: mail.address, name: 'Cora' };

test('a begun reply keeps its channel; an empty box follows who wrote last, and a choice goes before both', () => {
  expect(routeOf([chat, mail], { channel: null, begunFor: begun, reply: 'Dear Cora' })).toBe(mail);
  expect(routeOf([chat, mail], { channel: null, begunFor: begun, reply: ' ' })).toBe(chat);
  expect(routeOf([chat, mail], { channel: null, begunFor: null, reply: 'Dear' })).toBe(chat);
  expect(routeOf([chat, mail], { channel: 'chat', begunFor: begun, reply: 'Dear Cora' })).toBe(chat);
  expect(routeOf([chat], { channel: null, begunFor: begun, reply: 'Dear Cora' })).toBe(chat);
  expect(routeOf([], { channel: null, begunFor: begun, reply: 'Dear Cora' })).toBeNull();
});

test("another window in the chat is somebody else's, another mail address is the customer's own", () => {
  expect(isElsewhere(chat, { channel: 'chat', address: 'v1', name: 'Cora' })).toBe(true);
  expect(isElsewhere(chat, { channel: 'chat', address: 'v2', name: 'Dora' })).toBe(false);
  expect(isElsewhere(mail, { ...begun, address: 'cora@work.example' })).toBe(false);
  expect(isElsewhere(chat, begun)).toBe(true);
});

import { expect, test } from '@jest/globals';
import { pushParser } from '../../../src/realtime/pushParser.js';

const push = (sender: string): unknown => [
  sender,
  { type: 2, nsp: '/agents', data: ['tickets:changed', { tickets: [{ subject: '退款 "now" 😀' }] }] },
  { rooms: ['a'], except: [], flags: {} },
];

test('a push is read as it was written, by another process', () => {
  const bytes = Buffer.from(pushParser().encode(push('abc123')));
  expect(pushParser().decode(bytes)).toEqual(push('abc123'));
  // Part of a larger buffer, as Redis clients give it.
  const within = new Uint8Array(Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')])).subarray(2, 2 + bytes.length);
  expect(pushParser().decode(within)).toEqual(push('abc123'));
});

test('of what came back to its sender, of either namespace, only the sender is read', () => {
  const parser = pushParser();
  const [agents, chat] = [parser.encode(push('abc123')), parser.encode(push('def456'))];
  expect(parser.decode(Buffer.from(agents))).toEqual(['abc123']);
  expect(parser.decode(Buffer.from(chat))).toEqual(['def456']);
  expect(parser.decode(Buffer.from(pushParser().encode(push('emitter'))))).toEqual(push('emitter'));
  // No push: an answer to a question among processes.
  expect(parser.decode(Buffer.from('{"requestId":"abc123"}'))).toEqual({ requestId: 'abc123' });
});

test("what is nobody's push is nothing", () => {
  for (const bytes of [Buffer.from([0x93, 0xa3, 0x61]), Buffer.from('["abc'), Buffer.alloc(0)])
    expect(pushParser().decode(bytes)).toEqual([]);
});

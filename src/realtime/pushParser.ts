/** What the socket.io adapter and emitter write their pushes with: `[sender, packet, options]`. */
export interface PushParser {
  encode(push: unknown): string;
  decode(bytes: Uint8Array): unknown;
}

/** The adapter's names for itself have six letters, so it is within these bytes. */
const HEAD_BYTES = 32;

/**
 * JSON, which the engine reads and writes itself, for pushes from process to process; none of ours holds bytes. Redis gives
 * every push back to who sent it, and the adapter drops it when it sees the sender: nothing else of it is read here. What
 * cannot be read is nobody's push, and the adapter drops that too.
 */
export function pushParser(): PushParser {
  // Each namespace has an adapter, and each of these a name.
  const own = new Set<string>();
  return {
    encode(push) {
      if (Array.isArray(push) && typeof push[0] === 'string') own.add(push[0]);
      return JSON.stringify(push);
    },
    decode(bytes) {
      const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const [, sender] = given.toString('latin1', 0, HEAD_BYTES).split('"', 2);
      if (sender !== undefined && own.has(sender)) return [sender];
      try {
        return JSON.parse(given.toString()) as unknown;
      } catch {
        return [];
      }
    },
  };
}

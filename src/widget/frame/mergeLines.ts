import type { ChatFile, ChatMessage } from '../../contract/realtime.js';

/** What the visitor said that the server has not confirmed. */
export interface Unsent {
  clientId: string;
  text: string;
  files: ChatFile[];
  at: string;
  /** The last try got no answer. It is tried again by itself. */
  failed: boolean;
  /** The server will not take it as it is. */
  refused: boolean;
}

/** A line as it is shown: the server's, or one it has stored and not yet sent back. */
export const LOCAL = 'local:';

/** Adds lines; each is there once, whether it came by answer, by socket or by both, and an echo takes its own place. */
export function mergeLines(have: readonly ChatMessage[], came: readonly ChatMessage[]): ChatMessage[] {
  const byKey = new Map<string, ChatMessage>();
  for (const line of [...have, ...came]) {
    const key = line.clientId ?? line.id;
    const old = byKey.get(key);
    // The server's version stays when our own copy comes again.
    if (old && line.id.startsWith(LOCAL) && !old.id.startsWith(LOCAL)) continue;
    byKey.set(key, line);
  }
  return [...byKey.values()].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

/** Our own copy until the server's comes: last of all, whatever this browser's clock says. */
export function storedLine({ clientId, text, files, at }: Unsent, have: readonly ChatMessage[]): ChatMessage {
  const last = have.at(-1)?.at ?? '';
  // A moment after it, since two of our own at the same one would stand in the order of their ids.
  const after = last < at ? at : new Date(Date.parse(last) + 1).toISOString();
  return { id: LOCAL + clientId, clientId, from: 'visitor', name: null, text, files, at: after };
}

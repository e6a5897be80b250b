import { CHAT_LINE_MAX } from '../../contract/chatLengths.js';
import type { Ack, ChatFile } from '../../contract/realtime.js';
import { newUuid } from '../../contract/newUuid.js';
import { saysSomething } from '../../contract/saysSomething.js';
import { inLines } from './inLines.js';
import type { Unsent } from './mergeLines.js';

const AGAIN_MS = 3000;

/** What became of one try: `stored` by the server, `refused` by it for good, `later`: too many at once, or `open`: nobody knows, try again. */
type Outcome = 'stored' | 'refused' | 'later' | 'open';

interface Parts {
  get(): readonly Unsent[];
  set(unsent: readonly Unsent[]): void;
  /** Says one line to the server and waits for its acknowledgement. @throws when none came. */
  say(line: { clientId: string; text: string; files?: string[] }): Promise<Ack>;
  onStored(line: Unsent): void;
  /** False while older lines may still be found that must go first; `flush` is called again then. */
  mayBegin(): boolean;
}

/**
 * What the visitor said and the server has not confirmed. Lines go one after the other, in the order in which they were
 * written: a later one never overtakes one that still waits. The same id again is the same line to the server.
 */
export function createOutbox({ get, set, say, onStored, mayBegin }: Parts) {
  let running = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  return { add, flush, retry };

  /** A text that is longer than a line is said in several, each with an id of its own. */
  function add(text: string, files: ChatFile[] = []): void {
    const unsent = get();
    // Each a moment after the one before it: that is their order, also when they are read again after a reload.
    const from = Math.max(Date.now(), ...unsent.map(({ at }) => Date.parse(at) + 1));
    const texts = text ? inLines(text, CHAT_LINE_MAX).filter(saysSomething) : [''];
    set([
      ...unsent,
      ...texts.map((line, index) => ({
        clientId: newUuid(),
        text: line,
        files: index === texts.length - 1 ? files : [],
        at: new Date(from + index).toISOString(),
        failed: false,
        refused: false,
      })),
    ]);
    void flush();
  }

  function retry(clientId: string): void {
    change(clientId, { failed: false, refused: false });
    void flush();
  }

  /** Called when something was written, and whenever the line is back. */
  async function flush(): Promise<void> {
    clearTimeout(again);
    if (running || !mayBegin()) return;
    running = true;
    try {
      for (let next = first(); next; next = first()) {
        const { clientId } = next;
        const outcome = await tell(next);
        if (outcome === 'stored') {
          onStored(next);
          set(get().filter((one) => one.clientId !== clientId));
        } else if (outcome === 'refused') change(clientId, { failed: true, refused: true });
        else {
          // What the server takes in a moment is on its way: there is nothing to be done about it.
          change(clientId, { failed: outcome === 'open' });
          again = setTimeout(() => void flush(), AGAIN_MS);
          return;
        }
      }
    } finally {
      running = false;
    }
  }

  async function tell({ clientId, text, files }: Unsent): Promise<Outcome> {
    try {
      const result = await say({ clientId, text, ...(files.length ? { files: files.map(({ id }) => id) } : {}) });
      if (result.ok) return 'stored';
      if (result.code === 'too_many_requests') return 'later';
      return result.code === 'unavailable' || result.code === 'internal_error' ? 'open' : 'refused';
    } catch {
      return 'open'; // It may be stored all the same.
    }
  }

  function first(): Unsent | undefined {
    return get().find((one) => !one.refused);
  }

  function change(clientId: string, to: Partial<Unsent>): void {
    set(get().map((one) => (one.clientId === clientId ? { ...one, ...to } : one)));
  }
}

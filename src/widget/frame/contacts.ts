import type { Ack, ChatContact } from '../../contract/realtime.js';
import type { ChatState } from './state.js';

export type ContactField = keyof ChatContact;

const FIELDS: readonly ContactField[] = ['name', 'email', 'phone'];
const AGAIN_MS = 3000;

interface Parts {
  get(): ChatState;
  set(change: Partial<ChatState>): void;
  /** What the server has not confirmed, as it was written. */
  read(): string | null;
  /** @param words null: there is none any more */
  write(words: string | null): void;
  /** Says one field to the server and waits for its acknowledgement. @throws when none came. */
  tell(contact: ChatContact): Promise<Ack>;
  /** All that was given is with the server. */
  onTaken(): void;
}

/**
 * What the visitor says of himself. Kept until the server has it, as a line is, and told field by field: a mistyped address
 * does not cost him his name, and is marked.
 */
export function createContacts({ get, set, read, write, tell, onTaken }: Parts) {
  let running: Promise<void> | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let hasAddress = false;
  /** What was given of each field last: said with a line it goes once, whether it was taken or not. */
  const given = new Map<ContactField, string>();
  return {
    type,
    give,
    takeTyped,
    settle,
    isWaiting: (): boolean => next() !== null,
    /** Adds what was written elsewhere. */
    join: (words: string): void => keepWaiting({ ...waiting(), ...contactIn(words) }),
  };

  function type(field: ContactField, value: string): void {
    set({ typed: { ...get().typed, [field]: value } });
  }

  function give(contact: ChatContact): Promise<void> {
    for (const field of FIELDS) if (contact[field]) given.set(field, contact[field]);
    keepWaiting({ ...waiting(), ...contact });
    set({ contact: 'sending', wrong: get().wrong.filter((field) => !contact[field]) });
    return settle();
  }

  /** Who goes on to write gives what he has filled in. */
  function takeTyped(): void {
    const { typed } = get();
    const fresh = FIELDS.map((field) => [field, typed[field]?.trim() ?? ''] as const).filter(
      ([field, value]) => value !== '' && given.get(field) !== value,
    );
    if (fresh.length > 0) void give(Object.fromEntries(fresh));
  }

  /** Resolves when all is told, or a try got no answer: then it is tried again by itself. */
  function settle(): Promise<void> {
    clearTimeout(again);
    running ??= tellAll().finally(() => (running = null));
    return running;
  }

  async function tellAll(): Promise<void> {
    if (!next()) return;
    for (let one = next(); one; one = next()) {
      const [field, value] = one;
      const isTaken = await tellOne({ [field]: value });
      if (isTaken === null) return void (again = setTimeout(() => void settle(), AGAIN_MS));
      if (!isTaken) set({ wrong: [...get().wrong.filter((old) => old !== field), field] });
      else if (field !== 'name') hasAddress = true;
      const { [field]: now, ...rest } = waiting();
      // Corrected meanwhile: the new one is told next.
      if (now === value) keepWaiting(rest);
    }
    const { contact, wrong } = get();
    if (wrong.length === 0) onTaken();
    // Passed over meanwhile, or known by now all the same.
    if (contact !== 'skipped' && contact !== 'known') set({ contact: wrong.length > 0 ? 'failed' : hasAddress ? 'given' : 'unasked' });
  }

  /** @returns null: nobody knows */
  async function tellOne(contact: ChatContact): Promise<boolean | null> {
    try {
      const result = await tell(contact);
      if (result.ok) return true;
      return ['too_many_requests', 'unavailable', 'internal_error'].includes(result.code) ? null : false;
    } catch {
      return null; // No acknowledgement: it may be taken all the same, and may be told once more.
    }
  }

  function next(): [ContactField, string] | null {
    const waits = waiting();
    const field = FIELDS.find((one) => waits[one]);
    return field ? [field, waits[field] ?? ''] : null;
  }

  function waiting(): ChatContact {
    return contactIn(read());
  }

  function keepWaiting(contact: ChatContact): void {
    write(FIELDS.some((field) => contact[field]) ? JSON.stringify(contact) : null);
  }
}

function contactIn(words: string | null): ChatContact {
  try {
    return (JSON.parse(words ?? '{}') as ChatContact | null) ?? {};
  } catch {
    return {}; // Unreadable: nothing to tell.
  }
}

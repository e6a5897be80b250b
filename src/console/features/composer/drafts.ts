import type { Channel } from '../../../contract/common.js';
import { createStore } from '../../lib/createStore.js';
import { remember, remembered } from '../../lib/remembered.js';

/** What was begun in a ticket and not sent. Kept in this browser, so that nothing typed is lost. */
export interface Draft {
  tab: 'reply' | 'note';
  reply: string;
  note: string;
  /** Null: the customer's last channel. */
  channel: Channel | null;
}

const EMPTY: Draft = { tab: 'reply', reply: '', note: '', channel: null };
const SAVE_AFTER_MS = 300;
const drafts = createStore<Readonly<Record<string, Draft>>>({});
const timers = new Map<string, ReturnType<typeof setTimeout>>();

export function useDraft(ticketId: string): Draft {
  return drafts.use()[ticketId] ?? read(ticketId);
}

export function getDraft(ticketId: string): Draft {
  return drafts.get()[ticketId] ?? read(ticketId);
}

export function setDraft(ticketId: string, change: (draft: Draft) => Draft): void {
  const next = change(getDraft(ticketId));
  drafts.set({ ...drafts.get(), [ticketId]: next });
  clearTimeout(timers.get(ticketId));
  timers.set(ticketId, setTimeout(() => save(ticketId), SAVE_AFTER_MS));
}

/** Words of a reply that was taken back, before whatever was begun meanwhile. */
export function backIntoBox(ticketId: string, text: string): void {
  setDraft(ticketId, (draft) => ({ ...draft, tab: 'reply', reply: [text, draft.reply].filter(Boolean).join('\n\n') }));
}

// The page may go away before the timer: what was typed last counts too.
addEventListener('pagehide', () => {
  for (const ticketId of timers.keys()) save(ticketId);
});

function save(ticketId: string): void {
  clearTimeout(timers.get(ticketId));
  timers.delete(ticketId);
  const draft = getDraft(ticketId);
  const worth = draft.reply.trim() !== '' || draft.note.trim() !== '';
  remember(`draft.${ticketId}`, worth ? JSON.stringify(draft) : null);
}

const cache = new Map<string, Draft>();
function read(ticketId: string): Draft {
  const known = cache.get(ticketId);
  if (known) return known;
  const draft = parse(remembered(`draft.${ticketId}`));
  cache.set(ticketId, draft);
  return draft;
}

function parse(kept: string | null): Draft {
  if (!kept) return EMPTY;
  try {
    return { ...EMPTY, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return EMPTY; // Unreadable: begin anew.
  }
}

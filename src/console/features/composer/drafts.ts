import { createStore } from '../../lib/createStore.js';
import { onRemembered, remember, remembered } from '../../lib/remembered.js';
import { type Draft, EMPTY, joinHtml, joinText } from './draft.js';

const SAVE_AFTER_MS = 300;
const KEPT = 'draft.';
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

/** Puts words after what is begun, and keeps its formatting. */
export function addWords(ticketId: string, tab: Draft['tab'], text: string, html: string | null = null): void {
  setDraft(ticketId, (draft) => ({
    ...draft,
    tab,
    [tab]: joinText(draft[tab], text),
    ...(tab === 'reply' ? { replyHtml: joinHtml(draft, { reply: text, replyHtml: html }) } : {}),
  }));
}

// Another window of this browser wrote here: what it kept is what is true. Files that are still on their way from here stay.
onRemembered(KEPT, (ticketId, kept) => {
  if (timers.has(ticketId)) return;
  const uploading = getDraft(ticketId).files.filter(({ progress }) => progress !== null);
  const draft = parse(kept);
  drafts.set({ ...drafts.get(), [ticketId]: { ...draft, files: [...draft.files, ...uploading] } });
});

// The page may go away before the timer: what was typed last counts too.
addEventListener('pagehide', () => {
  for (const ticketId of timers.keys()) save(ticketId);
});

function save(ticketId: string): void {
  clearTimeout(timers.get(ticketId));
  timers.delete(ticketId);
  const draft = getDraft(ticketId);
  const files = draft.files.filter(({ id }) => id !== null);
  const worth = draft.reply.trim() !== '' || draft.note.trim() !== '' || files.length > 0;
  remember(KEPT + ticketId, worth ? JSON.stringify({ ...draft, files }) : null);
}

const cache = new Map<string, Draft>();
function read(ticketId: string): Draft {
  const known = cache.get(ticketId);
  if (known) return known;
  const draft = parse(remembered(KEPT + ticketId));
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

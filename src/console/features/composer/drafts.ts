import type { Channel } from '../../../contract/common.js';
import { createStore } from '../../lib/createStore.js';
import { onRemembered, remember, remembered } from '../../lib/remembered.js';

/** A file on its way into a message. `id` once the server has it. */
export interface DraftFile {
  key: string;
  name: string;
  size: number;
  id: string | null;
  /** 0..1 while it is uploaded; null once it is there or has failed. */
  progress: number | null;
}

/** What was begun in a ticket and not sent. Kept in this browser, so that nothing typed is lost. */
export interface Draft {
  tab: 'reply' | 'note';
  reply: string;
  /** The reply with its formatting; null: it has none. */
  replyHtml: string | null;
  note: string;
  /** Null: the customer's last channel. */
  channel: Channel | null;
  files: readonly DraftFile[];
  /** As typed; null: no such line is shown. */
  cc: string | null;
  bcc: string | null;
  /** Null: at once. */
  sendAt: string | null;
  /** The customer's last words when the reply was begun: what came later has not been read. Null: nothing is begun. */
  begunAfter: string | null;
}

export const EMPTY: Draft = { tab: 'reply', reply: '', replyHtml: null, note: '', channel: null, files: [], cc: null, bcc: null, sendAt: null, begunAfter: null };
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

/** One text after the other, with a line between them. */
export const joinText = (...parts: string[]): string => parts.map((part) => part.trimEnd()).filter(Boolean).join('\n\n');

/** The same of two replies with their formatting; null when neither has any. */
export function joinHtml(...replies: Pick<Draft, 'reply' | 'replyHtml'>[]): string | null {
  if (replies.every(({ replyHtml }) => replyHtml === null)) return null;
  return replies.map(({ reply, replyHtml }) => replyHtml ?? plainHtml(reply)).filter(Boolean).join('<p></p>');
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

/** Plain lines as paragraphs. */
export function plainHtml(text: string): string {
  const escape = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text === '' ? '' : text.split('\n').map((line) => `<p>${escape(line)}</p>`).join('');
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

import { createStore } from '../../lib/createStore.js';
import { onRemembered, remember, remembered, rememberedNames } from '../../lib/remembered.js';
import { whose } from '../../lib/whose.js';
import { type Draft, EMPTY, joinHtml, joinText } from './draft.js';

const SAVE_AFTER_MS = 300;
const KEPT = 'draft.';
/** By agent and ticket: at a machine that several share, nobody is shown what another began, and each finds his own again. */
const drafts = createStore<Readonly<Record<string, Draft>>>({});
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const placeOf = (ticketId: string): string => `${whose.get()}.${ticketId}`;

// Of a time when the writer was not kept: nobody can be shown them.
for (const name of rememberedNames(KEPT)) if (!name.slice(KEPT.length).includes('.')) remember(name, null);

/** The signed-in agent's draft in this ticket; also follows what another window of this browser writes there. */
export function useDraft(ticketId: string): Draft {
  whose.use();
  const place = placeOf(ticketId);
  return drafts.use()[place] ?? read(place);
}

/** The same, asked once. */
export function getDraft(ticketId: string): Draft {
  return draftAt(placeOf(ticketId));
}

function draftAt(place: string): Draft {
  return drafts.get()[place] ?? read(place);
}

/** Shown at once, kept in this browser 0.3 s after the last change or when the page goes away. */
export function setDraft(ticketId: string, change: (draft: Draft) => Draft): void {
  const place = placeOf(ticketId);
  drafts.set({ ...drafts.get(), [place]: change(draftAt(place)) });
  clearTimeout(timers.get(place));
  timers.set(place, setTimeout(() => save(place), SAVE_AFTER_MS));
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
onRemembered(KEPT, (place, kept) => {
  if (timers.has(place)) return;
  const uploading = draftAt(place).files.filter(({ progress }) => progress !== null);
  const draft = parse(kept);
  drafts.set({ ...drafts.get(), [place]: { ...draft, files: [...draft.files, ...uploading] } });
});

// The page may go away before the timer: what was typed last counts too.
addEventListener('pagehide', () => {
  for (const place of timers.keys()) save(place);
});

function save(place: string): void {
  clearTimeout(timers.get(place));
  timers.delete(place);
  const draft = draftAt(place);
  const files = draft.files.filter(({ id }) => id !== null);
  const worth = draft.reply.trim() !== '' || draft.note.trim() !== '' || files.length > 0;
  remember(KEPT + place, worth ? JSON.stringify({ ...draft, files }) : null);
}

const cache = new Map<string, Draft>();
function read(place: string): Draft {
  const known = cache.get(place);
  if (known) return known;
  const draft = parse(remembered(KEPT + place));
  cache.set(place, draft);
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

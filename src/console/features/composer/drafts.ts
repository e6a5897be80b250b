import { createStore } from '../../lib/createStore.js';
import { onRemembered, remember, remembered, rememberedNames } from '../../lib/remembered.js';
import { whose } from '../../lib/whose.js';
import { testIds } from '../../testids.js';
import { type Draft, type DraftFile, EMPTY, below, isBegun, joinHtml, joinText } from './draft.js';

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

/** Whether there is one: for a list, which must not be drawn anew for each letter. */
export function useIsBegun(ticketId: string): boolean {
  whose.use();
  const place = placeOf(ticketId);
  return drafts.useOf((all) => isBegun(all[place] ?? read(place)));
}

/** The same as `useDraft`, asked once. */
export function getDraft(ticketId: string): Draft {
  return draftAt(placeOf(ticketId));
}

function draftAt(place: string): Draft {
  return drafts.get()[place] ?? read(place);
}

/** Shown at once, kept in this browser 0.3 s after the last change or when the page goes away. */
export function setDraft(ticketId: string, change: (draft: Draft) => Draft): void {
  setAt(placeOf(ticketId), change);
}

function setAt(place: string, change: (draft: Draft) => Draft): void {
  drafts.set({ ...drafts.get(), [place]: change(draftAt(place)) });
  clearTimeout(timers.get(place));
  timers.set(
    place,
    setTimeout(() => save(place), SAVE_AFTER_MS),
  );
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

/** Of a file in whichever box it is by now: the draft may have moved while it was uploaded. */
export function changeFile(key: string, change: Partial<DraftFile>): void {
  const place = Object.entries(drafts.get()).find(([, { files }]) => files.some((file) => file.key === key))?.[0];
  if (place) setAt(place, (draft) => ({ ...draft, files: draft.files.map((file) => (file.key === key ? { ...file, ...change } : file)) }));
}

/** By the place that was left: how both boxes stood, to have it all as it was when the merge is taken back at once. */
const moved = new Map<string, { to: string; draft: Draft; before: Draft; after: Draft }>();

/** What was begun in a ticket that was merged away goes into the box of the ticket where the conversation is now. */
export function moveDraft(fromId: string, toId: string): void {
  const [from, to] = [placeOf(fromId), placeOf(toId)];
  const [draft, before] = [draftAt(from), draftAt(to)];
  if (!isBegun(draft)) return;
  const after = below(before, draft);
  moved.set(from, { to, draft, before, after });
  put(to, after, from, EMPTY);
}

/** The merge was taken back: so is the move, unless somebody wrote on in the other box since. */
export function moveDraftBack(fromId: string): void {
  const from = placeOf(fromId);
  const move = moved.get(from);
  moved.delete(from);
  if (move && saysTheSame(draftAt(move.to), move.after) && !isBegun(draftAt(from))) put(from, move.draft, move.to, move.before);
}

/** What is noted beside the words may change without anybody writing. */
const NOTED: ReadonlySet<string> = new Set(['id', 'known', 'begunFor'] satisfies (keyof Draft)[]);

/** Another window of this browser that keeps a draft as it is makes another object of it here. */
function saysTheSame(one: Draft, other: Draft): boolean {
  return (Object.keys(EMPTY) as (keyof Draft)[]).every((key) => NOTED.has(key) || JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

/** Kept at once, where the words come to before where they leave: a page that is closed between has them twice, not nowhere. */
function put(to: string, draft: Draft, from: string, rest: Draft): void {
  setAt(to, () => draft);
  setAt(from, () => rest);
  save(to);
  save(from);
}

// Another window of this browser wrote here: what it kept is what is true. Files that are still on their way from here stay, and so
// does the box that somebody writes in, or that was emptied there: what is meant for colleagues must not go on as an answer.
onRemembered(KEPT, (place, kept) => {
  if (timers.has(place)) return;
  const before = draftAt(place);
  const uploading = before.files.filter(({ progress }) => progress !== null);
  const draft = parse(kept);
  const tab = kept === null || isInBox() ? before.tab : draft.tab;
  drafts.set({ ...drafts.get(), [place]: { ...draft, tab, files: [...draft.files, ...uploading] } });
});

const isInBox = (): boolean => document.activeElement?.getAttribute('data-testid') === testIds.composerText;

// The page may go away before the timer: what was typed last counts too.
addEventListener('pagehide', () => {
  for (const place of timers.keys()) save(place);
});

function save(place: string): void {
  clearTimeout(timers.get(place));
  timers.delete(place);
  const draft = draftAt(place);
  const files = draft.files.filter(({ id }) => id !== null);
  remember(KEPT + place, isBegun({ ...draft, files }) ? JSON.stringify({ ...draft, files }) : null);
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

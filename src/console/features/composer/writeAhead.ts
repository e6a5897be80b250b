import { createStore } from '../../lib/createStore.js';
import { isTaken } from '../../keys/useKeys.js';
import { askForBox, askNoMore, askOnArrival, isShown } from './boxFocus.js';
import { type Draft, typedOn } from './draft.js';
import { getDraft, setDraft } from './drafts.js';

/** What is written into a box that is not on the page yet. */
interface Ahead {
  ticketId: string;
  tab: Draft['tab'];
  /** The draft before it. */
  base: Draft;
  words: string;
}

const ahead = createStore<Ahead | null>(null);
/** The browser would do something else by them. */
const KEYS = new Set(['Escape', 'Backspace', 'Enter', 'Tab']);
const TICKET = /^\/(?:inbox\/[^/]+|tickets)\/([^/]+)$/;

/** The ticket of the address. While a page is on its way that is another one than the page shows. */
const ticketHere = (): string | null => TICKET.exec(location.pathname)?.[1] ?? null;

/** Which box of the ticket is written into ahead; null: none. */
export const useWrittenAhead = (ticketId: string): Draft['tab'] | null => {
  const now = ahead.use();
  return now?.ticketId === ticketId ? now.tab : null;
};

/**
 * Takes the caret into a box of the ticket of the address. While the ticket still loads, every key is a word for that box from here
 * on, kept in its draft, and none is a command, until the box has the caret, or who writes gives up by Escape or goes elsewhere.
 */
export function writeIn(tab: Draft['tab']): void {
  const ticketId = ticketHere();
  if (ticketId === null) return;
  if (isShown(ticketId)) return askForBox(ticketId, tab);
  askOnArrival(ticketId, tab);
  setDraft(ticketId, (draft) => ({ ...draft, tab }));
  // A row or button that keeps the focus would be pressed by the first space.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  ahead.set({ ticketId, tab, base: getDraft(ticketId), words: '' });
  addEventListener('keydown', take, true);
  addEventListener('pointerdown', giveUp, true);
}

/** The box is there and has the caret, or there is none to wait for. What was written stays in the draft. */
export function endAhead(): void {
  ahead.set(null);
  removeEventListener('keydown', take, true);
  removeEventListener('pointerdown', giveUp, true);
}

function giveUp(): void {
  askNoMore(ahead.get()?.ticketId ?? '');
  endAhead();
}

function take(event: KeyboardEvent): void {
  const now = ahead.get();
  if (!now || isTaken(event.target)) return endAhead();
  if (ticketHere() !== now.ticketId) return giveUp();
  event.stopImmediatePropagation();
  const letter = letterOf(event);
  if (letter || KEYS.has(event.key)) event.preventDefault();
  if (event.key === 'Escape') giveUp();
  else if (event.key === 'Backspace') put(now, (words) => [...words].slice(0, -1).join(''));
  else if (letter) put(now, (words) => words + letter);
}

/** What the key writes; nothing when it is meant as a command or belongs to an input method. */
function letterOf(event: KeyboardEvent): string {
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')) return '';
  if (event.key === 'Enter') return event.isComposing ? '' : '\n';
  return [...event.key].length === 1 && !event.isComposing ? event.key : '';
}

function put({ ticketId, tab, base, words }: Ahead, change: (words: string) => string): void {
  const draft = getDraft(ticketId);
  // Another window of this browser wrote there meanwhile: what is typed goes on behind that.
  const untouched = draft[tab] === base[tab] + words;
  const next = { base: untouched ? base : draft, words: change(untouched ? words : '') };
  setDraft(ticketId, (old) => ({ ...old, ...typedOn(next.base, tab, next.words) }));
  if (ahead.get()) ahead.set({ ticketId, tab, ...next });
}

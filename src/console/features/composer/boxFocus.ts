import { useEffect } from 'react';
import { createStore } from '../../lib/createStore.js';
import type { ComposerFocus } from './Composer.js';

/** Who is asked for, and in which ticket; null: nobody. */
const asked = createStore<(ComposerFocus & { ticketId: string }) | null>(null);
/** The tickets on this page: at most two, while one goes and the other comes. */
const shown = new Set<string>();

function ask(ticketId: string, tab: ComposerFocus['tab'], select: string | null): void {
  asked.set({ ticketId, tab, select, nonce: (asked.get()?.nonce ?? 0) + 1 });
}

/**
 * Takes the caret into the ticket's box. Every button that goes with what it does calls it: the focus would fall on the page,
 * where the letters that are typed next are commands. Without effect while the ticket is not open.
 * @param select words just put in, to be made one's own
 */
export function askForBox(ticketId: string, tab: ComposerFocus['tab'], select: string | null = null): void {
  if (shown.has(ticketId)) ask(ticketId, tab, select);
}

/** The same of a ticket that is about to be opened. */
export const askOnArrival = (ticketId: string, tab: ComposerFocus['tab']): void => ask(ticketId, tab, null);

/** Whoever asked has gone elsewhere: nobody is called away for it later. */
export function askNoMore(ticketId: string): void {
  if (asked.get()?.ticketId === ticketId) asked.set(null);
}

/** The box has done it: one that comes back to the page later, as after picking messages, does not do it again. */
export function answered(focus: ComposerFocus): void {
  if (asked.get() === focus) asked.set(null);
}

/** Whether it stands on the page, with its box or with what takes its place for a while. */
export const isShown = (ticketId: string): boolean => shown.has(ticketId);

/** What was asked of the open ticket's box. Whoever comes back to the ticket later is asked nothing. */
export function useBoxFocus(ticketId: string): ComposerFocus | null {
  const focus = asked.use();
  useEffect(() => {
    shown.add(ticketId);
    return () => {
      shown.delete(ticketId);
      askNoMore(ticketId);
    };
  }, [ticketId]);
  return focus?.ticketId === ticketId ? focus : null;
}

import { writeAddress } from './addresses.js';
import { remember, remembered, rememberedNames } from '../../lib/remembered.js';
import type { Message } from '../../../contract/tickets.js';
import { askForBox } from './boxFocus.js';
import { type Draft, EMPTY, joined } from './draft.js';
import { setDraft } from './drafts.js';
import { forgetPutBack, putBack } from './putBack.js';
import { boxReady } from './useRichText.js';

/** What was sent, as it stood in the box, by the id that its client gave the message: what can be taken back comes back whole. */
const KEPT = 'sent.';
const MOST = 60;

interface Sent {
  at: string;
  draft: Draft;
}

/** Keeps the newest sixty in this browser. The box begins anew with it. */
export function keepSent(ticketId: string, clientId: string, draft: Draft): void {
  forgetPutBack(ticketId, draft.tab);
  const entry: Sent = { at: new Date().toISOString(), draft };
  remember(KEPT + clientId, JSON.stringify(entry));
  const all = rememberedNames(KEPT).map((name) => ({ name, at: read(name)?.at ?? '' }));
  for (const { name } of all.sort((a, b) => b.at.localeCompare(a.at)).slice(MOST)) remember(name, null);
}

/**
 * Puts what was sent back into the box, before whatever was begun there meanwhile, and in the order in which it was written with
 * what was put back before: words, formatting, files, copies, channel. Where the ticket is open the caret goes there, too: the button that did it is gone.
 * @param message what is known of it where it was not sent from this browser
 */
export function takeBackIntoBox(
  ticketId: string,
  clientId: string | null,
  message: Pick<Message, 'text'> & Partial<Pick<Message, 'html' | 'direction' | 'cc' | 'bcc' | 'channel' | 'createdAt'>>,
): void {
  const kept = clientId ? read(KEPT + clientId) : null;
  const sent = kept?.draft ?? draftOf(message);
  const at = kept?.at ?? message.createdAt ?? new Date().toISOString();
  setDraft(ticketId, (now) => ({ ...joined(sent, now), ...putBack(ticketId, now, sent, at) }));
  // The plain box stays as it is once somebody writes in it, and has no formatting.
  void boxReady().then(() => askForBox(ticketId, sent.tab));
  if (clientId) remember(KEPT + clientId, null);
}

function draftOf({ text, html, direction, cc = [], bcc = [], channel }: Parameters<typeof takeBackIntoBox>[2]): Draft {
  if (direction === 'note') return { ...EMPTY, tab: 'note', note: text };
  const typed = (parties: Message['cc']): string | null =>
    parties.length ? parties.map(({ name, value }) => writeAddress({ name, address: value })).join(', ') : null;
  return {
    ...EMPTY,
    reply: text,
    replyHtml: html ?? null,
    cc: typed(cc) ?? (bcc.length ? '' : null),
    bcc: typed(bcc),
    channel: channel ?? null,
  };
}

function read(name: string): Sent | null {
  const kept = remembered(name);
  if (!kept) return null;
  try {
    const { at, draft } = JSON.parse(kept) as Partial<Sent>;
    return typeof at === 'string' && draft ? { at, draft: { ...EMPTY, ...draft } } : null;
  } catch {
    return null; // Unreadable: what the message itself holds must do.
  }
}

import { whose } from '../../lib/whose.js';
import { type Draft, joinHtml, joinText } from './draft.js';

/** Words of the box: of a reply with their formatting. */
type Words = Pick<Draft, 'reply' | 'replyHtml'>;

/** What stands in a box: words that were put back, each with the time when it was written, and below them what is begun. */
interface Standing {
  pieces: readonly (Words & { at: string })[];
  begun: Words;
}

/** By agent, ticket, and box: what was put back since it was last empty, and how the box stood then. */
const known = new Map<string, Standing & { after: Words }>();
const placeOf = (ticketId: string, tab: Draft['tab']): string => `${whose.get()}.${ticketId}.${tab}`;

/** The box was sent: what is put back from now on has nothing to do with what stood there. */
export const forgetPutBack = (ticketId: string, tab: Draft['tab']): void => void known.delete(placeOf(ticketId, tab));

/**
 * How the box reads with these words put back: what was written later stands below, and what was begun since last of all, in
 * whichever order they are put back.
 * @param at when they were written
 */
export function putBack(ticketId: string, now: Draft, sent: Draft, at: string): Partial<Draft> {
  const { tab } = sent;
  const place = placeOf(ticketId, tab);
  const { pieces, begun } = standing(wordsOf(now, tab), known.get(place));
  const all = [...pieces, { ...wordsOf(sent, tab), at }].sort((a, b) => a.at.localeCompare(b.at));
  const after = joinWords(...all, begun);
  known.set(place, { pieces: all, begun, after });
  return tab === 'note' ? { note: after.reply } : after;
}

const wordsOf = (draft: Draft, tab: Draft['tab']): Words =>
  tab === 'note' ? { reply: draft.note, replyHtml: null } : { reply: draft.reply, replyHtml: draft.replyHtml };
const joinWords = (...words: Words[]): Words => ({
  reply: joinText(...words.map(({ reply }) => reply)),
  replyHtml: joinHtml(...words),
});

/** Tells what was put back from what is begun, also when somebody has written on since. */
function standing(now: Words, before: (Standing & { after: Words }) | undefined): Standing {
  if (!before?.pieces.some(({ reply }) => now.reply.includes(reply))) return { pieces: [], begun: now };
  if (now.reply === before.after.reply && now.replyHtml === before.after.replyHtml) return before;
  const { pieces } = before;
  const put = joinWords(...pieces);
  const head = `${put.reply}\n\n`;
  if (now.replyHtml === null && put.replyHtml === null && now.reply.startsWith(head))
    return { pieces, begun: { reply: now.reply.slice(head.length), replyHtml: null } };
  // Changed within: one piece, which holds them all.
  return { pieces: [{ ...now, at: pieces.at(-1)?.at ?? '' }], begun: { reply: '', replyHtml: null } };
}

import { useEffect } from 'react';
import { answerSince, wordsSince } from '../../../contract/cameSince.js';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useMe } from '../../api/session.js';
import { useStory } from '../../api/story.js';
import type { Draft } from './draft.js';
import { setDraft } from './drafts.js';

/** What came since the reply was begun and was not read. */
export interface Unread {
  /** The customer wrote. */
  customer: boolean;
  /** The colleague who answered; null: nobody did. */
  colleague: string | null;
  /**
   * What the first sending stops for, another one whenever more of it came; null: for nothing. What the customer says in the chat comes while
   * one writes, and is seen beside it: there it is only said.
   */
  key: string | null;
  /** The newest message of each, to be shown; null: it is not on the page. */
  ids: { customer: string | null; colleague: string | null };
}

/** How far the story is known by now: the customer's last words ('' for none), and the last message of either side. */
type Known = Record<'begunAfter' | 'knewUntil', string>;

/** Looks after what whoever writes has to know before he sends. `known` counts as read once he has read it all. */
export function useUnread(ticket: TicketDetail, draft: Draft): { unread: Unread | null; known: Known } {
  const me = useMe().agent.id;
  const { messages } = useStory(ticket.id);
  const last = messages.at(-1)?.createdAt ?? '';
  // The ticket and its messages come one after the other.
  const known = { begunAfter: ticket.lastInboundAt ?? '', knewUntil: last > ticket.lastMessageAt ? last : ticket.lastMessageAt };
  const { begunAfter, knewUntil } = known;
  const isPut = draft.begunAfter === null && draft.reply.trim() !== '';
  // A canned reply, words of a rule, what was taken back: put into the box, words are begun as typed ones are.
  useEffect(() => {
    if (isPut) setDraft(ticket.id, (old) => ({ ...old, begunAfter: old.begunAfter ?? begunAfter, knewUntil: old.knewUntil ?? knewUntil }));
  }, [isPut, ticket.id, begunAfter, knewUntil]);
  if (draft.tab !== 'reply' || draft.reply.trim() === '') return { unread: null, known };

  const customer = draft.begunAfter !== null && known.begunAfter > draft.begunAfter;
  const answer = draft.knewUntil === null ? undefined : answerSince(messages, me, draft.knewUntil);
  if (!customer && !answer) return { unread: null, known };
  const said = messages.findLast(({ direction }) => direction === 'in');
  const unheard = customer ? wordsSince(messages, draft.begunAfter) : undefined;
  const stops = [unheard?.id ?? '', answer?.id ?? ''].join(' ').trim();
  return {
    unread: {
      customer,
      colleague: answer?.author?.name ?? null,
      key: stops || null,
      ids: { customer: said?.id ?? null, colleague: answer?.id ?? null },
    },
    known,
  };
}

/** Brings a message into sight. */
export function showUnread(id: string | null): void {
  if (id) document.querySelector(`[data-testid="message"][data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
}

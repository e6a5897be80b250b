import { useEffect, useMemo } from 'react';
import { isAnswerBeside, isWords, unknownOf } from '../../../contract/cameSince.js';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useMe } from '../../api/session.js';
import { newestIds, useStory } from '../../api/story.js';
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
  /** `Draft.known` once the one or the other is read. */
  read: { customer: readonly string[]; colleague: readonly string[] };
}

const saysSomething = ({ reply, files }: Draft): boolean => reply.trim() !== '' || files.length > 0;

/** Looks after what whoever writes has to know before he sends. `known`: the newest messages on the page; null: none is there yet. */
export function useUnread(ticket: TicketDetail, draft: Draft): { unread: Unread | null; known: readonly string[] | null } {
  const me = useMe().agent.id;
  const { messages } = useStory(ticket.id);
  const known = useMemo(() => newestIds(messages), [messages]);
  const isPut = known !== null && draft.known === null && saysSomething(draft);
  // A canned reply, a file, words of a rule, what was taken back: put into the box, words are begun as typed ones are.
  useEffect(() => {
    if (isPut) setDraft(ticket.id, (old) => ({ ...old, known: old.known ?? known }));
  }, [isPut, ticket.id, known]);
  if (draft.tab !== 'reply' || draft.known === null || !saysSomething(draft)) return { unread: null, known };

  const unknown = unknownOf(messages, draft.known);
  const said = unknown.filter(({ direction, wroteBy }) => direction === 'in' && wroteBy === 'person');
  const answer = unknown.findLast((message) => isAnswerBeside(message, me));
  if (said.length === 0 && !answer) return { unread: null, known };
  const stops = [said.findLast(isWords)?.id ?? '', answer?.id ?? ''].join(' ').trim();
  const besides = (incoming: boolean): string[] => unknown.filter(({ direction }) => (direction === 'in') === incoming).map(({ id }) => id);
  return {
    unread: {
      customer: said.length > 0,
      colleague: answer?.author?.name ?? null,
      key: stops || null,
      ids: { customer: said.at(-1)?.id ?? null, colleague: answer?.id ?? null },
      read: { customer: [...draft.known, ...besides(true)], colleague: [...draft.known, ...besides(false)] },
    },
    known,
  };
}

/** Brings a message into sight. */
export function showUnread(id: string | null): void {
  if (id) document.querySelector(`[data-testid="message"][data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
}

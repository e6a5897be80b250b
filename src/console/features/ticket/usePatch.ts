import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Ticket, TicketDetail, TicketPatch } from '../../../contract/tickets.js';
import { follow } from '../../api/follow.js';
import { ApiError } from '../../api/http.js';
import { keys } from '../../api/keys.js';
import { heldBackBy } from '../../api/messages.js';
import { useAgentName } from '../../api/session.js';
import { type StoryPages, newestIds, readStory } from '../../api/story.js';
import { useChangeTicket } from '../../api/tickets.js';
import { sayEndedOver } from '../../components/endedOver.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';
import { isOpen, named } from '../../lib/openTicket.js';
import { useGoToTicket } from '../../lib/useGoToTicket.js';
import { backFrom } from './backFrom.js';
import { conflict, expectedOf, nowOf } from './conflict.js';

/** Changes fields of a ticket, and offers the way back. What others have made of them meanwhile is shown first: nothing is changed over it unasked. */
export function usePatch() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const goTo = useGoToTicket();
  const nameOf = useAgentName();
  const change = useChangeTicket();
  const { offer } = useOfferUndo();

  function patch(ticket: Ticket, wanted: TicketPatch, words: string): void {
    send(ticket, { ...wanted, expected: expectedOf(ticket, wanted), ...knewOf(ticket, wanted) }, (after) => {
      // What is closed stays so.
      if (wanted.status === 'closed') return void say(named(ticket, words));
      offerBack(ticket, after, wanted, words);
    });
  }

  function offerBack(ticket: Ticket, after: Ticket, wanted: TicketPatch, words: string): void {
    const about = (told: string): string => named(ticket, told);
    const undone = (): number => say(about(t('ticket.done.undone')));
    let body: TicketPatch = {};
    const undo = (): Promise<number> => {
      const { tags } = client.getQueryData<TicketDetail>(keys.ticket(ticket.id)) ?? after;
      body = backFrom(ticket, after, wanted, tags);
      return ask(after, body).then(undone);
    };
    offer(about(words), undo, { about, toldRefusal: (error) => toldOverlap(after, body, error, undone) });
  }

  const ask = (ticket: Ticket, patch: TicketPatch): Promise<Ticket> =>
    change.mutateAsync({ ticket, patch, agentName: nameOf(patch.assigneeId ?? null) });

  function send(ticket: Ticket, body: TicketPatch, then?: (after: Ticket) => unknown): void {
    follow(ask(ticket, body), {
      onSuccess: then,
      onError: (error) => {
        const { expected: _seen, knew, ...again } = body;
        if (heldBackBy(error))
          return sayEndedOver(t, ticket, { status: body.status, unseen: knew?.length === 0 }, () => send(ticket, again, then));
        if (toldOverlap(ticket, body, error, then)) return;
        say(named(ticket, t('ticket.failed.change', { reason: errorText(t, error) })), {
          tone: 'alarm',
          action: { label: t('action.retry'), run: () => send(ticket, body, then) },
        });
      },
    });
  }

  /** What somebody has changed meanwhile is looked at first. @returns false: it was refused for another reason */
  function toldOverlap(ticket: Ticket, body: TicketPatch, error: unknown, then?: (after: Ticket) => unknown): boolean {
    const now = error instanceof ApiError && error.code === 'conflict' ? nowOf(error.details) : null;
    if (!now) return false;
    const { expected: _seen, knew: _knew, ...again } = body;
    if (isOpen(ticket)) conflict.set({ ticket, wanted: again, now, insist: () => send(ticket, again, then) });
    else
      say(named(ticket, t('ticket.failed.change', { reason: errorText(t, error) })), {
        tone: 'alarm',
        action: { label: t('action.show'), run: () => goTo(ticket.id) },
      });
    return true;
  }

  /** Who ends a ticket has read what stands in it on the page, which may be nothing yet, and nothing that comes meanwhile. */
  function knewOf({ id }: Ticket, { status }: TicketPatch): Pick<TicketPatch, 'knew'> {
    if (status !== 'solved' && status !== 'closed') return {};
    return { knew: newestIds(readStory(client.getQueryData<StoryPages>(keys.story(id))).messages) ?? [] };
  }

  return {
    patch,
    /** A change of ours is on its way. */
    changing: change.isPending,
  };
}

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
import { offerUndo } from '../../keys/offerUndo.js';
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

  function patch(ticket: Ticket, wanted: TicketPatch, words: string): void {
    send(ticket, { ...wanted, expected: expectedOf(ticket, wanted), ...knewOf(ticket, wanted) }, (after) => {
      // What is closed stays so.
      if (wanted.status === 'closed') return void say(named(ticket, words));
      offerUndo(named(ticket, words), t('action.undo'), () => {
        const { tags } = client.getQueryData<TicketDetail>(keys.ticket(ticket.id)) ?? after;
        send(after, backFrom(ticket, after, wanted, tags));
      });
    });
  }

  function send(ticket: Ticket, body: TicketPatch, then?: (after: Ticket) => void): void {
    follow(change.mutateAsync({ ticket, patch: body, agentName: nameOf(body.assigneeId ?? null) }), {
      onSuccess: then,
      onError: (error) => {
        const now = error instanceof ApiError && error.code === 'conflict' ? nowOf(error.details) : null;
        const { expected: _seen, knew, ...again } = body;
        const insist = (): void => send(ticket, again, then);
        if (heldBackBy(error)) return sayEndedOver(t, ticket, { status: body.status, unseen: knew?.length === 0 }, insist);
        if (now && isOpen(ticket)) return conflict.set({ ticket, wanted: again, now, insist });
        say(named(ticket, t('ticket.failed.change', { reason: errorText(t, error) })), {
          tone: 'alarm',
          // What somebody has changed meanwhile is looked at first.
          action: now
            ? { label: t('action.show'), run: () => goTo(ticket.id) }
            : { label: t('action.retry'), run: () => send(ticket, body, then) },
        });
      },
    });
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

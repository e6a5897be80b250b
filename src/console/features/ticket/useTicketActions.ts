import { useTranslation } from 'react-i18next';
import type { ChangeResult, Message, Ticket } from '../../../contract/tickets.js';
import type { FieldValue } from '../../../contract/workspace.js';
import { follow } from '../../api/follow.js';
import { useAgentName } from '../../api/session.js';
import { useLink, useMerge, useNotThisPerson, useSplit } from '../../api/tickets.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { isOpen } from '../../lib/openTicket.js';
import { useGoToTicket } from '../../lib/useGoToTicket.js';
import { tagWords } from './foldTags.js';
import { usePatch } from './usePatch.js';
import { useWayBack } from './useWayBack.js';

/** Everything one can do to a ticket. Each says quietly what it did, and can be taken back by the toast or by `z`. */
export function useTicketActions() {
  const { t } = useTranslation();
  const format = useFormat();
  const goTo = useGoToTicket();
  const nameOf = useAgentName();
  const { offerBack, undo, undoing } = useWayBack();
  const { patch, changing } = usePatch();
  const merging = useMerge();
  const splitting = useSplit();
  const linking = useLink();
  const notThem = useNotThisPerson();

  const failed =
    (key: 'ticket.failed.merge' | 'ticket.failed.split' | 'work.links.failed' | 'work.why.failed') =>
    (error: unknown): void =>
      void say(t(key, { reason: errorText(t, error) }), { tone: 'alarm' });

  function moveOne({ id, ticketId }: Message, into: Numbered | null): void {
    follow(splitting.mutateAsync({ ticketId, messageIds: [id], ...(into ? { intoId: into.id } : {}) }), {
      onSuccess: ({ decisionId, otherTicket }) =>
        offerBack(
          into ? t('work.why.moved', { number: into.number }) : t('ticket.done.split', { number: otherTicket?.number ?? '' }),
          decisionId,
        ),
      onError: failed('work.why.failed'),
    });
  }

  const linkSaid = (words: string) => ({
    onSuccess: ({ decisionId }: ChangeResult) => offerBack(words, decisionId),
    onError: failed('work.links.failed'),
  });

  return {
    changing,
    undo,
    undoing,
    setStatus: (ticket: Ticket, status: Ticket['status']) =>
      patch(
        ticket,
        { status },
        status === 'solved' ? t('ticket.done.resolved') : t('ticket.done.status', { status: t(`status.${status}`) }),
      ),
    assign: (ticket: Ticket, assigneeId: string | null) =>
      patch(
        ticket,
        { assigneeId },
        assigneeId ? t('ticket.done.assigned', { name: nameOf(assigneeId) ?? '' }) : t('ticket.done.unassigned'),
      ),
    setPriority: (ticket: Ticket, priority: Ticket['priority']) =>
      patch(ticket, { priority }, t('ticket.done.priority', { priority: t(`priority.${priority}`) })),
    setTopic: (ticket: Ticket, topic: string | null, name: string) => patch(ticket, { topic }, t('ticket.done.topic', { topic: name })),
    setTags: (ticket: Ticket, tags: string[]) =>
      patch(ticket, { tags }, tags.length ? t('work.tags.done', { tags: tagWords(tags, format.list) }) : t('work.tags.none')),
    setTeam: (ticket: Ticket, teamId: string | null, name: string) =>
      patch(ticket, { teamId }, teamId ? t('work.teamOf.done', { name }) : t('work.teamOf.none')),
    setField: (ticket: Ticket, key: string, value: FieldValue, name: string) =>
      patch(ticket, { fields: { [key]: value } }, t('work.fields.done', { name })),
    move: (message: Message, into: Numbered) => moveOne(message, into),
    splitOne: (message: Message) => moveOne(message, null),
    notThisPerson: (message: Message) =>
      follow(notThem.mutateAsync(message), {
        onSuccess: ({ decisionId }) => offerBack(t('work.why.notThemDone'), decisionId),
        onError: failed('work.why.failed'),
      }),
    link: (ticket: Ticket, other: Ticket) =>
      follow(
        linking.mutateAsync({ ticketId: ticket.id, otherId: other.id, how: 'link' }),
        linkSaid(t('work.links.done', { number: other.number })),
      ),
    unlink: (ticket: Ticket, otherId: string) =>
      follow(linking.mutateAsync({ ticketId: ticket.id, otherId, how: 'unlink' }), linkSaid(t('work.links.taken'))),
    merge: (ticket: Pick<Ticket, 'id'>, into: Numbered) =>
      follow(merging.mutateAsync({ ticketId: ticket.id, intoId: into.id }), {
        onSuccess: ({ decisionId }) => {
          offerBack(t('ticket.done.merged', { number: into.number }), decisionId);
          // Nobody who has gone on is fetched back.
          if (isOpen(ticket)) goTo(into.id);
        },
        onError: failed('ticket.failed.merge'),
      }),
    split: (ticket: Ticket, messageIds: string[], done: () => void) =>
      follow(splitting.mutateAsync({ ticketId: ticket.id, messageIds }), {
        onSuccess: ({ decisionId, otherTicket, ticket: result }) => {
          done();
          const made = otherTicket ?? result;
          offerBack(t('ticket.done.split', { number: made.number }), decisionId);
        },
        onError: failed('ticket.failed.split'),
      }),
  };
}

/** As much of a ticket as it takes to go there and to say so. */
type Numbered = Pick<Ticket, 'id' | 'number'>;

export type TicketActions = ReturnType<typeof useTicketActions>;

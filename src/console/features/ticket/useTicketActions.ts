import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { ChangeResult, Message, Ticket, TicketDetail, TicketPatch } from '../../../contract/tickets.js';
import { useAgents } from '../../api/session.js';
import { ApiError } from '../../api/http.js';
import { keys } from '../../api/keys.js';
import { heldBackBy } from '../../api/messages.js';
import { type StoryPages, newestIds, readStory } from '../../api/story.js';
import { useChangeTicket, useLink, useMerge, useNotThisPerson, useSplit, useUndo } from '../../api/tickets.js';
import { sayEndedOver } from '../../components/endedOver.js';
import { say } from '../../components/toasts.js';
import type { FieldValue } from '../../../contract/workspace.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { isOpen, named } from '../../lib/openTicket.js';
import { rememberDone } from '../../keys/lastDone.js';
import { offerUndo as offer } from '../../keys/offerUndo.js';
import { conflict, expectedOf, nowOf } from './conflict.js';
import { tagWords } from './foldTags.js';

/** Everything one can do to a ticket. Each says quietly what it did, and can be taken back by the toast or by `z`. */
export function useTicketActions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const agents = useAgents();
  const format = useFormat();
  const change = useChangeTicket();
  const merging = useMerge();
  const splitting = useSplit();
  const undoing = useUndo();
  const linking = useLink();
  const notThem = useNotThisPerson();

  const nameOf = (id: string | null): string | null => agents.data?.find((agent) => agent.id === id)?.name ?? null;

  const offerUndo = (text: string, back: () => void): void => void offer(text, t('action.undo'), back);

  function patch(ticket: Ticket, wanted: TicketPatch, words: string): void {
    send(ticket, { ...wanted, expected: expectedOf(ticket, wanted), ...knewOf(ticket, wanted) }, (after) => {
      // What is closed stays so.
      if (wanted.status === 'closed') say(named(ticket, words));
      else offerUndo(named(ticket, words), () => send(after, backFrom(ticket, after, wanted)));
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
            ? { label: t('action.show'), run: () => open(ticket.id) }
            : { label: t('action.retry'), run: () => send(ticket, body, then) },
        });
      },
    });
  }

  /** The way back from a change: as it was `before`, as far as nobody has made something else of it since `after`. Of tags only those of this change. */
  function backFrom(before: Ticket, after: Ticket, wanted: TicketPatch): TicketPatch {
    const back = { ...expectedOf(before, wanted), expected: expectedOf(after, wanted) } as TicketPatch;
    if (!wanted.tags) return back;
    const now = (client.getQueryData<TicketDetail>(keys.ticket(before.id)) ?? after).tags;
    const kept = now.filter((tag) => before.tags.includes(tag) || !after.tags.includes(tag));
    const gone = before.tags.filter((tag) => !after.tags.includes(tag) && !kept.includes(tag));
    return { ...back, tags: [...kept, ...gone], expected: { ...back.expected, tags: now } };
  }

  /** Who ends a ticket has read what stands in it on the page, which may be nothing yet, and nothing that comes meanwhile. */
  function knewOf({ id }: Ticket, { status }: TicketPatch): Pick<TicketPatch, 'knew'> {
    if (status !== 'solved' && status !== 'closed') return {};
    return { knew: newestIds(readStory(client.getQueryData<StoryPages>(keys.story(id))).messages) ?? [] };
  }

  /**
   * @param isStep a decision that stands in the story, a rule's too: to take it back is a step of its own, under `z` as any other. The way
   * back from a step is none, and can be done again by its toast alone: `z` goes on to what was done before it.
   */
  function takeBack(decisionId: string, isStep: boolean): void {
    const words = t('ticket.done.undone');
    follow(undoing.mutateAsync(decisionId), {
      onSuccess: ({ decisionId: id, otherTicket: other }) => {
        const again = (): void => takeBack(id, false);
        // Of one ticket alone it was a change of its fields: that is made anew.
        if (!other) return void say(words);
        if (other.mergedIntoId && isStep) return offerUndo(words, again);
        if (other.mergedIntoId) return void say(words, { action: { label: t('action.undo'), run: again } });
        if (isStep) rememberDone(words, again);
        say(`${words} · #${other.number}`, { action: { label: t('action.show'), run: () => open(other.id) } });
      },
      onError: (error) => say(t('ticket.failed.undo', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  }
  const undo = (decisionId: string): void => takeBack(decisionId, true);
  const wayBack = (decisionId: string): void => takeBack(decisionId, false);

  function moveOne({ id, ticketId }: Message, into: Numbered | null): void {
    follow(splitting.mutateAsync({ ticketId, messageIds: [id], ...(into ? { intoId: into.id } : {}) }), {
      onSuccess: ({ decisionId, otherTicket }) =>
        offerUndo(into ? t('work.why.moved', { number: into.number }) : t('ticket.done.split', { number: otherTicket?.number ?? '' }), () =>
          wayBack(decisionId),
        ),
      onError: (error) => say(t('work.why.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  }

  const linkSaid = (words: string) => ({
    onSuccess: ({ decisionId }: ChangeResult) => offerUndo(words, () => wayBack(decisionId)),
    onError: (error: Error) => say(t('work.links.failed', { reason: errorText(t, error) }), { tone: 'alarm' as const }),
  });

  const open = (ticketId: string): void => void navigate({ to: '/tickets/$ticketId', params: { ticketId } });

  return {
    /** A change of ours is on its way. */
    changing: change.isPending,
    undo,
    undoing: undoing.isPending ? undoing.variables : null,
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
        onSuccess: ({ decisionId }) => offerUndo(t('work.why.notThemDone'), () => wayBack(decisionId)),
        onError: (error) => say(t('work.why.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
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
          offerUndo(t('ticket.done.merged', { number: into.number }), () => wayBack(decisionId));
          // Nobody who has gone on is fetched back.
          if (isOpen(ticket)) open(into.id);
        },
        onError: (error) => say(t('ticket.failed.merge', { reason: errorText(t, error) }), { tone: 'alarm' }),
      }),
    split: (ticket: Ticket, messageIds: string[], done: () => void) =>
      follow(splitting.mutateAsync({ ticketId: ticket.id, messageIds }), {
        onSuccess: ({ decisionId, otherTicket, ticket: result }) => {
          done();
          const made = otherTicket ?? result;
          offerUndo(t('ticket.done.split', { number: made.number }), () => wayBack(decisionId));
        },
        onError: (error) => say(t('ticket.failed.split', { reason: errorText(t, error) }), { tone: 'alarm' }),
      }),
  };
}

/** As much of a ticket as it takes to go there and to say so. */
type Numbered = Pick<Ticket, 'id' | 'number'>;

export type TicketActions = ReturnType<typeof useTicketActions>;

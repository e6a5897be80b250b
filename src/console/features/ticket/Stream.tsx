import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { discard, useOutgoing } from '../../api/messages.js';
import { useStory } from '../../api/story.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { nameText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import { EventLine } from './EventLine.js';
import { MessageDialogs } from './MessageDialogs.js';
import { MessageView } from './MessageView.js';
import { OutgoingView } from './OutgoingView.js';
import { streamItems } from './streamItems.js';
import css from './Stream.module.css';
import { Typing } from './Typing.js';
import { useMessageActions } from './useMessageActions.js';
import { useMessageCommands } from './useMessageCommands.js';
import { useEarlier } from './useEarlier.js';
import { useSoughtMessage } from './useSoughtMessage.js';
import { useStickToEnd } from './useStickToEnd.js';
import type { TicketActions } from './useTicketActions.js';
import { stillOutgoing } from './stillOutgoing.js';

interface Props {
  ticket: TicketDetail;
  actions: TicketActions;
  /** Messages picked for splitting; null when nobody splits. */
  selected: ReadonlySet<string> | null;
  onSelect: (ids: ReadonlySet<string>) => void;
}

/**
 * The story of the ticket on all channels, oldest first, opened at its end. What was before comes as one scrolls up, and
 * what is off the screen costs no layout (`content-visibility`), so a ticket of 500 messages opens like one of 20.
 */
export function Stream({ ticket, actions, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const story = useStory(ticket.id);
  const unsent = useOutgoing();
  const items = useMemo(() => streamItems(story.messages, story.events), [story.messages, story.events]);
  const { waiting, stored } = useMemo(() => stillOutgoing(unsent, ticket.id, story.messages), [unsent, ticket.id, story.messages]);
  const count = story.messages.length + waiting.length;
  const { scroller, content, below, toEnd } = useStickToEnd(story.messages.at(-1)?.id ?? null, count);
  const { top, loading } = useEarlier(scroller, story);
  useSoughtMessage(content, story);

  // Stored, but the answer to our request was lost or is slower than the socket: nothing is left to try again.
  useEffect(() => {
    for (const one of stored) discard(one.clientId);
  }, [stored]);

  const frozen = ticket.mergedIntoId !== null ? 'merged' : story.messages.length === 1 && !story.hasNextPage ? 'alone' : null;
  useMessageCommands(content, story.messages, frozen !== null, actions);

  const toggle = (id: string): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const stable = useMessageActions(actions, toggle);

  return (
    <div className={css.frame}>
      <div ref={scroller} className={css.scroller} role="log" aria-label={t('ticket.stream.label')} tabIndex={0}>
        <div ref={content} className={css.column}>
          <div ref={top} className={css.top} role="status">
            {loading && t('ticket.stream.earlierLoading')}
          </div>
          {story.isPending && <Skeleton look="messages" rows={4} />}
          {story.isError && !story.data && <ErrorNote error={story.error} onRetry={() => void story.refetch()} />}
          {story.isSuccess && count === 0 && frozen !== 'merged' && <EmptyState title={t('ticket.stream.empty')} />}
          {items.map((item) => {
            if (item.kind === 'day')
              return (
                <p key={item.key} className={css.day}>
                  <time dateTime={item.at}>{format.day(item.at, now)}</time>
                </p>
              );
            if (item.kind === 'event')
              return (
                <EventLine
                  key={item.key}
                  event={item.event}
                  ticketId={ticket.id}
                  onUndo={actions.undo}
                  busy={actions.undoing === item.event.id}
                />
              );
            return (
              <MessageView
                key={item.key}
                message={item.message}
                follows={item.follows}
                again={item.again}
                customerId={ticket.customerId}
                customerName={nameText(t, ticket.customerName)}
                frozen={frozen}
                actions={stable.actions}
                undoing={actions.undoing !== null && actions.undoing === item.message.decision?.id}
                selected={selected ? selected.has(item.message.id) : null}
                onToggle={stable.toggle}
              />
            );
          })}
          {waiting.map((one) => (
            <OutgoingView key={one.clientId} outgoing={one} merged={frozen === 'merged'} />
          ))}
          <Typing ticketId={ticket.id} name={nameText(t, ticket.customerName)} />
        </div>
      </div>
      <MessageDialogs customerId={ticket.customerId} actions={actions} />
      {below > 0 && (
        <button type="button" className={css.below} data-foot onClick={toEnd}>
          {t('ticket.stream.fresh', { count: below })}
        </button>
      )}
    </div>
  );
}

import { useEffect } from 'react';
import type { TicketDetail } from '../../../contract/tickets.js';
import type { Draft } from './draft.js';
import { setDraft } from './drafts.js';
import { type Route, isElsewhere, routeOf } from './replyRoute.js';

/**
 * Where the reply would go now. What is begun keeps the channel that it was begun for.
 * `instead`: where it was begun for, when that is another channel or another person's chat by now.
 */
export function useRoute(ticket: TicketDetail, draft: Draft): { route: Route | null; instead: Draft['begunFor'] } {
  const { begunFor } = draft;
  const isBegun = draft.reply.trim() !== '';
  const route = routeOf(ticket.replyChannels, draft);
  const { channel, address, name } = route ?? {};
  useEffect(() => {
    if (isBegun === (begunFor !== null)) return;
    const now = isBegun && channel && address && name ? { channel, address, name } : null;
    if (now || begunFor) setDraft(ticket.id, (old) => ({ ...old, begunFor: now }));
  }, [isBegun, begunFor, channel, address, name, ticket.id]);
  return { route, instead: route && isBegun && begunFor && isElsewhere(route, begunFor) ? begunFor : null };
}

import type { TicketDetail } from '../../../contract/tickets.js';
import type { Draft } from './draft.js';

/** Where a reply goes, and whom it reaches there. */
export type Route = TicketDetail['replyChannels'][number];

/** As chosen, else as begun, else the customer's last channel. */
export function routeOf(
  routes: readonly Route[],
  { channel, begunFor, reply }: Pick<Draft, 'channel' | 'begunFor' | 'reply'>,
): Route | null {
  const wanted = channel ?? (reply.trim() === '' ? null : begunFor?.channel);
  return routes.find((one) => one.channel === wanted) ?? routes[0] ?? null;
}

/** Another address of the same customer is no other person; in a chat each address is somebody's own window. */
export const isElsewhere = (route: Pick<Route, 'channel' | 'address'>, begunFor: NonNullable<Draft['begunFor']>): boolean =>
  route.channel !== begunFor.channel || (route.channel === 'chat' && route.address !== begunFor.address);

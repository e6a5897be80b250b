import type { Ticket } from '../contract/tickets.js';

/** Nothing waits for longer, and rows that another process sends to its consoles always for so long: what they cost it is not known here. */
export const LONGEST_PAUSE_MS = 50;
/** Of this thread's time, rows may take so much. */
const SHARE = 0.025;
/** One packet stays small enough for a slow line. */
const AT_ONCE = 100;

/** Forty times as long as it took to send: to one console hardly a moment, and to a hundred together what would be ten packets to each. */
export const byCost = (tookMs: number): number => Math.min(LONGEST_PAUSE_MS, tookMs / SHARE);

/**
 * Rows of tickets on their way to the lists of all consoles. Each waits a moment for others to go with, each ticket once, as it
 * is last; so whoever has a ticket open hears of it before a hundred lists are written to. What waits when a process ends is
 * not sent: the consoles ask for what they missed.
 * @param pauseAfter how long rows wait, in ms, after a sending that took so many ms
 */
export function gatherRows(send: (tickets: Ticket[]) => void, pauseAfter: (tookMs: number) => number): (ticket: Ticket) => void {
  const waiting = new Map<string, Ticket>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pause = pauseAfter(0);

  function flush(): void {
    timer = null;
    const from = performance.now();
    const tickets = [...waiting.values()];
    waiting.clear();
    for (let at = 0; at < tickets.length; at += AT_ONCE) send(tickets.slice(at, at + AT_ONCE));
    pause = pauseAfter(performance.now() - from);
  }

  return (ticket) => {
    const known = waiting.get(ticket.id);
    if (!known || known.seq <= ticket.seq) waiting.set(ticket.id, ticket);
    timer ??= setTimeout(flush, pause).unref();
  };
}

import type { Ticket } from '../contract/tickets.js';

/** At a busy desk the rows of so long a time go together: a hundred lists take one packet where they would take ten. */
const TOGETHER_MS = 50;
/** One packet stays small enough for a slow line. */
const AT_ONCE = 100;

/**
 * Rows of tickets on their way to the lists of all consoles. One at a quiet desk goes at once; what follows within 50 ms
 * goes with what else comes then, each ticket once, as it is last. What waits when a process ends is not sent: the
 * consoles ask for what they missed.
 */
export function gatherRows(send: (tickets: Ticket[]) => void, togetherMs = TOGETHER_MS): (ticket: Ticket) => void {
  const waiting = new Map<string, Ticket>();
  let pause: ReturnType<typeof setTimeout> | null = null;

  function flush(): void {
    pause = null;
    if (waiting.size === 0) return;
    const tickets = [...waiting.values()];
    waiting.clear();
    for (let at = 0; at < tickets.length; at += AT_ONCE) send(tickets.slice(at, at + AT_ONCE));
    pause = setTimeout(flush, togetherMs);
    pause.unref();
  }

  return (ticket) => {
    const known = waiting.get(ticket.id);
    if (!known || known.seq <= ticket.seq) waiting.set(ticket.id, ticket);
    if (!pause) flush();
  };
}

import type { QueryClient } from '@tanstack/react-query';
import type { TicketChanges } from '../../contract/tickets.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { applyTicket } from './live.js';
import { type StoryPages, knownSeq } from './story.js';

/** More changes than this many pages: asking for what is on the screen is cheaper. */
const MAX_PAGES = 5;
/** A push can be lost although the line holds, such as while Redis is away: what was missed shows within this time. */
const LOOK_EVERY_MS = 30_000;

/**
 * Keeps a place in the stream of changed tickets and, after any break, brings exactly what was missed since. Applying a
 * change twice does no harm (the higher `seq` counts), so the place may lie a little too far back, never too far ahead: a
 * change counts from when it was written. The lists on the page take their rows from here too.
 */
export function createResync(client: QueryClient) {
  let cursor: string | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  const timer = setInterval(() => void catchUp(), LOOK_EVERY_MS);

  /** Resolves when everything up to now is here. Asked while it runs, it runs once more. */
  function catchUp(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
      if (!again) return;
      again = false;
      void catchUp();
    });
    return running;
  }

  async function run(): Promise<void> {
    try {
      for (let page = 0; ; page++) {
        const asked = cursor;
        const changes: TicketChanges = await api<TicketChanges>('/tickets/changes', { query: { after: asked ?? undefined } });
        cursor = changes.cursor;
        for (const ticket of changes.items) {
          applyTicket(client, ticket);
          const known = knownSeq(client.getQueryData<StoryPages>(keys.story(ticket.id)));
          if (known !== null && known < ticket.seq) void client.invalidateQueries({ queryKey: keys.ticket(ticket.id) });
        }
        if (!changes.more) {
          if (changes.items.length > 0)
            for (const queryKey of [keys.ticketCounts, keys.queues]) void client.invalidateQueries({ queryKey });
          return;
        }
        if (page < MAX_PAGES) continue;
        cursor = null;
        void client.invalidateQueries();
      }
    } catch {
      // No answer: the next look, or the next time the line is back, begins where this one did.
    }
  }

  return { catchUp, stop: (): void => clearInterval(timer) };
}

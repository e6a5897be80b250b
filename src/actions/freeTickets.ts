import { MAX_BULK } from '../contract/lists.js';
import type { FreedTickets } from '../contract/workspace.js';
import { AppError, notFound } from '../lib/errors.js';
import { isLive } from '../tickets/ticket.js';
import { requireRight } from './access.js';
import type { Bulk } from './bulk.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

/** Read at a time. */
const PAGE = 100;

/** Takes live tickets off a colleague who is gone, so that they stand with those that are nobody's. */
export function createFreeTickets({ store }: ActionDeps, bulk: Bulk) {
  /**
   * Those that wait longest first, at most `MAX_BULK`, as one bulk change that can be undone. Safe to repeat, and to be repeated while
   * some remain: what is not his any more, or has ended, when its turn comes is left as it is.
   * @throws AppError `conflict` while he is active: he sees to them himself
   */
  return async function freeTickets(viewer: Viewer, agentId: string): Promise<FreedTickets> {
    requireRight(viewer, 'ticket.change');
    const agent = await store.people.agent(agentId);
    if (!agent) throw notFound('agent');
    if (agent.active) throw new AppError('conflict', 'Only the tickets of a deactivated agent are freed.');
    const ticketIds = await liveOf(agentId);
    const done = ticketIds.length
      ? await bulk.change(
          viewer,
          { ticketIds, change: { assigneeId: null } },
          (current) => current.assigneeId === agentId && isLive(current),
        )
      : { batchId: null, changed: 0 };
    return { batchId: done.batchId, changed: done.changed, remaining: await store.tickets.countLiveOf(agentId) };
  };

  async function liveOf(assigneeId: string): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.tickets.list({ assigneeId, live: true, sort: 'waiting', limit: PAGE, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor && ids.length < MAX_BULK);
    return ids.slice(0, MAX_BULK);
  }
}

import type { ChangeCustomers } from './changeCustomers.js';
import type { ActionDeps } from './deps.js';
import type { createMoveMessages } from './moveMessages.js';
import type { createSendMessage } from './sendMessage.js';
import type { Tending } from './tending.js';
import type { Uploads } from './uploads.js';

/** A row that waits longer than this has lost its nudge. */
const OVERDUE_MS = 15_000;
/** The tries at one attachment, with their growing delays, are over long before. */
const MEDIA_OVERDUE_MS = 30 * 60_000;
const BATCH = 500;
/** How long before the newest change of all another process of the fleet may have died. */
const EVENTS_LOOK_BACK_MS = 10 * 60_000;

/**
 * The rows are the truth: whatever waits in them too long is nudged again, whoever lost the first nudge (a dead
 * process, an emptied Redis). Every process does it; doing it twice does no harm.
 */
export function createReconcile(
  { store, jobs, now, log }: ActionDeps,
  moves: ReturnType<typeof createMoveMessages>,
  sending: ReturnType<typeof createSendMessage>,
  tending: Tending,
  uploads: Uploads,
  identity: Pick<ChangeCustomers, 'finish' | 'lookAfter'>,
) {
  return { sweep, atStart };

  /** After a start everything that waits has lost its process, so nothing is left to wait out. */
  async function atStart(): Promise<void> {
    await sweep(0);
    const moved = await store.tickets.flushEvents(EVENTS_LOOK_BACK_MS);
    if (moved) log.info({ moved }, 'events of a stopped process were moved');
  }

  async function sweep(overdueMs: number = OVERDUE_MS): Promise<void> {
    const before = new Date(now().getTime() - overdueMs);
    const [intake, unsent, due, media, moving, asleep] = await Promise.all([
      store.intake.overdue(before, BATCH),
      store.messages.unsent(before, BATCH),
      store.followups.due(before, BATCH),
      store.messages.pendingMedia(new Date(now().getTime() - (overdueMs && MEDIA_OVERDUE_MS)), BATCH),
      store.tickets.unfinishedMoves(before),
      store.tickets.snoozeDue(now(), BATCH),
    ]);
    for (const id of intake) jobs.intakeAgain(id);
    for (const id of unsent) jobs.sendLater(id);
    for (const id of due) jobs.followupLater(id, 0);
    for (const id of media) jobs.mediaLater(id, 1);
    for (const id of moving) await apart('move', () => moves.finish(id), id);
    for (const id of asleep) await apart('wake', () => tending.wakeDue(id), id);
    const changing = await apart('changes of customers', () => store.customerChanges.unfinished(before));
    for (const id of changing ?? []) await apart('change of customers', () => identity.finish(id), id);
    const given = await apart('changes of customers', () => store.customerChanges.lookedAfter());
    for (const id of given ?? []) await apart('change of customers', () => identity.lookAfter(id), id);
    const stuck = await apart('stuck messages', () => sending.recoverStuck());
    const forgotten = await apart('uploads', () => uploads.purge());
    if (intake.length || unsent.length || moving.length || asleep.length || stuck || forgotten) {
      log.info(
        { intake: intake.length, unsent: unsent.length, due: due.length, moving: moving.length, asleep: asleep.length, stuck, forgotten },
        'reconciled',
      );
    }
  }

  /** One that cannot be finished is told each time, and keeps neither the others nor a start from going on. */
  async function apart<T>(what: string, work: () => Promise<T>, id?: string): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      log.error({ err: error, what, id }, 'could not be made good, tried again with the next sweep');
      return undefined;
    }
  }
}

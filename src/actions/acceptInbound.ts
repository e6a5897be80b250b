import { newId } from '../lib/ids.js';
import type { AcceptInbound, IntakeRecord } from '../ports/intake.js';
import type { PlaceArriving } from './receiveMessage.js';
import type { ActionDeps } from './deps.js';

/** As many lines of the chat are placed as they arrive as the workers of their queue would take; more wait for those. */
const ARRIVING_MAX = 16;

/**
 * The one way in. Once this resolves the message is durable and the door may acknowledge; the job is only a nudge.
 * When it rejects nothing was accepted, and the door says "later".
 * @param placeArriving stores and places a line of the chat in one write where its place is plain, for somebody looks at the
 *   screen. Null where that is not to be tried.
 * @returns also what resolves when nothing is being placed
 */
export function createAcceptInbound(
  { store, jobs, log, now }: Pick<ActionDeps, 'store' | 'jobs' | 'log' | 'now'>,
  placeArriving: PlaceArriving | null,
): { accept: AcceptInbound; arrived(): Promise<void> } {
  const arriving = new Set<Promise<unknown>>();
  const running = <T>(work: Promise<T>): Promise<T> => {
    const ended = work.catch(() => undefined).finally(() => arriving.delete(ended));
    arriving.add(ended);
    return work;
  };

  async function placed(record: IntakeRecord): Promise<boolean> {
    if (!placeArriving || record.channel !== 'chat' || arriving.size >= ARRIVING_MAX) return false;
    try {
      const there = await running(placeArriving(record));
      if (there) void running(there.ended);
      return there !== null;
    } catch (error) {
      log.warn({ err: error, intakeId: record.id }, 'a line of the chat could not be placed as it arrived, and goes by the queue');
      return false;
    }
  }

  const accept: AcceptInbound = async (inbound) => {
    const at = now();
    const id = newId(at.getTime());
    if (await placed({ ...inbound, id, receivedAt: at })) return { intakeId: id, duplicate: false };
    const accepted = await store.intake.accept(inbound, id, at);
    // Its own row, when it was placed and what follows from it failed: that is to be made good.
    if (!accepted.duplicate || accepted.intakeId === id)
      jobs.intakeLater(accepted.intakeId, inbound.channel === 'chat' ? 'chat' : undefined);
    return accepted;
  };
  return {
    accept,
    async arrived() {
      await Promise.all(arriving);
    },
  };
}

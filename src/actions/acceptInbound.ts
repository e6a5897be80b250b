import { newId } from '../lib/ids.js';
import type { AcceptInbound } from '../ports/intake.js';
import type { ActionDeps } from './deps.js';

/**
 * The one way in. Once this resolves the message is durable and the door may acknowledge; the job is only a nudge.
 * When it rejects nothing was accepted, and the door says "later".
 */
export function createAcceptInbound({ store, jobs, now }: Pick<ActionDeps, 'store' | 'jobs' | 'now'>): AcceptInbound {
  return async (inbound) => {
    const at = now();
    const accepted = await store.intake.accept(inbound, newId(at.getTime()), at);
    if (!accepted.duplicate) jobs.intakeLater(accepted.intakeId, inbound.channel === 'chat' ? 'chat' : undefined);
    return accepted;
  };
}

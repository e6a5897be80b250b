import { newId } from '../lib/ids.js';
import type { Precedence } from '../lib/precedence.js';
import type { AcceptInbound } from '../ports/intake.js';
import type { ActionDeps } from './deps.js';

/**
 * The one way in. Once this resolves the message is durable and the door may acknowledge; the job is only a nudge.
 * When it rejects nothing was accepted, and the door says "later".
 */
export function createAcceptInbound({ store, jobs, now }: Pick<ActionDeps, 'store' | 'jobs' | 'now'>, precedence: Precedence): AcceptInbound {
  return async (inbound) => {
    const at = now();
    const isChat = inbound.channel === 'chat';
    const turn = isChat ? precedence.turn() : null;
    turn?.begin();
    try {
      const accepted = await store.intake.accept(inbound, newId(at.getTime()), at);
      if (!accepted.duplicate) jobs.intakeLater(accepted.intakeId, isChat ? 'chat' : undefined);
      return accepted;
    } finally {
      turn?.end();
    }
  };
}

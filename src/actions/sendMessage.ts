import { DeliveryFailure } from '../ports/channel.js';
import type { Actor } from '../tickets/event.js';
import type { Delivery, Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';
import { createTellDelivery } from './tellDelivery.js';
import type { WriteMessage } from './writeMessage.js';

/** A provider that has not answered by then has maybe taken the message. */
const SEND_TIMEOUT_MS = 60_000;
/** A message that has been `sending` for longer than this lost its worker. */
const STUCK_AFTER_MS = SEND_TIMEOUT_MS + 30_000;

/**
 * Queued message -> provider. The claim is one atomic write, so of two workers one sends; the outcome is written under
 * that claim. A worker that dies in between leaves `sending`, which `recoverStuck` settles by the channel's rule.
 */
export function createSendMessage(deps: ActionDeps, publish: Publish, write: WriteMessage) {
  const { store, channels, jobs, log, now } = deps;
  const tellDelivery = createTellDelivery(deps, publish);
  return { sendMessage, recoverStuck };

  async function sendMessage(messageId: string): Promise<void> {
    const queued = await store.messages.get(messageId);
    if (queued?.delivery?.state !== 'queued') return;
    // Its writer may have died before the ticket knew of it. Before the claim: what fails here has sent nothing, and is simply tried again.
    await write.applyToTicket(queued, authorOf(queued), null);
    const message = await store.messages.claim(messageId, now());
    if (!message?.delivery) return;
    const { claim, attempts } = message.delivery;

    const outcome = await trySend(message, attempts);
    const recorded = await store.messages.recordDelivery(message.id, claim, { ...outcome, at: now() });
    if (!recorded) log.warn({ messageId }, 'a later claim settled this message');
    if (outcome.state === 'queued' && outcome.nextAt) jobs.sendLater(messageId, outcome.nextAt.getTime() - now().getTime());
    await tell(message.id, outcome);
  }

  async function trySend(message: Message, attempts: number): Promise<Partial<Delivery> & Pick<Delivery, 'state'>> {
    const sender = channels.get(message.channel)?.sender;
    let begun = false;
    try {
      if (!sender || !(await sender.configured(message))) return { state: 'kept', reason: null, nextAt: null };
      begun = true;
      const sent = await sender.send(message, AbortSignal.timeout(SEND_TIMEOUT_MS));
      return {
        state: sent.state,
        providerId: sent.providerId,
        reason: sent.reason ?? null,
        nextAt: null,
        ...(sent.returnPath === undefined ? {} : { returnPath: sent.returnPath }),
      };
    } catch (error) {
      const failure = error instanceof DeliveryFailure ? error : brokenOff(error, begun && !sender?.repeatable);
      const last = attempts >= (sender?.attempts ?? 1);
      const fields = { err: error, messageId: message.id, channel: message.channel, attempt: attempts, providerCode: failure.providerCode };
      const took = failure.took.length ? { took: [...new Set([...(message.delivery?.took ?? []), ...failure.took])] } : {};
      if (failure.outcome === 'retry' && !last) {
        log.warn(fields, 'sending failed, will be tried again');
        return {
          state: 'queued',
          ...took,
          reason: failure.message,
          nextAt: new Date(now().getTime() + Math.min(3_600_000, 5_000 * 2 ** attempts)),
        };
      }
      log.error(fields, 'sending failed');
      return { state: failure.outcome === 'uncertain' ? 'uncertain' : 'failed', ...took, reason: failure.message, nextAt: null };
    }
  }

  /** Settles messages whose worker died while sending: sent again where that is safe, else shown as uncertain. */
  async function recoverStuck(): Promise<number> {
    const stuck = await store.messages.stuck(new Date(now().getTime() - STUCK_AFTER_MS), 100);
    for (const message of stuck) {
      const { delivery } = message;
      if (!delivery) continue;
      const again = channels.get(message.channel)?.sender?.repeatable ?? false;
      const outcome: Partial<Delivery> & Pick<Delivery, 'state'> = again
        ? { state: 'queued', nextAt: now(), reason: null }
        : { state: 'uncertain', nextAt: null, reason: 'The service stopped while this was being sent; it may have gone out.' };
      if (!(await store.messages.recordDelivery(message.id, delivery.claim, { ...outcome, at: now() }))) continue;
      if (again) jobs.sendLater(message.id);
      await tell(message.id, outcome);
    }
    return stuck.length;
  }

  async function tell(messageId: string, { state, reason }: Pick<Delivery, 'state'> & { reason?: string | null }): Promise<void> {
    if (state === 'failed' || state === 'uncertain') return tellDelivery(messageId, `delivery ${state}`, { state, reason });
    const message = await store.messages.get(messageId);
    if (message) await publish.message(message, 0);
  }
}

/** What no channel has explained: our own store, or a bug. */
function brokenOff(error: unknown, mayBeOut: boolean): DeliveryFailure {
  return mayBeOut
    ? new DeliveryFailure('uncertain', 'Sending broke off; it may have gone out.', null, { cause: error })
    : new DeliveryFailure('retry', 'Sending broke off.', null, { cause: error });
}

function authorOf(message: Message): Actor {
  return message.authorId
    ? { kind: 'agent', id: message.authorId, name: message.from.name }
    : { kind: 'rule', id: null, name: message.from.name };
}

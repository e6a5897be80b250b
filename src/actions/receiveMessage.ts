import { UnreadableInbound, type ReadResult } from '../ports/channel.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { IntakeRowRecord } from '../ports/store.js';
import type { Message } from '../tickets/message.js';
import type { Topic } from '../tickets/topics.js';
import { createAfterMessage } from './afterMessage.js';
import { createAgentMail, passedOn } from './agentMail.js';
import { createBeginTicket } from './beginTicket.js';
import type { createCancelFollowups } from './cancelFollowups.js';
import type { ActionDeps } from './deps.js';
import { createGatherCandidates } from './gatherCandidates.js';
import { createPlaceMessage } from './placeMessage.js';
import type { Publish } from './publish.js';
import { createRecordDelivery } from './recordDelivery.js';
import type { SuggestLinks } from './suggestLinks.js';
import type { WriteMessage } from './writeMessage.js';

/** After so many failed tries a row is shown in quarantine instead of being tried again. */
const MAX_TRIES = 8;

/**
 * So often a process may die while it works on a suspect row. Nobody can tell from outside who killed it: a machine that kills its
 * processes again and again, each time soon after they started, hits the row with which they begin. Twice that is chance (seen with a
 * mailbox on a machine under load), five times in a row the row.
 */
const MAX_DEATHS = 4;

/** What receiving takes from other actions. */
export interface ReceiveParts {
  publish: Publish;
  cancelFollowups: ReturnType<typeof createCancelFollowups>;
  topics: () => readonly Topic[];
  /** When somebody who writes now is promised a first reply; null when the desk does not open. */
  firstReplyDue: (at: Date) => Date | null;
  suggest: SuggestLinks['afterMessage'];
  write: WriteMessage;
}

/** What an intake row became. */
interface Outcome {
  state: 'done' | 'ignored';
  code?: string;
  ticketId?: string;
  messageId?: string;
  /** A customer's message that has its place now. */
  placed?: Message;
}

export interface ReceiveMessage {
  /** Throws when the row should be tried again (it is noted on the row as well). @param suspect see `Actions` */
  receive(intakeId: string, suspect?: boolean): Promise<void>;
  /**
   * Places a message whose row is not stored yet, and stores the row in the same write: for a line of the chat whose place
   * is plain. Only where the store writes together.
   * @returns null when more than that is to be done: then nothing was written, and the row goes the ordinary way. `ended` resolves
   *   once the row is noted as done, which mostly it is by that write, and whatever nobody waits for has been looked up.
   */
  placeArriving: PlaceArriving;
}

/** See `ReceiveMessage.placeArriving`. */
export type PlaceArriving = (record: IntakeRecord) => Promise<{ ended: Promise<void> } | null>;

/**
 * Intake row -> message in a ticket. Every step may run again: ids are derived from the row's, the message is unique
 * for it, the ticket remembers the event, and the row is marked `done` last, or with a line of the chat
 * that leaves nothing else to do. So a worker may die anywhere.
 */
export function createReceiveMessage(
  deps: ActionDeps,
  { publish, cancelFollowups, topics, firstReplyDue, suggest, write }: ReceiveParts,
): ReceiveMessage {
  const { store, channels, log, now } = deps;
  const candidates = createGatherCandidates(deps);
  const placing = createPlaceMessage(deps, {
    publish,
    candidates,
    after: createAfterMessage(deps, publish, cancelFollowups),
    topics,
    firstReplyDue,
  });
  const agentMail = createAgentMail(deps, write, candidates.gather, createBeginTicket(deps));
  const recordDelivery = createRecordDelivery(deps, publish);

  return { receive, placeArriving };

  async function receive(intakeId: string, suspect = false): Promise<void> {
    const record = await store.intake.load(intakeId);
    if (record?.state !== 'pending') return;
    if (suspect && (await store.intake.suspect(intakeId)) > MAX_DEATHS) {
      log.error({ intakeId, channel: record.channel }, 'intake quarantined: workers die under it');
      await store.intake.finish(
        intakeId,
        { state: 'quarantined', code: 'worker_died', message: 'The process died each time it read this.' },
        now(),
      );
      return;
    }
    try {
      const read = await adapterOf(record).read(record);
      await end(record, await dispatch(record, read));
    } catch (error) {
      await fail(record, error);
    }
  }

  async function placeArriving(record: IntakeRecord): ReturnType<PlaceArriving> {
    const read = await adapterOf(record).read(record);
    if (read.kind !== 'message') return null;
    const settled = await placing.placeArriving(record, read.inbound);
    if (!settled) return null;
    const { message, isNoted } = settled;
    const ended = end(record, { state: 'done', ticketId: message.ticketId, messageId: message.id, placed: message }, isNoted).catch(
      (error: unknown) => {
        // It stays pending; who comes by finds it done, and says so.
        log.warn({ err: error, intakeId: record.id }, 'a placed message could not be noted as done');
      },
    );
    return { ended };
  }

  async function end({ id, channel }: IntakeRecord, { placed, ...outcome }: Outcome, isNoted = false): Promise<void> {
    if (!isNoted) await store.intake.finish(id, outcome, now());
    log.info({ intakeId: id, channel, state: outcome.state, code: outcome.code, ticketId: outcome.ticketId }, 'intake done');
    // The message has its place; who its writer may be besides is looked up in nobody's way.
    if (placed) await suggest(placed);
  }

  function adapterOf(record: IntakeRecord) {
    const adapter = channels.get(record.channel);
    if (!adapter) throw new UnreadableInbound('no_channel', `The channel ${record.channel} is not set up.`);
    return adapter;
  }

  /** Each kind of what was read to whoever knows it. */
  async function dispatch(record: IntakeRecord, read: ReadResult): Promise<Outcome> {
    switch (read.kind) {
      case 'ignored':
        return { state: 'ignored', code: read.reason };
      case 'delivery_report': {
        const message = await recordDelivery(read);
        return message
          ? { state: 'done', ticketId: message.ticketId, messageId: message.id }
          : { state: 'ignored', code: 'unknown_message' };
      }
      case 'message': {
        const agent = await agentMail.agentOf(read.inbound);
        const spoken = agent && !read.inbound.forwardedFrom ? await agentMail.speak(record, read.inbound, agent) : null;
        if (spoken) return { state: 'done', ticketId: spoken.ticketId, messageId: spoken.id };
        const inbound = agent ? passedOn(read.inbound, agent) : read.inbound;
        const message = await placing.place(record, inbound, inbound !== read.inbound);
        return { state: 'done', ticketId: message.ticketId, messageId: message.id, placed: message };
      }
    }
  }

  async function fail(record: IntakeRecord & IntakeRowRecord, error: unknown): Promise<void> {
    if (error instanceof UnreadableInbound) {
      log.warn({ intakeId: record.id, channel: record.channel, code: error.code }, 'intake quarantined');
      await store.intake.finish(record.id, { state: 'quarantined', code: error.code, message: error.message }, now());
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    if (record.attempts + 1 >= MAX_TRIES) {
      log.error({ err: error, intakeId: record.id, channel: record.channel }, 'intake quarantined after its last try');
      await store.intake.finish(record.id, { state: 'quarantined', code: 'processing_failed', message }, now());
      return;
    }
    const delayMs = Math.min(300_000, 1000 * 2 ** record.attempts);
    await store.intake.postpone(record.id, { message, nextAt: new Date(now().getTime() + delayMs) });
    throw error;
  }
}

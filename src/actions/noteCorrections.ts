import { derivedId } from '../lib/ids.js';
import { wronglyJoined, wronglyOpened, type Correction } from '../tickets/correction.js';
import type { TicketEvent } from '../tickets/event.js';
import type { Message } from '../tickets/message.js';
import type { Move } from '../tickets/ticket.js';
import type { ActionDeps } from './deps.js';

/** Notes what a move of messages puts right, so that it can be learnt from. Idempotent; called before the move is closed. */
export function createNoteCorrections({ store }: Pick<ActionDeps, 'store'>) {
  return async function noteCorrections(move: Move): Promise<void> {
    const event = await store.tickets.event(move.eventId);
    if (event?.actor.kind !== 'agent') return;
    const earlier = move.undoes ? await store.corrections.ofEvent(move.undoes) : [];
    const found = earlier.length > 0 ? earlier.map((one) => ({ ...one, withdrawn: !one.withdrawn })) : await corrected(move, event);
    await store.corrections.add(
      found.map((one) => ({
        ...one,
        id: derivedId(event.id, `correction ${one.messageId}`),
        eventId: event.id,
        actor: event.actor,
        at: event.at,
      })),
    );
  };

  async function corrected(move: Move, event: TicketEvent): Promise<Omit<Correction, 'id' | 'eventId' | 'actor' | 'at'>[]> {
    if (event.type === 'ticket.merged') {
      const [from, to, openers] = await Promise.all([
        store.tickets.get(move.fromId),
        store.tickets.get(move.toId),
        store.messages.many([move.fromId, move.toId]),
      ]);
      const wrong = from && to && wronglyOpened(from, to, new Map(openers.map((message) => [message.id, message])));
      return wrong ? [noted(wrong.message, wrong.chosen, wrong.correctedTo, 'merge')] : [];
    }
    const undone = move.undoes ? await store.tickets.event(move.undoes) : null;
    const how = event.type === 'decision.undone' ? (undone?.type === 'message.received' ? 'undo' : null) : howOf(event);
    if (how === null) return [];
    return wronglyJoined(await store.messages.many(move.messageIds)).map((message) => noted(message, move.fromId, move.toId, how));
  }
}

/** An event whose inverse takes messages out again, instead of a whole ticket, went into a ticket that was there. */
function howOf({ data, undo }: TicketEvent): Correction['how'] {
  if (typeof data['changeId'] === 'string') return 'not_this_person';
  return (undo?.['move'] as Pick<Move, 'kind'> | undefined)?.kind === 'carve' ? 'move' : 'split';
}

function noted(
  { id, customerId, decision }: Message,
  chosen: string,
  correctedTo: string,
  how: Correction['how'],
): Omit<Correction, 'id' | 'eventId' | 'actor' | 'at'> {
  return {
    messageId: id,
    customerId,
    rule: decision?.rule ?? '',
    evidence: decision?.evidence ?? [],
    confidence: decision?.confidence ?? 0,
    chosen,
    correctedTo,
    how,
    withdrawn: false,
  };
}

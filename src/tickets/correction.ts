import type { Actor } from './event.js';
import type { Evidence, Message } from './message.js';
import type { Ticket } from './ticket.js';

/** How people put a placing right. */
export const CORRECTED_BY = ['undo', 'split', 'move', 'merge', 'not_this_person'] as const;

/** A person put right where a message had been placed by itself. Append-only: taking it back is another one, withdrawn. */
export interface Correction {
  id: string;
  messageId: string;
  customerId: string;
  /** What had decided, on what, how sure. */
  rule: string;
  evidence: Evidence[];
  confidence: number;
  /** The ticket it had been put into (or had opened), and where it is now. */
  chosen: string;
  correctedTo: string;
  how: (typeof CORRECTED_BY)[number];
  /** The event that tells of it. */
  eventId: string;
  /** It takes an earlier one back: the decision stands again. */
  withdrawn: boolean;
  actor: Actor;
  at: Date;
}

/** Rules by which a message only follows another one: where that is wrong, this is no mistake of its own. */
const FOLLOWS = new Set([
  'reply_token',
  'own_message_id',
  'reference',
  'chat_session',
  'text_answer',
  'answered',
  'copy',
  'thanks',
  'machine_mail',
]);

/** Of messages that were taken out of a ticket together, those whose placing was wrong: the first, and who did not just follow it. */
export function wronglyJoined(moved: readonly Message[]): Message[] {
  const placed = moved
    .filter((message) => message.direction === 'in' && message.decision !== null)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return placed.filter((message, i) => i === 0 || !FOLLOWS.has(message.decision?.rule ?? ''));
}

/**
 * Of two tickets that were merged, the one that should not have been opened: the later of one customer, or one that might
 * have been the other by its own decision. Null: two matters that an agent joins, and no mistake of ours.
 */
export function wronglyOpened(
  one: Ticket,
  other: Ticket,
  openers: ReadonlyMap<string, Message>,
): { message: Message; chosen: string; correctedTo: string } | null {
  const [earlier, later] = one.createdAt <= other.createdAt ? [one, other] : [other, one];
  const message = openers.get(later.id);
  if (!message?.decision || message.decision.id !== null) return null;
  const couldHave =
    message.decision.alternatives?.some(({ ticketId }) => ticketId === earlier.id) ||
    later.links.some(({ ticketId }) => ticketId === earlier.id);
  return one.customerId === other.customerId || couldHave ? { message, chosen: later.id, correctedTo: earlier.id } : null;
}

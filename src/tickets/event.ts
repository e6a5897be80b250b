/** Everything that happens to a ticket or a customer: append-only, and enough to undo it. */
export interface TicketEvent {
  id: string;
  ticketId: string | null;
  customerId: string | null;
  seq: number;
  type: EventType;
  actor: Actor;
  at: Date;
  /** What changed, for people: old and new values, ids. */
  data: Record<string, unknown>;
  /** What `undo` needs to put things back; null when there is nothing to put back. */
  undo: Record<string, unknown> | null;
  undoneBy: string | null;
}

/** Who did it; `name` as it was then. `rule`: a follow-up rule. `system`: nobody's doing, such as a time that has come. */
export interface Actor {
  kind: 'customer' | 'agent' | 'rule' | 'system';
  id: string | null;
  name: string | null;
}

export const EVENT_TYPES = [
  'ticket.created',
  'ticket.changed',
  'ticket.solved',
  'ticket.reopened',
  'ticket.merged',
  'ticket.split',
  'ticket.linked',
  'ticket.unlinked',
  'ticket.snoozed',
  'ticket.woken',
  'decision.undone',
  'message.received',
  'message.sent',
  'message.amended',
  'message.noted',
  'message.forwarded',
  'message.delivery_changed',
  'followup.planned',
  'followup.sent',
  'followup.cancelled',
  'customer.created',
  'customer.changed',
  'identity.linked',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Nobody: what the desk does by itself. */
export const SYSTEM: Actor = { kind: 'system', id: null, name: null };

/** What the rules say about themselves, as short facts that an agent can read, and the links that they leave. */
import type { ThreadHint } from '../../ports/channel.js';
import type { Evidence } from '../../tickets/message.js';
import type { Situation } from '../situation.js';
import type { ThreadCandidate, ThreadDecision } from '../thread.js';

type Link = ThreadDecision['links'][number];

/** A ticket as agents know it, for the reasons. */
export function ticketFact(ticket: ThreadCandidate): Evidence {
  return { kind: 'ticket', value: `#${ticket.number} (${ticket.status})` };
}

/** What a message named, for the reasons; 200 characters at most. */
export function hintEvidence(hint: ThreadHint): Evidence {
  return { kind: hint.kind, value: hint.value.slice(0, 200) };
}

/** The tickets that the message names and its sender does not belong to: shown, never joined. */
export function claims({ claimed }: Situation): Link[] {
  return unique(claimed.map(({ ticket }) => ({ ticketId: ticket.id, kind: 'claims' })));
}

/** Own tickets that the message names but that are over. */
export function namedBefore({ trusted }: Situation): Link[] {
  return unique(trusted.map(({ ticket }) => ({ ticketId: ticket.id, kind: 'previous' })));
}

/** That a message names a ticket of somebody else, and by what. */
export function claimEvidence({ claimed }: Situation): Evidence[] {
  const [first] = claimed;
  return first ? [{ kind: 'names_ticket_of_somebody_else', value: `#${first.ticket.number} by ${first.hint.kind}` }] : [];
}

/** The customer's last ticket, by its last message. */
export function lastOf(own: readonly ThreadCandidate[]): ThreadCandidate | null {
  const newest = (a: ThreadCandidate, b: ThreadCandidate): number =>
    b.lastMessageAt.getTime() - a.lastMessageAt.getTime() || b.number - a.number;
  return [...own].sort(newest)[0] ?? null;
}

/** A link back to a ticket that is over. */
export function previous(ticket: ThreadCandidate | null): Link[] {
  return ticket ? [{ ticketId: ticket.id, kind: 'previous' }] : [];
}

/** Each link once, in the order given. */
export function unique(links: Link[]): Link[] {
  return links.filter((link, i) => links.findIndex(({ ticketId, kind }) => ticketId === link.ticketId && kind === link.kind) === i);
}

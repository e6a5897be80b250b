import type { Model } from 'mongoose';
import type { SearchHit, SearchRequest } from '../../ports/search.js';
import type { createMatcher, TextMatch } from '../../lib/search/matchText.js';
import { snippetOf } from '../../lib/search/snippet.js';
import type { CustomerDoc, MessageDoc, Models, TicketDoc } from '../models.js';
import { listRaw } from '../record.js';
import { customerFields, messageFields, ticketFields } from './entries.js';
import type { Match } from './matches.js';
import type { Pace } from './pace.js';

/**
 * What a hit needs of each record, and no more: a page has fifty of them. When it was made, the index knows: that never
 * changes.
 */
const MESSAGE_FIELDS = { ticketId: 1, customerId: 1, channel: 1, direction: 1, subject: 1, text: 1, from: 1, to: 1, attachments: 1 } as const;
const TICKET_FIELDS = { number: 1, subject: 1, status: 1, assigneeId: 1, tags: 1, channels: 1, customerId: 1, customerName: 1, mergedIntoId: 1 } as const;
/** Of the ticket that a message is in: fields that stand at the beginning of the document. */
const PLACE_FIELDS = { number: 1, subject: 1, status: 1, assigneeId: 1, tags: 1 } as const;

/** The fields that say nothing in a snippet unless the hit is there. */
type Shown = Pick<SearchHit, 'kind' | 'ticketId' | 'ticketNumber' | 'messageId' | 'customerId' | 'title' | 'at'> & { fields: string[]; body: number };

/**
 * Reads what the index proposes and keeps what really fits: the words are there now, and the ticket it is in today
 * passes the filters.
 */
export function createResolve({ messages, tickets, customers, identities }: Models, request: Omit<SearchRequest, 'limit' | 'cursor' | 'sort' | 'q'>, matches: ReturnType<typeof createMatcher>, pace: Pace) {
  const filtered = request.statuses !== undefined || request.assigneeId !== undefined || request.tag !== undefined;
  const judged = new Map<string, boolean>();
  return { passing, resolve };

  /**
   * Those whose ticket passes the filters, told without reading a text. It goes by the ticket that the index knows: what
   * was moved a moment ago is judged by where it was, until the index has heard of it.
   */
  async function passing(candidates: Match[]): Promise<Match[]> {
    if (!filtered) return candidates;
    const unknown = [...new Set(candidates.map(({ ticketId }) => ticketId))].filter((id) => !judged.has(id));
    const found = await read<TicketDoc>(tickets, unknown, { status: 1, assigneeId: 1, tags: 1 });
    for (const id of unknown) {
      const ticket = found.get(id);
      judged.set(id, ticket !== undefined && passes(ticket));
    }
    return candidates.filter(({ ticketId }) => judged.get(ticketId));
  }

  async function resolve(candidates: readonly Match[]): Promise<Map<string, SearchHit>> {
    const idsOf = (...kinds: string[]): string[] => candidates.flatMap(({ kind, id }) => (kinds.includes(kind) ? [id] : []));
    const people = idsOf('customer');
    const [said, known, held] = await Promise.all([
      read<MessageDoc>(messages, idsOf('message', 'note'), MESSAGE_FIELDS),
      read<CustomerDoc>(customers, people, { name: 1, tags: 1 }),
      people.length ? listRaw(identities, { customerId: { $in: people } }, { projection: { customerId: 1, value: 1 } }) : [],
    ]);
    const places = new Set([...said.values()].map(({ ticketId }) => ticketId));
    const [themselves, inTickets] = await Promise.all([read<TicketDoc>(tickets, idsOf('ticket'), TICKET_FIELDS), read<TicketDoc>(tickets, [...places], PLACE_FIELDS)]);

    const hits = new Map<string, SearchHit>();
    for (const candidate of candidates) {
      const resting = pace.rest();
      if (resting) await resting;
      const shown = show(candidate);
      const match = shown && matches(shown.fields, shown.body);
      if (!shown || !match) continue;
      const { fields: _fields, body, ...rest } = shown;
      hits.set(`${candidate.kind} ${candidate.id}`, { id: candidate.id, ...rest, snippet: snippetIn(match, body), score: 0 });
    }
    return hits;

    function show({ kind, id, at: since }: Match): Shown | null {
      const at = new Date(since);
      if (!inTime(at)) return null;
      if (kind === 'customer') {
        const customer = known.get(id);
        const addresses = held.filter(({ customerId }) => customerId === id).map(({ value }) => value);
        return customer ? { kind, ticketId: null, ticketNumber: null, messageId: null, customerId: id, title: customer.name, at, fields: customerFields(customer, addresses), body: 1 } : null;
      }
      const message = kind === 'ticket' ? null : said.get(id);
      const ticket = message ? inTickets.get(message.ticketId) : themselves.get(id);
      if (!ticket || (kind !== 'ticket' && !message) || !passes(ticket)) return null;
      const place = { ticketId: ticket._id, ticketNumber: ticket.number, at };
      if (message) {
        if (request.channel && message.channel !== request.channel) return null;
        return { kind, ...place, messageId: id, customerId: message.customerId, title: message.subject || ticket.subject, fields: messageFields(message), body: 1 };
      }
      // What was merged away is found in the ticket that it is in now.
      if (ticket.mergedIntoId || (request.channel && !ticket.channels.includes(request.channel))) return null;
      return { kind, ...place, messageId: null, customerId: ticket.customerId, title: ticket.subject, fields: ticketFields(ticket), body: 0 };
    }
  }

  function inTime(at: Date): boolean {
    return (!request.from || at >= request.from) && (!request.to || at < request.to);
  }

  function passes({ status, assigneeId, tags }: Pick<TicketDoc, 'status' | 'assigneeId' | 'tags'>): boolean {
    if (request.statuses && !request.statuses.includes(status)) return false;
    if (request.assigneeId !== undefined && assigneeId !== request.assigneeId) return false;
    return !request.tag || tags.includes(request.tag);
  }
}

/** From the body when a hit is there, else from the first field that has one. */
function snippetIn({ fields, hits }: TextMatch, body: number): SearchHit['snippet'] {
  const field = hits.some((hit) => hit.field === body) ? body : (hits[0]?.field ?? body);
  return snippetOf(fields[field] ?? '', hits.filter((hit) => hit.field === field));
}

async function read<T extends { _id: string }>(model: Model<T>, ids: readonly string[], projection: Record<string, 1>): Promise<Map<string, T>> {
  if (!ids.length) return new Map();
  const docs = await listRaw(model, { _id: { $in: ids } }, { projection });
  return new Map(docs.map((doc) => [doc._id, doc]));
}


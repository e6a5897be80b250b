import type { Model } from 'mongoose';
import type { SearchKind } from '../../contract/search.js';
import type { SearchHit, SearchRequest } from '../../ports/search.js';
import type { createMatcher, TextMatch } from '../../lib/search/matchText.js';
import { snippetOf } from '../../lib/search/snippet.js';
import type { CustomerDoc, MessageDoc, Models, TicketDoc } from '../models.js';
import { listRaw } from '../record.js';
import { customerFields, messageFields, ticketFields } from './entries.js';
import type { Match } from './matches.js';
import type { Pace } from './pace.js';
import type { TicketNumbers } from './ticketNumbers.js';

/**
 * What a hit needs of each record, and no more: a page has fifty of them. When it was made, the index knows: that never
 * changes.
 */
const MESSAGE_FIELDS = Object.freeze({ ticketId: 1, customerId: 1, channel: 1, direction: 1, subject: 1, text: 1 } as const);
/** What else of a message can be found: people and files. Read where the text alone does not fit, which is seldom. */
const MESSAGE_REST = Object.freeze({ from: 1, to: 1, cc: 1, bcc: 1, attachments: 1 } as const);
const TICKET_FIELDS = Object.freeze({
  number: 1,
  subject: 1,
  status: 1,
  assigneeId: 1,
  tags: 1,
  channels: 1,
  customerId: 1,
  customerName: 1,
  mergedIntoId: 1,
} as const);
/** Of the ticket that a message is in, and what filters ask of it: fields that stand at the beginning of the document. */
const PLACE_FIELDS = Object.freeze({ number: 1, subject: 1 } as const);
const FILTERED_FIELDS = Object.freeze({ status: 1, assigneeId: 1, tags: 1 } as const);
const FILTERED_PLACE_FIELDS = Object.freeze({ ...PLACE_FIELDS, ...FILTERED_FIELDS });

/** More than all words of a query together: who has a number whole comes before all whose number only ends so. */
const WHOLE_NUMBER = 1000;

/** Of a message that was deleted between two reads. */
const NOBODY = { from: { kind: 'email', value: '', name: null }, to: [], attachments: [] } satisfies Pick<
  MessageDoc,
  'from' | 'to' | 'attachments'
>;

/** The ticket that a message is in. */
interface Place {
  number: number;
  subject: string;
}

/** What is shown of a record if it fits. */
interface Shown {
  hit: SearchHit;
  /** The first of its fields. Nearly always the words are there; then the rest need not be read, or put together. */
  first: string[];
  /** All that is searched of it. @param rest of messages, what was not read at first */
  fields: (rest: Map<string, MessageDoc>) => string[];
  /** The field that a snippet is cut from, if anything stands there. */
  body: number;
}

/**
 * Reads what the index proposes and keeps what really fits: the words are there now, and the ticket it is in today
 * passes the filters.
 */
export function createResolve(
  { messages, tickets, customers, identities }: Models,
  request: Omit<SearchRequest, 'limit' | 'cursor' | 'sort' | 'q'>,
  matches: ReturnType<typeof createMatcher>,
  numbers: TicketNumbers,
  pace: Pace,
) {
  const filtered = request.statuses !== undefined || request.assigneeId !== undefined || request.tag !== undefined;
  const judged = new Map<string, boolean>();
  return resolve;

  /**
   * Those whose ticket passes the filters, told without reading a text. It goes by the ticket that the index knows: what
   * was moved a moment ago is judged by where it was, until the index has heard of it.
   */
  async function passing(candidates: readonly Match[]): Promise<readonly Match[]> {
    if (!filtered) return candidates;
    const unknown = [...new Set(candidates.map(({ ticketId }) => ticketId))].filter((id) => !judged.has(id));
    const found = await read<TicketDoc>(tickets, unknown, FILTERED_FIELDS);
    for (const id of unknown) {
      const ticket = found.get(id);
      judged.set(id, ticket !== undefined && passes(ticket));
    }
    return candidates.filter(({ ticketId }) => judged.get(ticketId));
  }

  /** @returns for each candidate its hit, null for one that does not fit; its score is what the text alone could tell. */
  async function resolve(candidates: readonly Match[]): Promise<(SearchHit | null)[]> {
    const ids: Record<SearchKind, string[]> = { ticket: [], message: [], note: [], customer: [] };
    for (const { kind, id } of await passing(candidates)) ids[kind].push(id);
    const [said, known, held, themselves] = await Promise.all([
      read<MessageDoc>(messages, [...ids.message, ...ids.note], MESSAGE_FIELDS),
      read<CustomerDoc>(customers, ids.customer, { name: 1, tags: 1 }),
      ids.customer.length ? listRaw(identities, { customerId: { $in: ids.customer } }, { projection: { customerId: 1, value: 1 } }) : [],
      read<TicketDoc>(tickets, ids.ticket, TICKET_FIELDS),
    ]);
    const places = await placesOf([...said.values()]);

    const hits: (SearchHit | null)[] = [];
    const elsewhere: { at: number; shown: Shown }[] = [];
    for (const [at, candidate] of candidates.entries()) {
      const resting = pace.rest();
      if (resting) await resting;
      const shown = show(candidate);
      const match = shown && matches(shown.first);
      hits.push(shown && match ? snip(shown.hit, match, shown.body) : null);
      if (shown && !match) elsewhere.push({ at, shown });
    }
    const rest = await read<MessageDoc>(
      messages,
      elsewhere.flatMap(({ shown }) => shown.hit.messageId ?? []),
      MESSAGE_REST,
    );
    for (const { at, shown } of elsewhere) {
      const resting = pace.rest();
      if (resting) await resting;
      const match = matches(shown.fields(rest));
      if (match) hits[at] = snip(shown.hit, match, shown.body);
    }
    return hits;

    function show(candidate: Match): Shown | null {
      const { kind, id } = candidate;
      const at = new Date(candidate.at);
      if (!inTime(at)) return null;
      if (kind === 'customer') {
        const customer = known.get(id);
        if (!customer) return null;
        const addresses = held.filter(({ customerId }) => customerId === id).map(({ value }) => value);
        const hit: SearchHit = {
          id,
          kind,
          ticketId: null,
          ticketNumber: null,
          messageId: null,
          said: null,
          customerId: id,
          title: customer.name,
          snippet: [],
          at,
          score: 0,
        };
        return { hit, fields: () => customerFields(customer, addresses), first: [customer.name, addresses.join(' ')], body: 1 };
      }
      if (kind === 'ticket') {
        const ticket = themselves.get(id);
        // What was merged away is found in the ticket that it is in now.
        if (!ticket || !passes(ticket) || ticket.mergedIntoId || (request.channel && !ticket.channels.includes(request.channel)))
          return null;
        const hit: SearchHit = {
          id,
          kind,
          ticketId: id,
          ticketNumber: ticket.number,
          messageId: null,
          said: null,
          customerId: ticket.customerId,
          title: ticket.subject,
          snippet: [],
          at,
          score: 0,
        };
        return { hit, first: [ticket.subject], fields: () => ticketFields(ticket), body: 0 };
      }
      const message = said.get(id);
      const place = message && places.get(message.ticketId);
      if (!message || !place || (request.channel && message.channel !== request.channel)) return null;
      const { direction, channel } = message;
      const hit: SearchHit = {
        id,
        kind,
        ticketId: message.ticketId,
        ticketNumber: place.number,
        messageId: id,
        said: direction === 'note' ? null : { direction, channel },
        customerId: message.customerId,
        title: message.subject || place.subject,
        snippet: [],
        at,
        score: 0,
      };
      return {
        hit,
        first: [message.subject ?? '', message.text],
        fields: (rest) => messageFields({ ...message, ...(rest.get(id) ?? NOBODY) }),
        body: 1,
      };
    }
  }

  /** Where messages are now; those in tickets that filters refuse have no place. A ticket is read only for what is not known of it. */
  async function placesOf(said: readonly MessageDoc[]): Promise<Map<string, Place>> {
    const places = new Map<string, Place>();
    const unread = new Set<string>();
    for (const { ticketId, subject } of said) {
      const number = numbers.get(ticketId);
      if (filtered || !subject || number === undefined) unread.add(ticketId);
      else places.set(ticketId, { number, subject: '' });
    }
    for (const ticket of (await read<TicketDoc>(tickets, [...unread], filtered ? FILTERED_PLACE_FIELDS : PLACE_FIELDS)).values()) {
      numbers.keep(ticket._id, ticket.number);
      if (!filtered || passes(ticket)) places.set(ticket._id, ticket);
    }
    return places;
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

/** With its snippet: from the body when the words are there, else from the first field that has some. */
function snip(hit: SearchHit, { fields, hits, wholeNumber }: TextMatch, body: number): SearchHit {
  const field = hits.some((one) => one.field === body) ? body : (hits[0]?.field ?? body);
  hit.snippet = snippetOf(
    fields[field] ?? '',
    hits.filter((one) => one.field === field),
  );
  if (wholeNumber) hit.score = WHOLE_NUMBER;
  return hit;
}

async function read<T extends { _id: string }>(
  model: Model<T>,
  ids: readonly string[],
  projection: Record<string, 1>,
): Promise<Map<string, T>> {
  if (!ids.length) return new Map();
  const docs = await listRaw(model, { _id: { $in: ids } }, { projection });
  return new Map(docs.map((doc) => [doc._id, doc]));
}

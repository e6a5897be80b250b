import type { List } from '../contract/common.js';
import type { Customer, CustomerDetail, NewCustomer, TimelineEntry } from '../contract/customers.js';
import { normaliseIdentity } from '../customers/normalise.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import { presentCustomer } from '../present/customer.js';
import { presentMessage } from '../present/message.js';
import { presentEvent, presentTicket } from '../present/ticket.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Page, Viewer } from './desk.js';

export function createCustomers({ store, now }: ActionDeps, agentNames: () => Promise<ReadonlyMap<string, string>>) {
  return { list, get, create, timeline };

  async function list(viewer: Viewer, query: Page & { q?: string | undefined }): Promise<List<Customer>> {
    requireRight(viewer, 'customer.read');
    const found = await store.customers.list(query);
    // Who turned out to be somebody else is found as that one.
    found.items = found.items.filter((customer) => !customer.mergedIntoId);
    const identities = await store.customers.identities(found.items.map((customer) => customer.id));
    return { items: found.items.map((customer) => presentCustomer(customer, identities.get(customer.id) ?? [])), nextCursor: found.nextCursor };
  }

  async function get(viewer: Viewer, customerId: string): Promise<CustomerDetail> {
    requireRight(viewer, 'customer.read');
    const customer = await store.customers.get(customerId);
    if (!customer) throw notFound('customer');
    const [identities, tickets, names] = await Promise.all([store.customers.identities([customerId]), store.tickets.ofCustomer(customerId, 50), agentNames()]);
    return {
      ...presentCustomer(customer, identities.get(customerId) ?? []),
      tickets: tickets.filter((ticket) => !ticket.mergedIntoId).map((ticket) => presentTicket(ticket, names)),
    };
  }

  /** @throws AppError `identity_taken`, naming the holder, and then nothing was made. */
  async function create(viewer: Viewer, body: NewCustomer): Promise<Customer> {
    requireRight(viewer, 'customer.write');
    const at = now();
    const id = newId(at.getTime());
    const wanted = new Map<string, { kind: NewCustomer['identities'][number]['kind']; value: string; verified: boolean }>();
    for (const { kind, value, verified } of body.identities) {
      const normal = normaliseIdentity(kind, value);
      if (normal === null) throw new AppError('invalid_input', `"${value}" is not a ${kind === 'email' ? 'mail address' : kind === 'phone' ? 'phone number' : 'usable id'}.`, { kind, value });
      wanted.set(`${kind}:${normal}`, { kind, value: normal, verified });
    }
    const claimed: string[] = [];
    for (const [i, identity] of [...wanted.values()].entries()) {
      const identityId = derivedId(id, `identity ${i}`);
      const held = await store.customers.addIdentity({ id: identityId, ...identity, customerId: id, source: 'api', addedAt: new Date(at.getTime() + i), optedOutAt: null });
      if (held.customerId === id) {
        claimed.push(identityId);
        continue;
      }
      for (const claim of claimed) await store.customers.removeIdentity(claim, id);
      const holder = await store.customers.get(held.customerId);
      throw new AppError('identity_taken', `${identity.kind} ${identity.value} belongs to ${holder?.name ?? 'another customer'}.`, {
        kind: identity.kind, value: identity.value, holder: { id: held.customerId, name: holder?.name ?? null },
      });
    }
    const customer = { id, name: body.name, claims: [], tags: body.tags ?? [], language: body.language ?? null, timeZone: body.timeZone ?? null, createdAt: at, updatedAt: at };
    await store.customers.ensure(customer, [...wanted.values()].map((identity) => identity.value));
    return presentCustomer(customer, (await store.customers.identities([id])).get(id) ?? []);
  }

  /** Messages and events of all tickets in one stream; the cursor carries where each of the two has got to. */
  async function timeline(viewer: Viewer, customerId: string, { limit, cursor }: Page): Promise<List<TimelineEntry>> {
    requireRight(viewer, 'customer.read');
    if (!(await store.customers.get(customerId))) throw notFound('customer');
    const from = readCursor(cursor);
    const [messages, events, names] = await Promise.all([
      from.m === null ? null : store.messages.ofCustomer(customerId, { limit, cursor: from.m || undefined }),
      from.e === null ? null : store.tickets.eventsOfCustomer(customerId, { limit, cursor: from.e || undefined }),
      agentNames(),
    ]);
    const entries: TimelineEntry[] = [
      ...(messages?.items ?? []).map((message): TimelineEntry => ({ kind: 'message', at: message.createdAt.toISOString(), message: presentMessage(message, names) })),
      // A message's own event would say the same thing twice.
      ...(events?.items ?? []).filter((event) => !event.type.startsWith('message.')).map((event): TimelineEntry => ({ kind: 'event', at: event.at.toISOString(), event: presentEvent(event) })),
    ];
    const next = { m: messages?.nextCursor ?? null, e: events?.nextCursor ?? null };
    return {
      items: entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
      nextCursor: next.m || next.e ? Buffer.from(JSON.stringify(next)).toString('base64url') : null,
    };
  }
}

/** '' starts at the newest, null means that this stream has ended. */
function readCursor(cursor: string | undefined): { m: string | null; e: string | null } {
  if (!cursor) return { m: '', e: '' };
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'm' in parsed && 'e' in parsed) {
      const { m, e } = parsed;
      if ((m === null || typeof m === 'string') && (e === null || typeof e === 'string')) return { m, e };
    }
  } catch {
    // Not JSON: the same refusal as for any other foreign cursor.
  }
  throw new AppError('invalid_input', 'This cursor is not one of ours.');
}

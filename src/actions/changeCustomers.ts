import type * as contract from '../contract/customerChanges.js';
import type { List } from '../contract/common.js';
import type { CustomerChange } from '../customers/change.js';
import type { Customer, Identity } from '../customers/customer.js';
import { displayNameOf, normaliseIdentity } from '../customers/normalise.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import { actorOf, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import type { Publish } from './publish.js';

const SHOWN = 100;

type Parts = Pick<CustomerChange, 'kind' | 'fromId' | 'toId' | 'identityIds' | 'ticketIds' | 'messageIds' | 'visitorIds' | 'tags' | 'ends' | 'revives' | 'undoes'>;

/**
 * Two customers are one, an address is somebody's or is not. What changes hands is noted first, as ids, and then given in
 * steps that may run again; each change is the inverse of another, so every undo can be undone.
 */
export function createChangeCustomers({ store, now }: Pick<ActionDeps, 'store' | 'now'>, publish: Publish) {
  return { merge, link, unlink, undo, list, finish };

  async function merge(viewer: Viewer, customerId: string, { intoId, reason }: contract.MergeCustomers): Promise<contract.CustomerChange> {
    requireRight(viewer, 'customer.write');
    if (customerId === intoId) throw new AppError('invalid_input', 'A customer cannot be merged into himself.');
    const [from, to] = [await standing(customerId), await standing(intoId)];
    const change: Parts = { kind: 'merge', fromId: from.id, toId: to.id, ...(await everythingOf(from.id)), tags: from.tags.filter((tag) => !to.tags.includes(tag)), ends: true, revives: false, undoes: null };
    return begin(viewer, change, reason);
  }

  /** @throws AppError `identity_taken` when somebody has it and `takeFrom` does not name him. */
  async function link(viewer: Viewer, customerId: string, body: contract.LinkIdentity): Promise<contract.CustomerChange> {
    requireRight(viewer, 'customer.write');
    const to = await standing(customerId);
    const value = normalised(body);
    const at = now();
    const held = await store.customers.addIdentity({ id: newId(at.getTime()), kind: body.kind, value, customerId: to.id, verified: body.verified, source: 'agent', addedAt: at, optedOutAt: null, bounced: null });
    if (held.customerId === to.id) {
      await store.customers.refreshWords(to.id);
      const change: Parts = { ...nothing('link', to.id, to.id), identityIds: [held.id] };
      return begin(viewer, change, body.reason);
    }
    if (held.customerId !== body.takeFrom) {
      const holder = await store.customers.get(held.customerId);
      throw new AppError('identity_taken', `${body.kind} ${value} belongs to ${holder?.name ?? 'another customer'}.`, { kind: body.kind, value, holder: { id: held.customerId, name: holder?.name ?? null } });
    }
    return begin(viewer, { ...nothing('link', held.customerId, to.id), ...(await saidFrom(held)) }, body.reason);
  }

  /** The address is somebody else's: it, and the tickets in which nobody wrote but from there, become a customer of their own. */
  async function unlink(viewer: Viewer, customerId: string, body: contract.UnlinkIdentity): Promise<contract.CustomerChange> {
    requireRight(viewer, 'customer.write');
    const from = await standing(customerId);
    const value = normalised(body);
    const identities = (await store.customers.identities([from.id])).get(from.id) ?? [];
    const identity = identities.find((one) => one.kind === body.kind && one.value === value);
    if (!identity) throw notFound('identity');
    if (identities.length === 1) throw new AppError('conflict', 'It is the only address of this customer.');
    const at = now();
    const made: Customer = { ...from, id: newId(at.getTime()), name: displayNameOf(null, identity), claims: [], tags: [], createdAt: at, updatedAt: at };
    await store.customers.ensure(made, [identity.value]);
    return begin(viewer, { ...nothing('unlink', from.id, made.id), ...(await saidFrom(identity)) }, body.reason);
  }

  async function undo(viewer: Viewer, changeId: string, reason?: string): Promise<contract.CustomerChange> {
    requireRight(viewer, 'customer.write');
    const change = await store.customerChanges.get(changeId);
    if (!change) throw notFound('change');
    if (change.undoneBy) throw new AppError('already_undone', 'This was undone before.');
    if (change.fromId === change.toId && change.undoes) throw new AppError('cannot_undo', 'Add the address again instead.');
    if (change.fromId === change.toId) return undoAdding(viewer, change, reason);
    const holder = await store.customers.get(change.toId);
    if (!holder) throw notFound('customer');
    if (holder.mergedIntoId && !change.revives) throw new AppError('conflict', 'This customer was merged into another one since. Undo that first.', { mergedIntoId: holder.mergedIntoId });
    const since = change.ends ? await cameSince(change) : [];
    const ticketIds = [...new Set([...change.ticketIds, ...since])];
    const messageIds = [...new Set([...change.messageIds, ...(await store.customerChanges.messageIds(change.toId, ticketIds))])];
    const parts: Parts = { kind: 'undo', fromId: change.toId, toId: change.fromId, identityIds: change.identityIds, ticketIds, messageIds, visitorIds: change.visitorIds, tags: change.tags, ends: change.revives, revives: change.ends, undoes: change.id };
    return begin(viewer, parts, reason);
  }

  async function list(viewer: Viewer, customerId: string): Promise<List<contract.CustomerChange>> {
    requireRight(viewer, 'customer.read');
    const changes = await store.customerChanges.ofCustomer(customerId, SHOWN);
    const seen = new Map(changes.map((change) => [change.id, change]));
    return { items: await Promise.all([...seen.values()].map(present)), nextCursor: null };
  }

  async function begin(viewer: Viewer, parts: Parts, reason: string | undefined): Promise<contract.CustomerChange> {
    const at = now();
    const change: CustomerChange = { ...parts, id: newId(at.getTime()), undoneBy: null, actor: actorOf(viewer), reason: reason ?? null, state: 'doing', at };
    await store.customerChanges.add(change);
    await finish(change.id);
    return present(change);
  }

  /** Gives what is to be given; idempotent. A merged customer's mark comes first, so that what he writes meanwhile finds the other. */
  async function finish(changeId: string): Promise<void> {
    const change = await store.customerChanges.get(changeId);
    if (change?.state !== 'doing') return;
    const { fromId, toId, ends, revives, tags } = change;
    const at = now();
    if (fromId !== toId) {
      const back = change.kind === 'undo' && revives;
      await store.customerChanges.setStanding(fromId, { addTags: [], dropTags: back ? tags : [], ...(ends ? { mergedIntoId: toId } : {}) }, at);
      await store.customerChanges.setStanding(toId, { addTags: back ? [] : tags, dropTags: [], ...(revives ? { mergedIntoId: null } : {}) }, at);
      await store.customerChanges.carry(change);
      for (const ticketId of change.ticketIds) await give(ticketId, change);
      const to = await store.customers.get(toId);
      if (to && change.ticketIds.length) await store.tickets.moveCustomer(change.ticketIds, toId, to.name);
      for (const id of [fromId, toId]) await store.customers.refreshWords(id);
    }
    if (change.undoes) {
      await store.customerChanges.markUndone(change.undoes, change.id);
      // Taking back an undo: what that undo had taken back stands again.
      const undone = await store.customerChanges.get(change.undoes);
      if (undone?.undoes) await store.customerChanges.unmarkUndone(undone.undoes);
    }
    await store.customerChanges.finish(change.id);
  }

  async function give(ticketId: string, { id, fromId, toId, actor, at, reason }: CustomerChange): Promise<void> {
    const eventId = derivedId(id, `ticket ${ticketId}`);
    const change = await store.tickets.mutate(ticketId, async (ticket, has) => {
      if (ticket.customerId !== fromId || (await has(eventId))) return null;
      return { set: { customerId: toId, updatedAt: now() }, events: [{ id: eventId, type: 'ticket.changed', actor, at, data: { customer: { from: fromId, to: toId }, changeId: id, ...(reason ? { reason } : {}) }, undo: null }] };
    });
    await publish.ticket(change);
  }

  /** An identity that was added out of nothing is taken away again. */
  async function undoAdding(viewer: Viewer, change: CustomerChange, reason: string | undefined): Promise<contract.CustomerChange> {
    for (const identityId of change.identityIds) await store.customers.removeIdentity(identityId);
    await store.customers.refreshWords(change.toId);
    return begin(viewer, { ...nothing('undo', change.fromId, change.toId), undoes: change.id }, reason);
  }

  async function everythingOf(customerId: string): Promise<Pick<Parts, 'identityIds' | 'ticketIds' | 'messageIds' | 'visitorIds'>> {
    const [identities, ticketIds, messageIds, visitors] = await Promise.all([
      store.customers.identities([customerId]),
      store.customerChanges.ticketIds(customerId),
      store.customerChanges.messageIds(customerId),
      store.people.visitorsOfCustomer(customerId),
    ]);
    return { identityIds: (identities.get(customerId) ?? []).map(({ id }) => id), ticketIds, messageIds, visitorIds: visitors.map(({ id }) => id) };
  }

  /** An identity with the tickets in which its customer wrote from nowhere else. */
  async function saidFrom(identity: Identity): Promise<Pick<Parts, 'identityIds' | 'ticketIds' | 'messageIds' | 'visitorIds'>> {
    const ticketIds = await ticketsFrom(identity.customerId, [identity]);
    const visitorIds = identity.kind === 'chat' ? [identity.value] : [];
    return { identityIds: [identity.id], ticketIds, messageIds: await store.customerChanges.messageIds(identity.customerId, ticketIds), visitorIds };
  }

  /** Tickets that the merged customer's own addresses opened after the merge. */
  async function cameSince({ toId, identityIds, ticketIds }: CustomerChange): Promise<string[]> {
    const identities = ((await store.customers.identities([toId])).get(toId) ?? []).filter(({ id }) => identityIds.includes(id));
    return (await ticketsFrom(toId, identities)).filter((id) => !ticketIds.includes(id));
  }

  async function ticketsFrom(customerId: string, identities: Identity[]): Promise<string[]> {
    const from = new Set(identities.map(({ kind, value }) => `${kind} ${value}`));
    const found: string[] = [];
    for (const ticketId of await store.customerChanges.ticketIds(customerId)) {
      const { items } = await store.messages.ofTicket(ticketId, { limit: 200 });
      const said = items.filter((message) => message.direction === 'in' && message.customerId === customerId);
      if (said.length > 0 && said.every(({ from: { kind, value } }) => from.has(`${kind} ${normaliseIdentity(kind as Identity['kind'], value) ?? value}`))) found.push(ticketId);
    }
    return found;
  }

  async function standing(id: string): Promise<Customer> {
    const customer = await store.customers.get(id);
    if (!customer) throw notFound('customer');
    if (customer.mergedIntoId) throw new AppError('conflict', 'This customer was merged into another one.', { mergedIntoId: customer.mergedIntoId });
    return customer;
  }

  async function present({ id, kind, fromId, toId, identityIds, ticketIds, actor, reason, undoneBy, at }: CustomerChange): Promise<contract.CustomerChange> {
    const names = await store.customers.many([fromId, toId]);
    const named = (customerId: string): { id: string; name: string } => ({ id: customerId, name: names.get(customerId)?.name ?? '' });
    return { id, kind, from: named(fromId), to: named(toId), identities: identityIds.length, tickets: ticketIds.length, by: actor.name, reason, undone: undoneBy !== null, at: at.toISOString() };
  }
}

export type ChangeCustomers = ReturnType<typeof createChangeCustomers>;

function nothing(kind: Parts['kind'], fromId: string, toId: string): Parts {
  return { kind, fromId, toId, identityIds: [], ticketIds: [], messageIds: [], visitorIds: [], tags: [], ends: false, revives: false, undoes: null };
}

function normalised({ kind, value }: { kind: Identity['kind']; value: string }): string {
  const normal = normaliseIdentity(kind, value);
  if (normal === null) throw new AppError('invalid_input', `"${value}" is not a ${kind === 'email' ? 'mail address' : kind === 'phone' ? 'phone number' : 'usable id'}.`, { kind, value });
  return normal;
}

import type * as contract from '../contract/customerChanges.js';
import type { List } from '../contract/common.js';
import type { ChangeMove, CustomerChange } from '../customers/change.js';
import type { Customer, Identity } from '../customers/customer.js';
import { displayNameOf, givenIdentity, normaliseIdentity } from '../customers/normalise.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { Actor } from '../tickets/event.js';
import type { Move } from '../tickets/ticket.js';
import { actorOf, requireRight } from './access.js';
import { allMessages } from './allMessages.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { createGiveCustomer, type GiveParts } from './giveCustomer.js';
import { heldBy, type Held } from './heldBy.js';
import { unusableIdentity } from './unusableIdentity.js';

const SHOWN = 100;

type Parts = Omit<CustomerChange, 'id' | 'undoneBy' | 'actor' | 'reason' | 'state' | 'givenAt' | 'at'>;

/**
 * Two customers are one, an address is somebody's or is not. What changes hands is noted first, as ids, and then given in
 * steps that may run again (`giveCustomer`); each change is the inverse of another, so every undo can be undone.
 */
export function createChangeCustomers({ store, now }: Pick<ActionDeps, 'store' | 'now'>, parts: GiveParts) {
  const { finish, lookAfter } = createGiveCustomer({ store, now }, parts);
  return {
    desk: { merge: alone(merge), link: alone(link), unlink: alone(unlink), undo: alone(undo), list },
    disown,
    takeBack: alone(takeBack),
    finish,
    lookAfter,
  };

  /** One change at a time: of two merges that cross, each would find the other customer still standing, and both would be gone. */
  function alone<A extends unknown[], R>(work: (...given: A) => Promise<R>): (...given: A) => Promise<R> {
    return (...given) => store.alone('changes', () => work(...given));
  }

  async function merge(viewer: Viewer, customerId: string, { intoId, reason }: contract.MergeCustomers): Promise<contract.CustomerChange> {
    requireRight(viewer, 'customer.write');
    if (customerId === intoId) throw new AppError('invalid_input', 'A customer cannot be merged into himself.');
    const [from, to] = [await standing(customerId), await standing(intoId)];
    return present(
      await begin(actorOf(viewer), { ...nothing('merge', from.id, to.id), ...(await endingIn(from, to)), ends: true }, reason),
    );
  }

  /** @throws AppError `identity_taken` when somebody has it and `takeFrom` does not name him. */
  async function link(viewer: Viewer, customerId: string, body: contract.LinkIdentity): Promise<contract.CustomerChange> {
    requireRight(viewer, 'customer.write');
    const to = await standing(customerId);
    const value = normalised(body);
    const held = await holderOf(body.kind, value);
    if (!held) {
      // One that somebody has may be a short code that wrote to us.
      if (givenIdentity(body.kind, body.value) === null) throw unusableIdentity(body);
      const at = now();
      const adds: Identity = {
        id: newId(at.getTime()),
        kind: body.kind,
        value,
        customerId: to.id,
        verified: body.verified,
        source: 'agent',
        addedAt: at,
        optedOutAt: null,
        bounced: null,
      };
      return present(await begin(actorOf(viewer), { ...nothing('link', to.id, to.id), identityIds: [adds.id], adds }, body.reason));
    }
    if (held.customerId === to.id) throw new AppError('conflict', "It is this customer's already.");
    if (held.customerId !== body.takeFrom) throw await taken(held);
    return present(await begin(actorOf(viewer), { ...nothing('link', held.customerId, to.id), ...(await saidFrom(held)) }, body.reason));
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
    // What was noted of the one is not known of the other.
    const made: Customer = {
      id: newId(at.getTime()),
      name: displayNameOf(null, identity),
      claims: [],
      tags: [],
      language: from.language,
      timeZone: from.timeZone,
      createdAt: at,
      updatedAt: at,
    };
    await store.customers.ensure(made, [identity.value]);
    return present(
      await begin(actorOf(viewer), { ...nothing('unlink', from.id, made.id), ...(await saidFrom(identity)), revives: true }, body.reason),
    );
  }

  /** One message was somebody else's: it leaves with `identity` (null: with none) for `toId`, who was made for it. */
  async function disown(
    actor: Actor,
    what: { fromId: string; toId: string; identity: Identity | null; messageId: string; move: ChangeMove },
  ): Promise<CustomerChange> {
    const { fromId, toId, identity, messageId, move } = what;
    return begin(
      actor,
      { ...nothing('unlink', fromId, toId), identityIds: identity ? [identity.id] : [], messageIds: [messageId], move, revives: true },
      undefined,
    );
  }

  async function undo(viewer: Viewer, changeId: string, reason?: string): Promise<contract.CustomerChange> {
    requireRight(viewer, 'customer.write');
    return present(await takeBack(actorOf(viewer), changeId, reason));
  }

  async function takeBack(actor: Actor, changeId: string, reason?: string): Promise<CustomerChange> {
    const change = await store.customerChanges.get(changeId);
    if (!change) throw notFound('change');
    if (change.undoneBy) throw new AppError('already_undone', 'This was undone before.');
    const base = { ...nothing('undo', change.toId, change.fromId), undoes: change.id };
    if (change.fromId === change.toId)
      return begin(actor, { ...base, identityIds: change.identityIds, ...(await addingBack(change)) }, reason);
    const [holder, giver] = [await store.customers.get(change.toId), await store.customers.get(change.fromId)];
    if (!holder || !giver) throw notFound('customer');
    const gone = holder.mergedIntoId ?? (change.ends ? null : giver.mergedIntoId) ?? null;
    if (gone) throw new AppError('conflict', 'This customer was merged into another one since. Undo that first.', { mergedIntoId: gone });
    const what = change.revives ? await endingIn(holder, giver) : await givingBack(change);
    return begin(
      actor,
      { ...base, ...what, move: change.move && (await movingBack(change.move)), ends: change.revives, revives: change.ends },
      reason,
    );
  }

  async function list(viewer: Viewer, customerId: string): Promise<List<contract.CustomerChange>> {
    requireRight(viewer, 'customer.read');
    const changes = await store.customerChanges.ofCustomer(customerId, SHOWN);
    const seen = new Map(changes.map((change) => [change.id, change]));
    return { items: await Promise.all([...seen.values()].map(present)), nextCursor: null };
  }

  /** @throws AppError `identity_taken` when somebody else was given the identity in this very moment. */
  async function begin(actor: Actor, parts: Parts, reason: string | undefined): Promise<CustomerChange> {
    const at = now();
    const change: CustomerChange = { ...parts, id: newId(at.getTime()), undoneBy: null, actor, reason: reason ?? null, state: 'doing', at };
    await store.customerChanges.add(change);
    await finish(change.id);
    const held = change.adds && (await holderOf(change.adds.kind, change.adds.value));
    if (held && held.id !== change.adds?.id) throw await taken(held);
    return change;
  }

  /** All that is his goes to the other, in whom he ends. */
  async function endingIn(from: Customer, to: Customer): Promise<Held & Pick<Parts, 'tags' | 'claims'>> {
    return {
      ...(await heldBy(store, from.id)),
      tags: from.tags.filter((tag) => !to.tags.includes(tag)),
      claims: from.claims.filter((claim) => !to.claims.some(({ kind, value }) => kind === claim.kind && value === claim.value)),
    };
  }

  /** What was given goes back, and what came to it since: tickets that the given addresses opened, and what was said in them. */
  async function givingBack(change: CustomerChange): Promise<Held & Pick<Parts, 'tags' | 'claims'>> {
    const { toId, identityIds, visitorIds, tags, claims } = change;
    const ticketIds = [...new Set([...change.ticketIds, ...(await cameSince(change))])];
    const [since, planned] = [
      await store.customerChanges.messageIds(toId, ticketIds),
      await store.customerChanges.followupIds(toId, ticketIds),
    ];
    return {
      identityIds,
      visitorIds,
      tags,
      claims,
      ticketIds,
      messageIds: [...new Set([...change.messageIds, ...since])],
      followupIds: [...new Set([...change.followupIds, ...planned])],
    };
  }

  /** The identity as it stands now, so that it comes back as it went. */
  async function addingBack({ toId, adds, removes }: CustomerChange): Promise<Pick<Parts, 'adds' | 'removes'>> {
    if (!adds) return { adds: removes, removes: null };
    const identity = (await store.customers.identities([toId])).get(toId)?.find(({ id }) => id === adds.id);
    if (!identity) throw new AppError('conflict', 'This address has gone to another customer since. Undo that first.');
    return { adds: null, removes: identity };
  }

  /** The inverse of a move, as its event tells it. */
  async function movingBack({ eventId }: ChangeMove): Promise<ChangeMove> {
    const event = await store.tickets.event(eventId);
    if (!event?.undo) throw notFound('decision');
    if (event.undoneBy) throw new AppError('already_undone', 'This was undone before.');
    const { revivedStatus, ...inverse } = event.undo['move'] as Omit<ChangeMove, 'eventId' | 'undoes' | 'revivedStatus'> & {
      revivedStatus: Move['status'];
    };
    await requireMovable(inverse.fromId);
    if (inverse.kind === 'absorb') await requireMovable(inverse.toId);
    return { ...inverse, revivedStatus, undoes: eventId, eventId: newId(now().getTime()) };
  }

  /** Asked before anything is noted, so that a refusal leaves nothing half done. */
  async function requireMovable(ticketId: string): Promise<void> {
    const ticket = await store.tickets.get(ticketId);
    if (ticket?.moving) throw new AppError('conflict', 'Messages of this ticket are being moved. Try again in a moment.');
    if (ticket?.mergedIntoId) throw new AppError('conflict', 'This ticket was merged into another one.');
  }

  /** An identity with the tickets in which its customer wrote from nowhere else. */
  async function saidFrom(identity: Identity): Promise<Held> {
    const { customerId } = identity;
    const ticketIds = await ticketsFrom(customerId, [identity], await store.customerChanges.ticketIds(customerId));
    const [messageIds, followupIds] = [
      await store.customerChanges.messageIds(customerId, ticketIds),
      await store.customerChanges.followupIds(customerId, ticketIds),
    ];
    return { identityIds: [identity.id], ticketIds, messageIds, followupIds, visitorIds: identity.kind === 'chat' ? [identity.value] : [] };
  }

  /** Tickets that the given addresses opened since. */
  async function cameSince({ toId, identityIds, ticketIds, at }: CustomerChange): Promise<string[]> {
    const identities = ((await store.customers.identities([toId])).get(toId) ?? []).filter(({ id }) => identityIds.includes(id));
    const later = (await store.tickets.many(await store.customerChanges.ticketIds(toId))).filter(
      ({ id, opened }) => opened.at >= at && !ticketIds.includes(id),
    );
    return ticketsFrom(
      toId,
      identities,
      later.map(({ id }) => id),
    );
  }

  /** Those of the tickets in which their customer wrote from nowhere but these. */
  async function ticketsFrom(customerId: string, identities: Identity[], ticketIds: string[]): Promise<string[]> {
    const from = new Set(identities.map(({ kind, value }) => `${kind} ${value}`));
    const found: string[] = [];
    for (const ticketId of ticketIds) {
      const said = (await allMessages(store, ticketId)).filter(
        (message) => message.direction === 'in' && message.customerId === customerId,
      );
      if (
        said.length > 0 &&
        said.every(({ from: { kind, value } }) => from.has(`${kind} ${normaliseIdentity(kind as Identity['kind'], value) ?? value}`))
      )
        found.push(ticketId);
    }
    return found;
  }

  async function standing(id: string): Promise<Customer> {
    const customer = await store.customers.get(id);
    if (!customer) throw notFound('customer');
    if (customer.mergedIntoId)
      throw new AppError('conflict', 'This customer was merged into another one.', { mergedIntoId: customer.mergedIntoId });
    return customer;
  }

  async function holderOf(kind: Identity['kind'], value: string): Promise<Identity | null> {
    const [held] = await store.customers.holders([{ kind, value }]);
    return held ?? null;
  }

  async function taken({ kind, value, customerId }: Identity): Promise<AppError> {
    const name = (await store.customers.get(customerId))?.name ?? null;
    return new AppError('identity_taken', `${kind} ${value} belongs to ${name ?? 'another customer'}.`, {
      kind,
      value,
      holder: { id: customerId, name },
    });
  }

  async function present({
    id,
    kind,
    fromId,
    toId,
    identityIds,
    ticketIds,
    actor,
    reason,
    undoneBy,
    at,
  }: CustomerChange): Promise<contract.CustomerChange> {
    const names = await store.customers.many([fromId, toId]);
    const named = (customerId: string): { id: string; name: string } => ({ id: customerId, name: names.get(customerId)?.name ?? '' });
    return {
      id,
      kind,
      from: named(fromId),
      to: named(toId),
      identities: identityIds.length,
      tickets: ticketIds.length,
      by: actor.name,
      reason,
      undone: undoneBy !== null,
      at: at.toISOString(),
    };
  }
}

export type ChangeCustomers = ReturnType<typeof createChangeCustomers>;

function nothing(kind: Parts['kind'], fromId: string, toId: string): Parts {
  return {
    kind,
    fromId,
    toId,
    identityIds: [],
    ticketIds: [],
    messageIds: [],
    visitorIds: [],
    followupIds: [],
    tags: [],
    claims: [],
    adds: null,
    removes: null,
    move: null,
    ends: false,
    revives: false,
    undoes: null,
  };
}

function normalised(given: { kind: Identity['kind']; value: string }): string {
  const normal = normaliseIdentity(given.kind, given.value);
  if (normal === null) throw unusableIdentity(given);
  return normal;
}
